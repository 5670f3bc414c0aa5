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
    starts, ends, _kinds = zip(*words, strict=True) if words else ((), (), ())
    # The stretch that ends first behind the beginning of each word: it covers the word, or touches it, or does not.
    nearest = map(bisect_right, repeat(union.ends), starts)
    union_starts, union_ends = [*union.starts, len(text) + 1], [*union.ends, len(text) + 1]
    return bytearray(
        not (union_starts[near] <= start and end <= union_ends[near])
        and (end <= union_starts[near] or _has_gap(text, start, end, union))
        for start, end, near in zip(starts, ends, nearest, strict=True)
    )


def _has_gap(text: str, start: int, end: int, union: Spans) -> bool:
    """Whether a letter or digit of a stretch lies outside all others."""
    at = start
    while at < end:
        first, after = union.touched(at, at + 1)
        if first < after:  # covered here: go on behind it
            at = union.ends[first]
            continue
        until = min(end, union.starts[after]) if after < len(union) else end
        if any(map(str.isalnum, text[at:until])):
            return True
        at = until
    return False


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
