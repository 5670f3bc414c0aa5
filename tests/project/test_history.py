"""The history of a claim, an article, a project: who, when, from what to what; and taking an entry back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.domain.history import CREATED, REMOVED, Entry
from factcheck.domain.problems import Problem, UndoConflict
from factcheck.domain.records import Claim
from factcheck.project.edits.claims import AddComment, EditClaim, RemoveClaim
from factcheck.project.edits.conflicts import ResolveConflict
from factcheck.project.edits.reviewing import SendToReview
from factcheck.project.edits.reviews import AskQuery, EditQuery
from factcheck.project.edits.taking_back import TakeBack
from factcheck.project.edits.verdicts import RateClaim, UseScale
from factcheck.project.project import Project
from factcheck.project.queries.history import claim_history, history, whole_history
from factcheck.project.queries.project import scale_in_use
from tests.factories import add_article, mark, new_project

ADA, JONAS = "Ada Mihović", "Jonas Kern"
OTHER = "Ferries\nThe ferry takes 212 cars."


class Desk:
    """Two colleagues, two articles, two claims."""

    def __init__(self, folder: Path) -> None:
        self.ada = new_project(folder, ADA)
        self.line, self.other = add_article(self.ada), add_article(self.ada, OTHER)
        self.true, self.false = (self.ada.read(scale_in_use)[1][place].id for place in (0, 3))
        self.cars = mark(self.ada, self.line, "9,000 cars")
        self.ferry = mark(self.ada, self.other, "212 cars", text=OTHER)
        self.jonas = Project.open(self.ada.path, author=JONAS)

    def entries(self, claim_id: str = "", who: Project | None = None) -> list[Entry]:
        return (who or self.ada).read(lambda reading: claim_history(reading, claim_id or self.cars)).entries

    def claim(self) -> Claim:
        return self.ada.read(lambda reading: reading.get(Claim, self.cars))


def told(entry: Entry) -> list[tuple[str, str, object, object]]:
    return [(step.table, step.field, step.before, step.after) for step in entry.steps]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.jonas.close()
    made.ada.close()


def test_who_changed_what_from_what_to_what(desk: Desk) -> None:
    desk.ada.apply(RateClaim(desk.cars, desk.true))
    desk.jonas.apply(RateClaim(desk.cars, desk.false))
    newest, before, first = desk.entries()
    assert (newest.author, newest.name, told(newest)) == (
        JONAS, "Verdict", [("claim", "rating_id", "True", "False")],
    )  # fmt: skip
    assert told(before) == [
        ("claim", "rating_id", None, "True"),
        ("claim", "status", "unstarted", "checked"),
    ]
    assert [(step.table, step.field) for step in first.steps] == [
        ("claim", CREATED), ("claim", "words"), ("highlight", CREATED), ("highlight", "quote"),
    ]  # fmt: skip
    assert newest.at >= before.at >= first.at
    assert {step.claim_id for step in first.steps} == {desk.cars}
    assert {step.article_id for step in first.steps} == {desk.line.id}


def test_what_hangs_on_a_claim_belongs_to_its_history_and_other_claims_do_not(desk: Desk) -> None:
    desk.ada.apply(AddComment(desk.cars, "Says who?"))
    query = desk.ada.apply(AskQuery({"claim_id": desk.cars, "to": "writer", "question": "Says who?"})).value
    desk.jonas.apply(EditQuery(query, {"answer": "The mayor."}))
    desk.ada.apply(SendToReview((desk.cars, desk.ferry), JONAS))
    tables = [{step.table for step in entry.steps} for entry in desk.entries()[:4]]
    assert tables == [{"review", "claim"}, {"query"}, {"query"}, {"comment"}]
    assert [step.claim_id for step in desk.entries()[0].steps] == [desk.cars] * 3
    assert [len(desk.entries(desk.ferry)), len(desk.entries())] == [2, 5]


def test_undone_and_done_again_are_told(desk: Desk) -> None:
    desk.ada.apply(RateClaim(desk.cars, desk.true))
    desk.ada.undo()
    assert [(entry.reversal, entry.undone) for entry in desk.entries()[:2]] == [("undo", False), ("", True)]
    desk.ada.redo()
    assert [(entry.reversal, entry.undone) for entry in desk.entries()[:3]] == [
        ("redo", False), ("undo", True), ("", False),
    ]  # fmt: skip


def test_an_entry_is_taken_back_whoever_wrote_it_and_undo_reverses_that(desk: Desk) -> None:
    desk.ada.apply(RateClaim(desk.cars, desk.true))
    desk.jonas.apply(EditClaim(desk.cars, {"rationale": "Counted in May."}))
    desk.jonas.apply(RateClaim(desk.cars, desk.false))
    rated, written = desk.entries()[:2]
    assert (rated.built_on_by, written.built_on_by) == ("", "")
    desk.ada.apply(TakeBack(written.edit_id, desk.cars))
    assert (desk.claim().rationale, desk.claim().rating_id) == ("", desk.false)
    desk.ada.apply(TakeBack(rated.edit_id, desk.cars))
    assert desk.claim().rating_id == desk.true
    desk.ada.undo()
    assert desk.claim().rating_id == desk.false
    desk.ada.undo()
    assert desk.claim().rationale == "Counted in May."
    desk.ada.redo()
    assert desk.claim().rationale == ""


def test_what_somebody_else_changed_since_is_not_taken_back_and_the_reason_is_said(desk: Desk) -> None:
    desk.ada.apply(RateClaim(desk.cars, desk.true))
    desk.jonas.apply(RateClaim(desk.cars, desk.false))
    mine = desk.entries()[1]
    assert mine.built_on_by == JONAS
    with pytest.raises(UndoConflict, match=JONAS):
        desk.ada.apply(TakeBack(mine.edit_id, desk.cars))
    assert desk.claim().rating_id == desk.false
    # To him it is his own change that he gives up.
    assert desk.entries(who=desk.jonas)[1].built_on_by == ""
    desk.jonas.apply(TakeBack(mine.edit_id, desk.cars))
    assert desk.claim().rating_id is None


def test_my_own_later_changes_give_way(desk: Desk) -> None:
    desk.jonas.apply(EditClaim(desk.cars, {"rationale": "One."}))
    desk.ada.apply(EditClaim(desk.cars, {"rationale": "Two."}))
    entry = desk.entries()[1]
    assert entry.built_on_by == ""
    desk.ada.apply(TakeBack(entry.edit_id, desk.cars))
    assert desk.claim().rationale == ""
    assert desk.ada.read(lambda reading: reading.shown(reading.get(Claim, desk.cars))).conflicts == {}


def test_a_claim_that_others_worked_on_stays(desk: Desk) -> None:
    made = desk.entries()[-1]
    desk.jonas.apply(AddComment(desk.cars, "Says who?"))
    with pytest.raises(UndoConflict):
        desk.ada.apply(TakeBack(made.edit_id, desk.cars))


def test_a_removal_is_taken_back(desk: Desk) -> None:
    desk.jonas.apply(RemoveClaim(desk.cars))
    entry = desk.entries()[0]
    assert told(entry) == [("claim", REMOVED, None, True)]
    desk.ada.apply(TakeBack(entry.edit_id))
    assert desk.ada.read(lambda reading: [one.id for one in reading.records(Claim)]).count(desk.cars) == 1


def test_of_an_edit_of_several_claims_only_this_ones_part_is_taken_back(desk: Desk) -> None:
    desk.ada.apply(SendToReview((desk.cars, desk.ferry), JONAS))
    desk.ada.apply(TakeBack(desk.entries()[0].edit_id, desk.cars))
    assert desk.claim().status == "unstarted"
    assert desk.ada.read(lambda reading: reading.get(Claim, desk.ferry)).status == "in review"


def test_what_was_erased_cannot_come_back(desk: Desk) -> None:
    from factcheck.project.edits.purging import PurgeArticle

    desk.ada.apply(PurgeArticle(desk.other.id))
    page = desk.ada.read(history)
    with pytest.raises(Problem, match="for good"):
        desk.ada.apply(TakeBack(page.entries[0].edit_id))


def test_an_articles_history_and_the_projects_come_in_pages(desk: Desk) -> None:
    for n in range(7):
        desk.ada.apply(EditClaim(desk.cars, {"rationale": f"No. {n}"}))
    desk.jonas.apply(RateClaim(desk.ferry, desk.true))
    first = desk.ada.read(lambda reading: history(reading, desk.line.id, limit=5))
    second = desk.ada.read(lambda reading: history(reading, desk.line.id, first.rest, limit=5))
    afters = [entry.steps[0].after for entry in (*first.entries, *second.entries)][:7]
    assert afters == [f"No. {n}" for n in range(6, -1, -1)]
    assert second.rest is None
    everything = desk.ada.read(lambda reading: list(whole_history(reading)))
    assert everything[0].author == JONAS
    assert len({entry.edit_id for entry in everything}) == len(everything)
    assert everything[-1].name == "New project"
    assert all(entry.more == 0 for entry in everything)
    of_claim = desk.ada.read(lambda reading: list(whole_history(reading, claim_id=desk.ferry)))
    assert [entry.author for entry in of_claim] == [JONAS, ADA]


def test_a_large_edit_says_how_much_it_does_not_show(desk: Desk) -> None:
    page = desk.ada.read(history)
    added = next(entry for entry in page.entries if entry.name == "New project")
    assert added.more > 0


def test_a_conflict_and_its_end_are_told(desk: Desk) -> None:
    seen = desk.ada.read(lambda reading: reading.shown(reading.get(Claim, desk.cars))).seen["rating_id"]
    desk.ada.apply(RateClaim(desk.cars, desk.true, seen))
    desk.jonas.apply(RateClaim(desk.cars, desk.false, seen))
    sides = desk.ada.read(lambda reading: reading.shown(reading.get(Claim, desk.cars))).conflicts["rating_id"]
    desk.ada.apply(ResolveConflict("claim", desk.cars, "rating_id", desk.true, tuple(side.change for side in sides)))
    assert told(desk.entries()[0])[0][3] == "True"
    desk.ada.apply(TakeBack(desk.entries()[0].edit_id, desk.cars))
    assert set(desk.ada.read(lambda reading: reading.shown(reading.get(Claim, desk.cars))).conflicts) == {"rating_id"}


def test_the_beginning_and_what_is_in_use_are_not_taken_back(desk: Desk) -> None:
    everything = desk.ada.read(lambda reading: list(whole_history(reading)))
    with pytest.raises(Problem, match="beginning"):
        desk.ada.apply(TakeBack(everything[-1].edit_id))
    chosen = desk.ada.apply(UseScale("politifact")).edit_id
    rating = desk.ada.read(scale_in_use)[1][0].id
    rated = desk.ada.apply(RateClaim(desk.cars, rating)).edit_id
    with pytest.raises(Problem, match="in use"):
        desk.ada.apply(TakeBack(chosen))
    assert desk.ada.read(scale_in_use)[1][0].id == rating
    desk.ada.apply(TakeBack(rated))
    desk.ada.apply(TakeBack(chosen))
    assert desk.ada.read(scale_in_use)[1][0].id == desk.true
