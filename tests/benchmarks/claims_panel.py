"""Shows 100,000 claims in the claims panel, changes one, and filters them; processor time of all threads.

    python tests/benchmarks/claims_panel.py [--claims N] [--articles N] [--rounds N] [--project FILE]

Everything counts that happens until the list is painted: the project thread, its queries, the model, the cards. Told
are the figures until then and until the panel is at rest, with what it puts off for a moment. Making the project takes
some minutes; ``--project`` keeps the file, and takes it as it is where it is there. The floor is the same work with
the same libraries and nothing around it: one plain table in SQLite, a model over a list, a table of fixed rows.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QAbstractTableModel, QEvent, QEventLoop, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from factcheck.domain.draft import ArticleDraft, Block, Structure
from factcheck.domain.records import Claim, Comment, Evidence, Highlight, Record, Source
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.project import Project
from factcheck.project.queries.project import scale_in_use
from factcheck.project.recording import Recording
from factcheck.ui import theme as themes
from factcheck.ui.claims.panel import ClaimsPanel
from factcheck.ui.live_project import LiveProject
from factcheck.ui.selection import Selection
from tests.benchmarks.workload import Clock

AUTHOR: Final = "Ada Marlow"
_WORDS: Final = """
the budget of city bridge cost rose fell percent million crowns since mayor said programme household energy gas homes
agency report year last according council survey national fund heat pump school meals ferry winter
"""
VOCABULARY: Final = tuple(_WORDS.split())
Index = QModelIndex | QPersistentModelIndex


class ManyClaims:
    """Claims on every sentence of an article, some rated, most with a source, as only a benchmark needs them."""

    name = "Many claims"

    def __init__(self, article_id: str, text: str, ratings: list[str], seed: int) -> None:
        self.article_id, self.text, self.ratings, self.random = article_id, text, ratings, random.Random(seed)

    def apply(self, recording: Recording) -> None:
        """Write them."""
        revision_id = recording.tuples("SELECT revision_id FROM article WHERE id = ?", (self.article_id,))[0][0]
        sources = [Source(title=f"Source {number}", address=f"https://s{number}.example/") for number in range(50)]
        recording.add_all(sources)
        draw, at = self.random, 0
        records: list[Record] = []
        for number, words in enumerate(self.text.split("\n")):
            rated = draw.random() < 0.7
            claim = Claim(
                article_id=self.article_id,
                words=words,
                rating_id=draw.choice(self.ratings) if rated else None,
                status="checked" if rated else draw.choice(("unstarted", "in progress", "in review")),
                assignee=draw.choice(("", AUTHOR, "Jonas Keller")),
                rationale=" ".join(draw.choices(VOCABULARY, k=8)) if rated else "",
            )
            records.append(claim)
            end = at + len(words)
            records.append(Highlight(claim_id=claim.id, revision_id=revision_id, start=at, end=end, quote=words))
            cited = draw.sample(sources, draw.choice((0, 1, 1, 2)))
            records += [Evidence(claim_id=claim.id, source_id=source.id) for source in cited]
            if number % 5 == 0:
                records.append(Comment(claim_id=claim.id, text="Since when?", author=AUTHOR))
            at += len(words) + 1
            if len(records) > 5_000:
                recording.add_all(records)
                records = []
        recording.add_all(records)


def make_project(path: Path, claims: int, articles: int) -> None:
    """A project with as many claims, spread over its articles."""
    project = Project.create(path, author=AUTHOR)
    ratings = [rating.id for rating in project.read(scale_in_use)[1]]
    draw = random.Random(7)
    for number in range(articles):
        lines = [
            " ".join(draw.choices(VOCABULARY, k=11)).capitalize() + f" {line}." for line in range(claims // articles)
        ]
        at, blocks = 0, []
        for line in lines:
            blocks.append(Block("paragraph", at, at + len(line)))
            at += len(line) + 1
        text = "\n".join(lines)
        draft = ArticleDraft(text, Structure(tuple(blocks)), title=f"Report {number + 1}")
        article_id = project.apply(AddArticle(draft)).value
        project.apply(ManyClaims(article_id, text, ratings, number))
    project.close()


class Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False


class Desk:
    """The panel on a project, and how long it takes."""

    def __init__(self, application: QApplication, path: Path) -> None:
        self.application, self.path = application, path
        self.live, self.selection = LiveProject(AUTHOR), Selection()
        self.live.failed.connect(print)
        self.panel = ClaimsPanel(self.live, self.selection)
        self.panel.resize(424, 832)
        self.panel.show()
        application.processEvents()

    def until(self, held: Callable[[], bool]) -> None:
        """Let the panel work until something holds; waiting itself costs no processor time."""
        end = time.monotonic() + 120
        while not held():
            if time.monotonic() > end:
                raise TimeoutError
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def at_rest(self) -> bool:
        """Whether nothing is under way and nothing waits to be read."""
        return self.live.idle() and self.panel.list.settled()

    def measure(self, work: Callable[[], object], shown: Callable[[], bool], clocks: tuple[Clock, Clock]) -> None:
        """Do something and note the time until it is painted, and until all is at rest."""
        start = time.process_time()
        work()
        self.until(shown)
        self.panel.table.viewport().repaint()
        clocks[0].times.append((time.process_time() - start) * 1000)
        self.until(self.at_rest)
        self.application.processEvents()
        clocks[1].times.append((time.process_time() - start) * 1000)

    def open(self) -> list[str]:
        """Open the project anew, with no article chosen; the answer is the ids of its articles."""
        self.selection.choose_article("")
        opened: list[bool] = []
        self.live.opened.connect(lambda: opened.append(True), Qt.ConnectionType.SingleShotConnection)
        self.live.open(self.path)
        self.until(lambda: bool(opened) and self.at_rest())
        found: list[str] = []
        self.live.ask(lambda reading: reading.tuples("SELECT id FROM article ORDER BY position, id"), found.extend)
        self.until(self.live.idle)
        return [row[0] for row in found]


def panel_figures(application: QApplication, path: Path, rounds: int, *, whole: bool) -> None:
    """Print what the panel takes; ``whole``: it shows the claims of all articles."""
    desk = Desk(application, path)
    panel, model = desk.panel, desk.panel.model

    def tell(what: str, painted: Clock, at_rest: Clock | None = None) -> None:
        rest = f"   at rest {at_rest}" if at_rest is not None else ""
        print(f"panel   {'all articles' if whole else 'one article':13} {what:34} painted {painted}{rest}")

    def has_line() -> bool:
        return bool(model.rowCount()) and model.line(0) is not None

    shown = (Clock(), Clock())
    for _round in range(rounds):
        panel.list.clear()
        articles = desk.open()
        panel.list.all_articles = whole
        desk.measure(lambda: desk.selection.choose_article(articles[0]), has_line, shown)  # noqa: B023 - run at once
    tell(f"shown ({model.rowCount()} claims)", *shown)

    edited, changed = Clock(), Clock()
    began: list[float] = []
    desk.live.changed.connect(lambda _change: began.append(time.process_time()))
    scale: list[str] = []
    desk.live.ask(lambda reading: [rating.id for rating in scale_in_use(reading)[1]], scale.extend)
    desk.until(desk.live.idle)
    panel.table.scrollToTop()
    painted, told = Painted(panel.table.viewport()), [0]
    model.dataChanged.connect(lambda *_rows: told.append(painted.times))
    for number in range(rounds + 1):
        claim_id = model.ids[number % 4]
        line = model.line(number % 4)
        rating = next(one for one in scale if line is None or one != line.rating_id)
        before = model.line(number % 4)
        began.clear()
        start = time.process_time()
        desk.live.apply(RateClaim(claim_id, rating))
        # Until the card that became another one is painted; Qt paints no other.
        desk.until(lambda: model.line(number % 4) != before and painted.times > told[-1])  # noqa: B023 - run at once
        end = time.process_time()
        desk.until(desk.at_rest)
        if number:  # the first one imports
            edited.times.append((end - start) * 1000)
            changed.times.append((end - began[0]) * 1000)
    tell("one rated, with the edit", edited)
    tell("one rated, from its change on", changed)

    def filter_figures(what: str, choose: Callable[[], object], reset: Callable[[], object]) -> None:
        filtered = (Clock(), Clock())
        for _round in range(rounds):
            reset()
            desk.until(desk.at_rest)
            count = model.rowCount()
            desk.measure(choose, lambda: model.rowCount() != count and has_line(), filtered)  # noqa: B023
        tell(f"{what} ({model.rowCount()} claims)", *filtered)
        reset()
        desk.until(desk.at_rest)

    def search(words: str) -> None:
        panel.filter.setText(words)
        panel.refresh()

    for name in ("unchecked", "no source", "one source", "mine"):
        filter_figures(name, partial(panel.chips.choose, name), partial(panel.chips.choose, "all"))
    for words in ("ferry winter", "ferry"):
        filter_figures(f"words: {words}", partial(search, words), partial(search, ""))
    panel.close()
    desk.live.shut_down()


class PlainModel(QAbstractTableModel):
    """The floor's model: words of all rows in a list."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[Any, ...]] = []

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.rows)

    def columnCount(self, _parent: Index | None = None) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.rows[index.row()][1] if role == Qt.ItemDataRole.DisplayRole else None


def floor_figures(application: QApplication, path: Path, folder: Path, rounds: int) -> None:
    """The same claims in one plain table, shown by a plain model: all read, one changed, some filtered."""
    (folder / "floor.db").unlink(missing_ok=True)
    database = sqlite3.connect(folder / "floor.db")
    database.execute("PRAGMA journal_mode=DELETE")
    database.execute("PRAGMA synchronous=EXTRA")
    database.execute("CREATE TABLE claim(place INTEGER PRIMARY KEY, id TEXT, words TEXT, status TEXT, rating TEXT)")
    database.execute("ATTACH ? AS project", (str(path),))
    database.execute(
        "INSERT INTO claim(id, words, status, rating) SELECT claim.id, words, status, rating_id FROM project.highlight"
        " JOIN project.claim ON claim.id = claim_id ORDER BY revision_id, start"
    )
    database.commit()
    model, table = PlainModel(), QTableView()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(96)
    table.setModel(model)
    table.resize(424, 322)
    table.show()
    application.processEvents()
    reading, changing, filtering, searching = Clock(), Clock(), Clock(), Clock()
    painted = Painted(table.viewport())

    def show(condition: str = "1", *parameters: str) -> None:
        query = f"SELECT id, words, status, rating FROM main.claim WHERE {condition} ORDER BY place"
        rows = database.execute(query, parameters).fetchall()
        model.beginResetModel()
        model.rows = rows
        model.endResetModel()
        application.processEvents()
        table.viewport().repaint()

    def change(number: int) -> None:
        database.execute("UPDATE main.claim SET status = ? WHERE place = 2", (f"status {number}",))
        database.commit()
        model.rows[1] = database.execute("SELECT id, words, status, rating FROM main.claim WHERE place = 2").fetchone()
        model.dataChanged.emit(model.index(1, 0), model.index(1, 0))
        seen = painted.times
        while painted.times == seen:
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    for number in range(rounds):
        reading.run(show)
        changing.run(partial(change, number))
        filtering.run(partial(show, "rating IS NULL"))
        searching.run(partial(show, "words LIKE ?", "%ferry%"))
    for what, clock in (
        ("all read and shown", reading), ("one changed, committed", changing), ("unchecked ones", filtering),
        ("words: ferry", searching),
    ):  # fmt: skip
        print(f"floor   {'':13} {what:34} painted {clock}")
    table.close()
    database.close()


@contextmanager
def asked_for(articles: int, rounds: int) -> Iterator[tuple[QApplication, Path, argparse.Namespace]]:
    """The application, a folder, and what was asked for: its ``project`` is there, made where no file was named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=articles)
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--project", type=Path)
    arguments = parser.parse_args()
    application = QApplication([])
    themes.apply_theme(application, themes.LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FACTCHECK_HOME"] = folder
        arguments.project = arguments.project or Path(folder) / "many.factcheck"
        if not arguments.project.exists():
            make_project(arguments.project, arguments.claims, arguments.articles)
        print(f"{arguments.claims} claims, articles: {arguments.articles}; processor time, median [min .. max]")
        yield application, Path(folder), arguments


def main() -> None:
    """Print the figures."""
    with asked_for(articles=1, rounds=7) as (application, folder, given):
        floor_figures(application, given.project, folder, given.rounds)
        panel_figures(application, given.project, given.rounds, whole=given.articles > 1)


if __name__ == "__main__":
    main()
