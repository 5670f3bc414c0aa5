"""Answers of other threads, given on the window's thread: one in a round of events.

Each may be work for a whole frame; between two of them the window paints, and hears its keys.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

Then = Callable[[Any], object]


class Answers(QObject):
    """Belongs to the thread that it was made on; there ``then`` of each answer is called, in their order."""

    _came = Signal(object, object)  # what to call, and with what

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Then, Any]] = deque()
        self._breath = QTimer(self, interval=0, singleShot=True)
        self._breath.timeout.connect(self._take)
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    def give(self, then: Then, answer: Any) -> None:
        """Let ``then`` be called with an answer; from any thread."""
        self._came.emit(then, answer)

    def _on_came(self, then: Then, answer: Any) -> None:
        self._waiting.append((then, answer))
        if not self._breath.isActive():
            self._take()

    def _take(self) -> None:
        if self._waiting:
            self._breath.start()
            then, answer = self._waiting.popleft()
            then(answer)
