"""What tests of projects share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.project.project import Project
from tests.factories import add_article, mark, new_project


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
