"""The one edit that closes a conflict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

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
