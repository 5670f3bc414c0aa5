"""The small widgets that every panel shares; all that can be pressed are real buttons with names."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.fonts import font
from factcheck.ui.icons import icon, pixmap
from factcheck.ui.mirroring import draw_words, inset, placed
from factcheck.ui.shadow import Shadow
from factcheck.ui.verdicts import VerdictLook, verdict_look

if TYPE_CHECKING:
    from factcheck.domain.records import Rating


def label(text: str = "", px: int = 13, weight: int = 400, tone: str = "", *, wrap: bool = False) -> QLabel:
    """Plain words; ``tone`` is empty or one of secondary, faint, accent, good, bad, warn, error."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(px, weight))
    made.setWordWrap(wrap)
    made.setProperty("tone", tone)
    return made


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at (``chosen``, ``tone``, ``kind``) and dress the widget anew."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


class Glyph(QLabel):
    """An icon that only illustrates; it follows the theme. ``tone`` names a colour of ``Theme``."""

    def __init__(self, name: str, size: int = 16, tone: str = "secondary", stroke: float = 2) -> None:
        super().__init__()
        self._name, self._size, self._tone, self._stroke = name, size, tone, stroke
        self.setFixedSize(size, size)
        themes.theming.theme_changed.connect(self.on_theme_changed)
        self.on_theme_changed(themes.current())

    def show_icon(self, name: str, tone: str) -> None:
        """Show another icon in another tone."""
        self._name, self._tone = name, tone
        self.on_theme_changed(themes.current())

    def on_theme_changed(self, theme: themes.Theme) -> None:
        """Tint the icon anew."""
        colour = getattr(theme, self._tone)
        self.setPixmap(pixmap(self._name, colour, self._size, self.devicePixelRatioF(), self._stroke))


class IconButton(QToolButton):
    """A button of one icon; ``name`` is told to screen readers and, with the key, shown as its tip."""

    def __init__(self, icon_name: str, name: str, *, key: str = "", size: int = 18, side: int = 32) -> None:
        super().__init__()
        self._icon_name, self._size = icon_name, size
        self.setIconSize(QSize(size, size))
        self.setFixedSize(side, side)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.rename(name, key)
        themes.theming.theme_changed.connect(self.on_theme_changed)
        self.on_theme_changed(themes.current())

    def rename(self, name: str, key: str = "") -> None:
        """Tell another name and key."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {key}" if key else name)

    def show_icon(self, icon_name: str) -> None:
        """Show another icon."""
        self._icon_name = icon_name
        self.on_theme_changed(themes.current())

    def on_theme_changed(self, _theme: themes.Theme) -> None:
        """Tint the icon anew."""
        self.setIcon(icon(self._icon_name, size=self._size))


def make_clearable(field: QLineEdit) -> None:
    """Give a field the button that empties it, under a name."""
    field.setClearButtonEnabled(True)
    for action in field.findChildren(QAction):
        if action.objectName() == "_q_qlineeditclearaction":
            action.setText(_("Clear"))


class _WordButton(QPushButton):
    """A button with words and, where wanted, an icon before them."""

    def __init__(
        self,
        text: str,
        icon_name: str = "",
        *,
        pressed: Callable[[], object] | None = None,
        px: int = 13,
        weight: int = 500,
    ) -> None:
        super().__init__(text)
        self._icon_name = icon_name
        self.setFont(font(px, weight))
        self.setAutoDefault(False)
        if icon_name:
            self.setIconSize(QSize(20, 16))
            themes.theming.theme_changed.connect(self.on_theme_changed)
            self.on_theme_changed(themes.current())
        if pressed is not None:
            self.clicked.connect(lambda _checked=False: pressed())

    def ink(self) -> str:
        """The colour of the icon."""
        return themes.current().secondary

    def on_theme_changed(self, _theme: themes.Theme) -> None:
        """Tint the icon anew."""
        self.setIcon(icon(self._icon_name, self.ink(), 16, gap=4))


class GhostButton(_WordButton):
    """An ordinary button. Property ``plain``: no frame; ``chosen``: framed in the accent."""


class PrimaryButton(_WordButton):
    """The one button that most people want next."""

    def __init__(
        self, text: str, icon_name: str = "", *, pressed: Callable[[], object] | None = None, px: int = 13
    ) -> None:
        super().__init__(text, icon_name, pressed=pressed, px=px, weight=600)

    def ink(self) -> str:
        """The colour of the icon."""
        return themes.current().on_accent

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_focus(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), self.ink())


class Chip(QPushButton):
    """A filter that is on or off."""

    def __init__(self, text: str, *, chosen: bool = False) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setChecked(chosen)
        self.setFont(font(12, 500))
        self.setFixedHeight(26)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class KeyCap(QLabel):
    """A key of the keyboard."""

    def __init__(self, text: str, height: int = 20) -> None:
        super().__init__(text)
        self.setFont(font(11, 500))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumWidth(20)
        self.setFixedHeight(height)


class Badge(QLabel):
    """A short notice in the header, such as 'Read only'."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setFont(font(12, 500))
        self.setFixedHeight(26)


class Card(QFrame):
    """A raised frame. Property ``chosen``: framed in the accent; ``floating``: with a shadow, see ``lift``."""

    def lift(self) -> None:
        """Let the card float above what is behind it."""
        set_state(self, "floating", value=True)
        self.shadow = Shadow(self, blur=28, drop=6, alpha=themes.current().shadow)


class Separator(QFrame):
    """A line of one pixel between regions."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


def paint_focus(painter: QPainter, rect: QRectF, colour: str = "") -> None:
    """Draw the ring of what has the focus and is framed already: two pixels in the accent, inside the frame."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colour or themes.current().accent), 2))
    painter.drawRoundedRect(rect, 5, 5)


def paint_pill(painter: QPainter, rect: QRectF, look: VerdictLook, words: str = "") -> None:
    """Draw a verdict's pill: icon and label on the tint, as wide as ``rect``; one that is not loud is a thin line."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen if look.loud else QPen(themes.mixed(look.tint, look.strong, 0.25), 1))
    painter.setBrush(QColor(look.tint) if look.loud else Qt.BrushStyle.NoBrush)
    frame = rect if look.loud else rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
    ratio = painter.device().devicePixelRatioF()
    spot = placed(painter, QRectF(rect.x() + 6, rect.center().y() - 7, 14, 14), rect).topLeft()
    painter.drawPixmap(spot, pixmap(look.icon, look.strong, 14, ratio, 2.4))
    painter.setPen(QColor(look.strong))
    painter.setFont(font(12, 600))
    draw_words(painter, placed(painter, rect.adjusted(25, 0, -8, 0), rect), words or look.label)


def pill_width(words: str) -> float:
    """How wide a pill with these words wants to be, in pixels."""
    return QFontMetricsF(font(12, 600)).horizontalAdvance(words) + 34


class Pill(QWidget):
    """A verdict's pill; ``status`` is that of its claim."""

    def __init__(self, rating: Rating | None = None, status: str = "") -> None:
        super().__init__()
        self._rating, self._status = rating, status
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_rating(rating)

    def show_rating(self, rating: Rating | None) -> None:
        """Show another verdict; None is unchecked."""
        self._rating = rating
        self.setAccessibleName(self._look().label)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(pill_width(self._look().label)), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, QRectF(self.rect()).adjusted(0, 1, 0, -1), self._look())

    def _look(self) -> VerdictLook:
        return verdict_look(self._rating, status=self._status)


# White letters are at least 4.5:1 on each of these.
_PERSON_COLOURS: Final = ("#7652B8", "#2A7362", "#9C5621", "#3450C4", "#A83C6B", "#4F6B1F", "#1F6A8C", "#855C00")


def person_colour(initials: str) -> str:
    """The colour of a person's circle: the same one on every computer."""
    return _PERSON_COLOURS[zlib.crc32(initials.encode()) % len(_PERSON_COLOURS)]


def paint_avatar(painter: QPainter, rect: QRectF, initials: str) -> None:
    """Draw a person's initials in a circle of their colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(person_colour(initials)))
    painter.drawEllipse(rect)
    painter.setPen(QColor("#FFFFFF"))
    painter.setFont(font(max(8, round(rect.height() * 0.42)), 600))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials[:2])


class Avatar(QWidget):
    """A person: initials in a coloured circle."""

    def __init__(self, initials: str, name: str = "", side: int = 22) -> None:
        super().__init__()
        self.setFixedSize(side, side)
        self.show_person(initials, name)

    def show_person(self, initials: str, name: str = "") -> None:
        """Show another person."""
        self._initials = initials
        self.setAccessibleName(name or initials)
        self.setToolTip(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), QRectF(self.rect()), self._initials)


def paint_progress(painter: QPainter, rect: QRectF, done: int, total: int) -> None:
    """Draw how much of ``total`` is ``done`` as a ring; all of it is a tick."""
    theme = themes.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if total and done >= total:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect.topLeft(), pixmap("circle-check", theme.good, round(rect.width()), ratio, 2.4))
        return
    ring = rect.adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.edge), 2))
    painter.drawEllipse(ring)
    if total and done:
        painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, 90 * 16, -round(360 * 16 * done / total))


_BANNER_ICONS: Final = {
    "info": ("info", "accent"),
    "warn": ("triangle-alert", "warn_text"),
    "error": ("octagon-alert", "error_text"),
}


class Banner(QFrame):
    """A message across a panel; work goes on below it. ``kind`` is info, warn or error."""

    def __init__(
        self, kind: str, title: str, text: str = "", buttons: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.setAccessibleName(f"{title} {text}".strip())
        row = QHBoxLayout(self)
        inset(row, 14, 9, 12, 9)
        row.setSpacing(10)
        row.addWidget(Glyph(_BANNER_ICONS[kind][0], 18, _BANNER_ICONS[kind][1]))
        words = QLabel()
        words.setTextFormat(Qt.TextFormat.RichText)
        words.setText(f"<b>{_escaped(title)}</b>&nbsp; {_escaped(text)}" if text else f"<b>{_escaped(title)}</b>")
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(words, 1)
        self.buttons = [GhostButton(name, pressed=pressed, px=12) for name, pressed in buttons]
        for button in self.buttons:
            row.addWidget(button)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


class LoadingBar(QFrame):
    """What is being loaded, how far it is, and Cancel."""

    cancelled = Signal()

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        inset(row, 14, 8, 10, 8)
        row.setSpacing(12)
        self._title, self._text = label(title, 13, 700), label(text)
        row.addWidget(self._title)
        row.addWidget(self._text, 1)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(140, 6)
        row.addWidget(self._bar)
        self.cancel = GhostButton(_("Cancel"), pressed=self.cancelled.emit, px=12)
        row.addWidget(self.cancel)
        self.show_progress(0, 0, text)
        self.setAccessibleName(title)

    def show_progress(self, done: int, total: int, text: str | None = None) -> None:
        """Show ``done`` of ``total``; a total of 0 means that nobody knows how much there is."""
        # A bar that does not know its end moves to and fro: not where the cursor may not even blink.
        self._bar.setVisible(bool(total) or QApplication.cursorFlashTime() > 0)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if text is not None:
            self._text.setText(text)
