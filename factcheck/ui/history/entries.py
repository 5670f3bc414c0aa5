"""The entries of a history below each other, newest first; earlier ones are read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.history.entry_row import EntryRow
from factcheck.ui.mirroring import inset, turned
from factcheck.ui.widgets import GhostButton, label
from factcheck.ui.words import phrase

if TYPE_CHECKING:
    from factcheck.domain.changes import Change, Done
    from factcheck.domain.history import Entry
    from factcheck.project.queries.history import Page
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject

# Entries that are made at once: more would hold the window up.
AT_ONCE: Final = 30


@dataclass(frozen=True)
class HistoryReading:
    """A page of entries with what is called how: initials by name, articles by title, claims by number."""

    page: Page
    profile: str
    initials: Mapping[str, str]
    titles: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)


Query = Callable[["Reading", int], HistoryReading]  # how many entries, the newest


class Entries(QScrollArea):
    """Shows what ``query`` answers, again with every change. ``claim_wanted`` carries a claim and its article."""

    claim_wanted = Signal(str, str)

    def __init__(self, live: LiveProject) -> None:
        super().__init__()
        self._live = live
        self._query: Query | None = None
        self._claim_id = ""
        self._wanted, self._asked = AT_ONCE, 0
        self.rows: list[EntryRow] = []
        page = QWidget()
        self._column = QVBoxLayout(page)
        inset(self._column, 0, 0, 14, 8)
        self._column.setSpacing(2)
        self.nothing = label(_("Nothing was changed yet."), 13, 400, "secondary")
        self.earlier = GhostButton(_("Show earlier"), pressed=self.on_earlier_wanted, px=12)
        self._column.addWidget(self.nothing)
        self._column.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.nothing.hide()
        self.earlier.hide()
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("History"))
        self.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        live.changed.connect(self.on_changed)
        live.closed.connect(lambda: self.ask(None))

    def ask(self, query: Query | None, claim_id: str = "") -> None:
        """Show another history (None: none); ``claim_id`` keeps what is taken back to one claim."""
        self._query, self._claim_id, self._wanted = query, claim_id, AT_ONCE
        self._place([])
        self.earlier.hide()
        self.nothing.hide()
        self._read()

    def on_changed(self, _change: Change) -> None:
        """Read again: whatever changed is an entry."""
        self._read()

    def on_earlier_wanted(self) -> None:
        """Read what was before."""
        self._wanted += AT_ONCE
        self._read()

    def _read(self) -> None:
        self._asked += 1
        if self._query is not None and self._live.is_open:
            query, wanted = self._query, self._wanted
            self._live.ask(lambda reading: query(reading, wanted), partial(self._show, self._asked))

    def _show(self, asked: int, read: HistoryReading) -> None:
        if asked != self._asked:
            return
        self.nothing.setVisible(not read.page.entries)
        self.earlier.setVisible(read.page.rest is not None)
        kept = {row.entry.edit_id: row for row in self.rows}
        rows = []
        for entry in read.page.entries:
            row = kept.get(entry.edit_id)
            rows.append(row if row is not None and row.entry == entry else self._made(entry, read))
        self._place(rows)

    def _made(self, entry: Entry, read: HistoryReading) -> EntryRow:
        where = next(((s.article_id, s.claim_id) for s in entry.steps if s.claim_id), ("", ""))
        number = read.numbers.get(where[1])
        place = ""
        if number is not None:
            place = phrase(read.profile, "claim number", n=number)
            if title := read.titles.get(where[0], ""):
                place = f"{place} · {turned(title)}"
        row = EntryRow(
            entry,
            read.profile,
            initials=read.initials.get(entry.author, ""),
            place=place,
            locked=bool(self._live.read_only_reason),
        )
        row.take_back_wanted.connect(partial(self.take_back, entry))
        row.claim_wanted.connect(partial(self.claim_wanted.emit, where[1], where[0]))
        return row

    def _place(self, rows: list[EntryRow]) -> None:
        """Put the rows in order; those that stay keep their place, and the reader keeps hers."""
        for row in self.rows:
            if row not in rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
        for position, row in enumerate(rows):
            if self._column.indexOf(row) != position:
                self._column.insertWidget(position, row)
        self.rows = rows

    def take_back(self, entry: Entry, then: Callable[[Done], None] | None = None) -> None:
        """Put back what stood before an entry."""
        from factcheck.project.edits.taking_back import TakeBack

        self._live.apply(TakeBack(entry.edit_id, self._claim_id), then)
