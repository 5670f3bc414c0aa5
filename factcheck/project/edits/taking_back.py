"""The edit that takes an entry of the history back, whoever wrote it."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.project.queries.history import rows_of_claim
from factcheck.project.recording import Recording
from factcheck.project.undo import write_reverse
from factcheck.translation import _


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
        """Write the reverse; raises ``UndoConflict`` where somebody else has changed it since."""
        own = rows_of_claim(recording, self.claim_id) if self.claim_id else None
        write_reverse(recording, self.edit_id, by_author=True, own=own)
