"""The edits that close a conflict."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from factcheck.domain.records import PLACE, Highlight
from factcheck.project.queries.conflicts import ConflictLine
from factcheck.project.recording import Recording
from factcheck.project.tables import KINDS
from factcheck.translation import _


@dataclass(frozen=True)
class ResolveConflict:
    """Close a conflict: the person saw the sides ``seen`` and chose ``value``.

    For the field ``"-"`` the value True removes the record and False keeps it.
    """

    table: str
    row: str
    field: str
    value: Any | datetime
    seen: tuple[str, ...]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Resolve conflict")

    def apply(self, recording: Recording) -> None:
        """Write the choice as the successor of every side that was seen."""
        recording.resolve(KINDS[self.table], self.row, self.field, self.value, self.seen)


def taking(line: ConflictLine, side: int) -> ResolveConflict | ResolvePlace:
    """The edit that closes a conflict with one of its sides (by its place among them), having seen all of them."""
    seen = tuple(one.change for one in line.sides)
    if line.table == "highlight" and line.field in PLACE:
        return ResolvePlace(line.row, seen[side], seen)
    return ResolveConflict(line.table, line.row, line.field, line.sides[side].value, seen)


def resolutions(lines: Iterable[ConflictLine], author: str, *, own: bool) -> list[ResolveConflict | ResolvePlace]:
    """The edits that close conflicts with what ``author`` wrote last, or with what others did, where they did."""
    edits = []
    for line in lines:
        sides = [place for place, side in enumerate(line.sides) if (side.author == author) == own]
        if sides:
            edits.append(taking(line, sides[-1]))  # they are in the order of their clocks
    return edits


@dataclass(frozen=True)
class ResolvePlace:
    """Close the conflict over where a highlight stands: its fields are taken from one writer, all of them.

    ``side`` is the change of the quotation that was chosen, ``seen`` all that were on screen.
    """

    highlight_id: str
    side: str
    seen: tuple[str, ...]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Resolve conflict")

    def apply(self, recording: Recording) -> None:
        """Write the whole place of the chosen edit as the successor of what was seen."""
        said = [recording.changes_with(key) for key in (self.side, *self.seen)]
        for field in PLACE:
            sides = [one[field] for one in said if field in one]
            if sides:
                value = json.loads(sides[0].value or "null")
                recording.resolve(Highlight, self.highlight_id, field, value, {side.id for side in sides})
