"""When a claim is open, and which words of a claim belong to its finding."""

from __future__ import annotations

from typing import Final

from factcheck.domain.records import Claim, Rating

RE_CHECK: Final = "re-check"
IN_REVIEW: Final = "in review"
SENT_BACK: Final = "needs attention"
SIGNED_OFF: Final = "signed off"
# A verdict moves a claim on only from where nobody has decided otherwise.
BEFORE_CHECKED: Final = ("unstarted", "in progress", RE_CHECK)


def is_open(status: str, rating: Rating | None) -> bool:
    """Whether the claim still needs somebody: unrated, rated by a label that keeps it open, or to be re-checked."""
    return rating is None or not rating.closes or status in (RE_CHECK, "needs attention")


def is_changed(claim: Claim) -> bool:
    """Whether the checker suggests other words."""
    return bool(claim.correction.strip())


def settled(status: str) -> str:
    """The status of a claim that has just been given a verdict; what was signed off was another one."""
    return "checked" if status in (*BEFORE_CHECKED, SIGNED_OFF) else status


def after_review(rating_id: str | None) -> str:
    """The status of a claim that was taken back from review unanswered."""
    return "checked" if rating_id else "in progress"


def unsettled(status: str) -> str:
    """The status of a claim whose verdict has just been taken away."""
    return "unstarted" if status in ("checked", "signed off") else status
