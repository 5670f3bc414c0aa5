"""The queue of those who want to write: in the order of their coming, and never a lock."""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.domain.problems import Problem
from factcheck.project.database import Database
from factcheck.project.edits.claims import EditClaim
from factcheck.project.project import Project
from factcheck.project.turns import Turns
from factcheck.settings import data_folder
from tests.factories import add_article, mark, new_project


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "desk.factcheck"
    path.touch()
    return path


def numbers(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def test_who_came_first_is_next(file: Path) -> None:
    queue = Turns(numbers(file))
    with queue.place() as first, queue.place() as second:
        assert first.is_next()
        first.wait()
        assert not second.is_next()
        second.wait()
        assert first.is_next()
        first.give_up()
        assert second.is_next()
    assert list((data_folder() / "turns").iterdir()) == []


def test_each_file_has_a_queue_of_its_own(file: Path, tmp_path: Path) -> None:
    (tmp_path / "other.factcheck").touch()
    with Turns(numbers(file)).place() as ours, Turns(numbers(tmp_path / "other.factcheck")).place() as theirs:
        ours.wait()
        assert theirs.is_next()


def test_a_number_that_nobody_stands_behind_is_void(file: Path) -> None:
    queue = Turns(numbers(file))
    dead = queue.place()
    dead.__enter__().wait()
    (number,) = (data_folder() / "turns").iterdir()
    with queue.place() as place:
        assert not place.is_next()
        os.utime(number, (time.time() - 5, time.time() - 5))
        assert place.is_next()
    assert not number.exists()


def test_nobody_waits_longer_than_he_is_ready_to(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        path, claim_id = project.path, mark(project, add_article(project), "9,000 cars")
        with (
            closing(Database(path)) as busy,
            busy.writing(),
            pytest.raises(Problem, match="keeps the project busy"),
            project._database.writing(patience=0.05),
        ):
            pass
        with Turns(numbers(path)).place() as first:  # somebody who came first and does not write
            first.wait()
            with project._database.writing(patience=0.05):
                pass
        project.apply(EditClaim(claim_id, {"note": "in turn"}))
    with closing(Project.open(path, author="Judge")) as judge:
        assert judge.read(lambda reading: reading.tuples("SELECT note FROM claim"))[0][0] == "in turn"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problem):
        Database(tmp_path / "gone.factcheck")
