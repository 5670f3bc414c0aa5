"""Backups: complete, ten of them, findable after the project was renamed, each copy's its own."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.project.backups import KEPT, OTHER, OWN, UNKNOWN, back_up, backups, backups_of
from factcheck.project.checking import faults
from factcheck.project.project import Project
from tests.factories import add_article, mark, new_project


def test_a_backup_is_the_project(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        mark(project, add_article(project), "9,000 cars")
        path = back_up(project.path)
    with closing(Project.open(path, author="Ana")) as copy:
        assert copy.project_id == project.project_id
        assert copy.read(faults) == []
    assert path.parent.parent.name == f"desk-{project.project_id[:12]}"
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_latest_ten_are_kept_and_nothing_else_is_touched(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        first = back_up(project.path)
        other = first.with_name("mine.factcheck")
        other.write_text("kept", encoding="utf-8")
        made = [first, *(back_up(project.path) for _ in range(KEPT + 1))]
    kept = [backup.path for backup in backups(project.path, project.project_id)]
    assert kept == made[: -KEPT - 1 : -1]
    assert other.exists()
    assert len(list(first.parent.iterdir())) == KEPT + 1


def test_the_backups_follow_a_renamed_project(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        first = back_up(project.path)
    renamed = project.path.rename(tmp_path / "other.factcheck")
    second = back_up(renamed)
    assert second.parent.parent == first.parent.parent
    found = backups(renamed, project.project_id)
    assert [(backup.path, backup.whose) for backup in found] == [(second, OWN), (first, OTHER)]


def test_two_copies_on_one_computer_have_their_own(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
    copy = Path(shutil.copyfile(project.path, tmp_path / "copy.factcheck"))
    first = back_up(project.path)
    made = [back_up(copy) for _ in range(KEPT + 1)]
    assert [one.path for one in backups_of(copy)] == [*made[:0:-1], first]
    found = backups_of(project.path)
    assert [one.path for one in found] == [first, *made[:0:-1]]
    assert [one.whose for one in found] == [OWN, *[OTHER] * KEPT]
    # Also where the file itself can tell nothing any more: by its place, whatever the folder's name.
    project.path.write_bytes(b"")
    assert backups_of(project.path) == found
    copy.unlink()
    assert [one.path for one in backups_of(copy)] == [*made[:0:-1], first]


def test_a_link_to_a_project_is_the_same_place(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        made = back_up(project.path)
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.factcheck"
    link.symlink_to(project.path)
    assert [(one.path, one.whose) for one in backups_of(link)] == [(made, OWN)]
    assert back_up(link).parent == made.parent


def test_those_of_an_older_program_are_offered_after_the_own_and_never_removed(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        made = back_up(project.path)
    old = [made.parent.parent / f"2026-01-{day:02}T101112.000001Z-day.factcheck" for day in range(1, 13)]
    for one in old:
        shutil.copyfile(made, one)
    made.unlink()
    made.parent.rmdir()
    assert [(one.path, one.whose) for one in backups_of(project.path)] == [(one, UNKNOWN) for one in reversed(old)]
    own = [back_up(project.path) for _ in range(KEPT + 2)]
    assert [one.path for one in backups_of(project.path)] == [*own[:1:-1], *reversed(old)]
    project.path.write_bytes(b"")
    assert [one.path for one in backups_of(project.path)] == [*own[:1:-1], *reversed(old)]


def test_what_is_not_whole_is_no_backup(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
    content = bytearray(project.path.read_bytes())
    content[8192:40960] = b"\xff" * 32768
    project.path.write_bytes(content)
    with pytest.raises(Problem, match="backup could not be made"):
        back_up(project.path)
    assert backups(project.path, project.project_id) == []


def test_a_backup_waits_for_nobody_and_holds_what_was_saved(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project, project._database.writing() as connection:
        connection.exec_driver_sql("UPDATE project SET name = 'half done'")
        path = back_up(project.path)
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT name FROM project").fetchall() == [("desk",)]
