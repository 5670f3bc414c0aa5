"""The shadow of what floats above the window: blurred once, then painted from its pieces.

Qt's own effect blurs anew whenever anything in its widget is painted, which takes 10 ms for each letter typed there.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise, product, repeat
from math import erf, sqrt
from operator import mul
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

_FOLLOWED: Final = {
    QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ZOrderChange,
    QEvent.Type.ParentChange,
}  # fmt: skip


class Shadow(QWidget):
    """Lies under a frame and goes where it goes. ``blur`` and ``drop`` are pixels, ``alpha`` 0 to 255."""

    def __init__(self, frame: QWidget, *, blur: int, drop: int, alpha: int) -> None:
        super().__init__(frame.parentWidget())
        self._frame, self._blur, self._drop, self._alpha = frame, blur, drop, alpha
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        frame.installEventFilter(self)
        frame.destroyed.connect(self.deleteLater)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._follow()
        return False

    def _follow(self) -> None:
        frame, blur, drop = self._frame, self._blur, self._drop
        if self.parentWidget() is not frame.parentWidget():
            self.setParent(frame.parentWidget())
        self.setGeometry(frame.geometry().adjusted(-blur, drop - blur, blur, drop + blur))
        self.setVisible(not frame.isHidden())
        self.stackUnder(frame)

    def paintEvent(self, event: QPaintEvent) -> None:
        around, ratio = 2 * self._blur, self.devicePixelRatioF()  # how far a corner is felt
        sides = (self.width(), self.height())
        # Of a large frame the middle of each side is drawn out.
        small = [min(side, 2 * around + 1) for side in sides]
        drawn = _blurred(small[0], small[1], self._blur, self._alpha, ratio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        across, down = (
            list(zip(pairwise(_cuts(side, around)), pairwise(_cuts(one, around)), strict=True))
            for side, one in zip(sides, small, strict=True)
        )
        for ((left, right), (x, x_end)), ((top, bottom), (y, y_end)) in product(across, down):
            target = QRectF(left, top, right - left, bottom - top)
            source = QRectF(x * ratio, y * ratio, (x_end - x) * ratio, (y_end - y) * ratio)
            painter.drawPixmap(target, drawn, source)


def _cuts(side: int, around: int) -> tuple[int, ...]:
    """Where a side is cut into corner, middle and corner; a short one is left whole."""
    return (0, around, side - around, side) if side > 2 * around else (0, side)


@cache
def _blurred(width: int, height: int, blur: int, alpha: int, ratio: float) -> QPixmap:
    """The shadow of a frame that is smaller by ``blur`` on each side."""
    wide, high = round(width * ratio), round(height * ratio)
    across, down = (_faded(side, blur * ratio) for side in (wide, high))
    # One quarter is enough, as the others are its mirror images.
    dark = [alpha * much for much in across]
    quarter = [bytes(map(round, map(mul, dark, repeat(most)))) for most in down]
    rows = _mirrored([row + row[: wide // 2][::-1] for row in quarter], high)
    image = QImage(b"".join(rows), wide, high, wide, QImage.Format.Format_Alpha8)
    # The image stands on bytes of Python's, the pixmap on its own.
    return QPixmap.fromImage(image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))


def _mirrored(half: list[bytes], whole: int) -> list[bytes]:
    return half + half[: whole // 2][::-1]


def _faded(side: int, blur: float) -> list[float]:
    """How dark a blurred bar is, pixel by pixel of the first half of a side: from 0 to 1 in its middle."""
    soft, half = blur / 4 * sqrt(2), (side + 1) // 2
    return [(erf((at + 0.5 - blur) / soft) - erf((at + 0.5 - side + blur) / soft)) / 2 for at in range(half)]
