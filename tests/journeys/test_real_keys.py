"""A real window under a real X server, driven by xdotool: five actions, and the whole job without a mouse."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from factcheck.project.project import Project
from factcheck.project.queries.claims import ClaimSheet, claim, claim_lines
from tests.factories import TEXT, add_article, new_project

PATIENCE = 60  # seconds
LINK = "https://stats.example/traffic"

# The program as it is started, and on each line of standard output what it shows once that is new.
PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from factcheck.settings import Settings
from factcheck.ui import app as program

words, project = sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else None
made, told = [], []
make_window = program.make_window


def watched(*arguments):
    made.append(make_window(*arguments))
    return made[-1]


program.make_window = watched


def look():
    window = made[0] if made else None
    if window is None or not window.furnished or not window.settled():
        return
    active, focus, article = QApplication.activeWindow(), QApplication.focusWidget(), window.follower.article
    state = {
        "window": type(active).__name__,
        "focus": type(focus).__name__,
        "article": article.article.record.title if article and window.pane.has_article else "",
        "claims": window.claims.model.rowCount(),
        "claim": bool(window.selection.claim_id),
        "saved": window.status.saved.text(),
        "banners": window.banners.words(),
        "ready": not hasattr(active, "export") or active.export.isEnabled(),
        "place": None,
    }
    if state["article"] and words in article.text:
        view, start = window.pane.view, article.text.index(words)
        rects = view.sheet.geometry.rects(start, start + len(words))
        if rects:
            point = view.viewport().mapToGlobal(view.to_viewport(rects[0]).center().toPoint())
            state["place"] = [point.x(), point.y()]
    if told != [state]:
        told[:] = [state]
        print(json.dumps(state), flush=True)


settings = Settings.load()
settings.toured = True
settings.save()
timer = QTimer()
application = program.make_application()
timer.timeout.connect(look)
timer.start(30)
sys.exit(program.run(project, author="Ada Mihović"))
"""
# Another program that holds the clipboard, as a browser does.
HOLDER = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
application.clipboard().setText(sys.argv[1])
print("held", flush=True)
application.exec()
"""


class Screen:
    """The display with the program on it; keys and clicks come from outside."""

    def __init__(self, display: str, home: Path, stack: ExitStack) -> None:
        self._environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "FACTCHECK_HOME": str(home / "kept"),
            "HOME": str(home),
        }
        self._environment.pop("WAYLAND_DISPLAY", None)
        self._stack = stack
        self._program: subprocess.Popen[str] | None = None
        self.state: dict[str, Any] = {}
        self.actions = 0
        self.begin(["openbox"], wait=False)

    def begin(self, arguments: list[str], *, wait: bool = True) -> subprocess.Popen[str]:
        """Start a program that ends with the test."""
        process = subprocess.Popen(
            arguments, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1
        )
        self._stack.enter_context(process)
        self._stack.callback(process.kill)
        if wait:
            assert process.stdout is not None
            assert process.stdout.readline()
        return process

    def hold(self, words: str) -> None:
        """Let the clipboard hold words."""
        self.begin([sys.executable, "-c", HOLDER, words])

    def start(self, *arguments: str) -> None:
        """Start the program; ``state`` is what it shows."""
        self._program = self.begin([sys.executable, "-c", PROGRAM, *arguments], wait=False)

    def until(self, held: Callable[[dict[str, Any]], object]) -> None:
        """Wait until the program shows something."""
        assert self._program is not None
        assert self._program.stdout is not None
        end = monotonic() + PATIENCE
        while not (self.state and held(self.state)):
            ready = select.select([self._program.stdout], [], [], max(0.0, end - monotonic()))[0]
            assert ready, f"still {self.state}"
            line = self._program.stdout.readline()
            assert line, "the program ended"
            self.state = json.loads(line)

    def keys(self, *keys: str) -> None:
        """Press keys, each one action."""
        for key in keys:
            self.actions += 1
            self._do("key", "--clearmodifiers", key)

    def write(self, words: str) -> None:
        """Type words."""
        self._do("type", "--delay", "15", words)

    def click(self, place: list[int]) -> None:
        """Click with the mouse."""
        self.actions += 1
        self._do("mousemove", str(place[0]), str(place[1]), "click", "1")

    def ended(self) -> bool:
        """Whether the program ends in order."""
        assert self._program is not None
        return self._program.wait(PATIENCE) == 0

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True)


@contextmanager
def screen_on(display: str, home: Path) -> Iterator[Screen]:
    with ExitStack() as stack:
        yield Screen(display, home, stack)


@pytest.fixture
def screen(x_display: str, home: Path) -> Iterator[Screen]:
    if not (shutil.which("xdotool") and shutil.which("openbox")):
        pytest.skip("xdotool and openbox are needed")
    with screen_on(x_display, home) as made:
        yield made


def sheets(path: Path) -> list[ClaimSheet]:
    """The claims as they stand in the file."""
    with closing(Project.open(path, author="Somebody", read_only=True)) as project:
        lines = project.read(lambda reading: claim_lines(reading, None))
        return [project.read(lambda reading, id_=line.id: claim(reading, id_)) for line in lines]  # type: ignore[misc]


def test_a_sentence_and_a_link_become_a_sourced_claim_in_five_actions(screen: Screen, tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
    screen.hold(LINK)
    screen.start("It carries", str(project.path))
    screen.until(lambda state: state["place"] and state["window"] == "MainWindow")

    screen.click(screen.state["place"])
    screen.until(lambda state: state["focus"] == "ArticleView")
    screen.keys("4")
    screen.until(lambda state: state["claims"] == 1 and state["claim"])
    screen.keys("s")
    screen.until(lambda state: state["focus"] == "SourceField")
    screen.keys("ctrl+v", "Return")
    assert screen.actions == 5

    [sheet] = wait_for(lambda: sheets(project.path), lambda found: bool(found[0].evidence))
    assert sheet.claim.record.words == "It carries 9,000 cars a day, the mayor said."
    assert sheet.claim.record.rating_id is not None
    assert sheet.evidence[0].source.record.address == LINK


def test_the_whole_job_without_a_mouse(screen: Screen, home: Path, tmp_path: Path) -> None:
    screen.hold(TEXT)
    screen.start("It carries")
    screen.until(lambda state: state["window"] == "MainWindow")
    screen.keys("ctrl+n")
    screen.until(lambda state: state["window"] == "NewProjectDialog")
    screen.write("Harbour")
    screen.keys("Return")
    screen.until(lambda state: state["window"] == "MainWindow" and state["focus"] == "PasteField")
    screen.keys("ctrl+shift+v")
    screen.until(lambda state: state["window"] == "PasteDialog")
    screen.keys("ctrl+Return")
    screen.until(lambda state: state["article"] == "Harbour bridge reopens" and state["focus"] == "ArticleView")
    screen.keys("j", "c")
    screen.until(lambda state: state["claims"] == 1 and state["claim"])
    screen.keys("e")
    screen.until(lambda state: state["focus"] == "TextBox")
    screen.write("Counted twice.")
    screen.keys("Escape")
    screen.until(lambda state: state["focus"] == "ArticleView")
    screen.keys("s")
    screen.until(lambda state: state["focus"] == "SourceField")
    screen.write(LINK)
    screen.keys("Return")
    screen.keys("Escape")
    screen.until(lambda state: state["focus"] == "ArticleView")
    screen.keys("2")

    out = tmp_path / "report.docx"
    screen.keys("ctrl+e")
    screen.until(lambda state: state["window"] == "ExportDialog" and state["ready"])
    screen.keys("Return")
    screen.until(lambda state: state["window"] == "QFileDialog")
    screen.keys("ctrl+a")
    screen.write(str(out))
    screen.keys("Return")
    screen.until(lambda state: any("The report is written." in words for words in state["banners"]))
    assert out.stat().st_size > 5_000
    screen.keys("ctrl+q")
    assert screen.ended()

    [path] = home.rglob("Harbour.factcheck")
    [sheet] = sheets(path)
    assert sheet.claim.record.rationale == "Counted twice."
    assert sheet.claim.record.rating_id is not None
    assert [one.source.record.address for one in sheet.evidence] == [LINK]


def wait_for(look: Callable[[], Any], held: Callable[[Any], bool]) -> Any:
    """Look until it holds: the file is written by another process."""
    end = monotonic() + PATIENCE
    while not held(found := look()):
        assert monotonic() < end
    return found
