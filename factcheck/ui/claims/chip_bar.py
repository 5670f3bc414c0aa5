"""The filters as chips on one line; those that do not fit stand in a menu at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QWidget

from factcheck.translation import _
from factcheck.ui.widgets import Chip, IconButton

GAP = 6
MENU_SIDE = 26


class ChipBar(QWidget):
    """One of the filters is chosen; ``chosen`` carries its name. Left and right move between the chips."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._chips: dict[str, Chip] = {}
        self._value = ""
        self.setFixedHeight(MENU_SIDE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Filters"))
        self.more = IconButton("ellipsis", _("More filters"), size=16, side=MENU_SIDE)
        self.more.setParent(self)
        self.more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.more)
        self.more.setMenu(self._menu)

    @property
    def value(self) -> str:
        """The name of the chosen filter."""
        return self._value

    @property
    def chips(self) -> dict[str, Chip]:
        """The chips by the name of their filter."""
        return self._chips

    def offer(self, filters: Sequence[tuple[str, str]]) -> None:
        """Offer filters: name and words, in order. The chosen one stays where it is among them, else the first is."""
        if [(name, chip.text()) for name, chip in self._chips.items()] == list(filters):
            return
        for chip in self._chips.values():
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for name, words in filters:
            chip = Chip(words)
            chip.setParent(self)
            chip.setAutoExclusive(True)  # one of them: a screen reader says so
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.installEventFilter(self)
            chip.toggled.connect(partial(self._on_toggled, name))  # a screen reader does not click
            self._chips[name] = chip
        before = self._value
        if self._value not in self._chips:
            self._value = next(iter(self._chips), "")
        self._show_chosen()
        if before and before != self._value:
            self.chosen.emit(self._value)

    def tell_counts(self, counts: Mapping[str, str]) -> None:
        """Tell of filters how many they show, as tips."""
        for name, chip in self._chips.items():
            chip.setToolTip(counts.get(name, ""))

    def choose(self, name: str) -> None:
        """Choose a filter."""
        if name in self._chips and name != self._value:
            self._value = name
            self._show_chosen()
            self.chosen.emit(name)

    def _on_toggled(self, name: str, on: bool) -> None:
        if on:
            self.choose(name)

    def _show_chosen(self) -> None:
        for name, chip in self._chips.items():
            chip.setChecked(name == self._value)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(200, MENU_SIDE)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, MENU_SIDE)

    def _seen(self, box: QRect) -> QRect:
        """A box that was measured from where lines start in this window."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _place(self) -> None:
        """Lay the chips out; the chosen one is always among those in sight."""
        widths = {name: chip.sizeHint().width() for name, chip in self._chips.items()}
        fits = sum(widths.values()) + GAP * max(0, len(widths) - 1) <= self.width()
        room = self.width() if fits else self.width() - MENU_SIDE - GAP
        shown = {self._value} & widths.keys()
        x = sum(widths[name] + GAP for name in shown)
        for name in [name for name in widths if name not in shown]:
            if x + widths[name] > room:
                break
            shown.add(name)
            x += widths[name] + GAP
        x = 0
        previous: QWidget | None = None
        for name, chip in self._chips.items():
            chip.setVisible(name in shown)
            if name in shown:
                chip.setGeometry(self._seen(QRect(x, 0, widths[name], MENU_SIDE)))
                x += widths[name] + GAP
                if previous is not None:
                    QWidget.setTabOrder(previous, chip)
                previous = chip
        hidden = [name for name in self._chips if name not in shown]
        self.more.setVisible(bool(hidden))
        self.more.move(self._seen(QRect(QPoint(x, 0), self.more.size())).topLeft())
        if previous is not None:
            QWidget.setTabOrder(previous, self.more)
        self._menu.clear()
        for name in hidden:
            action = self._menu.addAction(self._chips[name].text())
            action.triggered.connect(lambda _checked=False, name=name: self.choose(name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A button would take the arrows to go along the tab order, out of the bar.
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._moved(event)

    def _moved(self, event: QKeyEvent) -> bool:
        onwards = 1 if self.isLeftToRight() else -1
        steps = {Qt.Key.Key_Left: -onwards, Qt.Key.Key_Right: onwards}
        shown = [chip for chip in self._chips.values() if chip.isVisible()]
        focused = next((at for at, chip in enumerate(shown) if chip.hasFocus()), None)
        step = steps.get(Qt.Key(event.key()))
        if step is None or focused is None:
            return False
        shown[(focused + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True
