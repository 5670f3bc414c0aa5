"""The list of claims as a table of one column; a change of one claim touches one row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from factcheck.locales import listed
from factcheck.translation import _, ngettext
from factcheck.ui.verdicts import verdict_look
from factcheck.ui.words import phrase, status_words

if TYPE_CHECKING:
    from factcheck.domain.records import Rating
    from factcheck.project.queries.claims import ClaimLine

LINE = Qt.ItemDataRole.UserRole  # the ClaimLine of a row

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Legend:
    """What a card needs beside its line: the ratings by id, the profile, and initials by name."""

    ratings: Mapping[str, Rating] = field(default_factory=dict)
    profile: str = "statements"
    initials: Mapping[str, str] = field(default_factory=dict)

    def rating(self, line: ClaimLine) -> Rating | None:
        """The verdict of a claim; None while it is unchecked."""
        return self.ratings.get(line.rating_id or "")


class ClaimsModel(QAbstractTableModel):
    """The claims that the filter lets through, in their order.

    Lines are kept as they were read. Their numbers are kept beside them: one claim more changes those of all behind it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[ClaimLine] = []
        self._rows: dict[str, int] = {}
        self._numbers: Mapping[str, int] = {}
        self.legend = Legend()

    @property
    def lines(self) -> Sequence[ClaimLine]:
        """The lines in their order."""
        return [self.line(row) for row in range(len(self._lines))]

    def line(self, row: int) -> ClaimLine:
        """The line of a row, under its number of now."""
        line = self._lines[row]
        number = self._numbers[line.id]
        return line if number == line.number else line._replace(number=number)

    def row_of(self, claim_id: str) -> int:
        """The row of a claim; -1 where it is not in the list."""
        return self._rows.get(claim_id, -1)

    def use_legend(self, legend: Legend) -> None:
        """Take other ratings or another profile; the cards in view are painted anew."""
        self.legend = legend
        self._tell(0, len(self._lines) - 1)

    def show_lines(self, lines: Sequence[ClaimLine]) -> None:
        """Show other lines. Rows that stay are kept, so that the view keeps its place."""
        self._show(lines, {line.id: line.number for line in lines})

    def show_news(self, touched: AbstractSet[str], lines: Iterable[ClaimLine], numbers: Mapping[str, int]) -> None:
        """Show what became of some claims: ``lines`` are those that stay of the ``touched``, ``numbers`` are of all."""
        kept = [line for line in self._lines if line.id not in touched and line.id in numbers]
        self._show(sorted([*kept, *lines], key=lambda line: numbers[line.id]), numbers)

    def _show(self, lines: Sequence[ClaimLine], numbers: Mapping[str, int]) -> None:
        old, others = self._lines, numbers != self._numbers
        self._numbers = {**self._numbers, **numbers}  # those of rows that are about to go may still be asked for
        head = _alike(old, lines)
        tail = _alike(reversed(old[head:]), reversed(lines[head:]))
        if head + tail < len(old):
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._take([*old[:head], *old[len(old) - tail :]])
            self.endRemoveRows()
        if head + tail < len(lines):
            self.beginInsertRows(QModelIndex(), head, len(lines) - tail - 1)
            self._take([*self._lines[:head], *lines[head : len(lines) - tail], *self._lines[head:]])
            self.endInsertRows()
        changed = [row for row, (was, line) in enumerate(zip(self._lines, lines, strict=True)) if was != line]
        self._lines, self._numbers = list(lines), numbers
        if others:
            self._tell(0, len(lines) - 1)
        elif changed:
            self._tell(changed[0], changed[-1])

    def _tell(self, first: int, last: int) -> None:
        """Say that the cards of some rows are other ones."""
        if self._lines:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def _take(self, lines: list[ClaimLine]) -> None:
        self._lines = lines
        self._rows = {line.id: row for row, line in enumerate(lines)}

    # --- what Qt asks ----------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.line(index.row())
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words or line.quote
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(line)
        return None

    def spoken(self, line: ClaimLine) -> str:
        """A card as it is read aloud."""
        parts = [
            phrase(self.legend.profile, "claim number", n=line.number),
            verdict_look(self.legend.rating(line)).label,
            status_words(self.legend.profile, line.status),
            ngettext("{n} source", "{n} sources", line.sources).format(n=line.sources),
        ]
        if line.comments:
            parts.append(ngettext("{n} comment", "{n} comments", line.comments).format(n=line.comments))
        if line.open_queries:
            parts.append(ngettext("{n} open query", "{n} open queries", line.open_queries).format(n=line.open_queries))
        if line.conflicts:
            parts.append(_("conflict"))
        return listed(parts) + ": " + (line.old_words or line.words or line.quote)


def _alike(one: Iterable[ClaimLine], other: Iterable[ClaimLine]) -> int:
    """How many claims two lists have in common at their beginning."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine.id != theirs.id:
            break
        count += 1
    return count
