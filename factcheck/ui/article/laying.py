"""Lays out the lines of a page when they are looked at; those that nobody has seen are as high as is guessed.

Qt's own layout of a document breaks every line of it, from the first one to the last: seconds for a book, and its end
is out of reach until then. Here it costs the same to open a page and a book, and to go anywhere in them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QPalette, QTextBlock, QTextDocument, QTextOption
from PySide6.QtWidgets import QStyle

_CHUNK: Final = 128
_FEW: Final = 40  # lines that are laid out again at once where their formats change


class Heights:
    """Many heights, one upon the other: where each begins, and which one is at a height; each may change."""

    def __init__(self, heights: Sequence[float]) -> None:
        self._heights = list(heights)
        self._sums = [sum(heights[first : first + _CHUNK]) for first in range(0, len(heights), _CHUNK)]
        self._tops: list[float] | None = None  # where each chunk begins, and the whole

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, number: int) -> float:
        return self._heights[number]

    def __setitem__(self, number: int, height: float) -> None:
        chunk = number // _CHUNK
        self._heights[number] = height
        self._sums[chunk] = sum(self._heights[chunk * _CHUNK : (chunk + 1) * _CHUNK])
        self._tops = None

    def _chunks(self) -> list[float]:
        if self._tops is None:
            self._tops = list(accumulate(self._sums, initial=0.0))
        return self._tops

    @property
    def whole(self) -> float:
        """All of them together."""
        return self._chunks()[-1]

    def top(self, number: int) -> float:
        """Where one begins."""
        first = number - number % _CHUNK
        return self._chunks()[number // _CHUNK] + sum(self._heights[first:number])

    def tops(self, first: float = 0.0) -> list[float]:
        """Where each begins, where the first one does so at a height."""
        return list(accumulate(self._heights[:-1], initial=first))

    def copied(self) -> list[float]:
        """All of them."""
        return self._heights.copy()

    def at(self, height: float) -> int:
        """Which is the last that begins at a height or above it; the first one for all above the first."""
        chunk = max(0, min(bisect_right(self._chunks(), height), len(self._sums)) - 1)
        first = chunk * _CHUNK
        tops = list(accumulate(self._heights[first : first + _CHUNK - 1], initial=self._chunks()[chunk]))
        return first + max(0, bisect_right(tops[: len(self._heights) - first], height) - 1)


class PageLayout(QAbstractTextDocumentLayout):
    """The layout of a document of plain blocks below each other, with their margins, indents, line heights and tabs.

    ``guess`` says how high each block will be in a column of some pixels, with the room above it; 0 where it is hidden.
    The width is the document's own (``QTextEdit`` sets it). Sizes that turn out otherwise are told by
    ``documentSizeChanged`` in the next round of events, or by ``tell``.
    """

    def __init__(self, document: QTextDocument, guess: Callable[[float], Sequence[float]]) -> None:
        super().__init__(document)
        # Asked for it by ``document()``, PySide would take the document for the layout's child and no longer for the
        # view's: a ring that the collector of garbage breaks, on whatever thread it runs, while Qt still uses both.
        self._text = document
        self._guess = guess
        self._guessed: Heights | None = Heights(())
        self._above: dict[int, float] = {}  # the room above each block that is laid out
        self._page_width = self._width = self._left = self._top = self._bottom = 0.0
        self._told = QSizeF()
        self._telling = QTimer(self, interval=0, singleShot=True)
        self._telling.timeout.connect(self.tell)

    def _begin(self) -> None:
        """Guess anew: the width, or what is hidden, is another one."""
        self._above.clear()
        self._page_width = self._text.textWidth()
        frame = self._text.rootFrame().frameFormat()
        self._left, self._top, self._bottom = frame.leftMargin(), frame.topMargin(), frame.bottomMargin()
        self._width = self._page_width - self._left - frame.rightMargin()
        self._guessed = None

    @property
    def _heights(self) -> Heights:
        """How high each block is, with the room above it; guessed when somebody asks, as changes come in rows."""
        if self._guessed is None:
            self._guessed = Heights(self._guess(self._width))
        return self._guessed

    def tell(self) -> None:
        """Say how large the page is, where that is news."""
        self._telling.stop()
        size = self.documentSize()
        if size != self._told:
            self._told = size
            self.documentSizeChanged.emit(size)

    def block_at(self, y: float) -> QTextBlock:
        """The block at a height of the page, the room above it included."""
        return self._text.findBlockByNumber(self._heights.at(y - self._top))

    def blocks_from(self, block: QTextBlock, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
        """The visible blocks from one on that begin above a height of the page, with their rectangles."""
        number, left = block.blockNumber(), self._left
        top = self._top + self._heights.top(number)
        while block.isValid() and number < len(self._heights):
            if block.isVisible():
                above = self._above.get(number)
                if above is None:
                    above = self._lay_out(block, number)
                if top + above > bottom:
                    return
                frame = block.layout().boundingRect()
                frame.moveTopLeft(QPointF(left, top + above))
                yield block, frame
            top += self._heights[number]
            block, number = block.next(), number + 1

    def places(self) -> tuple[list[float], list[float]]:
        """Where each block begins on the page, and how high it is, as known by now."""
        tops, heights = self._heights.tops(self._top), self._heights.copied()
        for number, room in self._above.items():
            tops[number] += room
            heights[number] -= room
        return tops, heights

    # What Qt asks ---------------------------------------------------------------------------------------------------

    def documentSize(self) -> QSizeF:
        if not len(self._heights):
            return QSizeF()
        return QSizeF(self._page_width, self._top + self._heights.whole + self._bottom)

    def pageCount(self) -> int:
        return 1

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        number = block.blockNumber()
        if not block.isVisible() or not 0 <= number < len(self._heights):
            return QRectF()
        above = self._above.get(number)
        if above is None:
            above = self._lay_out(block, number)
        rect = block.layout().boundingRect()
        rect.moveTopLeft(QPointF(self._left, self._top + self._heights.top(number) + above))
        return rect

    def frameBoundingRect(self, _frame: object) -> QRectF:
        return QRectF(QPointF(), self.documentSize())

    def hitTest(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int:  # type: ignore[override] # Qt asks with these
        block = self.block_at(point.y())
        frame = self.blockBoundingRect(block)
        if accuracy == Qt.HitTestAccuracy.ExactHit and not frame.contains(point):
            return -1
        layout, y = block.layout(), point.y() - frame.top()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        line = next((line for line in reversed(lines) if line.y() <= y), lines[0] if lines else None)
        return block.position() + (line.xToCursor(point.x() - frame.left()) if line is not None else 0)

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        painter.setPen(context.palette.color(QPalette.ColorRole.Text))
        clip = context.clip
        block = self.block_at(clip.top())
        while block.isValid():
            if block.isVisible():
                frame = self.blockBoundingRect(block)
                if frame.top() > clip.bottom():
                    return
                block.layout().draw(painter, frame.topLeft(), [], clip)
            block = block.next()

    def documentChanged(self, position: int, _removed: int, added: int) -> None:
        document = self._text
        if document.textWidth() <= 0:
            return
        first, last = document.findBlock(position), document.findBlock(position + added)
        low, high = first.blockNumber(), last.blockNumber() if last.isValid() else document.blockCount() - 1
        known = self._guessed is not None and len(self._guessed) == document.blockCount()
        if not known or document.textWidth() != self._page_width or high - low > _FEW:
            self._begin()
        else:
            for number in range(low, min(high + 2, document.blockCount())):  # the room above the next one may be new
                self._lay_out(document.findBlockByNumber(number), number)
        self._telling.start()
        self.update.emit()

    # Lines ----------------------------------------------------------------------------------------------------------

    def _lay_out(self, block: QTextBlock, number: int) -> float:
        """Break a block into lines, and take its real height; the room above it, in pixels."""
        if not block.isVisible():
            self._take(number, 0.0, 0.0)
            return 0.0
        style, before = block.blockFormat(), block.previous()
        above = _fixed(max(style.topMargin(), before.blockFormat().bottomMargin() if before.isValid() else 0.0))
        right_to_left = block.textDirection() == Qt.LayoutDirection.RightToLeft
        left, right = style.leftMargin(), style.rightMargin()
        if right_to_left:
            left, right = right, left
        layout = block.layout()
        option = QTextOption(self._text.defaultTextOption())
        option.setTextDirection(block.textDirection())
        option.setAlignment(QStyle.visualAlignment(block.textDirection(), Qt.AlignmentFlag.AlignLeft))
        option.setTabs(style.tabPositions())
        layout.setTextOption(option)
        layout.beginLayout()
        below = 0.0
        while (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(self._width - left - right)
            line.setPosition(QPointF(left, below))
            below += _fixed(style.lineHeight(ceil(line.height()), 1.0))
        layout.endLayout()
        self._take(number, above, above + below)
        return above

    def _take(self, number: int, above: float, height: float) -> None:
        self._above[number] = above
        if height != self._heights[number]:
            self._heights[number] = height
            self._telling.start()


def _fixed(length: float) -> float:
    """A length in the steps that Qt reckons in."""
    return int(length * 64) / 64
