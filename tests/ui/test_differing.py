"""Two people on one field: both values live, a banner steps through them, and nobody's typing is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from factcheck.domain.changes import Shown
from factcheck.domain.records import Claim
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.project import Project
from factcheck.project.queries.project import scale_in_use
from factcheck.ui.claims.inspector import Inspector
from factcheck.ui.dialogs.person_chooser import PersonChooser
from tests.factories import add_article, mark, new_project
from tests.ui.windows import Desk, desk

ADA, JONAS = "Ada Mihović", "Jonas Kern"
OTHER = "Ferries\nThe ferry takes 212 cars."
LONG = "The agency counted the cars in May and again in June of the same year, and found fewer of them."


class Differing:
    """A window of Ada's on two claims in two articles; Jonas writes into the same file."""

    def __init__(self, at: Desk, path: Path, claims: list[str], scale: list[str]) -> None:
        self.at, self.claims, self.scale = at, claims, scale
        self.jonas = Project.open(path, author=JONAS)
        at.open(path)
        at.window.selection.choose_claim(claims[0], "test")
        at.settle()

    @property
    def inspector(self) -> Inspector:
        return self.at.window.claims.inspector

    def shown(self, place: int = 0) -> Shown[Claim]:
        return self.at.ask(lambda reading: reading.shown(reading.get(Claim, self.claims[place])))

    def race(self, place: int = 0) -> None:
        """Both rate a claim, neither having seen the other's verdict."""
        seen = self.shown(place).seen["rating_id"]
        self.jonas.apply(RateClaim(self.claims[place], self.scale[3], seen))
        self.at.window.live.apply(RateClaim(self.claims[place], self.scale[2], seen))
        self.at.settle()

    def banner(self) -> list[str]:
        return [words for words in self.at.window.banners.words() if "onflict" in words]

    def press(self, name: str) -> None:
        """Press a button of the verdict's card."""
        button = next(one for one in self.inspector.conflicts.verdict.buttons if one.text() == name)
        self.at.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.at.settle()


@pytest.fixture
def on(qtbot: QtBot, tmp_path: Path) -> Iterator[Differing]:
    project = new_project(tmp_path)
    line, other = add_article(project), add_article(project, OTHER)
    claims = [mark(project, line, "9,000 cars"), mark(project, other, "212 cars", text=OTHER)]
    scale = [rating.id for rating in project.read(scale_in_use)[1]]
    project.close()
    with desk(qtbot) as at:
        made = Differing(at, project.path, claims, scale)
        yield made
        made.jonas.close()


def test_a_verdict_that_both_gave_stands_in_a_card_until_one_decides(on: Differing) -> None:
    on.race()
    card = on.inspector.conflicts.verdict
    on.at.until(card.isVisible)
    assert card.accessibleName() == "Jonas changed this verdict while you were editing."
    assert [button.text() for button in card.buttons] == ["Keep mine", "Take Jonas’s", "Send both to review"]
    on.at.until(lambda: len(on.banner()) == 1)
    on.press("Keep mine")
    on.at.until(card.isHidden)
    assert (on.shown().record.rating_id, on.shown().conflicts) == (on.scale[2], {})
    on.at.until(lambda: on.banner() == [])


def test_both_are_sent_to_review_and_stay_until_somebody_decides_there(on: Differing) -> None:
    on.race()
    on.at.until(on.inspector.conflicts.verdict.isVisible)
    on.press("Send both to review")
    on.at.dialog(PersonChooser).accept()
    on.at.until(lambda: on.shown().record.status == "in review")
    assert set(on.shown().conflicts) == {"rating_id"}
    on.at.until(lambda: on.inspector.foot.said.text().startswith("With Jonas since"))


def test_the_banner_steps_from_one_to_the_next_across_articles(on: Differing) -> None:
    on.race(0)
    on.race(1)
    on.at.until(
        lambda: on.banner() == ["2 conflicts wait for a decision. Two people wrote different things; both are kept."]
    )
    on.at.run("go.conflict")
    on.at.until(lambda: on.at.window.selection.claim_id == on.claims[1])
    on.at.until(lambda: on.banner() == ["Conflict 2 of 2"])
    on.at.until(lambda: bool(on.inspector.conflicts.verdict.buttons))
    on.at.until(on.inspector.conflicts.verdict.buttons[0].hasFocus)
    on.at.run("go.conflict")
    on.at.until(lambda: on.at.window.selection.claim_id == on.claims[0])
    on.press("Take Jonas’s")
    on.at.until(
        lambda: on.banner() == ["1 conflict waits for a decision. Two people wrote different things; both are kept."]
    )


def test_what_i_type_is_never_replaced_and_both_texts_can_go_to_review(on: Differing) -> None:
    row = on.inspector.fields.rationale
    box = row.box
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    on.at.qtbot.keyClicks(box, LONG)
    on.jonas.apply(EditClaim(on.claims[0], {"rationale": LONG.replace("May", "March")}))
    on.at.until(row.notice.isVisible)
    assert box.toPlainText() == LONG
    assert box.textCursor().position() == len(LONG)
    assert row.notice.accessibleName().startswith("Jonas Kern saved this at ")
    on.at.qtbot.mouseClick(row.notice.review, Qt.MouseButton.LeftButton)
    on.at.dialog(PersonChooser).accept()
    on.at.until(lambda: on.shown().record.status == "in review")
    sides = {side.value for side in on.shown().conflicts["rationale"]}
    assert sides == {LONG, LONG.replace("May", "March")}


def test_without_a_conflict_stepping_says_so(on: Differing) -> None:
    on.at.run("go.conflict")
    on.at.until(lambda: on.banner() == ["Nobody differs: there is no conflict."])
