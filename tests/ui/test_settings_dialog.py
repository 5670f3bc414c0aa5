"""The settings dialog writes what was answered."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from factcheck.settings import Settings
from factcheck.ui.settings_dialog import SettingsDialog


def test_answers_are_taken_over(qtbot: QtBot) -> None:
    settings = Settings(author="Ada Mihović", initials="AM")
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    dialog.author.selectAll()
    qtbot.keyClicks(dialog.author, "Kai Ruiz")
    assert dialog.initials.text() == "KR"
    dialog.theme.choose("dark")
    dialog.letters.setChecked(False)
    dialog.still.setChecked(True)
    dialog.put_into(settings)
    answers = (settings.author, settings.initials, settings.theme, settings.letters, settings.still)
    assert answers == ("Kai Ruiz", "KR", "dark", False, True)


def test_initials_of_ones_own_stay(qtbot: QtBot) -> None:
    settings = Settings(author="Ada Mihović", initials="AM")
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    dialog.initials.selectAll()
    qtbot.keyClicks(dialog.initials, "AX")
    qtbot.keyClicks(dialog.author, "a")
    assert dialog.initials.text() == "AX"
    dialog.author.setText(" ")
    dialog.initials.setText("")
    dialog.put_into(settings)
    assert (settings.author, settings.initials) == ("Ada Mihović", "AM")
