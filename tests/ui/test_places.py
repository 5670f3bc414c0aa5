"""Where the reader stood in an article comes back: with another article between, and with the program closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from factcheck.project.edits.articles import EditArticle
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.queries.articles import ArticleLine
from factcheck.settings import Settings
from factcheck.ui import going
from tests.factories import add_article, draft, mark, new_project
from tests.ui.windows import Desk, desk

LINES = [f"This is line {number} of a long article about the harbour." for number in range(200)]
TEXT = "A long article\n" + "\n".join(LINES)


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, list[str], ArticleLine]:
    project = new_project(tmp_path)
    article = add_article(project, TEXT)
    claims = [mark(project, article, LINES[number], text=TEXT) for number in (90, 120)]
    add_article(project, "Another article\nIt is short.")
    project.close()
    return project.path, claims, article


def standing(at: Desk) -> tuple[object, ...]:
    view = at.window.pane.view
    return (
        at.window.selection.article_id,
        view.current_sentence(),
        view.current_range(),
        at.window.selection.claim_id,
        (view.top_place()[0], round(view.top_place()[1])),
        view.reading,
    )


def go_about(at: Desk, article: ArticleLine, claim: str) -> None:
    """Stand somewhere in the middle, with a claim chosen, words taken and large letters."""
    window = at.window
    window.selection.choose_article(article.id)
    at.settle()
    window.selection.choose_claim(claim, "list")
    at.key(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    start = TEXT.index("line 90")
    window.pane.view.take_range((start, start + 7))
    window.pane.view.strip.setValue(window.pane.view.strip.value() - 33)


def test_all_of_it_comes_back_in_the_article_and_in_the_program(
    qtbot: QtBot, made: tuple[Path, list[str], ArticleLine]
) -> None:
    path, claims, article = made
    settings = Settings(author="Ada", initials="A", theme="light")
    with desk(qtbot, settings) as at:
        at.open(path)
        go_about(at, article, claims[0])
        before = standing(at)
        assert before[2] is not None
        assert before[3] == claims[0]
        at.window.selection.choose_article(at.window.overview.articles[1].id)
        at.settle()
        assert at.window.pane.view.strip.value() == 0
        at.window.selection.choose_article(article.id)
        at.settle()
        assert standing(at) == before
    settings.save()
    with desk(qtbot, Settings.load()) as at:
        at.open(path)
        assert standing(at) == before
        assert at.window.claims.isVisible()


def test_places_of_an_earlier_draft_are_not_laid_on_other_words(
    qtbot: QtBot, made: tuple[Path, list[str], ArticleLine]
) -> None:
    path, claims, article = made
    settings = Settings(author="Ada", initials="A", theme="light")
    with desk(qtbot, settings) as at:
        at.open(path)
        go_about(at, article, claims[0])
    from factcheck.project.project import Project

    project = Project.open(path, author="Ada")
    project.apply(ReviseArticle(article.id, draft("Another first paragraph.\n" * 9 + TEXT)))
    project.close()
    with desk(qtbot, settings) as at:
        at.open(path)
        assert at.window.pane.view.current_range() is None
        assert at.window.selection.claim_id == claims[0]
        assert at.window.pane.view.reading.zoom == 1.1
        sentence = at.window.pane.view.current_sentence()
        assert sentence is not None
        assert at.window.pane.view.sheet.page.text[slice(*sentence)] == LINES[90]


@pytest.mark.parametrize(
    "place", [{"top": "x", "sentence": None, "from": 4, "until": 10**9}, {"top": -3, "from": 9, "until": 2}]
)
def test_a_place_that_makes_no_sense_is_the_beginning(
    qtbot: QtBot, made: tuple[Path, list[str], ArticleLine], place: dict[str, object]
) -> None:
    path, _claims, article = made
    settings = Settings(author="Ada", initials="A", theme="light")
    from factcheck.project.project import Project

    project = Project.open(path, author="Ada")
    settings.view = {project.project_id: {article.id: {"revision": article.revision_id, **place}}}
    project.close()
    with desk(qtbot, settings) as at:
        at.open(path)
        assert at.window.pane.view.current_range() is None
        assert at.window.pane.view.strip.value() == 0


def test_an_article_that_is_read_again_stays_where_it_is(
    qtbot: QtBot, made: tuple[Path, list[str], ArticleLine]
) -> None:
    path, claims, article = made
    with desk(qtbot) as at:
        at.open(path)
        go_about(at, article, claims[0])
        before = standing(at)
        at.window.live.apply(EditArticle(article.id, {"title": "Another title"}))
        at.until(
            lambda: (
                at.window.follower.article is not None
                and at.window.follower.article.article.record.title == "Another title"
            )
        )
        at.settle()
        assert standing(at) == before


def test_a_claim_that_one_goes_to_comes_before_the_place_that_one_left(
    qtbot: QtBot, made: tuple[Path, list[str], ArticleLine]
) -> None:
    path, claims, article = made
    with desk(qtbot) as at:
        at.open(path)
        go_about(at, article, claims[0])
        at.window.selection.choose_article(at.window.overview.articles[1].id)
        at.settle()
        going.show_claim(at.window, claims[1], article.id)
        at.settle()
        view = at.window.pane.view
        assert at.window.selection.claim_id == claims[1]
        start = TEXT.index(LINES[120])
        assert (
            view.viewport().rect().contains(view.to_viewport(view.sheet.geometry.rects(start, start + 4)[0]).toRect())
        )
