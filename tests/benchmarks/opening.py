"""Opens a project of 100,000 claims in the whole window; processor time of all threads.

    python tests/benchmarks/opening.py [--claims N] [--articles N] [--rounds N] [--project FILE]

Told is what it takes until the article and the list of its claims are painted, and until the window is at rest. All
imports are done before: a small project is opened first. The file is looked through at its first opening, which is
told apart; later ones take it as it was left. ``--project`` keeps the file, which takes some minutes to make
(``claims_panel.py`` makes and takes the same). The floor is the same text and the same rows with the same libraries
and nothing around them: read from the file by plain SQL, shown by a plain text widget and a plain list.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QMainWindow, QPlainTextEdit, QWidget

from factcheck.settings import Settings
from tests.benchmarks.claims_panel import AUTHOR, asked_for, make_project
from tests.benchmarks.window_loop import wait_until
from tests.benchmarks.workload import Clock

ALLOWED = 500


def window_figures(application: QApplication, small: Path, path: Path, rounds: int) -> None:
    """Open the project again and again in the real window."""
    from factcheck.ui.main_window import MainWindow

    window = MainWindow(Settings(author=AUTHOR, initials="AM", theme="light"))
    window.resize(1440, 900)
    window.announce(None)
    window.show()
    window.begin(small)

    def shown() -> bool:
        model = window.claims.model
        return window.opening is None and window.pane.has_article and bool(model.rowCount()) and bool(model.line(0))

    wait_until(application, lambda: shown() and window.settled())
    painted, at_rest, first = Clock(), Clock(), 0.0
    for number in range(rounds + 1):
        window.live.close()
        wait_until(application, lambda: not window.live.is_open and window.settled())
        start = time.process_time()
        window.begin(path)
        wait_until(application, shown)
        window.repaint()
        taken = (time.process_time() - start) * 1000
        wait_until(application, window.settled)
        if number:
            painted.times.append(taken)
            at_rest.times.append((time.process_time() - start) * 1000)
        else:
            first = taken
    print(f"window  first opening, looked through   painted {first:7.2f} ms")
    print(f"window  opened (at most {ALLOWED} ms)         painted {painted}   at rest {at_rest}")
    window.close()
    window.shut_down()


_TEXT = """
SELECT revision.id, content FROM article JOIN revision ON revision.id = article.revision_id
    JOIN blob_chunk ON sha256 = text_sha256
WHERE article.id = (SELECT id FROM article ORDER BY position, id LIMIT 1) ORDER BY blob_chunk.number
"""
_CLAIMS = """
SELECT claim_id, start, "end", rating_id FROM highlight JOIN claim ON claim.id = claim_id
WHERE revision_id = ? AND NOT highlight.deleted ORDER BY start
"""


def floor_figures(application: QApplication, path: Path, rounds: int) -> None:
    """The same text and rows, as plainly as they can be shown."""
    window, text, rows, model = QMainWindow(), QPlainTextEdit(), QListView(), QStringListModel()
    middle = QWidget()
    row = QHBoxLayout(middle)
    row.addWidget(text)
    row.addWidget(rows)
    rows.setUniformItemSizes(True)
    rows.setModel(model)
    window.setCentralWidget(middle)
    window.resize(1440, 900)
    window.show()
    application.processEvents()

    def show() -> None:
        database = sqlite3.connect(path)
        chunks = database.execute(_TEXT).fetchall()
        claims = database.execute(_CLAIMS, (chunks[0][0],)).fetchall()
        text.setPlainText(b"".join(chunk[1] for chunk in chunks).decode("utf-8"))
        model.setStringList([claim[0] for claim in claims])
        application.processEvents()
        window.repaint()
        database.close()

    clock = Clock()
    for _round in range(rounds):
        clock.run(show)
    print(f"floor   the same text and rows          painted {clock}")
    window.close()


def main() -> None:
    """Print the figures."""
    with asked_for(articles=50, rounds=5) as (application, folder, given):
        small = folder / "small.factcheck"
        make_project(small, 10, 1)
        floor_figures(application, given.project, given.rounds)
        window_figures(application, small, given.project, given.rounds)


if __name__ == "__main__":
    main()
