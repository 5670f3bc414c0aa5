"""What the page shows beside the words: folds, notes, gutter, strip, heads, and all of it in both themes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QImage, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from factcheck.domain.draft import Block, Note, Structure
from factcheck.domain.records import Omission
from factcheck.ui import theme as themes
from factcheck.ui.article.fold_row import FoldRow
from factcheck.ui.article.skeleton import SkeletonView
from factcheck.ui.article.view import ArticleView
from factcheck.ui.verdicts import PATTERNS
from factcheck.ui.widgets import GhostButton
from tests.ui.article.conftest import Hand
from tests.ui.factories_ui import TEXT, blocks_of, mark, opened, ratings, sample

Show = Callable[..., ArticleView]


def colours(image: QImage, rect: QRectF) -> set[str]:
    """The colours in a rectangle of a picture."""
    area = rect.toAlignedRect().intersected(image.rect())
    return {
        QColor(image.pixel(x, y)).name().upper()
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    }


def has_ink(found: set[str], colour: str) -> bool:
    """Whether one of the colours is ``colour``, softened at most by the smoothing of thin lines."""
    wanted = QColor(colour)
    return any(
        abs(each.red() - wanted.red()) + abs(each.green() - wanted.green()) + abs(each.blue() - wanted.blue()) < 120
        for each in map(QColor, found)
    )


def place_of(view: ArticleView, words: str) -> QRectF:
    start = view.sheet.page.text.index(words)
    return view.to_viewport(view.sheet.geometry.rects(start, start + len(words))[0])


# Highlights


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


# Folded stretches


def row_of(view: ArticleView) -> FoldRow:
    (row,) = [each for each in view.findChildren(FoldRow) if each.isVisible()]
    return row


def words_of(row: FoldRow) -> str:
    return next(each.text() for each in row.findChildren(QLabel) if each.text())


def test_a_stretch_folds_into_a_row_that_puts_it_back(view: ArticleView) -> None:
    row = row_of(view)
    count = sample().omissions[0].end - sample().omissions[0].start
    assert words_of(row) == f"{count} characters left out · also read"
    start = TEXT.index("Read also")
    assert view.sheet.geometry.rects(start, start + 9) == []
    above, below = place_of(view, "18,200"), place_of(view, "The council")
    assert above.bottom() < row.geometry().top()
    assert row.geometry().bottom() < below.top()
    asked = QSignalSpy(view.omission_toggled)
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert list(asked.at(0)) == ["o1", True]
    shown = Omission(id="o1", start=start, end=sample().omissions[0].end, reason="also read", shown=True)
    view.set_omissions([shown])
    assert view.sheet.geometry.rects(start, start + 9)
    assert row_of(view).button.text() == "Leave out"
    assert row_of(view).geometry().bottom() < place_of(view, "Read also").top()
    row_of(view).button.setFocus()
    QTest.keyClick(row_of(view).button, Qt.Key.Key_Space)
    assert list(asked.at(1)) == ["o1", False]
    view.set_omissions([])
    assert not [each for each in view.findChildren(FoldRow) if each.isVisible()]
    assert view.sheet.geometry.rects(start, start + 9)


def test_a_row_is_reached_by_the_keyboard(view: ArticleView, qapp: QApplication) -> None:
    view.setFocus()
    for _each in range(12):
        QTest.keyClick(qapp.focusWidget() or view, Qt.Key.Key_Tab)
        if qapp.focusWidget() is row_of(view).button:
            break
    assert qapp.focusWidget() is row_of(view).button
    assert row_of(view).button.accessibleName().startswith("Put back: ")


def test_folds_at_both_ends_and_beside_each_other(show: Show) -> None:
    text = "Menu\nLogin\nThe article.\nMore of it.\nRelated\nFooter\n"
    spans = [(0, 4), (5, 10), (text.index("Related"), text.index("Footer")), (text.index("Footer"), len(text))]
    omissions = [
        Omission(id=f"o{number}", start=start, end=end, reason="boilerplate" if number else "")
        for number, (start, end) in enumerate(spans)
    ]
    view = show(opened(text, omissions=omissions, title="The article."))
    rows = sorted((r for r in view.findChildren(FoldRow) if r.isVisible()), key=lambda row: row.y())
    assert [row.fold.omission_id for row in rows] == ["o0", "o1", "o2", "o3"]
    assert not any(one.geometry().intersects(two.geometry()) for one, two in pairwise(rows))
    assert rows[1].geometry().bottom() < place_of(view, "The article.").top()
    assert rows[2].y() > place_of(view, "More of it.").bottom()
    everything = [Omission(id="all", start=0, end=len(text))]
    view.set_omissions(everything)
    assert view.sheet.geometry.rects(0, len(text)) == []
    view.set_omissions([])
    assert len(view.sheet.geometry.rects(0, len(text))) == 6


def test_a_part_of_a_line_stays_where_it_is(show: Show) -> None:
    text = "One line with noise in it.\nAnother."
    start = text.index("noise")
    view = show(opened(text, omissions=[Omission(id="o", start=start, end=start + 5)]))
    assert view.sheet.geometry.rects(0, len(text))


# Notes


def test_a_note_stands_in_room_of_its_own(show: Show) -> None:
    text = "A word1, then more."
    note = Note("f1", "footnote", 6, 6, "See there.", label="12")
    with_note = show(opened(text, structure=Structure(blocks_of(text), notes=(note,))))
    without = show(opened(text))
    assert with_note.toPlainText() == text
    moved = place_of(with_note, ", then").left() - place_of(without, ", then").left()
    assert 8 < moved < 25
    assert place_of(with_note, "A word").left() == place_of(without, "A word").left()


@pytest.mark.parametrize("place", ["start", "space", "end"])
def test_a_note_may_stand_anywhere(show: Show, place: str) -> None:
    text = "One two.\nThree four."
    at = {"start": 9, "space": 3, "end": len(text)}[place]
    note = Note("f1", "footnote", at, at, "See there.", label="1")
    view = show(opened(text, structure=Structure(blocks_of(text), notes=(note,))))
    opened_notes = QSignalSpy(view.note_opened)
    from factcheck.ui.article.painting import note_rect

    geometry = view.sheet.geometry
    block = geometry.block(view.sheet.page.line_of(at))
    rect = view.to_viewport(note_rect(view.sheet, block, geometry.frame(block), note))
    accent = QColor(themes.LIGHT.accent)
    found = [QColor(each) for each in colours(view.viewport().grab().toImage(), rect)]
    assert any(abs(each.red() - accent.red()) < 90 and each.blue() > each.red() + 40 for each in found)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.center().toPoint()
    )
    assert opened_notes.count() == 1


def test_a_note_opens_beside_its_sentence(view: ArticleView, hand: Hand) -> None:
    opened_notes, taken = QSignalSpy(view.note_opened), QSignalSpy(view.note_taken)
    view.go_to(TEXT.index("The figure counts"))
    hand.key(Qt.Key.Key_Return)
    assert list(opened_notes.at(0)) == ["f1"]
    card = view.card
    assert card.isVisible()
    below = place_of(view, "report admits")
    assert 0 < card.y() - below.bottom() < 40
    shown = {each.text() for each in card.findChildren(QLabel)}
    assert "Footnote 1" in shown
    assert "https://operator.example/2025.pdf" in shown
    copy = next(each for each in card.findChildren(GhostButton) if each.text() == "Copy")
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "https://operator.example/2025.pdf"
    QTest.mouseClick(card.use, Qt.MouseButton.LeftButton)
    assert list(taken.at(0)) == ["f1"]
    assert view.take_note()
    assert list(taken.at(1)) == ["f1"]
    hand.key(Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert view.take_note()  # of the sentence, opened or not


def test_the_card_is_left_by_the_keyboard(view: ArticleView, hand: Hand, qapp: QApplication) -> None:
    assert view.open_note("f1")
    view.card.use.setFocus()
    QTest.keyClick(view.card.use, Qt.Key.Key_X)
    assert view.card.isVisible()
    QTest.keyClick(view.card.use, Qt.Key.Key_Escape)
    assert not view.card.isVisible()
    assert qapp.focusWidget() is view


def test_a_comment_opens_with_its_answers(view: ArticleView) -> None:
    view.go_to(TEXT.index("Economists"))
    assert view.open_note()
    shown = [each.text() for each in view.card.findChildren(QLabel)]
    assert "Comment by Dana Reiss · 2025-10-14" in shown
    assert "Okafor and Lund." in shown
    view.go_to(TEXT.index("Three things"))
    view.close_note()
    assert not view.open_note()
    assert not view.take_note()
    assert not view.open_note("no such note")


def test_long_notes_scroll_and_addresses_are_no_markup(show: Show) -> None:
    text = "One two."
    note = Note("e1", "endnote", 3, 3, "Long words. " * 300, label="i", links=("https://x.example/<b>" + "a" * 300,))
    view = show(opened(text, structure=Structure(blocks_of(text), notes=(note,))))
    assert view.open_note("e1")
    assert view.card.height() < 420
    tips = [each.toolTip() for each in view.card.findChildren(QLabel) if each.toolTip()]
    assert any("&lt;b&gt;" in tip for tip in tips)


def test_one_note_after_the_other(view: ArticleView, qapp: QApplication) -> None:
    assert view.open_note("f1")
    assert view.open_note("k1")
    qapp.processEvents()
    shown = [each.text() for each in view.card.findChildren(QLabel) if each.isVisible()]
    assert "Footnote 1" not in shown
    assert "Comment by Dana Reiss · 2025-10-14" in shown


def test_a_sentence_with_two_notes_opens_them_in_turn(show: Show) -> None:
    text = "One two three."
    notes = tuple(Note(f"f{n}", "footnote", at, at, "See.", label=str(n)) for n, at in ((1, 3), (2, 7), (3, 7)))
    view = show(opened(text, structure=Structure(blocks_of(text), notes=notes)))
    keys = []
    for _each in range(4):
        assert view.open_note()
        keys.append(view.card.key)
    assert keys == ["f1", "f2", "f3", "f1"]


def test_a_card_without_room_below_stands_above(view: ArticleView) -> None:
    view.resize(792, 420)
    view.go_to(TEXT.index("The figure counts"))
    line = place_of(view, "report admits")
    view.strip.setValue(view.strip.value() + round(line.bottom()) - 300)
    view.open_note("f1")
    line = place_of(view, "report admits")
    assert view.card.geometry().bottom() < line.top()


def test_hostile_structures_are_passed_over(show: Show) -> None:
    text = "Some words."
    blocks = (Block("heading", -5, 3), Block("paragraph", 900, 950), Block("heading", 0, 11, level=99))
    notes = (Note("n", "footnote", 99, 99, "x"), Note("m", "comment", -3, -3, "y", parent="m"))
    view = show(opened(text, structure=Structure(blocks, notes=notes)))
    assert view.toPlainText() == text
    assert view.sheet.page.notes == {}
    assert view.open_note("m")


# Gutter and strip


def test_the_gutter_chooses_a_claim(view: ArticleView, qapp: QApplication) -> None:
    claims = QSignalSpy(view.claim_clicked)
    view.gutter.grab()
    box, marked = next((box, mark) for box, mark in view.gutter._spots if mark.claim_id == "c2")
    QTest.mouseMove(view.gutter, box.center().toPoint())
    QTest.mouseClick(view.gutter, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center().toPoint())
    assert list(claims.at(0)) == ["c2"]
    assert abs(box.center().y() - place_of(view, "The line opened").center().y()) < 6
    at = box.center().toPoint()
    qapp.sendEvent(view.gutter, QHelpEvent(QEvent.Type.ToolTip, at, view.gutter.mapToGlobal(at)))
    assert QToolTip.text() == f"{marked.number}  True"
    QToolTip.hideText()


def test_many_marks_in_a_line_are_counted(show: Show) -> None:
    text = "One two three four five."
    marks = [mark(text, word, number, "true") for number, word in enumerate(text.rstrip(".").split(), 1)]
    view = show(opened(text, marks))
    view.go_to_claim("c4")
    view.gutter.grab()
    assert [each.claim_id for _box, each in view.gutter._spots] == ["c4", "c1"]
    assert len({box.x() for box, _each in view.gutter._spots}) == 2


def test_the_wheel_over_the_gutter_scrolls(view: ArticleView, qapp: QApplication) -> None:
    view.resize(792, 300)
    for target, held in (
        (view.gutter, Qt.KeyboardModifier.NoModifier),
        (view.viewport(), Qt.KeyboardModifier.ControlModifier),
    ):
        before = (view.strip.value(), view._zoom)
        wheel = QWheelEvent(
            QPointF(10, 10), QPointF(target.mapToGlobal(QPoint(10, 10))), QPoint(0, 0), QPoint(0, -120),
            Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        qapp.sendEvent(target, wheel)
        assert (view.strip.value(), view._zoom) != before


def test_the_strip_shows_every_claim_where_it_stands(show: Show) -> None:
    text = "\n".join(f"Line {number} of many." for number in range(300))
    view = show(opened(text, [mark(text, "Line 10 of", 1, "true"), mark(text, "Line 290 of", 2, "false")]))
    true, false = ratings()["true"].strong_light, ratings()["false"].strong_light
    for settled in (False, True):
        if settled:
            view.document().size()  # all of it is laid out
            view.on_settled()
        image = view.strip.grab().toImage()
        found: dict[str, int] = {}
        for y in range(image.height()):
            found.setdefault(QColor(image.pixel(7, y)).name().upper(), y)
        assert 0 < found[true] < image.height() * 0.15
        assert image.height() * 0.75 < found[false] < image.height()
        assert found[true] == pytest.approx(view.strip.share(text.index("Line 10 of")) * image.height(), abs=3)


def test_what_is_untouched_stands_out_in_the_strip_of_a_draft(show: Show) -> None:
    for profile, ink, width in (("statements", themes.LIGHT.edge, 2), ("drafts", themes.LIGHT.accent, 3)):
        text = "\n".join(f"Line {number} of many." for number in range(100))
        view = show(opened(text), profile)
        image = view.strip.grab().toImage()
        middle = image.height() // 3
        found = [QColor(image.pixel(x, middle)).name().upper() for x in range(1, 5)]
        assert found[:width] == [ink] * width
        assert found[width] != ink


def test_the_strip_changes_only_where_something_changed(show: Show) -> None:
    text = "\n".join(f"Line {number} of many." for number in range(300))
    view = show(opened(text, [mark(text, f"Line {number} of many.", number, "true") for number in range(0, 300, 7)]))
    view.document().size()
    view.on_settled()
    view.strip.grab()
    changes: tuple[Callable[[], None], ...] = (
        lambda: view.put_mark(mark(text, "Line 152 of many.", 900, "false")),
        lambda: view.put_mark(mark(text, "Line 154 of many.", 154, "misleading")),
        lambda: view.put_mark(mark(text, "Line 233 of many.", 154, "misleading")),
        lambda: view.drop_mark("h900"),
    )
    for change in changes:
        change()
        partly = view.strip.grab().toImage()
        view.strip.redraw()
        assert view.strip.grab().toImage() == partly


def test_a_press_on_the_strip_goes_there(show: Show, qtbot: QtBot) -> None:
    text = "\n".join(f"Line {number} of many." for number in range(300))
    view = show(opened(text))
    whole = round(view.document().size().height())
    qtbot.waitUntil(lambda: view.strip.maximum() + view.strip.pageStep() == whole)
    QTest.mouseClick(
        view.strip, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(8, view.strip.height() // 2)
    )
    first, last = view.in_view()
    assert first < len(text) / 2 < last


# Heads


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
    body = "The body of it."
    for byline, told in (
        ("By Ann Lee", "The Herald  ·  2025-10-14  ·  9 words"),
        ("By Ann Lee, The Herald, 14 October 2025", "14 words"),
    ):
        text = f"A title\n{byline}\n{body}"
        structure = Structure(blocks_of(text, [("title", 0), ("byline", 0)]))
        for language in ("en", "he"):
            article = opened(
                text, structure=structure, title="A title", publication="The Herald", published="2025-10-14",
                language=language,
            )  # fmt: skip
            view = show(article)
            assert view._head.meta.startswith(told)
            line, below = place_of(view, byline), place_of(view, body)
            assert below.top() - line.bottom() < 32
            beside = QRectF(line.right() + 4, line.top(), 200, line.height())
            if language == "he":
                beside.moveRight(line.left() - 4)
            assert len(colours(view.viewport().grab().toImage(), beside)) > 5


def test_the_skeleton_has_the_shape_of_an_article(qtbot: QtBot, qapp: QApplication) -> None:
    themes.apply_theme(qapp, themes.LIGHT)
    skeleton = SkeletonView()
    qtbot.addWidget(skeleton)
    skeleton.resize(792, 784)
    image = skeleton.grab().toImage()
    assert QColor(image.pixel(100, 60)).name().upper() == themes.LIGHT.hover
    assert QColor(image.pixel(10, 60)).name().upper() == themes.LIGHT.surface
