"""Icons: the bundled SVGs, tinted in place of ``currentColor`` and drawn at the device's own resolution."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from factcheck.resources import resource
from factcheck.ui import theme

UNKNOWN = "circle-dashed"
# What points along the line: it points the other way in a window that is read from the right.
_ALONG_THE_LINE = frozenset(
    {
        "arrow-left", "arrow-right", "chevron-left", "chevron-right", "external-link", "list", "list-checks", "log-out",
        "panel-left", "panel-right", "redo-2", "send", "undo-2",
    }
)  # fmt: skip


@cache
def _svg(name: str) -> str:
    # Names come from a newsroom's own scale file too: only what is a plain name may become a path.
    file = resource("icons", f"{name}.svg") if re.fullmatch(r"[a-z0-9-]+", name) else None
    if file is None or not file.is_file():
        file = resource("icons", f"{UNKNOWN}.svg")
    return file.read_text(encoding="utf-8")


@cache
def _drawn(name: str, colour: str, size: int, ratio: float, stroke: float, turned: bool) -> QPixmap:
    source = _svg(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke:g}"')
    side = round(size * ratio)
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if turned:
        painter.translate(side, 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def pixmap(name: str, colour: str = "", size: int = 16, ratio: float = 0, stroke: float = 2) -> QPixmap:
    """The icon ``name``, ``size`` logical pixels square; an unknown name gives the dashed ring.

    ``colour`` is ``#RRGGBB`` (empty: the theme's secondary ink), ``ratio`` the device's (0: the application's).
    """
    ratio = ratio or cast("QGuiApplication", QGuiApplication.instance()).devicePixelRatio()
    turned = name in _ALONG_THE_LINE and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return _drawn(name, colour or theme.current().secondary, size, ratio, stroke, turned)


def icon(name: str, colour: str = "", size: int = 18, *, gap: int = 0) -> QIcon:
    """The icon ``name`` for a button or an action, with a paler one for the disabled state.

    ``gap`` is how many pixels stay free between it and the words that follow.
    """
    made = QIcon(_before_words(pixmap(name, colour, size), gap))
    made.addPixmap(_before_words(pixmap(name, _faded(), size), gap), QIcon.Mode.Disabled)
    return made


def _before_words(drawn: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return drawn
    ratio = drawn.devicePixelRatio()
    wider = QPixmap(drawn.width() + round(gap * ratio), drawn.height())
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(gap if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0, 0, drawn)
    painter.end()
    return wider


def _faded() -> str:
    look = theme.current()
    return theme.mixed(look.window, look.faint, 0.5).name(QColor.NameFormat.HexRgb)
