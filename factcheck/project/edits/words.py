"""Edits of words that stand at several places: all of them settled at once."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.records import Claim, Highlight, Revision
from factcheck.project.edits.highlights import anchored, take_back_decisions
from factcheck.project.recording import Recording
from factcheck.translation import _


@dataclass(frozen=True)
class AddHighlights:
    """Let a claim stand at more places of a draft at once; those where it stands already are left as they are."""

    claim_id: str
    revision_id: str
    spans: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Add highlights")

    def apply(self, recording: Recording) -> int:
        """Write the highlights; the answer counts them."""
        claim = recording.get(Claim, self.claim_id)
        revision = recording.get(Revision, self.revision_id)
        text = recording.text(revision)
        known = {(one.start, one.end) for one in recording.of(Highlight, claim_id=claim.id, revision_id=revision.id)}
        fresh = [
            anchored(text, revision.id, claim.id, start, end)
            for start, end in dict.fromkeys(self.spans)
            if (start, end) not in known
        ]
        recording.add_all(fresh)
        take_back_decisions(recording, fresh)
        return len(fresh)
