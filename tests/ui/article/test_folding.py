"""Folded stretches: rows that put them back, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel

from factcheck.domain.records import Omission
from factcheck.ui.article.fold_row import FoldRow
from factcheck.ui.article.view import ArticleView
from tests.ui.article.looking import place_of
from tests.ui.factories_ui import TEXT, opened, sample

Show = Callable[..., ArticleView]


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


def test_a_screen_reader_hears_whether_a_stretch_is_folded_and_unfolds_it(view: ArticleView) -> None:
    button = row_of(view).button
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.role() is QAccessible.Role.Button
    assert spoken.text(QAccessible.Text.Name).startswith("Put back: ")
    assert (spoken.state().expandable, spoken.state().collapsed, spoken.state().expanded) == (1, 1, 0)
    asked = QSignalSpy(view.omission_toggled)
    spoken.actionInterface().doAction("Press")
    assert list(asked.at(0)) == ["o1", True]
    fold = sample().omissions[0]
    view.set_omissions([Omission(id="o1", start=fold.start, end=fold.end, reason="also read", shown=True)])
    assert row_of(view).button is button
    state = spoken.state()
    assert (state.expandable, state.collapsed, state.expanded, state.focusable) == (1, 0, 1, 1)


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
