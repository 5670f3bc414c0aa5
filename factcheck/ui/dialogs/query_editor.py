"""Asking a question about a claim or an article, and keeping what became of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.forms.boxes import ChoiceBox, LineBox, TextBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.forms.field_row import FieldRow
from factcheck.ui.forms.live_dialog import LiveDialog
from factcheck.ui.forms.record_form import RecordForm
from factcheck.ui.forms.typed_field import storable
from factcheck.ui.forms.unsaid_text import UnsaidText
from factcheck.ui.widgets import GhostButton, PrimaryButton
from factcheck.ui.words import label as words_for

if TYPE_CHECKING:
    from factcheck.domain.changes import Shown
    from factcheck.domain.records import Query
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject

TABLES: Final = ("query",)


def addressees() -> list[tuple[str, str]]:
    """Whom a query may be put to, with labels."""
    from factcheck.domain.records import QUERY_TO

    return [(value, words_for(value)) for value in QUERY_TO]


def _query(query_id: str, reading: Reading) -> Shown[Query]:
    from factcheck.domain.records import Query

    return reading.shown(reading.get(Query, query_id))


def _edit_query(query_id: str, fields: dict[str, Any], seen: dict[str, str]) -> Any:
    from factcheck.project.edits.reviews import EditQuery

    return EditQuery(query_id, fields, seen)


class AskDialog(QDialog):
    """Composes a question; nothing is asked before the button is pressed, and an unasked text survives a crash."""

    def __init__(self, live: LiveProject, *, article_id: str, claim_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Ask a question"))
        self.setMinimumWidth(520)
        self._live, self._article_id, self._claim_id = live, article_id, claim_id
        self._key = f"query:{claim_id or article_id}:new"
        self.to = ChoiceBox(addressees())
        self.addressee, self.channel, self.due = LineBox(), LineBox(), LineBox()
        self.channel.setPlaceholderText(_("E-mail, telephone, in the draft …"))
        self.due.setPlaceholderText(_("Friday, 3 May, 14:00 …"))
        self.question = TextBox(4, 12)
        self._unsaid = UnsaidText(self.question)
        self._unsaid.kept.connect(partial(live.keep_typing, self._key))
        self._unsaid.forgotten.connect(partial(live.forget_typing, self._key))
        self._unsaid.said.connect(self.on_ask)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.addWidget(FieldRow(_("To"), self.to), 0, 0)
        grid.addWidget(FieldRow(_("Name"), self.addressee), 0, 1)
        grid.addWidget(FieldRow(_("Question"), self.question), 1, 0, 1, 2)
        grid.addWidget(FieldRow(_("Channel"), self.channel), 2, 0)
        grid.addWidget(FieldRow(_("Answer due"), self.due), 2, 1)
        self.ask = PrimaryButton(_("Ask"), pressed=self.on_ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(grid)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.ask)))
        self.question.textChanged.connect(self.on_text_changed)
        self._unsaid.put(live.left_typing.get(self._key, ""), kept=self._key in live.left_typing)
        self.on_text_changed()
        self.question.setFocus()

    def on_text_changed(self) -> None:
        """A question needs words."""
        self.ask.setEnabled(bool(self.question.toPlainText().strip()))

    def on_ask(self) -> None:
        """Ask."""
        from factcheck.project.edits.reviews import AskQuery

        question = self._unsaid.text.strip()
        if not question:
            return
        fields = {
            "article_id": self._article_id or None,
            "claim_id": self._claim_id or None,
            "to": self.to.value,
            "addressee": storable(self.addressee.text()).strip(),
            "question": question,
            "channel": storable(self.channel.text()).strip(),
            "due": storable(self.due.text()).strip(),
        }
        self._live.apply(AskQuery(fields))
        self._unsaid.clear()
        self.accept()


class QueryEditor(LiveDialog):
    """One query: the question, and what was answered. Every field is saved as it is left."""

    def __init__(self, live: LiveProject, query_id: str, parent: QWidget) -> None:
        super().__init__(live, partial(_query, query_id), TABLES, _("Query"), parent)
        self._query_id = query_id
        self.setMinimumWidth(560)
        self.form = form = RecordForm(live, "query", _edit_query, self)
        self.forms.append(form)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for (line, side, width), row in (
            ((0, 0, 1), form.choice("to", _("To"), addressees())),
            ((0, 1, 1), form.text("addressee", _("Name"))),
            ((1, 0, 2), form.text("question", _("Question"), lines=3, most=12)),
            ((2, 0, 1), form.text("channel", _("Channel"))),
            ((2, 1, 1), form.text("asked", _("Asked on"))),
            ((3, 0, 1), form.text("due", _("Answer due"))),
            ((3, 1, 1), form.text("answered", _("Answered on"))),
            ((4, 0, 2), form.text("answer", _("Answer"), lines=3, most=12)),
            ((5, 0, 2), form.check("closed", _("Closed"), _("Closed: nothing more is to be asked"))),
        ):
            grid.addWidget(row, line, side, 1, width, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(grid)
        self.column.addStretch(1)
        self.remove = GhostButton(_("Remove query"), pressed=self.on_remove)
        self.add_foot(self.remove)
        self.begin()

    def show_read(self, read: Shown[Query], who: str) -> None:
        # A question about the whole article has no claim that could be sent.
        self.offer_review((read.record.claim_id,) if read.record.claim_id else ())
        if self.form.row_id != read.record.id:
            self.form.begin(read)
            self.form.restore(self.live.left_typing)
        else:
            self.form.show(read, who)
        self.remove.setEnabled(not self.live.read_only_reason)

    def on_remove(self) -> None:
        """Take the query out; undo brings it back."""
        from factcheck.project.edits.reviews import RemoveQuery

        self.live.apply(RemoveQuery(self._query_id))
        self.accept()
