"""Signing off: a pass, a name, and what breaks it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.project import EditProject
from factcheck.project.edits.reviews import SignArticle
from factcheck.project.queries.sealing import sign_offs
from factcheck.project.sending import present_state
from factcheck.ui.reports.sign_off_dialog import SignOffDialog, SignOffRow
from tests.ui.reports.report_desk import ReportDesk


def test_a_pass_is_signed_voided_by_a_change_and_withdrawn(on: ReportDesk) -> None:
    dialog = SignOffDialog(on.live, on.desk.article.id, on.window)
    dialog.open()
    on.desk.settle()
    assert dialog.windowTitle() == "Approve"
    assert "4 are still open." in dialog.state.text()
    on.qtbot.keyClicks(dialog.remark, "second reading")
    on.click(dialog.sign)
    on.qtbot.waitUntil(lambda: len(dialog.signed.rows) == 1)

    def row() -> SignOffRow:
        found = dialog.signed.rows[0]
        assert isinstance(found, SignOffRow)
        return found

    assert "Ada Mihović" in row().accessibleName()
    assert row().accessibleName().endswith("second reading, Holds")
    on.live.apply(EditClaim(on.desk.claims[0], {"rationale": "after all"}))
    on.qtbot.waitUntil(lambda: row().accessibleName().endswith("Void: changed since"))
    on.click(row().withdraw)
    on.qtbot.waitUntil(lambda: not dialog.signed.rows)
    assert on.desk.read(lambda reading: sign_offs(reading, on.desk.article.id)) == []
    dialog.reject()


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_enter_signs_and_only_then_closes(on: ReportDesk, modifier: Qt.KeyboardModifier) -> None:
    dialog = SignOffDialog(on.live, on.desk.article.id, on.window)
    dialog.open()
    on.desk.settle()
    on.qtbot.keyClicks(dialog.remark, "by keys")
    on.qtbot.keyClick(dialog.remark, Qt.Key.Key_Return, modifier)
    on.qtbot.waitUntil(lambda: len(dialog.signed.rows) == 1)
    assert dialog.isVisible()
    on.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert len(on.desk.read(lambda reading: sign_offs(reading, on.desk.article.id))) == 1


def test_the_passes_of_the_house_are_offered_in_order_and_a_broken_one_tells_who_broke_it(on: ReportDesk) -> None:
    on.live.apply(EditProject({"passes": ["Desk", "Law"]}))
    dialog = SignOffDialog(on.live, on.desk.article.id, on.window)
    dialog.open()
    on.desk.settle()
    assert dialog.passes.text() == "Desk: open   Law: open"
    assert dialog.pass_name.currentText() == "Desk"
    on.click(dialog.sign)
    on.qtbot.waitUntil(lambda: dialog.passes.text() == "Desk: signed   Law: open")
    assert dialog.pass_name.currentText() == "Law"
    on.live.apply(EditClaim(on.desk.claims[0], {"rationale": "after all"}))
    on.qtbot.waitUntil(lambda: dialog.passes.text() == "Desk: void   Law: open")
    row = dialog.signed.rows[0]
    assert isinstance(row, SignOffRow)
    [told] = row.told
    assert told.startswith("Ada Mihović, ")
    assert ": Rationale · “" in told
    dialog.reject()


def test_a_sign_off_that_came_without_what_it_signed_is_not_called_void(on: ReportDesk) -> None:
    on.live.apply(EditProject({"passes": ["Desk", "Law"]}))
    on.live.apply(SignArticle(on.desk.article.id, "Desk", "Ana"))
    on.desk.settle()
    bare = on.desk.path.with_name("bare.factcheck")
    bare.write_bytes(on.desk.read(present_state))
    with on.qtbot.waitSignal(on.live.opened):
        on.live.open(bare)
    dialog = SignOffDialog(on.live, on.desk.article.id, on.window)
    dialog.open()
    on.qtbot.waitUntil(lambda: dialog.passes.text() == "Desk: not verifiable   Law: open")
    assert dialog.signed.rows[0].accessibleName().endswith("Not verifiable here")
    dialog.reject()


def test_a_sign_off_needs_a_pass_and_a_name(on: ReportDesk) -> None:
    dialog = SignOffDialog(on.live, on.desk.article.id, on.window)
    dialog.open()
    on.desk.settle()
    assert dialog.sign.isEnabled()
    dialog.person.clear()
    assert not dialog.sign.isEnabled()
    dialog.person.setText("Jonas Keller")
    dialog.pass_name.setEditText(" ")
    assert not dialog.sign.isEnabled()
    dialog.reject()
