"""The history in a real window: of a claim in the inspector, of the project in a dialog; taken back and exported."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from factcheck.domain.records import Claim
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.reviewing import SendBack, SendToReview
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.project import Project
from factcheck.project.queries.project import scale_in_use
from factcheck.ui.history.entries import AT_ONCE, Entries
from factcheck.ui.history.history_dialog import HistoryDialog
from tests.factories import add_article, mark, new_project
from tests.ui.windows import Desk, desk

ADA, JONAS = "Ada Mihović", "Jonas Kern"
LONG = "The agency counted the cars in May and again in June of the same year, and found fewer of them."


class History:
    """A window of Ada's on a claim that she and Jonas have worked on."""

    def __init__(self, at: Desk, path: Path, claim_id: str) -> None:
        self.at, self.path, self.claim_id = at, path, claim_id
        at.open(path)
        at.window.selection.choose_claim(claim_id, "test")
        at.settle()

    @property
    def entries(self) -> Entries:
        return self.at.window.claims.inspector.history.entries

    def show(self, count: int) -> None:
        self.at.run("claim.history")
        self.at.until(lambda: len(self.entries.rows) == count)

    def claim(self) -> Claim:
        return self.at.ask(lambda reading: reading.get(Claim, self.claim_id))

    def told(self) -> list[str]:
        return [row.words.text() for row in self.entries.rows]


@pytest.fixture
def on(qtbot: QtBot, tmp_path: Path) -> Iterator[History]:
    project = new_project(tmp_path)
    true, false = (project.read(scale_in_use)[1][place].id for place in (0, 3))
    claim_id = mark(project, add_article(project), "9,000 cars", true)
    project.close()
    jonas = Project.open(project.path, author=JONAS)
    jonas.apply(RateClaim(claim_id, false))
    jonas.apply(EditClaim(claim_id, {"rationale": LONG}))
    jonas.close()
    with desk(qtbot) as at:
        yield History(at, project.path, claim_id)


def test_a_key_shows_who_changed_what_and_esc_goes_back(on: History) -> None:
    on.show(3)
    written, rated, made = on.told()
    assert LONG in written
    assert "True → False" in rated
    assert "9,000 cars" in made
    assert [row.take_back.isVisible() for row in on.entries.rows] == [True, True, False]
    assert on.entries.rows[2].reason.text() == "Jonas has changed this since"
    on.at.until(on.entries.hasFocus)
    on.at.key(Qt.Key.Key_Escape)
    assert not on.at.window.claims.inspector.shows_history
    assert on.at.window.claims.inspector.head.history.hasFocus()


def test_an_entry_is_taken_back_and_ctrl_z_reverses_that(on: History) -> None:
    on.show(3)
    on.at.qtbot.mouseClick(on.entries.rows[1].take_back, Qt.MouseButton.LeftButton)
    on.at.until(lambda: len(on.entries.rows) == 4)
    assert "False → True" in on.told()[0]
    assert (on.claim().rating_id, on.claim().rationale) != (None, "")
    assert on.at.window.live.undo_name == "Take back"
    on.at.run("edit.undo")
    on.at.until(lambda: len(on.entries.rows) == 5)
    assert "Undone: Take back" in on.told()[0]
    assert on.entries.rows[1].reason.text() == "Undone"


def test_a_colleagues_edit_appears_and_long_texts_show_what_differs(on: History) -> None:
    on.show(3)
    kept = on.entries.rows[2]
    jonas = Project.open(on.path, author=JONAS)
    jonas.apply(EditClaim(on.claim_id, {"rationale": LONG.replace("May", "March")}))
    jonas.close()
    on.at.until(lambda: len(on.entries.rows) == 4)
    assert "line-through" in on.told()[0]
    assert "March" in on.told()[0]
    assert not on.entries.rows[1].reason.isHidden()
    assert on.entries.rows[3] is kept


def test_a_review_is_told_in_words_and_its_comment_once(on: History) -> None:
    on.at.window.live.apply(SendToReview((on.claim_id,), JONAS))
    on.at.settle()
    jonas = Project.open(on.path, author=JONAS)
    jonas.apply(SendBack((on.claim_id,), "Whose count?"))
    jonas.close()
    on.show(5)
    back, sent = on.told()[:2]
    assert back.count("Whose count?") == 1
    assert "sent back" in back
    assert JONAS in sent


def test_another_claim_leaves_the_history(on: History) -> None:
    on.show(3)
    on.at.window.selection.choose_claim("", "test")
    on.at.settle()
    assert not on.at.window.claims.inspector.shows_history


def test_the_projects_history_comes_in_pages_and_leads_to_a_claim(on: History) -> None:
    jonas = Project.open(on.path, author=JONAS)
    for n in range(AT_ONCE):
        jonas.apply(EditClaim(on.claim_id, {"rationale": f"No. {n}"}))
    jonas.close()
    on.at.window.selection.choose_claim("", "test")
    on.at.run("project.history")
    dialog = on.at.dialog(HistoryDialog)
    on.at.until(lambda: len(dialog.entries.rows) == AT_ONCE)
    assert dialog.entries.earlier.isVisible()
    on.at.qtbot.mouseClick(dialog.entries.earlier, Qt.MouseButton.LeftButton)
    on.at.until(lambda: len(dialog.entries.rows) > AT_ONCE)
    dialog.entries.rows[0].place.click()
    on.at.until(lambda: on.at.window.selection.claim_id == on.claim_id)


def test_it_is_exported_as_a_table_and_as_json(on: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on.at.run("article.history")
    dialog = on.at.dialog(HistoryDialog)
    table, data = tmp_path / "audit.csv", tmp_path / "audit.json"
    answers = iter((table, data))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(next(answers)), ""))
    for name in ("audit.csv", "audit.json"):
        dialog.export.click()
        on.at.until(partial(_said, dialog, name))
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["author"] for row in rows} == {ADA, JONAS}
    assert {row["claim"] for row in rows} >= {"1"}
    assert [entry["author"] for entry in json.loads(data.read_text(encoding="utf-8"))][:2] == [JONAS, JONAS]


def _said(dialog: HistoryDialog, name: str) -> bool:
    return dialog.said.text() == f"Written: {name}"
