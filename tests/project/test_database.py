"""Making and opening project files: what is refused, in clear words and with nothing changed."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.project.database import making, told
from factcheck.project.looking import reason_to_read_only
from factcheck.project.project import Project
from factcheck.project.queries import articles, project
from factcheck.project.tables import APPLICATION_ID
from tests.factories import add_article, mark, new_project


def sql(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    opening = new_project(tmp_path)
    mark(opening, add_article(opening), "9,000 cars")
    opening.close()
    return opening.path


def test_a_project_is_one_strict_file_with_our_application_id(saved: Path) -> None:
    connection = sqlite3.connect(saved)
    assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    tables = [
        row[0]
        for row in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE%'")
    ]
    made_by_sqlite = ("sqlite_sequence", "found_by")
    assert all("STRICT" in sql for sql in tables if not any(name in sql for name in made_by_sqlite))
    connection.close()
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_what_was_saved_is_there_again(saved: Path) -> None:
    opening = Project.open(saved, author="Jonas")
    line = opening.read(articles.articles)[0]
    assert (line.title, line.claims, line.sentences, line.dealt) == ("Harbour bridge reopens", 1, 8, 0)
    assert opening.read(project.project_record).profile == "statements"
    opening.close()


def not_sqlite(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 this is something else" * 100)


def foreign_database(path: Path) -> None:
    path.unlink()
    sql(path, "CREATE TABLE photos(id INTEGER)")


def damaged_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192:20480] = os.urandom(12288)
    path.write_bytes(content)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20000])


def with_trigger(path: Path) -> None:
    sql(path, "CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM highlight; END")


def with_view(path: Path) -> None:
    sql(path, "CREATE VIEW v AS SELECT * FROM claim")


def with_column(path: Path) -> None:
    sql(path, "ALTER TABLE claim ADD COLUMN extra TEXT")


def without_meta(path: Path) -> None:
    sql(path, "DELETE FROM meta")


def newer_reader(path: Path) -> None:
    sql(path, "UPDATE meta SET min_reader = 99, min_writer = 99", "PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (not_sqlite, "is not a Factcheck project"),
        (foreign_database, "is not a Factcheck project"),
        (damaged_pages, "is damaged"),
        (cut_off, "is damaged"),
        (with_trigger, "is damaged"),
        (with_view, "is damaged"),
        (with_column, "is damaged"),
        (without_meta, "is damaged"),
        (newer_reader, "was made by a newer Factcheck"),
    ],
)
def test_what_is_refused_is_told_and_left_as_it_is(saved: Path, harm: Callable[[Path], None], words: str) -> None:
    harm(saved)
    before = saved.read_bytes()
    with pytest.raises(Problem, match=words) as refused:
        Project.open(saved, author="Ana")
    assert refused.value.remedy
    assert saved.read_bytes() == before
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_a_newer_file_that_may_be_read_opens_read_only_and_says_so(saved: Path) -> None:
    sql(saved, "UPDATE meta SET min_writer = 99", "PRAGMA user_version = 99", "ALTER TABLE claim ADD COLUMN extra TEXT")
    opening = Project.open(saved, author="Ana")
    assert opening.read_only
    assert "newer" in opening.read_only_reason
    line = opening.read(articles.articles)[0]
    assert line.claims == 1
    with pytest.raises(Problem, match="newer"):
        mark(opening, line, "4.2 million")
    opening.keep_typing("claim:x:note", "text")
    opening.forget_typing("claim:x:note")
    opening.close()


def test_a_newer_file_that_may_be_written_opens_for_work(saved: Path) -> None:
    sql(saved, "PRAGMA user_version = 99")
    opening = Project.open(saved, author="Ana")
    assert not opening.read_only
    opening.close()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="There is no file"):
        reason_to_read_only(tmp_path / "none.factcheck")


def test_nothing_is_made_over_a_file_or_in_a_missing_folder(saved: Path) -> None:
    before = saved.read_bytes()
    with pytest.raises(Problem, match="is there already"):
        Project.create(saved, author="Ana")
    assert saved.read_bytes() == before
    with pytest.raises(Problem, match="There is no folder"):
        Project.create(saved.parent / "nowhere" / "a.factcheck", author="Ana")


def test_a_folder_that_cannot_be_written_is_told() -> None:
    # /proc refuses new files to everybody, the superuser included.
    with pytest.raises(Problem, match="Nothing can be written in the folder"):
        Project.create(Path("/proc/desk.factcheck"), author="Ana")


def test_a_wrong_profile_or_scale_makes_no_file(tmp_path: Path) -> None:
    for choice in ({"profile": "reviews"}, {"scale": "stars"}):
        with pytest.raises(Problem, match="There is no"):
            Project.create(tmp_path / "a.factcheck", author="Ana", **choice)
    assert list(tmp_path.iterdir()) == []


def test_a_project_opened_to_be_read_refuses_edits(saved: Path) -> None:
    opening = Project.open(saved, author="Ana", read_only=True)
    with pytest.raises(Problem, match="read only"):
        mark(opening, opening.read(articles.articles)[0], "4.2 million")
    opening.close()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "disk is full"),
        (sqlite3.SQLITE_BUSY, "busy"),
        (sqlite3.SQLITE_READONLY, "Nothing can be written"),
        (sqlite3.SQLITE_CORRUPT, "is damaged"),
        (sqlite3.SQLITE_IOERR, "could not be reached"),
    ],
)
def test_an_error_of_the_disk_is_told_in_words(code: int, words: str) -> None:
    import sqlalchemy as sa

    origin = sqlite3.OperationalError("x")
    origin.sqlite_errorcode = code
    problem = told(sa.exc.OperationalError("x", None, origin), Path("/a/b.factcheck"))
    assert isinstance(problem, Problem)
    assert words in problem.message


def test_a_full_disk_loses_nothing_and_is_told(saved: Path) -> None:
    opening = Project.open(saved, author="Ana")
    line = opening.read(articles.articles)[0]
    with opening._database.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    def fill() -> None:
        for _ in range(500):
            mark(opening, line, "4.2 million")

    with pytest.raises(Problem, match="disk is full"):
        fill()
    kept = opening.read(articles.articles)[0].claims
    opening.close()
    again = Project.open(saved, author="Ana")
    assert again.read(articles.articles)[0].claims == kept
    again.close()


def test_nobody_meets_half_a_project(tmp_path: Path) -> None:
    path = tmp_path / "desk.factcheck"

    def be_slow() -> None:
        with making(path, "1" * 32) as unfinished:
            assert not path.exists()
            assert unfinished.is_file()
            path.write_bytes(b"somebody was faster")

    with pytest.raises(Problem, match="is there already"):
        be_slow()
    assert path.read_bytes() == b"somebody was faster"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("taken", [False, True])
def test_a_project_is_made_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    def refuse(*_names: object) -> None:
        if taken:
            path.write_bytes(b"somebody was faster")
        raise OSError(errno.EPERM, "no links here")

    path = tmp_path / "desk.factcheck"
    monkeypatch.setattr(os, "link", refuse)
    if taken:
        with pytest.raises(Problem, match="is there already"):
            Project.create(path, author="Ana")
        assert path.read_bytes() == b"somebody was faster"
    else:
        Project.create(path, author="Ana").close()
    assert list(tmp_path.iterdir()) == [path]
