"""The list of claims as a table of one column: it knows the ids of all rows, and the lines of those in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from factcheck.locales import labelled, listed
from factcheck.translation import _, ngettext
from factcheck.ui.presence import here
from factcheck.ui.verdicts import verdict_look
from factcheck.ui.words import phrase, status_words

if TYPE_CHECKING:
    from factcheck.domain.records import Rating
    from factcheck.project.queries.claim_lists import ClaimLine
    from factcheck.ui.presence import Colleague

LINE = Qt.ItemDataRole.UserRole  # the ClaimLine of a row, None while it is being read
AROUND: Final = 30  # rows before and behind those in sight whose lines are read with them
KEPT: Final = 2_000  # lines that are kept; beyond, those far from what is in sight are dropped

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Legend:
    """What a card needs beside its line: ratings and titles by id, the profile, and initials by name."""

    ratings: Mapping[str, Rating] = field(default_factory=dict)
    profile: str = "statements"
    initials: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)  # of the articles, where there are several in the list

    def rating(self, line: ClaimLine) -> Rating | None:
        """The verdict of a claim; None while it is unchecked."""
        return self.ratings.get(line.rating_id or "")


class ClaimsModel(QAbstractTableModel):
    """The claims that the filter lets through, in their order; ``lines_wanted`` names rows whose lines are looked at.

    Where a list is ``numbered``, the row tells the number; else the line does, and lines are read again where one
    claim more or less may have changed the numbers of others. Until then they stand as they were.
    """

    lines_wanted = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._ids: Sequence[str] = []
        self._lines: dict[str, ClaimLine] = {}
        self._stale: dict[str, ClaimLine] = {}
        self._rows: dict[str, int] = {}  # those that were asked for
        self._looked_at: list[int] = []
        self._asked: set[str] = set()
        self.numbered = False
        self.legend = Legend()
        self.present: Mapping[str, Sequence[Colleague]] = {}
        self._wanting = QTimer(self)
        self._wanting.setSingleShot(True)
        self._wanting.setInterval(0)
        self._wanting.timeout.connect(self._want)

    @property
    def ids(self) -> Sequence[str]:
        """The ids of all rows; empty where they are still being read. It is never changed, only replaced."""
        return self._ids

    @property
    def lines(self) -> list[ClaimLine]:
        """The lines that are known, in their order."""
        return [line for row in range(len(self._ids)) if (line := self.line(row)) is not None]

    def line(self, row: int) -> ClaimLine | None:
        """The line of a row; None while it is being read."""
        claim_id = self._ids[row]
        line = self._lines.get(claim_id) or self._stale.get(claim_id)
        return line._replace(number=row + 1) if line is not None and self.numbered else line

    def number_of(self, claim_id: str) -> int:
        """The display number of a claim; 0 where it is not in the list, or still being read."""
        row = self.row_of(claim_id)
        line = self.line(row) if row >= 0 else None
        return line.number if line is not None else 0

    def row_of(self, claim_id: str) -> int:
        """The row of a claim; -1 where it is not in the list."""
        if claim_id and claim_id not in self._rows:
            try:
                self._rows[claim_id] = self._ids.index(claim_id)
            except ValueError:
                self._rows[claim_id] = -1
        return self._rows.get(claim_id, -1)

    def use_legend(self, legend: Legend) -> None:
        """Take other ratings or another profile; the cards in view are painted anew."""
        self.legend = legend
        self._tell(0, len(self._ids) - 1)

    def show_present(self, present: Mapping[str, Sequence[Colleague]]) -> None:
        """Show who else has which claim open; only cards where that changes are painted anew."""
        before, self.present = self.present, present
        for claim_id in {*before, *present}:
            if before.get(claim_id) != present.get(claim_id) and (row := self.row_of(claim_id)) >= 0:
                self._tell(row, row)

    # --- what is shown ---------------------------------------------------------------------------

    def show_list(self, ids: Sequence[str], lines: Iterable[ClaimLine], *, numbered: bool) -> None:
        """Show another list; ``lines`` are as they stand now, others are read as soon as they are looked at."""
        self._grow_stale()
        self._lines = {line.id: line for line in lines}
        self.numbered = numbered
        self._place(ids)
        self._tell(0, len(ids) - 1)

    def show_news(self, touched: AbstractSet[str], lines: Sequence[ClaimLine], ids: Sequence[str]) -> None:
        """Show what became of some claims: ``lines`` are of those of the ``touched`` that stay in the list ``ids``."""
        for claim_id in touched:
            self._lines.pop(claim_id, None)
            self._stale.pop(claim_id, None)
        moved = ids is not self._ids and ids != self._ids
        if moved and not self.numbered:
            self._grow_stale()
        self._lines |= {line.id: line for line in lines}
        if moved:
            self._place(ids)
            self._tell(0, len(ids) - 1)
            return
        for row in (self.row_of(claim_id) for claim_id in touched):
            if row >= 0:
                self._tell(row, row)

    def take_lines(self, first: int, lines: Sequence[ClaimLine]) -> None:
        """Take lines that were wanted, from row ``first`` on."""
        known = {line.id: line for line in lines}
        self._asked -= known.keys()
        if len(self._lines) > KEPT:
            self._grow_stale()
            self._stale = {}
        self._lines |= known
        self._tell(first, min(first + len(lines), len(self._ids)) - 1)

    def _grow_stale(self) -> None:
        if len(self._stale) > KEPT:
            self._stale = {}
        self._stale |= self._lines
        self._lines, self._asked = {}, set()

    def _place(self, ids: Sequence[str]) -> None:
        """Give the rows other ids; those at beginning and end that stay are kept, so that the view keeps its place."""
        old = self._ids
        head = _alike(old, ids)
        tail = _alike_at_end(old, ids, min(len(old), len(ids)) - head)
        if head + tail < len(old):
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._take([*old[:head], *old[len(old) - tail :]])
            self.endRemoveRows()
        if head + tail < len(ids):
            self.beginInsertRows(QModelIndex(), head, len(ids) - tail - 1)
            self._take(ids)
            self.endInsertRows()
        self._take(ids)

    def _take(self, ids: Sequence[str]) -> None:
        self._ids, self._rows = ids, {}

    def _tell(self, first: int, last: int) -> None:
        """Say that the cards of some rows are other ones."""
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    # --- what is looked at -----------------------------------------------------------------------

    def look_at(self, first: int, last: int) -> None:
        """Rows came into sight: their lines, and those around them, are wanted."""
        near = range(max(0, first - AROUND // 2), min(len(self._ids), last + AROUND // 2 + 1))
        if any(self._ids[row] not in self._lines for row in near):
            self._looked_at += [first, last]
            self._wanting.start()

    def _want(self) -> None:
        first, last = min(self._looked_at), max(self._looked_at)
        self._looked_at = []
        first, last = max(0, first - AROUND), min(len(self._ids) - 1, last + AROUND)
        missing = [
            row
            for row in range(first, last + 1)
            if (claim_id := self._ids[row]) and claim_id not in self._lines and claim_id not in self._asked
        ]
        if missing:
            self._asked.update(self._ids[row] for row in missing)
            self.lines_wanted.emit(missing[0], missing[-1])

    # --- what Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.line(index.row())
        if line is None or line.id not in self._lines:
            self.look_at(index.row(), index.row())
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return (line.words or line.quote) if line is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(line) if line is not None else ""
        return None

    def spoken(self, line: ClaimLine) -> str:
        """A card as it is read aloud."""
        parts = [
            phrase(self.legend.profile, "claim number", n=line.number),
            verdict_look(self.legend.rating(line), status=line.status).label,
            status_words(self.legend.profile, line.status),
            ngettext("{n} source", "{n} sources", line.sources).format(n=line.sources),
        ]
        if line.comments:
            parts.append(ngettext("{n} comment", "{n} comments", line.comments).format(n=line.comments))
        if line.open_queries:
            parts.append(ngettext("{n} open query", "{n} open queries", line.open_queries).format(n=line.open_queries))
        if line.conflicts:
            parts.append(_("conflict"))
        if title := self.legend.titles.get(line.article_id):
            parts.append(title)
        if colleagues := self.present.get(line.id):
            parts.append(here(colleagues))
        return labelled(listed(parts), line.old_words or line.words or line.quote)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many ids two lists have in common at their beginning."""
    return _most(min(len(one), len(other)), lambda low, high: one[low:high] == other[low:high])


def _alike_at_end(one: Sequence[str], other: Sequence[str], most: int) -> int:
    """How many ids two lists have in common at their end, ``most`` at the most."""
    ends = len(one), len(other)
    return _most(
        most, lambda low, high: one[ends[0] - high : ends[0] - low] == other[ends[1] - high : ends[1] - low]
    )


def _most(most: int, alike: Callable[[int, int], bool]) -> int:
    """How far two lists are alike: stretches are compared whole, which is quick, the first ones short."""
    low, step = 0, 1
    while low < most and alike(low, min(most, low + step)):
        low, step = min(most, low + step), step * 2
    high = min(most, low + step) - 1  # up to there at best
    while low < high:
        middle = (low + high + 1) // 2
        if alike(low, middle):
            low = middle
        else:
            high = middle - 1
    return low
