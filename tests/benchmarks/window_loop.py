"""Opens a long article with 20,000 highlights in the whole window, and marks a sentence; processor time.

    python tests/benchmarks/window_loop.py [--words 100000] [--marks 20000] [--rounds N]

Everything counts: the project thread, the commit, the queries that follow, every panel that reads again, painting.
Told are the figures until the article is painted with what is new (work that other panels began meanwhile is in it),
and until the whole window is at rest, with what it puts off for a moment. The floor is the same work with the same
libraries and nothing around it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QTextEdit

from factcheck.settings import Settings
from tests.benchmarks.workload import Clock, marks_of, peak_memory, project_with, text_of, words_told

if TYPE_CHECKING:
    from factcheck.ui.main_window import MainWindow

IN_VIEW = 40  # highlights that the floor colours: those out of view may wait


def wait_until(application: QApplication, held: Callable[[], bool]) -> None:
    """Let the window work until something holds; waiting itself costs no processor time."""
    end = time.monotonic() + 60
    while not held():
        if time.monotonic() > end:
            raise TimeoutError
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


class WindowClock:
    """Processor time from what a person does until the article shows it, and until the whole window is at rest."""

    def __init__(self, application: QApplication, window: MainWindow) -> None:
        self.application, self.window = application, window
        self.painted, self.settled = Clock(), Clock()

    def run(self, work: Callable[[], object], shown: Callable[[], bool]) -> None:
        """Measure one run; ``shown`` tells that the article has what it is to paint."""
        start = time.process_time()
        work()
        wait_until(self.application, shown)
        self.window.pane.view.viewport().repaint()
        self.painted.times.append((time.process_time() - start) * 1000)
        wait_until(self.application, self.window.settled)
        self.settled.times.append((time.process_time() - start) * 1000)

    def tell(self, what: str) -> None:
        """Print both."""
        print(f"window  {what:28} article painted {self.painted}")
        print(f"window  {'':28} all at rest     {self.settled}")


def window_figures(application: QApplication, path: Path, spans: list[tuple[int, int]], rounds: int) -> None:
    """Open and mark in the real window."""
    from factcheck.ui.main_window import MainWindow

    window = MainWindow(Settings(author="Ada Marlow", initials="AM", theme="light"))
    window.resize(1440, 900)
    window.announce(None)
    window.show()
    window.begin(None)
    wait_until(application, window.settled)
    view = window.pane.view

    def is_shown() -> bool:
        return window.follower.article is not None and window.pane.has_article

    opening, choosing, adding, removing = (WindowClock(application, window) for _each in range(4))
    for number in range(rounds):
        if number:
            window.live.close()
            wait_until(application, window.settled)
        opening.run(lambda: window.begin(path), is_shown)
    article_id = window.selection.article_id
    for _round in range(rounds):
        window.selection.choose_article("")
        wait_until(application, window.settled)
        choosing.run(lambda: window.selection.choose_article(article_id), is_shown)
    for start, _end in spans[1 : 2 * rounds : 2]:
        view.setFocus()
        view.go_to(start)
        wait_until(application, window.settled)
        marks = len(view.sheet.marks)
        adding.run(lambda: window.bound.run("mark.again"), lambda: len(view.sheet.marks) > marks)  # noqa: B023 - run at once
        removing.run(window.live.undo, lambda: len(view.sheet.marks) == marks)  # noqa: B023 - run at once
    opening.tell("project opened")
    choosing.tell("article chosen")
    adding.tell("one highlight more, committed")
    removing.tell("and undone")
    window.close()


def tinted(editor: QPlainTextEdit, start: int, end: int) -> QTextEdit.ExtraSelection:
    """A coloured stretch of a plain text widget."""
    selection = QTextEdit.ExtraSelection()
    cursor = QTextCursor(editor.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    # The stubs show these as methods; they are attributes.
    setattr(selection, "cursor", cursor)  # noqa: B010
    selection.format.setBackground(QColor("#fdd"))
    return selection


def floor_figures(
    application: QApplication, folder: Path, text: str, marks: list[tuple[int, int]], rounds: int
) -> None:
    """Text and stretches from a database, coloured in a plain widget; one more, committed in our journal mode."""
    database = sqlite3.connect(folder / "floor.db")
    database.execute("PRAGMA journal_mode=DELETE")
    database.execute("PRAGMA synchronous=EXTRA")
    database.execute("CREATE TABLE hl(a INTEGER, b INTEGER, quote TEXT)")
    database.commit()
    database.execute("CREATE TABLE doc(body TEXT)")
    database.execute("INSERT INTO doc VALUES (?)", (text,))
    database.executemany("INSERT INTO hl VALUES (?, ?, 'x')", marks)
    database.commit()
    opening, adding = Clock(), Clock()
    window, editor = QMainWindow(), QPlainTextEdit()
    window.setCentralWidget(editor)
    window.resize(1440, 900)
    window.show()
    application.processEvents()

    def open_it() -> None:
        editor.setPlainText(database.execute("SELECT body FROM doc").fetchone()[0])
        spans = database.execute("SELECT a, b FROM hl ORDER BY a").fetchall()
        editor.setExtraSelections([tinted(editor, *span) for span in spans[:IN_VIEW]])
        application.processEvents()
        editor.viewport().repaint()

    def add(start: int) -> None:
        database.execute("INSERT INTO hl VALUES (?, ?, 'x')", (start, start + 100))
        database.commit()
        editor.setExtraSelections([*editor.extraSelections(), tinted(editor, start, start + 100)])
        application.processEvents()
        editor.viewport().repaint()

    for number in range(rounds):
        opening.run(open_it)
        adding.run(lambda: add(200 + 150 * number))  # noqa: B023 - run at once
    print(f"floor   {'opened':44} {opening}")
    print(f"floor   {'one highlight more, committed':44} {adding}")
    window.close()
    database.close()


def made_elsewhere(path: Path, words: int, marks: int) -> None:
    """Make the project in a process of its own, so that its memory is none of the window's."""
    text, spans = text_of(words)
    making = multiprocessing.get_context("spawn").Process(
        target=project_with, args=(path, text, marks_of(spans, marks))
    )
    making.start()
    making.join()


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--marks", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    text, spans = text_of(given.words)
    marks = marks_of(spans, given.marks)
    print(f"{words_told(given.words, marks)}; processor time of all threads, median [min .. max]")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FACTCHECK_HOME"] = folder
        path = Path(folder) / "long.factcheck"
        made_elsewhere(path, given.words, given.marks)
        application = QApplication([])
        window_figures(application, path, spans, given.rounds)
        print(f"window  peak memory {peak_memory()}")
        floor_figures(application, Path(folder), text, marks, given.rounds)


if __name__ == "__main__":
    main()
