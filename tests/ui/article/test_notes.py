"""Notes of the file: their labels in the text, the card beside the sentence, what it offers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel

from factcheck.domain.draft import Block, Note, Structure
from factcheck.ui import theme as themes
from factcheck.ui.article.painting import note_rect
from factcheck.ui.article.view import ArticleView
from factcheck.ui.widgets import GhostButton
from tests.ui.article.conftest import Hand
from tests.ui.article.looking import colours, place_of
from tests.ui.factories_ui import TEXT, blocks_of, opened

Show = Callable[..., ArticleView]


def test_a_note_stands_in_room_of_its_own(show: Show) -> None:
    text = "A word1, then more."
    note = Note("f1", "footnote", 6, 6, "See there.", label="12")
    with_note = show(opened(text, structure=Structure(blocks_of(text), notes=(note,))))
    without = show(opened(text))
    assert with_note.toPlainText() == text
    moved = place_of(with_note, ", then").left() - place_of(without, ", then").left()
    assert 8 < moved < 25
    assert place_of(with_note, "A word").left() == place_of(without, "A word").left()


@pytest.mark.parametrize("place", ["start", "space", "end"])
def test_a_note_may_stand_anywhere(show: Show, place: str) -> None:
    text = "One two.\nThree four."
    at = {"start": 9, "space": 3, "end": len(text)}[place]
    note = Note("f1", "footnote", at, at, "See there.", label="1")
    view = show(opened(text, structure=Structure(blocks_of(text), notes=(note,))))
    opened_notes = QSignalSpy(view.note_opened)
    geometry = view.sheet.geometry
    block = geometry.block(view.sheet.page.line_of(at))
    rect = view.to_viewport(note_rect(view.sheet, block, geometry.frame(block), note))
    accent = QColor(themes.LIGHT.accent)
    found = [QColor(each) for each in colours(view.viewport().grab().toImage(), rect)]
    assert any(abs(each.red() - accent.red()) < 90 and each.blue() > each.red() + 40 for each in found)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center().toPoint()
    )
    assert opened_notes.count() == 1


def test_a_note_opens_beside_its_sentence(view: ArticleView, hand: Hand) -> None:
    opened_notes, taken = QSignalSpy(view.note_opened), QSignalSpy(view.note_taken)
    view.go_to(TEXT.index("The figure counts"))
    hand.key(Qt.Key.Key_Return)
    assert list(opened_notes.at(0)) == ["f1"]
    card = view.card
    assert card.isVisible()
    below = place_of(view, "report admits")
    assert 0 < card.y() - below.bottom() < 40
    shown = {each.text() for each in card.findChildren(QLabel)}
    assert "Footnote 1" in shown
    assert "https://operator.example/2025.pdf" in shown
    copy = next(each for each in card.findChildren(GhostButton) if each.text() == "Copy")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "https://operator.example/2025.pdf"
    QTest.mouseClick(card.use, Qt.MouseButton.LeftButton)
    assert list(taken.at(0)) == ["f1"]
    assert view.notes.take()
    assert list(taken.at(1)) == ["f1"]
    hand.key(Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert view.notes.take()  # of the sentence, opened or not


def test_the_card_is_left_by_the_keyboard(view: ArticleView, hand: Hand, qapp: QApplication) -> None:
    assert view.notes.open("f1")
    view.card.use.setFocus()
    QTest.keyClick(view.card.use, Qt.Key.Key_X)
    assert view.card.isVisible()
    QTest.keyClick(view.card.use, Qt.Key.Key_Escape)
    assert not view.card.isVisible()
    assert qapp.focusWidget() is view


def test_a_comment_opens_with_its_answers(view: ArticleView) -> None:
    view.go_to(TEXT.index("Economists"))
    assert view.notes.open()
    shown = [each.text() for each in view.card.findChildren(QLabel)]
    assert "Comment by Dana Reiss · 2025-10-14" in shown
    assert "Okafor and Lund." in shown
    view.go_to(TEXT.index("Three things"))
    view.notes.close()
    assert not view.notes.open()
    assert not view.notes.take()
    assert not view.notes.open("no such note")


def test_long_notes_scroll_and_addresses_are_no_markup(show: Show) -> None:
    text = "One two."
    note = Note("e1", "endnote", 3, 3, "Long words. " * 300, label="i", links=("https://x.example/<b>" + "a" * 300,))
    view = show(opened(text, structure=Structure(blocks_of(text), notes=(note,))))
    assert view.notes.open("e1")
    assert view.card.height() < 420
    tips = [each.toolTip() for each in view.card.findChildren(QLabel) if each.toolTip()]
    assert any("&lt;b&gt;" in tip for tip in tips)


def test_one_note_after_the_other(view: ArticleView, qapp: QApplication) -> None:
    assert view.notes.open("f1")
    assert view.notes.open("k1")
    qapp.processEvents()
    shown = [each.text() for each in view.card.findChildren(QLabel) if each.isVisible()]
    assert "Footnote 1" not in shown
    assert "Comment by Dana Reiss · 2025-10-14" in shown


def test_a_sentence_with_two_notes_opens_them_in_turn(show: Show) -> None:
    text = "One two three."
    notes = tuple(Note(f"f{n}", "footnote", at, at, "See.", label=str(n)) for n, at in ((1, 3), (2, 7), (3, 7)))
    view = show(opened(text, structure=Structure(blocks_of(text), notes=notes)))
    keys = []
    for _each in range(4):
        assert view.notes.open()
        keys.append(view.card.key)
    assert keys == ["f1", "f2", "f3", "f1"]


def test_a_card_without_room_below_stands_above(view: ArticleView) -> None:
    view.resize(792, 420)
    view.go_to(TEXT.index("The figure counts"))
    line = place_of(view, "report admits")
    view.strip.setValue(view.strip.value() + round(line.bottom()) - 300)
    view.notes.open("f1")
    line = place_of(view, "report admits")
    assert view.card.geometry().bottom() < line.top()


def test_hostile_structures_are_passed_over(show: Show) -> None:
    text = "Some words."
    blocks = (Block("heading", -5, 3), Block("paragraph", 900, 950), Block("heading", 0, 11, level=99))
    notes = (Note("n", "footnote", 99, 99, "x"), Note("m", "comment", -3, -3, "y", parent="m"))
    view = show(opened(text, structure=Structure(blocks, notes=notes)))
    assert view.toPlainText() == text
    assert view.sheet.page.notes == {}
    assert view.notes.open("m")
