"""What leaves the desk, in the window: copies that are sent, encrypted ones, going back, sources that must go."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from factcheck.domain.records import Claim, Source
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.sources import CiteNew
from factcheck.project.project import Project
from factcheck.project.sealed import is_sealed
from factcheck.ui import sharing
from factcheck.ui.dialogs.backups_dialog import BackupsDialog
from factcheck.ui.dialogs.bring_in_dialog import BringInDialog
from factcheck.ui.dialogs.passphrase_dialog import PassphraseDialog
from factcheck.ui.dialogs.send_copy_dialog import SendCopyDialog
from factcheck.ui.sources.source_editor import SourceEditor
from tests.factories import add_article, mark, new_project
from tests.ui.windows import Desk, answer, desk

PHRASE = "four words nobody guesses"


class Chosen:
    """What the person chooses in the system's dialogs, in order."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paths: list[Path] = []
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_a, **_k: (str(self.paths.pop(0)), ""))


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Chosen:
    return Chosen(monkeypatch)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with a claim that was worded twice, and a confidential source."""
    with closing(new_project(tmp_path, "Ada Mihović")) as project:
        claim_id = mark(project, add_article(project), "9,000 cars")
        project.apply(EditClaim(claim_id, {"rationale": "an earlier wording"}))
        project.apply(EditClaim(claim_id, {"rationale": "as it is now"}))
        project.apply(CiteNew(claim_id, {"person": "Mira Holub", "confidential": True, "alias": "a clerk"}))
    return project.path


@pytest.fixture
def at(qtbot: QtBot, path: Path) -> Iterator[Desk]:
    with desk(qtbot) as made:
        made.open(path)
        yield made


def banners(at: Desk) -> str:
    return "\n".join(at.window.banners.words())


def without_history(dialog: SendCopyDialog) -> None:
    QTest.mouseClick(dialog.present, Qt.MouseButton.LeftButton, pos=QPoint(12, dialog.present.height() // 2))
    assert not dialog.history
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)


def with_a_passphrase(dialog: SendCopyDialog) -> None:
    dialog.encrypted.setChecked(True)
    assert not dialog.confirm.isEnabled()
    QTest.keyClicks(dialog.first, PHRASE)
    QTest.keyClicks(dialog.second, "four worse")
    assert dialog.warning.isVisible()
    assert not dialog.confirm.isEnabled()
    dialog.second.clear()
    QTest.keyClicks(dialog.second, PHRASE)
    assert not dialog.warning.isVisible()
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)


def test_a_copy_without_history_is_sent(at: Desk, chosen: Chosen, tmp_path: Path) -> None:
    chosen.paths = [tmp_path / "for the lawyer"]
    answer(SendCopyDialog, without_history)
    at.run("project.send")
    at.until(lambda: "copy without history is written" in banners(at))
    copy = tmp_path / "for the lawyer.factcheck"
    assert b"an earlier wording" not in copy.read_bytes()
    assert b"as it is now" in copy.read_bytes()
    assert "Mihović".encode() not in copy.read_bytes()


def test_a_copy_never_takes_the_place_of_the_project(at: Desk, chosen: Chosen, path: Path) -> None:
    before = path.read_bytes()
    chosen.paths = [path]
    answer(SendCopyDialog, without_history)
    at.run("project.send")
    at.until(lambda: "open project itself" in banners(at))
    assert path.read_bytes() == before


def test_an_encrypted_copy_is_sent_opened_and_brought_in(
    at: Desk, chosen: Chosen, path: Path, tmp_path: Path
) -> None:
    sealed, opened = tmp_path / "copy.factcheck.age", tmp_path / "opened.factcheck"
    chosen.paths = [sealed]
    answer(SendCopyDialog, with_a_passphrase)
    at.run("project.send")
    at.until(lambda: "The copy is written" in banners(at))
    assert is_sealed(sealed)
    assert b"Mira Holub" not in sealed.read_bytes()

    # A passphrase that does not fit is told in the dialog that asks again.
    def mistype(dialog: PassphraseDialog) -> None:
        QTest.keyClicks(dialog.box, "something else")
        answer(PassphraseDialog, try_again)
        QTest.keyClick(dialog.box, Qt.Key.Key_Return)

    def try_again(dialog: PassphraseDialog) -> None:
        assert any("does not fit" in words.text() for words in dialog.findChildren(QLabel))
        unlock(dialog)

    def unlock(dialog: PassphraseDialog) -> None:
        QTest.keyClicks(dialog.box, PHRASE)
        QTest.keyClick(dialog.box, Qt.Key.Key_Return)

    chosen.paths = [sealed, opened, opened]
    answer(PassphraseDialog, mistype)
    at.run("project.open")
    at.until(lambda: at.window.live.path == opened)
    at.settle()
    assert at.ask(lambda reading: reading.records(Claim))[0].rationale == "as it is now"
    at.window.live.apply(EditClaim(at.ask(lambda reading: reading.records(Claim))[0].id, {"note": "from the copy"}))
    at.settle()

    chosen.paths = [sealed]
    at.open(path)
    answer(PassphraseDialog, unlock)
    at.run("project.bring_in")
    at.until(lambda: "holds nothing new" in banners(at))


def test_what_came_encrypted_is_previewed_like_any_copy(at: Desk, chosen: Chosen, path: Path, tmp_path: Path) -> None:
    from factcheck.project.sealed import seal, write_whole
    from factcheck.project.sending import whole_copy

    copy = tmp_path / "plain" / "copy.factcheck"
    copy.parent.mkdir()
    copy.write_bytes(at.ask(whole_copy))
    with closing(Project.open(copy, author="Bo Ek")) as theirs:
        (claim,) = theirs.read(lambda reading: reading.records(Claim))
        theirs.apply(EditClaim(claim.id, {"note": "Bo's note"}))
        write_whole(tmp_path / "from Bo.age", seal(theirs.read(whole_copy), PHRASE))
    chosen.paths = [tmp_path / "from Bo.age"]

    def unlock(dialog: PassphraseDialog) -> None:
        answer(BringInDialog, lambda preview: preview.confirm.click())
        QTest.keyClicks(dialog.box, PHRASE)
        QTest.keyClick(dialog.box, Qt.Key.Key_Return)

    answer(PassphraseDialog, unlock)
    at.run("project.bring_in")
    at.until(lambda: "was brought in" in banners(at))
    assert at.ask(lambda reading: reading.records(Claim))[0].note == "Bo's note"


def test_going_back_to_a_backup_from_the_list(at: Desk, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "mail.factcheck"
    copy.write_bytes(path.read_bytes())
    with closing(Project.open(copy, author="Bo Ek")) as theirs:
        (claim,) = theirs.read(lambda reading: reading.records(Claim))
        theirs.apply(EditClaim(claim.id, {"note": "Bo's note"}))
    answer(BringInDialog, lambda preview: preview.confirm.click())
    sharing.bring_in(at.window, copy)
    at.until(lambda: "was brought in" in banners(at))
    at.settle()
    told: list[str] = []

    def choose(dialog: BackupsDialog) -> None:
        told.extend((dialog.list.item(0).text(), dialog.preview.text()))
        QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)

    answer(BackupsDialog, choose)
    at.run("project.restore")
    at.until(lambda: "as it was before" in banners(at))
    assert told[0].endswith("Before a copy was brought in · 1 claim")
    assert told[1].startswith("Bo Ek: 1 edit was made since.")
    assert at.ask(lambda reading: reading.records(Claim))[0].note == ""


def test_a_damaged_backup_cannot_be_gone_back_to(at: Desk, path: Path) -> None:
    from factcheck.project.backups import back_up

    back_up(path).write_bytes(b"no database any more" * 100)

    def look(dialog: BackupsDialog) -> None:
        assert "damaged" in dialog.list.item(0).text()
        assert not dialog.confirm.isEnabled()
        dialog.reject()

    answer(BackupsDialog, look)
    at.run("project.restore")


def test_a_backup_of_another_copy_is_gone_back_to_only_by_choice(at: Desk, path: Path, tmp_path: Path) -> None:
    from factcheck.project.backups import back_up

    copy = tmp_path / "elsewhere.factcheck"
    copy.write_bytes(path.read_bytes())
    back_up(copy)
    (claim,) = at.ask(lambda reading: reading.records(Claim))
    with closing(Project.open(path, author="Bo Ek")) as theirs:
        theirs.apply(EditClaim(claim.id, {"note": "since"}))
    looked: list[str] = []

    def look(dialog: BackupsDialog) -> None:
        assert "made at another place" in dialog.list.item(0).text()
        assert not dialog.confirm.isEnabled()
        assert dialog.focusWidget() not in (dialog.list, dialog.confirm)
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        assert dialog.confirm.isEnabled()
        looked.append(dialog.preview.text())
        dialog.reject()

    answer(BackupsDialog, look)
    at.run("project.restore")
    at.until(lambda: bool(looked))
    assert "1 edit was made since" in looked[0]


def test_a_source_is_removed_for_good_after_a_question(at: Desk, path: Path) -> None:
    (source,) = at.ask(lambda reading: reading.records(Source))
    at.window.dialogs.open_source(source.id)
    editor = at.dialog(SourceEditor)
    at.until(editor.purge.isVisible)
    asked: list[str] = []

    def cancel(box: QMessageBox) -> None:
        asked.extend((box.text(), box.informativeText()))
        QTest.keyClick(box, Qt.Key.Key_Return)  # what is pressed without a look removes nothing

    answer(QMessageBox, cancel)
    QTest.mouseClick(editor.purge, Qt.MouseButton.LeftButton)
    at.until(lambda: bool(asked))
    at.settle()
    assert "passages and notes for 1 claim and 0 files" in asked[1]
    assert "There is no undo" in asked[1]
    assert b"Mira Holub" in path.read_bytes()

    def remove(box: QMessageBox) -> None:
        button = next(b for b in box.buttons() if box.buttonRole(b) == QMessageBox.ButtonRole.DestructiveRole)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    answer(QMessageBox, remove)
    QTest.mouseClick(editor.purge, Qt.MouseButton.LeftButton)
    at.until(lambda: not at.ask(lambda reading: reading.records(Source)))
    at.settle()
    assert b"Mira Holub" not in path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM change WHERE field = '!person'").fetchone() == (1,)


def test_the_program_begun_with_an_encrypted_copy_asks_and_can_be_told_no(qtbot: QtBot, tmp_path: Path) -> None:
    from factcheck.project.sealed import seal, write_whole

    write_whole(tmp_path / "copy.age", seal(b"whatever", PHRASE))
    with desk(qtbot) as at:
        asked: list[str] = []

        def refuse(dialog: PassphraseDialog) -> None:
            asked.append(dialog.windowTitle())
            dialog.reject()

        answer(PassphraseDialog, refuse)
        at.window.announce(tmp_path / "copy.age")
        at.window.begin(tmp_path / "copy.age")
        at.until(lambda: bool(asked))
        at.settle()
        assert at.window.pane.stack.currentWidget() is at.window.pane.start
