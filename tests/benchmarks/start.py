"""Starts the program and a bare window in turn; processor time until the first picture, in milliseconds.

    python tests/benchmarks/start.py [--rounds N] [--project P]

Both run in processes of their own, one after the other, so that what else the machine does touches both alike.
The program may need at most 250 ms more than the bare window.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = 250.0

BARE = """
import os, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    painted = False
    def paintEvent(self, event):
        self.painted = True
app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
while not window.painted:
    app.processEvents()
app.processEvents()
print(time.process_time() * 1000, flush=True)
os._exit(0)
"""
PROGRAM = """
import json, os, sys, time
from pathlib import Path
from factcheck.settings import Settings
from factcheck.ui.app import make_application, make_window
project = Path(sys.argv[1]) if len(sys.argv) > 1 else None
app = make_application()
window = make_window(app, Settings.load())
window.announce(project)
painted = []
window.when_painted(lambda: painted.append(time.process_time() * 1000))
window.show()
while not painted:
    app.processEvents()
print(painted[0], flush=True)
os._exit(0)
"""


def measured(program: str, arguments: list[str], home: str) -> float:
    """The processor time of one start, in milliseconds."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "FACTCHECK_HOME": home, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(
        [sys.executable, "-c", program, *arguments], env=environment, capture_output=True, text=True, check=True
    )
    return float(answer.stdout)


def main() -> int:
    """Measure, print one JSON value, and answer 1 where the program is too slow."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--project", type=Path)
    chosen = parser.parse_args()
    arguments = [str(chosen.project)] if chosen.project else []
    times: dict[str, list[float]] = {"bare": [], "program": []}
    with tempfile.TemporaryDirectory() as home:
        for round_ in range(chosen.rounds + 1):
            for name, program, extra in (("bare", BARE, []), ("program", PROGRAM, arguments)):
                time = measured(program, extra, home)
                if round_:  # the first round fills the caches
                    times[name].append(time)
    median = {name: round(statistics.median(values), 1) for name, values in times.items()}
    more = round(median["program"] - median["bare"], 1)
    print(json.dumps({**median, "more": more, "allowed": ALLOWED, "rounds": chosen.rounds}))
    return int(more > ALLOWED)


if __name__ == "__main__":
    sys.exit(main())
