"""What stands where nothing can be shown: a few words in the middle, and below them what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
