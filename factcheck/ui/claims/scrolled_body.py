"""The body of the inspector: its parts under one another, scrolled together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from factcheck.ui.making import dress
from factcheck.ui.mirroring import inset

_AROUND = 20  # pixels that stay in sight above and below what is revealed


class ScrolledBody(QScrollArea):
    """Holds widgets, and rows of them, in a column."""

    def __init__(self) -> None:
        super().__init__()
        body = QWidget()
        body.resize(1, 1)  # else Qt asks how large it would like to be, which dresses it before it is in its place
        self._column = QVBoxLayout(body)
        inset(self._column, 0, 0, 4, 4)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # The bar stands in the margin: cards keep their width whether or not there is one.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)

    def fill(self, parts: Iterable[QWidget | QHBoxLayout]) -> Iterator[None]:
        """Add parts to the end, each in a step."""
        for part in parts:
            place = self._column.count() - 1
            if isinstance(part, QHBoxLayout):
                self._column.insertLayout(place, part)
            else:
                self._column.insertWidget(place, part)
                dress(part)
            yield

    def put(self, part: QWidget, *, behind: QWidget | None) -> None:
        """Put a part behind another one, or before all."""
        self._column.removeWidget(part)
        self._column.insertWidget(0 if behind is None else self._column.indexOf(behind) + 1, part)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget; one that was just opened has its place only once the layout ran."""
        self._column.activate()
        self.ensureWidgetVisible(widget, 0, _AROUND)
