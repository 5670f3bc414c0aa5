"""What a screen reader hears of the article: the caret, the sentence with its claims, a tag for each highlight."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from factcheck.ui.announcing import announcer
from factcheck.ui.article.spoken import ClaimTag, claim_in_words, sentence_in_words
from factcheck.ui.article.view import ArticleView
from tests.ui.article.conftest import Hand


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    """A screen reader is at work."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def told() -> Iterator[list[str]]:
    """What is said aloud."""
    words: list[str] = []
    announcer.said.connect(words.append)
    yield words
    announcer.said.disconnect(words.append)


def tags(view: ArticleView) -> list[ClaimTag]:
    return [tag for tag in view.gutter.findChildren(ClaimTag) if tag.isVisible()]


def in_view(view: ArticleView) -> list[str]:
    """The highlights that begin in view, in words, by place."""
    first, last = view.in_view()
    marks = sorted(view.sheet.marks, key=lambda mark: (mark.start, mark.end))
    return [claim_in_words(view.sheet, mark) for mark in marks if first <= mark.start <= last]


def test_every_highlight_in_view_is_a_button_in_the_order_of_the_text(view: ArticleView, qtbot: QtBot) -> None:
    view.gutter.update()
    qtbot.waitUntil(lambda: bool(tags(view)))
    names = [tag.accessibleName() for tag in sorted(tags(view), key=lambda tag: tag.y())]
    assert set(names) <= set(in_view(view))
    assert names, "the sample has highlights at its beginning"
    for tag in tags(view):
        found = QAccessible.queryAccessibleInterface(tag)
        assert found.role() == QAccessible.Role.Button
        assert found.text(QAccessible.Text.Name) == tag.accessibleName()


def test_a_tag_that_is_pressed_chooses_its_claim(view: ArticleView, qtbot: QtBot) -> None:
    view.gutter.update()
    qtbot.waitUntil(lambda: bool(tags(view)))
    tag = tags(view)[0]
    told = QSignalSpy(view.claim_clicked)
    QAccessible.queryAccessibleInterface(tag).actionInterface().doAction("Press")
    qtbot.waitUntil(lambda: told.count() == 1)
    assert told.at(0) == [tag.claim_id]
    mark = view.sheet.chosen()
    assert mark is not None
    assert tag.accessibleName() == claim_in_words(view.sheet, mark)


def test_tags_follow_the_page(view: ArticleView, qtbot: QtBot) -> None:
    view.resize(792, 400)
    view.strip.setValue(view.strip.maximum())
    qtbot.waitUntil(lambda: {tag.accessibleName() for tag in tags(view)} == set(in_view(view)))
    mark = next(iter(view.sheet.marks))
    view.drop_mark(mark.highlight_id)
    view.strip.setValue(0)
    qtbot.waitUntil(lambda: {tag.accessibleName() for tag in tags(view)} == set(in_view(view)))


def test_nobody_listening_no_tags(show: Callable[..., ArticleView], qtbot: QtBot) -> None:
    QAccessible.setActive(False)
    view = show()
    qtbot.wait(200)
    assert not view.gutter.findChildren(ClaimTag)


def test_a_step_to_a_sentence_moves_the_caret_and_says_the_sentence_and_its_claims(
    view: ArticleView, hand: Hand, told: list[str]
) -> None:
    marked = min(view.sheet.marks, key=lambda mark: mark.start)
    hand.key(Qt.Key.Key_Left)
    while not told or view.sheet.sentences[view.sheet.sentence][1] <= marked.start:
        hand.key(Qt.Key.Key_Right)
    sentence = view.current_sentence()
    assert sentence is not None
    words = told[-1]
    assert words == sentence_in_words(view.sheet)
    assert words.splitlines()[0] == " ".join(hand.words(sentence).split())
    assert claim_in_words(view.sheet, marked) in words.splitlines()[1:]
    found = QAccessible.queryAccessibleInterface(view)
    text = found.textInterface()
    assert text.cursorPosition() == view.sheet.page.offsets.to_units(sentence[0])
    assert text.text(0, text.characterCount()) == view.toPlainText()


def test_what_is_taken_is_the_selection_that_a_screen_reader_reads(view: ArticleView) -> None:
    start, end = view.sheet.sentences[2]
    view.take_range((start, end))
    found = QAccessible.queryAccessibleInterface(view)
    text = found.textInterface()
    assert text.selectionCount() == 1
    cursor: QTextCursor = view.textCursor()
    assert cursor.hasSelection()
    assert text.text(cursor.selectionStart(), cursor.selectionEnd()) == view.sheet.page.text[start:end]


def test_a_claim_that_is_turned_to_is_said_and_the_caret_stands_on_its_words(
    view: ArticleView, told: list[str]
) -> None:
    mark = max(view.sheet.marks, key=lambda each: each.start)
    view.go_to_claim(mark.claim_id)
    view.go_to_claim(mark.claim_id)
    assert told == [claim_in_words(view.sheet, mark)], "once"
    assert view.textCursor().position() == view.sheet.page.offsets.to_units(mark.start)
