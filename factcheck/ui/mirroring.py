"""Painted things in a window that is read from the right: boxes change sides, and words keep their own direction.

The painter tells the direction of the window: Qt gives it that of the widget that it paints on.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QLayout, QWidget

_RIGHT_TO_LEFT: Final = Qt.LayoutDirection.RightToLeft
_LEFT_TO_RIGHT: Final = Qt.LayoutDirection.LeftToRight
# Put together once: flags are an enumeration of Python's, and each | of them takes a microsecond.
_AT: Final = {
    (right, above): (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
    | (Qt.AlignmentFlag.AlignTop if above else Qt.AlignmentFlag.AlignVCenter)
    | Qt.AlignmentFlag.AlignAbsolute
    for right in (False, True)
    for above in (False, True)
}


def reads_rightwards_first(text: str, otherwise: bool = False) -> bool:
    """Whether the first letter with a direction is of a script that runs from right to left; ``otherwise`` without."""
    for character in text[:200]:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return otherwise


def apart(words: str) -> str:
    """Words that keep their own direction, and their place, in a line of another one (Unicode's isolate)."""
    return f"\u2068{words}\u2069"


def turned(words: str) -> str:
    """Words for a list, a box or a label: set apart where they run against the window."""
    window = QGuiApplication.layoutDirection() == _RIGHT_TO_LEFT
    return apart(words) if words and reads_rightwards_first(words, window) != window else words


def along(words: str) -> str:
    """A line that runs as the window does, whatever its words begin with (Unicode's mark)."""
    return f"\u200f{words}" if QGuiApplication.layoutDirection() == _RIGHT_TO_LEFT else words


def inset(of: QWidget | QLayout, start: int, top: int, end: int, bottom: int) -> None:
    """Set margins by where lines start and end in this window, since Qt's stay at the left and the right."""
    if QGuiApplication.layoutDirection() == _RIGHT_TO_LEFT:
        start, end = end, start
    of.setContentsMargins(start, top, end, bottom)


def placed(painter: QPainter, box: QRectF, within: QRectF) -> QRectF:
    """A box that was measured from the left of ``within``, on the side where the window's direction wants it."""
    if painter.layoutDirection() != _RIGHT_TO_LEFT:
        return box
    return QRectF(within.left() + within.right() - box.right(), box.y(), box.width(), box.height())


def draw_words(painter: QPainter, box: QRectF, words: str, *, far: bool = False, above: bool = False) -> None:
    """Draw one line of words where lines begin in this window (``far``: where they end), in their own direction."""
    window = painter.layoutDirection()
    rightwards = window == _RIGHT_TO_LEFT
    own = _RIGHT_TO_LEFT if reads_rightwards_first(words, rightwards) else _LEFT_TO_RIGHT
    if own != window:
        painter.setLayoutDirection(own)
    painter.drawText(box, _AT[rightwards != far, above], words)
    if own != window:
        painter.setLayoutDirection(window)
