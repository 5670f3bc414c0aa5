"""Where a new draft leaves a highlight in doubt, a person is asked on a page of its own, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from factcheck.project.edits.open_places import DeclareLost, PlaceHighlight
from factcheck.project.queries.drafts import draft_review
from factcheck.project.queries.listing import ListedClaim, listed_claims
from factcheck.project.queries.project import scale_in_use
from factcheck.ui import drafting, intake
from tests.factories import add_article, mark, new_project
from tests.ui.windows import Desk, desk

TEXT = (
    "Harbour bridge reopens\nThe bridge cost 4.2 million crowns. It carries 9,000 cars a day, the mayor said.\n"
    "Nobody was hurt on the bridge during the work.\nZebras sleep in the hedges by the northern quay.\n"
    "The next inspection is in 2031."
)
NEW = (
    TEXT.replace("9,000", "8,000")
    .replace("Nobody was hurt", "Somebody was hurt")
    .replace("Zebras sleep in the hedges by the northern quay.\n", "")
)


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A window whose article has a new draft in which four of five highlights are in doubt or gone."""
    project = new_project(tmp_path)
    article = add_article(project, TEXT)
    _scale, ratings = project.read(scale_in_use)
    for words in ("cost 4.2 million crowns", "9,000 cars", "Nobody was hurt", "Zebras sleep in the hedges"):
        mark(project, article, words, ratings[0].id, text=TEXT)
    project.close()
    path = tmp_path / "second.txt"
    path.write_text(NEW, encoding="utf-8")
    with desk(qtbot) as made:
        made.open(project.path)
        intake.revise_by_file(made.window, article.id, path)
        made.until(lambda: any("new draft" in said for said in made.window.banners.words()))
        made.settle()
        yield made


def places(at: Desk) -> dict[str, list[str]]:
    """The places in the current draft by the words of the claim."""
    claims: list[ListedClaim] = at.ask(listed_claims)
    return {claim.words: [place.quotation for place in claim.highlights] for claim in claims}


def opened(at: Desk) -> None:
    at.run("article.review_draft")
    assert at.window.pane.stack.currentWidget() is at.window.pane.review


def reason(at: Desk) -> str:
    return at.window.pane.review.reason.text()


def take(at: Desk, words: str) -> None:
    """Take words of the new draft as a drag or Shift and arrows would."""
    side = at.window.pane.review.sides.new
    cursor = side.textCursor()
    cursor.setPosition(NEW.index(words))
    cursor.setPosition(NEW.index(words) + len(words), QTextCursor.MoveMode.KeepAnchor)
    side.setTextCursor(cursor)


def test_the_banner_counts_and_leads_to_the_page(at: Desk) -> None:
    assert any("3 highlights wait for their place" in said for said in at.window.banners.words())
    banner = next(banner for subject, banner in at.window.banners._banners if subject == drafting.SUBJECT)
    assert banner.buttons[0].text() == "Review 3 highlights"
    banner.buttons[0].click()
    at.settle()
    page = at.window.pane.review
    assert at.window.pane.stack.currentWidget() is page
    assert page.progress.text() == "1 of 3  ·  3 to decide"
    assert (reason(at), page.finding.text()) == ("A number differs: “8,000”, “9,000”", "was True")


def test_it_is_answered_by_keys_in_the_order_of_the_draft(at: Desk) -> None:
    opened(at)
    page = at.window.pane.review
    at.key(Qt.Key.Key_Return)
    assert page.progress.text() == "2 of 3  ·  2 to decide"
    assert reason(at) == "Numbers, names or negations differ: “nobody”, “somebody”"
    assert not at.window.banners.shows(drafting.SUBJECT)  # one is at it
    at.key("n")
    assert reason(at).startswith("These words are gone.")
    assert not page.accept.isEnabled()
    at.key("l")
    assert page.progress.text() == "2 of 3  ·  1 to decide"  # back at the one that was skipped
    take(at, "hurt on the bridge")
    at.key("h")
    assert page.progress.text() == "2 of 3  ·  all decided"
    assert places(at) == {
        "cost 4.2 million crowns": ["cost 4.2 million crowns"],
        "9,000 cars": ["8,000 cars"],
        "Nobody was hurt": ["Somebody was hurt", "hurt on the bridge"],
        "Zebras sleep in the hedges": [],
    }
    at.key(Qt.Key.Key_Escape)
    assert at.window.pane.has_article
    assert not at.window.banners.shows(drafting.SUBJECT)


def test_words_are_taken_and_an_answer_is_given_anew(at: Desk) -> None:
    opened(at)
    take(at, "a day")
    at.key("c")
    at.key("p")
    assert reason(at) == "Decided, it stands on: “a day”"
    take(at, ",000 cars a da")  # a drag that ends inside of words takes them whole
    at.key("c")
    assert places(at)["9,000 cars"] == ["8,000 cars a day"]


def test_undo_opens_the_question_again_and_goes_there(at: Desk) -> None:
    opened(at)
    at.key(Qt.Key.Key_Return)
    at.key("z", Qt.KeyboardModifier.ControlModifier)
    assert at.window.pane.review.progress.text() == "1 of 3  ·  3 to decide"
    assert places(at)["9,000 cars"] == []


def test_it_is_left_and_taken_up_again(at: Desk) -> None:
    opened(at)
    at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_Escape)
    assert any("2 highlights wait" in said for said in at.window.banners.words())
    opened(at)
    assert at.window.pane.review.progress.text() == "2 of 3  ·  2 to decide"
    at.key("p")  # looked at what is decided, and left there
    at.key(Qt.Key.Key_Escape)
    opened(at)
    assert at.window.pane.review.progress.text() == "2 of 3  ·  2 to decide"


def test_two_drafts_are_compared(at: Desk) -> None:
    at.run("article.compare")
    at.until(lambda: at.window.pane.stack.currentWidget() is at.window.pane.compare)
    page = at.window.pane.compare
    assert (page.title.text(), page.told.text()) == ("Draft 1 beside draft 2", "3 places differ")
    assert page.sides.old.toPlainText() == TEXT
    assert page.sides.new.toPlainText() == NEW
    assert page.sides.new.textCursor().position() == NEW.index("8,000")
    at.key("n")
    assert page.sides.new.textCursor().position() == NEW.index("Somebody")
    at.key(Qt.Key.Key_Escape)
    assert at.window.pane.has_article


# --- stale findings ------------------------------------------------------------------------------------


def look(at: Desk, words: str) -> str:
    """What the highlight on some words of the new draft says."""
    sheet = at.window.pane.view.sheet
    [mark] = [mark for mark in sheet.marks if NEW[mark.start : mark.end] == words]
    return sheet.look(mark).label


def test_a_finding_on_words_that_changed_is_a_former_one_until_it_is_given_again(at: Desk) -> None:
    opened(at)
    at.key(Qt.Key.Key_Return)
    at.key(Qt.Key.Key_Escape)
    window = at.window
    claim_id = next(claim.id for claim in at.ask(listed_claims) if claim.words == "9,000 cars")
    window.selection.choose_claim(claim_id, "list")
    at.settle()
    inspector = window.claims.inspector
    assert (look(at, "cost 4.2 million crowns"), look(at, "8,000 cars")) == ("True", "was True")
    assert (inspector.head.was.text(), inspector.head.was.isVisible()) == ("was True", True)
    assert not any(button.isChecked() for button in inspector.verdicts.buttons)
    inspector.verdicts.buttons[0].click()
    at.settle()
    assert (look(at, "8,000 cars"), inspector.head.was.isVisible()) == ("True", False)
    assert inspector.verdicts.buttons[0].isChecked()
    at.run("edit.undo")
    assert look(at, "8,000 cars") == "was True"
    window.pane.view.setFocus()
    at.key("1")
    assert look(at, "8,000 cars") == "True"


def test_the_history_of_a_claim_tells_where_it_stood_in_each_draft(at: Desk) -> None:
    window = at.window
    claim_id = next(claim.id for claim in at.ask(listed_claims) if claim.words == "9,000 cars")
    window.selection.choose_claim(claim_id, "list")
    at.settle()
    at.run("claim.history")
    stood = window.claims.inspector.history.stood
    assert stood.text() == "Draft 2: waits for its place\nDraft 1: “9,000 cars” (marked here)"
    question = at.ask(partial(draft_review, article_id=window.selection.article_id)).asked[0]
    window.live.apply(PlaceHighlight(question.place.id, ((question.place.start, question.place.end),)))
    at.settle()
    assert stood.text().split("\n")[0] == "Draft 2: “8,000 cars” (words changed, placed by hand)"
    window.live.apply(DeclareLost(question.place.id))
    at.settle()
    assert stood.text().split("\n")[0] == "Draft 2: gone, as somebody said"
