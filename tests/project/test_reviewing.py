"""Claims go to a colleague and come back; each step is one edit that says who and when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.records import Review
from factcheck.project.edits.reviewing import ApproveClaims, AssignClaims, SendBack, SendToReview, WithdrawReview
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.project import Project
from factcheck.project.queries.claims import ClaimSheet, claim
from factcheck.project.queries.project import people, scale_in_use
from factcheck.project.queries.reviews import colleagues, latest_review
from tests.factories import add_article, mark, new_project

ADA, JONAS = "Ada Mihović", "Jonas Kern"


class Desk:
    """Two colleagues on one file with a rated claim and one without a verdict."""

    def __init__(self, folder: Path) -> None:
        self.ada = new_project(folder, ADA)
        line = add_article(self.ada)
        self.scale = self.ada.read(scale_in_use)[1]
        self.rated = mark(self.ada, line, "9,000 cars", self.scale[0].id)
        self.open = mark(self.ada, line, "14 months")
        self.jonas = Project.open(self.ada.path, author=JONAS)

    def sheet(self, claim_id: str = "") -> ClaimSheet:
        return self.ada.read(lambda reading: claim(reading, claim_id or self.rated))

    def review(self, claim_id: str = "") -> Review | None:
        sheet = self.sheet(claim_id)
        return latest_review(sheet.reviews, sheet.claim.record.status)

    def status(self, claim_id: str = "") -> str:
        return self.sheet(claim_id).claim.record.status


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.jonas.close()
    made.ada.close()


def test_a_claim_is_sent_and_approved(desk: Desk) -> None:
    desk.ada.apply(SendToReview((desk.rated,), f" {JONAS} "))
    review = desk.review()
    assert review is not None
    assert (review.asked_by, review.asked_of, review.answer) == (ADA, JONAS, "")
    assert desk.status() == "in review"
    assert JONAS in [person.name for person in desk.ada.read(people)]
    desk.jonas.apply(ApproveClaims((desk.rated,)))
    review = desk.review()
    assert review is not None
    assert (review.asked_of, review.answer, desk.status()) == (JONAS, "approved", "signed off")
    assert review.answered_at is not None


def test_each_step_is_undone_as_one(desk: Desk) -> None:
    desk.ada.apply(SendToReview((desk.rated, desk.open), JONAS))
    desk.ada.undo()
    assert (desk.status(), desk.status(desk.open)) == ("checked", "unstarted")
    assert desk.sheet().reviews == []
    assert JONAS not in [person.name for person in desk.ada.read(people)]


def test_a_claim_is_sent_back_with_words_that_begin_a_thread(desk: Desk) -> None:
    desk.ada.apply(SendToReview((desk.rated,), JONAS))
    with pytest.raises(Problem):
        desk.jonas.apply(SendBack((desk.rated,), " \n"))
    desk.jonas.apply(SendBack((desk.rated,), "Which counting? "))
    review, sheet = desk.review(), desk.sheet()
    assert review is not None
    assert (review.answer, review.remark, desk.status()) == ("sent back", "Which counting?", "needs attention")
    assert [(shown.record.author, shown.record.text) for shown in sheet.comments] == [(JONAS, "Which counting?")]


def test_a_review_is_withdrawn_and_another_one_replaces_it(desk: Desk) -> None:
    desk.ada.apply(SendToReview((desk.rated, desk.open), JONAS))
    desk.ada.apply(WithdrawReview((desk.rated, desk.open)))
    assert (desk.status(), desk.status(desk.open), desk.review()) == ("checked", "in progress", None)
    desk.ada.apply(SendToReview((desk.rated,), JONAS))
    desk.ada.apply(SendToReview((desk.rated,), "Mira Castellan"))
    assert [review.answer for review in desk.sheet().reviews] == ["withdrawn", "withdrawn", ""]
    review = desk.review()
    assert review is not None
    assert review.asked_of == "Mira Castellan"


def test_who_was_not_asked_may_approve_under_his_own_name(desk: Desk) -> None:
    desk.ada.apply(SendToReview((desk.rated,), "Mira Castellan"))
    desk.jonas.apply(ApproveClaims((desk.rated,)))
    assert [(review.asked_of, review.answer) for review in desk.sheet().reviews] == [
        ("Mira Castellan", "withdrawn"),
        (JONAS, "approved"),
    ]


def test_what_cannot_be_done_is_refused_as_a_whole(desk: Desk) -> None:
    with pytest.raises(Problem, match="no verdict"):
        desk.ada.apply(ApproveClaims((desk.rated, desk.open)))
    assert desk.status() == "checked"
    with pytest.raises(Problem, match="somebody else"):
        desk.ada.apply(SendToReview((desk.rated,), ADA))
    with pytest.raises(Problem, match="No name"):
        desk.ada.apply(SendToReview((desk.rated,), "  "))


def test_another_verdict_voids_an_approval_and_the_same_one_does_not(desk: Desk) -> None:
    desk.jonas.apply(ApproveClaims((desk.rated,)))
    desk.ada.apply(RateClaim(desk.rated, desk.scale[0].id))
    assert desk.status() == "signed off"
    desk.ada.apply(RateClaim(desk.rated, desk.scale[1].id))
    assert desk.status() == "checked"


def test_a_status_set_by_hand_leaves_an_open_review_behind(desk: Desk) -> None:
    from factcheck.project.edits.claims import EditClaim

    desk.ada.apply(SendToReview((desk.rated,), JONAS))
    desk.ada.apply(EditClaim(desk.rated, {"status": "in progress"}))
    assert desk.review() is None


def test_claims_are_assigned_to_somebody_and_to_nobody(desk: Desk) -> None:
    desk.ada.apply(AssignClaims((desk.rated, desk.open), JONAS))
    assert desk.sheet(desk.open).claim.record.assignee == JONAS
    desk.ada.apply(AssignClaims((desk.rated,), ""))
    assert desk.sheet().claim.record.assignee == ""


def test_whom_one_asked_last_comes_first(desk: Desk) -> None:
    desk.ada.apply(SendToReview((desk.rated,), "Zoe Adler"))
    desk.ada.apply(SendToReview((desk.open,), "Mira Castellan"))
    names = [person.name for person in desk.ada.read(colleagues)]
    assert names == ["Mira Castellan", "Zoe Adler", ADA]
    desk.jonas.apply(RateClaim(desk.rated, desk.scale[1].id))
    assert [person.name for person in desk.jonas.read(colleagues)] == [ADA, JONAS, "Mira Castellan", "Zoe Adler"]
