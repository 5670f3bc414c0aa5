"""Rating scales as data: read from TOML, shipped in ``resources/scales`` or made by a newsroom."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from factcheck.domain.problems import Problem
from factcheck.domain.records import Rating, Scale, named_id
from factcheck.resources import resource_folder
from factcheck.translation import _, current_language, pgettext

PROFILES: Final = ("statements", "drafts")
LARGEST: Final = 256 * 1024
MOST_RATINGS: Final = 20
_COLOURS: Final = ("strong_light", "tint_light", "strong_dark", "tint_dark")


def presets() -> dict[str, Path]:
    """The shipped scales: key to file."""
    return {path.stem: path for path in sorted((resource_folder() / "scales").glob("*.toml"))}


def default_scale(profile: str) -> str:
    """The key of the scale that a new project of a profile starts with."""
    return "drafts" if profile == "drafts" else "default"


def read_scale(path: Path) -> tuple[Scale, tuple[Rating, ...]]:
    """Read a scale file; raises ``Problem`` that names what is wrong in it.

    Ids follow from the content, so that the same scale chosen in two copies of a project is one scale,
    and a changed file is another: old verdicts never change meaning. A scale that says ``translated`` is
    in the language in use, under the same ids; every other keeps the words of its house.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise Problem(
                _("The scale file “{name}” is too large.").format(name=path.name),
                _("Choose a scale file in TOML, such as those that come with the program."),
            )
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Problem(
            _("The scale file “{name}” cannot be read: {why}").format(name=path.name, why=error),
            _("Choose a scale file in TOML, such as those that come with the program."),
        ) from error
    return scale_from(data, path.stem)


def scale_from(data: Mapping[str, Any], key: str = "") -> tuple[Scale, tuple[Rating, ...]]:
    """Make a scale and its ratings from plain data as a scale file holds it; raises ``Problem``."""
    rows = data.get("rating")
    if (
        not isinstance(rows, list)
        or not 1 <= len(rows) <= MOST_RATINGS
        or not all(isinstance(row, dict) for row in rows)
    ):
        raise Problem(
            _("A scale needs between 1 and {n} ratings.").format(n=MOST_RATINGS),
            _("Add or take away some, then try again."),
        )
    if data.get("profile", "statements") not in PROFILES:
        raise Problem(_("A scale is for “statements” or for “drafts”."), _("Write one of these as its profile."))
    name = str(data.get("name", key)).strip()
    labels = [str(row.get("label", "")).strip() for row in rows]
    if not name or not all(labels) or len({label.casefold() for label in labels}) != len(labels):
        raise Problem(
            _("A scale needs a name, and each of its ratings a label of its own."), _("Fill them in, no label twice.")
        )
    content = [sorted((str(k), str(v)) for k, v in row.items()) for row in rows]
    scale_id = named_id("scale", name, str(data.get("version", "")), repr(content))
    translated = data.get("translated") is True
    if translated:
        rows = [{**row, **{key: _in_words(str(row.get(key, ""))) for key in ("label", "definition")}} for row in rows]
    scale = Scale(
        id=scale_id,
        key=str(data.get("key", key)),
        name=_in_words(name) if translated else name,
        version=str(data.get("version", "")),
        profile=str(data.get("profile", "statements")),
        language=current_language() if translated else str(data.get("language", "en")),
        source=str(data.get("source", "")),
    )
    return scale, tuple(_rating(scale_id, position, row) for position, row in enumerate(rows, 1))


def _in_words(words: str) -> str:
    """Words of a scale of our own in the language in use; ``packaging/translate.py`` collects them."""
    return pgettext("scale", words)


def _rating(scale_id: str, position: int, row: Mapping[str, Any]) -> Rating:
    for colour in _COLOURS:
        if colour in row and not re.fullmatch(r"#[0-9A-Fa-f]{6}", str(row[colour])):
            raise Problem(
                _("“{value}” is no colour.").format(value=row[colour]), _("Write it as #RRGGBB, for example #006646.")
            )
    rank = row.get("rank")
    if rank is not None and (not isinstance(rank, int) or rank < 1):
        raise Problem(
            _("The rank of “{label}” must be a number from 1.").format(label=row.get("label")),
            _("1 is the truest; leave it out where the label has no order."),
        )
    known = {name: row[name] for name in ("key", "label", "definition", "icon", "pattern", *_COLOURS) if name in row}
    return Rating(
        id=named_id("rating", scale_id, str(position)),
        scale_id=scale_id,
        position=position,
        rank=rank,
        closes=bool(row.get("closes", True)),
        proven=bool(row.get("proven", False)),
        **{name: str(value) for name, value in known.items()},
    )
