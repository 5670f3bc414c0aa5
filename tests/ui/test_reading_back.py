"""A report that came back is recognised, shown change by change, merged as one edit, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from factcheck.domain.records import Claim, Comment
from factcheck.domain.returning import Returned
from factcheck.project.edits.claims import EditClaim
from factcheck.ui.dialogs.read_back_dialog import ReadBackDialog
from tests.formats.docx.returned import edited, report_bytes, returning_project
from tests.ui.windows import Desk, answer, desk

SCRIPT = 7


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    path, _article_id = returning_project(tmp_path)
    content = report_bytes(path, tmp_path)
    (tmp_path / "back.docx").write_bytes(edited(content, SCRIPT)[0])
    with desk(qtbot) as made:
        made.open(path)
        yield made


def drop(at: Desk, path: Path) -> None:
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        at.window, QDragEnterEvent(QPoint(400, 400), Qt.DropAction.CopyAction, source, left, none)
    )
    QApplication.sendEvent(at.window, QDropEvent(QPoint(400, 400), Qt.DropAction.CopyAction, source, left, none))
    at.settle()


def comments(at: Desk) -> list[str]:
    return [comment.text for comment in at.ask(lambda reading: reading.records(Comment))]


def test_a_dropped_report_is_shown_and_what_is_left_on_is_merged(at: Desk, tmp_path: Path) -> None:
    before = comments(at)
    seen: list[tuple[int, str]] = []

    def leave_one_out(dialog: ReadBackDialog) -> None:
        (item,) = dialog.rows.findItems("Comment", Qt.MatchFlag.MatchExactly)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        dialog.rows.setCurrentItem(item)
        seen.append((len(dialog.chosen), dialog.merge.text()))
        dialog.accept()

    answer(ReadBackDialog, leave_one_out)
    drop(at, tmp_path / "back.docx")
    at.until(lambda: bool(at.window.banners.words()))
    at.settle()
    ((count, words),) = seen
    assert words == f"Merge {count} changes"
    assert at.window.banners.words()[0].startswith(f"{count} changes of the report came in.")
    came = [text for text in comments(at) if text not in before]
    assert not any(text.startswith("Is this so?") for text in came)
    assert any(text.startswith("Who says this?") for text in came)
    at.run("edit.undo")
    assert comments(at) == before


def test_the_button_takes_the_report_back_and_nothing_that_was_done_since(at: Desk, tmp_path: Path) -> None:
    answer(ReadBackDialog, lambda dialog: dialog.accept())
    drop(at, tmp_path / "back.docx")
    at.until(lambda: bool(at.window.banners.words()))
    at.settle()
    merged = comments(at)
    [(_subject, banner)] = at.window.banners._banners
    claim = at.lines()[0].id
    at.window.live.apply(EditClaim(claim, {"note": "since"}))
    at.settle()
    banner.buttons[0].click()
    at.settle()
    assert at.ask(lambda reading: reading.get(Claim, claim)).note == "since"
    assert comments(at) == merged
    assert at.window.banners.words()[0].startswith("Something else was done since")


def test_the_file_is_asked_for_and_one_without_news_is_told(
    at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = next(tmp_path.glob("desk*.docx"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    claims = at.ask(lambda reading: reading.records(Claim))
    at.run("report.read_back")
    at.until(lambda: bool(at.window.banners.words()))
    assert at.window.banners.words()[0].startswith("The report brings nothing new.")
    assert at.ask(lambda reading: reading.records(Claim)) == claims


def test_what_is_no_report_is_refused(at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "other.docx"
    path.write_bytes(b"PK\x03\x04 no zip")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    at.run("report.read_back")
    at.until(lambda: bool(at.window.banners.words()))
    assert "damaged" in at.window.banners.words()[0]


def test_what_cannot_be_merged_stays_off(qtbot: QtBot) -> None:
    gone = Returned("wording", "a", old="nine", new="ten", words="It is nine.", start=-1, since=True)
    kept = Returned("rationale", "a", "c", old="Counted <twice>.", new="Counted <once>.", words="nine")
    dialog = ReadBackDialog("back.docx", [gone, kept], {"c": 4}, "statements")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.chosen == (kept,)
    dialog.all.click()
    assert dialog.chosen == (kept,)
    assert "by hand" in dialog.caution.text()
    (item,) = dialog.rows.findItems("Rationale", Qt.MatchFlag.MatchExactly)
    dialog.rows.setCurrentItem(item)
    assert dialog.new.text() == "Counted &lt;<b>once</b>&gt;."
    assert not dialog.caution.isVisible()
    dialog.none.click()
    left: tuple[object, ...] = dialog.chosen
    assert left == ()
    assert not dialog.merge.isEnabled()
