"""Two texts word by word: what stands in both, what only in the one, what only in the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

from factcheck.text.aligning import Token, aligned, tokens
from factcheck.text.words import word_spans

Span = tuple[int, int]
Kind = Literal["same", "gone", "new"]
# Beyond so many words on both sides together a comparison would take too long; the texts stand side by side then.
_MOST: Final = 6_000

# A next draft shares this part of its runs of so many words with the one before.
_ALIKE: Final = 0.5
_RUN: Final = 5


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


def unlike(first: str, second: str) -> tuple[list[Span], list[Span]]:
    """The stretches (code points) that only the first, and that only the second of two texts has."""
    gone: list[Span] = []
    new: list[Span] = []
    here = there = 0
    for kind, text in differing(first, second):
        if kind != "new":
            here += len(text)
        if kind != "gone":
            there += len(text)
        if kind == "gone" and text.strip():
            gone.append((here - len(text), here))
        if kind == "new" and text.strip():
            new.append((there - len(text), there))
    return gone, new


def from_where_they_differ(texts: Sequence[str], longest: int) -> list[str]:
    """The texts, each on one line, for a place that shows the first ``longest`` code points of each.

    Where the same words would fill much of it, all begin with "…" shortly before the first that is not the same.
    """
    lines = [" ".join(text.split()) for text in texts]
    unlike_at = (place for place, letters in enumerate(zip(*lines, strict=False)) if len(set(letters)) > 1)
    same = next(unlike_at, min(map(len, lines)))
    if same <= longest // 2 or max(map(len, lines)) <= longest:
        return lines
    near = same - longest // 4
    start = lines[0].rfind(" ", near - longest // 4, near) + 1 or near
    return [f"…{line[start:]}" for line in lines]


def unlike_drafts(first: str, second: str) -> tuple[list[Span], list[Span], list[Span]]:
    """The same of two long drafts, aligned whole: a passage that only moved is no difference.

    The third list names the places that differ, by where each stands in the first draft and in the second.
    """
    old, new = tokens(first), tokens(second)
    alignment = aligned([token.key for token in old], [token.key for token in new])
    gone, came = _unmapped(old, alignment.to_new), _unmapped(new, alignment.to_old)
    places = {(start, _partner(start, old, new, alignment.to_new)) for start, _end in gone}
    places |= {(_partner(start, new, old, alignment.to_old), start) for start, _end in came}
    return gone, came, sorted(places, key=lambda place: (place[1], place[0]))


def is_draft_of(text: str, former: str) -> bool:
    """Whether a text is so alike to another one that it may be its next draft: half of its runs of words are there."""
    runs, known = _runs(text), _runs(former)
    return len(runs & known) >= _ALIKE * max(1, min(len(runs), len(known)))


def _runs(text: str) -> set[tuple[str, ...]]:
    keys = [token.key for token in tokens(text)]
    return {tuple(keys[at : at + _RUN]) for at in range(len(keys) - _RUN + 1)}


def _partner(start: int, own: Sequence[Token], others: Sequence[Token], partners: Sequence[int]) -> int:
    """Where the words before a stretch end in the other draft, and with it the place that stands for the stretch."""
    at = bisect_left(own, start, key=lambda token: token.start) - 1
    while at >= 0 and partners[at] < 0:
        at -= 1
    if at < 0:
        return others[0].start if others else 0
    following = partners[at] + 1
    return others[following].start if following < len(others) else others[-1].end


def _unmapped(found: Sequence[Token], partners: Sequence[int]) -> list[Span]:
    """The stretches of words that have no partner."""
    stretches: list[Span] = []
    alone = False
    for token, partner in zip(found, partners, strict=True):
        if partner < 0:
            start = stretches.pop()[0] if alone else token.start
            stretches.append((start, token.end))
        alone = partner < 0
    return stretches


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
