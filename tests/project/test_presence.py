"""Who has what open: seen by others, gone with the opening or after a minute; no edit, in no copy."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.project import presence
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.project import SetPerson
from factcheck.project.presence import Present
from factcheck.project.project import Project
from tests.factories import add_article, mark, new_project

ADA, JONAS = "Ada Mihović", "Jonas Kern"


class Desk:
    """Two openings of one file."""

    def __init__(self, folder: Path) -> None:
        self.ada = new_project(folder, ADA)
        self.claim = mark(self.ada, add_article(self.ada), "9,000 cars")
        self.jonas = Project.open(self.ada.path, author=JONAS)
        self.ada.present()

    def seen(self) -> list[Present]:
        return self.ada.present() or []


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.jonas.close()
    made.ada.close()


def test_a_colleague_is_seen_where_he_is_and_told_once(desk: Desk) -> None:
    desk.jonas.stand("article", "claim")
    (present,) = desk.seen()
    assert (present.author, present.article_id, present.claim_id) == (JONAS, "article", "claim")
    assert desk.ada.present() is None
    desk.jonas.stand("article", "")
    assert [one.claim_id for one in desk.seen()] == [""]
    desk.jonas.close()
    assert desk.ada.present() == []


def test_initials_are_those_that_the_project_knows(desk: Desk) -> None:
    desk.jonas.apply(SetPerson(JONAS, "JoK"))
    desk.jonas.stand("article", "claim")
    assert [one.initials for one in desk.seen()] == ["JoK"]


def test_i_am_no_colleague_of_mine(desk: Desk) -> None:
    desk.jonas.stand("article", "claim")
    desk.ada.stand("article", "claim")
    with closing(Project.open(desk.ada.path, author=ADA)) as other:
        assert [one.author for one in other.present() or []] == [JONAS]


def test_who_was_not_heard_of_for_a_minute_is_gone_and_forgotten(desk: Desk) -> None:
    desk.jonas.stand("article", "claim")
    with closing(sqlite3.connect(desk.ada.path)) as file, file:
        file.execute("UPDATE presence SET at = at - ?", (presence.LASTS + 1,))
    assert desk.seen() == []
    desk.ada.stand("article", "claim")
    with closing(sqlite3.connect(desk.ada.path)) as file:
        assert [row[0] for row in file.execute("SELECT author FROM presence")] == [ADA]


def test_it_is_no_edit(desk: Desk) -> None:
    desk.ada.apply(EditClaim(desk.claim, {"rationale": "Counted."}))
    desk.ada.changes_since()
    desk.jonas.changes_since()
    before = desk.ada.undo_name()
    desk.ada.stand("article", "claim")
    assert desk.ada.undo_name() == before
    assert (desk.ada.changes_since(), desk.jonas.changes_since()) == (None, None)
    desk.ada.undo()


def test_a_copy_holds_nobody(desk: Desk, tmp_path: Path) -> None:
    desk.jonas.stand("article", "claim")
    copy = tmp_path / "copy.factcheck"
    shutil.copyfile(desk.ada.path, copy)
    with closing(Project.open(copy, author=ADA)) as other:
        assert other.present() == []
        other.stand("article", "")
    with closing(sqlite3.connect(copy)) as file:
        assert [row[0] for row in file.execute("SELECT author FROM presence")] == []


def test_a_reader_who_lingers_keeps_it_from_being_written_and_nothing_stays_open(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.ada.path, isolation_level=None)) as file:
        file.execute("BEGIN")
        file.execute("SELECT count(*) FROM claim").fetchone()
        desk.jonas.stand("article", "claim")  # the commit waits for the reader, and gives up
        file.execute("COMMIT")
    assert desk.seen() == []
    desk.jonas.apply(EditClaim(desk.claim, {"rationale": "Counted."}))
    desk.jonas.stand("article", "claim")
    assert [one.author for one in desk.seen()] == [JONAS]


def test_it_gives_way_to_who_writes_and_to_a_file_that_is_read_only(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.ada.path, isolation_level=None)) as file:
        file.execute("BEGIN IMMEDIATE")
        desk.jonas.stand("article", "claim")
        file.execute("ROLLBACK")
    assert desk.seen() == []
    with closing(Project.open(desk.ada.path, author=JONAS, read_only=True)) as reader:
        reader.stand("article", "claim")
    assert desk.seen() == []
