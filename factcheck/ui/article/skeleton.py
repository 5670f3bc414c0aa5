"""What stands in the article's place while it is being loaded."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.article.reading_style import MEASURES
from factcheck.ui.mirroring import placed

# Bars: width, height and the gap below.
_HEAD: Final = ((600, 30, 10), (380, 30, 18), (520, 16, 26), (220, 12, 30))
_PARAGRAPHS: Final = ((664, 640, 655, 300), (650, 664, 430), (664, 620, 664, 650, 210), (640, 520))


class SkeletonView(QWidget):
    """Bars in the shape of an article."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The article is being loaded"))
        themes.theming.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hover))
        left, top = max(16.0, (self.width() - MEASURES["normal"]) / 2), 44.0
        bars = [*_HEAD]
        for paragraph in _PARAGRAPHS:
            bars += [(width, 14, 13) for width in paragraph]
            bars[-1] = (bars[-1][0], 14, 23)
        for width, height, gap in bars:
            bar = QRectF(left, top, min(width, self.width() - 2 * left), height)
            painter.drawRoundedRect(placed(painter, bar, QRectF(self.rect())), 5, 5)
            top += height + gap
