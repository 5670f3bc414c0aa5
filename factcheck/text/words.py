"""Words and characters as a reader sees them: where they begin and end, in code points.

``regex`` knows the grapheme clusters and scripts of current Unicode, which the standard library does not: an emoji
of four code points, a letter with its accents, Hangul and Indic syllables, flags. It comes with the HTML reader, and
is loaded when the first word is asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import regex

Span = tuple[int, int]

_SPACELESS: Final = r"[\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_JOINING: Final = r"[\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}]"
_WORD: Final = rf"""
(?(DEFINE)
    (?P<unit>
        [A-Za-z0-9_À-ɏ]+(?!{_JOINING})                  # the usual, fast
    |   (?=\p{{GCB=Prepend}}*(?!{_JOINING}|{_SPACELESS})[\p{{L}}\p{{N}}_])\X
    )
)
    # A sign before a number belongs to it: -5, €100, −$3.
    (?:(?<![^\s(\[{{"“„«'‘])[-−+±]?\p{{Sc}}?(?=\p{{Nd}}))?
    (?&unit)+
    (?:
        (?: ['’ʼ＇\-‐‑\u00ad·]                          # don't, Jean-Luc, 2010-2015, col·lecció
        |   (?<=\p{{L}})\.(?=\p{{L}})                    # U.S.A
        |   (?<=\p{{Nd}})[.,:٫٬](?=\p{{Nd}})             # 100,000 and 3.5 and 10:30
        |   (?<=\p{{Nd}})[\u00a0\u202f\u2009](?=\p{{Nd}}{{3}})
        )
        (?&unit)+
    )*
    (?:(?<=\p{{Nd}})[%‰](?!{_JOINING}))?
|   # Scripts without spaces, emoji and flags: each cluster by itself.
    (?=\p{{GCB=Prepend}}*(?!{_JOINING})(?:(?=\p{{L}}){_SPACELESS}|[\p{{Extended_Pictographic}}\p{{RI}}]))\X
"""
# The same in a text of nothing but ASCII, several times as fast.
_ASCII_WORD: Final = r"""
    (?:(?<![^\s(\[{"'])[-+]?\$?(?=[0-9]))?
    [A-Za-z0-9_]+
    (?:(?:['\-]|(?<=[A-Za-z])\.(?=[A-Za-z])|(?<=[0-9])[.,:](?=[0-9]))[A-Za-z0-9_]+)*
    (?:(?<=[0-9])%)?
"""
# Between two characters of these categories a cluster always ends.
_PLAIN: Final = frozenset({"Ll", "Lu", "Nd", "Po", "Ps", "Pe", "Pd", "Zs"})
# White space that may stand inside a number.
_GLUE: Final = "\u00a0\u202f\u2009"


def word_spans(text: str) -> list[Span]:
    """The words of a text in order: numbers whole, apostrophes and hyphens inside words, no other punctuation.

    In scripts that set no spaces (Chinese, Japanese, Thai ...) each character is a word, as is an emoji.
    """
    return list(_words_from(text, 0))


def snap(text: str, start: int, end: int) -> Span:
    """The range ``text[start:end]`` widened to whole words, without outer space.

    An empty range takes the word that it stands in or at the end of; a range of nothing but space becomes empty.
    """
    start, end = sorted((_inside(text, start), _inside(text, end)))
    touched = []
    for word in _words_from(text, _token_start(text, start)):
        if word[0] >= end and word[0] > start:
            break
        if word[1] > start or (start == end == word[1]):
            touched.append(word)
    if start == end and touched:
        return touched[-1]
    first = min([start, *(word[0] for word in touched)])
    last = max([end, *(word[1] for word in touched)])
    first, last = _border_before(text, first), _border_after(text, last)
    stretch = text[first:last]
    if not stretch.strip():
        return start, start
    return first + len(stretch) - len(stretch.lstrip()), first + len(stretch.rstrip())


def next_word(text: str, offset: int) -> int:
    """Where the first word ends that ends after ``offset``; the end of the text where none does."""
    offset = _inside(text, offset)
    words = _words_from(text, _token_start(text, offset))
    return next((end for _, end in words if end > offset), len(text))


def previous_word(text: str, offset: int) -> int:
    """Where the last word begins that begins before ``offset``; 0 where none does."""
    offset = _inside(text, offset)
    start, end = offset, None
    while start > 0:
        start = _token_start(text, start - 1)
        begins = [begin for begin, _ in takewhile(lambda word: word[0] < offset, _words_from(text, start, end))]
        if begins:
            return begins[-1]
        end = start
    return 0


def next_grapheme(text: str, offset: int) -> int:
    """Where the character ends, as a reader sees characters, that ends first after ``offset``."""
    return _border_after(text, _inside(text, offset + 1))


def previous_grapheme(text: str, offset: int) -> int:
    """Where the character begins, as a reader sees characters, that begins last before ``offset``."""
    return _border_before(text, _inside(text, offset - 1))


def _inside(text: str, offset: int) -> int:
    return max(0, min(offset, len(text)))


@cache
def _pattern(source: str) -> regex.Pattern[str]:
    import regex

    return regex.compile(source, regex.VERSION1 | regex.VERBOSE)


def _words_from(text: str, start: int, end: int | None = None) -> Iterator[Span]:
    pattern = _pattern(_ASCII_WORD if text.isascii() else _WORD)
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        yield match.span()


def _token_start(text: str, offset: int) -> int:
    """A place at or before ``offset`` that is inside no word, since a space stands before it."""
    while offset > 0 and (text[offset - 1] in _GLUE or not text[offset - 1].isspace()):
        offset -= 1
    return offset


def _border_before(text: str, offset: int) -> int:
    """The last border between clusters at or before ``offset``."""
    start = offset
    while 0 < start < len(text) and not _is_plain_border(text[start - 1], text[start]):
        start -= 1
    clusters = (match.span() for match in _pattern(r"\X").finditer(text, start))
    return next((begin for begin, end in clusters if end > offset), offset)


def _border_after(text: str, offset: int) -> int:
    """The first border between clusters at or after ``offset``."""
    before = _border_before(text, offset)
    cluster = _pattern(r"\X").match(text, before)
    return cluster.end() if before < offset and cluster else offset


def _is_plain_border(before: str, after: str) -> bool:
    return unicodedata.category(before) in _PLAIN and unicodedata.category(after) in _PLAIN
