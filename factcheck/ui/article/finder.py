"""Finds words in the article on screen: a few milliseconds at a time, so that a whole book stops nothing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from factcheck.text.finding import FoldedText, Search

if TYPE_CHECKING:
    from factcheck.text.spans import Span
    from factcheck.ui.article.folding import Fold
    from factcheck.ui.article.view import ArticleView

_AT_ONCE: Final = 0.008  # seconds of looking between two looks at the person's keys


class Finder(QObject):
    """Looks for words in a view and goes from hit to hit.

    ``found`` tells that there are more hits, or that another one is the current one.
    """

    found = Signal()

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self._folded: FoldedText | None = None
        self._asked = ("", False, False)  # words, exact, whole
        self._origin = -1
        self._awaited = ""  # the stretch that is to be put back, so that its hit can be seen
        self._looking = QTimer(self, interval=0)
        self._looking.timeout.connect(self.on_time)

    @property
    def search(self) -> Search | None:
        """What is looked for; None where nothing is."""
        return self._view.sheet.search

    @property
    def current(self) -> Span | None:
        """The hit that the reader is at."""
        sheet = self._view.sheet
        return sheet.search[sheet.hit] if sheet.search is not None and sheet.hit >= 0 else None

    @property
    def left_out(self) -> Fold | None:
        """The stretch that is left out, where the current hit stands in one."""
        hit = self.current
        if hit is None:
            return None
        hidden = (each for each in self._view.sheet.folds if not each.shown)
        return next((each for each in hidden if each.start < hit[1] and each.end > hit[0]), None)

    def begin(self) -> None:
        """From now on the first hit is the one after the top of the view."""
        self._origin = self._view.top_place()[0]

    def look_for(self, words: str, *, exact: bool = False, whole: bool = False) -> None:
        """Mark all places of some words, and go to the first one from where the reader began."""
        view, self._asked = self._view, (words, exact, whole)
        text = view.sheet.page.text
        if self._folded is None or self._folded.text is not text:
            self._folded = FoldedText(text)
        view.sheet.search = Search(self._folded, words, exact=exact, whole=whole) if words.strip() else None
        view.sheet.hit = -1
        self._looking.start()
        self.on_time()

    def look_again(self) -> None:
        """Another text is shown: mark the same words in it, and let the reader stay where they are."""
        if self._folded is not None and any(self._asked):
            self._origin = -1
            self.look_for(self._asked[0], exact=self._asked[1], whole=self._asked[2])

    def on_time(self) -> None:
        """Look for a moment."""
        search, until = self.search, time.perf_counter() + _AT_ONCE
        while search is not None and not search.done:
            search.step()
            if time.perf_counter() >= until:
                break
        if search is None or search.done:
            self._looking.stop()
        if search is not None and self._origin >= 0 and self._view.sheet.hit < 0 and len(search):
            number = search.number_from(self._origin)
            if search.done or search.starts[number] >= self._origin:
                self._stand_on(number)
        self._view.strip.show_hits()
        self._view.repaint_page()
        self.found.emit()

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the previous one (-1), round the end."""
        search, hit = self.search, self._view.sheet.hit
        if search is not None and len(search):
            if hit < 0:
                hit = search.number_from(self._view.top_place()[0]) - (by > 0)
            self._stand_on((hit + by) % len(search))
            self.found.emit()

    def stop(self) -> None:
        """Take the marks away; the words of the current hit are taken, so that they can be marked as a claim."""
        view, hit = self._view, None if self.left_out else self.current
        self._looking.stop()
        self._folded, self._awaited = None, ""
        view.sheet.search, view.sheet.hit = None, -1
        view.strip.show_hits()
        if hit is not None:
            view.take_range(hit)
            view.announce_range()
        view.repaint_page()

    def await_put_back(self) -> str:
        """The stretch to put back so that the current hit can be seen ("": none); it is shown once it is back."""
        fold = self.left_out
        self._awaited = fold.omission_id if fold is not None else ""
        return self._awaited

    def on_refreshed(self) -> None:
        """The article changed: where it was to show the current hit, show it."""
        if self._awaited and self.left_out is None:
            self._awaited = ""
            self.show_hit()
            self.found.emit()

    def show_hit(self) -> None:
        """Scroll to the current hit, or to the row of the stretch that is left out where it stands."""
        hit, fold = self.current, self.left_out
        if fold is not None:
            self._view.show_fold(fold)
        elif hit is not None:
            self._view.show_span(*hit)

    def _stand_on(self, number: int) -> None:
        self._view.sheet.hit = number
        self.show_hit()
        self._view.repaint_page()
