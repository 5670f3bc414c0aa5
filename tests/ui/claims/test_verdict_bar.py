"""The verdict buttons as a screen reader meets them: one of several, pressed without a click."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from factcheck.ui.claims.verdict_bar import VerdictBar
from tests.ui.factories_ui import ratings


def test_a_verdict_that_a_screen_reader_presses_is_given(dressed: None, qtbot: QtBot) -> None:
    scale = list(ratings("default").values())
    bar = VerdictBar()
    qtbot.addWidget(bar)
    bar.use(scale, scale[0])
    for button, checked in zip(bar.buttons, [True, *[False] * len(scale)], strict=True):
        found = QAccessible.queryAccessibleInterface(button)
        assert found.role() == QAccessible.Role.RadioButton
        assert bool(found.state().checked) is checked
    rated = QSignalSpy(bar.rated)
    found = QAccessible.queryAccessibleInterface(bar.buttons[3])
    [press, *_focus] = found.actionInterface().actionNames()
    found.actionInterface().doAction(press)
    assert rated.count() == 1
    assert rated.at(0) == [scale[3].id]
    assert bar.buttons[0].isChecked(), "what is shown is what is saved"
    bar.use(scale, scale[3])
    assert [button.isChecked() for button in bar.buttons] == [number == 3 for number in range(len(bar.buttons))]
    assert rated.count() == 1, "showing a verdict gives none"


def test_a_click_and_the_keys_give_it_once(dressed: None, qtbot: QtBot) -> None:
    scale = list(ratings("default").values())
    bar = VerdictBar()
    qtbot.addWidget(bar)
    bar.use(scale)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.activateWindow()
    rated = QSignalSpy(bar.rated)
    QTest.mouseClick(bar.buttons[1], Qt.MouseButton.LeftButton)
    assert rated.count() == 1
    assert rated.at(0) == [scale[1].id]
    bar.use(scale, scale[1])
    bar.buttons[1].setFocus()
    QTest.keyClick(bar.buttons[1], Qt.Key.Key_Right)
    assert bar.buttons[2].hasFocus()
    assert rated.count() == 1, "an arrow only goes there"
    QTest.keyClick(bar.buttons[2], Qt.Key.Key_Space)
    assert rated.count() == 2
    assert rated.at(1) == [scale[2].id]
