"""The key map is searched, printed and changed; a changed key acts at once and everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.settings import Settings
from factcheck.ui.actions import actions
from factcheck.ui.dialogs.key_dialog import KeyDialog
from factcheck.ui.dialogs.keys_dialog import KeysDialog
from factcheck.ui.widgets import KeyCap
from tests.factories import add_article, new_project
from tests.ui.windows import Desk, answer, desk


@pytest.fixture
def dialog(qtbot: QtBot) -> KeysDialog:
    made = KeysDialog(actions("statements", ()), Settings(author="Ada"))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
    with desk(qtbot) as made:
        made.open(project.path)
        yield made


def change(dialog: KeysDialog, action_id: str, *keys: Qt.Key, button: str = "set") -> str:
    """Press a line, then keys, then a button; what the dialog told before."""
    told: list[str] = []

    def press(asked: KeyDialog) -> None:
        for key in keys:
            QTest.keyClick(asked.field, key)
        told.append(asked.note.text())
        getattr(asked, button).click()

    answer(KeyDialog, press)
    dialog.rows[action_id].click()
    return told[0]


def test_the_map_tells_every_action_and_is_searched(dialog: KeysDialog) -> None:
    assert {"Mark as claim", "Undo"} <= {words for words, _keys, _id in dialog.lines}
    QTest.keyClicks(dialog.sought, "ctrl shift z")
    assert [words for words, _keys, _id in dialog.lines] == ["Redo"]
    dialog.sought.setText("zzz")
    assert dialog.lines == []


def test_a_key_is_changed_switched_off_and_reset(dialog: KeysDialog) -> None:
    assert change(dialog, "mark.claim", Qt.Key.Key_M) != ""
    assert dialog.rows["mark.claim"].accessibleName() == "Mark as claim, M"
    change(dialog, "mark.claim", button="usual")
    assert dialog.rows["mark.claim"].accessibleName() == "Mark as claim, C"
    change(dialog, "mark.claim", button="off")
    assert dialog.rows["mark.claim"].accessibleName() == "Mark as claim, no key"
    dialog.reset.click()
    assert dialog.rows["mark.claim"].accessibleName() == "Mark as claim, C"
    assert not dialog.reset.isEnabled()


def test_a_conflict_is_told_before(dialog: KeysDialog) -> None:
    assert "“Add source”" in change(dialog, "mark.claim", Qt.Key.Key_S)
    assert dialog.rows["claim.source"].accessibleName() == "Add source, no key"


def test_a_key_that_fields_need_cannot_be_taken(qtbot: QtBot) -> None:
    [mark, *_rest] = listed = actions("statements", ())
    asked = KeyDialog(mark, mark, listed)
    qtbot.addWidget(asked)
    QTest.keyClick(asked.field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not asked.set.isEnabled()
    QTest.keyClick(asked.field, Qt.Key.Key_Shift)
    assert not asked.set.isEnabled()
    QTest.keyClick(asked.field, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert asked.keys == ["?"]
    assert asked.set.isEnabled()


def test_it_prints(dialog: KeysDialog, tmp_path: Path) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "keys.pdf"))
    dialog.print_to(printer)
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")


def test_a_changed_key_acts_at_once_and_is_told_everywhere(at: Desk) -> None:
    def give_z(asked: KeysDialog) -> None:
        change(asked, "mark.claim", Qt.Key.Key_Z)
        change(asked, "window.palette", Qt.Key.Key_F9)
        asked.reject()

    answer(KeysDialog, give_z)
    at.run("window.keys")
    assert at.window.bound.key("mark.claim") == "Z"
    assert "Z" in {cap.text() for cap in at.window.status.hints.findChildren(KeyCap)}
    assert at.window.pane.toolbar.mark.toolTip().endswith("Z")
    assert at.window.header.command.cap.text() == "F9"
    at.go_to("4.2 million")
    at.key("c")
    assert at.window.claims.model.rowCount() == 0
    at.key("z")
    assert at.window.claims.model.rowCount() == 1
    assert Settings.load().keys == {"mark.claim": ["Z"], "window.palette": ["F9"]}


def test_tab_goes_through_the_keys_before_the_buttons(dialog: KeysDialog, qtbot: QtBot) -> None:
    dialog.activateWindow()
    dialog.sought.setFocus()
    qtbot.waitUntil(dialog.sought.hasFocus)
    qtbot.keyClick(dialog.sought, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is next(iter(dialog.rows.values()))
    dialog.sought.setText("undo")
    dialog.sought.setFocus()
    qtbot.keyClick(dialog.sought, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.rows["edit.undo"]
