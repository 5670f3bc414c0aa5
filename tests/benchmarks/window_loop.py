"""Opens a 100,000-word article with 2,000 highlights in the whole window, and marks a sentence; processor time.

    python tests/benchmarks/window_loop.py [--rounds N]

Everything counts: the project thread, the commit, the queries that follow, every panel that reads again, painting.
Told are the figures until the article is painted with what is new (work that other panels began meanwhile is in it),
until the whole window is at rest, with what it puts off for a moment, and, of a text that is new, until Qt has laid out
what is out of view; it begins with that before the window is at rest. The floor is the same work with the same
libraries and nothing around it.
"""

from __future__ import annotations

import argparse
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

from factcheck.domain.draft import ArticleDraft, Block, Structure
from factcheck.domain.records import Claim
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.highlights import anchored
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.project import Project
from factcheck.project.queries.project import scale_in_use
from factcheck.project.recording import Recording
from factcheck.settings import Settings
from tests.benchmarks.article_view import Clock, text_of

if TYPE_CHECKING:
    from factcheck.ui.main_window import MainWindow

WORDS, MARKS = 100_000, 2_000
IN_VIEW = 40  # highlights that the floor colours: those out of view may wait


class ManyClaims:
    """Two thousand claims in one edit, as only a benchmark needs them."""

    name = "Many claims"

    def __init__(self, revision_id: str, article_id: str, text: str, spans: list[tuple[int, int]]) -> None:
        self.words = (revision_id, article_id, text, spans)

    def apply(self, recording: Recording) -> None:
        """Write them."""
        revision_id, article_id, text, spans = self.words
        for start, end in spans:
            claim = Claim(article_id=article_id, words=text[start:end])
            recording.add_all([claim, anchored(text, revision_id, claim.id, start, end)])


def project_with(path: Path, text: str, spans: list[tuple[int, int]]) -> str:
    """A project with the article and a claim on every other sentence; the answer is a rating's id."""
    project = Project.create(path, author="Ada Marlow")
    at, blocks = 0, []
    for line in text.split("\n"):
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    article_id = project.apply(AddArticle(ArticleDraft(text, Structure(tuple(blocks)), title="A long report"))).value
    revision_id = project.read(lambda r: r.tuples("SELECT revision_id FROM article")[0][0])
    project.apply(ManyClaims(revision_id, article_id, text, spans))
    rating_id = project.read(scale_in_use)[1][0].id
    for (claim_id,) in project.read(lambda r: r.tuples("SELECT id FROM claim LIMIT 40")):
        project.apply(RateClaim(claim_id, rating_id))
    project.close()
    return rating_id


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
        self.painted, self.settled, self.laid_out = Clock(), Clock(), Clock()

    def run(self, work: Callable[[], object], shown: Callable[[], bool]) -> None:
        """Measure one run; ``shown`` tells that the article has what it is to paint."""
        start = time.process_time()
        work()
        wait_until(self.application, shown)
        self.window.pane.view.viewport().repaint()
        self.painted.times.append((time.process_time() - start) * 1000)
        wait_until(self.application, self.window.settled)
        self.settled.times.append((time.process_time() - start) * 1000)
        wait_until(self.application, self._is_laid_out)
        self.laid_out.times.append((time.process_time() - start) * 1000)

    def _is_laid_out(self) -> bool:
        """Whether Qt has laid out the text that is out of view, which it does beside everything else."""
        return self.window.pane.view.sheet.page.document.lastBlock().layout().lineCount() > 0

    def tell(self, what: str, *, text: bool = False) -> None:
        """Print all, the layout of the ``text`` where there was a new one."""
        print(f"window  {what:28} article painted {self.painted}")
        print(f"window  {'':28} all at rest     {self.settled}")
        if text:
            print(f"window  {'':28} text out of view{self.laid_out}")


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
        adding.run(lambda: window.bound.run("mark.claim"), lambda: len(view.sheet.marks) > marks)  # noqa: B023 - run at once
        removing.run(window.live.undo, lambda: len(view.sheet.marks) == marks)  # noqa: B023 - run at once
    opening.tell("project opened", text=True)
    choosing.tell("article chosen", text=True)
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


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    application = QApplication([])
    text, spans = text_of(WORDS)
    print(f"{WORDS} words, {MARKS} highlights; processor time of all threads, median [min .. max]")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FACTCHECK_HOME"] = folder
        floor_figures(application, Path(folder), text, spans[: 2 * MARKS : 2], rounds)
        path = Path(folder) / "long.factcheck"
        project_with(path, text, spans[: 2 * MARKS : 2])
        window_figures(application, path, spans, rounds)


if __name__ == "__main__":
    main()
