"""The history as CSV for a spreadsheet and as JSON for programs; one writer for the window and the command line."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TextIO

from factcheck.domain.history import Entry, Step

COLUMNS: Final = ("at", "author", "edit", "article", "claim", "record", "field", "from", "to", "id")
_STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PARTED_FORMULA: Final = re.compile(r"([;\t][ \u00a0\"]*)(?=[=@＝＠]|[+＋－-]\S)")


@dataclass(frozen=True)
class Names:
    """What ids are called: articles by their titles, claims by their display numbers."""

    articles: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, int] = field(default_factory=dict)


def write_csv(entries: Iterable[Entry], names: Names, file: TextIO) -> None:
    """Write a line for each changed field; no cell is one that a spreadsheet would calculate."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for entry in entries:
        for step in entry.steps or (None,):
            writer.writerow([guarded(cell) for cell in _cells(entry, step, names)])


def write_json(entries: Iterable[Entry], names: Names, file: TextIO) -> None:
    """Write a JSON array with an object for each edit, one a line."""
    file.write("[")
    for position, entry in enumerate(entries):
        file.write(",\n " if position else "\n ")
        file.write(json.dumps(_as_object(entry, names), ensure_ascii=False))
    file.write("\n]\n")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what would be one.

    Also inside of it, where a spreadsheet of another country, whose cells are parted by semicolons, begins a cell.
    """
    cell = _PARTED_FORMULA.sub(r"\1'", cell)
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_STARTS_FORMULA) else cell


def plain(value: Any) -> str:
    """A value as text; nothing is empty, yes and no are words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cells(entry: Entry, step: Step | None, names: Names) -> Iterator[str]:
    yield entry.at.isoformat(timespec="seconds")
    yield entry.author
    yield entry.name
    if step is None:
        yield from [""] * 6
    else:
        yield names.articles.get(step.article_id, "")
        yield str(names.claims.get(step.claim_id, ""))
        yield step.table
        yield step.field
        yield plain(step.before)
        yield plain(step.after)
    yield entry.edit_id


def _as_object(entry: Entry, names: Names) -> dict[str, Any]:
    return {
        "id": entry.edit_id,
        "at": entry.at.isoformat(timespec="milliseconds"),
        "author": entry.author,
        "edit": entry.name,
        "reverses": entry.reversal or None,
        "undone": entry.undone,
        "steps": [
            {
                "article": names.articles.get(step.article_id),
                "claim": names.claims.get(step.claim_id),
                "record": step.table,
                "id": step.row,
                "field": step.field,
                "from": step.before,
                "to": step.after,
            }
            for step in entry.steps
        ],
    }
