"""Looks at pictures of the article view: which colours lie where."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from factcheck.ui.article.view import ArticleView


def colours(image: QImage, rect: QRectF) -> set[str]:
    """The colours in a rectangle of a picture."""
    area = rect.toAlignedRect().intersected(image.rect())
    return {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    }


def has_ink(found: set[str], colour: str) -> bool:
    """Whether one of the colours is ``colour``, softened at most by the smoothing of thin lines."""
    wanted = QColor(colour)
    return any(
        abs(each.red() - wanted.red()) + abs(each.green() - wanted.green()) + abs(each.blue() - wanted.blue()) < 120
        for each in map(QColor, found)
    )


def place_of(view: ArticleView, words: str) -> QRectF:
    start = view.sheet.page.text.index(words)
    return view.to_viewport(view.sheet.geometry.rects(start, start + len(words))[0])
