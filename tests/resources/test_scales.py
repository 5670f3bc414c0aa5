"""The shipped scales can be read by everybody: contrast in both themes, and never colour alone."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from typing import Any

import pytest

from factcheck.resources import resource, resource_folder

FILES = sorted((resource_folder() / "scales").glob("*.toml"))
BODY = {"light": "#1D2127", "dark": "#E4E2DD"}
PATTERNS = {
    "solid", "double", "dashed", "longdash", "zigzag", "dotted", "wave", "thick", "dashdot", "dashdotdot",
}  # fmt: skip
LABELS = {
    "default": ["True", "Mostly true", "Misleading", "False", "Unverifiable"],
    "true-false-unproven": ["True", "False", "Unproven"],
    "politifact": ["True", "Mostly True", "Half True", "Mostly False", "False", "Pants on Fire"],
    "africa-check": [
        "Correct", "Mostly correct", "Unproven", "Misleading", "Exaggerated", "Understated", "Incorrect",
    ],
    "correctiv-2024": [
        "Richtig", "Größtenteils richtig", "Unbelegt", "Teilweise falsch", "Fehlender Kontext", "Manipuliert",
        "Größtenteils falsch", "Falsch",
    ],
    "science-feedback": [
        "Accurate", "Correct", "Mostly accurate", "Correct but …", "Lacks context", "Misleading", "Unsupported",
        "Flawed reasoning", "Inaccurate", "Incorrect",
    ],
    "meta-partners": ["True", "Missing context", "Partly false", "Altered", "False", "Satire"],
    "drafts": ["Confirmed", "Confirmed with change", "Disputed", "On author", "Not checkable"],
}  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2), 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def scale(request: pytest.FixtureRequest) -> dict[str, Any]:
    """One shipped scale as its file says it."""
    data: dict[str, Any] = tomllib.loads(request.param.read_text("utf-8"))
    assert data["key"] == request.param.stem
    return data


def test_every_preset_is_shipped_with_its_labels_in_order() -> None:
    shipped = {file.stem: [r["label"] for r in tomllib.loads(file.read_text("utf-8"))["rating"]] for file in FILES}
    assert shipped == LABELS


def test_a_scale_says_what_it_is(scale: dict[str, Any]) -> None:
    assert set(scale) - {"source", "translated"} == {"key", "name", "version", "language", "profile", "rating"}
    assert scale["name"]
    assert scale["version"]
    assert scale["profile"] in ("statements", "drafts")
    for rating in scale["rating"]:
        assert set(rating) - {"rank"} == {
            "key", "label", "definition", "closes", "proven", "icon", "pattern",
            "strong_light", "tint_light", "strong_dark", "tint_dark",
        }  # fmt: skip
        assert rating["definition"].endswith(".")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_label_and_words_stand_out_from_the_tint(scale: dict[str, Any], theme: str) -> None:
    for rating in scale["rating"]:
        tint = rating[f"tint_{theme}"]
        assert contrast(rating[f"strong_{theme}"], tint) >= 4.5, rating["key"]
        assert contrast(BODY[theme], tint) >= 4.5, rating["key"]


def test_meaning_is_never_colour_alone(scale: dict[str, Any]) -> None:
    ratings = scale["rating"]
    for field in ("key", "label", "icon", "pattern", "strong_light", "strong_dark"):
        values = [rating[field] for rating in ratings]
        assert len(set(values)) == len(values), field
    assert {rating["pattern"] for rating in ratings} <= PATTERNS
    assert "circle-dashed" not in {rating["icon"] for rating in ratings}, "the icon of what is unchecked"
    for rating in ratings:
        assert resource("icons", f"{rating['icon']}.svg").is_file(), rating["icon"]


def test_ranks_run_from_the_truest_without_a_gap(scale: dict[str, Any]) -> None:
    ranks = [rating["rank"] for rating in scale["rating"] if "rank" in rating]
    assert ranks[0] == 1
    assert all(after - before in (0, 1) for before, after in pairwise(ranks))


def test_only_findings_on_drafts_leave_a_fact_open() -> None:
    drafts = tomllib.loads(resource("scales", "drafts.toml").read_text("utf-8"))["rating"]
    assert [r["key"] for r in drafts if not r["closes"]] == ["disputed", "on-author"]
    assert [r["key"] for r in drafts if r["proven"]] == ["confirmed", "confirmed-with-change"]
