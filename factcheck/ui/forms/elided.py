"""A line of words that gives way to its room: what does not fit ends in an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from factcheck.ui import theme as themes
from factcheck.ui.fonts import font


class Elided(QWidget):
    """One line of plain words; ``tone`` names a colour of ``Theme``. The whole is its tip and accessible name."""

    def __init__(
        self, text: str = "", px: int = 13, weight: int = 400, tone: str = "text", *, struck: bool = False
    ) -> None:
        super().__init__()
        self._face = font(px, weight)
        self._face.setStrikeOut(struck)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show other words."""
        self.text = " ".join(text.split())
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._face)
        margins = self.contentsMargins()
        return QSize(metrics.horizontalAdvance(self.text) + 2 + margins.left(), metrics.height() + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._face)
        painter.setPen(QColor(getattr(themes.current(), self._tone)))
        words = QFontMetrics(self._face).elidedText(self.text, Qt.TextElideMode.ElideRight, self.contentsRect().width())
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
