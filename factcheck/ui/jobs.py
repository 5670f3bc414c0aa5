"""Long work beside the window: parsing and rendering, with progress and cancel. A job holds no project."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from factcheck.domain.problems import Cancelled, Problem
from factcheck.domain.progress import Progress

T = TypeVar("T")


class Job(QObject):
    """One piece of work under way; also the progress that the work is handed."""

    stepped = Signal(int, int, str)

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._cancelled = threading.Event()

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report ``done`` of ``total``; raises ``Cancelled`` where the person cancelled. Called by the work."""
        if self._cancelled.is_set():
            raise Cancelled
        self.stepped.emit(done, total, what)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._cancelled.set()


class Jobs(QObject):
    """Runs jobs one after another and tells of their beginning and end."""

    started = Signal(object)  # Job
    ended = Signal(object)  # Job
    failed = Signal(object)  # Problem
    _answered = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._under_way: list[Job] = []
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

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
        self.started.emit(job)

        def finish(call: Callable[[Any], object] | None) -> Callable[[Any], None]:
            def finished(answer: Any) -> None:
                self._under_way.remove(job)
                self.ended.emit(job)
                job.deleteLater()
                if call is not None:
                    call(answer)

            return finished

        def run() -> None:
            try:
                answer = work(job)
            except Cancelled:
                self._answered.emit(finish(None if cancelled is None else lambda _none: cancelled()), None)
            except Problem as problem:
                self._answered.emit(finish(failed or self.failed.emit), problem)
            except BaseException as bug:  # noqa: BLE001 - carried to the UI thread, whose excepthook shows it once
                self._answered.emit(finish(_raise), bug)
            else:
                self._answered.emit(finish(then), answer)

        self._thread.submit(run)
        return job

    def idle(self) -> bool:
        """Whether no job is under way."""
        return not self._under_way

    def shut_down(self) -> None:
        """Cancel what is under way and wait for it. For the end of the program."""
        for job in self._under_way:
            job.cancel()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _on_answered(self, then: Callable[[Any], None], answer: Any) -> None:
        then(answer)


def _raise(bug: BaseException) -> None:
    raise bug
