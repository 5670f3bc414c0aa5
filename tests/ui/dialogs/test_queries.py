"""Asking, answering, closing and listing queries."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from factcheck.domain.records import Query
from factcheck.project.edits.reviews import AskQuery, EditQuery, RemoveQuery
from factcheck.ui.claims.query_rows import QueryRow
from factcheck.ui.dialogs.queries_dialog import QueriesDialog
from factcheck.ui.dialogs.query_editor import AskDialog, QueryEditor
from tests.ui.factories_desk import Desk


class QueryDesk:
    """A desk to ask from."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.qtbot, self.live = desk, desk.qtbot, desk.live
        self.window = QWidget()
        desk.show(self.window)
        desk.open()

    @property
    def queries(self) -> list[Query]:
        return self.desk.read(lambda reading: reading.records(Query))

    def ask(self, **fields: Any) -> str:
        answers: list[str] = []
        self.live.apply(AskQuery({"claim_id": self.desk.claims[0], **fields}), lambda done: answers.append(done.value))
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.desk.settle()


@pytest.fixture
def on(desk: Desk) -> QueryDesk:
    return QueryDesk(desk)


def test_a_question_is_asked_of_somebody(on: QueryDesk) -> None:
    dialog = AskDialog(on.live, article_id=on.desk.article.id, claim_id=on.desk.claims[0], parent=on.window)
    dialog.open()
    assert not dialog.ask.isEnabled()
    on.qtbot.keyClicks(dialog.question, "Which budget is this from?")
    dialog.to.choose("person")
    on.qtbot.keyClicks(dialog.addressee, "Ilka Brenner")
    on.qtbot.keyClicks(dialog.channel, "e-mail")
    on.qtbot.keyClicks(dialog.due, "Friday")
    on.click(dialog.ask)
    query = on.queries[0]
    assert (query.to, query.addressee, query.question) == ("person", "Ilka Brenner", "Which budget is this from?")
    assert (query.channel, query.due, query.claim_id) == ("e-mail", "Friday", on.desk.claims[0])
    assert query.asked


def test_control_enter_asks_and_escape_does_not(on: QueryDesk) -> None:
    dialog = AskDialog(on.live, article_id=on.desk.article.id, claim_id="", parent=on.window)
    dialog.open()
    on.qtbot.keyClicks(dialog.question, "Who took the picture?")
    on.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    on.desk.settle()
    assert on.queries == []
    dialog = AskDialog(on.live, article_id=on.desk.article.id, claim_id="", parent=on.window)
    dialog.open()
    on.qtbot.keyClicks(dialog.question, "Who took it?")
    on.qtbot.keyClick(dialog.question, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    on.qtbot.waitUntil(lambda: [query.question for query in on.queries] == ["Who took it?"])
    assert on.queries[0].claim_id is None


def test_a_question_that_is_not_asked_yet_survives_a_crash(on: QueryDesk) -> None:
    dialog = AskDialog(on.live, article_id=on.desk.article.id, claim_id=on.desk.claims[1], parent=on.window)
    dialog.open()
    on.qtbot.keyClicks(dialog.question, "Hm")
    dialog._unsaid.keep()
    on.desk.settle()
    on.live.left_typing[f"query:{on.desk.claims[1]}:new"] = "Hm"
    dialog.reject()
    again = AskDialog(on.live, article_id=on.desk.article.id, claim_id=on.desk.claims[1], parent=on.window)
    assert again.question.toPlainText() == "Hm"
    again.reject()


def test_an_answer_is_saved_and_the_query_closed(on: QueryDesk) -> None:
    query_id = on.ask(question="Which budget?")
    editor = QueryEditor(on.live, query_id, on.window)
    editor.open()
    on.qtbot.waitUntil(lambda: editor.form.row_id == query_id)
    answer = editor.form.texts["answer"].box
    assert isinstance(answer, QPlainTextEdit)
    answer.setFocus()
    on.qtbot.keyClicks(answer, "That of 2024.")
    closed = editor.form.rows["closed"].box
    closed.setFocus()
    on.qtbot.keyClick(closed, Qt.Key.Key_Space)
    on.qtbot.waitUntil(lambda: on.queries[0].closed)
    assert on.queries[0].answer == "That of 2024."
    editor.accept()


def test_a_query_is_removed_here_or_elsewhere(on: QueryDesk) -> None:
    editor = QueryEditor(on.live, on.ask(question="One?"), on.window)
    editor.open()
    on.desk.settle()
    on.click(editor.remove)
    on.qtbot.waitUntil(lambda: on.queries == [])
    query_id = on.ask(question="Two?")
    other = QueryEditor(on.live, query_id, on.window)
    other.open()
    on.desk.settle()
    on.desk.apply_as("Jonas Keller", RemoveQuery(query_id))
    on.qtbot.waitUntil(lambda: on.queries == [])
    other.reject()


def test_all_queries_of_an_article_are_listed_by_how_far_they_are(on: QueryDesk) -> None:
    dialog = QueriesDialog(on.live, on.desk.article.id, on.window)
    dialog.open()
    on.desk.settle()
    assert dialog.nothing.isVisible()
    waiting = on.ask(question="Open?", to="lawyer", due="Friday")
    on.ask(question="Answered?", answer="Yes.")
    on.ask(question="Closed?", closed=True)
    on.qtbot.waitUntil(lambda: len(dialog.closed.rows) == 1)
    assert [len(section.rows) for section in (dialog.waiting, dialog.answered, dialog.closed)] == [1, 1, 1]
    row = dialog.waiting.rows[0]
    assert isinstance(row, QueryRow)
    assert row.accessibleName() == "Lawyer, Due Friday, Open?"
    on.live.apply(EditQuery(waiting, {"closed": True}))
    on.qtbot.waitUntil(lambda: len(dialog.closed.rows) == 2)
    on.click(dialog.closed.rows[0])
    opened = dialog.findChild(QueryEditor)
    assert isinstance(opened, QueryEditor)
    opened.reject()
    on.click(dialog.ask)
    asking = dialog.findChild(AskDialog)
    assert isinstance(asking, AskDialog)
    asking.reject()
    dialog.reject()
