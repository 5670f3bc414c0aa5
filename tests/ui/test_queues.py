"""The queues of the sidebar in a real window: counts, keys, what they list, and what they say when empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from factcheck.project.edits.reviewing import AssignClaims, SendToReview
from factcheck.project.project import Project
from tests.factories import add_article, mark, new_project
from tests.ui.windows import Desk, desk

ADA, JONAS = "Ada Mihović", "Jonas Kern"
OTHER = "Ferries\nThe ferry takes 212 cars."
CONTROL = Qt.KeyboardModifier.ControlModifier


class Queues:
    """A window of Ada's; Jonas has asked her to review a claim of the second article."""

    def __init__(self, at: Desk, path: Path, claims: list[str]) -> None:
        self.at, self.path, self.claims = at, path, claims
        at.open(path)

    def counts(self) -> dict[str, str]:
        rows = self.at.window.sidebar.queues.items()
        return {name: row.accessibleName().rsplit(" ", 1)[-1] for name, row in rows if row.isVisible()}

    def chosen(self) -> list[str]:
        return [name for name, row in self.at.window.sidebar.queues.items() if row.property("chosen")]

    def listed(self) -> list[str]:
        return [line.id for line in self.at.window.claims.model.lines]

    def words(self) -> list[str]:
        return [label.text() for label in self.at.window.claims.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def on(qtbot: QtBot, tmp_path: Path) -> Iterator[Queues]:
    project = new_project(tmp_path)
    line, other = add_article(project), add_article(project, OTHER)
    claims = [mark(project, line, "9,000 cars"), mark(project, other, "212 cars", text=OTHER)]
    project.close()
    jonas = Project.open(project.path, author=JONAS)
    jonas.apply(SendToReview((claims[1],), ADA))
    jonas.close()
    with desk(qtbot) as at:
        yield Queues(at, project.path, claims)


def test_a_key_goes_to_each_queue_and_lists_what_waits_there(on: Queues) -> None:
    on.at.until(lambda: on.counts() == {"inbox": "0", "all": "2", "to review": "1", "assigned": "0"})
    on.at.key(Qt.Key.Key_3, CONTROL)
    on.at.until(lambda: on.listed() == [on.claims[1]])
    assert on.chosen() == ["to review"]
    on.at.key(Qt.Key.Key_4, CONTROL)
    on.at.until(lambda: on.listed() == [])
    assert "Nothing is assigned to you" in on.words()
    on.at.key(Qt.Key.Key_1, CONTROL)
    on.at.until(lambda: on.chosen() == ["inbox"])
    on.at.until(lambda: "Nothing waits for you" in on.words())
    on.at.key(Qt.Key.Key_2, CONTROL)
    on.at.until(lambda: on.chosen() == ["all"])
    assert on.listed()


def test_a_queue_fills_and_empties_as_others_work(on: Queues) -> None:
    on.at.run("go.assigned")
    jonas = Project.open(on.path, author=JONAS)
    jonas.apply(AssignClaims((on.claims[0],), ADA))
    on.at.until(lambda: on.counts()["assigned"] == "1")
    on.at.until(lambda: on.listed() == [on.claims[0]])
    jonas.apply(AssignClaims((on.claims[0],), ""))
    jonas.close()
    on.at.until(lambda: on.counts()["assigned"] == "0" and on.listed() == [])


def test_a_queue_is_of_all_articles_and_a_card_leads_to_its_own(on: Queues) -> None:
    before = on.at.window.selection.article_id
    on.at.run("go.review")
    on.at.until(lambda: on.listed() == [on.claims[1]])
    assert on.at.window.selection.article_id == before
    on.at.key(Qt.Key.Key_Down)
    on.at.until(lambda: on.at.window.selection.claim_id == on.claims[1])
    assert on.at.window.selection.article_id != before
    assert on.listed() == [on.claims[1]]


def test_another_filter_leaves_the_queue_and_its_scope(on: Queues) -> None:
    on.at.run("go.review")
    on.at.until(lambda: on.chosen() == ["to review"])
    on.at.window.claims.chips.choose("all")
    on.at.until(lambda: on.listed() == [on.claims[0]])
    assert on.chosen() == ["all"]
    on.at.window.claims.show_all_articles(True)
    on.at.run("go.assigned")
    on.at.until(lambda: on.listed() == [])
    on.at.run("go.all")
    on.at.until(lambda: on.listed() == on.claims)
