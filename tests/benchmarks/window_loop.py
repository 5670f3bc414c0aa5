"""Opens a 100,000-word article with 2,000 highlights in the whole window, and marks a sentence; processor time.

    python tests/benchmarks/window_loop.py [--rounds N]

Everything counts: the project thread, the commit, the queries that follow, every panel that reads again, painting.
The floor is the same work with the same libraries and nothing around it (``article_view.py`` has it).
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

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

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

WORDS, MARKS = 100_000, 2_000


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
    """Let the window work until something holds; sleeping costs no processor time."""
    end = time.monotonic() + 60
    while not held():
        if time.monotonic() > end:
            raise TimeoutError
        application.processEvents()
        time.sleep(0.0005)


def window_figures(application: QApplication, path: Path, spans: list[tuple[int, int]], rounds: int) -> None:
    """Open and mark in the real window."""
    from factcheck.ui.main_window import MainWindow

    opening, adding, removing = Clock(), Clock(), Clock()
    window = MainWindow(Settings(author="Ada Marlow", initials="AM", theme="light"))
    window.resize(1440, 900)
    window.announce(None)
    window.show()
    window.begin(None)
    wait_until(application, window.settled)
    for _round in range(rounds):

        def open_it() -> None:
            window.begin(path)
            wait_until(application, lambda: window.follower.article is not None and window.settled())
            window.grab()

        opening.run(open_it)
        if _round < rounds - 1:
            window.live.close()
            wait_until(application, window.settled)
    view = window.pane.view
    for start, _end in spans[1 : 2 * rounds : 2]:
        view.setFocus()
        view.go_to(start)
        wait_until(application, window.settled)

        def mark() -> None:
            window.bound.run("mark.claim")
            wait_until(application, window.settled)
            view.viewport().repaint()

        def undo() -> None:
            window.live.undo()
            wait_until(application, window.settled)
            view.viewport().repaint()

        adding.run(mark)
        removing.run(undo)
    print(f"window  open to painted, all panels {opening}")
    print(f"window  mark, committed, repainted  {adding}")
    print(f"window  undo, committed, repainted  {removing}")
    window.close()


def floor_figures(application: QApplication, folder: Path, text: str, rounds: int) -> None:
    """One insert, committed in our journal mode, and one coloured stretch, repainted."""
    database = sqlite3.connect(folder / "floor.db")
    database.execute("PRAGMA journal_mode=DELETE")
    database.execute("PRAGMA synchronous=EXTRA")
    database.execute("CREATE TABLE hl(a INTEGER, b INTEGER, quote TEXT)")
    database.commit()
    window, editor = QMainWindow(), QPlainTextEdit()
    window.setCentralWidget(editor)
    window.resize(1440, 900)
    editor.setPlainText(text)
    window.show()
    application.processEvents()
    adding = Clock()

    def add(start: int) -> None:
        database.execute("INSERT INTO hl VALUES (?, ?, 'x')", (start, start + 100))
        database.commit()
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(editor.document())
        cursor.setPosition(start)
        cursor.setPosition(start + 100, QTextCursor.MoveMode.KeepAnchor)
        # The stubs show these as methods; they are attributes.
        setattr(selection, "cursor", cursor)  # noqa: B010
        selection.format.setBackground(QColor("#fdd"))
        editor.setExtraSelections([*editor.extraSelections(), selection])
        application.processEvents()
        editor.viewport().repaint()

    for number in range(rounds):
        adding.run(lambda: add(200 + 150 * number))  # noqa: B023 - run at once
    print(f"floor   add one, committed, repainted {adding}")
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
        floor_figures(application, Path(folder), text, rounds)
        path = Path(folder) / "long.factcheck"
        project_with(path, text, spans[: 2 * MARKS : 2])
        window_figures(application, path, spans, rounds)


if __name__ == "__main__":
    main()
