"""A long article: what is in sight is on screen first, all the rest a moment later, and nothing of it is lost."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.queries import articles
from tests.factories import add_article, new_project
from tests.ui.windows import desk

LINE = "The bridge cost 4.2 million crowns, the mayor said, and carries 9,000 cars a day."
LONG = "\n".join([LINE] * 2_700)
AT = [number * (len(LINE) + 1) for number in (0, 1, 1_300, 2_600)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of one long article with claims at its beginning, middle and end."""
    assert len(LONG) > articles.LONG
    project = new_project(tmp_path)
    line = add_article(project, LONG)
    for start in AT:
        project.apply(MarkClaim(line.revision_id, ((start, start + 10),)))
    project.close()
    return project.path


def test_marks_around_a_place_and_of_a_claim_are_read_first(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    line = add_article(project, LONG)
    claims = [project.apply(MarkClaim(line.revision_id, ((start, start + 10),))).value for start in AT]
    whole = project.read(partial(articles.opened, article_id=line.id))
    near = project.read(partial(articles.opened, article_id=line.id, near=AT[2] + 500, claim_id=claims[3]))
    top = project.read(partial(articles.opened, article_id=line.id, near=0))
    assert [mark.start for mark in whole.marks] == AT
    assert [mark.start for mark in near.marks] == AT
    assert [mark.start for mark in top.marks] == AT[:2]
    assert (whole.whole, near.whole, top.whole) == (True, False, False)
    project.close()


def test_all_marks_follow_and_a_claim_out_of_sight_is_gone_to(path: Path, qtbot: QtBot) -> None:
    with desk(qtbot) as at:
        window = at.window
        window.begin(path)
        while window.follower.article is None:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        sheet = window.pane.view.sheet
        assert [mark.start for mark in sheet.marks] == AT[:2]
        assert window.pane.view.strip.waits()
        last = at.ask(lambda reading: articles.marks(reading, window.follower.revision_id))[-1]
        window.selection.choose_claim(last.claim_id, "list")
        at.settle()
        assert [mark.start for mark in sheet.marks] == AT
        first, end = window.pane.view.in_view()
        assert first <= AT[-1] < end
        at.until(lambda: not window.pane.view.strip.waits())
        assert sheet.states.count(1) == len(AT)
