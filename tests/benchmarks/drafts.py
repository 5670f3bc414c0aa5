"""How well marks are carried to an edited draft, beside difflib, diff-match-patch and a search for the quotation.

    python tests/benchmarks/drafts.py [FOLDER] [--texts N] [--seed WORD]
    python tests/benchmarks/drafts.py --long

FOLDER holds articles as ``.txt``, one paragraph a line (none: the sample's own). Every sentence is marked, some in
part, some with the one behind. Told per level of editing, in percent of the marks: right (the right words to at least
80 %, or rightly lost), wrong, wrong though nobody is asked, asked; and the processor time. Besides, how many marks lost
their words, and of how many the words differ in a number, a name or a negation, so that somebody has to be asked: by
what the program takes for one, and by eye (figures, capitals within a sentence, the commonest negations). ``--long``:
the processor time for 2,000 marks on 100,000 words, edited as of each level, beside that of telling the words of both
drafts apart.
"""

from __future__ import annotations

import argparse
import difflib
import random
import re
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from diff_match_patch import diff_match_patch  # noqa: E402 - found once the path is set
from rapidfuzz import fuzz  # noqa: E402

from factcheck.text.aligning import plain, tokens  # noqa: E402
from factcheck.text.draft_pair import DraftPair  # noqa: E402
from factcheck.text.placing import placements  # noqa: E402
from factcheck.text.sentences import sentences  # noqa: E402
from tests.text.copy_edits import LEVELS, Span, edited  # noqa: E402

# Where a mark is, and whether a person is asked.
Answer = tuple[Span | None, bool]
Way = Callable[[str, str, Sequence[Span]], list[Answer]]
_RIGHT: Final = 0.8
# What an editor puts in where there is no other text to take sentences from.
STRAY: Final = ("It rained all week.", "Nobody at the desk could say when the next boat would leave for the islands.")
_ALIKE: Final = 0.8  # below, a way without a confidence of its own is granted that it would ask


def by_alignment(old: str, new: str, marks: Sequence[Span]) -> list[Answer]:
    """What this program does."""
    placed = placements(old, new, marks, sentences(old, "en"), sentences(new, "en"))
    return [((one.start, one.end) if one.start >= 0 else None, not one.is_certain) for one in placed]


def by_quotation(old: str, new: str, marks: Sequence[Span]) -> list[Answer]:
    """As clients of web annotations do: the quotation, exactly or nearly, the context and the old place decide."""
    return [_asked_if_unlike(old[start:end], new, _like_quotation(old, new, start, end)) for start, end in marks]


def _like_quotation(old: str, new: str, start: int, end: int) -> Span | None:
    quote, before, behind = old[start:end], old[max(0, start - 32) : start], old[end : end + 32]
    places = [match.span() for match in re.finditer(re.escape(quote), new)]
    if not places:
        near = fuzz.partial_ratio_alignment(quote, new)
        places = [(near.dest_start, near.dest_end)] if near and near.score >= 50 else []

    def score(place: Span) -> float:
        return (
            50 * fuzz.ratio(quote, new[slice(*place)])
            + 20 * fuzz.ratio(before, new[max(0, place[0] - 32) : place[0]])
            + 20 * fuzz.ratio(behind, new[place[1] : place[1] + 32])
            + 200 * (1 - abs(place[0] - start) / len(new))
        )

    return max(places, key=score, default=None)


def by_difflib(old: str, new: str, marks: Sequence[Span]) -> list[Answer]:
    """The words in common, in order."""
    first, second = tokens(old), tokens(new)
    matcher = difflib.SequenceMatcher(None, [one.key for one in first], [one.key for one in second], autojunk=False)
    places: dict[int, int] = {}
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            here, there = first[block.a + offset], second[block.b + offset]
            places.update(zip(range(here.start, here.end), range(there.start, there.end), strict=False))
    for here, behind in pairwise(first):
        if here.end - 1 in places and behind.start in places:
            places.update((at, places[here.end - 1] + 1) for at in range(here.end, behind.start))
    return _by_letters(old, new, marks, places)


def by_diff_match_patch(old: str, new: str, marks: Sequence[Span]) -> list[Answer]:
    """The letters in common, in order."""
    differ = diff_match_patch()
    differ.Diff_Timeout = 60.0  # seconds by the clock; its usual one second ends the search early on a busy machine
    parts = differ.diff_main(old, new)
    differ.diff_cleanupSemantic(parts)
    places: dict[int, int] = {}
    here = there = 0
    for kind, part in parts:
        if kind == 0:
            places.update(zip(range(here, here + len(part)), range(there, there + len(part)), strict=True))
        here += len(part) if kind <= 0 else 0
        there += len(part) if kind >= 0 else 0
    return _by_letters(old, new, marks, places)


def _by_letters(old: str, new: str, marks: Sequence[Span], places: dict[int, int]) -> list[Answer]:
    answers = []
    for start, end in marks:
        found = [places[at] for at in range(start, end) if at in places]
        place = (min(found), max(found) + 1) if len(found) >= 0.4 * (end - start) else None
        answers.append(_asked_if_unlike(old[start:end], new, place))
    return answers


def _asked_if_unlike(quote: str, new: str, place: Span | None) -> Answer:
    return place, place is not None and fuzz.ratio(plain(quote), plain(new[slice(*place)])) < 100 * _ALIKE


WAYS: Final[dict[str, Way]] = {
    "aligned whole": by_alignment,
    "quotation, context": by_quotation,
    "difflib": by_difflib,
    "diff-match-patch": by_diff_match_patch,
}


def marks_of(spans: Sequence[Span], text: str, chance: random.Random) -> list[Span]:
    """A mark on every sentence: the whole of it, a part, or it and the one behind."""
    marks = []
    for (start, end), behind in zip(spans, [*spans[1:], (0, 0)], strict=True):
        words = [match.span() for match in re.finditer(r"\w+", text[start:end])]
        kind = chance.random()
        if end - start < 15:
            continue
        if kind < 0.15 and len(words) > 8:
            first = chance.randrange(len(words) - 5)
            last = chance.randrange(first + 4, len(words))
            marks.append((start + words[first][0], start + words[last][1]))
        elif kind > 0.88 and behind[1] and "\n" not in text[end : behind[0]]:
            marks.append((start, behind[1]))
        else:
            marks.append((start, end))
    return marks


def judged(truth: Span | None, place: Span | None) -> str:
    """Whether a mark is where it should be."""
    if truth is None or place is None:
        return "right" if truth is place else "wrong" if truth is None else "missed"
    shared = max(0, min(truth[1], place[1]) - max(truth[0], place[0]))
    overlap = shared / (max(truth[1], place[1]) - min(truth[0], place[0]))
    return "right" if overlap >= _RIGHT else "partly" if overlap >= 0.5 else "wrong"


_NEGATION: Final = re.compile(r"(?i)\b(?:not?|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b")


def fates(old: str, new: str, marks: Sequence[Span], places: Sequence[Span | None]) -> Counter[str]:
    """How many marks lost their words, and how many may not be carried unasked, wherever a way would put them."""
    pair = DraftPair(old, new, sentences(old, "en"), sentences(new, "en"))
    here, there = pair.stakes
    told = Counter(gone=sum(place is None for place in places))
    for mark, place in zip(marks, places, strict=True):
        if place is not None:
            before = here.keys(here.among(*pair.old_tokens(mark)))
            told["by rule"] += before != there.keys(there.among(*pair.new_tokens(place)))
            told["by eye"] += _at_stake(old[slice(*mark)]) != _at_stake(new[slice(*place)])
    return told


def _at_stake(words: str) -> Counter[str]:
    names = re.findall(r"(?<=\w[ ,-])[A-Z]\w+", words)
    return Counter([*re.findall(r"\d[\d.,]*", words), *names, *map(str.lower, _NEGATION.findall(words))])


def texts_of(folder: Path | None) -> list[str]:
    """The articles to edit."""
    if folder is not None:
        return [file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))]
    sample = tomllib.loads((ROOT / "resources" / "sample" / "sample.toml").read_text("utf-8"))
    return ["\n".join(words for _kind, words in article["blocks"]) for article in sample["article"]]


def long_drafts(vocabulary: Sequence[str], words: int, count: int) -> None:
    """Print a line per level: what it takes to place ``count`` marks on a text of so many words."""
    chance = random.Random("a long book")
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    lines, written = ["A long book"], 0
    while written < words:
        line = []
        for _sentence in range(chance.randrange(2, 7)):
            told = chance.choices(vocabulary, weights, k=chance.randrange(6, 30))
            told += [str(chance.randrange(10**6))] if chance.random() < 0.3 else []
            line.append(" ".join(told).capitalize() + ".")
            written += len(told)
        lines.append(" ".join(line))
    text = "\n".join(lines)
    cut = sentences(text, "en")
    marks = sorted(chance.sample(cut, count))
    for level, rates in LEVELS.items():
        new = edited(text, cut, marks, rates, chance, vocabulary=vocabulary, foreign=["It rained all week."]).text
        spans, floor, spent = sentences(new, "en"), [], []
        for _round in range(3):
            begun = time.process_time()
            tokens(text), tokens(new)
            floor.append(time.process_time() - begun)
            begun = time.process_time()
            placements(text, new, marks, cut, spans)
            spent.append(time.process_time() - begun)
        print(
            f"{level:7} {count} marks, {words} words | cpu {min(spent):.2f} s (median {sorted(spent)[1]:.2f})"
            f" | words alone {min(floor):.2f} s"
        )


def main() -> None:
    """Print a line per level and way."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--texts", type=int, default=40)
    parser.add_argument("--seed", default="press day")
    parser.add_argument("--ways", nargs="*", default=list(WAYS), choices=list(WAYS))
    parser.add_argument("--long", action="store_true")
    chosen = parser.parse_args()
    texts = texts_of(chosen.folder)[: chosen.texts]
    cut = {text: sentences(text, "en") for text in texts}
    vocabulary = sorted({word.lower() for text in texts for word in re.findall(r"[^\W\d_]{4,}", text)})
    if chosen.long:
        long_drafts(vocabulary, 100_000, 2_000)
        return
    foreign = [text[start:end] for text, spans in cut.items() for start, end in spans if 40 < end - start < 250]
    for level, rates in LEVELS.items():
        told = {way: Counter[str]() for way in chosen.ways}
        spent = Counter[str]()
        needed = Counter[str]()
        for number, text in enumerate(texts):
            chance = random.Random(f"{chosen.seed} {level} {number}")
            marks = marks_of(cut[text], text, chance)
            others = [one for one in foreign if one not in text] or STRAY
            draft = edited(text, cut[text], marks, rates, chance, vocabulary=vocabulary, foreign=others)
            needed += fates(text, draft.text, marks, draft.places)
            for way in chosen.ways:
                begun = time.process_time()
                answers = WAYS[way](text, draft.text, marks)
                spent[way] += int(1000 * (time.process_time() - begun))
                for truth, (place, asked) in zip(draft.places, answers, strict=True):
                    verdict = judged(truth, place)
                    told[way].update(["marks", verdict, *(["asked"] if asked else [])])
                    told[way].update(["silently wrong"] if verdict == "wrong" and not asked else [])
                    told[way].update(["silently missed"] if verdict == "missed" and not asked else [])
        total = max(counts["marks"] for counts in told.values())
        told_of = " | ".join(f"{kind} {100 * needed[kind] / total:.2f}" for kind in ("gone", "by rule", "by eye"))
        print(f"{level:7} {'had to be asked':19} {total} marks | {told_of}")
        for way, counts in told.items():
            shares = (
                f"{kind} {100 * counts[kind] / counts['marks']:.2f}"
                for kind in ("right", "partly", "missed", "wrong", "silently wrong", "silently missed", "asked")
            )
            print(f"{level:7} {way:19} {counts['marks']} marks | {' | '.join(shares)} | cpu {spent[way]} ms")


if __name__ == "__main__":
    main()
