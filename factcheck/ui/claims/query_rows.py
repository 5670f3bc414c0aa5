"""The questions that a claim has put to the writer, the editor, the lawyer or the person written about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from factcheck.locales import listed, written_day
from factcheck.translation import _
from factcheck.ui.forms.elided import Elided
from factcheck.ui.forms.press_card import PressCard
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import Glyph, label
from factcheck.ui.words import label as words_for

if TYPE_CHECKING:
    from factcheck.domain.records import Query


def asked_of(query: Query) -> str:
    """Whom a query is put to: "Writer · Runa Oduya"."""
    return f"{words_for(query.to)} · {query.addressee}" if query.addressee else words_for(query.to)


def query_state(query: Query) -> tuple[str, str]:
    """The words and the tone for how far a query is."""
    if query.closed:
        return _("Closed"), "secondary"
    if query.answer:
        return _("Answered"), "good"
    if query.due:
        return _("Due {date}").format(date=written_day(query.due)), "warn"
    return _("Open"), "warn"


class QueryRow(PressCard):
    """One query; pressed, it opens. ``number`` is that of its claim, where the list holds those of several."""

    def __init__(self, query: Query, number: int = 0) -> None:
        super().__init__()
        self.query = query
        words, tone = query_state(query)
        column = QVBoxLayout(self)
        inset(column, 10, 7, 12, 7)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(9)
        head.addWidget(Glyph("message-circle-question-mark", 16, "secondary" if query.closed else "warn_text"))
        if number:
            head.addWidget(label(str(number), 12, 600, "faint"))
        head.addWidget(Elided(asked_of(query), 13, 500))
        head.addWidget(label(words, 11, 600, tone))
        column.addLayout(head)
        column.addWidget(_indented(query.question or _("No question yet"), "secondary"))
        if query.answer:
            column.addWidget(_indented(f"→ {query.answer}", "text"))
        spoken = (asked_of(query), words, query.question, query.answer)
        self.setAccessibleName(listed(part for part in spoken if part))


def _indented(text: str, tone: str) -> Elided:
    words = Elided(text, 12, 400, tone)
    inset(words, 25, 0, 0, 0)
    return words
