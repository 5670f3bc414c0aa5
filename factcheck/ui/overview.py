"""What the window knows of the project as a whole: its record, its scale, its articles, its queues.

It is read when a project is opened and again when a change touches it; the sidebar's progress follows a moment later,
so that marking stays light.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.domain.changes import Change
    from factcheck.domain.problems import Problem
    from factcheck.domain.records import ProjectRecord, Rating
    from factcheck.project.queries.articles import ArticleLine
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.selection import Selection

# Milliseconds after the last change until the progress of the articles is counted again.
LATER: Final = 300
_WHOLE: Final = ("project", "scale", "rating", "person")
_LISTED: Final = ("article", "revision")
_COUNTED: Final = ("claim", "highlight", "open_place", "sentence", "omission", "query", "review", "comment")


@dataclass(frozen=True, slots=True)
class Look:
    """The project as read: ``ratings`` are those of the scale in use, ``all_ratings`` every one by id."""

    project: ProjectRecord
    ratings: tuple[Rating, ...]
    all_ratings: dict[str, Rating]


@dataclass(frozen=True, slots=True)
class Queues:
    """How many claims wait in each queue of the person, how many queries are open, how many claims in conflict."""

    inbox: int = 0
    to_review: int = 0
    assigned: int = 0
    queries: int = 0
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far an article is dealt with; the fields are those of ``ArticleLine``."""

    sentences: int
    dealt: int
    words_left: int


@dataclass(slots=True)
class _Shown:
    look: Look | None = None
    articles: list[ArticleLine] = field(default_factory=list)
    queues: Queues = field(default_factory=Queues)


class Overview(QObject):
    """Tells what it has read: ``look_shown`` (record and scale), ``articles_shown`` (articles and queues)."""

    look_shown = Signal()
    articles_shown = Signal()

    def __init__(self, live: LiveProject, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._live, self._selection = live, selection
        self._shown = _Shown()
        self._uncounted = False
        self._lists_asked = 0
        # Who has the article on screen knows how far it is dealt with; None where that is not known of this one.
        self.how_far: Callable[[str], HowFar | None] = lambda _article_id: None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER)
        self._later.timeout.connect(self._read_progress)
        live.opened.connect(self.on_opened)
        live.closed.connect(self.on_closed)
        live.changed.connect(self.on_changed)

    @property
    def look(self) -> Look | None:
        """The project's record and scale; None while no project is open."""
        return self._shown.look

    @property
    def profile(self) -> str:
        """The project's profile."""
        return self._shown.look.project.profile if self._shown.look else "statements"

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """The ratings of the scale in use."""
        return self._shown.look.ratings if self._shown.look else ()

    @property
    def articles(self) -> list[ArticleLine]:
        """The articles in their order."""
        return self._shown.articles

    @property
    def queues(self) -> Queues:
        """What waits."""
        return self._shown.queues

    def settled(self) -> bool:
        """Whether nothing is waiting to be read again (for tests and pictures)."""
        return not self._later.isActive()

    def article(self, article_id: str) -> ArticleLine | None:
        """One of the articles."""
        return next((line for line in self.articles if line.id == article_id), None)

    def on_opened(self) -> None:
        """Read everything of the project that was opened."""
        self._shown = _Shown()
        self._live.ask(_look, self._take_look)
        self._ask_for_list(_titles)
        # How far each has been dealt with is counted once an article is on screen.
        self._uncounted = True
        self._later.start()

    def on_closed(self) -> None:
        """Forget the project."""
        self._later.stop()
        self._uncounted = False
        self._shown = _Shown()
        self.look_shown.emit()
        self.articles_shown.emit()

    def on_changed(self, change: Change) -> None:
        """Read again what a change touches."""
        if change.touches(*_WHOLE):
            self._live.ask(_look, self._take_look)
        if change.touches(*_LISTED) or (not change.own and change.touches(*_COUNTED)):
            self._ask_for_list(_articles)
        elif change.touches(*_COUNTED):
            self._later.start()

    def _read_progress(self) -> None:
        """Count the current article's progress again, or that of all where nobody has yet."""
        if not self._live.is_open:
            return
        if self._uncounted and not self._live.idle():
            self._later.start()
            return
        here = self._selection.article_id
        if not self._uncounted:
            self.count(here)
            return
        self._uncounted = False
        seen = here if self.how_far(here) is not None else ""
        self._ask_for_list(partial(_articles, seen=seen), partial(self._take_counted, seen))

    def count_soon(self) -> None:
        """Count the progress of the current article again, once what is shown of it is at rest."""
        self._later.start()

    def count(self, article_id: str) -> None:
        """Count the progress of an article again; of the one on screen the page knows most of it."""
        seen = self.how_far(article_id) is not None
        query = partial(_progress, article_id=article_id, gone_through=not seen)
        self._live.ask(query, partial(self._take_progress, article_id, seen=seen))

    def _take_look(self, look: Look) -> None:
        self._shown.look = look
        self.look_shown.emit()

    def _ask_for_list(
        self,
        query: Callable[[Reading], tuple[list[ArticleLine], Queues]],
        take: Callable[[tuple[list[ArticleLine], Queues]], None] | None = None,
    ) -> None:
        self._lists_asked += 1
        self._live.ask(query, take or self._take_articles, self._on_list_failed)

    def _on_list_failed(self, problem: Problem) -> None:
        self._lists_asked -= 1
        self._live.failed.emit(problem)

    def _take_articles(self, answer: tuple[list[ArticleLine], Queues]) -> None:
        self._lists_asked -= 1
        self._shown.articles, self._shown.queues = answer
        self.articles_shown.emit()

    def _take_counted(self, seen: str, answer: tuple[list[ArticleLine], Queues]) -> None:
        """Take the list; of one article, the page knew how far it is dealt with."""
        lines, queues = answer
        how_far = self.how_far(seen) if seen else None
        if how_far is not None:
            lines = [replace(line, **asdict(how_far)) if line.id == seen else line for line in lines]
        self._take_articles((lines, queues))
        if seen and how_far is None:  # another one is on screen by now
            self.count(seen)

    def _take_progress(self, article_id: str, answer: tuple[ArticleLine | None, Queues], *, seen: bool) -> None:
        line, self._shown.queues = answer
        if line is not None and seen:
            how_far = self.how_far(article_id)
            if how_far is None:  # another one is on screen by now
                self.count(article_id)
                return
            line = replace(line, **asdict(how_far))
        if line is not None:
            self._shown.articles = [line if line.id == other.id else other for other in self._shown.articles]
        if not self._lists_asked:  # else a newer list is on its way, and this one may lack an article that is open
            self.articles_shown.emit()


def _look(reading: Reading) -> Look:
    from factcheck.project.queries.project import project_record, ratings, scale_in_use

    _scale, in_use = scale_in_use(reading)
    return Look(project_record(reading), in_use, ratings(reading))


def _titles(reading: Reading) -> tuple[list[ArticleLine], Queues]:
    from factcheck.project.queries.articles import articles

    return articles(reading, counted=False), Queues()


def _articles(reading: Reading, seen: str = "") -> tuple[list[ArticleLine], Queues]:
    from factcheck.project.queries.articles import articles

    return articles(reading, seen=seen), _queues(reading)


def _progress(reading: Reading, article_id: str, *, gone_through: bool) -> tuple[ArticleLine | None, Queues]:
    from factcheck.project.queries.articles import article_line

    return article_line(reading, article_id, gone_through=gone_through), _queues(reading)


def _queues(reading: Reading) -> Queues:
    from factcheck.project.queries.queues import waiting

    return Queues(*waiting(reading))
