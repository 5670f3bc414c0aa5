"""Bringing copies together: both values live on, what was removed for good stays away."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.records import Highlight, Person, Tag
from factcheck.project.backups import backups
from factcheck.project.checking import faults
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.claims import EditClaim, RemoveClaim
from factcheck.project.edits.conflicts import ResolveConflict, ResolvePlace
from factcheck.project.edits.highlights import MoveHighlight
from factcheck.project.edits.project import SetPerson
from factcheck.project.edits.purging import PurgeArticle
from factcheck.project.edits.sources import AttachFile
from factcheck.project.merging import Merged
from factcheck.project.project import Project
from factcheck.project.queries.articles import article_line, articles
from factcheck.project.queries.conflicts import conflicts
from factcheck.project.queries.listing import listed_claims
from factcheck.project.reading import Reading
from tests.factories import draft, mark, new_project
from tests.project.copies_between import bring_in, claim, forge, sql

SCHEMAS = Path(__file__).parents[1] / "data/schemas"


def test_both_values_of_a_field_live_on_and_are_told(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, claim_id = pair
    ours.apply(EditClaim(claim_id, {"rationale": "counted", "note": "ours"}))
    theirs.apply(EditClaim(claim_id, {"rationale": "estimated"}))
    merged, new = bring_in(ours, theirs.path)
    assert (merged.edits, merged.changes, merged.claims, merged.authors) == (1, 1, 0, (("Bo", 1),))
    assert [(line.field, line.claim and line.claim.number, line.shown) for line in new] == [
        ("rationale", 1, ("counted", "estimated"))
    ]
    assert [side.author for side in new[0].sides] == ["Ada", "Bo"]
    assert claim(ours, claim_id).note == "ours"
    back, _new = bring_in(theirs, ours.path)
    assert back.authors == (("Ada", 1),)
    assert theirs.read(conflicts) == ours.read(conflicts)
    ours.apply(ResolveConflict("claim", claim_id, "rationale", "both", tuple(side.change for side in new[0].sides)))
    bring_in(theirs, ours.path)
    assert theirs.read(conflicts) == []
    assert claim(theirs, claim_id).rationale == "both"


def test_a_dry_run_tells_the_same_and_changes_nothing(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, claim_id = pair
    ours.apply(EditClaim(claim_id, {"rationale": "counted"}))
    theirs.apply(EditClaim(claim_id, {"rationale": "estimated"}))
    mark(theirs, theirs.read(articles)[0], "14 months")
    before = ours.path.read_bytes()
    would, would_new = bring_in(ours, theirs.path, dry_run=True)
    assert ours.path.read_bytes() == before
    assert backups(ours.path, ours.project_id) == []
    assert ours.changes_since() is not None  # only our own edit
    merged, new = bring_in(ours, theirs.path)
    assert merged.backup is not None
    assert (would.edits, would.claims, would.authors) == (2, 1, (("Bo", 2),))
    assert would_new == new
    assert ours.read(faults) == []


def test_a_merge_is_news_for_every_opening(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, claim_id = pair
    theirs.apply(EditClaim(claim_id, {"note": "seen"}))
    with closing(Project.open(ours.path, author="Cy")) as beside:
        bring_in(ours, theirs.path)
        for project in (ours, beside):
            change = project.changes_since()
            assert change is not None
            assert change.rows == {"claim": {claim_id: frozenset({"note"})}}
            assert change.authors == ("Bo",)


def test_a_copy_that_holds_nothing_new_changes_nothing(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, _claim_id = pair
    merged, _new = bring_in(ours, theirs.path)
    assert merged == Merged()
    assert backups(ours.path, ours.project_id) == []


def test_removed_here_and_edited_there_comes_back_flagged(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, claim_id = pair
    ours.apply(RemoveClaim(claim_id))
    theirs.apply(EditClaim(claim_id, {"note": "important"}))
    _merged, new = bring_in(ours, theirs.path)
    assert [(line.field, line.claim and line.claim.id) for line in new] == [("-", claim_id)]
    assert [one.id for one in ours.read(listed_claims)] == [claim_id]


def test_texts_and_files_come_along(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, claim_id = pair
    theirs.apply(AttachFile("scan.pdf", b"%PDF" * 200_000, claim_ids=(claim_id,)))
    article_id = theirs.apply(AddArticle(draft("Another one.\nIt has 12 words."))).value
    merged, _new = bring_in(ours, theirs.path)
    assert merged.files == 3
    line = ours.read(lambda reading: article_line(reading, article_id))
    assert line is not None
    assert line.sentences == 2
    assert ours.read(faults) == []


def test_what_was_removed_for_good_does_not_come_back(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, claim_id = pair
    theirs.apply(EditClaim(claim_id, {"note": "a new note about it"}))
    article = ours.read(articles)[0]
    ours.apply(PurgeArticle(article.id))
    bring_in(ours, theirs.path)
    ours.close()
    assert b"harbour bridge" not in ours.path.read_bytes().lower()
    with closing(Project.open(ours.path, author="Ada")) as again:
        assert again.read(faults) == []
        merged, _new = bring_in(theirs, ours.path)
        assert merged.changes
        theirs.close()
        assert b"harbour bridge" not in theirs.path.read_bytes().lower()
        with closing(Project.open(theirs.path, author="Bo")) as copy:
            assert copy.read(faults) == []
            assert bring_in(again, copy.path)[0].changes == 0


def test_what_was_removed_for_good_comes_erased_from_a_copy_that_still_holds_it(
    pair: tuple[Project, Project, str], tmp_path: Path
) -> None:
    ours, theirs, claim_id = pair
    theirs.apply(EditClaim(claim_id, {"note": "a secret"}))
    theirs.close()
    older = Path(shutil.copyfile(theirs.path, tmp_path / "older.factcheck"))
    with closing(Project.open(theirs.path, author="Bo")) as again:
        again.apply(PurgeArticle(again.read(articles)[0].id))
    sql(theirs.path, "DELETE FROM change WHERE field = 'note'")  # a cut copy: the removal came, what it removed did not
    bring_in(ours, theirs.path)
    merged, _new = bring_in(ours, older)
    assert (merged.changes, merged.missing) == (1, 0)
    ours.close()
    assert b"a secret" not in ours.path.read_bytes()
    with closing(Project.open(ours.path, author="Ada")) as again:
        assert again.read(faults) == []


def test_two_who_move_one_mark_never_put_it_between(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, _claim_id = pair
    ((highlight_id, start, end),) = ours.read(lambda reading: reading.tuples('SELECT id, start, "end" FROM highlight'))
    ours.apply(MoveHighlight(highlight_id, start - 3, end))
    theirs.apply(MoveHighlight(highlight_id, start, end + 4))
    bring_in(ours, theirs.path)
    bring_in(theirs, ours.path)
    for project in (ours, theirs):
        assert project.read(faults) == []
        (line,) = [line for line in project.read(conflicts) if line.table == "highlight"]
        assert (line.field, len(line.sides)) == ("quote", 2)
        project_side = line.sides[0]
        if project is ours:
            project.apply(ResolvePlace(highlight_id, project_side.change, tuple(side.change for side in line.sides)))
            assert project.read(faults) == []
            assert [line for line in project.read(conflicts) if line.table == "highlight"] == []
            moved = project.read(lambda reading: reading.get(Highlight, highlight_id))
            assert moved.quote == project_side.value


def test_another_project_is_refused(pair: tuple[Project, Project, str], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with closing(new_project(tmp_path / "other")) as other, pytest.raises(Problem, match="another project"):
        bring_in(pair[0], other.path)


def test_tables_of_a_newer_program_stay_in_the_log(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, _claim_id = pair
    theirs.close()
    forge(theirs.path, "f" * 32, {"tbl": "verdict_poll", "field": "+", "value": "null"})
    sql(theirs.path, "CREATE TABLE verdict_poll(id TEXT)", "PRAGMA user_version = 99")
    merged, _new = bring_in(ours, theirs.path)
    assert (merged.changes, merged.unknown) == (1, 1)
    assert ours.read(lambda reading: reading.tuples("SELECT tbl FROM change WHERE tbl = 'verdict_poll'"))


def test_a_copy_of_the_first_schema_comes_in_and_is_left_as_it_is(tmp_path: Path) -> None:
    first = Path(__file__).parents[1] / "data/schemas/1.factcheck"
    path = Path(shutil.copyfile(first, tmp_path / "desk.factcheck"))
    copy = Path(shutil.copyfile(first, tmp_path / "old.factcheck"))
    before = copy.read_bytes()
    with closing(Project.open(path, author="Ada")) as project:
        assert bring_in(project, copy)[0].changes == 0
    assert copy.read_bytes() == before


def test_words_shared_by_copies_are_one_record(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, _claim_id = pair
    for project in (ours, theirs):
        project.apply(SetPerson("Ana", "A"))
    bring_in(ours, theirs.path)
    assert [person.name for person in ours.read(lambda reading: reading.records(Person))] == ["Ana"]
    assert ours.read(conflicts) == []
    assert ours.read(lambda reading: reading.records(Tag)) == []


def test_a_conflict_that_bears_on_no_claim_is_told_too(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, _claim_id = pair

    def rename(project: Project, name: str) -> None:
        from factcheck.project.edits.project import EditProject

        project.apply(EditProject({"name": name}))

    rename(ours, "Desk A")
    rename(theirs, "Desk B")
    _merged, new = bring_in(ours, theirs.path)
    assert [(line.table, line.claim, set(line.shown)) for line in new] == [("project", None, {"Desk A", "Desk B"})]


def test_a_verdict_in_conflict_is_told_by_its_label(pair: tuple[Project, Project, str]) -> None:
    from factcheck.project.edits.verdicts import RateClaim
    from factcheck.project.queries.project import scale_in_use

    ours, theirs, claim_id = pair
    _scale, ratings = ours.read(scale_in_use)
    ours.apply(RateClaim(claim_id, ratings[0].id))
    theirs.apply(RateClaim(claim_id, ratings[1].id))
    _merged, new = bring_in(ours, theirs.path)
    shown = {line.field: set(line.shown) for line in new}
    assert shown["rating_id"] == {ratings[0].label, ratings[1].label}


def test_the_read_only_look_of_a_preview_sees_the_claims_that_would_come(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, _claim_id = pair
    mark(theirs, theirs.read(articles)[0], "14 months")

    def words(reading: Reading, _merged: Merged) -> set[str]:
        return {one.words for one in listed_claims(reading)}

    assert ours.bring_in(theirs.path, dry_run=True, then=words)[1] == {"9,000 cars", "14 months"}
    assert {one.words for one in ours.read(listed_claims)} == {"9,000 cars"}


def test_a_further_side_of_a_conflict_that_stands_is_told(pair: tuple[Project, Project, str], tmp_path: Path) -> None:
    ours, theirs, claim_id = pair
    third = Path(shutil.copyfile(theirs.path, tmp_path / "third.factcheck"))
    ours.apply(EditClaim(claim_id, {"rationale": "counted"}))
    theirs.apply(EditClaim(claim_id, {"rationale": "estimated"}))
    with closing(Project.open(third, author="Cy")) as cy:
        cy.apply(EditClaim(claim_id, {"rationale": "read somewhere"}))
    assert len(bring_in(ours, theirs.path)[1]) == 1
    for dry_run in (True, False):
        (line,) = bring_in(ours, third, dry_run=dry_run)[1]
        assert line.shown == ("counted", "estimated", "read somewhere")
    assert bring_in(ours, third)[1] == []


def test_digests_of_older_sign_offs_are_no_missing_files(tmp_path: Path) -> None:
    for copy in ("desk", "copy"):
        shutil.copyfile(SCHEMAS / "2.factcheck", tmp_path / f"{copy}.factcheck")
    with closing(Project.open(tmp_path / "desk.factcheck", author="Ada")) as project:
        assert project.read(lambda reading: reading.tuples("SELECT digest FROM sign_off"))
        merged, _new = bring_in(project, tmp_path / "copy.factcheck")
    assert merged.files_missing == 0
