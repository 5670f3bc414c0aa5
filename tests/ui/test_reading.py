"""How the article is read in the window: letters, outline and reading mode, by keys and remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.settings import Settings
from factcheck.ui.article.reading_style import ZOOMS, ReadingStyle
from factcheck.ui.outline import Outline
from factcheck.ui.text_menu import TextMenu
from tests.factories import add_article, new_project
from tests.ui.windows import Desk, desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    project = new_project(tmp_path)
    add_article(project)
    add_article(project, "Another headline\nIts only paragraph says little.")
    project.close()
    return project.path


@pytest.fixture
def at(qtbot: QtBot, path: Path) -> Iterator[Desk]:
    with desk(qtbot) as made:
        made.open(path)
        yield made


def reading(at: Desk) -> ReadingStyle:
    return at.window.pane.view.reading


def test_keys_make_the_text_larger_and_smaller(at: Desk) -> None:
    at.key(Qt.Key.Key_Plus, CTRL)
    assert reading(at).zoom == 1.1
    at.key(Qt.Key.Key_Equal, CTRL)
    assert reading(at).zoom == 1.25
    at.key(Qt.Key.Key_Minus, CTRL)
    assert reading(at).zoom == 1.1
    at.key(Qt.Key.Key_0, CTRL)
    assert reading(at).zoom == 1.0


def test_the_sheet_chooses_size_font_and_width(at: Desk) -> None:
    at.run("read.text")
    menu = at.dialog(TextMenu)
    words = at.window.pane.view.top_place()
    menu.larger.click()
    menu.faces.buttons["sans"].click()
    menu.measures.buttons["narrow"].click()
    assert reading(at) == ReadingStyle(1.1, "sans", "narrow")
    assert at.window.pane.view.sheet.page.document.defaultFont().families()[0] == "Inter"
    assert at.window.pane.view.top_place()[0] == words[0]
    assert menu.actual.text() == "110%"
    menu.actual.click()
    for _each in ZOOMS:
        menu.smaller.click()
    assert not menu.smaller.isEnabled()
    assert reading(at).zoom == ZOOMS[0]
    menu.close()


def test_the_choices_are_walked_by_the_arrow_keys(at: Desk, qtbot: QtBot) -> None:
    at.run("read.text")
    menu = at.dialog(TextMenu)
    menu.faces.buttons["serif"].setFocus()
    qtbot.keyClick(menu.faces.buttons["serif"], Qt.Key.Key_Right)
    qtbot.keyClick(menu.faces.buttons["sans"], Qt.Key.Key_Space)
    assert reading(at).face == "sans"
    assert menu.faces.buttons["sans"].accessibleName() == "Font: Inter"
    menu.close()


def test_each_article_keeps_its_way_of_reading_and_new_ones_take_the_last(qtbot: QtBot, path: Path) -> None:
    settings = Settings(author="Ada", initials="A", theme="light")
    with desk(qtbot, settings) as at:
        at.open(path)
        first, second = (line.id for line in at.window.overview.articles)
        at.key(Qt.Key.Key_Plus, CTRL)
        at.window.selection.choose_article(second)
        at.settle()
        assert reading(at).zoom == 1.1
        at.key(Qt.Key.Key_Plus, CTRL)
        at.window.selection.choose_article(first)
        at.settle()
        assert reading(at).zoom == 1.1
        at.window.selection.choose_article(second)
        at.settle()
        assert reading(at).zoom == 1.25
    with desk(qtbot, settings) as at:
        at.open(path)
        assert reading(at).zoom == 1.25


@pytest.mark.parametrize(
    "kept", [{}, {"zoom": "big", "face": 3, "measure": []}, {"zoom": 99, "face": "", "measure": ""}]
)
def test_what_was_not_remembered_rightly_has_its_default(kept: dict[str, object]) -> None:
    style = ReadingStyle.from_kept(kept)
    assert (style.face, style.measure) == ("serif", "normal")
    assert style.zoom in {1.0, 2.0}
    assert ReadingStyle.from_kept(ReadingStyle(1.5, "system", "wide").kept()) == ReadingStyle(1.5, "system", "wide")


HEADED = "\n".join(
    ["The title of it all", *("A line about the harbour." for _each in range(40)), "Bridges", "One bridge.", "Ferries"]
    + ["A ferry." for _each in range(60)]
)


@pytest.fixture
def headed(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    from dataclasses import replace

    from factcheck.domain.draft import Block, Structure
    from factcheck.project.edits.articles import AddArticle
    from tests.factories import draft

    project = new_project(tmp_path)
    made = draft(HEADED)
    levels = {"Bridges": 1, "Ferries": 2}
    blocks = tuple(
        Block("heading", block.start, block.end, levels[words]) if words in levels else block
        for block in made.structure.blocks
        for words in [HEADED[block.start : block.end]]
    )
    project.apply(AddArticle(replace(made, structure=Structure(blocks))))
    project.close()
    with desk(qtbot) as at:
        at.open(project.path)
        yield at


def test_the_outline_goes_to_a_heading_by_its_first_letters(headed: Desk, qtbot: QtBot) -> None:
    view = headed.window.pane.view
    assert headed.window.pane.toolbar.outline.isVisible()
    headed.run("read.outline")
    outline = headed.dialog(Outline)
    rows = outline.model
    assert rows.item(0).text() == "The title of it all"
    assert rows.item(0).child(0).text() == "Bridges"
    assert rows.item(0).child(0).child(0).text() == "Ferries"
    assert outline.tree.currentIndex().data() == "The title of it all"
    qtbot.keyClicks(outline.tree, "fer")
    assert outline.tree.currentIndex().data() == "Ferries"
    assert abs(view.top_place()[0] - HEADED.index("Ferries")) < 60  # it is looked at
    qtbot.keyClick(outline.tree, Qt.Key.Key_Return)
    headed.settle()
    assert view.current_sentence() == (HEADED.index("Ferries"), HEADED.index("Ferries") + len("Ferries"))
    assert QApplication.focusWidget() is view
    headed.run("read.outline")
    assert headed.dialog(Outline).tree.currentIndex().data() in {"Bridges", "Ferries"}  # it knows where one is
    headed.dialog(Outline).close()


def test_an_outline_that_is_given_up_leaves_the_reader_in_place(headed: Desk, qtbot: QtBot) -> None:
    view = headed.window.pane.view
    view.strip.setValue(120)
    before = view.top_place()
    headed.run("read.outline")
    outline = headed.dialog(Outline)
    qtbot.keyClick(outline.tree, Qt.Key.Key_End)
    assert view.top_place()[0] != before[0]
    outline.close()
    assert view.top_place() == before


def test_the_wheel_beside_the_outline_scrolls_the_article_and_the_outline_follows(headed: Desk, qtbot: QtBot) -> None:
    view = headed.window.pane.view
    headed.run("read.outline")
    outline = headed.dialog(Outline)
    assert outline.tree.currentIndex().data() == "The title of it all"
    beside = QPointF(-200, 100)
    for _turn in range(60):
        wheel = QWheelEvent(
            beside, outline.mapToGlobal(beside), QPoint(), QPoint(0, -360), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(outline, wheel)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    reads = view.top_place()
    expected = max((name for name in ("Bridges", "Ferries") if HEADED.index(name) <= reads[0]), key=HEADED.index)
    assert outline.tree.currentIndex().data() == expected
    outline.close()
    assert view.top_place() == reads, "whoever scrolled there stays there"


def test_an_article_without_headings_says_so(at: Desk) -> None:
    at.window.selection.choose_article(at.window.overview.articles[1].id)
    at.settle()
    assert not at.window.pane.toolbar.outline.isVisible()


def test_reading_mode_leaves_only_the_article(at: Desk) -> None:
    window = at.window
    others = (window.header, window.status, window.sidebar, window.claims, window.pane.toolbar)
    at.key(Qt.Key.Key_F11)
    assert not any(part.isVisible() for part in others)
    assert window.pane.view.isVisible()
    assert window.pane.corner.isVisible()
    at.key(Qt.Key.Key_F, CTRL)
    assert window.pane.toolbar.find_bar.isVisible()
    at.key(Qt.Key.Key_Escape)
    assert not window.pane.toolbar.isVisible()
    at.key("c")  # marking goes on
    assert window.selection.claim_id
    at.key(Qt.Key.Key_Escape)
    assert all(part.isVisible() for part in others)
    assert not window.pane.corner.isVisible()


def test_reading_mode_is_left_for_what_the_panel_holds(at: Desk) -> None:
    at.key("c")
    at.key(Qt.Key.Key_F11)
    at.key("e")
    assert at.window.claims.isVisible()
    assert at.window.claims.isAncestorOf(QApplication.focusWidget() or at.window)
    at.window.pane.view.setFocus()
    at.key(Qt.Key.Key_F11)
    at.window.pane.corner.click()
    assert at.window.header.isVisible()


def test_reading_mode_is_remembered(qtbot: QtBot, path: Path) -> None:
    settings = Settings(author="Ada", initials="A", theme="light", reading_mode=True)
    with desk(qtbot, settings) as at:
        assert at.window.header.isVisible()  # without an article there is nothing to read
        at.open(path)
        assert not at.window.header.isVisible()
        assert not at.window.claims.isVisible()
        at.run("read.mode")
        assert at.window.claims.isVisible()
        assert not settings.reading_mode
        at.run("project.close")
        assert at.window.header.isVisible()
