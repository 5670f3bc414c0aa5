"""A real window on a real project, driven as a person drives it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from factcheck.project.queries.claim_lists import ClaimLine
from factcheck.project.queries.claims import claim_lines
from factcheck.project.reading import Reading
from factcheck.settings import Settings
from factcheck.ui.main_window import MainWindow

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
D = TypeVar("D", bound=QDialog)
PATIENCE = 20_000  # milliseconds


class Desk:
    """A window and what one does with it; ``settle`` waits until it is at rest."""

    def __init__(self, qtbot: QtBot, settings: Settings | None = None) -> None:
        self.qtbot = qtbot
        self.window = MainWindow(settings or Settings(author="Ada Mihović", initials="AM", theme="light"))
        self.window.resize(1440, 900)
        self.window.announce(None)
        self.window.show()
        self.window.begin(None)

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.until(self.window.settled)
        # No window manager gives the window its activity back when a dialog closes.
        dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        if not dialogs and not self.window.isActiveWindow():
            self.window.activateWindow()
            self.until(self.window.isActiveWindow)

    def until(self, held: Callable[[], bool]) -> None:
        """Wait for something, in the event loop; looked at each millisecond, as most of it takes only a few."""
        end, loop = time.monotonic() + PATIENCE / 1000, QEventLoop()
        while not held():
            if time.monotonic() > end:
                self.qtbot.waitUntil(held, timeout=1)  # says what did not come
            QTimer.singleShot(1, loop.quit)
            loop.exec()

    def open(self, path: Path) -> None:
        """Open a project and wait for its first article."""
        self.window.begin(path)
        self.until(lambda: self.window.opening is None)
        self.settle()

    def run(self, id_: str) -> None:
        """Do an action and wait."""
        assert self.window.bound.action(id_).isEnabled(), id_
        self.window.bound.run(id_)
        self.settle()

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        where = QApplication.focusWidget() or self.window
        if isinstance(key, str):
            self.qtbot.keyClicks(where, key, modifier)
        else:
            self.qtbot.keyClick(where, key, modifier)
        self.settle()

    def ask(self, query: Callable[[Reading], T]) -> T:
        """Ask the project itself."""
        answers: list[T] = []
        self.window.live.ask(query, answers.append)
        self.until(lambda: bool(answers))
        return answers[0]

    def lines(self) -> list[ClaimLine]:
        """The claims of the project, as the panel lists them."""
        return self.ask(lambda reading: claim_lines(reading, None))

    def go_to(self, words: str) -> None:
        """Stand on the sentence with these words."""
        article = self.window.follower.article
        assert article is not None
        self.window.pane.view.setFocus()
        self.window.pane.view.go_to(article.text.index(words))
        self.settle()

    def dialog(self, kind: type[W]) -> W:
        """Wait for a dialog of a kind."""
        found: list[W] = []

        def there() -> bool:
            found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
            return bool(found)

        self.until(there)
        return found[0]

    def close(self) -> None:
        """Close the window and end its threads."""
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.close()
        self.until(self.window.live.idle)
        self.window.close()
        self.window.shut_down()
        self.window.deleteLater()
        app = QApplication.instance()
        assert app is not None
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def answer(kind: type[D], act: Callable[[D], object], patience: int = PATIENCE) -> None:
    """Act in the next dialog of a kind, which runs an event loop of its own; it is closed if that fails."""

    def look(waited: int = 0) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            if waited < patience:
                QTimer.singleShot(20, partial(look, waited + 20))
            return
        try:
            act(dialog)
        except BaseException:
            dialog.reject()
            raise

    QTimer.singleShot(20, look)


@contextmanager
def desk(qtbot: QtBot, settings: Settings | None = None) -> Iterator[Desk]:
    """A window for the length of a test."""
    made = Desk(qtbot, settings)
    try:
        yield made
    finally:
        made.close()
