"""Before press in the window: the list, the way to each place, waivers; and all places of a word settled at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.domain.records import Waiver
from factcheck.project.edits.articles import EditArticle
from factcheck.project.edits.reviews import SignArticle
from factcheck.project.queries.articles import marks
from factcheck.ui.dialogs.remark_dialog import RemarkDialog
from factcheck.ui.press.press_page import PressPage
from factcheck.ui.reports.sign_off_dialog import SignOffDialog
from factcheck.ui.same_words import SamePlaces
from tests.factories import add_article, mark, new_project
from tests.ui.windows import Desk, desk

TEXT = "The Okafor case\nGwen Okafor paid 12 crowns. Later Okafor left. Nobody saw Okafor again, said Okafer."


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    project = new_project(tmp_path, profile="drafts")
    line = add_article(project, TEXT)
    mark(project, line, "12 crowns", text=TEXT)
    project.close()
    with desk(qtbot) as made:
        made.open(project.path)
        made.go_to("Gwen")
        yield made


def page(at: Desk) -> PressPage:
    return at.window.pane.press


def lines(at: Desk) -> dict[str, list[str]]:
    groups = page(at).tree.groups
    return {
        key: [str(line.text(0)) for n in range(group.childCount()) if (line := group.child(n)) is not None]
        for key, group in groups.items()
    }


def choose(at: Desk, kind: str) -> None:
    first = page(at).tree.groups[kind].child(0)
    assert first is not None
    page(at).tree.setCurrentItem(first)


def test_each_line_goes_to_its_place(at: Desk) -> None:
    at.run("article.press")
    assert at.window.pane.stack.currentWidget() is page(at)
    assert list(lines(at)) == ["untouched", "word", "open", "spelling", "pass"]
    assert lines(at)["pass"] == ["Checker", "Second reader", "Editor", "Lawyer"]
    choose(at, "word")
    at.key(Qt.Key.Key_Return)
    assert at.window.pane.has_article
    assert TEXT[slice(*at.window.pane.taken() or (0, 0))] == "Gwen Okafor"
    at.run("article.press")
    choose(at, "open")
    at.key(Qt.Key.Key_Return)
    assert at.window.selection.claim_id
    at.run("article.press")
    choose(at, "pass")
    page(at).go.click()
    at.dialog(SignOffDialog).reject()
    at.key(Qt.Key.Key_Escape)
    assert at.window.pane.has_article


def test_a_line_is_waived_with_a_reason_and_stands_again(at: Desk) -> None:
    at.run("article.press")
    before = page(at).told.text()
    choose(at, "spelling")
    at.key("w")
    dialog = at.dialog(RemarkDialog)
    dialog.box.setPlainText("Another person.")
    dialog.accept()
    at.settle()
    at.until(lambda: "waived" in lines(at))
    assert "spelling" not in lines(at)
    assert page(at).told.text() != before
    chosen = page(at).chosen
    assert chosen is not None
    assert chosen.kind == "pass"  # the next one, not the first of all
    [waiver] = at.ask(lambda reading: reading.of(Waiver))
    assert (waiver.reason, waiver.person) == ("Another person.", "Ada Mihović")
    choose(at, "waived")
    assert "Another person." in page(at).reason.text()
    page(at).waive.click()
    at.until(lambda: "spelling" in lines(at))
    assert at.ask(lambda reading: reading.of(Waiver)) == []


def test_nothing_is_asked_of_the_web_where_there_is_no_address(at: Desk) -> None:
    at.run("article.press")
    page(at).links.click()
    at.settle()
    assert at.window.banners.words() == ["No source of this article has a web address."]


def same(at: Desk) -> SamePlaces:
    at.run("mark.same")
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, SamePlaces) and one.isVisible()]
    return found[0]


def test_all_places_of_a_name_become_one_claim(at: Desk) -> None:
    sheet = same(at)
    assert sheet.list.count() == 4
    at.qtbot.keyClick(sheet.list, Qt.Key.Key_C)
    at.settle()
    revision_id = at.window.follower.revision_id
    found = at.ask(lambda reading: marks(reading, revision_id))
    okafor = [TEXT[one.start : one.end] for one in found if one.claim_id == at.window.selection.claim_id]
    assert okafor == ["Okafor", "Gwen Okafor", "Okafor", "Okafor"]
    at.run("edit.undo")
    assert len(at.ask(lambda reading: marks(reading, revision_id))) == 1


def test_all_places_of_a_name_need_no_check(at: Desk) -> None:
    at.qtbot.keyClick(same(at).list, Qt.Key.Key_X)
    at.settle()
    left = [TEXT[word.start : word.end] for word in at.window.pane.view.sheet.words_left()]
    assert left == ["Okafer"]
    assert at.window.pane.view.sheet.states[0] == 0  # its sentences are as untouched as before


def test_the_underline_is_switched_and_remembered(at: Desk) -> None:
    at.run("read.words")
    assert not at.window.settings.words
    assert not at.window.pane.view.sheet.words_shown
    at.run("read.words")
    assert at.window.pane.view.sheet.words_shown


def test_a_sign_off_that_breaks_is_told_at_once(at: Desk) -> None:
    at.window.live.apply(SignArticle(at.window.selection.article_id, "Editor", "Bo Ek"))
    at.settle()
    assert at.window.banners.words() == []
    at.window.live.apply(EditArticle(at.window.selection.article_id, {"slug": "okafor"}))
    at.until(lambda: at.window.banners.words() == ["A sign-off no longer holds: Editor (Bo Ek)."])
    at.window.live.undo()
    at.until(lambda: at.window.banners.words() == [])
