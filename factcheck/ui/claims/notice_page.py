"""What stands where nothing can be shown: a few words in the middle, and below them what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QVBoxLayout, QWidget

from factcheck.ui.widgets import label


class NoticePage(QWidget):
    """A title and a hint."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(4)
        self.title, self.hint = label("", 13, 600), label("", 13, 400, "secondary", wrap=True)
        column.addStretch(1)
        for words in (self.title, self.hint):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addStretch(2)

    def say(self, title: str, hint: str) -> None:
        """Say other words."""
        self.title.setText(title)
        self.hint.setText(hint)


class ListPane(QWidget):
    """A list, or a notice in its place where it is empty."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__()
        self.setMinimumHeight(100)
        self._view, self.empty = view, NoticePage()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(view)
        self._stack.addWidget(self.empty)

    def show_rows(self, title: str, hint: str) -> None:
        """Show the list where there are rows, else these words."""
        self.empty.say(title, hint)
        self._stack.setCurrentWidget(self._view if self._view.model().rowCount() else self.empty)
