"""What stands above an article, and what stands in its place while it is loaded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.domain.draft import Block, Structure
from factcheck.ui import theme as themes
from factcheck.ui.article.head import Head
from factcheck.ui.article.reading_style import ReadingStyle
from factcheck.ui.article.skeleton import SkeletonView
from factcheck.ui.article.view import ArticleView
from tests.ui.article.looking import colours, place_of
from tests.ui.factories_ui import blocks_of, opened

Show = Callable[..., ArticleView]


def test_an_article_without_a_headline_is_given_one(show: Show) -> None:
    text = "Only a body.\nWith two lines."
    view = show(opened(text, title="A headline from the particulars", publication="The Herald"))
    without = show(opened(text, title="Only a body."))
    assert place_of(view, "Only").top() > place_of(without, "Only").top() + 30
    image = view.viewport().grab().toImage()
    assert len(colours(image, QRectF(12, 36, 400, 30))) > 5
    assert view.toPlainText() == text


@pytest.mark.parametrize(("language", "length"), [("en", "3 words"), ("ja", "13 characters"), ("ar", "3 words")])
def test_the_length_is_told_in_words_or_characters(show: Show, language: str, length: str) -> None:
    view = show(opened("one two three", language=language, title="x", byline="Ann Lee"))
    assert length in view._head.meta
    assert "By Ann Lee" in view._head.meta
    view.viewport().grab()


def test_the_particulars_follow_the_texts_own_head(show: Show) -> None:
    text = "A title\nA standfirst\nThe body."
    structure = Structure((Block("title", 0, 7), Block("standfirst", 8, 20), Block("paragraph", 21, 30)))
    view = show(opened(text, structure=structure, title="A title", publication="The Herald"))
    stand, body = place_of(view, "A standfirst"), place_of(view, "The body.")
    assert body.top() - stand.bottom() > 45
    between = QRectF(12, stand.bottom() + 12, 300, body.top() - stand.bottom() - 24)
    assert len(colours(view.viewport().grab().toImage(), between)) > 3


def test_the_particulars_go_on_in_the_byline(show: Show) -> None:
    bodies = {"en": "The body of it.", "he": " ".join(["מילה" * 6] * 4)}
    for byline, told in (
        ("By Ann Lee", "The Herald  ·  14 October 2025  ·  9 words"),
        ("By Ann Lee, The Herald, 14 October 2025", "14 words"),
    ):
        for language, body in bodies.items():
            text = f"A title\n{byline}\n{body}"
            structure = Structure(blocks_of(text, [("title", 0), ("byline", 0)]))
            article = opened(
                text, structure=structure, title="A title", publication="The Herald", published="2025-10-14",
                language=language,
            )  # fmt: skip
            view = show(article)
            assert view._head.meta.replace("\u2068", "").replace("\u2069", "").startswith(told)
            line, below = place_of(view, byline), place_of(view, body)
            assert below.top() - line.bottom() < 32
            beside = QRectF(line.right() + 4, line.top(), 200, line.height())
            if language == "he":
                beside.moveRight(line.left() - 4)
            assert len(colours(view.viewport().grab().toImage(), beside)) > 5


def test_the_particulars_are_beside_the_byline_at_the_first_paint(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[QRectF] = []
    paint = Head.paint

    def noted(head: Head, painter: QPainter, place: QRectF, style: ReadingStyle, last: QRectF) -> None:
        painted.append(last)
        paint(head, painter, place, style, last)

    monkeypatch.setattr(Head, "paint", noted)
    title, stand, byline = "iii " * 60, "WWWW " * 60, "By Ann Lee, The Herald"  # no guess is right for both
    text = f"{title}\n{stand}\n{byline}\nThe body of it."
    structure = Structure(blocks_of(text, [("title", 0), ("standfirst", 0), ("byline", 0)]))
    view = show(opened(text, structure=structure, title=title, byline="Ann Lee", publication="The Herald"))
    view.show_article(opened(text, structure=structure, title=title, byline="Ann Lee", publication="The Herald"), {})
    painted.clear()
    view.viewport().repaint()
    assert painted[0].top() == place_of(view, byline).top()


def test_the_skeleton_has_the_shape_of_an_article(qtbot: QtBot, qapp: QApplication) -> None:
    themes.apply_theme(qapp, themes.LIGHT)
    skeleton = SkeletonView()
    qtbot.addWidget(skeleton)
    skeleton.resize(792, 784)
    image = skeleton.grab().toImage()
    assert QColor(image.pixel(100, 60)).name().upper() == themes.LIGHT.hover
    assert QColor(image.pixel(10, 60)).name().upper() == themes.LIGHT.surface
