"""An edit to its commit on a real disk, and the poll for colleagues' edits, beside their floors in the same run.

    python tests/benchmarks/commit.py [--folder DIR] [--edits N]

The floor of an edit is one row by bare SQLite under the same settings, and what an fsync takes there; the floor of the
poll is ``PRAGMA data_version`` alone. The folder should lie on a disk that is asked to hold what it was given.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from factcheck.project.database import connected
from factcheck.project.edits.claims import EditClaim
from factcheck.project.project import Project
from tests.reliability.workloads import large_project


def spread(work: Callable[[int], object], times: int) -> tuple[float, float]:
    """The median and the 99th percentile, in milliseconds on the clock."""
    taken = []
    for number in range(times):
        start = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return taken[times // 2], taken[int(times * 0.99)]


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--edits", type=int, default=300)
    chosen = asked.parse_args()
    figures = {}
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        folder = Path(name)
        os.environ["FACTCHECK_HOME"] = str(folder / "home")
        path, ids = large_project(folder, 2000)
        with closing(Project.open(path, author="Ada")) as project:
            project.apply(EditClaim(ids[-1], {"note": "the first edit compiles its statements"}))
            figures["an edit"] = spread(lambda n: project.apply(EditClaim(ids[n], {"note": f"n {n}"})), chosen.edits)
            project.changes_since()
            figures["the poll"] = spread(lambda _n: project.changes_since(), 20_000)
            pragma = project._database.driver.execute
            figures["floor of it"] = spread(lambda _n: pragma("PRAGMA data_version").fetchone(), 20_000)
        (folder / "bare.db").touch()
        with closing(connected(folder / "bare.db", "rw")) as bare:
            bare.execute("CREATE TABLE change(content)")

            def write(number: int) -> None:
                bare.execute("BEGIN IMMEDIATE")
                bare.execute("INSERT INTO change VALUES (?)", (f"n {number}",))
                bare.execute("COMMIT")

            figures["a bare row"] = spread(write, chosen.edits)
        with (folder / "probe").open("wb", buffering=0) as probe:

            def sync(_number: int) -> None:
                probe.write(bytes(4096))
                os.fsync(probe.fileno())

            figures["an fsync"] = spread(sync, chosen.edits)
    for what, (half, most) in figures.items():
        print(f"{what:12} p50 {half:8.3f} ms   p99 {most:8.3f} ms")


if __name__ == "__main__":
    main()
