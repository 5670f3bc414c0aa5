"""A project that takes long to open says so, and can be given up; what was there before stands again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pytestqt.qtbot import QtBot

from factcheck.ui import projects
from tests.factories import add_article, new_project
from tests.ui.windows import desk


def test_a_slow_opening_shows_a_bar_and_is_given_up(qtbot: QtBot, tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
    with desk(qtbot) as at, closing(sqlite3.connect(project.path, isolation_level=None)) as other:
        # Whoever opens the file now waits until the other one is done.
        other.execute("BEGIN EXCLUSIVE")
        projects.open_project(at.window, project.path)
        at.until(lambda: at.window.opening_bar.bar is not None)
        bar = at.window.opening_bar.bar
        assert bar is not None
        assert bar.accessibleName() == "Opening a project"
        assert at.window.pane.stack.currentWidget() is at.window.pane.skeleton
        bar.cancel.click()
        assert not bar.cancel.isEnabled()
        other.execute("COMMIT")
        at.until(lambda: at.window.opening is None)
        at.settle()
        assert not at.window.live.is_open
        assert at.window.pane.stack.currentWidget() is at.window.pane.start
        assert at.window.opening_bar.bar is None
        at.open(project.path)
        assert at.window.live.is_open


def test_a_quick_opening_shows_none(qtbot: QtBot, tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
    with desk(qtbot) as at:
        at.open(project.path)
        assert at.window.opening_bar.bar is None
        assert not at.window.opening_bar._waiting.isActive()
