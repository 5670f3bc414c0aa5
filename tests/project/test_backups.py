"""Backups: complete, ten of them, findable after the project was renamed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.project.backups import KEPT, back_up, backups
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
    assert path.parent.name == f"desk-{project.project_id[:12]}"
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
    assert back_up(renamed).parent == first.parent
    assert len(backups(renamed, project.project_id)) == 2


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
