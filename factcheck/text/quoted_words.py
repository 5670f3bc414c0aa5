"""Quotations: what stands between quotation marks, as the languages of the desk set them."""

from __future__ import annotations

import re
from typing import Final

Span = tuple[int, int]

_MOST: Final = 2_000  # characters of a quotation within one paragraph
# An opening mark without a partner quotes to the end of its paragraph: long quotations open each paragraph anew.
_QUOTED: Final = re.compile(
    rf"""
    “[^“”\n]{{1,{_MOST}}}(?:”|“(?!\w)|$)
    |„[^“”„\n]{{1,{_MOST}}}(?:“|”|$)
    |«[^«»\n]{{1,{_MOST}}}(?:»|$)
    |(?<!\w)»[^«»\n]{{1,{_MOST}}}«
    |(?<![\w"])"(?=\S)[^"\n]{{1,{_MOST}}}(?:"|$)
    |(?<![\w’])‘(?=\S)(?:[^‘’\n]|’(?=\w)){{1,{_MOST}}}’(?!\w)
    |(?<![\w'])'(?=\w)(?:[^'\n]|'(?=\w)){{1,{_MOST}}}'(?!\w)
    |「[^「」\n]{{1,{_MOST}}}」
    """,
    re.VERBOSE | re.MULTILINE,
)
_WORK_BEFORE: Final = re.compile(
    r"(?:book|novel|film|play|album|song|series|report|paper|essay|livre|roman|film|pièce|album|chanson|série|ouvrage"
    r"|spectacle|Buch|Roman|Film|Stück|Album|Serie)s?,?\s*$",
    re.IGNORECASE,
)
_SHORT_WORDS: Final = 4  # letters up to which a word of a title may be small
_LONGEST_TITLE: Final = 8  # words


def quoted(text: str) -> list[Span]:
    """Where words are quoted in ``text``, with their marks, in order; a quotation within another belongs to it."""
    return [
        (match.start(), match.start() + len(match.group().rstrip()))
        for match in _QUOTED.finditer(text)
        if any(map(str.isalnum, match.group()))
    ]


def is_work(text: str, span: Span, language: str) -> bool:
    """Whether what is quoted is the title of a book, a film, a song rather than what somebody said."""
    words = text[span[0] + 1 : span[1] - 1].strip("\u00a0\u202f ").split()
    if not 1 <= len(words) <= _LONGEST_TITLE or words[-1][-1] in ".,!?…":
        return False
    if _WORK_BEFORE.search(text, max(0, span[0] - 20), span[0]) and words[0][0].isupper():
        return True
    long = [word for word in words if len(word) > _SHORT_WORDS or word[0].isupper()]
    return language == "en" and len(words) > 1 and len(long) > 1 and all(word[0].isupper() for word in long)
