"""A colleague at a window of his own, in a process of his own; told line by line what to do.

Started by ``at_another_window`` with where a project lies and a claim of it. Each line on standard input is one order;
each is answered by one line of JSON: what the window shows once it is done.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from factcheck.domain.address import Location, location_of
from factcheck.settings import Settings
from factcheck.ui import theme
from factcheck.ui.main_window import MainWindow

NAME = "Jonas Kern"
ROOT = Path(__file__).parents[2]


class There:
    """The colleague's window, seen from the test: an order, and the answer to it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.orders, self.answers = process.stdin, process.stdout

    def __call__(self, order: str) -> dict[str, Any]:
        self.send(order)
        return self.answer()

    def send(self, order: str) -> None:
        self.orders.write(f"{order}\n")
        self.orders.flush()

    def answer(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.answers.readline())
        return answer


@contextmanager
def at_another_window(
    location: Location, claim_id: str, environment: Mapping[str, str] | None = None
) -> Iterator[There]:
    """A colleague at a window of his own; ``environment`` is what is otherwise at his computer."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.colleague", str(location), claim_id],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        there = There(process)
        try:
            yield there
        finally:
            if process.poll() is None:
                there.send("leave")
            process.wait(20)


class Orders(QObject):
    """Standard input, line by line, on the thread of the window."""

    came = Signal(str)

    def read(self) -> None:
        """Read until the end."""
        for line in sys.stdin:
            self.came.emit(line.strip())
        self.came.emit("leave")


class Colleague(QObject):
    """A window on a project and its claim."""

    def __init__(self, location: Location, claim_id: str) -> None:
        super().__init__()
        self.window = MainWindow(Settings(author=NAME, initials="JK", theme="light"))
        self.window.resize(1440, 900)
        self.window.announce(location)
        self.window.show()
        self.claim_id = claim_id
        self.window.begin(location)
        self.orders = Orders()
        self.orders.came.connect(self.on_order)
        threading.Thread(target=self.orders.read, daemon=True).start()

    @property
    def box(self) -> QPlainTextEdit:
        """The rationale."""
        box = self.window.claims.inspector.fields.rationale.box
        assert isinstance(box, QPlainTextEdit)
        return box

    def on_order(self, line: str) -> None:
        """Do what is asked once the project is there, then tell how it looks."""
        if not self._is_at_rest():
            QTimer.singleShot(10, partial(self.on_order, line))
            return
        order, _space, words = line.partition(" ")
        inspector = self.window.claims.inspector
        if order == "choose":
            self.window.selection.choose_claim(words or self.claim_id, "test")
        elif order == "type":
            self.box.setFocus()
            QTest.keyClicks(self.box, words)
        elif order == "save":
            inspector.commit()
        elif order == "rate":
            inspector.rate(self.claim_id, inspector.shown.scale[int(words)].id if inspector.shown else None)
        elif order == "leave":
            self.window.close()
            self.window.shut_down()
            QApplication.quit()
            return
        self._answer_at_rest()

    def _answer_at_rest(self) -> None:
        if self._is_at_rest():
            print(json.dumps(self.state()), flush=True)
        else:
            QTimer.singleShot(10, self._answer_at_rest)

    def _is_at_rest(self) -> bool:
        window = self.window
        return window.opening is None and bool(window.selection.article_id) and window.settled()

    def state(self) -> dict[str, Any]:
        """What the window shows of the claim."""
        inspector = self.window.claims.inspector
        return {
            "text": self.box.toPlainText(),
            "typing": inspector.fields.rationale.typed.changed,
            "waiting": inspector.fields.rationale.typed.waiting,
            "conflict": not inspector.conflicts.verdict.isHidden(),
            "here": inspector.head.here.text(),
            "said": inspector.foot.said.text(),
            "internal note": inspector.shown.sheet.claim.record.note if inspector.shown else "",
            "verdict": next((button.text() for button in inspector.verdicts.buttons if button.isChecked()), ""),
            "notice": self.window.header.notice.text(),
        }


def main() -> None:
    """Be there until told to leave, or until something goes wrong: nobody is to wait for an answer then."""

    def end(*error: Any) -> None:
        sys.__excepthook__(*error)
        os._exit(1)

    sys.excepthook = end
    app = QApplication([])
    theme.apply_theme(app, theme.LIGHT)
    colleague = Colleague(location_of(sys.argv[1]), sys.argv[2])
    colleague.window.setObjectName("colleague")
    app.exec()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
