"""What undo takes away and redo brings back, as the person at the window sees it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from factcheck.ui.palette import Entry
from tests.factories import add_article, new_project
from tests.ui.windows import desk


def test_a_claim_that_redo_brought_back_is_shown_and_can_be_worked_on(qtbot: QtBot, tmp_path: Path) -> None:
    project = new_project(tmp_path)
    add_article(project)
    project.close()
    with desk(qtbot) as at:
        at.open(project.path)
        at.go_to("It carries")
        at.run("mark.claim")
        inspector = at.window.claims.inspector
        at.until(lambda: inspector.shown is not None)
        at.run("edit.undo")
        at.until(lambda: inspector.shown is None)
        at.run("edit.redo")
        at.until(lambda: inspector.shown is not None)
        inspector.go_to_rationale()
        at.key("Counted in May.")
        inspector.commit()
        at.settle()
        assert at.ask(lambda r: r.tuples("SELECT rationale FROM claim")[0][0]) == "Counted in May."


def test_the_palette_has_room_for_what_it_found(qtbot: QtBot, tmp_path: Path) -> None:
    project = new_project(tmp_path)
    add_article(project)
    project.close()
    with desk(qtbot) as at:
        at.open(project.path)
        at.run("window.palette")
        palette = at.window.palette_shown
        assert palette is not None
        at.until(palette.isVisible)
        palette.field.setText("zzz")
        low = palette.height()
        palette.show_found("zzz", [Entry(f"found {n}", run=lambda: None) for n in range(8)])
        assert palette.height() > low + 200
