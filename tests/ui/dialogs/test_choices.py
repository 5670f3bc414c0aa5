"""Short questions about files."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from factcheck.ui.dialogs.choices import EncodingDialog, IntakeDialog, encodings


def test_tracked_changes_count_as_final_unless_asked_otherwise(qtbot: QtBot) -> None:
    dialog = IntakeDialog(["draft.docx"], {})
    qtbot.addWidget(dialog)
    assert dialog.revisions == "final"
    dialog.original.setChecked(True)
    assert dialog.revisions == "original"


def test_the_encoding_is_chosen_by_how_the_words_look(qtbot: QtBot) -> None:
    dialog = EncodingDialog("a.txt", "žluťoučký kůň".encode("cp1250"), "cp1252")
    qtbot.addWidget(dialog)
    assert dialog.preview.toPlainText() != "žluťoučký kůň"
    dialog.box.setCurrentIndex(dialog.box.findData("cp1250"))
    assert dialog.preview.toPlainText() == "žluťoučký kůň"
    assert dialog.encoding == "cp1250"


def test_every_encoding_offered_is_known(qtbot: QtBot) -> None:
    assert all("é".encode().decode(name, errors="replace") for name, _words in encodings())
