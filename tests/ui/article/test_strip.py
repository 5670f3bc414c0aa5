"""The coverage strip: a shape for each verdict, words for what stands there, mirrored where windows are."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from factcheck.text.coverage import DEALT, LEFT_OUT
from factcheck.ui import theme as themes
from factcheck.ui.article import strip
from factcheck.ui.article.finder import Finder
from factcheck.ui.article.gutter import WIDTH as GUTTER
from factcheck.ui.article.view import ArticleView
from factcheck.ui.verdicts import PATTERNS
from tests.ui.factories_ui import TEXT, mark, opened, ratings

Show = Callable[..., ArticleView]


def height_of(view: ArticleView, words: str) -> float:
    return view.strip.share(TEXT.index(words)) * view.strip.height()


def picture(view: ArticleView) -> QImage:
    return view.strip.grab().toImage()


def test_every_pattern_has_a_shape_of_its_own() -> None:
    assert set(strip._SHAPES) == set(PATTERNS)
    for one, other in combinations(strip._SHAPES.values(), 2):
        assert one != other
    assert {len(row) for rows in strip._SHAPES.values() for row in rows} == {6}


@pytest.mark.parametrize("verdict", ["true", "mostly-true", "misleading", "false", "unverifiable"])
def test_a_verdict_is_told_by_its_shape(show: Show, verdict: str) -> None:
    text = "A line.\n" * 60
    view = show(opened(text, [mark(text, "A line.\nA line.\nA line.", 1, verdict, nth=1)]))
    rating = ratings()[verdict]
    image, top = picture(view), round(view.strip.share(0) * view.strip.height())
    ink = QColor(rating.strong_light).rgb()
    seen = ["".join("#" if image.pixel(5 + x, y) == ink else "." for x in range(6)) for y in range(top + 3, top + 9)]
    rows = strip._SHAPES[rating.pattern]
    assert any(seen[offset : offset + 3] == list(rows) for offset in range(4))


def test_a_screen_reader_hears_what_the_strip_shows(view: ArticleView, qtbot: QtBot) -> None:
    sheet, before = view.sheet, QAccessible.isActive()
    dealt, total = sheet.states.count(DEALT), len(sheet.states) - sheet.states.count(LEFT_OUT)
    open_claims = {each.claim_id for each in sheet.marks if not each.rating_id}
    QAccessible.setActive(True)
    try:
        view.strip.update()
        said = f"Sentences dealt with: {dealt} of {total}. "
        qtbot.waitUntil(lambda: view.strip.accessibleDescription().startswith(said))
        assert view.strip.accessibleDescription() == said + f"{len(open_claims)} entries are still open."
        view.put_mark(mark(TEXT, "Ines Okafor", 77, None))
        more = f"{len(open_claims) + 1} entries are still open."
        qtbot.waitUntil(lambda: view.strip.accessibleDescription().endswith(more))
    finally:
        QAccessible.setActive(before)


def test_a_tip_tells_what_stands_there(view: ArticleView) -> None:
    told = view.strip.told_at(height_of(view, "15 million passengers"))
    assert "Mostly true  “15 million passengers”" in told
    assert "Misleading  “it carried 15 million passengers in twelve months" in told
    assert view.strip.told_at(view.strip.height() - 1) == ""
    finder = Finder(view)
    finder.look_for("Ines Okafor")
    told = view.strip.told_at(height_of(view, "Ines Okafor"))
    assert "1 hit" in told
    assert "Not dealt with yet" in told


def test_a_tip_tells_of_some_and_counts_the_rest(show: Show) -> None:
    text = "One line with many claims in it."
    view = show(opened(text, [mark(text, text[: 5 + n], n, "true") for n in range(1, 9)]))
    told = view.strip.told_at(view.strip.share(2) * view.strip.height()).split("\n")
    assert len(told) == 6
    assert told[-1] == "and 3 more"


def test_a_press_beside_the_thumb_goes_there(show: Show) -> None:
    text = "A line.\n" * 400
    view = show(opened(text))
    view.on_settled()
    QTest.mouseClick(view.strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(8, 700))
    middle = view.strip.value() + view.viewport().height() / 2
    assert abs(middle / (view.strip.maximum() + view.strip.pageStep()) - 700 / view.strip.height()) < 0.02


def test_the_strip_is_mirrored_with_the_window(view: ArticleView) -> None:
    untouched = QColor(themes.LIGHT.edge).rgb()

    def columns(y: int) -> list[int]:
        image = picture(view)
        return [x for x in range(image.width()) if image.pixel(x, y) == untouched]

    y = round(height_of(view, "Tram line 9")) + 6
    assert columns(y) == [1, 2]
    before = picture(view)
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.place_column()
    assert columns(y) == [13, 14]
    assert before.flipped(Qt.Orientation.Horizontal).pixel(8, y) == picture(view).pixel(8, y)


def test_the_gutter_stands_clear_of_a_strip_on_its_side(view: ArticleView) -> None:
    gap = view.viewport().x() - view.gutter.geometry().right()
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.place_column()
    assert view.strip.geometry().right() < view.gutter.x() + 4  # its icons begin there
    assert view.viewport().x() - view.gutter.geometry().right() == gap
    assert view.gutter.width() == GUTTER
