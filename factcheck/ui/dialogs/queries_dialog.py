"""All queries of an article: what is open, what was answered, what is closed; each can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.claims.query_rows import QueryRow
from factcheck.ui.claims.section import Section
from factcheck.ui.dialogs.query_editor import AskDialog, QueryEditor
from factcheck.ui.forms.live_dialog import LiveDialog
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import GhostButton, label

if TYPE_CHECKING:
    from factcheck.domain.changes import Shown
    from factcheck.domain.records import Query
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject

TABLES: Final = ("query", "claim", "highlight", "article")


@dataclass(frozen=True)
class QueriesReading:
    """The queries of an article, and the display numbers of its claims."""

    queries: list[Shown[Query]]
    numbers: dict[str, int]


def queries_reading(article_id: str, reading: Reading) -> QueriesReading:
    """The queries of an article and of its claims."""
    from factcheck.domain.records import Article
    from factcheck.project.queries.articles import claim_numbers
    from factcheck.project.queries.reports import queries

    return QueriesReading(queries(reading, article_id), claim_numbers(reading, reading.get(Article, article_id)))


class QueriesDialog(LiveDialog):
    """Three groups: open, answered, closed."""

    def __init__(self, live: LiveProject, article_id: str, parent: QWidget) -> None:
        super().__init__(live, partial(queries_reading, article_id), TABLES, _("Queries"), parent)
        self._article_id = article_id
        self.resize(620, 640)
        page = QWidget()
        column = QVBoxLayout(page)
        inset(column, 0, 0, 8, 0)
        column.setSpacing(14)
        self.nothing = label(_("Nothing has been asked yet."), 13, 400, "secondary")
        self.waiting, self.answered, self.closed = (
            Section(_("Open")),
            Section(_("Answered")),
            Section(_("Closed")),
        )
        for part in (self.nothing, self.waiting, self.answered, self.closed):
            column.addWidget(part)
        column.addStretch(1)
        self.add_area(page)
        self.ask = GhostButton(_("Ask about the article…"), pressed=self.on_ask)
        self.add_foot(self.ask)
        self.begin()

    def show_read(self, read: QueriesReading, who: str) -> None:
        groups: dict[Section, list[tuple[object, QWidget]]] = {self.waiting: [], self.answered: [], self.closed: []}
        for shown in read.queries:
            query = shown.record
            section = self.closed if query.closed else self.answered if query.answer else self.waiting
            key = (query, read.numbers.get(query.claim_id or "", 0))
            row = section.kept(key)
            if row is None:
                row = QueryRow(query, number=key[1])
                row.clicked.connect(partial(self.on_query_wanted, query.id))
            groups[section].append((key, row))
        for section, rows in groups.items():
            section.show_rows(rows)
            section.setVisible(bool(rows))
        self.nothing.setVisible(not read.queries)
        self.ask.setEnabled(not self.live.read_only_reason)

    def on_query_wanted(self, query_id: str, _checked: bool = False) -> None:
        """Open a query."""
        QueryEditor(self.live, query_id, self).open()

    def on_ask(self) -> None:
        """Ask about the article as a whole."""
        AskDialog(self.live, article_id=self._article_id, claim_id="", parent=self).open()


