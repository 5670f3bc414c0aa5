"""Writes Word reports of 100, 1,000 and 5,000 claims on 100,000 words beside a floor; processor time in milliseconds.

    python tests/benchmarks/report_docx.py [--rounds N] [--naive CLAIMS]... [--memory]

The floor writes the same bytes and does nothing else: every part of the finished file, taken from memory as bytes,
is put into a zip file by ``zipfile`` at the same level of compression. A stronger floor would also have to make the
XML; that is what the report's time holds beyond it. Both write to the same disk and sync. Times are the best of the
rounds, in which report and floor take turns; the wall time stands beside. What follows the writing (the referential
checks and the search for confidential words) is told apart, as is the first report of a process, which loads
python-docx. A second floor writes the same parts out of lxml's trees. ``--naive`` writes a smaller report of so many
claims as python-docx's manual shows, beside ours in the same run (5,000 take minutes); ``--memory`` tells how far a
process of its own grows above what it held with the report in memory.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from factcheck.domain.progress import Silent
from factcheck.domain.report import Report
from tests.factories_report import sized_report

SIZES = (100, 1_000, 5_000)
LEVEL = 6
SECRETS = {
    "Zelda Quibble": "a neighbour",
    "https://zelda.example.org/quibble": "a neighbour",
    "+49 170 1234567": "a neighbour",
}


def synced(path: Path, write: Callable[[Path], None]) -> None:
    """Write a file and wait for the disk."""
    write(path)
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """Processor and wall time of some work, in milliseconds."""
    processor, wall = time.process_time(), time.perf_counter()
    work()
    return 1000 * (time.process_time() - processor), 1000 * (time.perf_counter() - wall)


def best(times: list[tuple[float, float]]) -> tuple[float, float]:
    """The least of each kind of time."""
    return min(one for one, _wall in times), min(wall for _one, wall in times)


def measure(report: Report, folder: Path, rounds: int) -> str:
    """One line of the table."""
    from factcheck.formats.docx.leaks import stop_leaks
    from factcheck.formats.docx.lint import lint
    from factcheck.formats.docx.writing import write_package

    path, floor_path = folder / "report.docx", folder / "floor.docx"

    def write(to: Path) -> None:
        with to.open("wb") as file:
            write_package(report, file, Silent())

    write(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def write_floor(to: Path) -> None:
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    trees = {name: etree.fromstring(content) for name, content in parts.items()}

    def write_lxml(to: Path) -> None:
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
            for name, tree in trees.items():
                archive.writestr(name, etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))

    written, floor, second, checked, searched = [], [], [], [], []
    for _round in range(rounds):
        written.append(timed(lambda: synced(path, write)))
        floor.append(timed(lambda: synced(floor_path, write_floor)))
        second.append(timed(lambda: synced(floor_path, write_lxml)))
        checked.append(timed(lambda: print(*lint(path), end="")))
        searched.append(timed(lambda: stop_leaks(path, SECRETS)))
    size = sum(map(len, parts.values()))
    claims = sum(len(article.claims) for article in report.articles)
    (cpu, wall), (floor_cpu, floor_wall) = best(written), best(floor)
    columns = (
        f"{claims:7}",
        f"{cpu:9.1f} {floor_cpu:9.1f} {cpu / floor_cpu:7.2f}",
        f"{wall:9.1f} {floor_wall:9.1f} {wall / floor_wall:7.2f}",
        f"{best(second)[0]:9.1f} {cpu / best(second)[0]:7.2f}",
        f"{best(checked)[0]:9.1f} {best(searched)[0]:9.1f} {size / 1e6:7.1f} {path.stat().st_size / 1e6:7.2f}",
    )
    return " ".join(columns)


def measure_naive(claims: int, folder: Path) -> str:
    """The naive program once, and the best of three of ours, in processor time; neither file is checked."""
    from factcheck.formats.docx.writing import write_package
    from tests.benchmarks.naive_report import write_naive_report

    report = sized_report(claims)

    def write() -> None:
        with (folder / "ours.docx").open("wb") as file:
            write_package(report, file, Silent())

    ours = min(timed(write)[0] for _round in range(3))
    theirs = timed(lambda: write_naive_report(report, folder / "naive.docx"))[0]
    return f"{claims:7} ours {ours:9.0f}   naive {theirs:9.0f}   times {theirs / ours:6.1f}"


GROWTH = """
import resource, sys
from factcheck.formats.docx.writing import write_package
from factcheck.domain.progress import Silent
from tests.factories_report import sized_report
small = sized_report(10, 100)
with open(sys.argv[2], "wb") as file:
    write_package(small, file, Silent())
report = sized_report(int(sys.argv[1]))
start = int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
with open(sys.argv[2], "wb") as file:
    write_package(report, file, Silent())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - start)
"""


def measure_memory(claims: int, folder: Path) -> str:
    """How far a process grows while it writes (Linux)."""
    done = subprocess.run(
        [sys.executable, "-c", GROWTH, str(claims), str(folder / "grown.docx")],
        cwd=Path(__file__).resolve().parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    return f"{claims:7} claims: {int(done.stdout) / 1e6:.0f} MB above the start"


def main() -> None:
    """Measure all sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--naive", type=int, action="append", default=[], metavar="CLAIMS")
    parser.add_argument("--memory", action="store_true")
    chosen = parser.parse_args()
    rounds = chosen.rounds
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        small = sized_report(10, 100)

        def first() -> None:
            from factcheck.formats.docx.writing import write_report

            write_report(small, folder / "first.docx")

        print(f"first report of a process (10 claims), with what it loads: {timed(first)[0]:.0f} ms")
        if chosen.memory:
            for size in SIZES:
                print(measure_memory(size, folder), flush=True)
        for size in chosen.naive:
            print(measure_naive(size, folder), flush=True)
        if chosen.memory or chosen.naive:
            return
        print(
            " claims    report     floor   ratio  (wall)  rep     floor   ratio      lxml   ratio"
            "    checks    search   MB XML  MB file"
        )
        for size in SIZES:
            print(measure(sized_report(size), folder, max(rounds if size < 5_000 else rounds // 3, 3)), flush=True)


if __name__ == "__main__":
    main()
