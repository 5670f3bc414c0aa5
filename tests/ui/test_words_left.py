"""Coverage to the word in the window: what is left is told, gone to, and settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from factcheck.project import segmenting
from factcheck.project.queries.articles import article_line
from factcheck.project.queries.project import scale_in_use
from factcheck.text.coverage import DEALT, PARTLY
from factcheck.ui.sidebar.articles_list import left_words
from tests.factories import add_article, mark, new_project
from tests.ui.windows import Desk, desk

TEXT = "A price\nGwen Okafor paid 12 crowns to Ravi Menon. It was late."


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    project = new_project(tmp_path)
    line = add_article(project, TEXT)
    true = project.read(scale_in_use)[1][0]
    mark(project, line, "12 crowns", true.id, TEXT)
    project.close()
    with desk(qtbot) as made:
        made.open(project.path)
        made.go_to("A price")
        yield made


def press(at: Desk, keys: str) -> str:
    """Press keys one after the other; the answer is what is taken then."""
    for key in keys:
        at.qtbot.keyClicks(at.window.pane.view, key)
        at.settle()
    article_id = at.window.selection.article_id
    # The page has counted what the sidebar shows; the project counts the same.
    assert at.window.overview.article(article_id) == at.ask(lambda reading: article_line(reading, article_id))
    taken = at.window.pane.taken()
    return TEXT[slice(*taken)] if taken else ""


def test_what_is_left_is_settled_word_by_word_to_zero(at: Desk) -> None:
    sheet = at.window.pane.view.sheet
    assert [TEXT[word.start : word.end] for word in sheet.words_left()] == ["Gwen Okafor", "Ravi Menon"]
    assert sheet.states[1] == PARTLY
    assert "2 words unchecked" in at.window.status.place.text()
    assert press(at, "xu") == "Gwen Okafor"
    assert press(at, "xu") == "Ravi Menon"
    assert press(at, "x") == ""
    assert sheet.states[1] == DEALT
    assert "every word checked" in at.window.status.place.text()
    assert press(at, "u") == ""
    assert TEXT[slice(*at.window.pane.sentence() or (0, 0))] == "It was late."
    press(at, "xu")
    assert at.window.banners.words() == ["Everything is dealt with, to the word."]
    line = at.ask(lambda reading: article_line(reading, at.window.selection.article_id))
    assert line is not None
    assert (line.dealt, line.sentences, line.words_left) == (3, 3, 0)


def test_a_decision_about_a_word_is_taken_back(at: Desk) -> None:
    assert press(at, "xux") == ""
    at.run("edit.undo")
    at.settle()
    assert [TEXT[word.start : word.end] for word in at.window.pane.view.sheet.words_left()] == [
        "Gwen Okafor", "Ravi Menon",
    ]  # fmt: skip


def test_in_a_long_text_words_are_found_beside_the_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segmenting, "SHORT", 10)
    project = new_project(tmp_path)
    add_article(project, TEXT)
    project.close()
    with desk(qtbot) as at:
        at.open(project.path)
        sheet = at.window.pane.view.sheet
        at.until(lambda: len(sheet.words) == 3)
        at.until(lambda: "3 words unchecked" in at.window.status.place.text())


def test_the_words_of_long_articles_that_nobody_opened_are_counted_beside_the_window(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segmenting, "SHORT", 10)
    project = new_project(tmp_path)
    for number in range(10):  # more than a reading keeps at hand
        add_article(project, f"{TEXT} No. {number}")
    project.close()
    with desk(qtbot) as at:
        at.open(project.path)
        at.window.counter._rest.setInterval(0)
        at.until(lambda: [line.words_left for line in at.window.overview.articles] == [4] * 10)
        at.settle()
        [*_others, last] = at.window.overview.articles
        assert left_words(last) == ("4 words unchecked",)
