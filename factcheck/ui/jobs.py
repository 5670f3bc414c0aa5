"""Long work beside the window: parsing and rendering, with progress and cancel. A job holds no project.

A ``Task`` is done in a process of its own (``factcheck.apart``), other work in a thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from factcheck.apart import Task, WorkProcess
from factcheck.domain.problems import Cancelled, Problem
from factcheck.domain.progress import Progress
from factcheck.ui.answers import Answers

T = TypeVar("T")

# Milliseconds after which a cancelled task is ended by force, and an idle process let go.
PATIENCE: Final = 2_000
IDLE: Final = 60_000


class Job(QObject):
    """One piece of work under way; also the progress that the work is handed."""

    stepped = Signal(int, int, str)
    cancelled = Signal()

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._cancelled = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Whether the person cancelled."""
        return self._cancelled.is_set()

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report ``done`` of ``total``; raises ``Cancelled`` where the person cancelled. Called by the work."""
        if self.is_cancelled:
            raise Cancelled
        self.stepped.emit(done, total, what)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        if not self.is_cancelled:
            self._cancelled.set()
            self.cancelled.emit()


class Jobs(QObject):
    """Runs jobs one after another and tells of their beginning and end."""

    started = Signal(object)  # Job
    ended = Signal(object)  # Job
    failed = Signal(object)  # Problem

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._process = WorkProcess()
        self._idle = QTimer(self, interval=IDLE, singleShot=True)
        self._idle.timeout.connect(self._let_go)
        self._over = False
        self._under_way: list[Job] = []
        self._endable: Job | None = None  # at work in the process, and nothing is left behind where it is ended
        self._answers = Answers(self)

    def run(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], None],
        failed: Callable[[Problem], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        title: str = "",
    ) -> Job:
        """Run ``work`` beside the window; ``then`` gets its answer on the UI thread, ``failed`` a problem."""
        job = Job(title, self)
        self._under_way.append(job)
        self._idle.stop()
        self.started.emit(job)
        task = work if isinstance(work, Task) else None
        job.cancelled.connect(lambda: QTimer.singleShot(PATIENCE, self, partial(self._end_by_force, job)))

        def finish(call: Callable[[Any], object] | None) -> Callable[[Any], None]:
            def finished(answer: Any) -> None:
                self._under_way.remove(job)
                if self.idle() and not self._over:
                    self._idle.start()
                self.ended.emit(job)
                job.deleteLater()
                if call is not None:
                    call(answer)

            return finished

        def run() -> None:
            try:
                self._endable = job if task is not None and not task.writes else None
                answer = work(job) if task is None else self._process.run(task, job)
            except Cancelled:
                self._answers.give(finish(None if cancelled is None else lambda _none: cancelled()), None)
            except Problem as problem:
                self._answers.give(finish(failed or self.failed.emit), problem)
            except BaseException as bug:  # noqa: BLE001 - carried to the UI thread, whose excepthook shows it once
                self._answers.give(finish(_raise), bug)
            else:
                self._answers.give(finish(then), answer)

        self._thread.submit(run)
        return job

    def idle(self) -> bool:
        """Whether no job is under way."""
        return not self._under_way

    def shut_down(self) -> None:
        """Cancel what is under way and wait for it. For the end of the program."""
        self._over = True
        self._idle.stop()
        for job in self._under_way:
            job.cancel()
        ending = threading.Timer(PATIENCE / 1000, lambda: self._end_by_force(self._endable))
        ending.start()
        self._thread.shutdown(wait=True, cancel_futures=True)
        ending.cancel()
        self._process.end()

    def _let_go(self) -> None:
        """Nothing was asked for a while: the process ends, and with it what it remembers of texts and reports."""
        self._thread.submit(self._process.end)

    def _end_by_force(self, job: Job | None) -> None:
        """End a cancelled task that takes no step, which only a process can be made to."""
        if job is not None and job is self._endable and job in self._under_way:
            self._process.kill()


def _raise(bug: BaseException) -> None:
    raise bug
