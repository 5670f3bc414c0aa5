"""The highlights of the revision on screen, found by line, by place and by claim."""

from __future__ import annotations

import heapq
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factcheck.project.queries.articles import Mark

_START: Final = attrgetter("start")
_LOOKED_AT: Final = 50


def _order(mark: Mark) -> tuple[int, int, str]:
    """Outer before inner."""
    return (mark.start, -mark.end, mark.highlight_id)


class MarkIndex:
    """Highlights by the lines they stand in; ``lines`` are the code-point starts of the text's lines.

    They are kept in lists by where they begin, with how far each and those before it reach: what overlaps a stretch is
    found by two bisections. Nothing is made for each of them before somebody looks there.
    """

    def __init__(self, lines: Sequence[int], marks: Iterable[Mark] = ()) -> None:
        self._lines = lines
        self._ordered = sorted(marks, key=_START)
        ids, _claims, starts, ends, *_look = zip(*self._ordered, strict=True) if self._ordered else ((),) * 6
        self._starts = list(starts)
        self._reach = list(accumulate(ends, max))
        self._marks: dict[str, Mark] = dict(zip(ids, self._ordered, strict=True))
        self._laned: dict[int, list[tuple[Mark, int]]] = {}
        self._of_claims: dict[str, list[Mark]] | None = None  # made when the first claim is asked for

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._ordered)

    def __len__(self) -> int:
        return len(self._ordered)

    def get(self, highlight_id: str) -> Mark | None:
        """One highlight."""
        return self._marks.get(highlight_id)

    def put(self, mark: Mark) -> Mark | None:
        """Add a highlight, or replace the one of the same id; the one that stood there before."""
        before = self.drop(mark.highlight_id)
        place = bisect_right(self._starts, mark.start)
        self._ordered.insert(place, mark)
        self._starts.insert(place, mark.start)
        self._reach.insert(place, -1)
        self._mend_reach(place)
        self._marks[mark.highlight_id] = mark
        if self._of_claims is not None:
            self._of_claims.setdefault(mark.claim_id, []).append(mark)
        self._forget_lanes(mark)
        return before

    def drop(self, highlight_id: str) -> Mark | None:
        """Take a highlight away; it, where it was there."""
        mark = self._marks.pop(highlight_id, None)
        if mark is not None:
            place = self._ordered.index(mark, bisect_left(self._starts, mark.start))
            del self._ordered[place], self._starts[place], self._reach[place]
            self._mend_reach(place)
            if self._of_claims is not None:
                self._of_claims[mark.claim_id].remove(mark)
            self._forget_lanes(mark)
        return mark

    def in_line(self, line: int) -> list[tuple[Mark, int]]:
        """The highlights that reach into a line, outer first, each with its lane.

        Highlights that overlap have different lanes; a lane is free again where its highlight ended.
        """
        laned = self._laned.get(line)
        if laned is None:
            end = self._lines[line + 1] if line + 1 < len(self._lines) else sys.maxsize
            laned = self._laned[line] = list(_laned(self.between(self._lines[line], end)))
        return laned

    def at(self, point: int) -> list[Mark]:
        """The highlights over a code point, innermost first."""
        return sorted(
            self.between(point, point + 1), key=lambda mark: (mark.end - mark.start, mark.start, mark.highlight_id)
        )

    def between(self, start: int, end: int, *, longer: float = 0) -> list[Mark]:
        """The highlights that overlap a stretch, by place; only those ``longer`` than so many code points."""
        some = self.overlapping(start, end)
        return sorted((mark for mark in some if mark.end - mark.start > longer), key=_order)

    def overlapping(self, start: int, end: int) -> list[Mark]:
        """The highlights that overlap a stretch, by where they begin."""
        first, last = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return [mark for mark in self._ordered[first:last] if mark.end > start]

    def beginning(self, start: int, end: int) -> list[Mark]:
        """The highlights that begin in a stretch, by where they begin."""
        return self._ordered[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of_claim(self, claim_id: str) -> list[Mark]:
        """The highlights of a claim, by place."""
        if not claim_id:
            return []
        if self._of_claims is None:
            self._of_claims = {}
            for mark in self._ordered:
                self._of_claims.setdefault(mark.claim_id, []).append(mark)
        return sorted(self._of_claims.get(claim_id, ()), key=_order)

    def thickest(self, mark: Mark) -> int:
        """The code point of a highlight over which most highlights lie, among the first ones that overlap it."""
        starts = [mark.start, *(each.start for each in self.between(mark.start, mark.end)[:_LOOKED_AT])]
        return max((start for start in starts if start >= mark.start), key=lambda start: len(self.at(start)))

    def number(self, claim_id: str) -> int:
        """The display number of a claim that stands here: which one it is by its first place, from 1."""
        return self.numbers()[claim_id]

    def numbers(self) -> dict[str, int]:
        """The display numbers of all claims that stand here."""
        claims = dict.fromkeys(mark.claim_id for mark in sorted(self, key=_order))
        return {claim_id: number for number, claim_id in enumerate(claims, 1)}

    def _mend_reach(self, place: int) -> None:
        """Find out again how far highlights reach, from a place on, until nothing is different."""
        far = self._reach[place - 1] if place else -1
        for number in range(place, len(self._ordered)):
            far = max(far, self._ordered[number].end)
            if self._reach[number] == far:
                return
            self._reach[number] = far

    def _forget_lanes(self, mark: Mark) -> None:
        """Forget what was found of the lines of a highlight."""
        first = bisect_right(self._lines, mark.start) - 1
        for line in range(first, bisect_right(self._lines, max(mark.start, mark.end - 1))):
            self._laned.pop(line, None)


def _laned(marks: list[Mark]) -> Iterator[tuple[Mark, int]]:
    free: list[int] = []
    busy: list[tuple[int, int]] = []  # end of a highlight, its lane
    for mark in marks:
        while busy and busy[0][0] <= mark.start:
            heapq.heappush(free, heapq.heappop(busy)[1])
        lane = heapq.heappop(free) if free else len(busy)
        heapq.heappush(busy, (mark.end, lane))
        yield mark, lane
