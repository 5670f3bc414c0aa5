"""The two themes: their colours, how the application puts one on, and who is told when it changes.

Widgets that paint themselves read ``current()`` inside ``paintEvent``; those that keep something tinted
(an icon, a document's text colour) connect ``theming.theme_changed``. Text colours are at least 4.5:1 on every
ground they stand on (``tests/ui/test_theme.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from factcheck.ui.fonts import font, load_fonts
from factcheck.ui.stylesheet import style_sheet


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they are for, as ``#RRGGBB``; ``shadow`` is the alpha (0-255) of a floating card's shadow.

    Grounds: ``window`` (frame and sidebar), ``surface`` (the article), ``panel`` (claims), ``raised`` (cards and
    fields), ``hover``, ``soft`` (what is chosen). Ink: ``text``, ``secondary``, ``faint``. ``line`` parts regions,
    ``edge`` frames what can be pressed.
    """

    name: str
    dark: bool
    window: str
    surface: str
    panel: str
    raised: str
    hover: str
    soft: str
    line: str
    edge: str
    text: str
    secondary: str
    faint: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    found: str
    found_strong: str
    warn_ground: str
    warn_edge: str
    warn_text: str
    error_ground: str
    error_edge: str
    error_text: str
    good: str
    bad: str
    unchecked_strong: str
    unchecked_tint: str
    shadow: int


LIGHT: Final = Theme(
    name="light",
    dark=False,
    window="#F4F3F0",
    surface="#FFFFFF",
    panel="#FAF9F7",
    raised="#FFFFFF",
    hover="#EFEDE8",
    soft="#E9EDFC",
    line="#E3E0D9",
    edge="#CFCBC2",
    text="#1D2127",
    secondary="#575E69",
    faint="#656C76",
    accent="#3450C4",
    accent_hover="#2B44AB",
    on_accent="#FFFFFF",
    selection="#CFD9FB",
    found="#FFE55C",
    found_strong="#7A5C00",
    warn_ground="#FFF4DB",
    warn_edge="#E8C877",
    warn_text="#6B4A00",
    error_ground="#FDECE8",
    error_edge="#E9B3A6",
    error_text="#8A1B08",
    good="#006646",
    bad="#930B05",
    unchecked_strong="#565A69",
    unchecked_tint="#E6E8EC",
    shadow=60,
)

DARK: Final = Theme(
    name="dark",
    dark=True,
    window="#15171B",
    surface="#1B1E23",
    panel="#181B1F",
    raised="#21252B",
    hover="#262B32",
    soft="#262D4D",
    line="#2B3038",
    edge="#3B424C",
    text="#E4E2DD",
    secondary="#A5ABB5",
    faint="#939AA5",
    accent="#93A7FF",
    accent_hover="#AEBDFF",
    on_accent="#10142A",
    selection="#34447F",
    found="#4A3D00",
    found_strong="#FFD84D",
    warn_ground="#33290F",
    warn_edge="#6B5620",
    warn_text="#F0D08A",
    error_ground="#3A1D17",
    error_edge="#7A3B2D",
    error_text="#FFB4A1",
    good="#86E0B0",
    bad="#F78B80",
    unchecked_strong="#9CA1A9",
    unchecked_tint="#30353D",
    shadow=150,
)


def sharpened(theme: Theme) -> Theme:
    """A theme for those who ask their system for more contrast: every frame is seen, and no words are faint."""
    return replace(theme, line=theme.faint, edge=theme.secondary, faint=theme.secondary, secondary=theme.text)


SHARP: Final = {theme.name: sharpened(theme) for theme in (LIGHT, DARK)}


class Theming(QObject):
    """Which theme the application wears; ``theme_changed`` carries the new one."""

    theme_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.theme = LIGHT

    def put_on(self, theme: Theme) -> None:
        """Take ``theme`` as the current one and tell everybody."""
        self.theme = theme
        self.theme_changed.emit(theme)


theming: Final = Theming()


def current() -> Theme:
    """The theme that the application wears."""
    return theming.theme


def theme_named(name: str) -> Theme:
    """The theme of a setting: ``light``, ``dark``, or anything else for what the system prefers.

    Where the system asks for more contrast, it is the sharpened one.
    """
    hints = QApplication.styleHints()
    dark = name == "dark" or (name != "light" and hints.colorScheme() == Qt.ColorScheme.Dark)
    theme = DARK if dark else LIGHT
    sharp = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    return SHARP[theme.name] if sharp else theme


def mixed(ground: str, ink: str, share: float) -> QColor:
    """``ground`` with a ``share`` (0-1) of ``ink`` in it."""
    one, two = QColor(ground), QColor(ink)
    return QColor.fromRgbF(
        *(
            a * (1 - share) + b * share
            for a, b in (
                (one.redF(), two.redF()),
                (one.greenF(), two.greenF()),
                (one.blueF(), two.blueF()),
            )
        )
    )


def _palette(theme: Theme) -> QPalette:
    role, off = QPalette.ColorRole, QPalette.ColorGroup.Disabled
    palette = QPalette()
    for which, colour in (
        (role.Window, theme.window),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.panel),
        (role.Text, theme.text),
        (role.WindowText, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.text),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.text),
        (role.PlaceholderText, theme.faint),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Accent, theme.accent),
        (role.Light, theme.raised),
        (role.Midlight, theme.hover),
        (role.Mid, theme.edge),
        (role.Dark, theme.edge),
        (role.Shadow, theme.line),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(off, which, QColor(theme.faint))
    return palette


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole application: fonts, Fusion style, palette, style sheet; then tell self-painted widgets."""
    load_fonts()
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font(13))
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))
    theming.put_on(theme)
