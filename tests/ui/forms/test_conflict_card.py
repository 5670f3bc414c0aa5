"""Both values with author and time, until a person decides."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from factcheck.domain.changes import Side
from factcheck.locales import short_time
from factcheck.ui.forms.conflict_card import ConflictCard, MarkedWords, conflict_title, words_of

AT = "2025-11-03T13:02:00+00:00"
ANA, JONAS, MIRA = (
    Side("a:1", "Ada Mihović", AT, "mine"),
    Side("b:1", "Jonas Keller", AT, "his"),
    Side("c:1", "Mira Castellan", AT, "hers"),
)


@pytest.fixture
def card(dressed: None, qtbot: QtBot) -> ConflictCard:
    card = ConflictCard()
    qtbot.addWidget(card)
    return card


def show(card: ConflictCard, *sides: Side, author: str = "Ada Mihović") -> list[str]:
    title = conflict_title(sides, author, "Note")
    card.show_sides(sides, author=author, title=title, render=words_of, mergeable=True)
    return [button.text() for button in card.buttons]


def test_mine_comes_first_and_each_value_can_be_taken(card: ConflictCard, qtbot: QtBot) -> None:
    assert show(card, JONAS, ANA) == ["Keep mine", "Take Jonas’s", "Edit both"]
    assert card.accessibleName() == "Jonas changed “Note” while you were editing."
    assert [label.text() for label in card.findChildren(QLabel) if label.text() in {"mine", "his"}] == ["mine", "his"]
    with qtbot.waitSignal(card.resolved) as taken:
        qtbot.mouseClick(card.buttons[1], Qt.MouseButton.LeftButton)
    assert taken.args == ["his"]
    with qtbot.waitSignal(card.edit_both_wanted):
        qtbot.mouseClick(card.buttons[2], Qt.MouseButton.LeftButton)


def test_a_conflict_of_others_names_them(card: ConflictCard) -> None:
    assert show(card, JONAS, MIRA) == ["Take Jonas’s", "Take Mira’s", "Edit both"]
    assert card.accessibleName() == "Jonas, Mira wrote different things in “Note”."


def test_two_openings_of_one_person_are_told_apart_by_time(card: ConflictCard) -> None:
    later = Side("d:1", "Ada Mihović", "2025-11-03T13:05:00+00:00", "later")
    words = show(card, ANA, later)
    assert words[0].startswith("Keep that of ")
    assert "without sight of the other" in card.accessibleName()


def test_two_values_of_one_person_in_one_minute_are_told_apart_by_their_order(card: ConflictCard, qtbot: QtBot) -> None:
    again = Side("d:1", ANA.author, ANA.at, "again")
    assert show(card, ANA, again) == ["Keep no. 1", "Keep no. 2", "Edit both"]
    with qtbot.waitSignal(card.resolved) as taken:
        qtbot.mouseClick(card.buttons[1], Qt.MouseButton.LeftButton)
    assert taken.args == ["again"]


def test_equal_values_stand_once_and_no_sides_hide_the_card(card: ConflictCard) -> None:
    again = Side("e:1", "Jonas Keller", AT, "mine")
    assert show(card, ANA, again, MIRA) == ["Take Jonas’s", "Take Mira’s", "Edit both"]
    show(card)
    assert card.isHidden()


def test_the_card_keeps_its_buttons_while_nothing_new_is_told(card: ConflictCard) -> None:
    show(card, JONAS, ANA)
    before = list(card.buttons)
    show(card, JONAS, ANA)
    assert card.buttons == before


def test_times_are_short() -> None:
    assert short_time("no time") == ""
    assert short_time(None) == ""
    assert "2001" in short_time("2001-02-03T04:05:06+00:00")


def test_both_can_be_sent_to_review_where_that_is_offered(card: ConflictCard, qtbot: QtBot) -> None:
    card.reviewable = True
    assert show(card, JONAS, ANA)[-1] == "Send both to review"
    with qtbot.waitSignal(card.review_wanted):
        qtbot.mouseClick(card.buttons[-1], Qt.MouseButton.LeftButton)


def test_of_long_texts_the_words_that_differ_are_marked(card: ConflictCard) -> None:
    text = "The agency counted the cars in May and again in June of the same year, & found fewer."
    show(card, Side("a:1", ANA.author, AT, text), Side("b:1", JONAS.author, AT, text.replace("May", "March")))
    mine, his = card.findChildren(MarkedWords)
    assert mine.text().count("</span>") == his.text().count("</span>") == 1
    assert ">May</span>" in mine.text()
    assert ">March</span>" in his.text()
    assert "&amp; found" in mine.text()
    assert mine.accessibleName() == text


def test_of_texts_that_have_little_in_common_nothing_is_marked(dressed: None) -> None:
    alike = "The survey counts nine children in ten, which is the figure of one town in the north."
    shown = MarkedWords(alike, alike.replace("nine", "seven")).text()
    assert "underline" in shown
    other = "Whoever asked at the school was told that nobody ever measured it in the province."
    assert "underline" not in MarkedWords(alike, other).text() + MarkedWords(other, alike).text()
