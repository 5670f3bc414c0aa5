"""Where words stand in a text: W3C TextQuote and TextPosition selectors, and finding a quotation. All code points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

CONTEXT: Final = 32
_SINGLE: Final = "'‘’‚‛′`´"
_DOUBLE: Final = '"“”„‟«»″'


@dataclass(frozen=True, slots=True)
class Selector:
    """A stretch of a text: its words, up to 32 characters before and after, and its position."""

    quote: str
    prefix: str
    suffix: str
    start: int
    end: int


def selector_of(text: str, start: int, end: int, context: int = CONTEXT) -> Selector:
    """The selector of ``text[start:end]``."""
    return Selector(text[start:end], text[max(0, start - context) : start], text[end : end + context], start, end)


def verified(text: str, selector: Selector) -> bool:
    """Whether the selector's words stand at its position."""
    return text[selector.start : selector.end] == selector.quote


def occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place of a quotation: exactly, or where that is nowhere, with white space and quotation marks made equal."""
    if not quote.strip():
        return []
    exact = [(match.start(), match.end()) for match in re.finditer(re.escape(quote), text)]
    return exact or [(match.start(), match.end()) for match in re.finditer(_folded(quote.strip()), text)]


def _folded(quote: str) -> str:
    pieces = []
    for piece in re.findall(r"\s+|\S", quote):
        if piece.isspace():
            pieces.append(r"\s+")
        elif piece in _SINGLE:
            pieces.append(f"[{re.escape(_SINGLE)}]")
        elif piece in _DOUBLE:
            pieces.append(f"[{re.escape(_DOUBLE)}]")
        else:
            pieces.append(re.escape(piece))
    return "".join(pieces)
