"""The edits that close a conflict."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from factcheck.domain.records import PLACE, Highlight
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
