"""The gutter beside the column: a verdict's icon where each highlight begins, a thin line where nothing is to check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QTextBlock, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.article.spoken import ClaimTags
from factcheck.ui.fonts import font
from factcheck.ui.icons import pixmap

if TYPE_CHECKING:
    from factcheck.project.queries.articles import Mark
    from factcheck.ui.article.sheet import Sheet

WIDTH: Final = 56
_SIDE: Final = 20
_STEP: Final = 24
_SLOTS: Final = 2  # icons side by side; what does not fit is counted


class Gutter(QWidget):
    """Paints the marks beside the lines in view; a press on one chooses its claim."""

    claim_pressed = Signal(str)

    def __init__(self, view: QWidget, viewport: QWidget, sheet: Sheet) -> None:
        super().__init__(view)
        self._viewport = viewport
        self._sheet = sheet
        self._scroll = 0
        self._tags = ClaimTags(self)
        self._tags.pressed.connect(self.claim_pressed)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Claims beside the text"))

    def show_sheet(self, sheet: Sheet) -> None:
        """Paint another article."""
        self._sheet = sheet
        self.update()

    def scroll_to(self, value: int) -> None:
        """Follow the text: ``value`` is how far it is scrolled, in pixels."""
        self._scroll = value
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, bottom = event.rect().top() - _STEP, event.rect().bottom() + _STEP
        self._paint_decided(painter, self._blocks(top, bottom))
        for y, marks in self._rows(top, bottom).items():
            self._paint_row(painter, y, marks)
        self._tags.follow(self._sheet, self._places)

    def _blocks(self, top: float, bottom: float) -> list[tuple[QTextBlock, QRectF]]:
        """The lines between two heights of this widget."""
        return list(self._sheet.geometry.blocks_between(self._scroll + top, self._scroll + bottom))

    def _rows(self, top: float, bottom: float) -> dict[int, list[Mark]]:
        """The highlights that begin between two heights, by the height where they do; in a row the chosen one first.

        So it is never one of those that are only counted.
        """
        rows: dict[int, list[Mark]] = {}
        for block, frame in self._blocks(top, bottom):
            for mark, _lane in self._sheet.marks.in_line(block.blockNumber()):
                y = self._first_line(block, frame, mark)
                if y is not None and top <= y <= bottom:
                    rows.setdefault(round(y), []).append(mark)
        return {y: sorted(marks, key=lambda mark: not self._sheet.is_chosen(mark)) for y, marks in rows.items()}

    def _places(self) -> list[tuple[QRectF, Mark]]:
        """Where the icon of each highlight in view stands; those that are only counted stand in the last place."""
        rows = self._rows(-30, self.height() + 30).items()
        return [
            (self._slot(min(slot, _SLOTS - 1), y), mark) for y, marks in rows for slot, mark in enumerate(marks)
        ]

    def _first_line(self, block: QTextBlock, frame: QRectF, mark: Mark) -> float | None:
        """The middle of the line where a highlight begins, in this widget; None where it began above."""
        page = self._sheet.page
        start = self._sheet.place_of(mark)[0]
        if start < page.lines[block.blockNumber()]:
            return None
        line = block.layout().lineForTextPosition(page.offsets.to_units(start) - block.position())
        return frame.top() + line.y() + line.height() / 2 - self._scroll if line.isValid() else None

    def repaint_beside(self, rect: QRectF) -> None:
        """Paint anew beside a line of the text, given in this widget's pixels."""
        self.update(QRect(0, round(rect.top()) - _STEP, WIDTH, round(rect.height()) + 2 * _STEP))

    def _paint_row(self, painter: QPainter, y: int, marks: list[Mark]) -> None:
        shown = marks if len(marks) <= _SLOTS else marks[: _SLOTS - 1]
        ratio = self.devicePixelRatioF()
        for slot, mark in enumerate(shown):
            look = self._sheet.look(mark)
            box = self._slot(slot, y)
            if self._sheet.is_chosen(mark):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(look.tint))
                painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), 7, 7)
            painter.drawPixmap(box.topLeft() + QPointF(1, 1), pixmap(look.icon, look.strong, 18, ratio))
        if len(shown) < len(marks):
            box = self._slot(len(shown), y)
            painter.setFont(font(11, 600))
            painter.setPen(QColor(themes.current().secondary))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"+{len(marks) - len(shown)}")

    def _slot(self, slot: int, y: float) -> QRectF:
        rtl = self._sheet.page.right_to_left
        x = 8 + _STEP * slot if rtl else self.width() - 28 - _STEP * slot
        return QRectF(x, y - _SIDE / 2, _SIDE, _SIDE)

    def _paint_decided(self, painter: QPainter, blocks: list[tuple[QTextBlock, QRectF]]) -> None:
        if not blocks:
            return
        page = self._sheet.page
        first, last = page.lines[blocks[0][0].blockNumber()], page.line_end(blocks[-1][0].blockNumber())
        x = 1.0 if page.right_to_left else self.width() - 3.0
        for start, end in self._sheet.decided:
            if start < last and end > first:
                for rect in self._sheet.geometry.rects(start, end):
                    bar = QRectF(x, rect.top() - self._scroll, 2, rect.height() + 4)
                    painter.fillRect(bar, QColor(themes.current().edge))

    def _mark_at(self, place: QPointF) -> Mark | None:
        rows = self._rows(place.y() - _STEP, place.y() + _STEP).items()
        spots = ((self._slot(slot, y), mark) for y, marks in rows for slot, mark in enumerate(marks[:_SLOTS]))
        return next((mark for box, mark in spots if box.adjusted(-2, -4, 2, 4).contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        mark = self._mark_at(event.position())
        if mark is not None:
            self.claim_pressed.emit(mark.claim_id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._mark_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._viewport, event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            mark = self._mark_at(QPointF(event.pos()))
            words = ""
            if mark is not None:
                words = f"{self._sheet.marks.number(mark.claim_id)}  {self._sheet.look(mark).label}"
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
