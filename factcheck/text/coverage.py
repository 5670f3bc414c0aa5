"""How far each sentence of a draft has been dealt with, from the places of marks and decisions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

UNTOUCHED: Final = 0
OPEN: Final = 1
DEALT: Final = 2


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
    starts = [start for start, _end in sentences]
    ends = [end for _start, end in sentences]
    states: list[int | None] = [UNTOUCHED] * len(sentences)

    def touched(start: int, end: int) -> range:
        return range(bisect_right(ends, start), bisect_left(starts, end))

    for spans, state in ((decided, DEALT), (closed_marks, DEALT), (open_marks, OPEN)):
        for start, end in spans:
            for index in touched(start, end):
                states[index] = state
    for start, end in omitted:
        for index in touched(start, end):
            if starts[index] >= start and ends[index] <= end:
                states[index] = None
    return states
