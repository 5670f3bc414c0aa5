"""How a verdict looks: its colours, icon and line pattern, and the lines themselves.

Meaning is never colour alone: the icon's shape and the pattern under the words carry it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import floor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from factcheck.translation import _
from factcheck.ui import theme as themes

if TYPE_CHECKING:
    from factcheck.domain.records import Rating

UNCHECKED_ICON: Final = "circle-dashed"
RE_CHECK_ICON: Final = "rotate-ccw"


@dataclass(frozen=True, slots=True)
class VerdictLook:
    """What a verdict is drawn with: colours as ``#RRGGBB``, ``pattern`` as ``paint_underline`` knows it.

    ``loud`` is whether its words are filled with the tint, or only underlined.
    """

    label: str
    icon: str
    pattern: str
    strong: str
    tint: str
    loud: bool = True


def verdict_look(
    rating: Rating | None, *, theme: themes.Theme | None = None, profile: str = "statements", status: str = ""
) -> VerdictLook:
    """The look of a rating (None: unchecked) in a theme (None: the current one).

    Statements are loud throughout. In drafts what is open is loud, and what is settled is a thin line. A verdict on
    words that changed since does not look like one: it says what it was, in the look of a warning.
    """
    theme = theme or themes.current()
    if rating is None:
        return VerdictLook(_("Unchecked"), UNCHECKED_ICON, "fine", theme.unchecked_strong, theme.unchecked_tint)
    from factcheck.domain.findings import RE_CHECK, is_open  # imports the records: not before the first paint

    if status == RE_CHECK:
        return VerdictLook(was(rating), RE_CHECK_ICON, "longdash", theme.warn_text, theme.warn_ground)
    return VerdictLook(
        rating.label,
        rating.icon,
        rating.pattern,
        rating.strong_dark if theme.dark else rating.strong_light,
        rating.tint_dark if theme.dark else rating.tint_light,
        loud=profile != "drafts" or is_open(status, rating),
    )


def was(rating: Rating) -> str:
    """A verdict that was given before the words changed."""
    return _("was {verdict}").format(verdict=rating.label)


# Dashes in units of the pen's width.
_DASHES: Final[dict[str, tuple[float, ...]]] = {
    "dashed": (4.5, 2.2),
    "longdash": (9, 3),
    "dashdot": (5, 2, 1, 2),
    "dashdotdot": (5, 2, 1, 2, 1, 2),
}
PATTERNS: Final = ("solid", "double", "dashed", "zigzag", "dotted", "wave", "thick", "fine", *list(_DASHES)[1:])


_LONGEST: Final = 1700  # pixels: a line of the widest column at 200 %
_ABOVE: Final = 6  # pixels over and under the middle of an underline, strong ones included


def paint_underline(painter: QPainter, pattern: str, rect: QRectF, colour: str, *, strong: bool = False) -> None:
    """Draw ``pattern`` along the lower edge of ``rect``, about four pixels high, centred on ``rect.bottom()``.

    ``strong`` is for the chosen one. An unknown pattern is a solid line.
    """
    # To draw a wave or dashes takes a hundred times as long as to copy them: each is drawn once, as long as can be.
    ratio = painter.device().devicePixelRatio()
    kept = _underline(pattern, colour, ratio, strong)
    width = min(rect.width(), _LONGEST)
    place = QRectF(rect.left(), floor(rect.bottom()) - _ABOVE, width, 2 * _ABOVE)
    painter.drawPixmap(place, kept, QRectF(0, 0, width * ratio, kept.height()))


@lru_cache(maxsize=64)
def _underline(pattern: str, colour: str, ratio: float, strong: bool) -> QPixmap:
    kept = QPixmap(round(_LONGEST * ratio), round(2 * _ABOVE * ratio))
    kept.setDevicePixelRatio(ratio)
    kept.fill(Qt.GlobalColor.transparent)
    painter = QPainter(kept)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_underline(painter, pattern, _LONGEST, colour, strong=strong)
    painter.end()
    return kept


def _draw_underline(painter: QPainter, pattern: str, length: float, colour: str, *, strong: bool) -> None:
    y, left, right = _ABOVE + 0.5, 0.0, length
    width = 2.2 if strong else 1.6
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = (QPointF(left, y), QPointF(right, y))
    if pattern in _DASHES:
        pen.setDashPattern(list(_DASHES[pattern]))
    elif pattern == "double":
        painter.setPen(QPen(pen.color(), 1.4 if strong else 1.1))
        painter.drawLine(QPointF(left, y - 1), QPointF(right, y - 1))
        line = (QPointF(left, y + 1.6), QPointF(right, y + 1.6))
        pen = painter.pen()
    elif pattern == "dotted":
        # Round dots: dashes of no length with round caps.
        pen.setWidthF(width + 0.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.2])
        line = (QPointF(left + 1, y), QPointF(right, y))
    elif pattern == "fine":
        pen = QPen(pen.color(), 1.4 if strong else 1, Qt.PenStyle.DotLine)
    elif pattern == "thick":
        pen.setWidthF(width * 2)
    elif pattern in {"zigzag", "wave"}:
        pen.setWidthF(width * 0.85)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPath(_swing(left, right, y, round_turns=pattern == "wave"))
        return
    painter.setPen(pen)
    painter.drawLine(*line)


def _swing(left: float, right: float, y: float, *, round_turns: bool) -> QPainterPath:
    """A line that goes up and down: sharp turns (zigzag) or round ones (wave)."""
    step = 4.2 if round_turns else 3.2
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right - 0.5:
        end = min(x + step, right)
        if round_turns:
            path.quadTo(QPointF((x + end) / 2, y + (-3.2 if up else 3.2)), QPointF(end, y))
        else:
            path.lineTo(end, y + (-1.9 if up else 1.5))
        x, up = end, not up
    return path
