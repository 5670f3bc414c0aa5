"""Edits of waivers: a person says why something need not stand in the way of print, or takes that back."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.problems import Problem
from factcheck.domain.records import Waiver
from factcheck.domain.times import now
from factcheck.project.recording import Recording
from factcheck.translation import _


@dataclass(frozen=True)
class Waive:
    """Let an obstacle pass, for a reason; ``state`` is what it is like now. The answer is the waiver's id."""

    article_id: str
    kind: str
    subject: str
    state: str
    reason: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Waive")

    def apply(self, recording: Recording) -> str:
        """Write the waiver in the author's name; one on the same obstacle that lapsed is taken away."""
        if not self.reason.strip():
            raise Problem(_("A waiver needs a reason."), _("Write why this may stand."))
        for before in recording.of(Waiver, article_id=self.article_id, subject=self.subject):
            if before.kind == self.kind:
                recording.remove(Waiver, before.id)
        return recording.add(
            Waiver(
                article_id=self.article_id,
                kind=self.kind,
                subject=self.subject,
                state=self.state,
                reason=self.reason.strip(),
                person=recording.author,
                waived_at=now(),
            )
        )


@dataclass(frozen=True)
class TakeBackWaiver:
    """Let an obstacle stand in the way again."""

    waiver_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Take back waiver")

    def apply(self, recording: Recording) -> None:
        """Flag the waiver; who waived what and why stays in the log."""
        recording.remove(Waiver, self.waiver_id)
