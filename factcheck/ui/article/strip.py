"""The coverage strip: the article's scroll bar, which also shows every claim and all that nobody has dealt with."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.article.typesetting import ABOVE, BELOW

if TYPE_CHECKING:
    from factcheck.project.queries.articles import Mark
    from factcheck.ui.article.sheet import Sheet

WIDTH: Final = 16


class CoverageStrip(QScrollBar):
    """A real scroll bar. Its marks are drawn once and kept; one more mark is drawn onto them."""

    def __init__(self, parent: QWidget, sheet: Sheet) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAccessibleName(_("Position in the article, and its claims"))
        self._sheet = sheet
        self._drawn: QPixmap | None = None
        # Once the whole text is laid out: where each line begins and how high it is, in shares of the page's height.
        self._tops: list[float] = []
        self._heights: list[float] = []

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another article; until ``settle``, places are told by the share of the text before them."""
        self._sheet = sheet
        self._tops, self._heights = [], []
        self.redraw()

    def redraw(self) -> None:
        """Draw the marks anew at the next paint."""
        self._drawn = None
        self.update()

    def settle(self) -> None:
        """Take the lines' real places: the layout of the whole text is done."""
        geometry = self._sheet.geometry
        whole = max(1.0, self._sheet.page.document.size().height())
        self._tops, self._heights = [], []
        block = self._sheet.page.document.begin()
        below = 0.0
        while block.isValid():
            if block.isVisible():
                frame = geometry.frame(block)
                self._tops.append(frame.top() / whole)
                self._heights.append(frame.height() / whole)
                below = frame.bottom() / whole
            else:
                self._tops.append(below)
                self._heights.append(0)
            block = block.next()
        self.redraw()

    def share(self, point: int) -> float:
        """How far down the page a code point stands, from 0 to 1."""
        page = self._sheet.page
        if self._tops:
            line = bisect_right(page.lines, point) - 1
            begin = page.lines[line]
            long = max(1, page.line_end(line) - begin)
            return self._tops[line] + self._heights[line] * (point - begin) / long
        whole = max(1, self.maximum() + self.pageStep())
        return (ABOVE + point / max(1, len(page.text)) * max(0, whole - ABOVE - BELOW)) / whole

    def add(self, mark: Mark) -> None:
        """Draw one more mark onto those that are drawn."""
        if self._drawn is not None:
            painter = QPainter(self._drawn)
            self._draw_mark(painter, mark)
            self._draw_untouched(painter)
            painter.end()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawn = None

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.maximum() > 0:
            thumb = QColor(theme.text)
            thumb.setAlphaF(0.10)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(thumb)
            painter.drawRoundedRect(self._thumb().adjusted(2, 0, -2, 0), 4, 4)
        if self._drawn is None:
            self._drawn = self._draw()
        painter.drawPixmap(0, 0, self._drawn)
        painter.setPen(Qt.PenStyle.NoPen)
        for mark in self._sheet.marks.of_claim(self._sheet.claim_id):
            painter.setBrush(QColor(self._sheet.look(mark).strong))
            painter.drawRoundedRect(self._box(mark, 3, 10), 1.5, 1.5)
        painter.setPen(QColor(theme.line))
        painter.drawLine(0, 0, 0, self.height())

    def _thumb(self) -> QRectF:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_ScrollBar
        slider = self.style().subControlRect(control, option, QStyle.SubControl.SC_ScrollBarSlider, self)
        return QRectF(0, slider.y(), WIDTH, slider.height())

    def _draw(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(round(self.width() * ratio), max(1, round(self.height() * ratio)))
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self._sheet.marks:
            self._draw_mark(painter, mark)
        self._draw_untouched(painter)
        painter.end()
        return drawn

    def _box(self, mark: Mark, left: float, width: float) -> QRectF:
        top = self.share(mark.start) * self.height()
        return QRectF(left, top, width, max(3.0, self.share(mark.end) * self.height() - top - 1))

    def _draw_mark(self, painter: QPainter, mark: Mark) -> None:
        look = self._sheet.look(mark)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.strong))
        painter.drawRoundedRect(self._box(mark, 5, 6) if look.loud else self._box(mark, 7, 2), 1.5, 1.5)

    def _draw_untouched(self, painter: QPainter) -> None:
        """A line along what nobody has dealt with; broad and in the accent for drafts, where it is what counts."""
        theme, loud = themes.current(), self._sheet.profile == "drafts"
        width = 3 if loud else 2
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillRect(QRectF(1, 0, 3, self.height()), QColor(0, 0, 0))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        ink = QColor(theme.accent if loud else theme.edge)
        low = high = -1.0
        # Sentences are many and pixels few: what falls onto the same ones is filled at once.
        for start, end in self._sheet.untouched():
            top, bottom = int(self.share(start) * self.height()), self.share(end) * self.height()
            if top <= high:
                high = max(high, bottom)
                continue
            if high > low >= 0:
                painter.fillRect(QRectF(1, low, width, max(1.0, high - low)), ink)
            low, high = float(top), bottom
        if high > low >= 0:
            painter.fillRect(QRectF(1, low, width, max(1.0, high - low)), ink)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A press beside the thumb goes there: that is where the mark is that the reader saw.
        if event.button() == Qt.MouseButton.LeftButton and not self._thumb().contains(event.position()):
            share = event.position().y() / max(1, self.height())
            whole = self.maximum() + self.pageStep()
            self.setValue(round(share * whole - self.pageStep() / 2))
        super().mousePressEvent(event)
