"""Filters that do not fit stand in a menu; the chosen one is always in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from factcheck.ui.claims.chip_bar import ChipBar

FILTERS = [
    (name.lower(), name)
    for name in ("All", "Unchecked", "No source", "One source", "Writer’s note only", "Re-check", "Conflicts")
]


@pytest.fixture
def bar(dressed: None, qtbot: QtBot) -> ChipBar:
    bar = ChipBar()
    qtbot.addWidget(bar)
    bar.resize(396, 26)
    bar.offer(FILTERS)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.activateWindow()
    return bar


def in_sight(bar: ChipBar) -> list[str]:
    return [name for name, chip in bar.chips.items() if chip.isVisible()]


def test_what_does_not_fit_is_in_the_menu(bar: ChipBar) -> None:
    shown = in_sight(bar)
    assert shown[0] == "all"
    assert bar.more.isVisible()
    hidden = [action.text() for action in bar.more.menu().actions()]
    assert len(shown) + len(hidden) == len(FILTERS)
    assert all(bar.rect().contains(chip.geometry()) for chip in bar.chips.values() if chip.isVisible())
    assert bar.rect().contains(bar.more.geometry())


def test_a_filter_chosen_in_the_menu_comes_into_sight(bar: ChipBar) -> None:
    told: list[str] = []
    bar.chosen.connect(told.append)
    bar.more.menu().actions()[-1].trigger()
    assert told == ["conflicts"]
    assert bar.chips["conflicts"].isVisible()
    assert bar.chips["conflicts"].isChecked()


def test_with_room_enough_there_is_no_menu(bar: ChipBar, qtbot: QtBot) -> None:
    bar.resize(900, 26)
    qtbot.waitUntil(lambda: not bar.more.isVisible())
    assert in_sight(bar) == [name for name, _words in FILTERS]


def test_arrows_move_between_the_chips_and_a_chosen_chip_stays_chosen(bar: ChipBar, qtbot: QtBot) -> None:
    bar.chips["all"].setFocus()
    qtbot.keyClick(bar.chips["all"], Qt.Key.Key_Right)
    assert bar.chips["unchecked"].hasFocus()
    qtbot.keyClick(bar.chips["unchecked"], Qt.Key.Key_Left)
    qtbot.keyClick(bar.chips["all"], Qt.Key.Key_Space)
    assert bar.chips["all"].isChecked()


def test_a_filter_that_is_no_longer_offered_gives_way_to_the_first(bar: ChipBar) -> None:
    bar.choose("unchecked")
    told: list[str] = []
    bar.chosen.connect(told.append)
    bar.offer(FILTERS[:1])
    assert (bar.value, told) == ("all", ["all"])


def test_a_chip_that_a_screen_reader_presses_filters_like_a_click(qtbot: QtBot, dressed: None) -> None:
    bar = ChipBar()
    qtbot.addWidget(bar)
    bar.offer((("all", "All"), ("unchecked", "Unchecked")))
    with qtbot.waitSignal(bar.chosen) as told:
        bar.chips["unchecked"].toggle()
    assert told.args == ["unchecked"]
    assert not bar.chips["all"].isChecked()
    assert QAccessible.queryAccessibleInterface(bar.chips["all"]).role() == QAccessible.Role.RadioButton
