"""Shows the jobs under way as loading bars in the banner area, each with Cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from factcheck.ui.banners import BannerArea
    from factcheck.ui.jobs import Job, Jobs
    from factcheck.ui.widgets import LoadingBar


class WorkBars(QObject):
    """One bar for each job that has a title; jobs without one run unseen."""

    def __init__(self, jobs: Jobs, banners: BannerArea, parent: QObject) -> None:
        super().__init__(parent)
        self._banners = banners
        self._bars: dict[Job, LoadingBar] = {}
        jobs.started.connect(self.on_started)
        jobs.ended.connect(self.on_ended)

    def on_started(self, job: Job) -> None:
        """Show a bar."""
        if not job.title:
            return
        bar = self._banners.show_loading(job.title, "", job.cancel)
        self._bars[job] = bar
        job.stepped.connect(bar.show_progress, Qt.ConnectionType.QueuedConnection)

    def on_ended(self, job: Job) -> None:
        """Take the bar away."""
        bar = self._bars.pop(job, None)
        if bar is not None:
            job.stepped.disconnect(bar.show_progress)
            self._banners.end_loading(bar)
