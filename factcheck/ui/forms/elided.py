"""A line of words that gives way to its room: what does not fit ends in an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from factcheck.ui import theme as themes
from factcheck.ui.fonts import font
from factcheck.ui.mirroring import draw_words


class Elided(QLabel):
    """One line of plain words; ``tone`` names a colour of ``Theme``. A screen reader reads the whole."""

    def __init__(
        self, text: str = "", px: int = 13, weight: int = 400, tone: str = "text", *, struck: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._face = font(px, weight)
        self._face.setStrikeOut(struck)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show other words."""
        self.setText(" ".join(text.split()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._face)
        margins = self.contentsMargins()
        return QSize(metrics.horizontalAdvance(self.text()) + 2 + margins.left(), metrics.height() + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._face)
        painter.setPen(QColor(getattr(themes.current(), self._tone)))
        room = self.contentsRect()
        words = QFontMetrics(self._face).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        draw_words(painter, room.toRectF(), words)
