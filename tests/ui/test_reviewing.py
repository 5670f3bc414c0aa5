"""The keys of review in a real window: a person is asked for, Enter confirms, the foot and the card say it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from factcheck.project.edits.reviewing import SendToReview
from factcheck.project.project import Project
from factcheck.project.queries.claims import ClaimSheet, claim
from factcheck.project.queries.project import scale_in_use
from factcheck.ui.claims.inspector import Inspector
from factcheck.ui.dialogs.person_chooser import PersonChooser
from factcheck.ui.dialogs.remark_dialog import RemarkDialog
from tests.factories import add_article, mark, new_project
from tests.ui.windows import Desk, desk

ADA, JONAS = "Ada Mihović", "Jonas Kern"


class Review:
    """A window of Ada's on a rated claim; Jonas works on the same file."""

    def __init__(self, at: Desk, path: Path, claim_id: str) -> None:
        self.at, self.path, self.claim_id = at, path, claim_id
        at.open(path)
        at.window.selection.choose_claim(claim_id, "test")
        at.settle()
        at.window.claims.table.setFocus()

    @property
    def inspector(self) -> Inspector:
        return self.at.window.claims.inspector

    @property
    def said(self) -> str:
        return self.inspector.foot.said.text()

    def sheet(self) -> ClaimSheet:
        return self.at.ask(lambda reading: claim(reading, self.claim_id))

    def jonas(self, *edits: object) -> None:
        project = Project.open(self.path, author=JONAS)
        for edit in edits:
            project.apply(edit)  # type: ignore[arg-type]
        project.close()


@pytest.fixture
def on(qtbot: QtBot, tmp_path: Path) -> Iterator[Review]:
    project = new_project(tmp_path)
    claim_id = mark(project, add_article(project), "9,000 cars", project.read(scale_in_use)[1][0].id)
    project.close()
    other = Project.open(project.path, author=JONAS)
    mark(other, add_article(other, "Another\nA line of 12 words."), "12 words", text="Another\nA line of 12 words.")
    other.close()
    with desk(qtbot) as at:
        yield Review(at, project.path, claim_id)


def test_r_and_enter_send_to_who_is_likeliest_and_withdraw_takes_back(on: Review) -> None:
    on.at.key("r")
    chooser = on.at.dialog(PersonChooser)
    assert chooser.names() == [JONAS]
    on.at.qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    on.at.until(lambda: on.said.startswith("With Jonas since "))
    foot = on.inspector.foot
    assert [foot.withdraw.isVisible(), foot.next.isVisible(), foot.approve.isVisible()] == [True, True, False]
    assert on.inspector.head.status.text() == "in review"
    assert on.at.window.claims.model.lines[0].status == "in review"
    on.at.qtbot.mouseClick(foot.withdraw, Qt.MouseButton.LeftButton)
    on.at.until(lambda: on.inspector.head.status.text() == "checked")
    assert foot.send.isVisible()


def test_a_new_name_may_be_written_and_the_arrows_choose(on: Review) -> None:
    on.at.key("r")
    chooser = on.at.dialog(PersonChooser)
    on.at.qtbot.keyClicks(chooser.field, "Jon")
    assert chooser.names() == [JONAS, "Jon"]
    on.at.qtbot.keyClick(chooser.field, Qt.Key.Key_Down)
    on.at.qtbot.keyClick(chooser.field, Qt.Key.Key_Return)
    on.at.until(lambda: on.said.startswith("With Jon since "))
    assert on.sheet().reviews[0].asked_of == "Jon"


def test_what_is_asked_of_me_i_approve_or_send_back_with_words(on: Review) -> None:
    on.jonas(SendToReview((on.claim_id,), ADA))
    on.at.until(lambda: on.said.startswith("Jonas asked you, "))
    foot = on.inspector.foot
    assert [foot.approve.isVisible(), foot.send_back.isVisible(), foot.next.isVisible()] == [True, True, False]
    on.at.qtbot.mouseClick(foot.send_back, Qt.MouseButton.LeftButton)
    dialog = on.at.dialog(RemarkDialog)
    assert not dialog.confirm.isEnabled()
    on.at.qtbot.keyClicks(dialog.box, "Which counting?")
    on.at.qtbot.keyClick(dialog.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    on.at.until(lambda: on.said.startswith("Sent back by Ada, "))
    assert foot.send.text() == "Send again"
    assert on.sheet().comments[0].record.text == "Which counting?"
    on.jonas(SendToReview((on.claim_id,), ADA))
    on.at.until(lambda: on.said.startswith("Jonas asked you, "))
    on.at.settle()
    on.at.window.claims.table.setFocus()
    on.at.key("a")
    on.at.until(lambda: on.said.startswith("Approved by you, "))
    assert on.inspector.head.status.text() == "approved"


def test_the_status_menu_asks_for_a_person_too(on: Review) -> None:
    menu = on.inspector.head.offer_statuses()
    next(action for action in menu.actions() if action.text() == "in review").trigger()
    menu.close()
    on.at.dialog(PersonChooser).reject()
    on.at.settle()
    assert on.sheet().claim.record.status == "checked"


def test_a_claim_is_assigned_to_me_first_to_others_and_to_nobody(on: Review) -> None:
    on.at.window.bound.run("claim.assign")
    chooser = on.at.dialog(PersonChooser)
    assert chooser.names() == [ADA, JONAS, ""]
    chooser.accept()
    on.at.until(lambda: on.said == "Assigned to Ada")
    on.at.window.bound.run("claim.assign")
    chooser = on.at.dialog(PersonChooser)
    chooser.list.setCurrentRow(2)
    chooser.accept()
    on.at.until(lambda: on.said == "")


def test_several_are_sent_at_once_and_undone_at_once(on: Review) -> None:
    at = on.at
    at.window.claims.show_all_articles(True)
    at.until(lambda: at.window.claims.model.rowCount() == 2)
    at.window.claims.table.selectAll()
    at.settle()
    at.window.claims.table.setFocus()
    at.key("r")
    chooser = at.dialog(PersonChooser)
    assert chooser.windowTitle().startswith("2 claims")
    chooser.accept()

    def statuses() -> list[str]:
        return [row[0] for row in at.ask(lambda reading: reading.tuples("SELECT status FROM claim"))]

    at.until(lambda: statuses() == ["in review", "in review"])
    at.run("edit.undo")
    at.until(lambda: "in review" not in statuses())
