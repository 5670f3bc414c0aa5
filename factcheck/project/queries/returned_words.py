"""The words of an article in a report that came back: what was put differently, and where words are in the draft."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from factcheck.domain.draft import Structure
from factcheck.text.rewording import Moving, Rewording, reworded, rewordings

# What a Word file cannot hold, and was left out when it was written.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE: Final = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]*")

Span = tuple[int, int]


class Placed(NamedTuple):
    """What was put differently: what stood and stands in the report, and the change of the draft that makes it so.

    ``change`` is None where those words do not stand in the current draft any more.
    """

    old: str
    new: str
    start: int
    end: int
    change: Rewording | None


class PrintedWords:
    """The words of a draft as a report prints them, and where each of them stands in the draft."""

    def __init__(self, text: str, structure: Structure, omitted: Sequence[Span]) -> None:
        self._draft = text
        self._pieces: list[tuple[int, int, int]] = []  # where it is printed, where it stands, how long it is
        rows = {block.start for block in structure.blocks if block.kind == "table_row"}
        printed: list[str] = []
        length = start = before = 0
        for line in text.split("\n"):
            pieces = list(_printed(text, start, start + len(line), omitted, row=start in rows))
            if _INVISIBLE.fullmatch("".join(text[left:right] for left, right in pieces)) is None:
                if printed:
                    printed.append("\n")
                    self._pieces.append((length, before, 1))
                    length += 1
                for left, right in pieces:
                    printed.append(text[left:right])
                    self._pieces.append((length, left, right - left))
                    length += right - left
                before = start + len(line)
            start += len(line) + 1
        self.text = "".join(printed)
        self._starts = [at for at, _place, _size in self._pieces]

    def place(self, at: int, *, behind: bool = False) -> int:
        """Where a printed character stands in the draft; ``behind`` the place after the character before it."""
        if not self._pieces:
            return 0
        wanted = at - 1 if behind and at else at
        number = max(0, bisect_right(self._starts, wanted) - 1)
        printed, place, size = self._pieces[number]
        return place + min(wanted - printed, size) + (1 if behind and at else 0)

    def in_draft(self, change: Rewording) -> Rewording:
        """A change of the printed words as one of the draft; what was not printed in between stays."""
        if change.start == change.end:
            place = self.place(change.start, behind=True)
            return Rewording(place, place, change.new)
        start, end = self.place(change.start), self.place(change.end, behind=True)
        kept: list[str] = []
        at = start
        first = max(0, bisect_right(self._starts, change.start) - 1)
        for printed, place, size in self._pieces[first:]:
            if printed >= change.end:
                break
            kept.append(self._draft[at : max(at, place)])
            at = max(at, place + size)
        return Rewording(start, end, change.new + "".join(kept))


class WordsFound:
    """The words of an article as they came back, beside the draft that was printed and the current one."""

    def __init__(self, printed: PrintedWords, found: str, draft: str, current: str) -> None:
        self._printed, self._found, self._draft, self._current = printed, found, draft, current
        self._changes = rewordings(printed.text, found)
        self._since = rewordings(draft, current)
        self._moving = Moving(self._since)
        self._back = Moving(_inverted(printed.text, self._changes))

    def changes(self) -> Iterator[Placed]:
        """What was put differently, in order; without what stands so in the current draft already."""
        changes = [self._printed.in_draft(change) for change in self._changes]
        for number, (shown, change) in enumerate(zip(self._changes, changes, strict=True)):
            old = self._printed.text[shown.start : shown.end]
            if not self._since:
                yield Placed(old, shown.new, change.start, change.end, change)
            elif not self._moving.touched(change.start, change.end):
                start = self._moving.place(change.start)
                moved = Rewording(start, start + change.end - change.start, change.new)
                yield Placed(old, shown.new, change.start, change.end, moved)
            elif not self._stands_already(changes, number):
                yield Placed(old, shown.new, change.start, change.end, None)

    def place(self, start: int, end: int) -> Span | None:
        """Where words that were found stand in the current draft; None where that is not certain."""
        words = self._found[start:end]
        left = self._printed.place(self._back.place(start))
        right = self._printed.place(self._back.place(end, behind=True), behind=True)
        left, right = self._moving.place(left), self._moving.place(right, behind=True)
        if left < right and (self._current[left:right] == words or not self._since):
            return left, right
        first = self._current.find(words) if words.strip() else -1
        return (first, first + len(words)) if first >= 0 and self._current.count(words) == 1 else None

    def line(self, at: int) -> str:
        """The line of the draft that was printed in which a place is."""
        end = self._draft.find("\n", at)
        return self._draft[self._draft.rfind("\n", 0, at) + 1 : end if end >= 0 else len(self._draft)]

    def _stands_already(self, changes: Sequence[Rewording], number: int) -> bool:
        """Whether the current draft has the words of a change: of it alone, or of it with those beside it."""
        change = changes[number]
        start, end = change.start, change.end
        for since in self._since:
            if since.start <= end and since.end >= start:
                start, end = min(start, since.start), max(end, since.end)
        here = self._moving.place(start, behind=True), self._moving.place(end)
        beside = [one for one in changes if start <= one.start and one.end <= end]
        stands = self._current[slice(*here)]
        for made in ([change], beside, beside[: beside.index(change) + 1], beside[beside.index(change) :]):
            moved = [Rewording(one.start - start, one.end - start, one.new) for one in made]
            if reworded(self._draft[start:end], moved) == stands:
                return True
        return False


def _printed(text: str, start: int, end: int, omitted: Sequence[Span], *, row: bool) -> Iterator[Span]:
    """The stretches of a line that are printed, without space at its beginning (the empty cells of a row stay)."""
    leading = True
    for left, right in _without(text, start, end, omitted):
        at = left
        while leading and at < right and text[at].isspace() and not (row and text[at] == "\t"):
            at += 1
        leading = leading and (at == right or (row and text[at] == "\t"))
        if leading and row:
            # Cells are parted by tabs; space that opens the first cell with words goes too.
            tabs = at
            while tabs < right and text[tabs] == "\t":
                tabs += 1
            yield at, tabs
            at = tabs
            while at < right and text[at].isspace():
                at += 1
            leading = at == right
        if at < right:
            yield at, right


def _without(text: str, start: int, end: int, omitted: Sequence[Span]) -> Iterator[Span]:
    gone = [*omitted, *(found.span() for found in _UNWRITABLE.finditer(text, start, end))]
    for left, right in sorted(span for span in gone if start < span[1] > span[0] < end):
        if start < left:
            yield start, left
        start = max(start, right)
    if start < end:
        yield start, end


def _inverted(old: str, changes: Sequence[Rewording]) -> list[Rewording]:
    """The changes that lead back."""
    shift = 0
    back = []
    for change in changes:
        start = change.start + shift
        back.append(Rewording(start, start + len(change.new), old[change.start : change.end]))
        shift += len(change.new) - (change.end - change.start)
    return back
