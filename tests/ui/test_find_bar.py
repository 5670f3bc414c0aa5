"""Finding words by the keys: the bar opens in the toolbar, tells how many there are, and leaves the words taken."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from factcheck.ui.find_bar import FindBar
from factcheck.ui.main_window import SMALLEST
from tests.factories import TEXT
from tests.ui.windows import Desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def bar(at: Desk) -> FindBar:
    return at.window.pane.toolbar.find_bar


def test_the_keys_open_walk_and_close(at: Desk) -> None:
    pane = at.window.pane
    at.key(Qt.Key.Key_F, CTRL)
    assert bar(at).isVisible()
    assert QApplication.focusWidget() is bar(at).field
    assert not pane.toolbar.about.isVisible()
    at.key("the")
    text = pane.view.sheet.page.text
    count = text.lower().count("the")
    assert bar(at).count.text() == f"1 of {count}"
    at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_F3)
    assert bar(at).count.text() == f"3 of {count}"
    at.key(Qt.Key.Key_Return, SHIFT)
    at.key(Qt.Key.Key_F3, SHIFT)
    assert bar(at).count.text() == f"1 of {count}"
    at.key(Qt.Key.Key_Escape)
    assert bar(at).isHidden()
    assert QApplication.focusWidget() is pane.view
    taken = pane.taken()
    assert taken is not None
    assert text[slice(*taken)].lower() == "the"


def test_what_is_told_apart_is_chosen(at: Desk) -> None:
    at.run("article.find")
    at.key("THE")
    assert bar(at).count.text().startswith("1 of")
    bar(at).exact.click()
    assert bar(at).count.text() == "No hits"
    bar(at).exact.click()
    bar(at).whole.click()
    bar(at).field.setText("th")
    assert bar(at).count.text() == "No hits"
    bar(at).field.clear()
    assert bar(at).count.text() == ""


def test_the_words_taken_are_looked_for(at: Desk) -> None:
    at.window.pane.view.take_range((0, 5))
    at.run("article.find")
    assert bar(at).field.text() == at.window.pane.view.sheet.page.text[:5]
    assert bar(at).field.selectedText() == bar(at).field.text()


def test_the_last_words_are_looked_for_again_by_the_key_alone(at: Desk) -> None:
    at.run("article.find")
    at.key("million")
    at.key(Qt.Key.Key_Escape)
    at.window.pane.release()
    at.key(Qt.Key.Key_F3)
    assert bar(at).isVisible()
    assert bar(at).count.text().startswith("1 of")


def test_every_button_has_a_name_and_a_tip(at: Desk) -> None:
    at.run("article.find")
    for button in (bar(at).exact, bar(at).whole, bar(at).previous, bar(at).next, bar(at).shut):
        assert button.accessibleName()
        assert button.toolTip()
    assert bar(at).next.toolTip().endswith("F3")


def test_the_bar_has_room_in_the_smallest_window(at: Desk) -> None:
    at.window.resize(*SMALLEST)
    at.run("article.find")
    at.key("the")
    right = bar(at).mapTo(at.window, bar(at).rect().topRight()).x()
    assert right <= at.window.claims.mapTo(at.window, QPoint()).x()
    assert bar(at).shut.geometry().right() <= bar(at).width()
    assert bar(at).width() >= bar(at).minimumSizeHint().width()


def test_what_is_left_out_is_put_back_from_the_bar(at: Desk) -> None:
    start = TEXT.index("Also read")
    at.run("article.find")
    at.key("ten bridges")
    assert bar(at).count.text() == "1 of 1 · left out"
    assert bar(at).put_back.isVisible()
    bar(at).put_back.click()
    at.settle()
    at.until(lambda: not bar(at).put_back.isVisible())
    assert bar(at).count.text() == "1 of 1"
    assert at.window.pane.view.sheet.geometry.rects(start, start + 4)
