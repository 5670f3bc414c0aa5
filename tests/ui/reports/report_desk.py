"""A desk to sign off and export from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from factcheck.ui.jobs import Jobs
from factcheck.ui.reports.export_dialog import ExportDialog
from tests.ui.factories_desk import Desk

# Milliseconds: the process that writes is begun by the first report, and a busy machine takes its time over that.
PATIENCE = 30_000

class ReportDesk:
    """A desk to sign off and export from."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        self.desk, self.qtbot, self.live, self.jobs = desk, desk.qtbot, desk.live, jobs
        self.window = QWidget()
        desk.show(self.window)
        desk.open()

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.desk.settle()

    def export_dialog(self) -> ExportDialog:
        dialog = ExportDialog(self.live, self.jobs, (), self.window)
        dialog.open()
        self.qtbot.waitUntil(dialog.export.isEnabled)
        return dialog
