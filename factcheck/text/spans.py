"""Many stretches of a text, one after the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import overload

Span = tuple[int, int]


class Spans(Sequence[Span]):
    """Stretches (code points) in the order of the text, none over another.

    Kept as two lists: a book has 50,000 sentences, and a pair is made of those alone that somebody looks at.
    """

    __slots__ = ("ends", "starts")

    def __init__(self, starts: list[int], ends: list[int]) -> None:
        self.starts = starts
        self.ends = ends

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Spans:
        """The same stretches, taken over where they are kept so already."""
        if isinstance(spans, Spans):
            return spans
        pairs = list(spans)
        return cls([start for start, _end in pairs], [end for _start, end in pairs])

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, number: int) -> Span: ...
    @overload
    def __getitem__(self, number: slice) -> Spans: ...
    def __getitem__(self, number: int | slice) -> Span | Spans:
        if isinstance(number, slice):
            return Spans(self.starts[number], self.ends[number])
        return self.starts[number], self.ends[number]

    def touched(self, start: int, end: int) -> tuple[int, int]:
        """Which ones overlap ``[start, end)``: the number of the first, and the one after the last."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Which ones lie in ``[start, end)`` as a whole."""
        return bisect_left(self.starts, start), bisect_right(self.ends, end)

    def at(self, point: int) -> int:
        """The number of the one that holds a code point; -1 between them."""
        number = bisect_right(self.starts, point) - 1
        return number if number >= 0 and point < self.ends[number] else -1
