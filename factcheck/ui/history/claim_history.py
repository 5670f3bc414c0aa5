"""The history of the chosen claim, in the inspector's place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.history.entries import Entries, HistoryReading
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import IconButton, label
from factcheck.ui.words import phrase

if TYPE_CHECKING:
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject


class ClaimHistory(QWidget):
    """A head with the way back, and the entries; Esc goes back too."""

    left = Signal()

    def __init__(self, live: LiveProject) -> None:
        super().__init__()
        self.back = IconButton("arrow-left", _("Back to the claim"), key="Esc", size=16, side=26)
        self.back.clicked.connect(lambda _checked=False: self.left.emit())
        self.title = label("", 13, 600)
        self.entries = Entries(live)
        head = QHBoxLayout()
        inset(head, 0, 0, 14, 0)
        head.setSpacing(6)
        head.addWidget(self.back)
        head.addWidget(self.title)
        head.addWidget(label("·", 12, 500, "secondary"))
        head.addWidget(label(_("History"), 12, 500, "secondary"))
        head.addStretch()
        column = QVBoxLayout(self)
        inset(column, 10, 9, 0, 12)
        column.setSpacing(8)
        column.addLayout(head)
        inner = QHBoxLayout()
        inset(inner, 4, 0, 0, 0)
        inner.addWidget(self.entries)
        column.addLayout(inner, 1)

    def show_claim(self, claim_id: str, number: int, profile: str) -> None:
        """Show the history of a claim."""
        self.title.setText(phrase(profile, "claim number", n=number))
        self.entries.ask(partial(_of_claim, claim_id), claim_id)
        self.entries.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Show no history, and read none."""
        self.entries.ask(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _of_claim(claim_id: str, reading: Reading, count: int) -> HistoryReading:
    from factcheck.project.queries.history import claim_history
    from factcheck.project.queries.project import people, project_record

    initials = {person.name: person.initials for person in people(reading)}
    page = claim_history(reading, claim_id, limit=count)
    return HistoryReading(page, project_record(reading).profile, initials)
