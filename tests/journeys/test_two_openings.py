"""Two openings of one file see each other's edits, a stale form never overwrites, and eight at once lose nothing."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from factcheck.domain.changes import Shown
from factcheck.domain.problems import UndoConflict
from factcheck.domain.records import Claim
from factcheck.project.checking import faults
from factcheck.project.edits.claims import AddComment, EditClaim, RemoveClaim
from factcheck.project.edits.conflicts import ResolveConflict
from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.project import Project
from factcheck.project.queries import articles, claims
from factcheck.project.queries.project import scale_in_use
from tests.factories import TEXT, add_article, mark, new_project, span

AT_ONCE = 8
EDITS_EACH = 12


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Project]:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
        yield project


@pytest.fixture
def yours(mine: Project) -> Iterator[Project]:
    with closing(Project.open(mine.path, author="Bo Ek")) as project:
        mine.changes_since()
        yield project


@pytest.fixture
def claim_id(mine: Project, yours: Project) -> str:
    claim_id = mark(mine, mine.read(articles.articles)[0], "9,000 cars")
    mine.changes_since()
    yours.changes_since()
    return claim_id


def form(project: Project, claim_id: str) -> Shown[Claim]:
    """The claim as a form shows it."""
    return project.read(partial(claims.claim, claim_id=claim_id)).claim


def test_each_sees_the_others_edits_at_the_next_look(mine: Project, yours: Project) -> None:
    assert mine.changes_since() is None
    assert yours.changes_since() is None
    line = mine.read(articles.articles)[0]
    claim_id = yours.apply(MarkClaim(line.revision_id, (span(TEXT, "14 months"),))).value
    change = mine.changes_since()
    assert change is not None
    assert (change.own, change.authors, change.edits) == (False, ("Bo Ek",), ("Mark claim",))
    assert change.ids("claim") == {claim_id}
    assert change.touches("highlight")
    assert [mark.claim_id for mark in mine.read(partial(articles.marks, revision_id=line.revision_id))] == [claim_id]
    assert mine.changes_since() is None
    own = yours.changes_since()
    assert own is not None
    assert own.own

    mine.apply(RateClaim(claim_id, mine.read(scale_in_use)[1][0].id))
    change = yours.changes_since()
    assert change is not None
    assert change.rows["claim"][claim_id] == {"rating_id", "status"}
    assert form(yours, claim_id).record.status == "checked"
    mine.undo()
    assert yours.changes_since() is not None
    assert form(yours, claim_id).record.status == "unstarted"


def test_edits_of_different_fields_of_one_form_both_stand(mine: Project, yours: Project, claim_id: str) -> None:
    mine_shown, yours_shown = form(mine, claim_id), form(yours, claim_id)
    mine.apply(EditClaim(claim_id, {"rationale": "counted"}, mine_shown.seen))
    yours.apply(EditClaim(claim_id, {"correction": "8,600 cars"}, yours_shown.seen))
    for project in (mine, yours):
        shown = form(project, claim_id)
        assert (shown.record.rationale, shown.record.correction, dict(shown.conflicts)) == ("counted", "8,600 cars", {})


def test_a_stale_form_never_overwrites_and_both_values_are_kept(mine: Project, yours: Project, claim_id: str) -> None:
    stale = form(yours, claim_id)
    mine.apply(EditClaim(claim_id, {"rationale": "counted"}, form(mine, claim_id).seen))
    yours.apply(EditClaim(claim_id, {"rationale": "estimated"}, stale.seen))
    for project in (mine, yours):
        sides = form(project, claim_id).conflicts["rationale"]
        assert {(side.author, side.value) for side in sides} == {("Ada Mihović", "counted"), ("Bo Ek", "estimated")}
        assert [line.id for line in project.read(partial(claims.claim_lines, article_id=None, filter="conflicts"))] == [
            claim_id
        ]
        assert project.read(faults) == []
    # A further plain edit does not close it; only a person who saw both sides does.
    mine.apply(EditClaim(claim_id, {"rationale": "counted twice"}, form(mine, claim_id).seen))
    sides = form(yours, claim_id).conflicts["rationale"]
    assert len(sides) == 2
    yours.apply(ResolveConflict("claim", claim_id, "rationale", "both", tuple(side.change for side in sides)))
    for project in (mine, yours):
        shown = form(project, claim_id)
        assert (shown.record.rationale, dict(shown.conflicts)) == ("both", {})
    yours.undo()
    assert {side.value for side in form(mine, claim_id).conflicts["rationale"]} == {side.value for side in sides}


def test_what_one_removes_while_the_other_edits_it_comes_back_flagged(
    mine: Project, yours: Project, claim_id: str
) -> None:
    stale = form(yours, claim_id)
    mine.apply(RemoveClaim(claim_id))
    yours.apply(EditClaim(claim_id, {"rationale": "estimated"}, stale.seen))
    shown = form(mine, claim_id)
    assert shown.record.rationale == "estimated"
    (side,) = shown.conflicts["-"]
    assert (side.author, side.value) == ("Ada Mihović", True)
    yours.apply(ResolveConflict("claim", claim_id, "-", value=False, seen=(side.change,)))
    assert dict(form(mine, claim_id).conflicts) == {}
    # Taking the decision back brings the question back, not the removal.
    yours.undo()
    assert "-" in form(mine, claim_id).conflicts


def test_undo_stops_where_the_other_wrote_since(mine: Project, yours: Project, claim_id: str) -> None:
    mine.apply(EditClaim(claim_id, {"rationale": "counted"}))
    yours.apply(EditClaim(claim_id, {"rationale": "checked"}, form(yours, claim_id).seen))
    with pytest.raises(UndoConflict, match="Bo Ek"):
        mine.undo()
    assert form(mine, claim_id).record.rationale == "checked"
    yours.undo()
    assert form(mine, claim_id).record.rationale == "counted"


def test_redo_of_a_removal_stops_where_the_other_wrote_since(mine: Project, yours: Project, claim_id: str) -> None:
    mine.apply(RemoveClaim(claim_id))
    mine.undo()
    yours.apply(EditClaim(claim_id, {"rationale": "estimated"}))
    with pytest.raises(UndoConflict, match="Bo Ek"):
        mine.redo()
    assert form(mine, claim_id).record.rationale == "estimated"


def work(path: Path, claim_id: str, seen: dict[str, str], number: int) -> int:
    """One of many who work at once: edits of their own, and one of a form that all had open before anybody saved."""
    with closing(Project.open(path, author=f"Checker {number}")) as project:
        line = project.read(articles.articles)[0]
        for count in range(EDITS_EACH):
            own = project.apply(MarkClaim(line.revision_id, ((count, count + 5),))).value
            project.apply(EditClaim(own, {"rationale": f"{number}.{count}"}))
            project.apply(AddComment(claim_id, f"{number}.{count}"))
        project.apply(EditClaim(claim_id, {"rationale": f"by {number}"}, seen))
        return number


def processes() -> Executor:
    """Eight processes; where the system can, they are forks of one that has imported everything."""
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in ways else "spawn")
    if "forkserver" in ways:
        multiprocessing.set_forkserver_preload([__name__])
    return ProcessPoolExecutor(AT_ONCE, mp_context=context)


@pytest.mark.parametrize("workers", [partial(ThreadPoolExecutor, AT_ONCE), processes], ids=["threads", "processes"])
def test_eight_at_once_lose_nothing(mine: Project, claim_id: str, workers: Callable[[], Executor]) -> None:
    seen = dict(form(mine, claim_id).seen)
    with workers() as pool:
        assert list(pool.map(partial(work, mine.path, claim_id, seen), range(AT_ONCE))) == list(range(AT_ONCE))
    wanted = {f"{number}.{count}" for number in range(AT_ONCE) for count in range(EDITS_EACH)}
    change = mine.changes_since()
    assert change is not None
    assert set(change.authors) == {f"Checker {number}" for number in range(AT_ONCE)}
    assert len(change.ids("claim")) == len(wanted) + 1
    sheet = mine.read(partial(claims.claim, claim_id=claim_id))
    assert {comment.record.text for comment in sheet.comments} == wanted
    rationales = {one.rationale for one in mine.read(lambda reading: reading.records(Claim)) if one.id != claim_id}
    assert rationales == wanted
    # All eight wrote into the same field of a form that showed it empty: all eight values live.
    assert {side.value for side in sheet.claim.conflicts["rationale"]} == {f"by {number}" for number in range(AT_ONCE)}
    assert mine.read(faults) == []
