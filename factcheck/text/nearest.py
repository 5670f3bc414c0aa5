"""Finding the words that somebody probably meant: the sentence nearest to a quotation that stands nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from heapq import nlargest
from typing import Final

# Only sentences that share the most words are compared letter by letter: that comparison is slow.
_COMPARED: Final = 20
_LIKE: Final = 0.5
_LONGEST: Final = 2000


def nearest_sentence(text: str, sentences: Sequence[tuple[int, int]], quote: str) -> tuple[int, int] | None:
    """The sentence that is most like a quotation, or holds most of it; None where none is like it."""
    wanted = _words(quote)
    if not wanted:
        return None
    candidates = nlargest(_COMPARED, sentences, key=lambda span: len(wanted & _words(text[slice(*span)])))
    best, likeness = None, _LIKE
    for start, end in candidates:
        found = _likeness(quote[:_LONGEST], text[start : min(end, start + _LONGEST)])
        if found > likeness:
            best, likeness = (start, end), found
    return best


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _likeness(quote: str, sentence: str) -> float:
    """How much of the quotation stands in the sentence, in order: 0 to 1."""
    matcher = SequenceMatcher(None, sentence.casefold(), quote.casefold(), autojunk=False)
    # Single letters in common say nothing.
    return sum(block.size for block in matcher.get_matching_blocks() if block.size > 2) / len(quote)
