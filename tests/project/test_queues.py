"""The queues hold what waits for a person, across articles, and nothing that waits for somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.domain.records import Claim, Comment
from factcheck.project.edits.articles import RemoveArticle
from factcheck.project.edits.claims import AddComment, EditClaim, EditComment, RemoveClaim
from factcheck.project.edits.reviewing import ApproveClaims, AssignClaims, SendBack, SendToReview
from factcheck.project.edits.reviews import AskQuery
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.project import Project
from factcheck.project.queries.claims import claim_lines
from factcheck.project.queries.project import scale_in_use
from factcheck.project.queries.queues import Waiting, conflicted, queued, waiting
from tests.factories import add_article, mark, new_project

ADA, JONAS = "Ada Mihović", "Jonas Kern"
OTHER = "Ferries\nThe ferry takes 212 cars."


class Desk:
    """Two colleagues, two articles, three claims."""

    def __init__(self, folder: Path) -> None:
        self.ada = new_project(folder, ADA)
        line, other = add_article(self.ada), add_article(self.ada, OTHER)
        self.line, self.other = line.id, other.id
        self.scale = self.ada.read(scale_in_use)[1]
        self.cars = mark(self.ada, line, "9,000 cars")
        self.months = mark(self.ada, line, "14 months")
        self.ferry = mark(self.ada, other, "212 cars", text=OTHER)
        self.jonas = Project.open(self.ada.path, author=JONAS)

    def inbox(self, who: Project | None = None) -> set[str]:
        return set((who or self.ada).read(lambda reading: queued(reading, "inbox")))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.jonas.close()
    made.ada.close()


def test_nothing_waits_at_first(desk: Desk) -> None:
    assert desk.ada.read(waiting) == Waiting(0, 0, 0, 0, 0)


def test_what_was_asked_of_me_until_i_answer(desk: Desk) -> None:
    desk.ada.apply(SendToReview((desk.cars, desk.ferry), JONAS))
    assert desk.jonas.read(waiting) == Waiting(0, 2, 0, 0, 0)
    assert desk.ada.read(waiting) == Waiting(0, 0, 0, 0, 0)
    listed = desk.jonas.read(lambda reading: claim_lines(reading, None, "to review"))
    assert [line.id for line in listed] == [desk.cars, desk.ferry]
    desk.jonas.apply(SendBack((desk.cars,), "Whose count?"))
    assert (desk.inbox(), desk.inbox(desk.jonas)) == ({desk.cars}, set())
    desk.ada.apply(EditClaim(desk.ferry, {"status": "in progress"}))
    assert desk.jonas.read(waiting).to_review == 0


def test_what_is_assigned_waits_until_it_has_a_verdict_and_is_listed_until_it_is_approved(desk: Desk) -> None:
    desk.jonas.apply(AssignClaims((desk.cars, desk.ferry), ADA))
    assert (desk.inbox(), desk.ada.read(waiting).assigned) == ({desk.cars, desk.ferry}, 2)
    desk.ada.apply(RateClaim(desk.cars, desk.scale[0].id))
    assert (desk.inbox(), desk.ada.read(waiting).assigned) == ({desk.ferry}, 2)
    desk.jonas.apply(ApproveClaims((desk.cars,)))
    assert desk.ada.read(waiting).assigned == 1


def test_answers_and_what_is_due_wait_for_who_has_the_claim(desk: Desk) -> None:
    asked = {"to": "writer", "question": "Says who?"}
    desk.ada.apply(AskQuery({**asked, "claim_id": desk.cars, "due": "2999-01-01"}))
    assert desk.inbox() == set()
    desk.ada.apply(AskQuery({**asked, "claim_id": desk.cars, "answer": "The mayor."}))
    desk.ada.apply(AskQuery({**asked, "claim_id": desk.months, "due": "2001-02-03"}))
    desk.ada.apply(AskQuery({**asked, "claim_id": desk.ferry, "due": "2001-02-03", "closed": True}))
    assert desk.inbox() == {desk.cars, desk.months}
    desk.ada.apply(AssignClaims((desk.cars,), "Mira Castellan"))
    assert desk.inbox() == {desk.months}
    assert desk.ada.read(waiting).queries == 3


def test_conflicts_wait_for_who_wrote_a_side_and_re_checks_for_who_has_them(desk: Desk) -> None:
    seen = desk.ada.read(lambda reading: reading.shown(reading.get(Claim, desk.cars))).seen["rating_id"]
    desk.ada.apply(AssignClaims((desk.cars,), "Mira Castellan"))
    desk.ada.apply(RateClaim(desk.cars, desk.scale[0].id, seen))
    desk.jonas.apply(RateClaim(desk.cars, desk.scale[3].id, seen))
    assert desk.inbox() == desk.inbox(desk.jonas) == {desk.cars}
    assert desk.ada.read(waiting).conflicts == 1
    assert desk.ada.read(conflicted) == [(desk.cars, desk.line)]
    mira = Project.open(desk.ada.path, author="Mira Castellan")
    other = Project.open(desk.ada.path, author="Zoe Adler")
    assert (desk.inbox(mira), desk.inbox(other)) == ({desk.cars}, set())
    desk.ada.apply(EditClaim(desk.months, {"status": "re-check"}))
    assert desk.inbox(other) == {desk.months}
    desk.ada.apply(AssignClaims((desk.months,), JONAS))
    assert (desk.inbox(other), desk.months in desk.inbox(desk.jonas)) == (set(), True)
    other.close()
    mira.close()


def test_what_was_removed_waits_no_more(desk: Desk) -> None:
    desk.jonas.apply(AssignClaims((desk.cars, desk.ferry), ADA))
    desk.ada.apply(RemoveClaim(desk.cars))
    assert desk.inbox() == {desk.ferry}
    desk.ada.apply(RemoveArticle(desk.other))
    assert desk.ada.read(waiting) == Waiting(0, 0, 0, 0, 0)


def test_a_conflict_of_what_hangs_on_a_claim_counts_for_the_claim(desk: Desk) -> None:
    comment = desk.ada.apply(AddComment(desk.ferry, "Says who?")).value
    seen = desk.ada.read(lambda reading: reading.shown(reading.get(Comment, comment))).seen
    desk.ada.apply(EditComment(comment, {"text": "Who says?"}, seen))
    desk.jonas.apply(EditComment(comment, {"text": "Who says so?"}, seen))
    desk.ada.apply(AssignClaims((desk.ferry,), "Mira Castellan"))
    assert desk.ada.read(conflicted) == [(desk.ferry, desk.other)]
    assert desk.inbox() == {desk.ferry}


def test_equal_values_written_at_once_are_replaced_together(desk: Desk) -> None:
    shown = desk.ada.read(lambda reading: reading.shown(reading.get(Claim, desk.cars)))
    seen = {"status": shown.seen["status"]}
    for who in (desk.ada, desk.jonas):
        who.apply(EditClaim(desk.cars, {"status": "checked"}, seen))
    desk.ada.apply(SendToReview((desk.cars,), JONAS))
    shown = desk.ada.read(lambda reading: reading.shown(reading.get(Claim, desk.cars)))
    assert (shown.record.status, shown.conflicts) == ("in review", {})
