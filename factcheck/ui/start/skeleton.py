"""The shape of an article, painted while the article itself is on its way."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from factcheck.translation import _
from factcheck.ui import theme as themes

COLUMN: Final = 664
# Widths in pixels: headline, standfirst and byline with (height, gap below), then the lines of four paragraphs.
_HEAD: Final = ((600, 30, 10), (380, 30, 18), (520, 16, 26), (220, 12, 30))
_PARAGRAPHS: Final = ((664, 640, 655, 300), (650, 664, 430), (664, 620, 664, 650, 210), (640, 520))


class Skeleton(QWidget):
    """Grey bars where the words will be."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The article is being loaded"))
        themes.theming.theme_changed.connect(self.on_theme_changed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(themes.current().hover))
        room = min(COLUMN, self.width() - 100)
        left, top = (self.width() - room) / 2, 44.0
        bars = list(_HEAD)
        for lines in _PARAGRAPHS:
            bars += [(width, 14, 13 if number < len(lines) - 1 else 23) for number, width in enumerate(lines)]
        for width, height, gap in bars:
            painter.drawRoundedRect(QRectF(left, top, min(width, room), height), 5, 5)
            top += height + gap

    def on_theme_changed(self, _theme: themes.Theme) -> None:
        """Paint in the new colours."""
        self.update()
