"""New wordings as changes of the article's words: where it is certain which words each of them stands for."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.domain.records import Highlight
from factcheck.formats.report.layout import Clip, Layout
from factcheck.text.rewording import Rewording, rewordings

_AROUND = 20  # characters
_WORD = re.compile(r"[^\W\d_]+")
# A full stop that ends no abbreviation; what follows goes on in the sentence, or ends it.
_STOPPED = re.compile(r"(?:\d|[^\W\d_]{4})\.$")
_CLOSING = '”’»")'
_PARTED = str.maketrans("\n\t", "  ")


class Suggestion(NamedTuple):
    """Words of one printed stretch, or a place in it, and what is to stand for them (may be nothing)."""

    clip: Clip
    new: str


def suggestions(
    text: str, layout: Layout, corrections: Sequence[tuple[str, Sequence[Highlight]]]
) -> Iterator[list[Suggestion] | None]:
    """For each new wording, with the highlights that it is about: the changes that make it, in order.

    None where it is not certain which words it stands for, where it would join or part paragraphs or cells, where words
    that it changes are left out or are changed by another; such a change is an editor's own to make.
    """
    taken: list[tuple[int, int]] = []
    for correction, highlights in corrections:
        changes = _changes(text, correction, highlights)
        found = _placed(text, layout, changes or ())
        if changes is None or len(found) < len(changes) or any(_meets(taken, one.clip) for one in found):
            yield None
            continue
        for one in found:
            insort(taken, (one.clip.start, one.clip.end))
        yield found


def _changes(text: str, correction: str, highlights: Sequence[Highlight]) -> list[Rewording] | None:
    """What is put differently in each highlight, in code points of the text."""
    if not highlights:
        return None
    quotes = [text[one.start : one.end] for one in highlights]
    different = list(dict.fromkeys(quotes))
    # Words in several places are all put alike; words that differ are told apart as they are shown, "these … those".
    pieces = [correction] if len(different) == 1 else [piece.strip() for piece in correction.split("…")]
    if len(pieces) != len(different) or (len(different) > 1 and any("…" in quote for quote in different)):
        return None
    found: list[Rewording] = []
    for highlight, quote in sorted(zip(highlights, quotes, strict=True), key=lambda one: one[0].start):
        new = _fitted(quote, pieces[different.index(quote)], text[highlight.end : highlight.end + _AROUND])
        # Whoever writes on one line leaves paragraphs and cells as they are.
        old = quote if "\n" in new else quote.translate(_PARTED)
        begin = highlight.start
        found += [Rewording(begin + start, begin + end, words) for start, end, words in rewordings(old, new)]
    return found


def _fitted(quote: str, new: str, behind: str) -> str:
    """A new wording as it goes on in the midst of a sentence, where it was written as a whole one.

    Its first word keeps the small letter that the quotation has, and its full stop falls away before what follows.
    """
    before, after = _WORD.match(quote), _WORD.match(new)
    if before and after and before[0] != after[0] and before[0] == after[0].lower():
        new = before[0] + new[after.end() :]
    rest = behind.lstrip(_CLOSING)
    goes_on = rest[:1] in tuple(",;:!?") or (rest[:1].isspace() and rest.lstrip()[:1].islower())
    stopped = new.endswith(".") and not quote.rstrip().endswith((".", "!", "?", "…"))
    return new[:-1] if stopped and (rest[:1] == "." or (goes_on and _STOPPED.search(new))) else new


def _placed(text: str, layout: Layout, changes: Sequence[Rewording]) -> list[Suggestion]:
    """The changes that can be made where they stand: in one stretch that is printed whole, none over another."""
    found: list[Suggestion] = []
    done = -1
    for start, end, new in changes:
        clip = layout.clip(start, end)
        if start == end:
            place = layout.place(start)
            clip = None if place is None else Clip(place[0], start, place[0], start)
        words = text[start:end] + new
        if clip is None or clip != Clip(clip.first, start, clip.first, end) or "\n" in words or "\t" in words:
            continue
        if start > done:
            found.append(Suggestion(clip, new))
        done = max(done, end)
    return found


def _meets(taken: list[tuple[int, int]], clip: Clip) -> bool:
    """Whether words are changed already, or right beside those that are."""
    at = bisect_left(taken, (clip.start, clip.end))
    return any(start <= clip.end and clip.start <= end for start, end in taken[max(0, at - 1) : at + 1])
