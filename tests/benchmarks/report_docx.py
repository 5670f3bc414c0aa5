"""Writes Word reports of 100, 1,000 and 5,000 claims on 100,000 words beside a floor; processor time in milliseconds.

    python tests/benchmarks/report_docx.py [--rounds N] [--naive-at-5000] [--taguette PROGRAM]

Three floors write the same bytes as the report, at the same level of compression, to the same disk. *Bytes*: the parts
of the finished file, taken from memory, are put into a zip file, and nothing else. *Strings*: each text of the parts is
escaped and put between pieces of markup that stand ready, as the shortest program has to do. *lxml*: the parts are
written out of trees that stand ready. Times are the best of the rounds, in which all take turns; the wall time stands
beside. What follows the writing (the referential checks and the search for confidential words) is told apart, as is
the first report of a process, which loads python-docx.

In the same run: the growth from 1,000 to 5,000 claims; how far a process of its own grows above what it held with the
report in memory; the same report as python-docx's manual shows, at 100 and 1,000 claims (at 5,000 it takes seven
minutes), with how many of our words and comments it holds; and 2,000 highlights to Word beside Taguette, which exports
the words with their highlights and tags, no comments: so do we (``marks``); with a comment on each, as editors get it,
we write more than it does (``comments``).
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape, unescape

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from factcheck.domain.progress import Silent
from factcheck.domain.report import Report
from tests.benchmarks.taguette_export import found, measure_taguette
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


def measure(report: Report, folder: Path, rounds: int) -> tuple[str, float]:
    """One line of the table, and the processor time of the report."""
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

    pieces = {name: pieces_of(content) for name, content in parts.items()}

    def write_strings(to: Path) -> None:
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
            for name, found in pieces.items():
                archive.writestr(name, "".join([markup + escape(text) for markup, text in found]).encode())

    def write_floor(to: Path) -> None:
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    trees = {name: etree.fromstring(content) for name, content in parts.items()}

    def write_lxml(to: Path) -> None:
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
            for name, tree in trees.items():
                archive.writestr(name, etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))

    written, floor, strings, second, checked, searched = [], [], [], [], [], []
    for _round in range(rounds):
        written.append(timed(lambda: synced(path, write)))
        floor.append(timed(lambda: synced(floor_path, write_floor)))
        strings.append(timed(lambda: synced(floor_path, write_strings)))
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
        f"{best(strings)[0]:9.1f} {cpu / best(strings)[0]:7.2f}",
        f"{best(second)[0]:9.1f} {cpu / best(second)[0]:7.2f}",
        f"{best(checked)[0]:9.1f} {best(searched)[0]:9.1f} {size / 1e6:7.1f} {path.stat().st_size / 1e6:7.2f}",
    )
    return " ".join(columns), cpu


def pieces_of(content: bytes) -> list[tuple[str, str]]:
    """A part as pieces of markup, each with the text that follows it; put together they are the part again."""
    split = re.split("(?<=>)([^<]+)(?=<)", content.decode())
    pieces = [(markup, unescape(text)) for markup, text in zip(split[::2], [*split[1::2], ""], strict=True)]
    if "".join(markup + escape(text) for markup, text in pieces).encode() != content:
        raise AssertionError
    return pieces


def measure_naive(claims: int, folder: Path) -> str:
    """The naive program once, and the best of three of ours, in processor time; how far both files hold the same."""
    from factcheck.formats.docx.writing import write_package
    from tests.benchmarks.naive_report import counted, write_naive_report

    report = sized_report(claims)
    own, other = folder / "ours.docx", folder / "naive.docx"

    def write() -> None:
        with own.open("wb") as file:
            write_package(report, file, Silent())

    ours = min(timed(write)[0] for _round in range(3))
    theirs = timed(lambda: write_naive_report(report, other))[0]
    (own_words, own_comments, own_size), (words, comments, size) = counted(own), counted(other)
    return (
        f"{claims:7} ours {ours:9.0f}   naive {theirs:9.0f}   times {theirs / ours:6.1f}   naive holds"
        f" {100 * words / own_words:.1f} % of our {own_words} words, {comments} of {own_comments} comments,"
        f" {100 * size / own_size:.0f} % of our XML"
    )


GROWTH = """
import sys
from pathlib import Path
from factcheck.formats.docx.writing import write_package
from factcheck.domain.progress import Silent
from tests.factories_report import sized_report
small = sized_report(10, 100)
with open(sys.argv[2], "wb") as file:
    write_package(small, file, Silent())
report = sized_report(int(sys.argv[1]))
Path("/proc/self/clear_refs").write_text("5")  # the highest mark begins anew
peak = lambda: int(next(l for l in open("/proc/self/status") if l.startswith("VmHWM")).split()[1])
start = peak()
with open(sys.argv[2], "wb") as file:
    write_package(report, file, Silent())
print(1024 * (peak() - start))
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


def measure_highlights(program: str, folder: Path) -> str:
    """2,000 highlights in 100,000 words to Word, by both."""
    from factcheck.formats.docx.writing import check_package, write_package

    report = sized_report(2_000)
    times = {}
    for name, remarks in (("marks", "none"), ("comments", "comments")):
        options = replace(report.options, parts=("article",), remarks=remarks)
        ours, path = replace(report, options=options), folder / f"{name}.docx"

        def write(ours: Report = ours, path: Path = path) -> None:
            with path.open("wb") as file:
                write_package(ours, file, Silent())

        def check(ours: Report = ours, path: Path = path) -> None:
            check_package(ours, path)

        times[name] = min(timed(write)[0] for _round in range(7)), min(timed(check)[0] for _round in range(3))
    program = found(program)
    if not program:
        return f"ours {times}; Taguette or calibre's ebook-convert was not found"
    theirs, size = measure_taguette(program, report, folder, 3)
    told = [f"Taguette {theirs:.0f} ms ({size / 1e6:.2f} MB)"]
    told += [
        f"{name} {written:.0f} ms: {theirs / written:.1f} times less; checked too {written + checked:.0f} ms:"
        f" {theirs / (written + checked):.1f} times"
        for name, (written, checked) in times.items()
    ]
    return "; ".join(told)


def main() -> None:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--naive-at-5000", action="store_true", help="the naive program at 5,000 claims too (minutes)")
    parser.add_argument("--taguette", default=os.environ.get("TAGUETTE", "taguette"), metavar="PROGRAM")
    chosen = parser.parse_args()
    rounds = chosen.rounds
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        small = sized_report(10, 100)

        def first() -> None:
            from factcheck.formats.docx.writing import write_report

            write_report(small, folder / "first.docx")

        print(f"first report of a process (10 claims), with what it loads: {timed(first)[0]:.0f} ms")
        print(
            " claims    report     bytes   ratio  (wall)  rep     bytes   ratio   strings   ratio      lxml   ratio"
            "    checks    search   MB XML  MB file"
        )
        times = {}
        for size in SIZES:
            line, times[size] = measure(sized_report(size), folder, max(rounds if size < 5_000 else rounds // 3, 3))
            print(line, flush=True)
        print(f"growth from 1,000 to 5,000 claims: {times[5_000] / times[1_000]:.2f}")
        for size in SIZES:
            print(measure_memory(size, folder), flush=True)
        print(f"2,000 highlights: {measure_highlights(chosen.taguette, folder)}", flush=True)
        for size in SIZES if chosen.naive_at_5000 else SIZES[:-1]:
            print(measure_naive(size, folder), flush=True)


if __name__ == "__main__":
    main()
