"""From a statement, and from a draft, to the Word report: by the window only, most of it by the keyboard."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx2python import docx2python
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from factcheck.project.queries import claims
from factcheck.project.queries.sources import sources
from factcheck.ui.claims.source_field import SourceField
from factcheck.ui.dialogs.paste_dialog import PasteDialog
from factcheck.ui.dialogs.query_editor import AskDialog
from factcheck.ui.reports.export_dialog import ExportDialog
from factcheck.ui.reports.sign_off_dialog import SignOffDialog
from factcheck.ui.start.new_project import NewProjectDialog
from tests.ui.windows import Desk, answer, desk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape

STATEMENT = """Minister: “Rail fares fell by 12 per cent”
By Ilka Sand
The minister told parliament on Tuesday that rail fares fell by 12 per cent last year. “No government did more,” said
Dr. Imre Vass, the minister. He 🚆 added that 4.2 million passengers travelled in May.

The opposition disagreed. Its spokeswoman, Ana Brenner, said fares rose in 9 of 11 districts. The budget is 86 million
crowns. Nobody mentioned buses.""".replace("\nDr.", " Dr.").replace("\ncrowns", " crowns")

# The words of a claim, the key of its verdict, its rationale, its source.
CHECKS = (
    ("fares fell by 12 per cent last year", "3", "They fell by 4 per cent.", "https://stats.example/fares"),
    ("No government did more", "5", "", ""),
    ("4.2 million passengers", "1", "Matches table 2.", "https://stats.example/passengers"),
    ("rose in 9 of 11 districts", "2", "In 8 of 11.", "https://stats.example/fares"),
    ("86 million", "1", "", "https://budget.example/2031"),
)


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Desk]:
    with desk(qtbot) as made:
        yield made


def type_in(at: Desk, words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget() or at.window, words)


def press(at: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or at.window, key, modifier)


def make_project(at: Desk, folder: Path, *, statements: bool) -> None:
    """Ctrl N, a name, Enter."""

    def fill(dialog: NewProjectDialog) -> None:
        dialog.folder_box.setText(str(folder))
        QTest.keyClicks(dialog.name_box, "Rail fares")
        if statements:
            dialog.statements.setChecked(True)
        QTest.keyClick(dialog.name_box, ENTER)

    answer(NewProjectDialog, fill)
    press(at, Qt.Key.Key_N, CTRL)
    at.until(lambda: at.window.live.is_open)
    at.settle()


def paste(at: Desk, text: str) -> None:
    """Ctrl Shift V, Ctrl Enter is not needed: the button is the default one."""

    def add(dialog: PasteDialog) -> None:
        assert dialog.text == text
        dialog.add.click()

    QGuiApplication.clipboard().setText(text)
    answer(PasteDialog, add)
    press(at, Qt.Key.Key_V, CTRL | SHIFT)
    at.until(lambda: at.window.pane.has_article)
    at.settle()


def take(at: Desk, words: str) -> None:
    """Take words in the article, as a drag does."""
    article = at.window.follower.article
    assert article is not None
    start = article.text.index(words)
    at.go_to(words)
    at.window.pane.view.take_range((start, start + len(words)))


def export(at: Desk, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl E, a file name, and the report is written."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    at.window.pane.view.setFocus()
    press(at, Qt.Key.Key_E, CTRL)
    dialog = at.dialog(ExportDialog)
    at.until(dialog.export.isEnabled)
    dialog.export.click()
    at.until(lambda: any("The report is written." in words for words in at.window.banners.words()))
    at.settle()


def sign(at: Desk) -> None:
    at.window.bound.run("article.sign")
    dialog = at.dialog(SignOffDialog)
    at.until(dialog.sign.isEnabled)
    dialog.sign.click()
    at.settle()
    dialog.close()
    at.settle()


def test_a_statement_is_checked_and_reported(at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(at, tmp_path, statements=True)
    assert (tmp_path / "Rail fares.factcheck").is_file()
    paste(at, STATEMENT)
    for words, verdict, rationale, source in CHECKS:
        take(at, words)
        at.key(verdict)
        if rationale:
            at.key("e")
            type_in(at, rationale)
            press(at, ESCAPE)
            at.settle()
        if source:
            at.key("s")
            field = QApplication.focusWidget()
            assert isinstance(field, SourceField)
            QGuiApplication.clipboard().setText(source)
            press(at, Qt.Key.Key_V, CTRL)
            at.settle()
            press(at, ENTER)
            at.settle()
            press(at, ESCAPE)
        at.settle()
    lines = at.ask(lambda reading: claims.claim_lines(reading, None))
    assert [line.quote for line in lines] == [words for words, *_rest in CHECKS]
    assert [line.sources for line in lines] == [1, 0, 1, 1, 1]
    assert len(at.ask(sources)) == 3, "an address that is known is one source"
    sheet = at.ask(lambda reading: claims.claim(reading, lines[0].id))
    assert sheet.claim.record.rationale == "They fell by 4 per cent."

    at.go_to("Nobody mentioned")
    at.key("x")
    sign(at)
    out = tmp_path / "report.docx"
    export(at, out, monkeypatch)

    assert zipfile.ZipFile(out).testzip() is None
    assert Document(str(out)).paragraphs
    with docx2python(out) as read:
        everything = read.text
        assert len(read.comments) == len(CHECKS)
    for words, _verdict, rationale, source in CHECKS:
        assert words in everything
        assert rationale in everything
        assert source in everything
    for _ in range(200):
        if not at.window.bound.action("edit.undo").isEnabled():
            break
        at.run("edit.undo")
    assert at.window.pane.stack.currentWidget() is at.window.pane.empty


def test_a_sentence_and_a_link_become_a_sourced_claim_in_five_actions(at: Desk, tmp_path: Path) -> None:
    make_project(at, tmp_path, statements=True)
    paste(at, STATEMENT)
    view = at.window.pane.view
    QGuiApplication.clipboard().setText("https://stats.example/fares")
    start = STATEMENT.index("The budget is")
    place = view.to_viewport(view.sheet.geometry.rects(start, start + 6)[0]).center().toPoint()

    at.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    press(at, Qt.Key.Key_4)
    at.settle()
    press(at, Qt.Key.Key_S)
    press(at, Qt.Key.Key_V, CTRL)
    press(at, ENTER)
    at.settle()

    [line] = at.ask(lambda reading: claims.claim_lines(reading, None))
    assert line.quote == "The budget is 86 million crowns."
    assert line.rating_id is not None
    assert line.sources == 1


def test_a_draft_is_checked_questioned_and_reported(at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(at, tmp_path, statements=False)
    paste(at, STATEMENT)
    assert at.window.claims.title.text() == "Facts"
    assert at.window.bound.action("mark.claim").text() == "Mark as fact"
    at.go_to("The budget is")
    at.key("1")
    take(at, "4.2 million passengers")
    at.key("q")
    dialog = at.dialog(AskDialog)
    dialog.question.setPlainText("Where does this figure come from?")
    dialog.ask.click()
    at.settle()
    at.until(lambda: at.window.overview.queues.queries == 1)
    assert at.window.sidebar.queues["queries"].isVisible()
    out = tmp_path / "report.docx"
    export(at, out, monkeypatch)
    with docx2python(out) as read:
        assert "Where does this figure come from?" in read.text
        assert "The budget is 86 million crowns." in read.text
