"""Where code points lie on the page, and which code point lies where; all in the document's own pixels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextLine

from factcheck.ui.article.typesetting import Typeset

# Scripts that run from right to left, and the marks that turn the direction.
_BIDI = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_KEPT = 4000


class Geometry:
    """Measures a typeset page.

    Line rectangles never move within their block, so they are kept until ``forget``; blocks do move (what is above them
    is laid out, stretches fold), so their places are asked for each time.
    """

    def __init__(self, page: Typeset) -> None:
        self.page = page
        self._pieces: dict[tuple[int, int, int], list[QRectF]] = {}

    def forget(self) -> None:
        """Measure anew from now on: the lines were broken anew."""
        self._pieces.clear()

    def block(self, line: int) -> QTextBlock:
        """The block of a line."""
        return self.page.document.findBlockByNumber(line)

    def frame(self, block: QTextBlock) -> QRectF:
        """A block's rectangle; asking lays the block out."""
        return self.page.layout.blockBoundingRect(block)

    def block_at(self, y: float) -> QTextBlock:
        """The visible block at a height: the last one that begins above it, or the first one of all."""
        block = self.page.layout.block_at(y)
        if not block.isVisible() or self.frame(block).top() > y:
            block = _visible_before(block) or (block if block.isVisible() else _next_visible(block)) or block
        return block

    def blocks_between(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The visible blocks that reach into a band of the page, with their rectangles."""
        if self.page.layout.documentSize().isEmpty():
            return  # the page has no width yet, and no block a place
        yield from self.page.layout.blocks_from(self.block_at(top), bottom)

    def pieces(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        """The rectangles of ``[start, end)``, UTF-16 offsets in the block; relative to the block's corner.

        One for each line, and one more for each turn of the direction; spaces at the end of a line are left out.
        """
        key = (block.blockNumber(), start, end)
        found = self._pieces.get(key)
        if found is None:
            if len(self._pieces) > _KEPT:
                self._pieces.clear()
            found = self._pieces[key] = _measured(block, start, end)
        return found

    def rects(self, start: int, end: int) -> list[QRectF]:
        """The rectangles of a stretch of code points on the page; hidden lines have none."""
        page = self.page
        to_units = page.offsets.to_units
        made: list[QRectF] = []
        for line in range(page.line_of(start), page.line_of(max(start, end - 1)) + 1):
            block = self.block(line)
            if not block.isVisible():
                continue
            corner = self.frame(block).topLeft()
            at = block.position()
            first, last = max(0, to_units(start) - at), min(block.length() - 1, to_units(end) - at)
            made += [piece.translated(corner) for piece in self.pieces(block, first, last)]
        return made

    def end_of(self, line: int) -> QRectF:
        """The last rectangle of a line, once all above it have taken their real heights; empty where there is none."""
        for above in range(line):  # else it moves when they are looked at
            self.frame(self.block(above))
        found = self.rects(self.page.lines[line], self.page.line_end(line)) if line >= 0 else []
        return found[-1] if found else QRectF()

    def point_at(self, place: QPointF) -> int | None:
        """The code point whose character covers a place; None beside the text."""
        found = self._line_at(place)
        if found is None:
            return None
        block, line, x = found
        left, width = line.naturalTextRect().left(), line.naturalTextWidth()
        if not left - 4 <= x <= left + width + 4:
            return None
        unit = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        last = line.textStart() + line.textLength() - 1
        return self.page.offsets.to_points(block.position() + min(unit, max(last, line.textStart())))

    def edge_at(self, place: QPointF) -> int:
        """The border between characters nearest to a place, as a code point."""
        found = self._line_at(place)
        if found is None:
            return self.page.offsets.to_points(max(0, self.page.layout.hitTest(place, Qt.HitTestAccuracy.FuzzyHit)))
        block, line, x = found
        unit = line.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters)
        return self.page.offsets.to_points(block.position() + unit)

    def _line_at(self, place: QPointF) -> tuple[QTextBlock, QTextLine, float] | None:
        block = self.block_at(place.y())
        corner = self.frame(block).topLeft()
        y = place.y() - corner.y()
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            below = layout.lineAt(number + 1).y() if number + 1 < layout.lineCount() else line.y() + line.height() + 8
            if y < below:
                return (block, line, place.x() - corner.x()) if y >= line.y() - 8 else None
        return None


def _next_visible(block: QTextBlock) -> QTextBlock | None:
    block = block.next()
    while block.isValid() and not block.isVisible():
        block = block.next()
    return block if block.isValid() else None


def _visible_before(block: QTextBlock) -> QTextBlock | None:
    block = block.previous()
    while block.isValid() and not block.isVisible():
        block = block.previous()
    return block if block.isValid() else None


def _edge(line: QTextLine, unit: int) -> float:
    # PySide hands over the position that Qt settled on as well.
    return cast("tuple[float, int]", line.cursorToX(unit))[0]


def _measured(block: QTextBlock, start: int, end: int) -> list[QRectF]:
    layout = block.layout()
    first = layout.lineForTextPosition(start)
    last = layout.lineForTextPosition(max(start, end - 1))
    if end <= start or not first.isValid() or not last.isValid():
        return []
    mixed = _BIDI.search(block.text()) is not None
    made: list[QRectF] = []
    for number in range(first.lineNumber(), last.lineNumber() + 1):
        line = layout.lineAt(number)
        a, z = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if mixed:
            made += _mixed_pieces(line, a, z)
            continue
        left, right = sorted((_edge(line, a), _edge(line, z)))
        right = min(right, line.naturalTextRect().right())
        if right > left:
            made.append(QRectF(left, line.y(), right - left, line.height()))
    return made


def _mixed_pieces(line: QTextLine, start: int, end: int) -> list[QRectF]:
    """A logical stretch may lie in several places of a line that changes direction: its runs of glyphs tell where."""
    spans = sorted((run.left(), run.right()) for run in (g.boundingRect() for g in line.glyphRuns(start, end - start)))
    joined: list[tuple[float, float]] = []
    for left, right in spans:
        if right <= left:
            continue
        if joined and left <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return [QRectF(left, line.y(), right - left, line.height()) for left, right in joined]
