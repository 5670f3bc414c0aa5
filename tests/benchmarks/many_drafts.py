"""Opens an article of a hundred drafts beside the same article with one draft, in the whole window; processor time.

    python tests/benchmarks/many_drafts.py [--words 10000] [--marks 400] [--drafts 100] [--rounds 7]

Every draft changes one sentence, so nearly every highlight stands in each of them. Told are the times until the article
is painted and until the window is at rest, as ``window_loop.py`` measures them, and the ratio of both projects.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from factcheck.settings import Settings
from tests.benchmarks.window_loop import WindowClock, wait_until
from tests.benchmarks.workload import draft_of, marks_of, project_with, text_of


def next_drafts(path: Path, text: str, count: int) -> None:
    """Make further drafts of the project's article, each with another sentence changed."""
    from factcheck.project.edits.revising import ReviseArticle
    from factcheck.project.project import Project
    from factcheck.project.queries.articles import articles

    lines = text.split("\n")
    with closing(Project.open(path, author="Ada Marlow")) as project:
        [article] = project.read(articles)
        for number in range(count):
            lines[number % len(lines)] += " Nobody has said why since."
            project.apply(ReviseArticle(article.id, draft_of("\n".join(lines))))


def clock_of(application: QApplication, path: Path, rounds: int) -> WindowClock:
    """Open a project and its article, ``rounds`` times."""
    from factcheck.ui.main_window import MainWindow

    window = MainWindow(Settings(author="Ada Marlow", initials="AM", theme="light"))
    window.resize(1440, 900)
    window.announce(None)
    window.show()
    window.begin(None)
    wait_until(application, window.settled)
    clock = WindowClock(application, window)
    for number in range(rounds + 1):
        if number:
            window.live.close()
            wait_until(application, window.settled)
        clock.run(
            lambda: window.begin(path), lambda: window.follower.article is not None and window.pane.has_article
        )
    clock.painted.times.pop(0)  # what is imported on first use
    clock.settled.times.pop(0)
    window.close()
    return clock


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--marks", type=int, default=400)
    parser.add_argument("--drafts", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args()
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FACTCHECK_HOME"] = folder
        text, spans = text_of(chosen.words)
        marks = marks_of(spans, chosen.marks)
        one, many = Path(folder) / "one.factcheck", Path(folder) / "many.factcheck"
        for path in (one, many):
            project_with(path, text, marks)
        next_drafts(many, text, chosen.drafts - 1)
        first, second = (clock_of(application, path, chosen.rounds) for path in (one, many))
        first.tell("one draft")
        second.tell(f"{chosen.drafts} drafts")
        for what in ("painted", "settled"):
            here, there = (statistics.median(getattr(clock, what).times) for clock in (first, second))
            print(f"ratio   {what} {there / here:.2f}")


if __name__ == "__main__":
    main()
