"""Writes the window with a project as a picture, rendered as a person would see it and shown to nobody."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler

from factcheck.domain.problems import Problem
from factcheck.settings import Settings
from factcheck.translation import _
from factcheck.ui import going
from factcheck.ui.app import make_application, make_window
from factcheck.ui.speaking import speak

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from factcheck.domain.address import Location
    from factcheck.ui.main_window import MainWindow

# Seconds after which a window that is not ready is a bug of ours, not a slow disk.
PATIENCE: Final = 120
# What the offscreen platform says at every window; on standard error only problems have a place.
_NOISE: Final = "This plugin does not support propagateSizeHints()"


def write_screenshot(
    project: Location,
    out: Path,
    *,
    dark: bool = False,
    size: tuple[int, int] = (1440, 900),
    author: str = "",
    language: str = "",
) -> None:
    """Open ``project`` and write the window to ``out`` (PNG), ``size`` in pixels. Raises ``Problem``.

    Nothing is remembered of it: the settings stay as they are.
    """
    with _noise_unsaid():
        _write(project, out, dark=dark, size=size, author=author, language=language)


@contextmanager
def _noise_unsaid() -> Iterator[None]:
    def pass_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message == _NOISE:
            return
        if before is not None:
            before(kind, context, message)
        else:
            sys.stderr.write(f"{message}\n")

    before = qInstallMessageHandler(pass_on)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _write(project: Location, out: Path, *, dark: bool, size: tuple[int, int], author: str, language: str) -> None:
    app = make_application()
    settings = Settings.load()
    speak(app, language, settings.language)
    settings.theme = "dark" if dark else "light"
    settings.view, settings.sizes, settings.sidebar, settings.kept = {}, {}, True, False
    settings.reading_mode, settings.toured = False, True
    if author:
        settings.go_by(author)
    window = make_window(app, settings)
    window.setFixedSize(*size)
    window.announce(project)
    window.begin(None)
    problems: list[Problem] = []
    window.live.failed.connect(problems.append)
    window.show()
    window.live.open(project)
    _wait(app, window, problems)
    # The first claim is chosen, so that the picture shows what a claim looks like.
    going.step_claim(window, 1)
    window.pane.setFocus()
    _wait(app, window, problems)
    picture = window.grab()
    window.hide()
    window.shut_down()
    window.deleteLater()
    app.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    if problems:
        raise problems[0]
    if not picture.save(str(out), "PNG"):
        raise Problem(
            _("The picture “{path}” could not be written.").format(path=out), _("Check the folder and its permissions.")
        )


def _wait(app: QApplication, window: MainWindow, problems: list[Problem]) -> None:
    """Let the window do its work until nothing is under way and all is painted."""
    calm, deadline = 0, time.monotonic() + PATIENCE
    while calm < 3 and not problems:
        if time.monotonic() > deadline:
            raise TimeoutError("the window did not come to rest")
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        ready = window.live.is_open and window.settled()
        calm = calm + 1 if ready else 0
