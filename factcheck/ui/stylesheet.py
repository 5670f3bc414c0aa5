"""The application's style sheet: ``resources/themes/window.qss`` filled in: a theme's colours, the window's sides."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from factcheck.resources import resource

if TYPE_CHECKING:
    from factcheck.ui.theme import Theme


def style_sheet(theme: Theme) -> str:
    """The style sheet in the colours of ``theme``; a colour that the theme does not know raises ``KeyError``."""
    folder = resource("themes")
    # Qt's style sheets take pictures from files only, and know no currentColor: two of them per theme.
    pictures = {part: (folder / f"{theme.name}-{part}.svg").as_posix() for part in ("arrow", "tick")}
    rightwards = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    sides = {"start": "right", "end": "left"} if rightwards else {"start": "left", "end": "right"}
    template = Template((folder / "window.qss").read_text(encoding="utf-8"))
    return template.substitute({key: str(value) for key, value in asdict(theme).items()}, **pictures, **sides)
