"""Jobs: a task that takes no step is ended when it is cancelled, and when the window closes; idle, it is let go."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from factcheck.apart import Task
from factcheck.ui.jobs import Jobs

HANG: Task[None] = Task("tests.test_apart:hang", watched=False)
PATIENCE = 20_000


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.shut_down()


def begin(qtbot: QtBot, jobs: Jobs, told: list[str]) -> None:
    job = jobs.run(HANG, lambda _none: told.append("done"), cancelled=lambda: told.append("cancelled"))
    with qtbot.waitSignal(job.stepped, timeout=PATIENCE):  # the process is at work
        pass
    job.cancel()


def test_a_task_that_hangs_can_be_cancelled(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[str] = []
    begin(qtbot, jobs, told)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert told == ["cancelled"]
    assert jobs.idle()
    answers: list[bool] = []
    jobs.run(Task[bool]("factcheck.text.differing:is_draft_of", ("a", "b"), watched=False), answers.append)
    qtbot.waitUntil(lambda: answers == [False], timeout=PATIENCE)


def test_a_task_that_hangs_does_not_keep_the_window(qtbot: QtBot, jobs: Jobs) -> None:
    begin(qtbot, jobs, [])
    jobs.shut_down()
    assert not jobs._process.is_there


def test_an_idle_process_is_let_go(qtbot: QtBot, jobs: Jobs) -> None:
    answers: list[bool] = []
    jobs.run(Task[bool]("factcheck.text.differing:is_draft_of", ("a", "b"), watched=False), answers.append)
    qtbot.waitUntil(lambda: answers == [False], timeout=PATIENCE)
    assert jobs._idle.isActive()
    assert jobs._process.is_there
    jobs._idle.timeout.emit()  # a minute later
    qtbot.waitUntil(lambda: not jobs._process.is_there, timeout=PATIENCE)
