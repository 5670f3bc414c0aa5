"""Bugs of our own: caught in one place, told once, with a report that the person can copy.

What goes wrong in the world is a ``Problem`` and is shown in a banner; whatever else reaches ``sys.excepthook`` is
ours. Nothing is lost by it: an edit that failed was rolled back before.
"""

from __future__ import annotations

import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from factcheck import __version__
from factcheck.translation import _
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.widgets import GhostButton, PrimaryButton, label


class BugCatcher(QObject):
    """Takes what no one caught, in any thread; ``bug_found`` carries the report, once for each place in the code."""

    bug_found = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: set[str] = set()
        self._hooks = sys.excepthook, threading.excepthook

    def install(self) -> None:
        """Catch from now on."""
        sys.excepthook = self.on_uncaught
        threading.excepthook = self._on_uncaught_in_thread

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._hooks

    def on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None) -> None:
        """Write the trace to standard error, and tell of the bug where it is new."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        report = bug_report(error, trace)
        sys.stderr.write(report + "\n")
        frames = traceback.extract_tb(trace)
        place = f"{kind.__name__} {[(frame.filename, frame.lineno) for frame in frames[-1:]]}"
        if place not in self._known:
            self._known.add(place)
            self.bug_found.emit(report)

    def _on_uncaught_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self.on_uncaught(caught.exc_type, caught.exc_value, caught.exc_traceback)


def bug_report(error: BaseException, trace: TracebackType | None) -> str:
    """What a developer needs: versions and the trace, without the name of the person's folder."""
    lines = traceback.format_exception(type(error), error, trace)
    words = [
        f"Factcheck {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        "".join(lines).rstrip(),
    ]
    return "\n".join(words).replace(str(Path.home()), "~")


class BugDialog(QDialog):
    """Shows a report and copies it."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A bug in Factcheck"))
        self.resize(640, 420)
        said = label(
            _(
                "Something went wrong inside the program. All changes up to the last one are saved. "
                "Please send this report to whoever looks after the program; it holds no text of your articles "
                "unless the last line quotes one."
            ),
            wrap=True,
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report"))
        self.copy_button = PrimaryButton(_("Copy report"), pressed=self.on_copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(said)
        column.addWidget(self.report)
        column.addLayout(dialog_foot((), (GhostButton(_("Close"), pressed=self.reject), self.copy_button)))

    def on_copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.copy_button.setText(_("Copied"))
