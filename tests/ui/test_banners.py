"""Banners come, are replaced by subject, and go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from factcheck.domain.problems import Problem
from factcheck.ui.banners import MOST, BannerArea
from factcheck.ui.widgets import Banner


def area(qtbot: QtBot) -> BannerArea:
    made = BannerArea()
    made.resize(700, 200)
    qtbot.addWidget(made)
    return made


def button(banner: Banner, name: str) -> QAbstractButton:
    return next(b for b in banner.findChildren(QAbstractButton) if name in (b.text(), b.accessibleName()))


def test_a_problem_is_shown_with_its_remedy_until_dismissed(qtbot: QtBot) -> None:
    banners = area(qtbot)
    banner = banners.tell(Problem("The file is damaged.", "Open the last copy."))
    assert banners.words() == ["The file is damaged. Open the last copy."]
    assert not banners.isHidden()
    qtbot.mouseClick(button(banner, "Dismiss"), Qt.MouseButton.LeftButton)
    assert banners.words() == []
    assert banners.isHidden()


def test_the_same_subject_is_told_once(qtbot: QtBot) -> None:
    banners = area(qtbot)
    for _ in range(3):
        banners.tell(Problem("No permission."))
    banners.show_banner("info", "One", subject="intake")
    banners.show_banner("info", "Two", subject="intake")
    assert banners.words() == ["No permission.", "Two"]


def test_old_ones_give_way(qtbot: QtBot) -> None:
    banners = area(qtbot)
    for number in range(MOST + 2):
        banners.show_banner("warn", str(number))
    assert banners.words() == [str(number) for number in range(2, MOST + 2)]
    banners.clear()
    assert banners.words() == []


def test_a_button_acts_and_takes_the_banner_away(qtbot: QtBot) -> None:
    banners = area(qtbot)
    done: list[str] = []
    banner = banners.show_banner("info", "Removed.", buttons=(("Undo", lambda: done.append("undone")),))
    qtbot.mouseClick(button(banner, "Undo"), Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert banners.words() == []


def test_work_under_way_can_be_cancelled_or_not(qtbot: QtBot) -> None:
    banners = area(qtbot)
    cancelled: list[bool] = []
    bar = banners.show_loading("Reading 5 files", "", lambda: cancelled.append(True))
    fixed = banners.show_loading("Opening", "", None)
    qtbot.mouseClick(bar.cancel, Qt.MouseButton.LeftButton)
    assert cancelled == [True]
    assert fixed.cancel.isHidden()
    banners.end_loading(bar)
    banners.end_loading(bar)
    assert not banners.isHidden()
    banners.end_loading(fixed)
    assert banners.isHidden()


def test_what_had_the_focus_tells_that_it_goes(qtbot: QtBot) -> None:
    banners = area(qtbot)
    banners.show()
    quiet, pressed = banners.show_banner("info", "One"), banners.show_banner("info", "Two", buttons=[("Undo", list)])
    with qtbot.assertNotEmitted(banners.focus_left):
        banners.dismiss(quiet)
    button(pressed, "Undo").setFocus()
    with qtbot.waitSignal(banners.focus_left):
        qtbot.mouseClick(button(pressed, "Undo"), Qt.MouseButton.LeftButton)
