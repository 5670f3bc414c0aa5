"""Work in a process of its own: answers, steps and problems come over; a process that ends takes nobody with it."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.apart import WORD, Bug, Task, WorkProcess, _Answers
from factcheck.domain.draft import ArticleDraft
from factcheck.domain.problems import Cancelled, Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.report import Report
from factcheck.formats.docx.writing import write_report
from factcheck.formats.registry import read_article
from factcheck.project.queries.reports import report_of
from factcheck.translation import use_language
from tests.factories import TEXT, add_article, mark, new_project

READ = "factcheck.formats.registry:read_articles"


class Watching(Silent):
    """Progress that notes the steps, and cancels once so much is done."""

    def __init__(self, cancel_after: int = 1_000_000) -> None:
        self.seen: list[tuple[int, int, str]] = []
        self._after = cancel_after

    def step(self, done: int, total: int, what: str = "") -> None:
        self.seen.append((done, total, what))
        if done >= self._after:
            raise Cancelled


@pytest.fixture
def process() -> Iterator[WorkProcess]:
    made = WorkProcess()
    yield made
    made.end()
    assert not made.is_there


# What the tests let be done there.


def work_until_cancelled(progress: Progress) -> None:
    for done in range(10_000):
        progress.step(done, 10_000, "at it")
        time.sleep(0.002)


def stumble() -> None:
    raise ZeroDivisionError("by nothing")


def hang() -> None:
    threading.Event().wait()


def whose() -> tuple[int, list[str], bool]:
    return os.getpid(), sys.argv[1:], any(name.startswith("PySide6") for name in sys.modules)


def here(name: str) -> str:
    return f"tests.test_apart:{name}"


def test_files_are_read_there_as_they_are_here(process: WorkProcess, tmp_path: Path) -> None:
    good, bad = tmp_path / "article.txt", tmp_path / "none.txt"
    good.write_text(TEXT, encoding="utf-8")
    task: Task[list[ArticleDraft | Problem]] = Task(READ, ([good, bad],))
    first, second = process.run(task, Silent())
    assert first == read_article(good)
    assert isinstance(second, Problem)
    assert "none.txt" in second.message
    assert second.remedy
    assert task(Silent())[0] == first, "and here, where nothing else can be had"


def test_the_work_is_done_elsewhere_without_qt(process: WorkProcess) -> None:
    pid, words, knows_qt = process.run(Task[tuple[int, list[str], bool]](here("whose"), watched=False), Silent())
    assert pid != os.getpid()
    assert words == [WORD]
    assert not knows_qt
    assert process.run(Task[tuple[int, list[str], bool]](here("whose"), watched=False), Silent())[0] == pid


def test_problems_come_over_in_the_language_of_the_window(process: WorkProcess, tmp_path: Path) -> None:
    use_language("de")
    try:
        found = process.run(Task[list[Problem]](READ, ([tmp_path / "fort.txt"],)), Silent())[0]
        expected = Task[list[Problem]](READ, ([tmp_path / "fort.txt"],))(Silent())[0]
    finally:
        use_language("en")
    assert str(found) == str(expected)
    assert "fort.txt" in str(found)


def test_a_problem_that_stops_the_work_is_raised(process: WorkProcess) -> None:
    with pytest.raises(Problem) as problem:
        process.run(Task[ArticleDraft]("factcheck.formats.registry:read_pasted", (" ",), watched=False), Silent())
    assert problem.value.remedy


def test_steps_are_told_and_work_is_cancelled(process: WorkProcess) -> None:
    watching = Watching(cancel_after=100)
    with pytest.raises(Cancelled):
        process.run(Task[None](here("work_until_cancelled")), watching)
    assert watching.seen[-1][1:] == (10_000, "at it")
    assert 100 <= watching.seen[-1][0] < 10_000
    assert process.is_there, "it is there for the next"
    assert process.run(Task[list[Problem]](READ, ([],)), Silent()) == []


def test_a_bug_names_its_place(process: WorkProcess) -> None:
    with pytest.raises(Bug, match=r"(?s)in stumble.*ZeroDivisionError: by nothing"):
        process.run(Task[None](here("stumble"), watched=False), Silent())


class Killing(Silent):
    """Progress that ends the process in the midst of its work."""

    def __init__(self, process: WorkProcess, *, cancels: bool = False) -> None:
        self._process, self._cancels = process, cancels

    def step(self, _done: int, _total: int, _what: str = "") -> None:
        self._process.kill()
        if self._cancels:
            raise Cancelled


def test_a_process_that_ends_is_told_and_another_takes_its_place(process: WorkProcess) -> None:
    with pytest.raises(Problem) as problem:
        process.run(Task[None](here("hang"), watched=False), Killing(process))
    assert problem.value.remedy
    assert process.run(Task[list[Problem]](READ, ([],)), Silent()) == []


def test_who_cancelled_and_ended_it_by_force_is_told_nothing(process: WorkProcess) -> None:
    with pytest.raises(Cancelled):
        process.run(Task[None](here("hang"), watched=False), Killing(process, cancels=True))


def test_a_process_that_is_ended_while_it_begins_does_nothing_here(process: WorkProcess) -> None:
    over = threading.Event()

    def kill() -> None:
        while not over.wait(0.001):
            process.kill()

    killing = threading.Thread(target=kill)
    killing.start()
    with pytest.raises(Cancelled):
        process.run(Task[None](here("hang"), watched=False), Watching(cancel_after=0))
    over.set()
    killing.join()
    assert process.run(Task[list[Problem]](READ, ([],)), Silent()) == []
    assert process.is_there, "and another one can be begun"


def test_where_no_process_can_be_had_the_work_is_done_here(
    process: WorkProcess, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no such program"))
    assert process.run(Task[tuple[int, list[str], bool]](here("whose"), watched=False), Silent())[0] == os.getpid()
    assert not process.is_there


def test_a_program_that_serves_nobody_is_not_trusted(
    process: WorkProcess, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.write_text("#!/bin/sh\necho hello\n", "utf-8")
    other.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(other))
    assert process.run(Task[tuple[int, list[str], bool]](here("whose"), watched=False), Silent())[0] == os.getpid()


def test_a_report_is_written_there_as_it_is_here(process: WorkProcess, tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        line = add_article(project)
        mark(project, line, "4.2 million crowns")
        report: Report = project.read(lambda reading: report_of(reading, (line.id,)))
    there, own = tmp_path / "there.docx", tmp_path / "here.docx"
    process.run(Task[None]("factcheck.formats.docx.writing:write_report", (report, there), writes=True), Silent())
    write_report(report, own)
    assert there.read_bytes() == own.read_bytes()
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == ["here.docx", "there.docx"]
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("what", [os.system, read_article, subprocess.Popen])
def test_an_answer_holds_values_and_nothing_that_runs(what: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="is no value"):
        _Answers(io.BytesIO(pickle.dumps(what))).load()


def test_it_ends_with_the_window_and_prints_nothing_among_the_answers() -> None:
    asked = pickle.dumps(("do", "en-GB", Task[None]("builtins:print", ("a word of a library",), watched=False)))
    ended = subprocess.run([sys.executable, "-m", "factcheck", WORD], input=asked, capture_output=True, check=True)
    told = io.BytesIO(ended.stdout)
    messages = []
    while told.tell() < len(ended.stdout):
        messages.append(pickle.load(told))  # noqa: S301 - what our own process said
    assert messages[0] == ("ready",)
    assert messages[-1] == ("done", None)
    assert b"a word of a library" in ended.stderr
