"""The program is killed in the middle of work: the next start stands where it stood, half-typed text and all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.factories import TEXT, add_article, mark, new_project

# The program, driven from within; each line that it prints is JSON. It never ends by itself.
PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from factcheck.ui import app as program
from factcheck.ui.dialogs.paste_dialog import PasteDialog

steps, project = json.loads(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None
made = []
make_window = program.make_window


def kept(*arguments):
    made.append(make_window(*arguments))
    return made[-1]


program.make_window = kept


def say(**words):
    print(json.dumps(words), flush=True)


def settled(window):
    return window.furnished and window.settled() and window.pane.has_article


def look():
    window = made[0] if made else None
    if window is None or not settled(window):
        return
    step = steps.pop(0) if steps else None
    view, inspector = window.pane.view, window.claims.inspector
    if step == "go":
        view.setFocus()
        view.go_to(window.follower.article.text.index("The work"))
        window.selection.choose_claim(window.claims.model.line(1).id, "list")
    elif step == "type":
        box = inspector.fields.form.rows["rationale"].box
        box.setFocus()
        QTest.keyClicks(box, "half a thou")
    elif step == "paste":
        QTimer.singleShot(0, lambda: window.bound.run("article.paste"))
    elif step == "type in the dialog":
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PasteDialog):
            steps.insert(0, step)
            return
        dialog.text_box.setPlainText(dialog.text_box.toPlainText() + "A pasted draft")
    elif step == "wait":
        window.session.place.timeout.connect(lambda: say(kept=True))
        window.session.on_moved()
    elif step == "tell":
        dialog = QApplication.activeModalWidget()
        say(
            title=window.windowTitle(),
            sentence=view.current_sentence(),
            claim=window.selection.claim_id,
            rationale=inspector.fields.form.rows["rationale"].box.toPlainText(),
            banners=window.banners.words(),
            pasted=dialog.text_box.toPlainText() if isinstance(dialog, PasteDialog) else "",
        )
    elif step == "close":
        window.close()


timer = QTimer()
application = program.make_application()
timer.timeout.connect(look)
timer.start(60)
sys.exit(program.run(project, author="Ada Mihović"))
"""


class Program:
    """One life of the program."""

    def __init__(self, home: Path, steps: list[str], *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, json.dumps(steps), *arguments],
            env={**os.environ, "FACTCHECK_HOME": str(home / "kept"), "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def line(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.communicate()[1]
        said: dict[str, Any] = json.loads(line)
        return said

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.communicate()

    def end(self) -> None:
        self.process.communicate(timeout=60)
        assert self.process.returncode == 0


def test_what_was_open_and_half_typed_is_there_again(home: Path, tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        line = add_article(project)
        mark(project, line, "4.2 million")
        second = mark(project, line, "14 months")
    first = Program(home, ["go", "type", "wait"], str(project.path))
    assert first.line() == {"kept": True}
    first.kill()

    again = Program(home, ["tell"])
    told = again.line()
    again.kill()
    assert told["title"] == "Harbour bridge reopens — desk — Factcheck"
    assert told["claim"] == second
    assert told["sentence"][0] <= TEXT.index("The work") < told["sentence"][1]
    assert told["rationale"] == "half a thou"
    assert any("did not end in order" in words for words in told["banners"])
    assert any("was kept" in words for words in told["banners"])


def test_a_text_that_was_being_pasted_is_there_again(home: Path, tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
    first = Program(home, ["paste", "type in the dialog", "wait"], str(project.path))
    assert first.line() == {"kept": True}
    first.kill()
    again = Program(home, ["paste", *["tell"] * 40])
    told = again.line()
    while not told["pasted"]:
        told = again.line()
    again.kill()
    assert told["pasted"] == "A pasted draft"


def test_a_program_that_ended_in_order_opens_nothing_by_itself(home: Path, tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
    Program(home, ["close"], str(project.path)).end()
    assert list((home / "kept" / "open").iterdir()) == []


def test_a_project_that_ends_the_program_is_not_opened_at_every_start(home: Path, tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
    for arguments in ([str(project.path)], []):
        program = Program(home, ["tell"], *arguments)
        assert program.line()["title"].startswith("Harbour bridge")
        program.kill()
    assert list((home / "kept" / "open").glob("*.txt")) == []
