"""How marks are carried between drafts that people wrote, where no generator knows the truth.

    python tests/benchmarks/revisions.py FOLDER_OLD FOLDER_NEW [--least WORDS] [--show N]

Texts of the same name in both folders are a pair (.txt, also in folders below; a paragraph a line, or parted by empty
lines; .rst and .txt with its marks are read as prose). Every sentence is marked. Told is what needs no truth: how many
were carried unchanged, carried with other words, asked about, or said to be gone. Each answer is judged by what knows
nothing of the alignment, the likeness of the sentence to every sentence of the new text (rapidfuzz, by words):

- *exact* is certain: its words stand once in both texts, and where it was put.
- *agreed*: the best sentence by far is the one where the mark was put; or there is none, and the mark is gone.
- *against*: another sentence is far more alike than the place of a mark that nobody was asked about.
- *unclear*: the judge itself does not know.

Besides, how many marks that were carried unasked differ in a number or a negation, told by eye: none may.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from rapidfuzz import fuzz, process  # noqa: E402 - found once the path is set

from factcheck.text.aligning import plain, tokens  # noqa: E402
from factcheck.text.placing import Placement, placements  # noqa: E402
from factcheck.text.sentences import sentences  # noqa: E402

Span = tuple[int, int]
_SHORTEST: Final = 15
_ALIKE: Final = 75.0  # of 100: the sentence is there
_UNLIKE: Final = 55.0  # nothing like it is there
_FAR: Final = 15.0
_STAKES: Final = re.compile(r"\d[\d.,]*\d|\d|(?i:\b(?:not|never|no|nobody|none|cannot)\b|\w+n['’]t\b)")


def pairs(old: Path, new: Path, least: int) -> Iterator[tuple[str, str, str]]:
    """The texts that stand in both folders, have ``least`` words, and are not the same."""
    for file in sorted(old.rglob("*.txt")):
        other = new / file.relative_to(old)
        if other.is_file():
            before, behind = (prose(one.read_text("utf-8", errors="replace")) for one in (file, other))
            if before != behind and min(len(before.split()), len(behind.split())) >= least:
                yield str(file.relative_to(old)), before, behind


def prose(text: str) -> str:
    """The paragraphs of a text, each as a line; what a page of documentation adds to its prose is left out."""
    found = []
    for part in re.split(r"\n\s*\n", text):
        lines = part.split("\n")
        if lines[0].startswith(("    ", "..", "\t")) or re.search(r"(?m)^([=\-~^#\"$*])\1{3,}$", part):
            continue
        words = " ".join(" ".join(lines).split())
        words = re.sub(r":[\w:+-]+:`~?([^`<]*?)(?:\s*<[^>]*>)?`", r"\1", words)
        words = re.sub(r"`([^`<]*?)\s*<[^>]*>`_+", r"\1", words)
        found.append(words.replace("``", "").replace("**", ""))
    return "\n".join(words for words in found if len(words) > _SHORTEST)


class Judge:
    """What is said of the place of a mark by somebody who compares sentences one by one."""

    def __init__(self, old: str, new: str, new_sentences: Sequence[Span]) -> None:
        self.old, self.new, self.spans = old, new, new_sentences
        self.plain_old, self.plain_new = plain(old), plain(new)
        self.keys = [_words(new[start:end]) for start, end in new_sentences]

    def verdict(self, mark: Span, placed: Placement) -> str:
        """``exact``, ``agreed``, ``against`` or ``unclear``."""
        wording = plain(self.old[slice(*mark)])
        there = plain(self.new[placed.start : placed.end]) if placed.start >= 0 else ""
        if wording == there and self.plain_old.count(wording) == self.plain_new.count(wording) == 1:
            return "exact"
        words = _words(wording)
        best = process.extract(words, self.keys, scorer=fuzz.ratio, limit=2)
        score, at = (best[0][1], best[0][2]) if best else (0.0, -1)
        second = best[1][1] if len(best) > 1 else 0.0
        if placed.start < 0:
            return "agreed" if score < _UNLIKE else "against" if score >= _ALIKE else "unclear"
        start, end = self.spans[at]
        if start < placed.end and placed.start < end:
            return "agreed" if score >= _ALIKE or score >= second + _FAR else "unclear"
        here = fuzz.ratio(words, _words(there))
        return "against" if score >= _ALIKE and score >= here + _FAR else "unclear"


def _words(text: str) -> list[str]:
    return [token.key for token in tokens(text) if token.key[:1].isalnum()]


def fate(placed: Placement) -> str:
    """What became of a mark, as the window tells it."""
    if placed.arrival == "lost" and placed.is_certain:
        return "gone"
    if not placed.is_certain:
        return "asked"
    return "changed" if placed.arrival == "changed" else "unchanged"


def main() -> None:
    """Print what became of the marks, and what the judge says of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--least", type=int, default=300)
    parser.add_argument("--show", type=int, default=0, help="how many of those the judge is against to print")
    chosen = parser.parse_args()
    told: dict[str, Counter[str]] = {kind: Counter() for kind in ("unchanged", "changed", "asked", "gone")}
    texts = differing = 0
    spent, against = 0.0, []
    for name, old, new in pairs(chosen.old, chosen.new, chosen.least):
        cut, spans = sentences(old, "en"), sentences(new, "en")
        marks = [one for one in cut if one[1] - one[0] >= _SHORTEST]
        begun = time.process_time()
        placed = placements(old, new, marks, cut, spans)
        spent += time.process_time() - begun
        judge, texts = Judge(old, new, spans), texts + 1
        for mark, one in zip(marks, placed, strict=True):
            verdict, words = judge.verdict(mark, one), old[slice(*mark)]
            there = new[one.start : one.end]
            told[fate(one)][verdict] += 1
            if one.stands and Counter(_STAKES.findall(words)) != Counter(_STAKES.findall(there)):
                differing += 1
                print(f"{name}: carried unasked\n  {words}\n  {there}")
            if verdict == "against":
                against.append((fate(one), name, words, there))
    total = sum(counts.total() for counts in told.values())
    print(f"{texts} pairs, {total} marks | cpu {spent:.1f} s | carried with another number or negation: {differing}")
    for kind, counts in told.items():
        shares = " | ".join(f"{verdict} {counts[verdict]}" for verdict in ("exact", "agreed", "unclear", "against"))
        print(f"{kind:9} {counts.total():6} = {100 * counts.total() / max(1, total):5.2f} % | {shares}")
    for kind, name, words, there in [one for one in against if one[0] != "asked"][: chosen.show]:
        print(f"\n{kind}, {name}\n  {words}\n  {there or '(gone)'}")


if __name__ == "__main__":
    main()
