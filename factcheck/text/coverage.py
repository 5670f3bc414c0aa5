"""How far each sentence and each checkable word of a draft is dealt with, by the places of marks and decisions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import repeat
from typing import TYPE_CHECKING, Final

from factcheck.text.spans import Span, Spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.text.checkables import Checkable

UNTOUCHED: Final = 0
OPEN: Final = 1
DEALT: Final = 2
LEFT_OUT: Final = 3
PARTLY: Final = 4  # dealt with, but for checkable words that nobody has marked or decided on


def coverage(
    sentences: Iterable[Span],
    open_marks: Iterable[Span],
    closed_marks: Iterable[Span],
    decided: Iterable[Span],
    omitted: Iterable[Span] = (),
) -> bytearray:
    """The state of each sentence: ``UNTOUCHED``, ``OPEN``, ``DEALT``, or ``LEFT_OUT`` of the article.

    A sentence with an open claim is open, whatever else stands in it; one with closed claims only,
    or with a decision that there is nothing to check in the whole of it, is dealt with. Marks alone never make it so.
    """
    sentences = Spans.of(sentences)
    states = bytearray(len(sentences))
    for start, end in decided:
        first, after = sentences.within(start, end)
        states[first:after] = bytes((DEALT,)) * (after - first)
    for spans, state in ((closed_marks, DEALT), (open_marks, OPEN)):
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


def unchecked(
    text: str, words: Sequence[Checkable], covered: Iterable[Span], omitted: Iterable[Span] = ()
) -> bytearray:
    """Of each checkable stretch of a text, by place: 1 where a letter or digit of it is neither covered nor omitted.

    ``covered`` are marks and decisions alike: each covers the words that it covers, and no others.
    """
    union = _union([*covered, *omitted])
    left = bytearray(len(words))
    for number, (start, end, _kind) in enumerate(words):
        at = start
        while at < end:
            first, after = union.touched(at, at + 1)
            if first < after:  # covered here: go on behind it
                at = union.ends[first]
                continue
            until = min(end, union.starts[after]) if after < len(union) else end
            if any(map(str.isalnum, text[at:until])):
                left[number] = 1
                break
            at = until
    return left


def with_unchecked(states: bytearray, sentences: Spans, starts: Iterable[int]) -> None:
    """Let sentences that are dealt with be ``PARTLY`` so where something unchecked starts in them."""
    for start in starts:
        number = sentences.at(start)
        if number >= 0 and states[number] == DEALT:
            states[number] = PARTLY


def _union(spans: list[Span]) -> Spans:
    """The same stretches in order, those that overlap as one."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        elif start < end:
            starts.append(start)
            ends.append(end)
    return Spans(starts, ends)
