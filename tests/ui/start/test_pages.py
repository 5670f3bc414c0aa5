"""The pages that stand where no article is."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from pytestqt.qtbot import QtBot

from factcheck.ui.start.empty_page import EmptyPage
from factcheck.ui.start.start_page import SHOWN, RecentRow, StartPage


def mime(words: str, html: str = "") -> QMimeData:
    made = QMimeData()
    made.setText(words)
    if html:
        made.setHtml(html)
    return made


def test_a_pasted_article_is_handed_over_with_its_html(qtbot: QtBot) -> None:
    page = EmptyPage()
    qtbot.addWidget(page)
    page.show()
    QGuiApplication.clipboard().setMimeData(mime("One.\nTwo.", "<p>One.</p><p>Two.</p>"))
    with qtbot.waitSignal(page.filled) as filled:
        page.field.paste()
    assert filled.args[0].text() == "One.\nTwo."
    assert "Two" in filled.args[0].html()
    assert page.field.toPlainText() == ""
    QGuiApplication.clipboard().clear()  # Qt would destroy what Python made after Python has gone


def test_a_link_is_typed_and_handed_over_by_enter_or_button(qtbot: QtBot) -> None:
    page = EmptyPage()
    qtbot.addWidget(page)
    page.show()
    page.field.insertFromMimeData(mime("https://example.org/a"))
    assert page.field.toPlainText() == "https://example.org/a"
    with qtbot.waitSignal(page.filled) as filled:
        qtbot.keyClick(page.field, Qt.Key.Key_Return)
    assert filled.args[0].text() == "https://example.org/a"
    qtbot.keyClicks(page.field, "word")
    with qtbot.waitSignal(page.filled) as filled:
        qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)
    assert filled.args[0].text() == "word"


def test_an_empty_field_leaves_undo_to_the_window(qtbot: QtBot) -> None:
    page = EmptyPage()
    qtbot.addWidget(page)
    page.show()
    page.field.setFocus()
    qtbot.waitUntil(page.field.hasFocus)
    undone = QShortcut(QKeySequence("Ctrl+Z"), page)
    with qtbot.waitSignal(undone.activated):
        qtbot.keyClick(page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.field, "word")
    with qtbot.assertNotEmitted(undone.activated):
        qtbot.keyClick(page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.field.toPlainText() == ""


def test_enter_presses_what_is_focused_on_the_start_page(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.show_recent(["/somewhere/desk.factcheck"])
    pressed: list[str] = []
    page.server.clicked.connect(lambda: pressed.append("server"))
    page.recent_chosen.connect(pressed.append)
    qtbot.keyClick(page.server, Qt.Key.Key_Return)
    (row,) = page.findChildren(RecentRow)
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert pressed == ["server", "/somewhere/desk.factcheck"]


def test_recent_projects_are_opened_and_forgotten(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.show_recent([f"/work/{number}.factcheck" for number in range(SHOWN + 3)])
    page.show()
    rows = page.findChildren(RecentRow)
    assert len(rows) == SHOWN
    with qtbot.waitSignal(page.recent_chosen) as chosen:
        qtbot.mouseClick(rows[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["/work/1.factcheck"]
    with qtbot.waitSignal(page.recent_forgotten) as forgotten:
        qtbot.mouseClick(rows[0].forget, Qt.MouseButton.LeftButton)
    assert forgotten.args == ["/work/0.factcheck"]
    page.show_recent([])
    assert page.recent_heading.isHidden()
