"""Peeking in the window: the card is read from the project, follows it, and opens the claim in the panel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.project.edits.claims import EditClaim
from tests.factories import add_article, mark, new_project
from tests.ui.windows import desk


def test_the_key_shows_the_claim_which_follows_the_project(qtbot: QtBot, tmp_path: Path) -> None:
    project = new_project(tmp_path)
    article = add_article(project)
    mark(project, article, "The bridge cost 4.2 million crowns.")
    inner = mark(project, article, "4.2 million")
    project.close()
    with desk(qtbot) as at:
        at.open(project.path)
        at.go_to("The bridge cost")
        at.key("v")
        peeker = at.window.pane.view.peeker
        at.until(lambda: peeker.is_open)
        assert "Unchecked" in peeker.card.accessibleName()
        at.key("v")
        assert not peeker.is_open
        at.key("o")
        assert at.window.selection.claim_id == inner
        assert at.window.status.place.text().endswith("claim 1 of 2 here")
        at.key("v")
        at.until(lambda: peeker.is_open)
        at.window.live.apply(EditClaim(inner, {"rationale": "The budget says so."}))
        at.settle()
        at.until(lambda: "The budget says so." in peeker.card.accessibleName())
        at.key(Qt.Key.Key_Return)
        assert not peeker.is_open
        assert QApplication.focusWidget() is at.window.claims.table
        at.window.pane.view.setFocus()
        at.key("v")
        at.until(lambda: peeker.is_open)
        at.run("claim.remove")
        at.until(lambda: not peeker.is_open)
