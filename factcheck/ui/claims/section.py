"""A section of the inspector: a title with its count, something to press at its right, rows below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from factcheck.ui.widgets import GhostButton, label


def link_button(words: str) -> GhostButton:
    """A small button without a frame, for the right end of a section's title."""
    button = GhostButton(words, px=12)
    button.setProperty("plain", True)
    button.setProperty("small", True)
    button.setFixedHeight(22)
    return button


class Section(QWidget):
    """Rows under a title. Rows are kept while what they show is the same, so that the focus stays where it is."""

    def __init__(self, title: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._head = QHBoxLayout()
        self._head.setSpacing(6)
        self.title = label(title, 12, 600, "secondary")
        self.count = label("", 12, 600, "secondary")
        self._head.addWidget(self.title)
        self._head.addWidget(self.count)
        self._head.addStretch()
        column.addLayout(self._head)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        column.addLayout(self.body)
        self._rows: list[tuple[object, QWidget]] = []

    def add_to_head(self, widget: QWidget) -> None:
        """Put something at the right end of the title."""
        self._head.addWidget(widget)

    @property
    def rows(self) -> list[QWidget]:
        """The rows in their order."""
        return [widget for _key, widget in self._rows]

    def kept(self, key: object) -> QWidget | None:
        """The row that shows the value ``key`` already."""
        return next((widget for known, widget in self._rows if known == key), None)

    def show_rows(self, rows: Sequence[tuple[object, QWidget]], count: int | None = None) -> None:
        """Show rows, each with the value that it shows; rows that are no longer among them are dropped."""
        staying = {id(widget) for _key, widget in rows}
        focused = self.window().focusWidget()
        left: int | None = None
        for position, (_key, widget) in enumerate(self._rows):
            if id(widget) not in staying:
                if widget is focused or widget.isAncestorOf(focused):
                    left = position
                self.body.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        for position, (_key, widget) in enumerate(rows):
            if self.body.indexOf(widget) != position:
                self.body.insertWidget(position, widget)
                widget.show()  # the layout would show it only later, and what is hidden has no room and no focus
        self._rows = list(rows)
        if left is not None and rows:
            # The row that had the focus was made anew: the focus goes to what stands in its place.
            row = self._rows[min(left, len(rows) - 1)][1]
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        number = len(rows) if count is None else count
        self.count.setText(str(number) if number else "")
