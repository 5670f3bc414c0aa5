"""Opens a 100,000-word article with 2,000 highlights, and adds one, beside a floor; processor time in milliseconds.

    python tests/benchmarks/article_view.py [--rounds N]

The floor is the least that shows the same: read text and highlights from SQLite, put the text into a plain text
widget, colour the highlights in view. The view reads the same from a project, through the project's own layer.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QTextEdit

if TYPE_CHECKING:
    from factcheck.project.project import Project
    from factcheck.ui.article.view import ArticleView

WORDS = 100_000
MARKS = 2_000
Span = tuple[int, int]


def text_of(words: int, seed: int = 9) -> tuple[str, list[Span]]:
    """News-like paragraphs of five sentences, and the places of the sentences."""
    rng = random.Random(seed)
    vocabulary = ["".join(rng.choices("etaoinshrdlucmfwygpbv", k=rng.randint(2, 9))) for _ in range(900)]
    lines: list[str] = []
    spans: list[Span] = []
    at = count = 0
    while count < words:
        sentences = []
        for _each in range(5):
            length = rng.randint(10, 30)
            sentence = " ".join(rng.choices(vocabulary, k=length)).capitalize() + rng.choice(
                [".", f" {rng.randint(1, 99)}%."]
            )
            spans.append((at, at + len(sentence)))
            at += len(sentence) + 1
            count += length
            sentences.append(sentence)
        lines.append(" ".join(sentences))
    return "\n".join(lines), spans


class Clock:
    """Collects processor time, and the wall time beside it."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def run(self, work: Callable[[], object]) -> None:
        """Measure one run."""
        start = time.process_time()
        work()
        self.times.append((time.process_time() - start) * 1000)

    def __str__(self) -> str:
        low, high = min(self.times), max(self.times)
        return f"{statistics.median(self.times):7.2f} ms  [{low:.2f} .. {high:.2f}]  n={len(self.times)}"


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
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    colour = QColor("#fdd")

    def selection(a: int, b: int) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.cursor = QTextCursor(edit.document())
        made.cursor.setPosition(a)
        made.cursor.setPosition(b, QTextCursor.MoveMode.KeepAnchor)
        made.format.setBackground(colour)
        return made

    def show() -> None:
        (body,) = con.execute("select body from doc").fetchone()
        rows = con.execute("select a, b from hl order by a").fetchall()
        edit.setPlainText(body)
        low = edit.firstVisibleBlock().position()
        high = edit.cursorForPosition(edit.viewport().rect().bottomRight()).position()
        edit.setExtraSelections([selection(a, b) for a, b in rows if b >= low and a <= high])
        app.processEvents()
        edit.viewport().repaint()

    opening, adding = Clock(), Clock()
    for _each in range(rounds):
        edit.clear()
        app.processEvents()
        opening.run(show)

    def add() -> None:
        edit.setExtraSelections([*edit.extraSelections(), selection(*marks[len(adding.times) % 5])])
        app.processEvents()

    for _each in range(40):
        adding.run(add)
    print(f"floor   open to painted          {opening}")
    print(f"floor   add one, repainted       {adding}")
    window.close()


def view(app: QApplication, folder: Path, text: str, marks: list[Span], rounds: int) -> None:
    """The article view on a project."""
    from factcheck.domain.draft import ArticleDraft, Block, Structure
    from factcheck.project.edits.articles import AddArticle
    from factcheck.project.edits.highlights import MarkClaim
    from factcheck.project.project import Project
    from factcheck.project.queries import articles
    from factcheck.project.queries import project as projects
    from factcheck.text.sentences import sentences, sentences_in
    from factcheck.ui import theme
    from factcheck.ui.article.view import ArticleView

    theme.apply_theme(app, theme.LIGHT)
    project = Project.create(folder / "bench.factcheck", author="Bench")
    starts = [0, *(n + 1 for n, letter in enumerate(text) if letter == "\n")]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    blocks = tuple(Block("paragraph", a, b) for a, b in zip(starts, ends, strict=True))
    article_id = project.apply(AddArticle(ArticleDraft(text, Structure(blocks), title="Bench"))).value
    first = project.read(lambda reading: articles.opened(reading, article_id))
    ratings = list(project.read(projects.ratings).values())
    for n in range(0, len(marks), 20):
        chosen = ratings[n // 20 % len(ratings)].id
        project.apply(MarkClaim(first.revision.id, tuple(marks[n : n + 20]), chosen))
    shown = ArticleView()
    window = QMainWindow()
    window.setCentralWidget(shown)
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    known = project.read(projects.ratings)

    def opened() -> articles.OpenArticle:
        return project.read(lambda reading: articles.opened(reading, article_id))

    def show() -> None:
        shown.show_article(opened(), known)
        app.processEvents()
        shown.viewport().repaint()

    reading, opening, resting, cutting, cutting_view = Clock(), Clock(), Clock(), Clock(), Clock()
    for _each in range(rounds):
        reading.run(opened)
        opening.run(show)
        resting.run(lambda: _rest(app, shown))
    for _each in range(3):
        cutting_view.run(lambda: sentences_in(text, 0, 6000))
        cutting.run(lambda: sentences(text))
    whole = sentences(text)
    given = Clock()

    def take() -> None:
        shown.set_sentences(whole)
        app.processEvents()

    for _each in range(rounds):
        shown.show_article(opened(), known)
        given.run(take)
        _rest(app, shown)
    print(f"view    read from the project    {reading}")
    print(f"view    open to painted          {opening}   (read included)")
    print(f"view    rest of the layout       {resting}   (afterwards, in steps)")
    print(f"view    sentences in view        {cutting_view}")
    print(f"view    sentences, all           {cutting}   (off the UI thread)")
    print(f"view    sentences taken          {given}   ({len(whole)} of them)")

    _marking(app, project, shown, first.revision.id, whole[3])
    project.close()
    window.close()


def _marking(app: QApplication, project: Project, shown: ArticleView, revision_id: str, sentence: Span) -> None:
    """One highlight more: through the project and on the page, on the page alone; and a verdict, and scrolling."""
    from factcheck.project.edits.highlights import MarkClaim
    from factcheck.project.queries import articles
    from factcheck.project.queries import project as projects
    from factcheck.project.queries.articles import Mark

    ratings = list(project.read(projects.ratings).values())
    adding, rating, scrolling, committing = Clock(), Clock(), Clock(), Clock()

    def add() -> None:
        number = len(adding.times)
        shown.put_mark(Mark(f"new{number}", f"claim{number}", sentence[0], sentence[1] - number % 9, None, "unstarted"))
        app.processEvents()

    def rate() -> None:
        known_id = ratings[len(rating.times) % len(ratings)].id
        shown.put_mark(Mark("new0", "claim0", *sentence, known_id, "checked"))
        app.processEvents()

    def scroll() -> None:
        shown.strip.setValue(len(scrolling.times) * 400)
        app.processEvents()

    def commit() -> None:
        claim_id = project.apply(MarkClaim(revision_id, (sentence,))).value
        project.changes_since()
        for mark in project.read(lambda reading: articles.marks_among(reading, revision_id, (), (claim_id,))):
            shown.put_mark(mark)
        app.processEvents()

    for clock, work in ((committing, commit), (adding, add), (rating, rate), (scrolling, scroll)):
        for _each in range(40):
            clock.run(work)
    print(f"view    add one, committed, read, repainted {committing}   (without the panels beside it)")
    print(f"view    add one, repainted       {adding}")
    print(f"view    rate one, repainted      {rating}")
    print(f"view    scroll half a screen     {scrolling}")


def _rest(app: QApplication, shown: object) -> None:
    """Let the layout finish in the background."""
    until = time.monotonic() + 1.5
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.005)


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    text, spans = text_of(WORDS)
    marks = sorted(random.Random(4).sample(spans, MARKS))
    app = QApplication([])
    print(f"{len(text.split()):,} words, {len(marks):,} highlights, load {os.getloadavg()[0]:.2f}")
    with tempfile.TemporaryDirectory() as folder:
        floor(app, Path(folder), text, marks, rounds)
        view(app, Path(folder), text, marks, rounds)


if __name__ == "__main__":
    main()
