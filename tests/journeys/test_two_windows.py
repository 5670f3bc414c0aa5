"""Two windows on one file: each sees the other's edits within a second, and a stale form never overwrites."""

from __future__ import annotations

import time
from pathlib import Path

from pytestqt.qtbot import QtBot

from factcheck.domain.records import Claim
from factcheck.project.reading import Reading
from factcheck.settings import Settings
from tests.factories import add_article, mark, new_project
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
        assert here.window.pane.view.sheet is not None
        here.until(lambda: bool(here.window.pane.view.sheet and here.window.pane.view.sheet.marks.between(0, 10_000)))


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
            window.until(lambda window=window: window.window.claims.inspector.shown is not None)
        mine, theirs = here.window.claims.inspector, there.window.claims.inspector
        mine.fields.rationale.box.setFocus()
        qtbot.keyClicks(mine.fields.rationale.box, "counted in May")
        theirs.fields.rationale.box.setFocus()
        qtbot.keyClicks(theirs.fields.rationale.box, "counted in June")
        theirs.commit()
        there.settle()
        here.settle()
        assert mine.fields.rationale.box.toPlainText() == "counted in May"  # typing is never replaced
        mine.commit()

        def sides(reading: Reading) -> set[str]:
            claim = reading.shown(reading.get(Claim, claim_id))
            return {side.value for side in claim.conflicts.get("rationale", ())}

        here.until(lambda: here.ask(sides) == {"counted in May", "counted in June"})
