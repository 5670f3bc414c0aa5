"""A colleague's picture stands on what he has open: in the sidebar, on the claim; and goes when he goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from factcheck.project import replica as replicas
from factcheck.project.places import Place
from factcheck.project.project import Project
from factcheck.settings import Settings
from factcheck.ui.presence import Colleague, here
from factcheck.ui.widgets import Avatar
from tests.factories import add_article, mark, new_project
from tests.ui.windows import Desk, desk

JONAS = "Jonas Kern"


def spoken(at: Desk, row: int = 0) -> str:
    model = at.window.sidebar.list.articles
    return str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_colleague_comes_steps_on_and_goes(qtbot: QtBot, tmp_path: Path) -> None:
    project = new_project(tmp_path)
    line = add_article(project)
    claim_id = mark(project, line, "9,000 cars")
    project.close()
    with desk(qtbot) as at:
        at.open(project.path)
        at.window.selection.choose_claim(claim_id, "test")
        at.settle()
        head = at.window.claims.inspector.head
        jonas = Project.open(project.path, author=JONAS)
        jonas.stand(line.id, "")
        at.until(lambda: spoken(at).endswith(", Jonas is here"))
        assert head.here.isHidden()
        assert not at.window.sidebar.list.grab().isNull()
        jonas.stand(line.id, claim_id)
        at.until(lambda: head.here.text() == "Jonas is here")
        card = at.window.claims.model.index(at.window.claims.model.row_of(claim_id), 0)
        assert "Jonas is here" in str(card.data(Qt.ItemDataRole.AccessibleTextRole))
        at.until(lambda: [face.accessibleName() for face in head.findChildren(Avatar) if face.isVisible()] == [JONAS])
        at.window.selection.choose_claim("", "test")
        at.settle()
        jonas.close()
        at.until(lambda: not spoken(at).endswith("is here"))


def test_two_windows_see_each_other(qtbot: QtBot, tmp_path: Path) -> None:
    project = new_project(tmp_path)
    claim_id = mark(project, add_article(project), "9,000 cars")
    project.close()
    with desk(qtbot) as mine, desk(qtbot, Settings(author=JONAS, initials="JK", theme="light")) as his:
        for at in (mine, his):
            at.open(project.path)
            at.window.selection.choose_claim(claim_id, "test")
        mine.until(lambda: mine.window.claims.inspector.head.here.text() == "Jonas is here")
        his.until(lambda: his.window.claims.inspector.head.here.text() == "Ada is here")
        his.window.live.close()
        mine.until(lambda: mine.window.claims.inspector.head.here.text() == "")


def test_a_colleague_at_another_computer_is_seen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file lies on a share: both work on a replica of it."""
    project = new_project(tmp_path)
    line = add_article(project)
    claim_id = mark(project, line, "9,000 cars")
    project.close()
    monkeypatch.setattr(replicas, "place_of", lambda _path: Place.SHARE)
    with monkeypatch.context() as there:
        there.setenv("FACTCHECK_HOME", str(tmp_path / "of Jonas"))
        jonas = Project.open(project.path, author=JONAS)
    assert jonas.shared is not None
    with desk(qtbot) as at:
        at.open(project.path)
        at.window.selection.choose_claim(claim_id, "test")
        at.settle()
        head = at.window.claims.inspector.head
        jonas.stand(line.id, claim_id)
        assert jonas.shared.exchange().offline == ""
        at.window.live.exchange()
        at.until(lambda: head.here.text() == "Jonas is here")
        assert spoken(at).endswith(", Jonas is here")
        jonas.close()
        jonas.shared.close(last=True)
        at.window.live.exchange()
        at.until(lambda: head.here.text() == "")


def test_names_are_listed() -> None:
    assert here([]) == ""
    assert here([Colleague(JONAS, "JK"), Colleague("Mira Castellan", "MC")]) == "Jonas, Mira are here"
