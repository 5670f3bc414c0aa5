"""How an article's text is printed: its lines, the stretches of them that are not omitted, and places in these."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.domain.draft import Block

Stretch = tuple[int, int]


class Line(NamedTuple):
    """A block with the stretches of it that are printed, by number: a range for each cell of a table row, else one."""

    block: Block
    cells: tuple[range, ...]


class Clip(NamedTuple):
    """The printed part of a range: from ``start`` in stretch ``first`` to ``end`` in stretch ``last``."""

    first: int
    start: int
    last: int
    end: int


class Layout:
    """The printed form of a text of code points, its blocks and its omitted stretches.

    ``stretches`` are in the order of the text and never overlap; an empty line keeps an empty one.
    """

    def __init__(self, text: str, blocks: Sequence[Block], omitted: tuple[Stretch, ...]) -> None:
        self.stretches: list[Stretch] = []
        self._line_starts: set[int] = set()
        self._omitted = _united(omitted, len(text))
        self._omitted_ends = [end for _start, end in self._omitted]
        self.lines = [self._line(text, block) for block in _all_blocks(text, blocks)]
        self._starts = [start for start, _end in self.stretches]
        self._ends = [end for _start, end in self.stretches]

    @property
    def characters_left_out(self) -> int:
        """How many characters stay folded."""
        return sum(end - start for start, end in self._omitted)

    def clip(self, start: int, end: int) -> Clip | None:
        """The printed part of a range, or None where nothing of it is printed."""
        if start >= end:
            return None
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end) - 1
        while first <= last and self._starts[first] == self._ends[first]:
            first += 1
        while last >= first and self._starts[last] == self._ends[last]:
            last -= 1
        if first > last:
            return None
        return Clip(first, max(start, self._starts[first]), last, min(end, self._ends[last]))

    def place(self, point: int) -> tuple[int, int] | None:
        """The stretch and the place in it of a point that follows a word; None where that word is not printed."""
        last = self._ends[-1] if self._ends else 0
        point = min(max(point, 0), last)
        index = bisect_left(self._ends, point)
        if index < len(self.stretches):
            start, end = self.stretches[index]
            if start < point <= end or (start == point and point in self._line_starts):
                return index, point
        return None

    def _line(self, text: str, block: Block) -> Line:
        cells = []
        position = block.start
        bounds = [block.end]
        if block.kind == "table_row":
            bounds = [index for index in range(block.start, block.end) if text[index] == "\t"] + bounds
        for bound in bounds:
            before = len(self.stretches)
            self._line_starts.add(position)
            self.stretches.extend(self._printed(position, bound))
            cells.append(range(before, len(self.stretches)))
            position = bound + 1
        return Line(block, tuple(cells))

    def _printed(self, start: int, end: int) -> Iterator[Stretch]:
        if start == end:
            yield start, end
            return
        index = bisect_right(self._omitted_ends, start)
        while index < len(self._omitted) and self._omitted[index][0] < end:
            left, right = self._omitted[index]
            if start < left:
                yield start, left
            start = max(start, right)
            index += 1
        if start < end:
            yield start, end


def _united(stretches: tuple[Stretch, ...], length: int) -> list[Stretch]:
    """The stretches in order, cut to the text; those that touch or overlap are one."""
    united: list[Stretch] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in stretches):
        if start >= end:
            continue
        if united and start <= united[-1][1]:
            united[-1] = united[-1][0], max(united[-1][1], end)
        else:
            united.append((start, end))
    return united


def _all_blocks(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks in order; lines that no block covers are paragraphs, so that no words are lost."""
    position = 0
    for block in sorted(blocks, key=lambda one: (one.start, one.end)):
        start, end = max(block.start, position), min(block.end, len(text))
        if start > end or (start == end and block.start < position):
            continue
        yield from _bare_lines(text, position, start)
        yield (
            block
            if (start, end) == (block.start, block.end)
            else Block(block.kind, start, end, block.level, block.marker)
        )
        position = end + 1 if text[end : end + 1] == "\n" else end
    yield from _bare_lines(text, position, len(text))


def _bare_lines(text: str, start: int, end: int) -> Iterator[Block]:
    while start < end:
        line_end = text.find("\n", start, end)
        line_end = end if line_end < 0 else line_end
        if text[start:line_end].strip():
            yield Block("paragraph", start, line_end)
        start = line_end + 1
