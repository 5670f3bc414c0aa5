"""Gutter and coverage strip: every claim beside its words, and all that nobody has dealt with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from factcheck.ui import theme as themes
from factcheck.ui.article.view import ArticleView
from tests.ui.article.looking import place_of
from tests.ui.factories_ui import mark, opened, ratings

Show = Callable[..., ArticleView]


def test_the_gutter_chooses_a_claim(view: ArticleView, qapp: QApplication) -> None:
    claims = QSignalSpy(view.claim_clicked)
    box = next(box for box, mark in view.gutter._places() if mark.claim_id == "c2")
    QTest.mouseMove(view.gutter, box.center().toPoint())
    QTest.mouseClick(view.gutter, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center().toPoint())
    assert list(claims.at(0)) == ["c2"]
    assert abs(box.center().y() - place_of(view, "The line opened").center().y()) < 6
    at = box.center().toPoint()
    qapp.sendEvent(view.gutter, QHelpEvent(QEvent.Type.ToolTip, at, view.gutter.mapToGlobal(at)))
    assert QToolTip.text() == "2  True"
    QToolTip.hideText()


def test_many_marks_in_a_line_are_counted(show: Show) -> None:
    text = "One two three four five."
    marks = [mark(text, word, number, "true") for number, word in enumerate(text.rstrip(".").split(), 1)]
    view = show(opened(text, marks))
    view.go_to_claim("c4")
    places = [(each.claim_id, box) for box, each in view.gutter._places()]
    assert [claim_id for claim_id, _box in places] == ["c4", "c1", "c2", "c3", "c5"]
    assert len({box.x() for _id, box in places}) == 2
    for claim_id, box in places[:2]:
        assert getattr(view.gutter._mark_at(box.center()), "claim_id", "") == claim_id


def test_the_wheel_over_the_gutter_scrolls(view: ArticleView, qapp: QApplication) -> None:
    view.resize(792, 300)
    for target, held in (
        (view.gutter, Qt.KeyboardModifier.NoModifier),
        (view.viewport(), Qt.KeyboardModifier.ControlModifier),
    ):
        before = (view.strip.value(), view.reading.zoom)
        wheel = QWheelEvent(
            QPointF(10, 10), QPointF(target.mapToGlobal(QPoint(10, 10))), QPoint(0, 0), QPoint(0, -120),
            Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        qapp.sendEvent(target, wheel)
        assert (view.strip.value(), view.reading.zoom) != before


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
