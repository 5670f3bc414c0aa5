"""The article view under a reader's hand: sentences, claims, keys and the clipboard."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from factcheck.ui.article.reading_style import ReadingStyle
from factcheck.ui.article.view import ArticleView
from tests.ui.article.conftest import Hand
from tests.ui.factories_ui import TEXT, mark, opened, ratings, sample

Show = Callable[..., ArticleView]
SHIFT, ALT, CTRL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def told(spy: QSignalSpy) -> list[list[object]]:
    return [list(spy.at(number)) for number in range(spy.count())]


def test_the_cursor_begins_in_the_body(view: ArticleView, hand: Hand) -> None:
    assert hand.words(view.current_sentence()).startswith("Transport chief Marek Sand")
    assert view.sentence_count()[0] == 5


def test_a_click_takes_a_sentence_without_a_claim(view: ArticleView, hand: Hand) -> None:
    view.go_to_claim("c1")
    moved, claims = QSignalSpy(view.sentence_moved), QSignalSpy(view.claim_clicked)
    hand.click("Economists call", 3)
    assert hand.words(view.current_sentence()) == "Economists call that unusual."
    assert told(moved) == [[view.sheet.sentences.index(view.current_sentence() or (0, 0))]]
    assert told(claims) == [[""]]  # a verdict key now marks this sentence, and leaves the other claim alone


def test_a_click_beside_the_text_lets_words_go(view: ArticleView, hand: Hand) -> None:
    view.take_range((0, 4))
    at = hand.place("is expected.")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(660, at.y()))
    assert view.current_range() is None


def test_sentences_are_walked_over_what_is_left_out(view: ArticleView, hand: Hand) -> None:
    seen = []
    view.go_to(TEXT.index("She expects"))
    for _each in range(8):
        view.move_sentence(1)
        seen.append(hand.words(view.current_sentence()))
    assert not any("Read also" in words or "Advertisement" in words for words in seen)
    assert seen[-1] == "A majority is expected."
    view.move_sentence(-1)
    assert hand.words(view.current_sentence()) == "The council decides on an extension to the airport on 8 December."
    number, count = view.sentence_count()
    assert number == count - 1


def test_arrows_go_by_sentence(view: ArticleView, hand: Hand) -> None:
    first = view.sheet.sentence
    hand.key(Qt.Key.Key_Right)
    assert view.sheet.sentence == first + 1
    hand.key(Qt.Key.Key_Left)
    assert view.sheet.sentence == first


def test_a_step_chooses_the_claim_of_its_sentence(view: ArticleView, hand: Hand) -> None:
    claims = QSignalSpy(view.claim_clicked)
    view.go_to(TEXT.index("The line opened"))
    view.move_sentence(1)
    view.move_sentence(1)
    assert told(claims) == [["c2"], ["c3"], ["c5"]]


def test_sentences_that_wait_are_found_one_after_the_other(view: ArticleView, hand: Hand) -> None:
    seen, at = set(), -1
    for _each in range(40):
        at = view.sheet.open_after(at)
        seen.add(hand.words(view.sheet.sentences[at]))
    assert "Economists call that unusual." in seen
    assert "“Nobody believed us,” he said." not in seen
    assert "Read also: ten walks along the new line" not in seen
    assert not any("The line opened" in words for words in seen)
    assert any(words.startswith("The figure counts") for words in seen)  # its claim is open


def test_nothing_may_wait(show: Show) -> None:
    text = "Only this."
    view = show(opened(text, [mark(text, text, 1, "true")]))
    assert view.sheet.open_after(0) == -1
    view = show(opened("", cut=False))
    view.move_sentence(1)
    assert view.sheet.open_after(-1) == -1
    assert view.current_sentence() is None
    assert view.sentence_count() == (0, 0)


def test_sentences_may_come_later(show: Show) -> None:
    from factcheck.text.sentences import sentences

    view = show(opened(TEXT, cut=False))
    assert view.current_sentence() is None
    view.set_sentences(sentences(TEXT)[:3])
    view.go_to(TEXT.index("By Tove"))
    here = view.current_sentence()
    view.set_sentences(sentences(TEXT))
    assert view.current_sentence() == here


def test_a_click_chooses_a_claim_and_again_goes_on_to_the_next_one_out(view: ArticleView, hand: Hand) -> None:
    claims = QSignalSpy(view.claim_clicked)
    for _each in range(3):
        hand.click("15 million", 4)
    hand.click("in twelve months", 3)
    assert told(claims) == [["c4"], ["c3"], ["c4"], ["c3"]]
    assert view.sheet.highlight_id == "h3"


def test_a_claim_is_shown_where_it_stands(view: ArticleView) -> None:
    view.resize(792, 300)
    claims, moved = QSignalSpy(view.claim_clicked), QSignalSpy(view.sentence_moved)
    view.go_to_claim("c7")
    (rect,) = view.sheet.geometry.rects(*view.sheet.marks.of_claim("c7")[0][2:4])
    assert 0 < view.to_viewport(rect).top() < view.viewport().height() - 40
    assert told(claims) == []  # it was chosen elsewhere
    assert moved.count() == 1
    view.go_to_claim("gone")
    assert view.sheet.highlight_id == ""


def test_marks_come_change_and_go(view: ArticleView, hand: Hand) -> None:
    new = mark(TEXT, "Economists call that unusual.", 9)
    view.take_range((new.start, new.end))
    view.put_mark(new)
    assert view.current_range() is None  # what was taken is marked now
    hand.click("Economists call", 2)
    assert view.sheet.claim_id == "c9"
    view.put_mark(new._replace(rating_id="true"))
    shown = view.sheet.marks.get("h9")
    assert shown is not None
    assert view.sheet.look(shown).label == "True"
    view.drop_mark("h9")
    view.drop_mark("h9")
    assert view.sheet.highlight_id == ""


def test_states_follow_marks_and_decisions(view: ArticleView) -> None:
    sheet = view.sheet
    quiet = sheet.sentence_at(TEXT.index("Economists"))
    assert sheet.states[quiet] == 0
    new = mark(TEXT, "Economists call", 9)
    view.put_mark(new)
    assert sheet.states[quiet] == 1
    view.put_mark(new._replace(rating_id="true"))
    assert sheet.states[quiet] == 2
    view.drop_mark("h9")
    assert sheet.states[quiet] == 0
    view.set_decisions([])
    said = sheet.sentence_at(TEXT.index("“Nobody"))
    assert sheet.states[said] == 0


def test_another_scale_looks_another_way(view: ArticleView) -> None:
    first = next(iter(view.sheet.marks))
    before = view.sheet.look(first)
    view.set_ratings({}, "drafts")
    assert view.sheet.look(first) != before
    view.set_ratings(ratings())
    assert view.sheet.profile == "drafts"


def test_copying_gives_plain_lines(view: ArticleView, hand: Hand) -> None:
    hand.drag(hand.place("unusual", 1), hand.place("Three things", 1))
    hand.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "unusual.\nThree"
    data = view.createMimeDataFromSelection()
    assert (data.text(), data.hasHtml()) == ("unusual.\nThree", False)
    hand.key(Qt.Key.Key_Escape)
    assert view.createMimeDataFromSelection().text() == ""
    hand.click("Economists call", 3)
    hand.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Economists call that unusual."
    hand.key(Qt.Key.Key_A, CTRL)
    assert view.current_range() is not None


def test_the_menu_copies(view: ArticleView, hand: Hand, qapp: QApplication) -> None:
    hand.click("Economists call", 3)
    at = hand.place("Economists call")
    qapp.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at)))
    (menu,) = view.findChildren(QMenu)
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "Economists call that unusual."
    menu.close()


@pytest.mark.parametrize(
    ("key", "held", "down"),
    [
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_Space, SHIFT, False),
        (Qt.Key.Key_Home, CTRL, False),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_keys_scroll(view: ArticleView, hand: Hand, key: Qt.Key, held: Qt.KeyboardModifier, down: bool) -> None:
    view.resize(792, 300)
    view.strip.setValue(300)
    hand.key(key, held)
    assert (view.strip.value() > 300) == down


def test_letters_are_left_to_the_window(view: ArticleView, qtbot: QtBot) -> None:
    before = view.sheet.sentence
    for key in (Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_4):
        QTest.keyClick(view, key)
    assert view.sheet.sentence == before
    assert not view.let_go()


def test_assistive_technology_is_told_where_the_reader_is(view: ArticleView, hand: Hand) -> None:
    hand.click("Economists call", 3)
    assert view.textCursor().position() == TEXT.index("Economists call")
    hand.drag(hand.place("fares rise", 1), hand.place("percent a year", 12))
    cursor = view.textCursor()
    assert cursor.selectedText().startswith("fares rise")
    assert cursor.selectionStart() == TEXT.index("fares rise") + 1  # the emoji before it takes two units
    assert view.accessibleName() == "Article text"


def test_the_size_of_the_text_is_changed_without_losing_the_place(view: ArticleView, hand: Hand) -> None:
    view.resize(792, 400)
    view.go_to(TEXT.index("Three things"))
    top = view.to_viewport(view.sheet.geometry.rects(TEXT.index("Three"), TEXT.index("Three") + 1)[0]).top()
    size = view.sheet.geometry.rects(TEXT.index("Three"), TEXT.index("Three") + 5)[0].width()
    view.set_reading(view.reading.zoomed(2))
    rect = view.sheet.geometry.rects(TEXT.index("Three"), TEXT.index("Three") + 5)[0]
    assert rect.width() > size * 1.15
    assert abs(view.to_viewport(rect).top() - top) < 200
    assert [each.omission_id for each in view.sheet.folds] == ["o1"]
    assert hand.words(view.current_sentence()) == "Three things are left out of the sum:"
    view.set_reading(view.reading.zoomed(-20))
    view.set_reading(ReadingStyle())
    assert view.sheet.geometry.rects(TEXT.index("Three"), TEXT.index("Three") + 5)[0].width() == pytest.approx(size)


def test_a_wider_window_breaks_no_line_anew(view: ArticleView) -> None:
    view.resize(900, 900)
    before = [rect.width() for rect in view.sheet.geometry.rects(0, len(TEXT))]
    view.resize(1300, 900)
    assert [rect.width() for rect in view.sheet.geometry.rects(0, len(TEXT))] == before
    view.resize(500, 900)
    assert [rect.width() for rect in view.sheet.geometry.rects(0, len(TEXT))] != before


def test_one_article_after_the_other(view: ArticleView, hand: Hand) -> None:
    view.strip.setValue(100)
    view.take_range((3, 9))
    other = "Another text 😀.\nWith two lines."
    view.show_article(opened(other), ratings())
    assert view.strip.value() == 0
    assert view.current_range() is None
    assert view.toPlainText() == other
    view.show_article(sample(), ratings())
    assert view.toPlainText() == TEXT


ARABIC = "قالت العمدة إن البرنامج خفّض الفواتير بنسبة 40 في المئة. وأضافت أن أي مدينة أخرى لم تتحرك بهذه السرعة."


def test_in_arabic_left_is_forward(show: Show) -> None:
    view = show(opened(ARABIC, [mark(ARABIC, "البرنامج", 1, "true")], language="ar"))
    hand = Hand(view)
    assert view.gutter.x() > view.viewport().geometry().center().x()  # where the lines begin
    hand.key(Qt.Key.Key_Left)
    assert view.sheet.sentence == 1
    hand.key(Qt.Key.Key_Right)
    assert view.sheet.sentence == 0
    hand.click("وأضافت", 2)
    hand.key(Qt.Key.Key_Right, SHIFT)
    shorter = hand.words(view.current_range())
    hand.key(Qt.Key.Key_Left, SHIFT)
    assert len(hand.words(view.current_range())) > len(shorter)
    asked = QSignalSpy(view.resize_asked)
    view.go_to_claim("c1")
    view.take_range(None)
    start, end = view.sheet.marks.of_claim("c1")[0][2:4]
    (rect,) = view.sheet.geometry.rects(start, end)
    left = view.to_viewport(rect)
    hand.drag(QPoint(round(left.left()), round(left.center().y())), hand.place("خفّض", 2))
    assert told(asked) == [["h1", start, ARABIC.index("خفّض") + len("خفّض")]]


def test_the_pointer_tells_what_is_under_it(view: ArticleView, hand: Hand) -> None:
    hand.move(hand.place("15 million", 3))
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert view.sheet.hovered_id == "h4"
    hand.move(hand.place("Economists", 3))
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor
    assert view.sheet.hovered_id == ""


def test_a_press_near_an_edge_is_a_click_as_long_as_nothing_moves(view: ArticleView, hand: Hand) -> None:
    view.go_to_claim("c6")
    start, end = view.sheet.marks.of_claim("c6")[0][2:4]
    rect = view.to_viewport(view.sheet.geometry.rects(start, end)[0])
    asked, claims = QSignalSpy(view.resize_asked), QSignalSpy(view.claim_clicked)
    at = QPoint(round(rect.left()) + 2, round(rect.center().y()))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert asked.count() == 0
    assert told(claims) == [["c6"]]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier, at)
    assert claims.count() == 1


def test_without_sentences_there_is_still_a_text(show: Show) -> None:
    view = show(opened(TEXT, [mark(TEXT, "41,000 a day.", 1)], cut=False))
    hand = Hand(view)
    hand.click("Economists", 3)
    assert view.current_sentence() is None
    hand.click("41,000 a", 2)
    assert view.sheet.claim_id == "c1"
    view.go_to(TEXT.index("The council"))
    view.copy_words()
    assert not view.notes.open()
    hand.key(Qt.Key.Key_Escape)
    view.sheet.claim_id = view.sheet.highlight_id = ""
    hand.key(Qt.Key.Key_Right, SHIFT)
    assert view.current_range() is None
    view.announce_range()
    hand.drag(hand.place("harbour", 3), hand.place("chamber", 2))
    hand.key(Qt.Key.Key_Down, SHIFT)
    assert hand.words(view.current_range()) == "harbour chamber"


def test_garbage_that_is_collected_on_another_thread_takes_nothing_of_the_page(view: ArticleView, qtbot: QtBot) -> None:
    """The document that a new size replaces is Qt's until Qt deletes it."""
    for step in (1, -1):
        view.set_reading(view.reading.zoomed(step))
        page = view.sheet.page
        assert shiboken6.dump(page.document).count("parent............ <ArticleView") == 1
        assert not shiboken6.ownedByPython(page.layout)
        collector = threading.Thread(target=gc.collect)
        collector.start()
        collector.join()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert shiboken6.isValid(page.layout)


def test_the_words_at_the_top_stay_there_in_another_width(show: Show) -> None:
    text = "\n".join(f"Line {number} of an article that is long enough to be broken." for number in range(300))
    view = show(opened(text))
    view.keep_place((text.index("Line 150"), 0))
    for width in (420, 1000, 300, 792):
        view.resize(width, 700)
        assert view.top_place()[0] == text.index("Line 150"), width


@pytest.mark.parametrize(
    "style", [ReadingStyle(1.5), ReadingStyle(0.8, "sans", "narrow"), ReadingStyle(2, "serif", "wide")]
)
@pytest.mark.parametrize("profile", ["statements", "drafts"])
def test_a_page_set_anew_looks_as_if_it_was_opened_so(show: Show, style: ReadingStyle, profile: str) -> None:
    changed, fresh = show(profile=profile), show(profile=profile)
    document = changed.document()
    changed.set_reading(ReadingStyle(1.1))
    changed.set_reading(style)
    assert changed.document() is document
    fresh.reading = style
    fresh.show_article(sample(profile=profile), ratings("drafts" if profile == "drafts" else "default"), profile)
    for place in (0.0, 0.5, 1.0):
        pictures = []
        for view in (changed, fresh):
            view.sheet.sentence = -1  # its outline is another one where the view has the focus
            view.strip.setValue(round(place * view.strip.maximum()))
            QApplication.processEvents()
            view.strip.setValue(round(place * view.strip.maximum()))
            pictures.append(view.viewport().grab().toImage())
        assert pictures[0] == pictures[1], place
