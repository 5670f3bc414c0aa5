"""The layout of a page: as Qt would lay it out, but of what is looked at only."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument

from factcheck.domain.draft import Span, Structure
from factcheck.domain.records import Omission
from factcheck.ui.article.laying import Heights
from factcheck.ui.article.view import ArticleView
from tests.ui.factories_ui import blocks_of, mark, opened, sample

Show = Callable[..., ArticleView]
HEIGHT = st.integers(0, 40).map(float)
LONG = "\n".join(f"Line {number} of very many{' with more words' * (number % 23)}." for number in range(4000))


@given(st.lists(HEIGHT, min_size=1, max_size=400), st.data())
def test_heights_lie_upon_each_other(given_heights: list[float], data: st.DataObject) -> None:
    heights, plain = Heights(given_heights), list(given_heights)
    for _change in range(3):
        number = data.draw(st.integers(0, len(plain) - 1))
        heights[number] = plain[number] = data.draw(HEIGHT)
        tops = list(accumulate(plain, initial=0.0))
        assert heights.whole == tops[-1]
        assert heights.tops() == tops[:-1]
        assert heights.copied() == plain
        assert [heights.top(each) for each in range(len(plain))] == tops[:-1]
        y = data.draw(st.integers(-5, int(tops[-1]) + 5))
        assert heights.at(y) == max(0, bisect_right(tops[:-1], y) - 1)


Lines = list[tuple[float, float, int, float]]


def laid_out(document: QTextDocument, frame: Callable[[QTextBlock], QRectF]) -> list[tuple[QRectF, Lines]]:
    """Where each block that is shown stands, and its lines."""
    made = []
    block = document.begin()
    while block.isValid():
        if block.isVisible():
            place, layout = frame(block), block.layout()
            lines = [layout.lineAt(number) for number in range(layout.lineCount())]
            told = [(line.x(), line.y(), line.textStart(), line.naturalTextRect().left()) for line in lines]
            made.append((place, told))
        block = block.next()
    return made


EVERY_KIND = (
    "title", "byline", "paragraph", "heading", "list_item", "list_item", "table_row", "table_row", "quote", "text_box",
    "caption", "standfirst",
)  # fmt: skip


def every_kind() -> tuple[str, Structure]:
    lines = [f"{kind}\t{kind} " + "words that go on " * (7 * number % 40) for number, kind in enumerate(EVERY_KIND)]
    lines += ["", "قال الخبراء إن " * 20, "市長は火曜日、" * 30, "emoji 😀👩‍🚀 " * 30]
    text = "\n".join(lines)
    spans = (Span("strong", 20, 60), Span("superscript", 80, 85), Span("code", 100, 120))
    return text, Structure(blocks_of(text, [(kind, 0) for kind in EVERY_KIND]), spans)


@pytest.mark.parametrize("which", ["the sample", "every kind"])
def test_a_page_is_laid_out_as_qt_would(show: Show, which: str) -> None:
    text, structure = every_kind()
    view = show(sample() if which == "the sample" else opened(text, structure=structure))
    page = view.sheet.page
    laid_out(page.document, view.sheet.geometry.frame)  # places are final once what is above is laid out
    ours = laid_out(page.document, view.sheet.geometry.frame)
    qts = page.document.clone()  # with a layout of Qt's own
    qts.setPageSize(page.document.pageSize())
    for line in page.hidden:
        qts.findBlockByNumber(line).setVisible(False)
    qts.markContentsDirty(0, qts.characterCount())
    assert ours == laid_out(qts, qts.documentLayout().blockBoundingRect)
    assert page.layout.documentSize() == qts.size()


def test_only_what_is_seen_is_laid_out(show: Show) -> None:
    view = show(opened(LONG, [mark(LONG, "Line 3990 of", 1, "true")]))
    document = view.document()

    def broken() -> int:
        return sum(document.findBlockByNumber(number).layout().lineCount() > 0 for number in range(4000))

    assert 5 < broken() < 80
    view.go_to_claim("c1")
    rect = view.to_viewport(view.sheet.geometry.rects(*view.sheet.marks.of_claim("c1")[0][2:4])[0])
    assert 0 < rect.top() < view.viewport().height()
    assert broken() < 160
    view.strip.setValue(view.strip.maximum())
    last = view.to_viewport(view.sheet.geometry.rects(len(LONG) - 1, len(LONG))[0])
    assert 0 < last.top() < view.viewport().height()


def test_a_guess_is_near(show: Show) -> None:
    view = show(opened(LONG))
    guessed = view.document().size().height()
    laid_out(view.document(), view.sheet.geometry.frame)
    assert view.document().size().height() == pytest.approx(guessed, rel=0.1)


@pytest.mark.parametrize("step", [-1, 1])
def test_words_stay_where_they_are_while_others_come_into_view(show: Show, step: int) -> None:
    view = show(opened(LONG))
    view.go_to(LONG.index("Line 2000 of"))
    for _each in range(60):
        place = LONG.index("Line ", view.top_place()[0] + 200)
        (before, *_rest) = view.sheet.geometry.rects(place, place + 4)
        at = view.to_viewport(before).top()
        view.strip.setValue(view.strip.value() + step * 90)
        (after, *_rest) = view.sheet.geometry.rects(place, place + 4)
        assert view.to_viewport(after).top() == pytest.approx(at - step * 90, abs=1)


def test_the_strip_learns_how_high_lines_are(show: Show) -> None:
    view = show(opened(LONG))
    view.go_to(LONG.index("Line 3000 of"))
    view.on_settled()
    page = view.sheet.geometry.rects(LONG.index("Line 3000 of"), LONG.index("Line 3000 of") + 4)[0]
    share = page.top() / view.document().size().height()
    assert view.strip.share(LONG.index("Line 3000 of")) == pytest.approx(share, abs=0.001)


def test_qt_finds_the_place_of_a_point(show: Show) -> None:
    view = show(opened("First line.\nSecond line.\n" + "word " * 200))
    layout, geometry = view.sheet.page.layout, view.sheet.geometry
    for point in (0, 5, 14, 400):
        (rect,) = geometry.rects(point, point + 1)
        place = QPointF(rect.left() + 1, rect.center().y())
        assert layout.hitTest(place, Qt.HitTestAccuracy.FuzzyHit) == point
        assert layout.hitTest(place, Qt.HitTestAccuracy.ExactHit) == point
    assert layout.hitTest(QPointF(50, -100), Qt.HitTestAccuracy.ExactHit) == -1
    assert layout.hitTest(QPointF(50, -100), Qt.HitTestAccuracy.FuzzyHit) in range(12)


def test_what_is_folded_has_no_height(show: Show) -> None:
    view = show(opened(LONG))
    whole = view.document().size().height()
    view.set_omissions([Omission(id="o", start=LONG.index("Line 100 of"), end=LONG.index("Line 3900 of") - 1)])
    assert view.document().size().height() < whole * 0.1
    view.set_omissions(
        [Omission(id="o", start=LONG.index("Line 100 of"), end=LONG.index("Line 3900 of") - 1, shown=True)]
    )
    assert view.document().size().height() == pytest.approx(whole, rel=0.05)
