"""What was put differently in a text, as the fewest words that make one text of another; and how to put it so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from factcheck.text.differing import differing

# More lines than this that were changed in a row are looked at as a whole, not line by line.
_MOST_LINES: Final = 400


class Rewording(NamedTuple):
    """The words ``text[start:end]`` (code points, may be none), and what stands for them (may be nothing)."""

    start: int
    end: int
    new: str


def rewordings(old: str, new: str) -> list[Rewording]:
    """The changes that make ``new`` of ``old``, in order; words parted by nothing but a space are changed as one."""
    if old == new:
        return []
    # The last line ends like all others while they are compared.
    before, after = f"{old}\n".splitlines(keepends=True), f"{new}\n".splitlines(keepends=True)
    if len(before) == len(after) == 1:
        return [_in_text(change, len(old)) for change in _within(before[0], after[0], 0)]
    starts = _starts(before)
    found: list[Rewording] = []
    for kind, start, end, begin, until in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if end - start == until - begin <= _MOST_LINES:
            # As many lines as before: each became the one that stands in its place.
            for at in range(end - start):
                found += _within(before[start + at], after[begin + at], starts[start + at])
        else:
            found += _within("".join(before[start:end]), "".join(after[begin:until]), starts[start])
    return [_in_text(change, len(old)) for change in found]


def reworded(text: str, changes: Iterable[Rewording]) -> str:
    """The text with the changes made; they do not overlap."""
    pieces: list[str] = []
    at = 0
    for change in sorted(changes):
        pieces += [text[at : change.start], change.new]
        at = change.end
    return "".join([*pieces, text[at:]])


class Moving:
    """Where the places of a text are after changes were made in it."""

    def __init__(self, changes: Iterable[Rewording]) -> None:
        self._changes = sorted(changes)
        self._starts = [change.start for change in self._changes]
        self._shifts = [0]
        for change in self._changes:
            self._shifts.append(self._shifts[-1] + len(change.new) - (change.end - change.start))

    def place(self, at: int, *, behind: bool = False) -> int:
        """A place before a word after the changes, or with ``behind`` one after a word.

        Within words that changed it is the beginning, or with ``behind`` the end, of what stands for them; what was
        added at the place itself stands before it, or with ``behind`` after it.
        """
        number = bisect_right(self._starts, at)
        while behind and number and self._changes[number - 1].start == at:
            number -= 1
        if number:
            last, shift = self._changes[number - 1], self._shifts[number - 1]
            if last.start < at < last.end:
                return last.start + shift + (len(last.new) if behind else 0)
            if last.start == at < last.end:
                return at + shift
        return at + self._shifts[number]

    def touched(self, start: int, end: int) -> bool:
        """Whether anything in, or right beside, a stretch was changed."""
        number = bisect_right(self._starts, end)
        return number > 0 and any(change.end >= start for change in self._changes[max(0, number - 2) : number])


def _within(old: str, new: str, offset: int) -> list[Rewording]:
    changes: list[Rewording] = []
    at = begun = 0
    gone = came = between = ""
    for piece in [*differing(old, new), None]:
        if piece is None or (piece.kind == "same" and piece.text.strip(" \N{NO-BREAK SPACE}")):
            if gone or came:
                changes.append(_trimmed(offset + begun, gone, came))
            gone = came = between = ""
        elif piece.kind == "same":
            between = piece.text if gone or came else ""
        else:
            if not (gone or came):
                begun = at
            gone, came, between = gone + between, came + between, ""
            gone += piece.text if piece.kind == "gone" else ""
            came += piece.text if piece.kind == "new" else ""
        if piece is not None and piece.kind != "new":
            at += len(piece.text)
    return changes


def _in_text(change: Rewording, length: int) -> Rewording:
    """A change without the line end that was put behind the text."""
    start, end, new = change
    if end <= length:
        return change
    if start > length:
        return Rewording(length, length, "\n" + new.removesuffix("\n"))
    if new.endswith("\n"):
        return Rewording(start, length, new.removesuffix("\n"))
    return Rewording(max(0, start - 1), length, new)


def _trimmed(start: int, gone: str, came: str) -> Rewording:
    """The change without the space and the marks that both sides begin or end with."""
    first = 0
    while first < min(len(gone), len(came)) and gone[first] == came[first] and not gone[first].isalnum():
        first += 1
    gone, came, start = gone[first:], came[first:], start + first
    last = 0
    while last < min(len(gone), len(came)) and gone[-1 - last] == came[-1 - last] and not gone[-1 - last].isalnum():
        last += 1
    return Rewording(start, start + len(gone) - last, came[: len(came) - last])


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts
