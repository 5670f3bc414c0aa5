"""The dialog that takes a text from the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from factcheck.ui.dialogs.paste_dialog import PasteDialog, is_link


def mime(words: str, html: str = "") -> QMimeData:
    made = QMimeData()
    made.setText(words)
    if html:
        made.setHtml(html)
    return made


def opened(qtbot: QtBot, source: QMimeData | None) -> PasteDialog:
    made = PasteDialog("Add pasted text", "Add article", source)
    qtbot.addWidget(made)
    return made


def test_it_starts_with_what_the_clipboard_holds(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("One sentence. Another.")
    dialog = opened(qtbot, None)
    assert dialog.text == "One sentence. Another."
    assert dialog.html == ""
    assert dialog.add.isEnabled()
    assert (dialog.title, dialog.address) == ("", "")


def test_formatted_text_keeps_its_html_until_it_is_altered(qtbot: QtBot) -> None:
    dialog = opened(qtbot, mime("A bold word.", "<p>A <b>bold</b> word.</p>"))
    assert dialog.text == "A bold word."
    assert "<b>bold</b>" in dialog.html
    qtbot.keyClicks(dialog.text_box, "x")
    assert dialog.html == ""


def test_a_second_paste_joins_the_first_or_replaces_it(qtbot: QtBot) -> None:
    dialog = opened(qtbot, mime("One. ", "<p>One. </p>"))
    dialog.text_box.moveCursor(dialog.text_box.textCursor().MoveOperation.End)
    dialog.text_box.insertFromMimeData(mime("Two.", "<p>Two.</p>"))
    assert dialog.text == "One. Two."
    assert dialog.html == ""
    dialog.text_box.selectAll()
    dialog.text_box.insertFromMimeData(mime("Three."))
    assert dialog.text == "Three."


def test_a_link_is_the_address_and_nothing_is_fetched(qtbot: QtBot) -> None:
    dialog = opened(qtbot, mime("https://example.org/news/1"))
    assert dialog.address == "https://example.org/news/1"
    assert dialog.text == ""
    assert not dialog.add.isEnabled()
    assert "not fetched" in dialog.note.text()


def test_an_empty_clipboard_leaves_it_empty(qtbot: QtBot) -> None:
    dialog = opened(qtbot, mime(""))
    assert not dialog.add.isEnabled()
    qtbot.keyClicks(dialog.text_box, "Words.")
    assert dialog.add.isEnabled()
    dialog.title_box.setText(" Title ")
    assert dialog.title == "Title"


def test_what_a_link_is() -> None:
    assert is_link("https://a.example/b")
    assert not is_link("https://a.example/b and more")
    assert not is_link("a text")
