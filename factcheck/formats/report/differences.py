"""Two wordings of the same thing, with the words that differ."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import Final

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
# A comparison costs words times words; longer texts are shown as they are.
_MOST_WORDS: Final = 1200
# Fewer words than these between two changes are part of one change: a wording is read in phrases.
_FEWEST_KEPT: Final = 3
# Where less than this share of the words stays, marking the rest says nothing.
_LEAST_KEPT: Final = 0.3

Pieces = list[tuple[str, bool]]


def compared_words(old: str, new: str) -> tuple[Pieces, Pieces]:
    """The old and the new wording in pieces; True where the words are not in the other."""
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    plain = [(old, False)], [(new, False)]
    fewer, more = sorted((_words_in(left), _words_in(right)))
    least = _LEAST_KEPT * more
    if len(left) + len(right) > _MOST_WORDS or fewer < least:
        return plain
    if _words_in([*(Counter(left) & Counter(right)).elements()]) < least:
        return plain
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    kept = [
        (i, j, size)
        for i, j, size in blocks
        if _at_an_edge(i, j, size, len(left), len(right)) or _words_in(left[i : i + size]) >= _FEWEST_KEPT
    ]
    if sum(_words_in(left[i : i + size]) for i, _j, size in kept) < least:
        return plain
    before: Pieces = []
    after: Pieces = []
    done_left = done_right = 0
    for i, j, size in kept:
        before += [("".join(left[done_left:i]), True), ("".join(left[i : i + size]), False)]
        after += [("".join(right[done_right:j]), True), ("".join(right[j : j + size]), False)]
        done_left, done_right = i + size, j + size
    return [piece for piece in before if piece[0]], [piece for piece in after if piece[0]]


def _words_in(tokens: list[str]) -> int:
    return sum([token[0].isalnum() for token in tokens])


def _at_an_edge(i: int, j: int, size: int, left: int, right: int) -> bool:
    """Whether a common stretch opens or closes both wordings; the empty one that ends the list does."""
    return (i == 0 and j == 0) or (i + size == left and j + size == right)
