"""Two windows on one file: each sees the other's edits within a second, and a stale form never overwrites."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from factcheck.domain.records import Claim
from factcheck.project.reading import Reading
from factcheck.settings import Settings
from tests.factories import TEXT, add_article, mark, new_project
from tests.ui.windows import desk


def test_each_window_sees_the_others_edit_within_a_second(qtbot: QtBot, tmp_path: Path) -> None:
    project = new_project(tmp_path)
    add_article(project)
    project.close()
    with (
        desk(qtbot) as here,
        desk(qtbot, Settings(author="Jonas Kern", initials="JK", theme="light")) as there,
    ):
        here.open(project.path)
        there.open(project.path)
        there.go_to("It carries")
        there.run("mark.claim")
        done = time.monotonic()
        here.until(lambda: here.window.claims.model.rowCount() == 1)
        assert time.monotonic() - done < 1  # the promise of the live window, not a measure of speed
        sheet = here.window.pane.view.sheet
        assert sheet is not None
        here.until(lambda: bool(sheet.marks.between(0, len(TEXT))))


def test_a_rationale_typed_in_both_windows_is_kept_twice(qtbot: QtBot, tmp_path: Path) -> None:
    project = new_project(tmp_path)
    claim_id = mark(project, add_article(project), "9,000 cars")
    project.close()
    with (
        desk(qtbot) as here,
        desk(qtbot, Settings(author="Jonas Kern", initials="JK", theme="light")) as there,
    ):
        for window in (here, there):
            window.open(project.path)
            window.window.selection.choose_claim(claim_id, "test")
            window.settle()
            assert window.window.claims.inspector.shown is not None
        mine, theirs = here.window.claims.inspector, there.window.claims.inspector
        for inspector, words in ((mine, "counted in May"), (theirs, "counted in June")):
            inspector.fields.rationale.box.setFocus()
            qtbot.keyClicks(inspector.fields.rationale.box, words)
        theirs.commit()
        there.settle()
        here.settle()
        box = mine.fields.rationale.box
        assert isinstance(box, QPlainTextEdit)
        assert box.toPlainText() == "counted in May"  # what is being typed is never replaced
        mine.commit()

        def sides(reading: Reading) -> set[str]:
            claim = reading.shown(reading.get(Claim, claim_id))
            return {side.value for side in claim.conflicts.get("rationale", ())}

        here.until(lambda: here.ask(sides) == {"counted in May", "counted in June"})
