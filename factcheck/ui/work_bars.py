"""Shows what is under way as loading bars in the banner area, each with Cancel: jobs, and a project being opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer

from factcheck.translation import _

if TYPE_CHECKING:
    from factcheck.ui.banners import BannerArea
    from factcheck.ui.jobs import Job, Jobs
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.widgets import LoadingBar


# Milliseconds until a project that is being opened has a bar: most are open before.
OPENING_AFTER: Final = 400


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


class OpeningBar(QObject):
    """A bar for a project that takes a while to open: a large one, or one on a slow share."""

    def __init__(self, live: LiveProject, banners: BannerArea, parent: QObject) -> None:
        super().__init__(parent)
        self._live, self._banners = live, banners
        self._name = ""
        self.bar: LoadingBar | None = None
        self._waiting = QTimer(self, interval=OPENING_AFTER, singleShot=True)
        self._waiting.timeout.connect(self.on_slow)
        live.opening_stepped.connect(self.on_stepped)
        for over in (live.opened, live.gave_up, live.failed):
            over.connect(self.end)

    def begin(self, name: str) -> None:
        """A project begins to be opened."""
        self.end()
        self._name = name
        self._waiting.start()

    def on_slow(self) -> None:
        """It takes a while: show it, with Cancel."""
        self.bar = self._banners.show_loading(_("Opening a project"), self._name, self.on_cancelled)

    def on_stepped(self, done: int, total: int, what: str) -> None:
        """It comes from a server, and is this far."""
        if self.bar is not None:
            self.bar.show_progress(done, total, what)

    def on_cancelled(self) -> None:
        """Let the opening come to nothing."""
        self._live.give_up_opening()
        if self.bar is not None:
            self.bar.cancel.setEnabled(False)

    def end(self, _problem: object = None) -> None:
        """It is over, in whatever way."""
        self._waiting.stop()
        if self.bar is not None:
            self._banners.end_loading(self.bar)
            self.bar = None
