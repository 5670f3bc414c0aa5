"""Words taken and edges dragged, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from factcheck.ui.article.view import ArticleView
from tests.ui.article.conftest import Hand
from tests.ui.factories_ui import TEXT

Show = Callable[..., ArticleView]
SHIFT, ALT, CTRL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def told(spy: QSignalSpy) -> list[list[object]]:
    return [list(spy.at(number)) for number in range(spy.count())]


def test_a_drag_takes_whole_words(view: ArticleView, hand: Hand) -> None:
    ranges = QSignalSpy(view.range_taken)
    hand.drag(hand.place("harbour", 3), hand.place("chamber", 2))
    assert hand.words(view.current_range()) == "harbour chamber"
    assert told(ranges) == [[TEXT.index("harbour"), TEXT.index("chamber") + 7]]


def test_a_drag_backwards_over_lines_takes_the_same(view: ArticleView, hand: Hand) -> None:
    hand.drag(hand.place("twelve months", 2), hand.place("operator it", 1))
    words = "operator it carried 15 million passengers in twelve"
    assert hand.words(view.current_range()) == words


def test_alt_takes_characters(view: ArticleView, hand: Hand) -> None:
    start, end = hand.place("harbour", 2), hand.place("chamber", 3)
    hand.drag(start - QPoint(3, 0), end - QPoint(3, 0), ALT)
    assert hand.words(view.current_range()) == "rbour cha"


def test_an_emoji_is_taken_whole(view: ArticleView, hand: Hand) -> None:
    hand.drag(hand.place("2029 😀", 0), hand.place("if fares", 1))
    assert hand.words(view.current_range()) == "2029 😀 if"


def test_two_clicks_take_a_word(view: ArticleView, hand: Hand) -> None:
    at = hand.place("harbour", 3)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert hand.words(view.current_range()) == "harbour"


def test_shift_and_a_click_extend(view: ArticleView, hand: Hand) -> None:
    hand.drag(hand.place("harbour", 3), hand.place("chamber", 2))
    hand.click("Monday", 3, SHIFT)
    assert hand.words(view.current_range()) == "harbour chamber on Monday"
    hand.click("told", 1, SHIFT)
    assert hand.words(view.current_range()) == "told the harbour chamber on Monday"


def test_shift_and_arrows_extend_by_words(view: ArticleView, hand: Hand) -> None:
    hand.click("Economists call", 3)
    hand.key(Qt.Key.Key_Left, SHIFT)
    assert hand.words(view.current_range()) == "Economists call that"
    hand.key(Qt.Key.Key_Right, SHIFT | CTRL)
    assert hand.words(view.current_range()) == "call that"
    hand.key(Qt.Key.Key_Right, SHIFT | ALT)
    hand.key(Qt.Key.Key_Right, SHIFT | ALT)
    assert hand.words(view.current_range()) == "call that u"
    hand.key(Qt.Key.Key_Left, SHIFT | CTRL | ALT)
    assert hand.words(view.current_range()) == " call that u"
    hand.key(Qt.Key.Key_Escape)
    assert view.current_range() is None


def test_shift_and_down_extend_by_sentences(view: ArticleView, hand: Hand) -> None:
    hand.click("Economists call", 3)
    hand.key(Qt.Key.Key_Down, SHIFT)
    assert hand.words(view.current_range()) == "Economists call that unusual.\nThree things are left out of the sum:"
    hand.key(Qt.Key.Key_Up, SHIFT)
    assert hand.words(view.current_range()) == "Economists call that unusual."
    hand.key(Qt.Key.Key_Up, SHIFT)
    assert hand.words(view.current_range()) == "Economists call that unusual."


def test_nothing_folded_away_is_taken(view: ArticleView, hand: Hand) -> None:
    hand.drag(hand.place("18,200", 1), hand.place("The council", 1))
    assert hand.words(view.current_range()) == "18,200\t3.10"


def test_a_drag_beyond_the_border_scrolls(view: ArticleView, hand: Hand, qtbot: QtBot) -> None:
    view.resize(792, 300)
    first = hand.place("Transport", 2)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, first)
    hand.move(QPoint(first.x() + 30, 340))
    before = view.strip.value()
    view._pointer.scroll(QPoint(first.x(), 400).toPointF())
    assert view.strip.value() > before
    hand.move(QPoint(first.x() + 30, 200))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(300, 200))
    assert hand.words(view.current_range()).startswith("Transport")


def test_an_edge_is_dragged(view: ArticleView, hand: Hand) -> None:
    asked = QSignalSpy(view.resize_asked)
    view.go_to_claim("c6")
    start, end = view.sheet.marks.of_claim("c6")[0][2:4]
    rect = view.to_viewport(view.sheet.geometry.rects(start, end)[-1])
    edge = QPoint(round(rect.right()), round(rect.center().y()))
    hand.move(edge)
    assert view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    hand.drag(edge, hand.place("to the takings", 8))
    until = TEXT.index("to the takings") + 14
    assert told(asked) == [["h6", start, until]]
    assert view.sheet.place_of(view.sheet.marks.of_claim("c6")[0]) == (start, until)  # shown there at once
    view.put_mark(view.sheet.marks.of_claim("c6")[0]._replace(end=until))
    assert view.sheet.resized is None
    left = view.to_viewport(view.sheet.geometry.rects(start, until)[0])
    hand.drag(QPoint(round(left.left()), round(left.center().y())), hand.place("office added", 9))
    assert told(asked)[1] == ["h6", TEXT.index("added a subsidy"), until]


def test_shift_and_arrows_resize_the_chosen_highlight_once_shift_is_let_go(view: ArticleView, hand: Hand) -> None:
    asked = QSignalSpy(view.resize_asked)
    view.go_to_claim("c6")
    start = view.sheet.marks.of_claim("c6")[0].start
    view.preview_resize(view.sheet.place_of(view.sheet.marks.of_claim("c6")[0]))
    QTest.keyPress(view, Qt.Key.Key_Right, SHIFT)
    QTest.keyPress(view, Qt.Key.Key_Right, SHIFT)
    QTest.keyRelease(view, Qt.Key.Key_Shift)
    assert told(asked)[-1] == ["h6", start, TEXT.index("to the takings") + 6]
    assert len({tuple(each) for each in told(asked)}) == asked.count()
    hand.key(Qt.Key.Key_Escape)
    assert view.sheet.resized is None
    view.commit_resize()
    assert view.sheet.resized is None
