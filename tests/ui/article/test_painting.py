"""Highlights on the page: on their words, nested, patterned, in both themes and profiles."""

from __future__ import annotations

from collections.abc import Callable
from operator import ne

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.domain.draft import Structure
from factcheck.domain.records import Sentence
from factcheck.ui import theme as themes
from factcheck.ui.article.view import ArticleView
from factcheck.ui.verdicts import PATTERNS
from tests.ui.article.conftest import Hand
from tests.ui.article.looking import colours, has_ink, place_of
from tests.ui.factories_ui import TEXT, blocks_of, mark, opened, ratings

Show = Callable[..., ArticleView]


def test_a_highlight_is_painted_on_its_words_and_nowhere_else(view: ArticleView, hand: Hand) -> None:
    tint = ratings()["true"].tint_light
    image = hand.picture()
    assert tint in colours(image, place_of(view, "The line opened"))
    assert tint not in colours(image, place_of(view, "According to"))
    assert tint not in colours(image, place_of(view, "Economists"))


def test_what_lies_inside_is_painted_over_what_is_around(view: ArticleView, hand: Hand) -> None:
    image = hand.picture()
    inner, outer = ratings()["mostly-true"], ratings()["misleading"]
    words = place_of(view, "15 million passengers")
    assert inner.tint_light in colours(image, words)
    assert outer.tint_light in colours(image, place_of(view, "in twelve months"))
    below = colours(image, QRectF(words.left() + 4, words.bottom() - 1, words.width() - 8, 8))
    assert has_ink(below, inner.strong_light)
    assert has_ink(below, outer.strong_light)  # one line under the other


def test_the_chosen_claim_is_deeper(view: ArticleView, hand: Hand) -> None:
    rating = ratings()["true"]
    view.go_to_claim("c2")
    deeper = themes.mixed(rating.tint_light, rating.strong_light, 0.14).name().upper()
    found = colours(hand.picture(), place_of(view, "The line opened"))
    assert deeper in found
    assert rating.tint_light not in found


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_pattern_is_painted_under_the_words(show: Show, pattern: str) -> None:
    text = "Some words to check."
    rating = ratings()["true"].model_copy(update={"pattern": pattern})
    view = show(opened(text, [mark(text, "words to", 1, "true")], title=text))
    view.set_ratings({"true": rating})
    words = place_of(view, "words to")
    view.sheet.sentence = -1
    image = view.viewport().grab().toImage()
    under = QRectF(words.left(), words.bottom() - 2, words.width(), 8)
    assert has_ink(colours(image, under), rating.strong_light)
    beside = QRectF(words.right() + 6, words.bottom(), 30, 6)
    assert colours(image, beside) == {"#FFFFFF"}


def test_the_theme_is_changed_at_once(view: ArticleView, hand: Hand, qapp: QApplication) -> None:
    light = hand.picture()
    rating = ratings()["true"]
    themes.apply_theme(qapp, themes.DARK)
    qapp.processEvents()
    dark = hand.picture()
    assert QColor(dark.pixel(2, 2)).name().upper() == themes.DARK.surface
    assert rating.tint_dark in colours(dark, place_of(view, "The line opened"))
    assert QColor(view.grab().toImage().pixel(2, 300)).name().upper() == themes.DARK.surface  # beside the column too
    themes.apply_theme(qapp, themes.LIGHT)
    qapp.processEvents()
    assert hand.picture() == light


def test_settled_facts_of_a_draft_are_thin_lines(show: Show) -> None:
    view = show(profile="drafts")
    known = ratings("drafts")
    view.sheet.sentence = -1
    image = view.viewport().grab().toImage()
    words = place_of(view, "The line opened in May")
    assert known["confirmed"].tint_light not in colours(image, words)
    assert known["confirmed"].strong_light in colours(image, words.adjusted(0, 0, 0, 4))
    assert known["disputed"].tint_light in colours(image, place_of(view, "new tram line 9 earned"))


def test_words_that_need_no_check_are_paler(view: ArticleView, hand: Hand) -> None:
    said = place_of(view, "“Nobody")
    before = min(QColor(each).lightness() for each in colours(hand.picture(), said))
    view.set_decisions([])
    assert min(QColor(each).lightness() for each in colours(hand.picture(), said)) < before


def test_the_sentence_is_outlined_and_fainter_without_the_focus(view: ArticleView, hand: Hand) -> None:
    view.go_to(TEXT.index("Three things"))
    words = place_of(view, "Three things").adjusted(-8, -6, 0, 0)
    with_focus = colours(hand.picture(), words)
    view.clearFocus()
    without = colours(hand.picture(), words)
    assert with_focus != without
    assert len(with_focus) > 1
    view.take_range((0, 4))
    assert colours(hand.picture(), QRectF(words.left(), words.top(), 5, words.height())) == {"#FFFFFF"}


def test_ornaments_are_no_characters(show: Show) -> None:
    kinds = ("quote", "text_box", "table_row", "list_item", "caption", "heading", "standfirst", "byline")
    text = "\n".join(f"A line that is a {kind}" for kind in kinds) + "\nplain"
    for language in ("en", "ar"):
        structure = Structure(blocks_of(text, [(kind, 4 if kind == "heading" else 0) for kind in kinds]))
        view = show(opened(text, structure=structure, language=language))
        assert view.toPlainText() == text
        image = view.viewport().grab().toImage()
        frame = view.to_viewport(view.sheet.geometry.frame(view.sheet.geometry.block(1)))
        assert themes.LIGHT.panel in colours(image, frame)


def test_an_item_whose_words_carry_the_marker_gets_no_second_one(show: Show) -> None:
    text = "Title\n- carried\npainted"
    blocks = blocks_of(text, [("title", 0), ("list_item", ""), ("list_item", "•")])
    view = show(opened(text, structure=Structure(blocks)))
    image = view.viewport().grab().toImage()
    bare, marked = (place_of(view, words) for words in ("- carried", "painted"))
    beside = [colours(image, QRectF(words.left() - 24, words.top(), 16, words.height())) for words in (bare, marked)]
    assert [has_ink(found, themes.LIGHT.secondary) for found in beside] == [False, True]


def test_the_strip_stands_on_the_ground_of_the_article(view: ArticleView) -> None:
    image = view.strip.grab().toImage()
    assert QColor(image.pixel(14, image.height() - 5)).name().upper() == themes.LIGHT.surface


def test_what_is_painted_anew_in_parts_is_the_whole(view: ArticleView, qapp: QApplication, qtbot: QtBot) -> None:
    def on_screen() -> QImage:
        qapp.processEvents()
        qtbot.waitUntil(lambda: not view.waits())  # the strip takes the places of the lines once these are at rest
        qapp.processEvents()
        return view.screen().grabWindow(view.winId()).toImage()

    def apart(one: QImage, other: QImage) -> int:
        first, second = (memoryview(image.constBits()).cast("B").cast("I") for image in (one, other))
        return sum(map(ne, first, second))

    steps: list[Callable[[], object]] = [
        *[lambda: view.move_sentence(1)] * 5,
        lambda: view.move_sentence(-2),
        lambda: view.go_to_claim("c2"),
        lambda: view.put_mark(mark(TEXT, "fares rise", 99, None)),
        lambda: view.click_mark(view.sheet.marks.of_claim("c99")[0], TEXT.index("fares rise")),
        lambda: view.take_range((TEXT.index("Economists"), TEXT.index("Economists") + 10)),
        lambda: view.move_sentence(1),
        lambda: view.drop_mark("h99"),
        lambda: view.set_decisions([Sentence(start=each[0], end=each[1]) for each in view.sheet.sentences[3:5]]),
        lambda: view.set_decisions([]),
        lambda: view.move_sentence(30),
        lambda: view.move_sentence(-30),
    ]
    before = on_screen()
    for number, step in enumerate(steps):
        step()
        seen = on_screen()
        for part in (view.viewport(), view.gutter, view.strip):
            part.repaint()
        assert apart(seen, on_screen()) < 10, number  # a dash that is cut may end a pixel earlier
        assert apart(seen, before) > 100, number
        before = seen
