"""The first picture is painted before anything heavy is imported; the program ends in order."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.settings import Settings
from factcheck.ui import theme as themes
from factcheck.ui.app import ThemeFollower
from factcheck.ui.widgets import LoadingBar
from tests.factories import add_article, new_project

HEAVY = ("sqlmodel", "pydantic", "sqlalchemy", "sqlite3", "docx", "lxml", "trafilatura", "charset_normalizer", "babel")

# Starts the program as `run` does, looks at the first picture, waits for what follows, and quits.
PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from factcheck.settings import Settings
from factcheck.ui import app as program

heavy, project = json.loads(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None
made, first = [], []
make_window = program.make_window


def watched(application, settings):
    window = make_window(application, settings)
    window.painted.connect(lambda: first.append([name for name in heavy if name in sys.modules]))
    made.append(window)
    return window


program.make_window = watched


def look():
    window = made[0]
    if window.furnished and window.settled() and (project is None or window.pane.has_article):
        print(json.dumps({"first": first, "title": window.windowTitle(), "height": window.height()}))
        timer.stop()
        window.resize(1440, 640)
        window.close()


timer = QTimer()
application = program.make_application()
timer.timeout.connect(look)
timer.start(20)
sys.exit(program.run(project, author="Kai Ruiz"))
"""


def started(home: Path, *arguments: str) -> dict[str, object]:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(HEAVY), *arguments],
        env={**os.environ, "FACTCHECK_HOME": str(home / "kept"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    said: dict[str, object] = json.loads(answer.stdout)
    return said


def test_the_first_picture_imports_nothing_heavy(home: Path) -> None:
    said = started(home)
    assert said["first"] == [[]]
    assert said["title"] == "Factcheck"


def test_a_project_follows_the_first_picture_and_the_window_is_remembered(home: Path, tmp_path: Path) -> None:
    project = new_project(tmp_path)
    add_article(project)
    project.close()
    said = started(home, str(project.path))
    assert said["first"] == [[]]
    assert said["title"] == "Harbour bridge reopens — desk — Factcheck"
    assert said["height"] == 900
    again = started(home, str(project.path))
    assert again["height"] == 640
    kept = json.loads((home / "kept" / "settings.json").read_text())
    assert kept["recent"] == [str(project.path)]
    assert kept["author"] == "", "a name for this time is not kept"


@pytest.mark.parametrize(("chosen", "worn"), [("dark", themes.DARK), ("light", themes.LIGHT), ("system", themes.LIGHT)])
def test_the_theme_follows_the_settings(qtbot: QtBot, chosen: str, worn: themes.Theme) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings = Settings(theme="light" if chosen == "dark" else "dark")
    follower = ThemeFollower(app, settings)
    settings.theme = chosen
    follower.on_system_changed(app.styleHints().colorScheme())
    assert themes.current() is worn
    themes.apply_theme(app, themes.LIGHT)
    follower.deleteLater()


def test_nothing_blinks_or_moves_where_the_person_wants_it_so(qapp: QApplication) -> None:
    blinking = 1_060
    qapp.setCursorFlashTime(blinking)  # whatever an earlier window has left
    settings = Settings(theme="light", still=True)
    follower = ThemeFollower(qapp, settings)
    assert qapp.cursorFlashTime() == 0
    bar = LoadingBar("Reading")
    assert bar._bar.isHidden(), "a bar without an end would move"
    bar.show_progress(1, 3)
    assert not bar._bar.isHidden()
    settings.still = False
    follower.put_on()
    assert qapp.cursorFlashTime() == blinking
    bar.show_progress(0, 0)
    assert not bar._bar.isHidden()
