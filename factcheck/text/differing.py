"""Two texts word by word: what stands in both, what only in the one, what only in the other."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

from factcheck.text.words import word_spans

Kind = Literal["same", "gone", "new"]
# Beyond so many words on both sides together a comparison would take too long; the texts stand side by side then.
_MOST: Final = 6_000


class Piece(NamedTuple):
    """Words that stand in both texts, only in the first (``gone``), or only in the second (``new``)."""

    kind: Kind
    text: str


def differing(first: str, second: str) -> list[Piece]:
    """The pieces in order, what is gone before what came for it; joined without ``new`` they are ``first``."""
    one, other = _tokens(first), _tokens(second)
    if len(one) + len(other) > _MOST:
        whole: list[Piece] = [Piece("gone", first), Piece("new", second)]
        return [piece for piece in whole if piece.text]
    pieces: list[Piece] = []
    for kind, start, end, begin, until in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(one[start:end])))
            continue
        if end > start:
            pieces.append(Piece("gone", "".join(one[start:end])))
        if until > begin:
            pieces.append(Piece("new", "".join(other[begin:until])))
    return pieces


def _tokens(text: str) -> list[str]:
    """The words and what stands between them; joined they are the text."""
    tokens, at = [], 0
    for start, end in word_spans(text):
        if start > at:
            tokens.append(text[at:start])
        tokens.append(text[start:end])
        at = end
    if at < len(text):
        tokens.append(text[at:])
    return tokens
