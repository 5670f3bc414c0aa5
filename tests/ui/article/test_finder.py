"""Words are found in the article: marked in the text and beside it, gone to, and taken at the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from factcheck.ui import theme
from factcheck.ui.article import finder as finder_module
from factcheck.ui.article.finder import Finder
from factcheck.ui.article.fold_row import FoldRow
from factcheck.ui.article.reading_style import ReadingStyle
from factcheck.ui.article.view import ArticleView
from tests.ui.article.conftest import Hand
from tests.ui.article.looking import colours, has_ink, place_of
from tests.ui.factories_ui import TEXT, opened, sample


@pytest.fixture
def finder(view: ArticleView) -> Finder:
    made = Finder(view)
    made.begin()
    return made


def hits(view: ArticleView) -> list[str]:
    search = view.sheet.search
    assert search is not None
    return [TEXT[slice(*search[number])] for number in range(len(search))]


def test_all_hits_are_marked_and_the_first_one_is_gone_to(view: ArticleView, finder: Finder, hand: Hand) -> None:
    finder.look_for("million")
    assert len(hits(view)) == TEXT.count("million") == 5
    assert view.sheet.hit == 0
    word = place_of(view, "million passengers").adjusted(0, 0, -80, 0)
    assert theme.LIGHT.found in colours(hand.picture(), word)
    assert theme.LIGHT.found not in colours(hand.picture(), place_of(view, "The operator counts"))
    finder.stop()
    assert theme.LIGHT.found not in colours(hand.picture(), word)


def test_the_current_hit_is_told_by_its_frame_too(view: ArticleView, finder: Finder, hand: Hand) -> None:
    finder.look_for("operator")

    def framed(words: str) -> bool:
        start = TEXT.index(words)
        rect = view.to_viewport(view.sheet.geometry.rects(start, start + len("operator"))[0])
        return has_ink(colours(hand.picture(), rect.adjusted(-3, -2, 3, -20)), theme.LIGHT.found_strong)

    assert framed("operator counts")
    assert not framed("operator it carried")
    finder.step(1)
    assert framed("operator it carried")
    assert not framed("operator counts")


def test_hits_are_walked_round_the_end(view: ArticleView, finder: Finder) -> None:
    finder.look_for("Sand")
    assert hits(view) == ["Sand", "Sand"]
    finder.step(-1)
    assert view.sheet.hit == 1
    finder.step(1)
    assert view.sheet.hit == 0


def test_the_words_of_the_last_hit_are_taken(view: ArticleView, finder: Finder, hand: Hand) -> None:
    finder.look_for("takings")
    finder.step(1)
    finder.stop()
    assert hand.words(view.current_range()) == "takings"
    assert view.sheet.search is None
    assert view.current_range() == (TEXT.rindex("takings"), TEXT.rindex("takings") + 7)


def test_a_hit_that_is_left_out_shows_the_row_of_its_stretch(view: ArticleView, finder: Finder) -> None:
    finder.look_for("winter tyres")
    fold = finder.left_out
    assert fold is not None
    assert fold.omission_id == "o1"
    (row,) = view.findChildren(FoldRow)
    assert row.isVisible()
    assert view.viewport().rect().contains(row.geometry())
    assert finder.await_put_back() == "o1"
    finder.stop()
    assert view.current_range() is None


def test_the_strip_shows_where_hits_are(view: ArticleView, finder: Finder, show: Callable[..., ArticleView]) -> None:
    def ticks() -> list[int]:
        image = view.strip.grab().toImage()
        ink = QColor(theme.LIGHT.found_strong).rgb()
        return [y for y in range(image.height()) if image.pixel(13, y) == ink]

    assert ticks() == []
    finder.look_for("passengers")
    at = view.strip.share(TEXT.index("passengers")) * view.strip.height()
    assert any(abs(y - at) < 3 for y in ticks())
    finder.look_for("e")  # more of them than the strip has rows
    assert len(ticks()) > 20
    finder.look_for("")
    assert ticks() == []


def test_the_strip_knows_what_stands_beside_a_height(view: ArticleView) -> None:
    for settled in (False, True):
        if settled:
            view.strip.settle()
        for point in (0, 300, 900, len(TEXT) - 1):
            assert abs(view.strip.point_at(view.strip.share(point) * view.strip.height()) - point) <= 2


def test_another_article_is_searched_for_the_same_words_where_it_stands(view: ArticleView, finder: Finder) -> None:
    finder.look_for("million")
    view.show_article(opened("One million.\n" + "A line.\n" * 200 + "Two million."), {})
    finder.look_again()
    assert view.sheet.search is not None
    assert len(view.sheet.search) == 2
    assert view.sheet.hit == -1
    assert view.strip.value() == 0
    finder.step(-1)
    assert view.sheet.hit == 1
    assert view.strip.value() > 0


def test_a_long_text_is_searched_in_moments(
    view: ArticleView, finder: Finder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder_module, "_AT_ONCE", 0)
    view.show_article(opened("The tram line.\n" * 20_000, cut=False), {})
    finder.look_for("tram")
    search = view.sheet.search
    assert search is not None
    assert not search.done
    qtbot.waitUntil(lambda: search.done)
    assert len(search) == 20_000
    assert view.sheet.hit == 0


def test_zooming_keeps_the_hits(view: ArticleView, finder: Finder, hand: Hand) -> None:
    finder.look_for("operator")
    view.set_reading(ReadingStyle(1.25))
    assert theme.LIGHT.found in colours(hand.picture(), place_of(view, "operator counts"))
    assert sample().text == TEXT
