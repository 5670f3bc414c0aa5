"""Looks for stalls of the window over a whole journey: a timer of 16 ms on its thread, and what came late.

    python tests/benchmarks/stalls.py [--words N] [--why]

The journey: a Word file of 100,000 words is imported, and meanwhile another article is read, marked and searched by the
palette and in its text; the long article is opened, marked, searched; then a report is written, and the reading goes
on. A tick counts three times: how late it came by the clock (others on the machine make it late too); what processor
time all threads of the program spent since the one before (no more of the wait than that can be ours); and what the
window's thread itself spent. The floor is a window that only waits, with a job beside it that holds no lock of the
interpreter. ``--why`` prints where the window's thread was in long waits.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from factcheck.settings import Settings
from tests.factories import LINES, add_article, new_project

TICK: Final = 16.0
GOAL_P99: Final = 30.0
GOAL_LONGEST: Final = 100.0
SUSPECT: Final = 0.04  # seconds without a tick, after which ``--why`` looks


class Pulse:
    """The timer on the window's thread; each tick is told with the step of the journey that it fell into."""

    def __init__(self, *, why: bool = False) -> None:
        self.step = "idle"
        # By the clock, processor time of all threads as far as it is within, of the window's thread; the step.
        self.waits: list[tuple[float, float, float, str]] = []
        self.reasons: dict[str, int] = {}
        self._last, self._spent, self._all = time.perf_counter(), time.thread_time(), time.process_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(int(TICK))
        self._timer.timeout.connect(self.on_tick)
        self._over = threading.Event()
        self._thread = threading.main_thread().ident or 0
        if why:
            threading.Thread(target=self._watch, daemon=True).start()

    def begin(self) -> None:
        """Beat from now on."""
        self._last, self._spent, self._all = time.perf_counter(), time.thread_time(), time.process_time()
        self._timer.start()

    def on_tick(self) -> None:
        """Note how long it took."""
        now, spent, of_all = time.perf_counter(), time.thread_time(), time.process_time()
        wait, ours = (now - self._last) * 1000, (of_all - self._all) * 1000
        self.waits.append((wait, min(wait, ours), (spent - self._spent) * 1000, self.step))
        self._last, self._spent, self._all = now, spent, of_all

    def stop(self) -> None:
        """No more ticks."""
        self._timer.stop()
        self._over.set()

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            late = time.perf_counter() - self._last
            if late > SUSPECT and self._timer.isActive():
                frames = traceback.extract_stack(sys._current_frames()[self._thread])
                ours = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames if "factcheck" in f.filename]
                where = " < ".join(reversed(ours[-4:])) or f"{frames[-1].filename}:{frames[-1].lineno}"
                self.reasons[where] = self.reasons.get(where, 0) + 1

    def tell(self, name: str) -> float:
        """Print the figures; the answer is the longest wait of processor time."""
        for place, what in enumerate(("by the clock", "all threads", "own time")):
            figures = sorted(float(wait[place]) for wait in self.waits)
            p99 = figures[int(len(figures) * 0.99)]
            print(
                f"{name:8} {what:13} median {statistics.median(figures):6.1f}  p99 {p99:6.1f}"
                f"  longest {figures[-1]:7.1f} ms  of {len(figures)} ticks"
            )
        return figures[-1]

    def tell_longest(self, count: int = 12) -> None:
        """Print the longest waits and where they fell."""
        for clock, ours, spent, step in sorted(self.waits, key=lambda wait: -wait[2])[:count]:
            print(f"         {clock:7.1f} ms by the clock, all threads {ours:6.1f}, own time {spent:6.1f} ms  {step}")
        for where, times in sorted(self.reasons.items(), key=lambda item: -item[1])[:25]:
            print(f"         {times:4} x 10 ms  {where}")


class Journey:
    """The window and the steps of the journey, each waited for in the event loop."""

    def __init__(self, application: QApplication, pulse: Pulse, path: Path) -> None:
        from factcheck.ui.main_window import MainWindow

        self.application, self.pulse = application, pulse
        self.window = MainWindow(Settings(author="Ada Marlow", initials="AM", theme="light"))
        self.window.resize(1440, 900)
        self.window.announce(path)
        self.window.show()
        painted: list[bool] = []
        self.window.when_painted(lambda: painted.append(True))
        self.until(lambda: bool(painted))
        # Until the first picture there is no window that could stall.
        pulse.begin()
        with self.named("opening"):
            self.window.begin_gently(path, again=False, then=lambda: None)
            self.until(lambda: self.window.furnished)
            self.until(lambda: self.window.pane.has_article and self.window.settled())

    @contextmanager
    def named(self, step: str) -> Iterator[None]:
        """Name what goes on."""
        self.pulse.step = step
        yield
        self.pulse.step = "between"

    def until(self, held: Callable[[], bool], seconds: float = 120) -> None:
        """Let the window live until something holds."""
        end = time.perf_counter() + seconds
        while not held():
            assert time.perf_counter() < end, self.pulse.step
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(self, seconds: float) -> None:
        """Let the window live for a while, as a reader does."""
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() >= end)

    def read(self, steps: int) -> None:
        """Step through sentences, and mark one."""
        window = self.window
        with self.named("reading"):
            window.pane.view.setFocus()
            for _ in range(steps):
                window.bound.run("go.next_sentence")
                self.rest(0.06)
        with self.named("marking"):
            window.bound.run("mark.claim")
            self.rest(0.3)

    def search(self, words: str) -> None:
        """Type into the palette letter by letter, and leave it."""
        window = self.window
        with self.named("palette"):
            window.bound.run("window.palette")
            self.rest(0.1)
            for letter in words:
                if window.palette_shown is not None:
                    QTest.keyClicks(window.palette_shown.field, letter)
                self.rest(0.06)
            if window.palette_shown is not None:
                window.palette_shown.close_palette()
            self.rest(0.1)

    def find(self, words: str) -> None:
        """Find in the article, letter by letter, go through some hits, and close."""
        window = self.window
        with self.named("find"):
            window.bound.run("article.find")
            self.rest(0.1)
            bar = window.pane.toolbar.find_bar
            for letter in words:
                QTest.keyClicks(bar.field, letter)
                self.rest(0.06)
            for _ in range(4):
                window.bound.run("article.find_next")
                self.rest(0.06)
            QTest.keyClick(bar.field, Qt.Key.Key_Escape)
            self.rest(0.1)

    def go_on_until(self, held: Callable[[], bool]) -> None:
        """Read, mark and search until something holds."""
        while not held():
            self.read(4)
            self.search("bridge")

    def run(self, long_file: Path, report: Path) -> None:
        """All of it."""
        from factcheck.ui import going, intake
        from factcheck.ui.reports.export_dialog import ExportDialog

        window = self.window
        first = window.selection.article_id
        self.read(6)
        self.find("bridge")
        intake.add_files(window, [long_file])
        self.go_on_until(lambda: len(window.overview.articles) > 1 and window.jobs.idle())
        with self.named("the long article is shown"):
            self.until(lambda: window.selection.article_id != first and window.settled())
            self.rest(1.5)
        self.read(8)
        self.find("mayor")
        self.search("bridge")
        with self.named("from article to article"):
            for article_id in (first, window.overview.articles[-1].id, first, window.overview.articles[-1].id):
                going.show_article(window, article_id)
                self.until(window.settled)
                self.rest(0.3)
        with self.named("export begins"):
            window.bound.run("report.export")
            found: list[ExportDialog] = []

            def there() -> bool:
                found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, ExportDialog)]
                return bool(found) and found[0].export.isEnabled()

            self.until(there)
            written: list[str] = []
            found[0].exported.connect(written.append)
            found[0].write(report)
        with self.named("export runs"):
            self.until(lambda: bool(written) or not found[0].isVisible())
        self.read(3)
        with self.named("closing"):
            window.close()
            window.shut_down()


def long_word_file(path: Path, words: int) -> None:
    """A Word file of so many words."""
    import docx

    document = docx.Document()
    # None of the words of the article that is open: this is no draft of it.
    line = "Every harbour keeps a ledger of ships and cargo. Clerks write in it by lamplight, and nobody reads it."
    document.add_heading("Bridges of the river", 0)
    count = 0
    while count < words:
        document.add_paragraph(f"{line} The {count}th crate was weighed by a bridge clerk, and the mayor signed.")
        count += len(line.split()) + 10
    document.save(str(path))


def floor(application: QApplication) -> None:
    """A window that only waits, for two seconds, with a busy thread beside it that holds no lock."""
    import hashlib

    pulse = Pulse()
    pulse.begin()
    over = threading.Event()
    content = bytes(10_000_000)

    def busy() -> None:
        while not over.is_set():
            hashlib.sha256(content)

    threading.Thread(target=busy, daemon=True).start()
    window = QWidget()
    window.show()
    end = time.perf_counter() + 2
    while time.perf_counter() < end:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    over.set()
    pulse.stop()
    pulse.tell("floor")
    window.close()


def main() -> int:
    """Print the figures; 1 where a stall of our own is longer than the goal."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--why", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FACTCHECK_HOME"] = folder
        long_file = Path(folder) / "long.docx"
        long_word_file(long_file, chosen.words)
        with closing(new_project(Path(folder))) as project:
            add_article(project, "\n".join([LINES[0], *(LINES[1:3] * 40)]))
        from factcheck.ui import app as program

        application = program.make_application()
        floor(application)
        program.ThemeFollower(application, Settings(theme="light"))
        pulse = Pulse(why=chosen.why)
        journey = Journey(application, pulse, project.path)
        journey.run(long_file, Path(folder) / "report.docx")
        pulse.stop()
    longest = pulse.tell("journey")
    pulse.tell_longest()
    print(f"goal: p99 {GOAL_P99:.0f} ms, longest {GOAL_LONGEST:.0f} ms")
    return int(longest > GOAL_LONGEST)


if __name__ == "__main__":
    sys.exit(main())
