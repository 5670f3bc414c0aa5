"""Who else is here, and what they have open: told to colleagues seldom, read whenever somebody has written."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from factcheck.locales import listed
from factcheck.settings import initials_of
from factcheck.translation import ngettext
from factcheck.ui.forms.conflict_card import first_name

if TYPE_CHECKING:
    from factcheck.project.presence import Present
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.selection import Selection

SETTLES: Final = 400  # milliseconds after a step until it is told: who walks through a list tells of the last one
AT_MOST_EVERY: Final = 3_000  # milliseconds from one sign to the next
HEARTBEAT: Final = 25_000  # milliseconds after which an opening that stands still gives a sign
LOOKS: Final = 5_000  # milliseconds from one look for those who are gone to the next


class Colleague(NamedTuple):
    """Who is here."""

    name: str
    initials: str


def here(colleagues: Sequence[Colleague]) -> str:
    """That they are here, such as "Jonas is here"."""
    names = listed([first_name(one.name) for one in colleagues])
    return ngettext("{names} is here", "{names} are here", len(colleagues)).format(names=names) if names else ""


class Presence(QObject):
    """Tells what is open here, and knows what colleagues have open; ``changed`` says that it is otherwise."""

    changed = Signal()

    def __init__(self, live: LiveProject, selection: Selection, parent: QObject) -> None:
        super().__init__(parent)
        self._live, self._selection = live, selection
        self._present: list[Present] = []
        self._shown: list[tuple[Colleague, str, str]] = []
        self._told: tuple[str, str] | None = None
        self._told_at = 0.0
        self._telling = QTimer(self, singleShot=True)
        self._telling.timeout.connect(self.on_tell_due)
        self._beating = QTimer(self, interval=HEARTBEAT)
        self._beating.timeout.connect(self._tell)
        self._looking = QTimer(self, interval=LOOKS)
        self._looking.timeout.connect(self.look)
        live.opened.connect(self.on_opened)
        live.closed.connect(self.on_closed)
        live.present_told.connect(self.on_present_told)
        selection.article_chosen.connect(lambda _article: self.on_stepped())
        selection.claim_chosen.connect(lambda _claim, _by: self.on_stepped())

    def in_articles(self) -> dict[str, list[Colleague]]:
        """Who has which article open, by its id."""
        return self._by(1)

    def on_claims(self) -> dict[str, list[Colleague]]:
        """Who has which claim open, by its id."""
        return self._by(2)

    def _by(self, place: int) -> dict[str, list[Colleague]]:
        found: dict[str, list[Colleague]] = {}
        for colleague, *ids in self._shown:
            of_id = found.setdefault(ids[place - 1], [])
            if colleague not in of_id:
                of_id.append(colleague)
        found.pop("", None)
        return found

    # --- telling -----------------------------------------------------------------------------------

    def on_opened(self) -> None:
        """Be there."""
        self._told = None
        self._beating.start()
        self._looking.start()
        self.on_stepped()

    def on_closed(self) -> None:
        """Be gone; nobody is here."""
        for timer in (self._telling, self._beating, self._looking):
            timer.stop()
        self._present = []
        self.look()

    def on_stepped(self) -> None:
        """Another article or claim is open: tell it soon, but not too often."""
        if self._live.is_open and not self._live.read_only_reason and not self._telling.isActive():
            since = (time.monotonic() - self._told_at) * 1000
            self._telling.start(max(SETTLES, round(AT_MOST_EVERY - since)))

    def on_tell_due(self) -> None:
        """Tell it, where it is not told yet; an edit that is under way goes first."""
        if not self._live.idle():
            self._telling.start(SETTLES)
        elif (self._selection.article_id, self._selection.claim_id) != self._told:
            self._tell()

    def _tell(self) -> None:
        if self._live.is_open and not self._live.read_only_reason:
            self._told = (self._selection.article_id, self._selection.claim_id)
            self._told_at = time.monotonic()
            self._live.stand(*self._told)

    # --- hearing -----------------------------------------------------------------------------------

    def on_present_told(self, present: list[Present]) -> None:
        """Others have written: who is here may have changed."""
        self._present = present
        self.look()

    def look(self) -> None:
        """Show who is here; who was not heard of for a minute is gone."""
        lasts = 60
        shown = [
            (Colleague(one.author, one.initials or initials_of(one.author)), one.article_id, one.claim_id)
            for one in self._present
            if one.at > time.time() - lasts
        ]
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()
