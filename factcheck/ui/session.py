"""What is open now, so that it is opened again after the program was ended by force or by a power cut.

Beside the settings lies one small file for each open project, held by a lock of the running program. A file that
nobody holds was left behind: its project is opened at the next start that names no other.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLockFile, QObject, QTimer

from factcheck.domain.address import Address, Location, location_of
from factcheck.domain.problems import Problem
from factcheck.settings import settings_folder

if TYPE_CHECKING:
    from factcheck.ui.main_window import MainWindow

# Milliseconds: a project that ends the program as soon as it is open must not do so at every start.
PROVEN_AFTER: Final = 15_000
# How long after a step of the reader the place is written down.
KEPT_AFTER: Final = 2_000


def _folder() -> Path:
    return settings_folder() / "open"


def left_behind() -> Location | None:
    """The project that was open last when a program ended by force; what is told of it is forgotten."""
    marks = sorted(_folder().glob("*.txt"), key=lambda mark: mark.stat().st_mtime) if _folder().is_dir() else []
    latest: Location | None = None
    for mark in marks:
        lock = QLockFile(str(mark.with_suffix(".lock")))
        # Only a lock whose program is gone is stale, however old it is.
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            with suppress(Problem):
                location = location_of(mark.read_text(encoding="utf-8"))
                latest = location if isinstance(location, Address) or location.is_file() else latest
            mark.unlink(missing_ok=True)
            lock.unlock()
    return latest


class Session(QObject):
    """Marks the window's project as open, and writes down every now and then where the reader stands in it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._mark: Path | None = None
        self._lock: QLockFile | None = None
        # One step after the other only moves the time on to the next writing, never further off.
        self.place = QTimer(self, interval=KEPT_AFTER, singleShot=True)
        self.place.timeout.connect(self.keep_place)
        self._proving = QTimer(self, interval=PROVEN_AFTER, singleShot=True)
        self._proving.timeout.connect(self._begin)
        window.live.closed.connect(self.end)
        window.pane.view.sentence_moved.connect(self.on_moved)
        window.pane.view.verticalScrollBar().valueChanged.connect(self.on_moved)
        window.selection.claim_chosen.connect(self.on_moved)
        self.reopened = False

    def begin(self) -> bool:
        """Mark the project as open; the answer is whether it was opened again after the program ended by force.

        Such a project is marked only once it has proven sound.
        """
        self.end()
        again, self.reopened = self.reopened, False
        if again:
            self._proving.start()
        else:
            self._begin()
        return again

    def _begin(self) -> None:
        path = self._window.live.location
        if path is None or not self._window.settings.kept:
            return
        try:
            _folder().mkdir(parents=True, exist_ok=True)
            mark = _folder() / f"{secrets.token_hex(8)}.txt"
            lock = QLockFile(str(mark.with_suffix(".lock")))
            lock.setStaleLockTime(0)
            if lock.tryLock(0):
                mark.write_text(str(path.absolute() if isinstance(path, Path) else path), encoding="utf-8")
                self._mark, self._lock = mark, lock
        except OSError:
            return  # no room or no permission: nothing is opened by itself after a crash, and nothing else is lost

    def end(self) -> None:
        """Nothing is open any more that would have to be opened again."""
        self._proving.stop()
        if self._mark is not None and self._lock is not None:
            self._mark.unlink(missing_ok=True)
            self._lock.unlock()
        self._mark = self._lock = None

    def on_moved(self, *_where: object) -> None:
        """The reader went somewhere: write it down soon."""
        if not self.place.isActive():
            self.place.start()

    def keep_place(self) -> None:
        """Write down where the reader stands; a crash of the program loses no more than the last two seconds of it."""
        window = self._window
        window.follower.keep_place()
        if window.settings.changed:
            try:
                window.settings.save(durable=False)
            except OSError:
                return  # it is told at the end, where it matters
