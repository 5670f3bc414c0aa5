"""Copies beside a project: every sync program's name is known, the project's id inside decides."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.project.copies import copies_beside
from factcheck.project.edits.project import EditProject
from factcheck.project.project import Project
from tests.factories import new_project

NAMES = (
    "desk (Ana's conflicted copy 2026-01-31).factcheck",
    "desk (conflicted copy 2026-01-31 101112).factcheck",
    "desk.sync-conflict-20260131-101112-ABCDEFG.factcheck",
    "desk-LAPTOP7.factcheck",
    "desk (1).factcheck",
    "desk_NAS_Jan-31-1011-2026_Conflict.factcheck",
    "desk.Conflict.factcheck",
    "desk - Copy.factcheck",
    "Desk copy.factcheck",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_known_by_any_programs_name(tmp_path: Path, name: str) -> None:
    with closing(new_project(tmp_path)) as project:
        shutil.copyfile(project.path, tmp_path / name)
        assert copies_beside(project.path, project.project_id) == [tmp_path / name]


def test_another_project_and_other_files_are_no_copies(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        Project.create(tmp_path / "desk (1).factcheck", author="Ana").close()
        (tmp_path / "desk (2).factcheck").write_bytes(b"no project")
        shutil.copyfile(project.path, tmp_path / "elsewhere.factcheck")
        shutil.copyfile(project.path, tmp_path / "deskside.factcheck")
        assert copies_beside(project.path, project.project_id) == []


def test_only_a_copy_with_something_new_is_offered(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        copy = Path(shutil.copyfile(project.path, tmp_path / "desk (1).factcheck"))
        shutil.copyfile(project.path, tmp_path / "desk (2).factcheck")
        assert project.copies_with_news() == []
        with closing(Project.open(copy, author="Bo")) as other:
            other.apply(EditProject({"name": "Bo's"}))
        assert project.copies_with_news() == [copy]
        project.exchange(copy)
        assert project.copies_with_news() == []
