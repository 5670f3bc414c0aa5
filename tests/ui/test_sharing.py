"""Copies in the window: previewed, brought in, taken back; found beside the project; a harmed shared file is told."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from factcheck.domain.changes import Side
from factcheck.domain.records import Claim
from factcheck.project import replica as replicas
from factcheck.project.edits.claims import EditClaim
from factcheck.project.merging import Merged
from factcheck.project.places import Place
from factcheck.project.project import Project
from factcheck.project.queries.articles import articles
from factcheck.project.queries.conflicts import ConflictLine
from factcheck.ui import dropping, sharing
from factcheck.ui.dialogs.bring_in_dialog import BringInDialog
from tests.factories import add_article, mark, new_project
from tests.ui.windows import Desk, answer, desk


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path, str]:
    """A project and a copy of it: both wrote a rationale, the copy has a claim more."""
    with closing(new_project(tmp_path)) as project:
        claim_id = mark(project, add_article(project), "9,000 cars")
    (tmp_path / "mail").mkdir()
    copy = Path(shutil.copyfile(project.path, tmp_path / "mail" / "from Bo.factcheck"))
    with closing(Project.open(copy, author="Bo Ek")) as theirs:
        theirs.apply(EditClaim(claim_id, {"rationale": "estimated by the port"}))
        mark(theirs, theirs.read(articles)[0], "14 months")
    with closing(Project.open(project.path, author="Ada Mihović")) as ours:
        ours.apply(EditClaim(claim_id, {"rationale": "counted by the city"}))
    return project.path, copy, claim_id


def claims_in(at: Desk) -> int:
    return len(at.ask(lambda reading: reading.records(Claim)))


def banners(at: Desk) -> str:
    return "\n".join(at.window.banners.words())


def words_of(dialog: BringInDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def test_a_copy_is_previewed_brought_in_and_taken_back(qtbot: QtBot, copies: tuple[Path, Path, str]) -> None:
    path, copy, _claim_id = copies
    seen: list[str] = []

    def look(dialog: BringInDialog) -> None:
        seen.append(words_of(dialog))
        dialog.confirm.click()

    with desk(qtbot) as at:
        at.open(path)
        answer(BringInDialog, look)
        sharing.bring_in(at.window, copy)
        at.until(lambda: "brought in" in banners(at))
        at.settle()
        assert "2 new edits, among them 1 new claim." in seen[0]
        for words in ("Bo Ek", "2 edits", "1 conflict", "Claim 1", "counted by the city", "estimated by the port"):
            assert words in seen[0], words
        assert claims_in(at) == 2
        assert at.window.overview.queues.conflicts == 1
        kept = at.window.live.path
        assert kept is not None
        from factcheck.project.backups import backups_of

        sharing.go_back(at.window, backups_of(kept)[0].path)
        at.until(lambda: "as it was before" in banners(at))
        at.settle()
        assert claims_in(at) == 1
        at.until(lambda: at.window.overview.queues.conflicts == 0)


def test_the_keys_scroll_through_many_conflicts(dressed: None, qtbot: QtBot) -> None:
    sides = (Side("a:1", "Ada", "2026-01-31T10:11:12+00:00", "counted"),) * 2
    lines = [ConflictLine("claim", str(n), "note", sides, None, ("counted", "counted")) for n in range(40)]
    above = QWidget()
    qtbot.addWidget(above)
    dialog = BringInDialog("desk (1).factcheck", Merged(edits=40, changes=40), lines, "drafts", above)
    dialog.show()
    assert "and 10 more" in words_of(dialog)
    bar = dialog.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(dialog, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(dialog, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_who_declines_the_preview_changes_nothing(qtbot: QtBot, copies: tuple[Path, Path, str]) -> None:
    path, copy, _claim_id = copies
    with desk(qtbot) as at:
        at.open(path)
        before = path.read_bytes()
        answer(BringInDialog, lambda dialog: dialog.reject())
        sharing.bring_in(at.window, copy)
        at.settle()
        assert claims_in(at) == 1
        at.window.close()
    assert b"estimated by the port" not in path.read_bytes()
    assert len(before) == len(path.read_bytes())


def test_what_is_no_copy_is_told(qtbot: QtBot, copies: tuple[Path, Path, str], tmp_path: Path) -> None:
    path, _copy, _claim_id = copies
    with desk(qtbot) as at:
        at.open(path)
        (tmp_path / "other").mkdir()
        new_project(tmp_path / "other").close()
        sharing.bring_in(at.window, tmp_path / "other" / "desk.factcheck")
        at.until(lambda: "another project" in banners(at))
        sharing.bring_in(at.window, Path(shutil.copyfile(path, tmp_path / "same.factcheck")))
        at.until(lambda: "nothing new" in banners(at))


def test_a_dropped_copy_is_brought_in_and_another_project_opened(
    qtbot: QtBot, copies: tuple[Path, Path, str], tmp_path: Path
) -> None:
    path, copy, _claim_id = copies
    with desk(qtbot) as at:
        at.open(path)
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(copy))])
        answer(BringInDialog, lambda dialog: dialog.confirm.click())
        dropping.take(at.window, dropped)
        at.until(lambda: "brought in" in banners(at))
        assert at.window.live.path == path


def test_a_copy_that_a_sync_program_left_is_offered(qtbot: QtBot, copies: tuple[Path, Path, str]) -> None:
    path, copy, _claim_id = copies
    beside = copy.rename(path.with_name("desk (conflicted copy 2026-01-31 101112).factcheck"))
    with desk(qtbot) as at:
        at.open(path)
        at.until(lambda: "lies beside the project" in banners(at))
        assert beside.name in banners(at)
        answer(BringInDialog, lambda dialog: dialog.confirm.click())
        sharing.bring_in(at.window, beside)
        at.until(lambda: "brought in" in banners(at))
        at.until(lambda: "beside the project" not in banners(at))


def test_a_project_on_a_share_is_exchanged_and_its_healing_told(
    qtbot: QtBot, copies: tuple[Path, Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _copy, claim_id = copies
    monkeypatch.setattr(replicas, "place_of", lambda _path: Place.SHARE)
    with desk(qtbot) as at:
        at.open(path)
        live = at.window.live
        with qtbot.waitSignal(live.exchanged, timeout=20_000):
            live.apply(EditClaim(claim_id, {"note": "through the share"}))
        live.exchange()
        at.until(lambda: b"through the share" in path.read_bytes())
        path.unlink()
        live.exchange()
        at.until(lambda: "The shared file was gone" in banners(at))
        assert path.is_file()
        away = path.parent.rename(tmp_path.parent / f"{tmp_path.name} away")
        live.exchange()
        at.until(lambda: at.window.header.notice.text() == "Offline")
        away.rename(path.parent)
        live.exchange()
        at.until(at.window.header.notice.isHidden)


def test_a_damaged_project_is_rescued_by_a_button(qtbot: QtBot, copies: tuple[Path, Path, str]) -> None:
    path, _copy, _claim_id = copies
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 8192] = bytes(8192)
    path.write_bytes(content)
    with desk(qtbot) as at:
        at.window.begin(path)
        at.until(lambda: "is damaged" in banners(at))
        at.settle()
        (button,) = [one for one in at.window.banners.findChildren(QPushButton) if one.text().startswith("Rescue")]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        at.until(lambda: "sound again" in banners(at))
        at.settle()
        assert "is kept as desk.factcheck.damaged-" in banners(at)
        assert claims_in(at) == 1


def test_what_never_was_a_project_is_not_offered_a_rescue(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "notes.factcheck").write_text("these are notes", encoding="utf-8")
    with desk(qtbot) as at:
        at.window.begin(tmp_path / "notes.factcheck")
        at.until(lambda: "is not a Factcheck project" in banners(at))
        assert not [one for one in at.window.banners.findChildren(QPushButton) if one.text().startswith("Rescue")]
