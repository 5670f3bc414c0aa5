"""The edit that takes an entry of the history back, whoever wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from factcheck.domain.problems import Problem
from factcheck.project.deriving import CREATE
from factcheck.project.queries.history import rows_of_claim
from factcheck.project.recording import Recording
from factcheck.project.tables import TABLES
from factcheck.project.undo import write_reverse
from factcheck.translation import _

# What others point to without hanging on it: a verdict would mean nothing without its rating.
_USED: Final = ("scale", "rating", "sourcing_profile", "revision", "source", "tag")


@dataclass(frozen=True)
class TakeBack:
    """Put back what stood before an edit; ``claim_id`` keeps to what belongs to one claim ("": all of it).

    It is an edit like any other, so that undo reverses it.
    """

    edit_id: str
    claim_id: str = ""

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Take back")

    def apply(self, recording: Recording) -> None:
        """Write the reverse.

        Raises ``UndoConflict`` where somebody else has changed it since, and ``Problem`` where what it made is in use.
        """
        made = recording.tuples('SELECT tbl, "row" FROM change WHERE edit = ? AND field = ?', (self.edit_id, CREATE))
        if any(table == "project" for table, _row in made):
            raise Problem(
                _("The beginning of the project cannot be taken back."),
                _("Choose another entry, or close the project and make a new one."),
            )
        own = rows_of_claim(recording, self.claim_id) if self.claim_id else None
        write_reverse(recording, self.edit_id, by_author=True, own=own)
        for table, row in made:
            if table in _USED and (own is None or (table, row) in own):
                _refuse_if_in_use(recording, table, row)


def _refuse_if_in_use(recording: Recording, table: str, row: str) -> None:
    for other in TABLES.values():
        for column in other.columns:
            if any(key.column.table.name == table for key in column.foreign_keys):
                using = sa.select(other.c.id).where(column == row, other.c.deleted == sa.false()).limit(1)
                if recording.connection.execute(using).first() is not None:
                    raise Problem(
                        _("What was made by this is in use."), _("Take back first what was done with it since.")
                    )
