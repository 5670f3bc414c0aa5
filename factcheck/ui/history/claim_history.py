"""The history of the chosen claim, in the inspector's place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from factcheck.locales import labelled, listed, number
from factcheck.translation import _
from factcheck.ui.history.entries import Entries, HistoryReading
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import IconButton, label
from factcheck.ui.words import phrase

if TYPE_CHECKING:
    from factcheck.domain.changes import Change
    from factcheck.project.queries.drafts import StoodIn
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
        self._live, self._claim_id = live, ""
        self.stood = label("", 12, 400, "secondary", wrap=True)
        self.stood.setTextFormat(Qt.TextFormat.PlainText)
        self.stood.hide()
        self.entries = Entries(live)
        live.changed.connect(self.on_changed)
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
        where = QHBoxLayout()
        inset(where, 8, 0, 14, 4)
        where.addWidget(self.stood)
        column.addLayout(where)
        inner = QHBoxLayout()
        inset(inner, 4, 0, 0, 0)
        inner.addWidget(self.entries)
        column.addLayout(inner, 1)

    def show_claim(self, claim_id: str, claim_number: int, profile: str) -> None:
        """Show the history of a claim."""
        self.title.setText(phrase(profile, "claim number", n=claim_number))
        self._claim_id = claim_id
        self.stood.hide()
        self._read_drafts()
        self.entries.ask(partial(_of_claim, claim_id), claim_id)
        self.entries.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Show no history, and read none."""
        self._claim_id = ""
        self.entries.ask(None)

    def on_changed(self, change: Change) -> None:
        """Follow where the claim stands."""
        if self._claim_id and change.touches("highlight", "open_place", "revision"):
            self._read_drafts()

    def _read_drafts(self) -> None:
        claim_id = self._claim_id

        def query(reading: Reading) -> list[StoodIn]:
            from factcheck.project.queries.drafts import stood_in

            return stood_in(reading, claim_id)

        def show(drafts: list[StoodIn]) -> None:
            if claim_id == self._claim_id:
                self.stood.setText("\n".join(map(stood_words, drafts)))
                self.stood.setVisible(len(drafts) > 1)

        self._live.ask(query, show)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def stood_words(stood: StoodIn) -> str:
    """Where a claim stood in a draft, such as "Draft 2: “8,000 cars” (changed, placed by hand)"."""
    draft = labelled(_("Draft {n}").format(n=number(stood.number)), "{}")
    if stood.arrival == "asked":
        return draft.format(_("waits for its place"))
    if not stood.quotes:
        return draft.format(_("gone, as somebody said") if stood.by_person else _("gone"))
    how = {"changed": _("words changed"), "moved": _("moved"), "exact": _("same words"), "made": _("marked here")}
    told = [how.get(stood.arrival, stood.arrival), *([_("placed by hand")] if stood.by_person else [])]
    quotes = listed([f"“{quote}”" for quote in stood.quotes])
    return draft.format(_("{quotes} ({how})").format(quotes=quotes, how=listed(told)))


def _of_claim(claim_id: str, reading: Reading, count: int) -> HistoryReading:
    from factcheck.project.queries.history import claim_history
    from factcheck.project.queries.project import people, project_record

    initials = {person.name: person.initials for person in people(reading)}
    page = claim_history(reading, claim_id, limit=count)
    return HistoryReading(page, project_record(reading).profile, initials)
