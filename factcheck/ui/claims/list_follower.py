"""Keeps the list of claims at one with the project: it reads what the list shows, and again what a change bears on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from factcheck.ui.claims.claims_model import ClaimsModel, Legend
from factcheck.ui.claims.list_reading import (
    COUNTED_AT_ONCE,
    ListNews,
    ListReading,
    ListTotals,
    list_news,
    list_reading,
    list_totals,
    next_unchecked,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.domain.changes import Change
    from factcheck.domain.records import Tag
    from factcheck.project.queries.claim_lists import ClaimLine, ClaimWish
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.selection import Selection

# What bears on every line; anything else bears on the lines of some claims.
WHOLE: Final = ("article", "revision", "rating", "scale", "project", "person", "tag")
# Milliseconds after the first picture of a long list until the order of all of it is read.
REST_AFTER: Final = 50
# Milliseconds after a change until the totals of a long list are counted again.
COUNT_AFTER: Final = 200
TAG: Final = "tag:"  # before a tag's id in the name of a filter


class ListFollower(QObject):
    """Reads the list of the chosen article, or of all, into the model; change the choices, then ``refresh``.

    ``shown`` tells that the list or its totals are other ones; ``news_shown`` that some lines are.
    """

    shown = Signal()
    news_shown = Signal()

    def __init__(self, live: LiveProject, selection: Selection, model: ClaimsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._live, self._selection, self._model = live, selection, model
        self.filter, self.words = "all", ""
        self.sort, self.descending, self.all_articles = "place", False, False
        self.first_row: Callable[[], int] = lambda: 0
        self.totals: ListTotals | None = None
        self.tags: Sequence[Tag] = ()
        self.profile = "statements"
        self._asked = 0
        self._whole = True
        self._rest = self._timer(REST_AFTER, partial(self._ask, whole=True))
        self._counting = self._timer(COUNT_AFTER, self._count)
        model.lines_wanted.connect(self.on_lines_wanted)
        live.changed.connect(self.on_changed)

    def _timer(self, milliseconds: int, due: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(due)
        return timer

    def wish(self) -> ClaimWish:
        """What the list is to show."""
        from factcheck.project.queries.claim_lists import ClaimWish

        tag = self.filter.removeprefix(TAG) if self.filter.startswith(TAG) else ""
        return ClaimWish(
            article_id=None if self.all_articles else self._selection.article_id,
            filter="all" if tag else self.filter or "all",
            words=self.words,
            tag_id=tag,
            sort=self.sort,
            descending=self.descending,
        )

    def clear(self) -> None:
        """Show nothing."""
        self._asked += 1
        self._rest.stop()
        self._counting.stop()
        self.totals = None
        self._model.show_list([], (), numbered=True)

    def refresh(self) -> None:
        """Read the list anew."""
        self._rest.stop()
        self._counting.stop()
        self._asked += 1
        self._ask()

    def settled(self) -> bool:
        """Whether nothing is waiting to be read (for tests and pictures)."""
        return not self._rest.isActive() and not self._counting.isActive()

    def _ask(self, *, whole: bool = False) -> None:
        article_id, chosen = self._selection.article_id, self._selection.claim_id
        if self._live.is_open and article_id:
            query = partial(
                list_reading, wish=self.wish(), article_id=article_id, top=self.first_row(), chosen=chosen, whole=whole
            )
            self._live.ask(query, partial(self._show, self._asked))

    def _show(self, asked: int, read: ListReading) -> None:
        if asked != self._asked:
            return
        initials = {person.name: person.initials for person in read.people}
        legend = Legend(read.ratings, read.profile, initials, read.titles)
        if legend != self._model.legend:
            self._model.use_legend(legend)
        self._whole = read.whole
        self._model.show_list(read.order, read.lines, numbered=read.wish.is_plain and not self.all_articles)
        self.totals, self.tags, self.profile = read.totals, read.tags, read.profile
        if not read.whole:
            self._rest.start()
        self.shown.emit()

    # --- lines that are looked at ------------------------------------------------------------------

    def on_lines_wanted(self, first: int, last: int) -> None:
        """Read the lines of rows that came into sight."""
        ids = list(self._model.ids[first : last + 1])

        def query(reading: object) -> list[ClaimLine]:
            from factcheck.project.queries.claim_lists import lines_of

            return lines_of(reading, ids)  # type: ignore[arg-type] # a Reading: its module is not loaded yet

        self._live.ask(query, partial(self._take, self._asked, first))

    def _take(self, asked: int, first: int, lines: list[ClaimLine]) -> None:
        if asked == self._asked:
            self._model.take_lines(first, lines)

    # --- what changes ------------------------------------------------------------------------------

    def on_changed(self, change: Change) -> None:
        """Read again the lines that a change bears on."""
        if change.touches(*WHOLE):
            self.refresh()
        elif article_id := self._selection.article_id:
            counted = (self.totals.project or self.totals.article).claims if self.totals is not None else 0
            count = counted <= COUNTED_AT_ONCE
            query = partial(list_news, wish=self.wish(), article_id=article_id, change=change, count=count)
            shown = partial(self._show_news, self._asked)
            self._live.in_a_moment(lambda: self._live.ask(query, shown))

    def _show_news(self, asked: int, news: ListNews) -> None:
        if asked != self._asked:
            return  # the whole list is being read
        ids = self._after(news)
        if ids is None:
            self._ask(whole=self._whole)
            return
        self._model.show_news(news.touched, news.lines, ids)
        if news.totals is not None:
            self.totals = news.totals
            self.shown.emit()
        elif news.touched:
            self._counting.start()
        self.news_shown.emit()

    def _after(self, news: ListNews) -> Sequence[str] | None:
        """The ids of the list after news; None where it must be read again."""
        ids, wish = self._model.ids, self.wish()
        if wish.is_plain and news.moved:
            return news.order if news.order is not None else None if self._whole else ids
        if news.moved:
            return None
        if wish.is_plain:
            return ids
        for line in news.lines:
            row = self._model.row_of(line.id)
            old = self._model.line(row) if row >= 0 else None
            if row < 0 or (
                wish.sort != "place" and (old is None or (old.rating_id, old.status) != (line.rating_id, line.status))
            ):
                return None
        gone = news.touched - {line.id for line in news.lines}
        if all(self._model.row_of(claim_id) < 0 for claim_id in gone):
            return ids
        return [claim_id for claim_id in ids if claim_id not in gone]

    def _count(self) -> None:
        if self._live.is_open and self._selection.article_id:
            query = partial(list_totals, wish=self.wish(), article_id=self._selection.article_id)
            self._live.ask(query, partial(self._take_totals, self._asked))

    def _take_totals(self, asked: int, totals: ListTotals) -> None:
        if asked == self._asked:
            self.totals = totals
            self.shown.emit()

    def find_unchecked(self, after: str, then: Callable[[tuple[str, str]], None]) -> None:
        """Find the next claim of the list without a verdict, from a claim on and round again, with its article."""
        self._live.ask(partial(next_unchecked, wish=self.wish(), after=after), then)
