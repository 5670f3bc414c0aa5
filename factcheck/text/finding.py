"""Finding words in a text as a reader means them, slice by slice, so that a book is searched without a pause.

What a keyboard does not tell apart is alike: a straight quotation mark and a curly one, every dash, every space, a
ligature and its letters; unless it is to be exact, also small and capital letters, accents of Latin and Greek letters,
and the vowel points of Arabic and Hebrew. Hits are spans of the text itself, in code points.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]

LONGEST: Final = 200  # characters that are looked for
_SLICE: Final = 40_000
_OVERLAP: Final = 1_000  # a hit that begins in a slice ends in what is read of the next one
_ALIKE: Final = {
    **dict.fromkeys("‘’‚‛′`´ʼ‹›＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
}
_ACCENTS: Final = re.compile("[\u0300-\u036f]+")
_POINTS: Final = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+"
)
_LAST_ACCENTED: Final = "\u03ff"  # beyond Latin and Greek an accent makes another letter
# Scripts without spaces: each character is a word.
_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


class _Folding(dict[int, str]):
    """What each character counts as, for ``str.translate``; ``odd`` are those that count as none or as several."""

    def __init__(self, *, exact: bool) -> None:
        super().__init__()
        self._exact = exact
        self.odd: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = self[code] = self._folded(character)
        if len(folded) != 1:
            self.odd.add(character)
        return folded

    def _folded(self, character: str) -> str:
        if character in _ALIKE:
            return _ALIKE[character]
        if character in "\n\r\u2028\u2029":
            return character
        if character.isspace():
            return " "
        if unicodedata.category(character) == "Cf":
            return ""  # a soft hyphen, a mark of direction
        letters = unicodedata.normalize("NFKD", character)
        if not self._exact:
            if letters[0] <= _LAST_ACCENTED:
                letters = _ACCENTS.sub("", letters)
            letters = _POINTS.sub("", letters).casefold()
        return unicodedata.normalize("NFC", letters)


@dataclass(frozen=True, slots=True)
class _Slice:
    """A folded stretch that begins at ``start``; its odd characters by place, folded place and folded length."""

    start: int
    folded: str
    places: list[int]
    folded_places: list[int]
    lengths: list[int]

    def place(self, folded: int) -> int:
        """Where the character stands that a folded place came from."""
        number = bisect_right(self.folded_places, folded) - 1
        if number < 0:
            return self.start + folded
        beyond = folded - self.folded_places[number] - self.lengths[number]
        return self.start + self.places[number] + (0 if beyond < 0 else 1 + beyond)


class FoldedText:
    """A text, folded slice by slice where it is searched, and kept so for the next search."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._foldings = {exact: _Folding(exact=exact) for exact in (False, True)}
        self._slices: dict[tuple[bool, int], _Slice] = {}

    def __len__(self) -> int:
        return (len(self.text) + _SLICE - 1) // _SLICE

    def fold(self, words: str, *, exact: bool) -> str:
        """Words as the text is folded."""
        return words.translate(self._foldings[exact])

    def slice(self, number: int, *, exact: bool) -> _Slice:
        """One slice."""
        found = self._slices.get((exact, number))
        if found is None:
            found = self._slices[exact, number] = self._made(number * _SLICE, self._foldings[exact])
        return found

    def _made(self, start: int, folding: _Folding) -> _Slice:
        raw = self.text[start : start + _SLICE + _OVERLAP]
        folded = raw.translate(folding)
        if folding.odd.isdisjoint(raw):
            return _Slice(start, folded, [], [], [])
        places = [place for place, character in enumerate(raw) if character in folding.odd]
        lengths = [len(folding[ord(raw[place])]) for place in places]
        shift, folded_places = 0, []
        for place, length in zip(places, lengths, strict=True):
            folded_places.append(place + shift)
            shift += length - 1
        return _Slice(start, folded, places, folded_places, lengths)


class Search:
    """Looks for words in a text; ``step`` until it is ``done``.

    ``starts`` and ``ends`` are the hits so far, by place; they never overlap. ``exact`` tells capitals and accents
    apart, ``whole`` takes whole words only.
    """

    def __init__(self, text: FoldedText, words: str, *, exact: bool = False, whole: bool = False) -> None:
        self._text, self._exact, self._whole = text, exact, whole
        self.starts, self.ends = array("l"), array("l")
        self._pattern = _pattern(text.fold(words[:LONGEST], exact=exact), exact=exact)
        self._next = 0 if self._pattern is not None else len(text)

    @property
    def done(self) -> bool:
        """Whether the whole text was looked through."""
        return self._next >= len(self._text)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> Span:
        return self.starts[number], self.ends[number]

    def step(self) -> None:
        """Look through one more slice."""
        if self.done or self._pattern is None:
            return
        within = self._text.slice(self._next, exact=self._exact)
        self._next += 1
        text, border = self._text.text, within.start + _SLICE
        last = self.ends[-1] if self.ends else 0
        at = 0
        while (match := self._pattern.search(within.folded, at)) is not None:
            start, end = within.place(match.start()), within.place(match.end() - 1) + 1
            if start >= border:
                break
            at = match.start() + 1
            if start < last or (self._exact and _joins(text, end)):
                continue  # with an accent of its own it is another letter
            while _joins(text, end):
                end += 1
            if self._whole and (_in_word(text, start) or _in_word(text, end)):
                continue
            self.starts.append(start)
            self.ends.append(end)
            at, last = match.end(), end

    def finish(self) -> Search:
        """Look through all that is left."""
        while not self.done:
            self.step()
        return self

    def numbers_between(self, start: int, end: int) -> range:
        """The numbers, from 0, of the hits that overlap a stretch."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def number_from(self, place: int) -> int:
        """The number of the first hit at or after a place; the first of all where there is none, -1 without hits."""
        number = bisect_left(self.starts, place)
        return number if number < len(self) else min(0, len(self) - 1)


def _pattern(words: str, *, exact: bool) -> re.Pattern[str] | None:
    """A pattern over folded text; None where there is nothing to look for."""
    if not words.strip():
        return None
    # An accent may be a character of its own; where accents do not count, it is gone from both.
    forms = dict.fromkeys((words, unicodedata.normalize("NFD", words))) if exact else (words,)
    return re.compile("|".join(re.sub(r"(?:\\ )+", " +", re.escape(form)) for form in forms))


def _joins(text: str, offset: int) -> bool:
    """Whether the character at ``offset`` is part of the one before it."""
    return offset < len(text) and text[offset] > "\u02ff" and unicodedata.category(text[offset]).startswith("M")


def _in_word(text: str, offset: int) -> bool:
    """Whether a place lies inside a word, or inside a number."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if before in ".,:" or after in ".,:":
        around = (offset - 2, offset) if before in ".,:" else (offset - 1, offset + 1)
        return around[0] >= 0 and around[1] < len(text) and all(text[each].isdigit() for each in around)
    if _SPACELESS.match(before) or _SPACELESS.match(after):
        return False
    return _is_letter(before) and _is_letter(after)


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character) in {"Mn", "Mc", "Cf"}
