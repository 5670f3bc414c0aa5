"""What is painted lies on the words, whatever stands before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from factcheck.domain.draft import Span, Structure
from factcheck.ui import theme as themes
from factcheck.ui.article.geometry import Geometry
from factcheck.ui.article.typesetting import typeset
from factcheck.ui.article.view import ArticleView
from tests.ui.factories_ui import blocks_of, mark, opened

Show = Callable[..., ArticleView]

# What has shifted highlights in other programs, each before the word TARGET.
BEFORE = {
    "nothing": "",
    "emoji": "😀😀👩‍🚀 ",
    "flags": "🇩🇪🇫🇷 ",
    "combining": "e\u0301tat cafe\u0301 ",
    "wide letters": "𝔘𝔫𝔦 ",
    "crlf": "one\r\ntwo\r\n",
    "line separator": "one\u2028two ",
    "paragraph separator": "one\u2029two ",
    "null": "a\0b ",
    "noncharacters": "a\ufdd0b\ufdd1c ",
    "object": "a\ufffcb ",
    "empty lines": "one\n\n\ntwo\n\n",
    "tab": "a\tb ",
    "bom inside": "a\ufeffb ",
    "soft hyphen": "a\u00adb ",
    "Arabic word": "قال ",
    "Hebrew line": "שלום עולם\n",
    "Han": "市長は火曜日、",
}


def caret(view: ArticleView, point: int) -> QRectF:
    """Where Qt itself would put a caret at a code point of the text; on the page."""
    unit = len(view.sheet.page.text[:point].encode("utf-16-le")) // 2
    cursor = QTextCursor(view.document())
    cursor.setPosition(unit)
    return QRectF(view.cursorRect(cursor)).translated(0, view.strip.value())


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE.keys())
def test_a_highlight_lies_on_its_words(show: Show, before: str) -> None:
    text = f"{before}TARGET and more words after it."
    view = show(opened(text, [mark(text, "TARGET", 1, "true")]))
    start = text.index("TARGET")
    # Inside the word: at the border of a change of direction a caret stands in two places.
    (rect,) = view.sheet.geometry.rects(start + 1, start + 5)
    assert rect.left() == pytest.approx(caret(view, start + 1).center().x(), abs=1.5)
    assert rect.right() == pytest.approx(caret(view, start + 5).center().x(), abs=1.5)
    assert rect.top() <= caret(view, start + 1).center().y() <= rect.bottom()
    (whole,) = view.sheet.geometry.rects(start, start + 6)
    assert whole.contains(rect)


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE.keys())
def test_the_document_is_the_text(show: Show, before: str) -> None:
    text = f"{before}TARGET\nlast 😀 line"
    view = show(opened(text))
    document = view.document()
    assert document.blockCount() == text.count("\n") + 1
    units = len(text.encode("utf-16-le")) // 2
    assert document.characterCount() == units + 1
    page = view.sheet.page
    for number, start in enumerate(page.lines):
        assert document.findBlockByNumber(number).position() == page.offsets.to_units(start)


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE.keys())
def test_the_character_under_the_pointer_is_the_one_that_is_there(show: Show, before: str) -> None:
    text = f"{before}TARGET and more words after it."
    view = show(opened(text))
    geometry = view.sheet.geometry
    start = text.index("TARGET")
    for point in range(start, start + 10):
        (rect,) = geometry.rects(point, point + 1)
        assert geometry.point_at(rect.center()) == point
        assert geometry.edge_at(QPointF(rect.left() + 1, rect.center().y())) == point
        assert geometry.edge_at(QPointF(rect.right() - 1, rect.center().y())) == point + 1


def test_a_range_over_lines_has_a_rectangle_for_each(show: Show) -> None:
    text = "word " * 60 + "end.\nNext one."
    view = show(opened(text))
    rects = view.sheet.geometry.rects(0, len(text))
    first = view.document().begin().layout()
    assert len(rects) == first.lineCount() + 1
    for number, rect in enumerate(rects[:-1]):
        line = first.lineAt(number)
        assert rect.width() == pytest.approx(line.naturalTextWidth(), abs=1)  # the space at the line's end hangs
    assert [rect.top() for rect in rects] == sorted(rect.top() for rect in rects)


def test_a_range_that_changes_direction_lies_in_pieces(show: Show) -> None:
    text = "وقال مكتب Lakeside Water Board إن عدد الزوار ارتفع."
    view = show(opened(text, language="ar"))
    start = text.index("Lakeside")
    (latin,) = view.sheet.geometry.rects(start, start + 10)
    arabic = view.sheet.geometry.rects(0, 5)
    assert all(rect.left() > latin.right() for rect in arabic)  # it begins at the right
    mixed = view.sheet.geometry.rects(start - 6, start + 10)
    covered = sum(rect.width() for rect in mixed)
    apart = latin.width() + sum(rect.width() for rect in view.sheet.geometry.rects(start - 6, start))
    assert covered == pytest.approx(apart, abs=2)
    for rect in mixed:
        assert not any(other is not rect and other.intersects(rect) for other in mixed)


def test_beside_the_text_there_is_no_character(show: Show) -> None:
    view = show(opened("Short.\nAnother line."))
    (rect,) = view.sheet.geometry.rects(0, 1)
    assert view.sheet.geometry.point_at(QPointF(rect.left() + 400, rect.center().y())) is None
    assert view.sheet.geometry.point_at(QPointF(rect.left(), rect.bottom() + 300)) is None
    assert view.sheet.geometry.edge_at(QPointF(rect.left() + 400, rect.center().y())) == 6


def test_emphasis_moves_the_words_after_it_with_it(show: Show) -> None:
    text = "A very strong word and TARGET."
    spans = (Span("strong", 2, 18), Span("code", 19, 22), Span("superscript", 0, 1), Span("link", 5, 900, "x"))
    view = show(opened(text, structure=Structure(blocks_of(text), spans)))
    start = text.index("TARGET")
    (rect,) = view.sheet.geometry.rects(start, start + 6)
    assert rect.left() == pytest.approx(caret(view, start).center().x(), abs=1.5)


def test_a_list_item_is_measured_where_it_is_indented(show: Show) -> None:
    text = "Intro\nfirst item with TARGET words"
    view = show(opened(text, structure=Structure(blocks_of(text, [("paragraph", 0), ("list_item", 1)]))))
    start = text.index("TARGET")
    (rect,) = view.sheet.geometry.rects(start, start + 6)
    assert rect.left() == pytest.approx(caret(view, start).center().x(), abs=1.5)
    (item,) = view.sheet.geometry.rects(6, 7)
    (intro,) = view.sheet.geometry.rects(0, 1)
    assert item.left() - intro.left() == pytest.approx(50, abs=1)


def test_blocks_are_found_from_anywhere(show: Show) -> None:
    text = "\n".join(f"Line {number} of many." for number in range(400))
    view = show(opened(text))
    geometry = view.sheet.geometry
    tops = {number: geometry.frame(geometry.block(number)).top() for number in range(400)}
    for number in (399, 0, 200, 3, 398, 201):
        assert geometry.block_at(tops[number] + 5).blockNumber() == number
        found = [block.blockNumber() for block, _frame in geometry.blocks_between(tops[number], tops[number] + 100)]
        assert found == [each for each in range(number, 400) if tops[each] <= tops[number] + 100]
    assert geometry.block_at(-50).blockNumber() == 0


def test_a_page_without_a_width_has_no_blocks_in_view(qapp: QApplication) -> None:
    view = ArticleView()
    page = typeset("A line.\n" * 50, Structure(), language="en", theme=themes.LIGHT, parent=view)
    assert list(Geometry(page).blocks_between(0, 900)) == []
    page.document.setTextWidth(600)
    assert len(list(Geometry(page).blocks_between(0, 200))) in range(2, 10)
    view.deleteLater()
