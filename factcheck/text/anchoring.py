"""Where words stand in a text: W3C TextQuote and TextPosition selectors, and finding a quotation. All code points."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]

CONTEXT: Final = 32
# Characters that a person types for one another: where a quotation stands nowhere exactly, they count as equal.
_ALIKE: Final = ("'‘’‚‛′`´ʼ", '"“”„‟«»″＂', "-‐‑‒–—−")


@dataclass(frozen=True, slots=True)
class Selector:
    """A stretch of a text: its words, up to 32 characters before and after, and its position in code points."""

    quote: str
    prefix: str
    suffix: str
    start: int
    end: int


def selector_of(text: str, start: int, end: int, context: int = CONTEXT) -> Selector:
    """The selector of ``text[start:end]``, with ``context`` characters on each side where there are so many."""
    return Selector(text[start:end], text[max(0, start - context) : start], text[end : end + context], start, end)


def verified(text: str, selector: Selector) -> bool:
    """Whether the selector's words stand at its position, with what it remembers before and after them."""
    before, after = max(0, selector.start - len(selector.prefix)), selector.end + len(selector.suffix)
    return (
        0 <= selector.start <= selector.end
        and text[before : selector.start] == selector.prefix
        and text[selector.start : selector.end] == selector.quote
        and text[selector.end : after] == selector.suffix
    )


def occurrences(text: str, quote: str) -> list[Span]:
    """Every place of a quotation in order: exactly or, where that is nowhere, as a person would type it.

    Then white space of any kind and length, quotation marks, dashes, and an accent that is or is not a code point of
    its own count as equal. The spans are always those of ``text``; none begins or ends inside an accented letter.
    """
    quote = quote.strip()
    if not quote:
        return []
    for pattern in (re.escape(quote), _as_typed(quote)):
        found = [match.span() for match in re.finditer(pattern, text)]
        whole = [(start, end) for start, end in found if not (_joins(text, start) or _joins(text, end))]
        if whole:
            return whole
    return []


def _as_typed(quote: str) -> str:
    """A pattern of what a person may have meant who typed ``quote``."""
    pieces = []
    for piece in re.findall(r"\s+|\S", unicodedata.normalize("NFC", quote)):
        alike = next((group for group in _ALIKE if piece in group), "")
        if piece.isspace():
            pieces.append(r"\s+")
        elif alike:
            pieces.append(f"[{re.escape(alike)}]")
        else:
            forms = sorted({piece, unicodedata.normalize("NFD", piece)})
            pieces.append(f"(?:{'|'.join(map(re.escape, forms))})")
    return "".join(pieces)


def _joins(text: str, offset: int) -> bool:
    """Whether the character at ``offset`` is part of the one before it."""
    return offset < len(text) and (unicodedata.category(text[offset]).startswith("M") or text[offset] == "\u200d")
