"""Folds the stretches that are left out of an article, on the borders of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat, QTextCursor

from factcheck.ui.article.line_kinds import kind_of
from factcheck.ui.article.typesetting import FOLD_ROW, Typeset

if TYPE_CHECKING:
    from factcheck.domain.records import Omission


@dataclass(frozen=True, slots=True)
class Fold:
    """A stretch that is left out, and the row that tells of it.

    The row stands above line ``anchor`` (-1: after the last line), as the ``rank``-th of the ``rows`` there. A stretch
    that was put back (``shown``) keeps its row, so that it can be left out again.
    """

    omission_id: str
    start: int
    end: int
    reason: str
    shown: bool
    anchor: int
    rank: int
    rows: int

    @property
    def is_veiled(self) -> bool:
        """Whether its words are shown as none of the article's; those of a box are."""
        return self.shown and self.reason != "box"

    @property
    def characters(self) -> int:
        """How many characters are left out."""
        return self.end - self.start


def fold(page: Typeset, omissions: Sequence[Omission], before: Sequence[Fold] = ()) -> list[Fold]:
    """Hide what is left out, show what was put back, and leave room for the rows; ``before`` are the folds so far."""
    hidden: set[int] = set()
    for omission in omissions:
        if not omission.shown:
            hidden.update(_whole_lines(page, omission.start, omission.end))
    changed = {line for each in before if not each.shown for line in _whole_lines(page, each.start, each.end)} | hidden
    for line in changed:
        block = page.document.findBlockByNumber(line)
        visible = line not in hidden and page.line_end(line) > page.lines[line]
        if block.isVisible() != visible:
            block.setVisible(visible)
        (page.hidden.discard if visible else page.hidden.add)(line)
    anchored: dict[int, list[Omission]] = {}
    for omission in sorted(omissions, key=lambda omission: omission.start):
        anchored.setdefault(_anchor(page, omission), []).append(omission)
    _leave_room(page, {line: len(rows) for line, rows in anchored.items()}, {each.anchor for each in before})
    if changed:
        page.document.markContentsDirty(0, page.offsets.to_units(len(page.text)))
    return [
        Fold(o.id, o.start, o.end, o.reason, o.shown, line, rank, len(rows))
        for line, rows in anchored.items()
        for rank, o in enumerate(rows)
    ]


def _whole_lines(page: Typeset, start: int, end: int) -> range:
    """The lines that lie in a stretch as a whole."""
    first, last = page.line_of(start), page.line_of(min(end, len(page.text)))
    if page.lines[first] < start:
        first += 1
    if page.line_end(last) > end:
        last -= 1
    return range(first, last + 1)


def _anchor(page: Typeset, omission: Omission) -> int:
    """The first visible line at or after the place of a stretch."""
    lines = _whole_lines(page, omission.start, omission.end)
    block = page.document.findBlockByNumber(lines.start)
    while block.isValid() and not block.isVisible():
        block = block.next()
    return block.blockNumber() if block.isValid() else -1


def _leave_room(page: Typeset, rows: dict[int, int], before: set[int]) -> None:
    cursor = QTextCursor(page.document)
    cursor.beginEditBlock()
    for line in (rows.keys() | before) - {-1}:
        cursor.setPosition(page.document.findBlockByNumber(line).position())
        block = page.blocks.get(line)
        margin = QTextBlockFormat()
        above = kind_of(block).above if block else 0
        margin.setTopMargin(rows[line] * FOLD_ROW + 21 if line in rows else above * page.zoom)
        cursor.mergeBlockFormat(margin)
    cursor.endEditBlock()
