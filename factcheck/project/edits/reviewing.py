"""Edits of reviews: a claim goes to a colleague, comes back, is approved; and who works on it."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.findings import IN_REVIEW, SENT_BACK, SIGNED_OFF, after_review
from factcheck.domain.problems import Problem
from factcheck.domain.records import Claim, Comment, Person, Review, named_id
from factcheck.domain.times import now, precisely_now
from factcheck.project.recording import Recording
from factcheck.project.tables import ReviewRow
from factcheck.translation import _, ngettext


@dataclass(frozen=True)
class SendToReview:
    """Ask a colleague to look at claims; who was asked before need not any more."""

    claim_ids: tuple[str, ...]
    asked_of: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Send to review")

    def apply(self, recording: Recording) -> None:
        """Write the requests, and that the claims are in review."""
        asked_of = _known(recording, self.asked_of)
        if asked_of == recording.author:
            raise Problem(
                _("A review needs somebody else than you."), _("Choose a colleague, or approve the claim yourself.")
            )
        for claim_id in dict.fromkeys(self.claim_ids):
            _answer_open(recording, claim_id, "withdrawn")
            recording.add(
                Review(claim_id=claim_id, asked_by=recording.author, asked_of=asked_of, asked_at=precisely_now())
            )
            recording.change(Claim, claim_id, {"status": IN_REVIEW})


@dataclass(frozen=True)
class ApproveClaims:
    """Approve claims as they stand, asked or not."""

    claim_ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Approve")

    def apply(self, recording: Recording) -> None:
        """Write the answers; raises ``Problem`` where a claim has no verdict that could be approved."""
        claims = [recording.get(Claim, claim_id) for claim_id in dict.fromkeys(self.claim_ids)]
        unrated = sum(claim.rating_id is None for claim in claims)
        if unrated:
            raise Problem(
                ngettext(
                    "{n} of these has no verdict yet, so nothing was approved.",
                    "{n} of these have no verdict yet, so nothing was approved.",
                    unrated,
                ).format(n=unrated)
                if len(claims) > 1
                else _("Without a verdict there is nothing to approve."),
                _("Give it a verdict first, or send it back."),
            )
        for claim in claims:
            _answer(recording, claim.id, "approved")
            recording.change(Claim, claim.id, {"status": SIGNED_OFF})


@dataclass(frozen=True)
class SendBack:
    """Send claims back to who asked, with words that begin a thread there, so that they can be answered."""

    claim_ids: tuple[str, ...]
    remark: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Send back")

    def apply(self, recording: Recording) -> None:
        """Write the answers and the comments."""
        remark = self.remark.strip()
        if not remark:
            raise Problem(_("The comment is empty."), _("Say what is missing; a sentence is enough."))
        for claim_id in dict.fromkeys(self.claim_ids):
            _answer(recording, claim_id, "sent back", remark)
            recording.add(Comment(claim_id=claim_id, text=remark, author=recording.author, written_at=precisely_now()))
            recording.change(Claim, claim_id, {"status": SENT_BACK})


@dataclass(frozen=True)
class WithdrawReview:
    """Take claims back from review before anybody answered."""

    claim_ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Withdraw from review")

    def apply(self, recording: Recording) -> None:
        """Write that nobody need answer any more."""
        for claim_id in dict.fromkeys(self.claim_ids):
            claim = recording.get(Claim, claim_id)
            _answer_open(recording, claim_id, "withdrawn")
            if claim.status == IN_REVIEW:
                recording.change(Claim, claim_id, {"status": after_review(claim.rating_id)})


@dataclass(frozen=True)
class AssignClaims:
    """Say who works on claims ("": nobody)."""

    claim_ids: tuple[str, ...]
    assignee: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Assign")

    def apply(self, recording: Recording) -> None:
        """Write the name into each claim."""
        assignee = _known(recording, self.assignee) if self.assignee.strip() else ""
        for claim_id in dict.fromkeys(self.claim_ids):
            recording.change(Claim, claim_id, {"assignee": assignee})


def _known(recording: Recording, name: str) -> str:
    """The name without spaces around it; who is new is added to the people of the project."""
    name = name.strip()
    if not name:
        raise Problem(_("No name was given."), _("Choose a colleague, or write a name."))
    person_id = named_id("person", name)
    if recording.find(Person, person_id) is None:
        recording.add(Person(id=person_id, name=name))
    return name


def _answer(recording: Recording, claim_id: str, answer: str, remark: str = "") -> None:
    """Answer what was asked of this author; what was asked of others need not be answered any more."""
    mine = [review for review in _open(recording, claim_id) if review.asked_of == recording.author]
    _answer_open(recording, claim_id, "withdrawn", apart=recording.author)
    for review in mine:
        recording.change(Review, review.id, {"answer": answer, "remark": remark, "answered_at": now()})
    if not mine:
        # Nobody had asked: the review is the author's own.
        author, moment = recording.author, precisely_now()
        recording.add(
            Review(
                claim_id=claim_id,
                asked_by=author,
                asked_of=author,
                asked_at=moment,
                answer=answer,
                remark=remark,
                answered_at=now(),
            )
        )


def _answer_open(recording: Recording, claim_id: str, answer: str, apart: str = "") -> None:
    for review in _open(recording, claim_id):
        if review.asked_of != apart:
            recording.change(Review, review.id, {"answer": answer, "answered_at": now()})


def _open(recording: Recording, claim_id: str) -> list[Review]:
    return recording.records(Review, ReviewRow.claim_id == claim_id, ReviewRow.answer == "", order_by=ReviewRow.id)
