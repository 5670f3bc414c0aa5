"""How far each sentence of a draft has been dealt with, from the places of marks and decisions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import repeat
from typing import Final

from factcheck.text.spans import Span, Spans

UNTOUCHED: Final = 0
OPEN: Final = 1
DEALT: Final = 2
LEFT_OUT: Final = 3


def coverage(
    sentences: Iterable[Span],
    open_marks: Iterable[Span],
    closed_marks: Iterable[Span],
    decided: Iterable[Span],
    omitted: Iterable[Span] = (),
) -> bytearray:
    """The state of each sentence: ``UNTOUCHED``, ``OPEN``, ``DEALT``, or ``LEFT_OUT`` of the article.

    A sentence with an open claim is open, whatever else stands in it; one with closed claims only,
    or with a decision that there is nothing to check, is dealt with. Marks alone never make it so.
    """
    sentences = Spans.of(sentences)
    states = bytearray(len(sentences))
    for spans, state in ((decided, DEALT), (closed_marks, DEALT), (open_marks, OPEN)):
        for first, after in _touched(sentences, spans):
            states[first:after] = bytes((state,)) * (after - first)
    for start, end in omitted:
        first, after = sentences.within(start, end)
        states[first:after] = bytes((LEFT_OUT,)) * (after - first)
    return states


def _touched(sentences: Spans, spans: Iterable[Span]) -> set[tuple[int, int]]:
    """``Spans.touched`` of each, and once of those that are alike: there are many more marks than sentences."""
    pairs = list(spans)
    starts, ends = zip(*pairs, strict=True) if pairs else ((), ())
    return set(
        zip(
            map(bisect_right, repeat(sentences.ends), starts),
            map(bisect_left, repeat(sentences.starts), ends),
            strict=False,
        )
    )
