"""How many conflicts several claims have, and a press that closes all of them: mine kept, or theirs taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from factcheck.translation import _, ngettext
from factcheck.ui.widgets import GhostButton, label

if TYPE_CHECKING:
    from factcheck.project.queries.conflicts import ConflictLine


class ConflictsRow(QWidget):
    """Hidden where there is none; ``resolved`` carries whether the person's own sides are to stand."""

    resolved = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.count = label("", 12, 600, "warn")
        self.mine, self.theirs = _button(_("Keep mine")), _button(_("Take theirs"))
        self.mine.clicked.connect(lambda _checked=False: self.resolved.emit(True))
        self.theirs.clicked.connect(lambda _checked=False: self.resolved.emit(False))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.count, 1)
        row.addWidget(self.mine)
        row.addWidget(self.theirs)
        self.hide()

    def show_conflicts(self, lines: Sequence[ConflictLine], author: str, *, locked: bool) -> None:
        """Show these; what nobody wrote cannot be chosen."""
        authors = {side.author == author for line in lines for side in line.sides}
        self.count.setText(ngettext("{n} conflict", "{n} conflicts", len(lines)).format(n=len(lines)))
        self.mine.setEnabled(not locked and True in authors)
        self.theirs.setEnabled(not locked and False in authors)
        self.setVisible(bool(lines))


def _button(words: str) -> GhostButton:
    button = GhostButton(words, px=12)
    button.setProperty("plain", True)
    button.setProperty("small", True)
    button.setFixedHeight(24)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
