"""Typing becomes one edit; an old text on screen never overwrites a newer one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from factcheck.ui.forms.typed_field import TypedField, storable


class Box:
    """A box in a window beside another one, and what its field told."""

    def __init__(self, qtbot: QtBot, *, one_line: bool = False) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.box: QLineEdit | QPlainTextEdit = QLineEdit() if one_line else QPlainTextEdit()
        self.other = QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.box)
        layout.addWidget(self.other)
        self.field = TypedField(self.box)
        self.committed: list[tuple[str, str]] = []
        self.kept: list[str] = []
        self.told: list[str] = []
        self.field.committed.connect(lambda text, seen: self.committed.append((text, seen)))
        self.field.kept.connect(self.kept.append)
        self.field.forgotten.connect(lambda: self.told.append("forgotten"))
        self.field.overtaken.connect(self.told.append)
        self.field.settled.connect(lambda: self.told.append("settled"))
        self.qtbot = qtbot
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.field.begin("bills fell", "a:1")

    def type(self, words: str) -> None:
        self.box.setFocus()
        self.qtbot.waitUntil(self.box.hasFocus)
        if isinstance(self.box, QPlainTextEdit):
            self.box.moveCursor(self.box.textCursor().MoveOperation.End)
        else:
            self.box.end(False)
        self.qtbot.keyClicks(self.box, words)

    def leave(self) -> None:
        self.other.setFocus()
        self.qtbot.waitUntil(self.other.hasFocus)


def test_leaving_the_box_makes_one_edit_of_all_that_was_typed(qtbot: QtBot) -> None:
    for one_line in (False, True):
        box = Box(qtbot, one_line=one_line)
        box.type(" by 11 percent")
        assert box.committed == []
        box.leave()
        assert box.committed == [("bills fell by 11 percent", "a:1")]


def test_control_enter_commits_and_typing_goes_on_from_what_was_saved(qtbot: QtBot) -> None:
    box = Box(qtbot)
    box.type(" by 11")
    qtbot.keyClick(box.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert box.committed == [("bills fell by 11", "a:1")]
    box.type(" %")
    box.leave()
    # The first edit is not shown yet: the second one waits, so that it does not contradict its own author.
    assert len(box.committed) == 1
    box.field.on_answered()
    box.field.show_saved("bills fell by 11", "a:2")
    assert box.committed == [("bills fell by 11", "a:1"), ("bills fell by 11 %", "a:2")]


def test_an_unchanged_box_makes_no_edit(qtbot: QtBot) -> None:
    box = Box(qtbot)
    box.type("x")
    qtbot.keyClick(box.box, Qt.Key.Key_Backspace)
    box.leave()
    assert box.committed == []


def test_what_others_save_comes_in_quietly_where_nobody_types(qtbot: QtBot) -> None:
    box = Box(qtbot)
    box.field.show_saved("bills rose", "b:7")
    assert box.field.text == "bills rose"
    box.type("!")
    box.leave()
    assert box.committed == [("bills rose!", "b:7")]


def test_typed_text_is_never_replaced_and_its_edit_tells_the_old_text(qtbot: QtBot) -> None:
    box = Box(qtbot)
    box.type(" by 11 percent")
    box.field.show_saved("bills rose", "b:7")
    assert box.field.text == "bills fell by 11 percent"
    assert box.told == ["bills rose"]
    box.leave()
    assert box.committed == [("bills fell by 11 percent", "a:1")]


def test_the_person_may_keep_take_or_join_what_waits(qtbot: QtBot) -> None:
    kept = Box(qtbot)
    kept.type("!")
    kept.field.show_saved("bills rose", "b:7")
    kept.field.keep_mine()
    assert kept.committed == [("bills fell!", "b:7")]

    taken = Box(qtbot)
    taken.type("!")
    taken.field.show_saved("bills rose", "b:7")
    taken.field.take_theirs()
    assert (taken.field.text, taken.field.changed, taken.told[-1]) == ("bills rose", False, "settled")

    joined = Box(qtbot)
    joined.type("!")
    joined.field.show_saved("bills rose", "b:7")
    joined.field.edit_both()
    assert joined.field.text == "bills rose\n\nbills fell!"
    joined.leave()
    assert joined.committed == [("bills rose\n\nbills fell!", "b:7")]


def test_the_same_text_saved_elsewhere_needs_no_edit(qtbot: QtBot) -> None:
    box = Box(qtbot)
    box.type("!")
    box.field.show_saved("bills fell!", "b:7")
    box.leave()
    assert box.committed == []


def test_a_reading_from_before_the_own_edit_changes_nothing(qtbot: QtBot) -> None:
    box = Box(qtbot)
    box.type("!")
    box.leave()
    box.field.show_saved("bills fell", "a:1")
    assert box.field.text == "bills fell!"
    box.field.on_answered()
    box.field.show_saved("bills rose", "b:7")
    assert box.field.text == "bills rose"


def test_typing_is_kept_after_a_second_and_forgotten_once_it_is_saved(qtbot: QtBot) -> None:
    box = Box(qtbot)
    box.type("!")
    qtbot.waitUntil(lambda: box.kept == ["bills fell!"], timeout=3000)
    box.leave()
    assert box.told == []
    box.field.on_answered()
    assert box.told == ["forgotten"]


def test_typing_that_is_taken_back_is_forgotten(qtbot: QtBot) -> None:
    box = Box(qtbot)
    box.type("!")
    qtbot.waitUntil(lambda: bool(box.kept), timeout=3000)
    qtbot.keyClick(box.box, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: box.told == ["forgotten"], timeout=3000)


def test_a_refused_edit_leaves_the_text_typed_and_kept(qtbot: QtBot) -> None:
    box = Box(qtbot)
    box.type("!")
    box.leave()
    box.field.on_refused()
    assert (box.field.text, box.field.changed, box.kept) == ("bills fell!", True, ["bills fell!"])
    box.field.commit()
    assert len(box.committed) == 2


def test_what_was_being_typed_before_a_crash_stands_beside_what_is_saved(qtbot: QtBot) -> None:
    box = Box(qtbot)
    box.field.restore("bills fell by 1")
    assert (box.field.text, box.field.waiting) == ("bills fell by 1", "bills fell")
    box.type("1")
    box.leave()
    assert box.committed == [("bills fell by 11", "a:1")]


def test_undo_stays_in_the_box_while_it_has_something_to_take_back(qtbot: QtBot) -> None:
    from PySide6.QtGui import QAction, QKeySequence

    box = Box(qtbot)
    undone: list[bool] = []
    undo = QAction(box.window)
    undo.setShortcut(QKeySequence("Ctrl+Z"))
    undo.triggered.connect(lambda: undone.append(True))
    box.window.addAction(undo)
    box.type("!")
    qtbot.keyClick(box.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (box.field.text, undone) == ("bills fell", [])
    box.type("?")
    box.leave()
    box.box.setFocus()
    qtbot.waitUntil(box.box.hasFocus)
    qtbot.keyClick(box.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (box.field.text, undone) == ("bills fell?", [True])


def test_text_that_no_file_can_hold_is_made_storable() -> None:
    assert storable("a\0b\ud83d") == "ab\ufffd"
    assert storable("🙂 é") == "🙂 é"
