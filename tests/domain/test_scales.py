"""Rating scales: the shipped ones are whole, and a newsroom's own file is checked before it counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.scales import LARGEST, default_scale, presets, read_scale, scale_from

TWO: dict[str, Any] = {"name": "House", "rating": [{"label": "Yes"}, {"label": "No"}]}


@pytest.mark.parametrize("key", sorted(presets()))
def test_every_shipped_scale_is_read(key: str) -> None:
    scale, ratings = read_scale(presets()[key])
    assert scale.name
    assert [rating.position for rating in ratings] == list(range(1, len(ratings) + 1))
    assert len({rating.id for rating in ratings}) == len(ratings)


def test_each_profile_has_its_default() -> None:
    assert [r.label for r in read_scale(presets()[default_scale("drafts")])[1]] == [
        "Confirmed",
        "Confirmed with change",
        "Disputed",
        "On author",
        "Not checkable",
    ]
    assert [r.label for r in read_scale(presets()[default_scale("statements")])[1]] == [
        "True",
        "Mostly true",
        "Misleading",
        "False",
        "Unverifiable",
    ]


def test_the_same_scale_has_the_same_ids_and_a_changed_one_others() -> None:
    again = scale_from(TWO)
    assert scale_from(TWO) == again
    changed = scale_from({**TWO, "rating": [{"label": "Yes"}, {"label": "Never"}]})
    assert changed[0].id != again[0].id
    assert changed[1][0].id != again[1][0].id


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": "x", "rating": []}, "between 1 and"),
        ({"name": "x"}, "between 1 and"),
        ({"name": "x", "rating": ["True"]}, "between 1 and"),
        ({"name": "x", "rating": [{"label": str(n)} for n in range(21)]}, "between 1 and"),
        ({**TWO, "profile": "films"}, "is for"),
        ({**TWO, "name": " "}, "needs a name"),
        ({"name": "x", "rating": [{"label": "Yes"}, {"label": "yes "}]}, "label of its own"),
        ({"name": "x", "rating": [{"label": "Yes", "strong_light": "red"}]}, "no colour"),
        ({"name": "x", "rating": [{"label": "Yes", "rank": 0}]}, "must be a number"),
        ({"name": "x", "rating": [{"label": "Yes", "rank": "best"}]}, "must be a number"),
    ],
)
def test_what_is_wrong_in_a_scale_is_named(data: dict[str, Any], words: str) -> None:
    with pytest.raises(Problem, match=words):
        scale_from(data)


def test_a_file_that_is_no_scale_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "scale.toml"
    with pytest.raises(Problem, match="cannot be read"):
        read_scale(file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Problem, match="cannot be read"):
        read_scale(file)
    file.write_text("name = [", encoding="utf-8")
    with pytest.raises(Problem, match="cannot be read"):
        read_scale(file)
    file.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(Problem, match="too large"):
        read_scale(file)
