"""Exchanging with a shared file or a server, on a thread and a connection of its own: what is away delays no edit."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.project.exchanging import ExchangePoint


PATIENCE: Final = 5  # seconds, at the end of the program


class Exchanging(QObject):
    """Exchanges, listens, and exchanges again, until it is ended; ``exchanged`` tells what each exchange did."""

    exchanged = Signal(object)  # Exchanged
    _done = Signal(object, object)  # with which exchange point, and what came of it; an error is a bug
    _heard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="exchange")
        self._point: ExchangePoint | None = None
        self._under_way = False
        self._again = False
        self._listening = False
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)

    def begin(self, point: ExchangePoint | None) -> None:
        """Exchange with this from now on, and with what was exchanged with before no more."""
        if point is not self._point:
            self.end()
            self._point = point
        self.now()

    def end(self) -> None:
        """Exchange no more; what is new goes there first, where that takes no time."""
        point, self._point = self._point, None
        self._under_way = self._again = self._listening = False
        if point is not None:
            point.wake()
            self._thread.submit(point.close, last=True)

    def shut_down(self) -> None:
        """End, and wait for it, not for a network that does not answer. For the end of the program."""
        point = self._point
        self.end()
        cutting = threading.Timer(PATIENCE, point.cut) if point is not None else None
        if cutting is not None:
            cutting.start()
        self._thread.shutdown(wait=True)
        if cutting is not None:
            cutting.cancel()

    def now(self) -> None:
        """Exchange now, or once more when what is under way is done."""
        point = self._point
        if point is None:
            return
        if self._under_way:
            self._again = True
            return
        if self._listening:
            # Only then: the call would stand until the next listening, which ended at once, and so on without end.
            point.wake()
        self._under_way, self._again, self._listening = True, False, False
        self._submit(point, point.exchange)

    def own_edit(self) -> None:
        """Something was written here: where others hear of it at once, it goes there."""
        if self._point is not None and self._point.is_live:
            self.now()

    def _submit(self, point: ExchangePoint, work: Callable[[], object]) -> None:
        def run() -> None:
            try:
                done = work()
            except BaseException as bug:  # noqa: BLE001 - carried to the UI thread, whose excepthook shows it once
                done = bug
            self._done.emit(point, done)

        self._thread.submit(run)

    def _on_done(self, point: ExchangePoint, done: object) -> None:
        if point is not self._point:
            return
        self._under_way = False
        if self._again:
            self.now()
        else:
            self._listening = True
            self._thread.submit(self._listen, point)
        if isinstance(done, BaseException):
            raise done
        self.exchanged.emit(done)

    def _listen(self, point: ExchangePoint) -> None:
        point.listen()
        self._heard.emit(point)

    def _on_heard(self, point: ExchangePoint) -> None:
        if point is self._point and self._listening:
            self._listening = False
            self.now()
