"""Counts what is left of long articles that nobody has opened: one after the other, beside the window, in idle time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer

from factcheck.apart import Task

if TYPE_CHECKING:
    from factcheck.domain.problems import Problem
    from factcheck.project.reading import Reading
    from factcheck.text.checkables import Checkable
    from factcheck.ui.jobs import Jobs
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.overview import Overview

# Milliseconds of rest before the next article: whoever asks for something else meanwhile comes first.
REST: Final = 500
_FIND: Final = "factcheck.text.checkables:checkables"


class _Text(NamedTuple):
    revision_id: str
    language: str
    text: str


class WordCounter(QObject):
    """Has the checkable words of each long article found once, so that the list can tell how many are left."""

    def __init__(self, live: LiveProject, jobs: Jobs, overview: Overview, parent: QObject) -> None:
        super().__init__(parent)
        self._live, self._jobs, self._overview = live, jobs, overview
        self._tried: set[str] = set()  # revisions
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self._begin)
        overview.articles_shown.connect(self.on_articles_shown)
        live.opened.connect(self._tried.clear)

    def on_articles_shown(self) -> None:
        """Begin in a moment, where a count is missing."""
        if self._wanting() and not self._rest.isActive():
            self._rest.start()

    def _wanting(self) -> str:
        """The first article whose words nobody has looked for ("": none); those not counted at all come later."""
        return next(
            (
                line.id
                for line in self._overview.articles
                if line.sentences and line.words_left < 0 and line.revision_id not in self._tried
            ),
            "",
        )

    def _begin(self) -> None:
        article_id = self._wanting()
        if not article_id or not self._live.is_open:
            return
        if not (self._live.idle() and self._jobs.idle()):
            self._rest.start()
            return

        def read(reading: Reading) -> _Text:
            from factcheck.domain.records import Article, Revision

            article = reading.get(Article, article_id)
            revision = reading.get(Revision, article.revision_id or "")
            return _Text(revision.id, article.language, reading.text(revision))

        def look(found: _Text) -> None:
            self._tried.add(found.revision_id)
            task = Task["list[Checkable]"](_FIND, (found.text, found.language), watched=False)
            self._jobs.run(task, lambda words: learn(found, words), self._on_failed)

        def learn(found: _Text, words: list[Checkable]) -> None:
            if self._live.is_open:
                self._live.ask(
                    lambda reading: reading.texts.learn(found.revision_id, found.language, words),
                    lambda _none: self._overview.count(article_id),
                )

        self._live.ask(read, look, self._on_failed)

    def _on_failed(self, _problem: Problem) -> None:
        """The article is gone or cannot be read: whoever opens it is told. The others go on with the next list."""
