"""A bug is told once, with a report that can be copied."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from factcheck.ui.problems import BugCatcher, BugDialog, bug_report


def caught(number: int) -> BaseException:
    try:
        raise ValueError(f"bad thing {number}")
    except ValueError as error:
        return error


def test_a_bug_is_told_once_for_its_place(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    catcher = BugCatcher()
    told: list[str] = []
    catcher.bug_found.connect(told.append)
    for number in range(3):
        error = caught(number)
        catcher.on_uncaught(type(error), error, error.__traceback__)
    assert len(told) == 1
    assert "ValueError: bad thing 0" in told[0]
    assert told[0].startswith("Factcheck ")
    assert capsys.readouterr().err.count("ValueError: bad") == 3


def test_the_hooks_catch_threads_too_and_are_given_back(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    before = sys.excepthook, threading.excepthook
    catcher = BugCatcher()
    catcher.install()
    try:
        assert sys.excepthook == catcher.on_uncaught
        with qtbot.waitSignal(catcher.bug_found) as told:
            thread = threading.Thread(target=lambda: 1 / 0)
            thread.start()
            thread.join()
    finally:
        catcher.remove()
    assert (sys.excepthook, threading.excepthook) == before
    assert "ZeroDivisionError" in told.args[0]
    capsys.readouterr()


def test_the_report_does_not_name_the_persons_folder(home: Path) -> None:
    error = OSError(f"cannot read {home}/secret.txt")
    assert str(home) not in bug_report(error, None)
    assert "~/secret.txt" in bug_report(error, None)


def test_the_report_is_copied(qtbot: QtBot) -> None:
    dialog = BugDialog("the report")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "the report"
    assert dialog.copy_button.text() == "Copied"


def test_an_interrupt_is_no_bug(qtbot: QtBot) -> None:
    catcher = BugCatcher()
    told: list[str] = []
    catcher.bug_found.connect(told.append)
    catcher.on_uncaught(KeyboardInterrupt, KeyboardInterrupt())
    assert told == []
