"""Bringing copies together: both values live on, damage is refused and told, what was removed for good stays away."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.records import Claim, Highlight, Person, Tag, new_id
from factcheck.project.backups import backups
from factcheck.project.checking import faults
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.claims import AddComment, EditClaim, RemoveClaim
from factcheck.project.edits.conflicts import ResolveConflict, ResolvePlace
from factcheck.project.edits.highlights import MoveHighlight
from factcheck.project.edits.project import SetPerson
from factcheck.project.edits.purging import PurgeArticle
from factcheck.project.edits.sources import AttachFile
from factcheck.project.foreign_log import news_of
from factcheck.project.journal import digest_of, new_salt
from factcheck.project.merging import Merged
from factcheck.project.project import Project
from factcheck.project.queries.articles import article_line, articles
from factcheck.project.queries.conflicts import ConflictLine, conflicts
from factcheck.project.queries.listing import listed_claims
from factcheck.project.reading import Reading
from tests.factories import add_article, draft, mark, new_project


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Project, Project, str]]:
    """A project with a claim, and a copy of it, both open."""
    with closing(new_project(tmp_path)) as project:
        claim_id = mark(project, add_article(project), "9,000 cars")
    copy = shutil.copyfile(project.path, tmp_path / "copy.factcheck")
    with (
        closing(Project.open(project.path, author="Ada")) as ours,
        closing(Project.open(copy, author="Bo")) as theirs,
    ):
        yield ours, theirs, claim_id


SCHEMAS = Path(__file__).parents[1] / "data/schemas"


def bring_in(project: Project, copy: Path, *, dry_run: bool = False) -> tuple[Merged, list[ConflictLine]]:
    return project.bring_in(copy, dry_run=dry_run, then=lambda reading, merged: conflicts(reading, merged.conflicts))


def claim(project: Project, claim_id: str) -> Claim:
    return project.read(lambda reading: reading.get(Claim, claim_id))


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


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


def test_what_a_damaged_table_tells_twice_is_taken_once(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, claim_id = pair
    theirs.apply(EditClaim(claim_id, {"note": "n"}))
    theirs.close()
    with closing(sqlite3.connect(":memory:")) as other:
        other.execute("ATTACH ? AS theirs", (str(theirs.path),))
        other.execute("CREATE TABLE edit AS SELECT * FROM theirs.edit")
        other.execute("CREATE TABLE change AS SELECT * FROM theirs.change UNION ALL SELECT * FROM theirs.change")
        news = ours.read(lambda reading: news_of(reading.connection, other))
    assert [(change["site"], change["field"]) for change in news.changes] == [(theirs.site, "note")]
    assert news.refused == 1


@pytest.mark.parametrize("harm", ["value = '7'", "edit = (SELECT id FROM edit ORDER BY arrival LIMIT 1)"])
@pytest.mark.parametrize("field", ["+", "start", "end", "quote"])
def test_half_of_what_was_said_of_a_mark_is_not_taken(
    pair: tuple[Project, Project, str], field: str, harm: str
) -> None:
    ours, theirs, _claim_id = pair
    mark(theirs, theirs.read(articles)[0], "14 months")
    theirs.close()
    sql(
        theirs.path,
        f"UPDATE change SET {harm} WHERE tbl = 'highlight' AND field = '{field}' AND site = '{theirs.site}'",
    )
    bring_in(ours, theirs.path)
    assert [fault for fault in ours.read(faults) if "gap" not in fault] == []
    assert ours.read(lambda reading: reading.tuples("SELECT count(*) FROM highlight WHERE NOT deleted"))[0][0] == 1


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


def test_a_value_that_is_gone_without_a_removal_is_refused(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, claim_id = pair
    theirs.apply(EditClaim(claim_id, {"note": "n"}))
    theirs.close()
    sql(theirs.path, "UPDATE change SET value = NULL, salt = '' WHERE field = 'note'")
    assert bring_in(ours, theirs.path)[0].refused == 1


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE change SET value = '\"forged\"' WHERE field = 'note'",
        "UPDATE change SET field = 'rationale' WHERE field = 'note'",
        "UPDATE change SET \"row\" = 'f' WHERE field = 'note'",
        "UPDATE change SET prev = '[]' WHERE field = 'note'",
        "UPDATE change SET salt = 'no salt' WHERE field = 'note'",
        "UPDATE change SET digest = 'x' WHERE field = 'note'",
        "UPDATE change SET value = CAST(X'80' AS TEXT) WHERE field = 'note'",
        "UPDATE edit SET author = 'Somebody else' WHERE id = (SELECT edit FROM change WHERE field = 'note')",
        "UPDATE edit SET hlc = hlc + 1 WHERE id = (SELECT edit FROM change WHERE field = 'note')",
        "UPDATE edit SET site = 'other' WHERE id = (SELECT edit FROM change WHERE field = 'note')",
        "DELETE FROM edit WHERE id = (SELECT edit FROM change WHERE field = 'note')",
    ],
)
def test_an_altered_change_is_refused_and_the_rest_is_taken(pair: tuple[Project, Project, str], harm: str) -> None:
    ours, theirs, claim_id = pair
    theirs.apply(EditClaim(claim_id, {"note": "as written"}))
    theirs.apply(EditClaim(claim_id, {"rationale": "beside it"}))
    comment = theirs.apply(AddComment(claim_id, "also this")).value
    theirs.close()
    sql(theirs.path, harm)
    merged, _new = bring_in(ours, theirs.path)
    # What stands beside a change of which not even the edit is known may be half of something.
    assert merged.refused == (2 if harm.startswith("DELETE") else 1)
    assert claim(ours, claim_id).note == ""
    assert claim(ours, claim_id).rationale == ("" if harm.startswith("DELETE") else "beside it")
    assert ours.read(lambda reading: reading.tuples("SELECT id FROM comment"))[0][0] == comment
    assert merged.missing == merged.refused


def test_a_whole_copy_brings_what_a_cut_one_lacked(pair: tuple[Project, Project, str], tmp_path: Path) -> None:
    ours, theirs, _claim_id = pair
    article_id = theirs.apply(AddArticle(draft("Another one.\nIt has 12 words."))).value
    mark_id = mark(theirs, theirs.read(articles)[0], "14 months")
    theirs.close()
    cut = Path(shutil.copyfile(theirs.path, tmp_path / "cut.factcheck"))
    sql(
        cut,
        f"DELETE FROM change WHERE \"row\" = '{article_id}'",
        f"DELETE FROM article WHERE id = '{article_id}'",
        f"DELETE FROM change WHERE \"row\" = '{mark_id}'",
    )
    merged, _new = bring_in(ours, cut)
    assert merged.refused > 0
    assert len(ours.read(articles)) == 1
    assert all(fault.startswith("log: gap") for fault in ours.read(faults))
    whole, _new = bring_in(ours, theirs.path)
    assert (whole.missing, whole.refused) == (0, 0)
    assert len(ours.read(articles)) == 2
    assert {one.words for one in ours.read(listed_claims)} == {"9,000 cars", "14 months"}
    assert ours.read(faults) == []


def test_another_project_is_refused(pair: tuple[Project, Project, str], tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with closing(new_project(tmp_path / "other")) as other, pytest.raises(Problem, match="another project"):
        bring_in(pair[0], other.path)


def forge(path: Path, claim_id: str, *changes: dict[str, Any]) -> None:
    """Write changes with sound digests that no program would write."""
    with closing(sqlite3.connect(path)) as connection:
        for number, change in enumerate(changes, 1):
            edit = {"edit": new_id(), "site": "forger", "author": "", "hlc": 1 << 40, "name": "", "undoes": None}
            whole = {
                "site": "forger", "seq": number, "tbl": "claim", "row": claim_id, "field": "note", "value": '"v"',
                "prev": "[]", "salt": new_salt(), **{k: v for k, v in edit.items() if k != "site"}, **change,
            }  # fmt: skip
            connection.execute(
                "INSERT INTO edit (id, site, author, hlc, name, undoes) VALUES (?, ?, ?, ?, ?, ?)",
                [whole[name] for name in ("edit", "site", "author", "hlc", "name", "undoes")],
            )
            whole["digest"] = digest_of(whole, whole)
            names = ("site", "seq", "edit", "tbl", "row", "field", "value", "prev", "salt", "digest")
            connection.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [whole[n] for n in names])
        connection.commit()


@pytest.mark.parametrize(
    "change",
    [
        {"value": "no JSON"},
        {"value": '"half a character: \\ud800"'},
        {"value": "[" * 100_000},
        {"prev": "7"},
        {"prev": '["nobody"]'},
        {"hlc": -1},
        {"field": "-", "value": '"perhaps"'},
        {"field": "+", "value": '{"words": "x"}'},
        {"row": "x" * 100},
        {"site": "a:b"},
    ],
)
def test_what_no_program_writes_is_refused(pair: tuple[Project, Project, str], change: dict[str, Any]) -> None:
    ours, theirs, claim_id = pair
    theirs.close()
    forge(theirs.path, claim_id, change)
    merged, _new = bring_in(ours, theirs.path)
    assert (merged.changes, merged.refused) == (0, 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("words", "5"), ("words", "[1]"), ("rating_id", '"' + "f" * 32 + '"'), ("rating_id", "12"),
        ("status", "null"), ("later", '"from a newer program"'), ("!note", "null"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_its_field_harms_nothing(
    pair: tuple[Project, Project, str], field: str, value: str
) -> None:
    ours, theirs, claim_id = pair
    theirs.close()
    forge(theirs.path, claim_id, {"field": field, "value": value})
    merged, _new = bring_in(ours, theirs.path)
    assert merged.refused == 0
    assert ours.read(faults) == []
    assert len(ours.read(listed_claims)) == 1
    assert merged.unknown == (field == "later")


def test_changes_that_replace_each_other_in_a_circle_harm_nothing(pair: tuple[Project, Project, str]) -> None:
    ours, theirs, claim_id = pair
    theirs.close()
    forge(
        theirs.path,
        claim_id,
        {"row": "f" * 32, "prev": json.dumps(["forger:2"])},
        {"row": "f" * 32, "prev": json.dumps(["forger:1"])},
    )
    assert bring_in(ours, theirs.path)[0].changes == 2
    assert ours.read(faults) == []


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
