"""The tour is met once, beside the first article; it takes no focus, and comes back when asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from factcheck.settings import Settings
from tests.factories import add_article, new_project
from tests.ui.windows import Desk, desk


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
    settings = Settings.load()
    settings.theme, settings.keys = "light", {"claim.query": []}
    with desk(qtbot, settings) as made:
        made.open(project.path)
        yield made


def test_the_first_start_has_not_seen_it_and_says_so_until_it_is_seen() -> None:
    settings = Settings.load()
    assert not settings.toured
    settings.save()
    assert not Settings.load().toured
    settings.toured = True
    settings.save()
    assert Settings.load().toured


def test_three_cards_tell_the_keys_as_they_are(at: Desk) -> None:
    tour = at.window.tour
    assert tour is not None
    assert tour.isVisible()
    assert at.window.pane.view.hasFocus(), "work can go on at once"
    titles, caps = [], []
    for _ in range(3):
        titles.append(tour.title.text())
        caps.append([key for key, _does in tour.keys])
        at.qtbot.mouseClick(tour.next, Qt.MouseButton.LeftButton)
    assert titles == ["Mark", "Prove", "Hand over"]
    assert caps == [["C", "1", "X"], ["S", "E"], ["Ctrl+E", "Ctrl+K", "?"]]
    assert at.window.tour is None
    assert Settings.load().toured


def test_it_is_skipped_and_comes_back_when_asked(at: Desk) -> None:
    first = at.window.tour
    assert first is not None
    first.skip.setFocus()
    at.key(Qt.Key.Key_Escape)
    assert first.isHidden()
    assert at.window.pane.view.hasFocus()
    at.run("window.tour")
    again = at.window.tour
    assert again is not None
    assert again is not first
    assert again.title.text() == "Mark"


def test_who_has_seen_it_does_not_meet_it(qtbot: QtBot, tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
    with desk(qtbot) as at:
        at.open(project.path)
        assert at.window.tour is None


def test_it_steps_aside_for_another_page(at: Desk) -> None:
    tour = at.window.tour
    assert tour is not None
    at.run("article.press")
    assert tour.isHidden(), "the buttons of that page stand at its place"
    at.key(Qt.Key.Key_Escape)
    assert tour.isVisible()
