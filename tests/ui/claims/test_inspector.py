"""The inspector: verdict, status, text and fields; each change is one edit, and nothing is overwritten."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from factcheck.project.edits.claims import EditClaim, RemoveClaim
from factcheck.project.edits.verdicts import RateClaim, UseScale
from factcheck.project.project import Project
from factcheck.project.typing_drafts import life_of
from factcheck.ui.forms.boxes import ChoiceBox
from tests.ui.claims.inspector_desk import InspectorDesk
from tests.ui.factories_desk import Desk


@pytest.fixture
def on(desk: Desk) -> InspectorDesk:
    return InspectorDesk(desk)


# --- verdict and status -------------------------------------------------------------------------------


def test_every_verdict_of_the_scale_has_a_button_with_its_key(on: InspectorDesk) -> None:
    names = [button.accessibleName() for button in on.inspector.verdicts.buttons]
    assert names == [
        "True, key 1", "Mostly true, key 2", "Misleading, key 3", "False, key 4", "Unverifiable, key 5",
        "Unchecked, key 0",
    ]  # fmt: skip
    on.click(on.inspector.verdicts.buttons[3])
    on.qtbot.waitUntil(on.inspector.verdicts.buttons[3].isChecked)
    assert on.claim.rating_id == on.desk.scale[3].id
    assert on.inspector.head.status.text() == "checked"
    on.click(on.inspector.verdicts.buttons[5])
    on.qtbot.waitUntil(on.inspector.verdicts.buttons[5].isChecked)
    assert on.claim.rating_id is None


def test_verdicts_in_quick_succession_do_not_contradict_each_other(on: InspectorDesk) -> None:
    for position in (0, 1, 2, 3):
        on.inspector.rate(on.claim_id, on.desk.scale[position].id)
    on.qtbot.waitUntil(on.inspector.verdicts.buttons[3].isChecked)
    on.desk.settle()
    assert on.claim.rating_id == on.desk.scale[3].id
    assert on.sheet.claim.conflicts == {}


def test_arrows_move_between_the_verdicts(on: InspectorDesk) -> None:
    first, second, third, fourth = on.inspector.verdicts.buttons[:4]
    first.setFocus()
    on.qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    on.qtbot.keyClick(second, Qt.Key.Key_Left)
    on.qtbot.keyClick(first, Qt.Key.Key_Down)
    assert fourth.hasFocus()
    on.qtbot.keyClick(fourth, Qt.Key.Key_Space)
    on.qtbot.waitUntil(fourth.isChecked)
    assert not third.isChecked()


@pytest.mark.parametrize("scale", ["science-feedback", "correctiv-2024", "politifact"])
def test_long_scales_fit(on: InspectorDesk, scale: str) -> None:
    on.live.apply(UseScale(scale))
    on.qtbot.waitUntil(lambda: len(on.inspector.verdicts.buttons) > 6)
    bar = on.inspector.verdicts
    assert bar.buttons[-1].key == "0"
    on.qtbot.waitUntil(lambda: all(bar.rect().contains(button.geometry()) for button in bar.buttons))
    assert bar.height() <= 150


def test_an_earlier_scales_verdict_stays_and_is_offered(on: InspectorDesk) -> None:
    on.live.apply(RateClaim(on.claim_id, on.desk.scale[2].id))
    on.live.apply(UseScale("true-false-unproven"))
    on.qtbot.waitUntil(lambda: len(on.inspector.verdicts.buttons) == 5)
    assert [button.text() for button in on.inspector.verdicts.buttons] == [
        "True", "False", "Unproven", "Misleading", "Unchecked",
    ]  # fmt: skip
    assert on.inspector.verdicts.buttons[3].isChecked()


def test_the_status_has_a_menu(on: InspectorDesk) -> None:
    on.pick(on.inspector.head.offer_statuses(), "needs attention")
    on.qtbot.waitUntil(lambda: on.inspector.head.status.text() == "needs attention")
    assert on.claim.status == "needs attention"


# --- text -------------------------------------------------------------------------------------------------


def test_a_rationale_becomes_one_edit_when_the_focus_leaves(on: InspectorDesk) -> None:
    on.type("rationale", "The budget says 4.2 million.")
    on.leave()
    assert on.claim.rationale == "The budget says 4.2 million."
    on.live.undo()
    on.qtbot.waitUntil(lambda: on.box("rationale").toPlainText() == "")


def test_going_to_the_rationale_writes_on_behind_what_stands_there(on: InspectorDesk) -> None:
    on.type("rationale", "The budget says")
    on.leave()
    on.qtbot.waitUntil(lambda: on.claim.rationale == "The budget says")
    on.box("rationale").moveCursor(QTextCursor.MoveOperation.Start)
    on.inspector.go_to_rationale()
    on.qtbot.keyClicks(on.box("rationale"), " so.")
    on.leave()
    on.qtbot.waitUntil(lambda: on.claim.rationale == "The budget says so.")


def test_typing_goes_on_after_control_enter_without_contradicting_itself(on: InspectorDesk) -> None:
    on.type("rationale", "The budget")
    on.qtbot.keyClick(on.box("rationale"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    on.qtbot.keyClicks(on.box("rationale"), " says so.")
    on.leave()
    on.qtbot.waitUntil(lambda: on.claim.rationale == "The budget says so.")
    assert on.sheet.claim.conflicts == {}


def test_turning_to_another_claim_saves_what_was_typed_for_this_one(on: InspectorDesk) -> None:
    on.type("rationale", "So.")
    on.desk.choose(2)
    on.desk.settle()
    assert on.claim.rationale == "So."
    assert on.box("rationale").toPlainText() == ""


def test_a_colleagues_text_never_replaces_what_is_being_typed_and_both_live(on: InspectorDesk) -> None:
    on.type("rationale", "Bills fell by 11 %.")
    on.desk.apply_as("Jonas Keller", EditClaim(on.claim_id, {"rationale": "Energy use fell."}, on.seen("rationale")))
    notice = on.inspector.fields.rationale.notice
    on.qtbot.waitUntil(notice.isVisible)
    assert on.box("rationale").toPlainText() == "Bills fell by 11 %."
    assert "Jonas Keller saved this at" in notice.accessibleName()
    assert "Energy use fell." in notice.accessibleName()
    on.leave()
    card = on.inspector.fields.rationale.conflict
    on.qtbot.waitUntil(card.isVisible)
    sides = on.sheet.claim.conflicts["rationale"]
    assert {side.author: side.value for side in sides} == {
        "Ada Mihović": "Bills fell by 11 %.",
        "Jonas Keller": "Energy use fell.",
    }
    assert [button.text() for button in card.buttons] == [
        "Keep mine", "Take Jonas’s", "Edit both", "Send both to review",
    ]  # fmt: skip
    on.click(card.buttons[1])
    on.qtbot.waitUntil(lambda: not card.isVisible())
    assert on.claim.rationale == "Energy use fell."
    assert on.box("rationale").toPlainText() == "Energy use fell."


def test_the_person_may_take_a_colleagues_text_before_saving(on: InspectorDesk) -> None:
    on.type("rationale", "Bills fell.")
    on.desk.apply_as("Jonas Keller", EditClaim(on.claim_id, {"rationale": "Energy use fell."}, on.seen("rationale")))
    notice = on.inspector.fields.rationale.notice
    on.qtbot.waitUntil(notice.isVisible)
    on.click(notice.take)
    assert on.box("rationale").toPlainText() == "Energy use fell."
    on.leave()
    assert (on.claim.rationale, on.sheet.claim.conflicts) == ("Energy use fell.", {})


def test_both_texts_of_a_conflict_can_be_made_one(on: InspectorDesk) -> None:
    seen = on.seen("rationale")
    on.desk.apply_as("Jonas Keller", EditClaim(on.claim_id, {"rationale": "Energy use fell."}, seen))
    on.desk.apply_as("Mira Castellan", EditClaim(on.claim_id, {"rationale": "Bills fell."}, seen))
    card = on.inspector.fields.rationale.conflict
    on.qtbot.waitUntil(card.isVisible)
    on.click(card.buttons[-2])
    assert on.box("rationale").toPlainText().split("\n\n") == ["Energy use fell.", "Bills fell."]
    on.box("rationale").selectAll()
    on.qtbot.keyClicks(on.box("rationale"), "Both fell.")
    on.leave()
    on.qtbot.waitUntil(lambda: not card.isVisible())
    assert (on.claim.rationale, on.sheet.claim.conflicts) == ("Both fell.", {})


def test_two_verdicts_stand_side_by_side_until_a_person_decides(on: InspectorDesk) -> None:
    seen = on.seen("rating_id")["rating_id"]
    on.desk.apply_as("Jonas Keller", RateClaim(on.claim_id, on.desk.scale[3].id, seen))
    on.desk.apply_as("Ada Mihović", RateClaim(on.claim_id, on.desk.scale[2].id, seen))
    card = on.inspector.conflicts.verdict
    on.qtbot.waitUntil(card.isVisible)
    assert [button.text() for button in card.buttons] == ["Keep mine", "Take Jonas’s", "Send both to review"]
    on.click(card.buttons[0])
    on.qtbot.waitUntil(lambda: not card.isVisible())
    assert (on.claim.rating_id, on.sheet.claim.conflicts) == (on.desk.scale[2].id, {})


def test_a_claim_removed_here_and_edited_there_asks_what_to_do(on: InspectorDesk) -> None:
    remover = Project.open(on.desk.path, author="Jonas Keller")
    remover.apply(RemoveClaim(on.claim_id))
    remover.close()
    on.qtbot.waitUntil(lambda: on.inspector.shown is None)
    on.desk.apply_as("Mira Castellan", EditClaim(on.claim_id, {"note": "wait"}, {}))
    card = on.inspector.conflicts.removal
    on.qtbot.waitUntil(card.isVisible)
    on.click(card.buttons[0])
    on.qtbot.waitUntil(lambda: not card.isVisible())
    assert on.sheet.claim.conflicts == {}


def test_what_was_typed_before_a_crash_is_put_back(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    before = Project.open(desk.path, author="Ada Mihović")
    before.keep_typing(f"claim:{desk.claims[0]}:rationale", "The budget s")
    before.keep_typing(f"comment:{desk.claims[0]}:new", "Ask Mar")
    before.close()
    _let_end(desk.path)
    on = InspectorDesk(desk)
    assert on.box("rationale").toPlainText() == "The budget s"
    assert on.inspector.fields.rationale.notice.isVisible()
    assert on.inspector.comments.box.toPlainText() == "Ask Mar"
    on.type("rationale", "ays so.")
    on.leave()
    assert on.claim.rationale in {"ays so.The budget s", "The budget says so."}


def _let_end(path: Path) -> None:
    """Let the opening that kept the text be one of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    life = life_of(ended.pid)
    ended.communicate(b"\n")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE draft SET life = ?", (life,))
    connection.close()


# --- fields -----------------------------------------------------------------------------------------------


def test_fields_open_where_they_are_filled_or_wanted(on: InspectorDesk) -> None:
    rows = on.inspector.fields.form.rows
    assert not any(rows[name].isVisible() for name in ("correction", "note", "words", "kind", "speaker"))
    on.pick(on.inspector.fields.offer(), "Speaker")
    on.qtbot.waitUntil(rows["speaker"].box.hasFocus)
    on.qtbot.keyClicks(rows["speaker"].box, "Ilka Brenner")
    on.leave()
    assert on.claim.speaker == "Ilka Brenner"
    on.desk.choose(2)
    assert not rows["speaker"].isVisible()
    on.desk.choose(1)
    assert rows["speaker"].isVisible()
    assert "Speaker" not in [action.text() for action in on.inspector.fields.offer().actions()]


def test_a_choice_is_an_edit_at_once(on: InspectorDesk) -> None:
    on.inspector.fields.open("kind")
    box = on.inspector.fields.form.rows["kind"].box
    assert isinstance(box, ChoiceBox)
    box.setFocus()
    on.qtbot.keyClicks(box, "Stat")
    on.desk.settle()
    on.qtbot.waitUntil(lambda: on.claim.kind == "statistic")


def test_the_words_are_edited_and_the_quotation_stays(on: InspectorDesk) -> None:
    on.inspector.go_to_words()
    box = on.inspector.fields.form.texts["words"].box
    on.qtbot.waitUntil(box.hasFocus)
    assert on.inspector.fields.form.texts["words"].typed.text == "The bridge cost 4.2 million crowns."
    on.qtbot.keyClicks(box, "In 2024: ")
    on.leave()
    assert on.claim.words == "In 2024: The bridge cost 4.2 million crowns."
    assert on.sheet.highlights[0].quote == "The bridge cost 4.2 million crowns."


def test_drafts_have_their_own_words(make_desk: Callable[..., Desk]) -> None:
    on = InspectorDesk(make_desk("drafts"))
    assert on.inspector.head.title.text() == "Fact 1"
    assert on.inspector.fields.rationale.box.accessibleName() == "Checking note"
    assert "Change" in [action.text() for action in on.inspector.fields.offer().actions()]


def test_nothing_can_be_changed_in_a_project_that_is_read_only(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    with sqlite3.connect(desk.path) as connection:
        connection.execute("UPDATE meta SET min_writer = 999")
    connection.close()
    on = InspectorDesk(desk)
    assert on.live.read_only_reason
    assert on.box("rationale").isReadOnly()
    assert not on.inspector.verdicts.isEnabled()
    assert not on.inspector.evidence.field.isEnabled()


def test_without_a_claim_it_says_what_to_do(on: InspectorDesk) -> None:
    on.desk.selection.choose_claim("", "test")
    assert on.inspector.nothing.title.text() == "No claim chosen"
    assert not on.inspector.verdicts.isVisible()
