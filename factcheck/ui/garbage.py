"""Garbage is looked for on the UI thread only: a ring that holds an object of Qt's must not be freed on another one.

Python looks for rings on whichever thread has just made an object. The project thread makes most of them, and a widget
that dies there takes the program with it.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QCoreApplication, QTimer

EVERY: Final = 250  # milliseconds
# New objects that are a reason to look, and how many looks at the young are one at the older: reading 20,000 highlights
# is no reason to look thirty times.
MANY: Final = (20_000, 10, 10)
_NAME: Final = "garbage"


def look_here_only() -> None:
    """Look for garbage on this thread, from the event loop, and nowhere else; for the thread of the application."""
    app = QCoreApplication.instance()
    if app is None or app.findChild(QTimer, _NAME) is not None:
        return
    gc.disable()
    timer = QTimer(app, interval=EVERY)
    timer.setObjectName(_NAME)
    timer.timeout.connect(_look)
    timer.start()


def settle() -> None:
    """Take what is there now for lasting: to look through all of it would stop the window for 70 ms, at any time."""
    if not gc.get_freeze_count():
        gc.freeze()


def _look() -> None:
    counts = gc.get_count()
    if counts[0] > MANY[0]:
        # The oldest that is due, and with it all that are younger.
        gc.collect(2 if counts[2] > MANY[2] else 1 if counts[1] > MANY[1] else 0)
