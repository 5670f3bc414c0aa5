"""The help tells what the program does and the keys as they are now; it is searched in every spelling."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from factcheck.settings import Settings
from factcheck.ui.actions import actions
from factcheck.ui.dialogs.help_dialog import HelpDialog
from factcheck.ui.helping import as_html, fitting, sections
from factcheck.ui.key_map import remapped
from tests.ui.windows import desk

OWN = actions("statements", ())


def test_it_tells_of_privacy_and_of_the_keys_as_they_are() -> None:
    page = as_html(sections(remapped(OWN, {"mark.claim": ["M"]}, letters=True)))
    assert "no network connection" in page
    assert "<td width='70%'>Mark as claim</td><td><b>M</b></td>" in page
    assert "Shift+V" in page


def test_it_is_searched_by_words_in_any_order() -> None:
    everything = sections(OWN)
    [(title, paragraphs)] = fitting(everything, "CRASH undone")
    assert title == "Nothing is lost"
    assert len(paragraphs) == 2
    assert fitting(everything, "zeppelin") == []
    [(_title, lines)] = fitting(everything, "keys ctrl+k")
    assert lines == ["Search or run a command\tCtrl+K"]
    assert fitting(everything, "") == everything


def test_the_page_opens_beside_the_window_and_leads_to_the_tour(qtbot: QtBot) -> None:
    with desk(qtbot, Settings(author="Ada", theme="light")) as at:
        at.run("window.help")
        dialog = at.dialog(HelpDialog)
        dialog.sought.setText("zeppelin")
        assert dialog.page.toPlainText() == "The help does not tell of this."
        dialog.sought.setText("privacy")
        assert "Nothing is sent anywhere unasked." in dialog.page.toPlainText()
        dialog.tour.click()
        assert at.window.tour is not None
        assert at.window.tour.isVisible()
