"""The verdict buttons: one for each rating of the scale with its key, and one for unchecked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.fonts import font
from factcheck.ui.icons import pixmap
from factcheck.ui.mirroring import draw_words, placed
from factcheck.ui.verdicts import verdict_look
from factcheck.ui.widgets import paint_focus

if TYPE_CHECKING:
    from factcheck.domain.records import Rating

COLUMNS: Final = 3
LAST_KEY: Final = 9
VARIOUS: Final = "various"  # chosen where several claims have several verdicts


class VerdictButton(QAbstractButton):
    """One verdict; the chosen one is tinted. A long label takes two lines."""

    def __init__(self, rating: Rating | None, key: str) -> None:
        super().__init__()
        self.rating, self.key = rating, key
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        words = verdict_look(rating).label
        self.setText(words)
        self.setAccessibleName(_("{verdict}, key {key}").format(verdict=words, key=key) if key else words)
        definition = rating.definition if rating is not None else ""
        self.setAccessibleDescription(definition)
        self.setToolTip(f"{words}  {key}\n{definition}".strip() if key else f"{words}\n{definition}".strip())

    def sizeHint(self) -> QSize:
        return QSize(100, 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, look = themes.current(), verdict_look(self.rating)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, rect = self.isChecked(), QRectF(self.rect())
        painter.setPen(QPen(QColor(look.strong if on else theme.edge), 1.6 if on else 1))
        painter.setBrush(QColor(look.tint if on else theme.hover if self.underMouse() else theme.raised))
        painter.drawRoundedRect(rect.adjusted(0.9, 0.9, -0.9, -0.9), 7, 7)
        if self.hasFocus():
            paint_focus(painter, rect.adjusted(3.5, 3.5, -3.5, -3.5))
        ink = look.strong if on else theme.text if self.isEnabled() else theme.faint
        ratio = self.devicePixelRatioF()
        spot = placed(painter, QRectF(9, rect.center().y() - 8, 16, 16), rect).topLeft()
        painter.drawPixmap(spot, pixmap(look.icon, look.strong, 16, ratio))
        room = placed(painter, rect.adjusted(31, 0, -22 if self.key else -8, 0), rect)
        self._paint_label(painter, room, ink, 600 if on else 500)
        if self.key:
            painter.setFont(font(11, 500))
            painter.setPen(QColor(look.strong if on else theme.faint))
            draw_words(painter, placed(painter, rect.adjusted(0, 0, -10, 0), rect), self.key, far=True)

    def _paint_label(self, painter: QPainter, rect: QRectF, ink: str, weight: int) -> None:
        painter.setPen(QColor(ink))
        face = font(12, weight)
        if QFontMetricsF(face).horizontalAdvance(self.text()) <= rect.width():
            painter.setFont(face)
            draw_words(painter, rect, self.text())
            return
        face = font(11, weight)
        painter.setFont(face)
        metrics = QFontMetricsF(face)
        words = self.text().split()
        first: list[str] = []
        while words and metrics.horizontalAdvance(" ".join([*first, words[0]])) <= rect.width():
            first.append(words.pop(0))
        lines = [" ".join(first), " ".join(words)] if first and words else [self.text()]
        top = rect.center().y() - 6.5 * len(lines)
        for row, line in enumerate(lines):
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, rect.width())
            # Higher than the line: Qt cuts off what is below its box, as the dots of Arabic letters are.
            draw_words(painter, QRectF(rect.x(), top + 13 * row - 4, rect.width(), 21), shown)


class VerdictBar(QWidget):
    """All verdicts of a scale in rows of three; ``rated`` carries the rating's id, None for unchecked."""

    rated = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Verdict"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._ratings: tuple[Rating, ...] = ()
        self._of_another_scale: Rating | None = None
        self.buttons: list[VerdictButton] = []
        self._chosen: str | None = None
        self._showing = False  # the buttons are being set; nobody pressed one
        self._keys: tuple[str, ...] = ("0", *(str(number) for number in range(1, LAST_KEY + 1)))

    def use(self, ratings: Sequence[Rating], chosen: Rating | None = None) -> None:
        """Offer the ratings of a scale; ``chosen`` may be of a scale that was used before, and is offered too then."""
        older = chosen if chosen is not None and chosen.id not in {rating.id for rating in ratings} else None
        if (tuple(ratings), older) != (self._ratings, self._of_another_scale) or not self.buttons:
            self._ratings, self._of_another_scale = tuple(ratings), older
            self._build()
        self.choose(chosen.id if chosen is not None else None)

    def show_keys(self, key: Callable[[str], str]) -> None:
        """Tell other keys; ``key`` gives that of an action of the window, or ""."""
        keys = tuple(key(f"verdict.{number}") for number in range(LAST_KEY + 1))
        if keys != self._keys:
            self._keys = keys
            if self.buttons:
                self._build()
                self.choose(self._chosen)

    def _build(self) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [
            VerdictButton(rating, self._keys[position] if position <= LAST_KEY else "")
            for position, rating in enumerate(self._ratings, 1)
        ]
        if self._of_another_scale is not None:
            self.buttons.append(VerdictButton(self._of_another_scale, ""))
        self.buttons.append(VerdictButton(None, self._keys[0]))
        rows = -(-len(self.buttons) // COLUMNS)
        height = 34 if rows <= 2 else 30
        self._grid.setVerticalSpacing(6 if rows <= 2 else 4)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        for position, button in enumerate(self.buttons):
            button.setFixedHeight(height)
            button.installEventFilter(self)
            # Not clicked: a screen reader presses what can be checked without clicking it.
            button.toggled.connect(partial(self._on_toggled, button))
            self._grid.addWidget(button, position // COLUMNS, position % COLUMNS)

    def choose(self, rating_id: str | None) -> None:
        """Show which verdict is chosen."""
        self._chosen, self._showing = rating_id, True
        fitting = [button for button in self.buttons if (button.rating.id if button.rating else None) == rating_id]
        for button in self.buttons:
            chosen = button in fitting
            button.setAutoExclusive(bool(fitting))  # else the one that was chosen could not be let go
            button.setChecked(chosen)
            button.setAutoExclusive(True)
            # Tab stops at the chosen one; arrows go to the others.
            stop = chosen or (not fitting and button is self.buttons[0])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if stop else Qt.FocusPolicy.NoFocus)
        self._showing = False

    def _on_toggled(self, button: VerdictButton, on: bool) -> None:
        if self._showing or not on:
            return
        rating_id = button.rating.id if button.rating else None
        self.choose(self._chosen)  # what is chosen shows what is saved
        if rating_id != self._chosen:
            self.rated.emit(rating_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button would take the arrows to go along the tab order, out of the grid.
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._moved(event)

    def _moved(self, event: QKeyEvent) -> bool:
        onwards = 1 if self.isLeftToRight() else -1
        key = Qt.Key
        steps = {key.Key_Left: -onwards, key.Key_Right: onwards, key.Key_Up: -COLUMNS, key.Key_Down: COLUMNS}
        focused = next((at for at, button in enumerate(self.buttons) if button.hasFocus()), None)
        step = steps.get(Qt.Key(event.key()))
        if step is None or focused is None:
            return False
        target = focused + step
        if 0 <= target < len(self.buttons):
            self.buttons[target].setFocus(Qt.FocusReason.TabFocusReason)
        return True
