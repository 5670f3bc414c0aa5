"""Peeking at a claim from its words, and going through the claims that lie on the same words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from factcheck.domain.changes import Shown
from factcheck.domain.records import Claim, Comment, Evidence, Source
from factcheck.project.queries.claims import ClaimSheet, EvidenceLine
from factcheck.ui.article.view import ArticleView
from factcheck.ui.forms.elided import Elided
from tests.ui.article.conftest import Hand
from tests.ui.factories_ui import TEXT, mark, opened, ratings


def sheet(claim_id: str, words: str = "", rationale: str = "", sources: Sequence[str] = ()) -> ClaimSheet:
    claim = Claim(id=claim_id, words=words, rationale=rationale, rating_id="misleading", status="in review")
    return ClaimSheet(
        claim=Shown(claim),
        number=3,
        highlights=[],
        earlier=[],
        sentence="",
        evidence=[
            EvidenceLine(Shown(Evidence(stance="refutes")), Shown(Source(id=title, title=title)), [])
            for title in sources
        ],
        comments=[Shown(Comment())] * 2,
        queries=[],
        reviews=[],
    )


def said(view: ArticleView) -> list[str]:
    card = view.peeker.card
    labels = [one.text() for one in card._content.findChildren(QLabel) if one.text()]
    return labels + [one.text() for one in card._content.findChildren(Elided)]


def test_a_pointer_that_rests_asks_for_the_claim_and_sees_it(view: ArticleView, hand: Hand, qtbot: QtBot) -> None:
    asked = QSignalSpy(view.peeker.asked)
    hand.move(hand.place("which is 41,000 a day"))
    qtbot.waitUntil(lambda: asked.count() == 1)
    assert asked.at(0) == ["c3"]
    view.peeker.show_claim(
        sheet("c3", "Tram 9 carries 41,000 a day.", "It counts changes twice.", ("One", "Two", "Three", "Four"))
    )
    card = view.peeker.card
    assert card.isVisible()
    words = said(view)
    assert {"Claim 3  ·  in review", "Tram 9 carries 41,000 a day.", "It counts changes twice."} <= set(words)
    assert {"One", "Two", "Three", "4 sources", "2 comments", "Refutes"} <= set(words)
    assert "Four" not in words
    assert "Misleading" in card.accessibleName()
    line = view.to_viewport(
        view.sheet.geometry.rects(TEXT.index("which is 41,000"), TEXT.index("which is 41,000") + 5)[0]
    )
    assert card.y() >= line.bottom() or card.geometry().bottom() <= line.top()
    assert view.viewport().rect().contains(card.geometry())


def test_the_card_goes_when_the_pointer_does(view: ArticleView, hand: Hand, qtbot: QtBot) -> None:
    hand.move(hand.place("which is 41,000 a day"))
    view.peeker.show_claim(sheet("c3"))
    hand.move(hand.place("Economists call"))
    assert view.peeker.is_open  # it can be reached
    QApplication.sendEvent(view.peeker.card, QEvent(QEvent.Type.Enter))
    QTest.qWait(300)
    assert view.peeker.is_open
    QApplication.sendEvent(view.peeker.card, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not view.peeker.is_open)


@pytest.mark.parametrize("what", ["scroll", "click", "escape", "other article"])
def test_what_else_closes_the_card(view: ArticleView, hand: Hand, what: str) -> None:
    view.go_to_claim("c3")
    assert view.peeker.toggle()
    view.peeker.show_claim(sheet("c3"))
    assert view.peeker.is_open
    if what == "scroll":
        view.strip.setValue(40)
    elif what == "click":
        hand.click("Economists call")
    elif what == "escape":
        hand.key(Qt.Key.Key_Escape)
    else:
        view.show_article(opened("Other words."), {})
    assert not view.peeker.is_open


def test_a_claim_that_is_read_too_late_is_not_shown(view: ArticleView, hand: Hand) -> None:
    hand.move(hand.place("which is 41,000 a day"))
    hand.move(hand.place("Economists call"))
    view.peeker.show_claim(sheet("c3"))
    assert not view.peeker.is_open


def test_enter_and_a_press_open_the_claim(view: ArticleView, hand: Hand) -> None:
    opened_claims = QSignalSpy(view.peeker.opened)
    view.go_to_claim("c2")
    hand.key(Qt.Key.Key_Return)
    assert opened_claims.at(0) == ["c2"]
    view.peeker.toggle()
    view.peeker.show_claim(sheet("c2"))
    card = view.peeker.card
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(20, 20))
    assert opened_claims.at(1) == ["c2"]
    assert not view.peeker.is_open


def test_enter_opens_the_notes_of_a_sentence_first(view: ArticleView, hand: Hand) -> None:
    opened_claims = QSignalSpy(view.peeker.opened)
    view.go_to(TEXT.index("The figure counts"))
    hand.key(Qt.Key.Key_Return)
    assert view.card.isVisible()
    assert opened_claims.count() == 0


def test_no_card_without_a_claim(view: ArticleView) -> None:
    view.go_to(TEXT.index("Economists call"))
    assert not view.peeker.toggle()


def test_a_repeated_click_goes_through_the_claims_and_says_which(view: ArticleView, hand: Hand) -> None:
    for chosen, told in (("c4", "1 of 2"), ("c3", "2 of 2"), ("c4", "1 of 2")):
        hand.click("15 million passengers", 4)
        assert view.sheet.claim_id == chosen
        assert view.peeker.tag.isVisible()
        assert view.peeker.tag.words == told
    hand.click("The line opened", 4)
    assert not view.peeker.tag.isVisible()


def test_the_key_goes_through_the_claims_on_the_same_words(view: ArticleView) -> None:
    words = "The mayor said that prices fell by a third in two years."
    view.show_article(
        opened(
            words,
            [
                mark(words, words, 1, "true"),
                mark(words, "prices fell by a third", 2, "false"),
                mark(words, "a third in two years", 3),
                mark(words, "mayor", 4),
            ],
        ),
        ratings(),
    )
    clicked = QSignalSpy(view.claim_clicked)
    view.go_to_claim("c1")
    seen = []
    for _each in range(4):
        assert view.peeker.cycle()
        seen.append((view.sheet.claim_id, view.peeker.tag.words))
    # Innermost first, and round again; "mayor" lies elsewhere.
    assert seen == [("c3", "1 of 3"), ("c2", "2 of 3"), ("c1", "3 of 3"), ("c3", "1 of 3")]
    assert clicked.count() == 4
    view.go_to_claim("")
    assert not view.peeker.cycle()


def test_the_key_finds_others_beyond_where_the_reader_pointed(view: ArticleView, hand: Hand) -> None:
    hand.click("it carried", 1)
    assert view.sheet.claim_id == "c3"
    assert view.peeker.cycle()
    assert view.sheet.claim_id == "c4"


def test_a_view_that_is_cleared_away_with_its_card_open_still_takes_events(view: ArticleView) -> None:
    peeker = view.peeker
    peeker.mark = next(iter(view.sheet.marks))
    kept = dict(vars(peeker))
    vars(peeker).clear()  # what the collector does first, while Qt still sends events
    for kind in (QEvent.Type.Leave, QEvent.Type.Enter, QEvent.Type.MouseButtonPress):
        assert not peeker.eventFilter(view.viewport(), QEvent(kind))
    vars(peeker).update(kept)
