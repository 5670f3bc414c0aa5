"""Two windows in two processes on one file: what one does appears at the other, and nothing there moves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from factcheck.domain.changes import Shown
from factcheck.domain.records import Claim
from tests.factories import add_article, mark, new_project
from tests.journeys.colleague import NAME, There, at_another_window
from tests.ui.windows import Desk, desk

# The long form for a release: FACTCHECK_RACES=1000; QT_QPA_PLATFORM=xcb with a display makes both windows real ones.
RACES = int(os.environ.get("FACTCHECK_RACES", "4"))
TEXT = "Trams\n" + "\n".join(f"In year {n} the line carried {n * 7} riders." for n in range(1, 121))


class Pair:
    """Ada's window in this process, and Jonas' in another one, on a claim in the middle of a long article."""

    def __init__(self, here: Desk, there: There, claims: list[str]) -> None:
        self.here, self.there, self.claims = here, there, claims
        self.inspector = here.window.claims.inspector

    @property
    def box(self) -> QPlainTextEdit:
        box = self.inspector.fields.rationale.box
        assert isinstance(box, QPlainTextEdit)
        return box

    def shown(self) -> Shown[Claim]:
        claim_id = self.here.window.selection.claim_id
        return self.here.ask(lambda reading: reading.shown(reading.get(Claim, claim_id)))


@pytest.fixture
def pair(qtbot: QtBot, tmp_path: Path) -> Iterator[Pair]:
    project = new_project(tmp_path)
    line = add_article(project, TEXT)
    claims = [mark(project, line, f"In year {n} the line carried {n * 7} riders.", text=TEXT) for n in range(1, 121, 4)]
    project.close()
    wanted = claims[15]
    with (
        desk(qtbot) as here,
        at_another_window(project.path, wanted) as there,
    ):
        here.open(project.path)
        there("choose")
        here.window.selection.choose_claim(wanted, "test")
        here.settle()
        yield Pair(here, there, claims)


def places(here: Desk) -> tuple[object, ...]:
    """Where the reader stands: article, list and inspector, what is chosen, and the cursor in the text."""
    claims, view = here.window.claims, here.window.pane.view
    return (
        view.verticalScrollBar().value(),
        view.current_sentence(),
        claims.table.verticalScrollBar().value(),
        claims.table.currentIndex().row(),
        claims.inspector.area.verticalScrollBar().value(),
        here.window.selection.claim_id,
    )


def test_an_edit_appears_and_nothing_moves(pair: Pair) -> None:
    pair.box.setFocus()
    pair.here.qtbot.keyClicks(pair.box, "half a sen")
    pair.here.window.pane.view.verticalScrollBar().setValue(333)
    pair.here.window.claims.table.verticalScrollBar().setValue(410)
    pair.inspector.area.verticalScrollBar().setValue(5)
    before = places(pair.here)
    card = pair.here.window.claims.model
    row = card.row_of(pair.claims[15])
    pair.there("rate 0")
    pair.here.until(lambda: (line := card.line(row)) is not None and line.rating_id is not None)
    pair.here.settle()
    assert pair.inspector.verdicts.buttons[0].isChecked()
    assert places(pair.here) == before
    assert (pair.box.toPlainText(), pair.box.textCursor().position(), pair.box.hasFocus()) == ("half a sen", 10, True)


def test_each_sees_that_the_other_is_there(pair: Pair) -> None:
    pair.here.until(lambda: pair.inspector.head.here.text() == "Jonas is here")
    pair.here.until(lambda: bool(pair.there("look")["here"] == "Ada is here"))


def test_both_rate_at_once_and_both_verdicts_are_kept(pair: Pair) -> None:
    scale = pair.inspector.shown.scale if pair.inspector.shown else ()
    pair.there.send("rate 3")
    pair.inspector.rate(pair.claims[15], scale[2].id)
    pair.there.answer()
    pair.here.settle()
    log = pair.here.ask(
        lambda reading: reading.tuples(
            "SELECT author FROM change JOIN edit ON edit.id = edit WHERE \"row\" = ? AND field = 'rating_id'",
            (pair.claims[15],),
        )
    )
    assert sorted(author for (author,) in log) == ["Ada Mihović", NAME]
    # Who was second either had seen the first's verdict, or both stand side by side at both.
    if pair.shown().conflicts:
        pair.here.until(pair.inspector.conflicts.verdict.isVisible)
        pair.here.until(lambda: bool(pair.there("look")["conflict"]))


def test_races_for_one_text_keep_both_and_never_replace_what_is_typed(pair: Pair) -> None:
    for race in range(RACES):
        run_race(pair, f"mine {race}", f"his {race}", first=bool(race % 2))


def run_race(pair: Pair, mine: str, his: str, *, first: bool) -> None:
    """Both write behind what stands there and save at the same moment, or he saves first; then Ada decides."""
    base, row = pair.box.toPlainText(), pair.inspector.fields.rationale
    pair.here.until(lambda: bool(pair.there("look")["text"] == base))
    row.write_on()
    pair.here.qtbot.keyClicks(pair.box, f" {mine}")
    pair.there(f"type {his}")
    pair.there.send("save")
    if first:
        pair.here.until(row.notice.isVisible)
        assert his in (row.typed.waiting or "")
    typed = pair.box.textCursor().position()
    assert (pair.box.toPlainText(), typed) == (f"{base} {mine}", len(base) + len(mine) + 1)
    pair.inspector.commit()
    pair.there.answer()
    pair.here.settle()
    values = {side.value for side in pair.shown().conflicts["rationale"]}
    assert len(values) == 2
    assert [any(words in value for value in values) for words in (mine, his)] == [True, True]
    pair.here.until(lambda: bool(row.conflict.buttons))
    row.conflict.buttons[0].click()
    pair.here.until(lambda: not pair.shown().conflicts)
    pair.here.settle()
