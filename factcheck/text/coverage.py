"""How far each sentence of a draft has been dealt with, from the places of marks and decisions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final

UNTOUCHED: Final = 0
OPEN: Final = 1
DEALT: Final = 2
_FEW: Final = 10  # so many sentences on a span, and looking from the spans is quicker


def coverage(
    sentences: Sequence[tuple[int, int]],
    open_marks: Iterable[tuple[int, int]],
    closed_marks: Iterable[tuple[int, int]],
    decided: Iterable[tuple[int, int]],
    omitted: Iterable[tuple[int, int]] = (),
) -> list[int | None]:
    """The state of each sentence: ``UNTOUCHED``, ``OPEN`` or ``DEALT``; None where it is left out of the article.

    A sentence with an open claim is open, whatever else stands in it; one with closed claims only,
    or with a decision that there is nothing to check, is dealt with. Marks alone never make it so.
    """
    opened, *dealt = (_reached(sentences, spans) for spans in (open_marks, closed_marks, decided))
    states: list[int | None] = [
        OPEN if is_open else DEALT if is_closed or is_decided else UNTOUCHED
        for is_open, is_closed, is_decided in zip(opened, *dealt, strict=True)
    ]
    starts = [start for start, _end in sentences]
    for start, end in omitted:
        for index in range(bisect_left(starts, start), bisect_left(starts, end)):
            if sentences[index][1] <= end:
                states[index] = None
    return states


def _reached(sentences: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> list[bool]:
    """Of each sentence, whether a span overlaps it: whether one of those that begin before its end goes far enough."""
    ordered = sorted(spans)
    if len(ordered) * _FEW < len(sentences):
        return _reached_by_few(sentences, ordered)
    starts, ends = zip(*ordered, strict=True) if ordered else ((), ())
    reach = list(accumulate(ends, max, initial=-1))
    return [reach[bisect_left(starts, end)] > start for start, end in sentences]


def _reached_by_few(sentences: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> list[bool]:
    """The same, looking from the spans: for a long text with few of them."""
    reached = [False] * len(sentences)
    starts = [start for start, _end in sentences]
    done = 0  # spans come by their beginnings: up to here all that they reach is known
    for start, end in spans:
        number = max(done, bisect_right(starts, start) - 1)
        while number < len(sentences) and starts[number] < end:
            if sentences[number][1] > start:
                reached[number] = True
            number += 1
            done = max(done, number - 1)
    return reached
