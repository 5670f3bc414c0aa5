"""Copies that are damaged, cut off or forged: what is not whole is left out and told, and a whole copy brings it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from factcheck.project.checking import faults
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.claims import AddComment, EditClaim
from factcheck.project.edits.highlights import MoveHighlight
from factcheck.project.foreign_log import news_of
from factcheck.project.project import Project
from factcheck.project.queries.articles import articles
from factcheck.project.queries.listing import listed_claims
from tests.factories import TEXT, draft, mark, span
from tests.project.copies_between import bring_in, claim, forge, sql


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


def quotations(project: Project) -> set[str]:
    places = project.read(lambda reading: reading.tuples("SELECT quote FROM highlight WHERE NOT deleted"))
    return {quote for (quote,) in places}


@pytest.mark.parametrize("moved", [False, True], ids=["made", "moved"])
def test_a_log_cut_off_in_the_midst_of_a_mark_puts_it_nowhere(
    pair: tuple[Project, Project, str], tmp_path: Path, moved: bool
) -> None:
    ours, theirs, _claim_id = pair
    ((highlight_id,),) = theirs.read(lambda reading: reading.tuples("SELECT id FROM highlight"))
    if moved:
        theirs.apply(MoveHighlight(highlight_id, *span(TEXT, "14 months")))
    else:
        mark(theirs, theirs.read(articles)[0], "14 months")
    theirs.close()
    for last in range(1, 12):
        cut = Path(shutil.copyfile(theirs.path, tmp_path / "cut.factcheck"))
        sql(cut, f"DELETE FROM change WHERE site = '{theirs.site}' AND seq > {last}")
        start = Path(shutil.copyfile(ours.path, tmp_path / "start.factcheck"))
        with closing(Project.open(start, author="Ada")) as project:
            bring_in(project, cut)
            assert project.read(faults) == []
            assert quotations(project) <= {"9,000 cars", "14 months"}
            whole, _new = bring_in(project, theirs.path)
            assert (whole.refused, whole.missing) == (0, 0)
            assert project.read(faults) == []
            assert project.read(lambda reading: reading.tuples("SELECT quote FROM highlight ORDER BY start"))[-1] == (
                "14 months",
            )


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
