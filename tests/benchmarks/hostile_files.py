"""Reads files that mean harm, each in a process of its own: what became of it, processor time, memory above the start.

    python tests/benchmarks/hostile_files.py [--only WORDS]

The target is one second and 100 MB, whether a file is refused or read. Memory is the peak of the process above what it
had before the file was opened, with the readers loaded; a read file's own text counts too.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.formats.docx.test_package import HOSTILE
from tests.formats.hostile import SUFFIXES
from tests.formats.hostile_exchange import EXCHANGED
from tests.formats.hostile_word import LOOSE

SECOND, MEGABYTES = 1.0, 100.0
PATIENCE = 120
PROGRAM = """
import resource, sys, time
from pathlib import Path
from factcheck.domain.problems import Problem
from factcheck.formats.registry import read_article
import factcheck.formats.docx.reading, factcheck.formats.html, factcheck.formats.markdown, factcheck.formats.text
import factcheck.formats.extraction, factcheck.text.noise, factcheck.text.tongues
from factcheck.formats.arrivals import arrival_of
from factcheck.formats.interchange.reading import read_project
from factcheck.formats.linked.annotations import read_annotations
from factcheck.formats.sources.exchange import read_sources
def read(path):
    kind = arrival_of(path)
    if kind == "article":
        return f"read, {len(read_article(path).text):,} characters"
    if kind == "project":
        return f"read, {type(read_project(path)).__name__}"
    found = {"sources": read_sources, "annotations": read_annotations}[kind](path)
    return f"read, {len(found):,} {kind}"
for name in ("warm.txt", "warm.html", "warm.md"):
    read_article(Path(sys.argv[1]).with_name(name))
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
Path("/proc/self/clear_refs").write_text("5")
here = lambda: int(next(l for l in open("/proc/self/status") if l.startswith("VmHWM")).split()[1]) / 1024
before, start = here(), time.process_time()
try:
    said = read(Path(sys.argv[1]))
except Problem as problem:
    said = f"refused: {problem.message.partition(': ')[2][:60]}"
print(f"{time.process_time() - start:.3f}|{here() - before:.1f}|{said}")
"""


def cases() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Suffix, name and maker of every file."""
    for name, (made, _message) in HOSTILE.items():
        yield "docx", name, made
    for name, made in LOOSE.items():
        yield "docx", f"loose: {name}", made
    for suffix, files in (*SUFFIXES.items(), *EXCHANGED.items()):
        for name, made in files.items():
            yield suffix, name, made


def main() -> int:
    """Measure all; the answer is how many missed the target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="only files whose kind and name hold these words")
    only = parser.parse_args().only
    missed = count = 0
    with tempfile.TemporaryDirectory() as place:
        words = "Words of an article that go on for a while, so that somebody may read it. " * 20
        for name, text in (("txt", words), ("md", f"# Title\n\n{words}"), ("html", f"<html><p>{words}</p></html>")):
            (Path(place) / f"warm.{name}").write_text(text)
        for suffix, name, made in cases():
            if only not in f"{suffix} {name}":
                continue
            count += 1
            path = Path(place) / f"hostile.{suffix}"
            path.write_bytes(made())
            command = [sys.executable, "-W", "ignore", "-c", PROGRAM, str(path)]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
                seconds, megabytes, said = done.stdout.strip().split("|") if done.stdout else ("0", "0", "CRASHED")
                said = said if done.stdout else f"CRASHED {done.stderr.strip().splitlines()[-1:]}"
            except subprocess.TimeoutExpired:
                seconds, megabytes, said = str(PATIENCE), "0", "NEVER ENDED"
            within = float(seconds) <= SECOND and float(megabytes) <= MEGABYTES
            held = within and not said.startswith(("CRASHED", "NEVER"))
            missed += not held
            word = "" if held else "MISSED"
            print(f"{word:6} {suffix:8} {name:45} {seconds:>8} s {megabytes:>7} MB  {said}", flush=True)
    print(f"{count} files, {count - missed} within {SECOND:.0f} s and {MEGABYTES:.0f} MB")
    return missed


if __name__ == "__main__":
    sys.exit(main() > 0)
