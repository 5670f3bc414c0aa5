"""The sheet for how an article is read: the size of its letters, their font, and the width of the column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QWidget

from factcheck.locales import percent
from factcheck.translation import _
from factcheck.ui.article.reading_style import ZOOMS, ReadingStyle
from factcheck.ui.fonts import reading_families
from factcheck.ui.popover import Popover
from factcheck.ui.widgets import GhostButton, IconButton, label, set_state

_CHOICE: Final = 112  # pixels


class TextMenu(Popover):
    """Shows a style; each press chooses another one at once. ``keys`` make the text smaller and larger."""

    chosen = Signal(object)  # ReadingStyle

    def __init__(self, parent: QWidget, reading: ReadingStyle, keys: tuple[str, str] = ("", "")) -> None:
        super().__init__(parent, _("Text"))
        self._reading = reading
        self.smaller = IconButton("zoom-out", _("Smaller text"), key=keys[0], size=17, side=30)
        self.actual = GhostButton("", px=12, pressed=lambda: self._choose(replace(self._reading, zoom=1.0)))
        self.larger = IconButton("zoom-in", _("Larger text"), key=keys[1], size=17, side=30)
        self.actual.setToolTip(_("Back to {percent}").format(percent=percent(100)))
        self.smaller.clicked.connect(lambda: self._choose(self._reading.zoomed(-1)))
        self.larger.clicked.connect(lambda: self._choose(self._reading.zoomed(1)))
        size = QHBoxLayout()
        size.setContentsMargins(0, 0, 0, 0)
        size.setSpacing(6)
        for button in (self.smaller, self.actual, self.larger):
            size.addWidget(button)
        size.addStretch()
        self.faces = _Choice(
            _("Font"),
            (("serif", _("Source Serif")), ("sans", _("Inter")), ("system", _("System"))),
        )
        for face, choice in self.faces.buttons.items():
            letters = choice.font()
            letters.setFamilies(reading_families("en", face))
            choice.setFont(letters)
        self.measures = _Choice(_("Width"), (("narrow", _("Narrow")), ("normal", _("Normal")), ("wide", _("Wide"))))
        self.faces.chosen.connect(lambda face: self._choose(replace(self._reading, face=face)))
        self.measures.chosen.connect(lambda measure: self._choose(replace(self._reading, measure=measure)))
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        sized = QWidget()
        sized.setLayout(size)
        named = ((_("Size"), sized), (_("Font"), self.faces), (_("Width"), self.measures))
        for number, (words, row) in enumerate(named):
            grid.addWidget(label(words, 12, tone="secondary"), number, 0)
            grid.addWidget(row, number, 1)
        self.show_reading(reading)
        self.larger.setFocus()

    def show_reading(self, reading: ReadingStyle) -> None:
        """Show a style that was chosen."""
        self._reading = reading
        size = percent(round(reading.zoom * 100))
        self.actual.setText(size)
        self.actual.setAccessibleName(_("Size: {percent}").format(percent=size))
        self.smaller.setEnabled(reading.zoom > ZOOMS[0])
        self.larger.setEnabled(reading.zoom < ZOOMS[-1])
        self.faces.choose(reading.face)
        self.measures.choose(reading.measure)

    def _choose(self, reading: ReadingStyle) -> None:
        self.show_reading(reading)
        self.chosen.emit(reading)


class _Choice(QWidget):
    """One of a few, side by side; the arrow keys go among them."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[str, GhostButton] = {}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for key, words in choices:
            button = self.buttons[key] = GhostButton(words, weight=400)
            button.setCheckable(True)
            button.setFixedWidth(_CHOICE)
            button.setProperty("key", key)
            button.setAccessibleName(f"{name}: {words}")
            group.addButton(button)
            row.addWidget(button)
        group.buttonClicked.connect(lambda button: self.chosen.emit(button.property("key")))

    def choose(self, key: str) -> None:
        """Show which one it is."""
        for each, button in self.buttons.items():
            button.setChecked(each == key)
            set_state(button, "chosen", value=each == key)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == key else Qt.FocusPolicy.ClickFocus)
