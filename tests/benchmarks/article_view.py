"""Opens a long article with 20,000 highlights, marks, scrolls and resizes, beside a floor; processor time.

    python tests/benchmarks/article_view.py [--words 100000] [--marks 20000] [--rounds N]

The floor is the least that shows the same: read text and highlights from SQLite, put the text into a plain text
widget, colour the highlights in view. The view reads the same from a project, through the project's own layer.
A frame of scrolling is all that is painted: text, gutter and strip.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QTextEdit

from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.project import Project
from factcheck.project.queries import articles
from factcheck.project.queries import project as projects
from factcheck.project.queries.articles import Mark
from factcheck.text.sentences import sentences, sentences_in
from factcheck.ui import garbage, theme
from factcheck.ui.article.marking import MarkIndex
from factcheck.ui.article.view import ArticleView
from factcheck.ui.projects import load_what_opening_needs
from tests.benchmarks.workload import Clock, Span, marks_of, peak_memory, project_with, text_of, words_told

if TYPE_CHECKING:
    from collections.abc import Callable

FRAMES = 300
ONES = 40
SIZES = ((1440, 900), (1300, 860))


def told(who: str, what: str, clock: object, note: str = "") -> None:
    """Print one line."""
    print(f"{who:7} {what:34} {clock}  {note}".rstrip(), flush=True)


def floor(app: QApplication, folder: Path, text: str, marks: list[Span], rounds: int) -> None:
    """The least that shows the same."""
    con = sqlite3.connect(folder / "floor.db")
    con.executescript(
        "create table doc(body text); create table hl(a int, b int, tag int); create index hl_a on hl(a);"
    )
    con.execute("insert into doc values(?)", (text,))
    con.executemany("insert into hl values(?, ?, ?)", [(a, b, n % 10) for n, (a, b) in enumerate(marks)])
    con.commit()
    window, edit = QMainWindow(), QPlainTextEdit()
    edit.setReadOnly(True)
    window.setCentralWidget(edit)
    window.resize(*SIZES[0])
    window.show()
    app.processEvents()
    rows: list[Span] = []

    def selection(a: int, b: int) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(edit.document())
        cursor.setPosition(a)
        cursor.setPosition(b, QTextCursor.MoveMode.KeepAnchor)
        # The stubs show these as methods; they are attributes.
        setattr(made, "cursor", cursor)  # noqa: B010
        made.format.setBackground(QColor("#fdd"))
        return made

    def colour_view() -> None:
        low = edit.firstVisibleBlock().position()
        high = edit.cursorForPosition(edit.viewport().rect().bottomRight()).position()
        edit.setExtraSelections([selection(a, b) for a, b in rows if b >= low and a <= high])

    def painted() -> None:
        edit.viewport().update()
        app.processEvents()

    def show() -> None:
        (body,) = con.execute("select body from doc").fetchone()
        rows[:] = con.execute("select a, b from hl order by a").fetchall()
        edit.setPlainText(body)
        colour_view()
        painted()

    def add() -> None:
        edit.setExtraSelections([*edit.extraSelections(), selection(*marks[len(adding.times) % 5])])
        app.processEvents()

    def scroll() -> None:
        edit.verticalScrollBar().setValue(len(scrolling.times) * 4)
        colour_view()
        painted()

    def resize() -> None:
        window.resize(*SIZES[len(resizing.times) % 2])
        painted()

    opening, adding, scrolling, resizing = Clock(), Clock(), Clock(), Clock()
    for _each in range(rounds):
        edit.clear()
        app.processEvents()
        opening.run(show)
    for clock, work, times in ((adding, add, ONES), (resizing, resize, 20), (scrolling, scroll, FRAMES)):
        for _each in range(times):
            clock.run(work)
    told("floor", "open to painted", opening)
    told("floor", "add one, repainted", adding)
    told("floor", "a frame of scrolling", scrolling)
    told("floor", "resize, repainted", resizing)
    window.close()
    con.close()


class ViewFigures:
    """The article view on a project."""

    def __init__(self, app: QApplication, path: Path, text: str, article_id: str) -> None:
        theme.apply_theme(app, theme.LIGHT)
        self.app, self.text, self.article_id = app, text, article_id
        self.project = Project.open(path, author="Ada Marlow")
        self.shown_id = ""
        self.known = self.project.read(projects.ratings)
        self.shown = ArticleView()
        self.window = QMainWindow()
        self.window.setCentralWidget(self.shown)
        self.window.resize(*SIZES[0])
        self.window.show()
        app.processEvents()

    def opened(self) -> articles.OpenArticle:
        """The article, read as the window reads it: of a long one, the highlights in sight come first."""
        return self.project.read(lambda reading: articles.opened(reading, self.article_id, near=0))

    def whole(self) -> articles.OpenArticle:
        """The article with all of its highlights, read."""
        return self.project.read(lambda reading: articles.opened(reading, self.article_id))

    def fill(self) -> None:
        """Read and take all highlights, and fill the strip, as the window does a frame later."""
        revision_id = self.shown_id
        marks = self.project.read(lambda reading: articles.marks(reading, revision_id))
        self.shown.set_marks(MarkIndex(self.shown.sheet.page.lines, marks))
        while self.shown.strip.waits():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def show(self) -> None:
        """Read and show the article, as far as it is seen."""
        article = self.opened()
        self.shown_id = article.revision.id
        self.shown.show_article(article, self.known)
        self.paint()

    def paint(self) -> None:
        """Paint text, gutter and strip as a whole, once."""
        for part in (self.shown.viewport(), self.shown.gutter, self.shown.strip):
            part.update()
        self.app.processEvents()

    def rest(self) -> float:
        """Let the layout finish in the background; the longest while that the window did not answer (wall, ms)."""
        longest = 0.0
        until = time.monotonic() + 1.0
        while time.monotonic() < until:
            start = time.monotonic()
            self.app.processEvents()
            now = time.monotonic()
            if now - start > 0.0005:
                until = now + 1.0
            longest = max(longest, (now - start) * 1000)
            time.sleep(0.002)
        return longest

    def open_often(self, rounds: int) -> list[Span]:
        """Tell of opening; the sentences of the text."""
        reading, opening, filling, resting, taking = (Clock() for _each in range(5))
        stalls: list[float] = []
        for _each in range(rounds):
            self.project.close()
            self.project = Project.open(self.project.path, author="Ada Marlow")
            reading.run(self.whole)
            self.project.close()
            self.project = Project.open(self.project.path, author="Ada Marlow")
            opening.run(self.show)
            filling.run(self.fill)
            resting.run(lambda: stalls.append(self.rest()))
        cutting, cutting_view = Clock(), Clock()
        for _each in range(3):
            cutting_view.run(lambda: sentences_in(self.text, 0, 6000))
        cutting.run(lambda: sentences(self.text))
        whole = sentences(self.text)

        def take() -> None:
            self.shown.set_sentences(whole)
            self.app.processEvents()

        for _each in range(rounds):
            taking.run(take)
        told("view", "read from the project", reading, "(all of it, nothing kept from before)")
        told("view", "open to painted", opening, "(what is in sight; its reading included)")
        told("view", "all marks read, strip filled", filling, "(a frame later)")
        told("view", "until at rest", resting, f"(afterwards; longest stall {max(stalls):.0f} ms of wall time)")
        told("view", "sentences in view", cutting_view)
        told("view", "sentences, all", cutting, "(off the UI thread)")
        told("view", "sentences taken", taking, f"({len(whole):,} of them)")
        return whole

    def change_often(self, sentence: Span) -> None:
        """Tell of one highlight more and one less: on the page alone, then with its commit and its reading."""
        revision_id = self.opened().revision.id
        ratings = list(self.known)
        adding, dropping, rating, committing, undoing = (Clock() for _each in range(5))

        def add() -> None:
            number = len(adding.times)
            end = sentence[1] - number % 9
            self.shown.put_mark(Mark(f"new{number}", f"claim{number}", sentence[0], end, None, "unstarted"))
            self.app.processEvents()

        def rate() -> None:
            known_id = ratings[len(rating.times) % len(ratings)]
            self.shown.put_mark(Mark("new0", "claim0", *sentence, known_id, "checked"))
            self.app.processEvents()

        def drop() -> None:
            self.shown.drop_mark(f"new{len(dropping.times)}")
            self.app.processEvents()

        def commit() -> None:
            self.project.apply(MarkClaim(revision_id, (sentence,)))
            self.follow(revision_id)

        def undo() -> None:
            self.project.undo()
            self.follow(revision_id)

        works: tuple[tuple[Clock, Callable[[], None]], ...] = (
            (adding, add), (rating, rate), (dropping, drop), (committing, commit), (undoing, undo),
        )  # fmt: skip
        for clock, work in works:
            for _each in range(ONES):
                clock.run(work)
        told("view", "add one, repainted", adding)
        told("view", "rate one, repainted", rating)
        told("view", "remove one, repainted", dropping)
        told("view", "add one, committed, read, repainted", committing, "(without the panels beside it)")
        told("view", "and undone", undoing)

    def follow(self, revision_id: str) -> None:
        """Read and repaint what became new, as the window does."""
        change = self.project.changes_since()
        assert change is not None
        highlights, claims = change.ids("highlight"), change.ids("claim")
        marks = self.project.read(lambda r: articles.marks_among(r, revision_id, highlights, claims))
        for gone in highlights - {mark.highlight_id for mark in marks}:
            self.shown.drop_mark(gone)
        for mark in marks:
            self.shown.put_mark(mark)
        self.app.processEvents()

    def move_often(self) -> None:
        """Tell of scrolling and resizing, and of another size of the letters."""
        scrolling, jumping, resizing, zooming = (Clock() for _each in range(4))

        def scroll() -> None:
            self.shown.strip.setValue(self.shown.strip.value() + 90)
            self.paint()

        def jump() -> None:
            self.shown.strip.setValue(self.shown.strip.maximum() * (7 * len(jumping.times) % 100) // 100)
            self.paint()

        def resize() -> None:
            self.window.resize(*SIZES[len(resizing.times) % 2])
            self.app.processEvents()

        def zoom() -> None:
            self.shown.set_reading(self.shown.reading.zoomed(1 if len(zooming.times) % 2 else -1))
            self.app.processEvents()

        self.shown.strip.setValue(0)
        for clock, work, times in (
            (scrolling, scroll, FRAMES), (jumping, jump, FRAMES), (resizing, resize, 20), (zooming, zoom, 10),
        ):  # fmt: skip
            for _each in range(times):
                clock.run(work)
        told("view", "a frame of scrolling", scrolling, "(text, gutter and strip painted as a whole)")
        told("view", "a frame far away", jumping)
        told("view", "resize, repainted", resizing)
        told("view", "letters of another size, repainted", zooming)


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--marks", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    text, spans = text_of(given.words)
    marks = marks_of(spans, given.marks)
    app = QApplication([])
    load_what_opening_needs()  # as the program does once it is painted
    garbage.look_here_only()
    print(f"{words_told(given.words, marks)}; processor time of all threads, median [min .. max]")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.factcheck"
        article_id = project_with(path, text, marks)
        floor(app, Path(folder), text, marks, given.rounds)
        figures = ViewFigures(app, path, text, article_id)
        whole = figures.open_often(given.rounds)
        figures.change_often(whole[3])
        figures.move_often()
        figures.project.close()
        figures.window.close()
    told("", "peak memory, the making included", peak_memory())


if __name__ == "__main__":
    main()
