"""Finds words in a long text, slice by slice as the window does, beside a floor; processor time.

    python tests/benchmarks/finding.py [--words 1000000] [--rounds 5]

The floor is ``str.find`` over the text in small letters: it finds no curly quotation mark and no accent. What the
window waits for at a time is one slice; the whole goes on between its events.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from factcheck.text.finding import FoldedText, Search
from tests.benchmarks.workload import text_of

WANTED = ("e", "percent", '"', "not in it at all")


def floor(text: str, words: str) -> float:
    """Milliseconds to find all places the plain way."""
    begun = time.process_time()
    small, at = text.lower(), -1
    while (at := small.find(words, at + 1)) >= 0:
        pass
    return (time.process_time() - begun) * 1000


def slices(folded: FoldedText, words: str) -> tuple[list[float], int]:
    """Milliseconds of each slice, and how many hits there are."""
    search, took = Search(folded, words), []
    while not search.done:
        begun = time.process_time()
        search.step()
        took.append((time.process_time() - begun) * 1000)
    return took, len(search)


def main() -> None:
    """Print a line for each of the words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    text = text_of(chosen.words)[0]
    print(f"{chosen.words:,} words, {len(text):,} characters, {chosen.rounds} rounds; milliseconds, the median")
    print(f"{'words':18} {'hits':>9} {'floor':>7} {'first':>7} {'again':>7} {'longest slice':>14}")
    for words in WANTED:
        plain, first, again, longest, hits = [], [], [], [], 0
        for _round in range(chosen.rounds):
            folded = FoldedText(text)
            plain.append(floor(text, words))
            took, hits = slices(folded, words)
            first.append(sum(took))
            longest.append(max(took))
            again.append(sum(slices(folded, words)[0]))
        figures = [statistics.median(each) for each in (plain, first, again)]
        told = " ".join(f"{each:7.0f}" for each in figures)
        print(f"{words:18} {hits:9,} {told} {statistics.median(longest):14.1f}")


if __name__ == "__main__":
    main()
