"""The highlights of the revision on screen, found by line, by place and by claim."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.project.queries.articles import Mark


def _order(mark: Mark) -> tuple[int, int, str]:
    """Outer before inner."""
    return (mark.start, -mark.end, mark.highlight_id)


class MarkIndex:
    """Highlights by the lines they stand in; ``lines`` are the code-point starts of the text's lines.

    Adding or dropping one touches its own lines only.
    """

    def __init__(self, lines: Sequence[int], marks: Iterable[Mark] = ()) -> None:
        self._lines = lines
        self._marks: dict[str, Mark] = {}
        self._by_line: dict[int, list[Mark]] = {}
        self._by_claim: dict[str, set[str]] = {}
        self._laned: dict[int, list[tuple[Mark, int]]] = {}
        for mark in marks:
            self._add(mark)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks.values())

    def __len__(self) -> int:
        return len(self._marks)

    def get(self, highlight_id: str) -> Mark | None:
        """One highlight."""
        return self._marks.get(highlight_id)

    def put(self, mark: Mark) -> Mark | None:
        """Add a highlight, or replace the one of the same id; the one that stood there before."""
        before = self.drop(mark.highlight_id)
        self._add(mark)
        return before

    def drop(self, highlight_id: str) -> Mark | None:
        """Take a highlight away; it, where it was there."""
        mark = self._marks.pop(highlight_id, None)
        if mark is not None:
            for line in self._lines_of(mark):
                self._by_line[line].remove(mark)
                self._laned.pop(line, None)
            self._by_claim[mark.claim_id].discard(highlight_id)
        return mark

    def in_line(self, line: int) -> list[tuple[Mark, int]]:
        """The highlights that reach into a line, outer first, each with its lane.

        Highlights that overlap have different lanes; a lane is free again where its highlight ended.
        """
        laned = self._laned.get(line)
        if laned is None:
            laned = self._laned[line] = list(_laned(sorted(self._by_line.get(line, ()), key=_order)))
        return laned

    def at(self, point: int) -> list[Mark]:
        """The highlights over a code point, innermost first."""
        line = bisect_right(self._lines, point) - 1
        over = [mark for mark in self._by_line.get(line, ()) if mark.start <= point < mark.end]
        return sorted(over, key=lambda mark: (mark.end - mark.start, mark.start, mark.highlight_id))

    def between(self, start: int, end: int) -> list[Mark]:
        """The highlights that overlap a stretch, by place."""
        first, last = bisect_right(self._lines, start) - 1, bisect_right(self._lines, max(start, end - 1)) - 1
        found = {
            mark.highlight_id: mark
            for line in range(first, last + 1)
            for mark in self._by_line.get(line, ())
            if mark.start < end and mark.end > start
        }
        return sorted(found.values(), key=_order)

    def of_claim(self, claim_id: str) -> list[Mark]:
        """The highlights of a claim, by place."""
        return sorted((self._marks[each] for each in self._by_claim.get(claim_id, ())), key=_order)

    def number(self, claim_id: str) -> int:
        """The display number of a claim that stands here: which one it is by its first place, from 1."""
        return list(dict.fromkeys(mark.claim_id for mark in sorted(self, key=_order))).index(claim_id) + 1

    def _add(self, mark: Mark) -> None:
        self._marks[mark.highlight_id] = mark
        self._by_claim.setdefault(mark.claim_id, set()).add(mark.highlight_id)
        for line in self._lines_of(mark):
            self._by_line.setdefault(line, []).append(mark)
            self._laned.pop(line, None)

    def _lines_of(self, mark: Mark) -> range:
        first = bisect_right(self._lines, mark.start) - 1
        return range(first, bisect_right(self._lines, max(mark.start, mark.end - 1)))


def _laned(marks: list[Mark]) -> Iterator[tuple[Mark, int]]:
    free: list[int] = []
    busy: list[tuple[int, int]] = []  # end of a highlight, its lane
    for mark in marks:
        while busy and busy[0][0] <= mark.start:
            heapq.heappush(free, heapq.heappop(busy)[1])
        lane = heapq.heappop(free) if free else len(busy)
        heapq.heappush(busy, (mark.end, lane))
        yield mark, lane
