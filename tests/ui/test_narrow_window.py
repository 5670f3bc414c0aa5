"""The window as it comes up: where the focus is, and what a small screen leaves in sight."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.settings import Settings
from factcheck.ui.main_window import SMALLEST, MainWindow
from tests.ui.windows import PATIENCE, desk


def test_the_keys_act_at_once_on_a_project_that_is_opened_by_argument(qtbot: QtBot, project_file: Path) -> None:
    window = MainWindow(Settings(author="Ada Mihović"))
    qtbot.addWidget(window)
    window.announce(project_file)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None, timeout=PATIENCE)
    window.begin(project_file)
    qtbot.waitUntil(lambda: window.opening is None and window.pane.has_article, timeout=PATIENCE)
    assert window.focusWidget() is window.pane.view
    window.close()
    window.shut_down()


def test_the_article_has_the_focus_after_a_button_of_a_banner(qtbot: QtBot, project_file: Path) -> None:
    with desk(qtbot) as at:
        at.open(project_file)
        at.run("article.remove")
        undo = at.window.banners._banners[0][1].buttons[0]
        undo.setFocus()
        undo.click()
        at.settle()
        at.until(lambda: at.window.focusWidget() is at.window.pane.view)


def test_nothing_is_cut_off_in_the_smallest_window(qtbot: QtBot, project_file: Path) -> None:
    with desk(qtbot) as at:
        at.open(project_file)
        at.window.header.show_notice("Read only")
        at.window.resize(*SMALLEST)
        at.settle()
        assert at.window.width() == SMALLEST[0]
        for part in (at.window.claims, at.window.header.export):
            assert part.mapTo(at.window, part.rect().topRight()).x() < at.window.width()
        header = at.window.header
        for badge in (header.notice, header.export):
            assert badge.width() >= badge.minimumSizeHint().width()
        assert at.window.pane.geometry().right() < at.window.claims.geometry().left()
