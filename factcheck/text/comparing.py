"""A quotation beside the passage it is said to come from: the best stretch, and the words that differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

from factcheck.text.numbers import Quantity, agreement, quantities
from factcheck.text.words import word_spans

Answer = Literal["found", "rounded", "altered", "elided", "not found"]
Kind = Literal["same", "rounded", "changed", "missing", "added", "elided"]
Piece = tuple[int, int, Kind]

_GAP: Final = re.compile(r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.(?:\s?\.){2,3}|\[[^\[\]]*\]")
_NEGATED: Final = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|ne|pas|jamais|aucune?|sans|rien|nicht"
    r"|kein\w*|nie|niemals|ohne|weder|nunca|jamás|ning[uú]n\w*|sin|nadie|nada)\b|n['’]t\b|\bn['’]\w",
    re.IGNORECASE,
)
_CLAUSE_END: Final = re.compile(r"[.!?;…]+[\"”’»)]*\s")
_FOLDED: Final = str.maketrans("’‘ʼ‛`´", "''''''")
# Costs of an alignment. A word of the passage that is left out costs less than one that is put in, so that a stretch
# reaches over it; one that an ellipsis stands for costs next to nothing, so that the nearest words are taken.
_SUBSTITUTED, _RESEMBLING, _ADDED, _MISSING, _ELIDED, _ROUNDED = 1.0, 0.9, 1.0, 0.4, 0.001, 0.2
_STOP, _DIAGONAL, _UP, _LEFT = range(4)
_LARGEST_TABLE: Final = 250_000
_REACH: Final = 1_500


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a quotation, and the pieces of both sides to mark: (start, end, kind), code points, in order.

    ``answer`` says whether the words stand in the passage: *found* (case and quotation marks aside), *rounded* (a
    number is given less exactly), *altered*, *elided* (words are left out where the quotation says so), *not found*;
    never whether they are true. Kinds: ``same``, ``rounded`` and ``changed`` stand on both sides; ``added`` are words
    that only the quotation has; ``missing`` words that only the passage has, or ``elided`` where the quotation has
    an ellipsis or an addition in square brackets, which is ``elided`` too. ``stretch`` are the words of the passage
    that were compared, None where nothing like the quotation is there.
    """

    answer: Answer
    quotation: tuple[Piece, ...] = ()
    passage: tuple[Piece, ...] = ()
    stretch: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, a number, or a gap: an ellipsis or an addition of the person who quotes."""

    start: int
    end: int
    key: str
    quantity: Quantity | None = None
    gap: bool = False


# A token of the quotation and one of the passage that stand for each other; None where there is none.
_Pair = tuple[_Token | None, _Token | None]


def compared(quotation: str, passage: str) -> Comparison:
    """Find the stretch of ``passage`` that is most like ``quotation`` and say how they differ."""
    plain, stated = list(_tokens(quotation, gaps=False)), list(_tokens(passage, gaps=False))
    if not plain:
        return Comparison("not found")
    place = _exact_place([token.key for token in plain], [token.key for token in stated])
    if place is not None:
        pairs: list[_Pair] = list(zip(plain, stated[place : place + len(plain)], strict=True))
    else:
        pairs = _aligned(list(_tokens(quotation, gaps=True)), stated)
    pairs = _with_negation_beside(pairs, stated, passage)
    kinds = list(_kinds(pairs))
    weight = sum(_weight(token) for token, _ in pairs if token)
    same = ("same", "rounded")
    kept = sum(_weight(token) for (token, _), kind in zip(pairs, kinds, strict=True) if token and kind in same)
    taken = [token for _, token in pairs if token]
    if not taken or kept < weight / 2:
        return Comparison("not found")
    return Comparison(
        _answer(pairs, kinds, quotation, passage),
        tuple(_pieces([(token, kind) for (token, _), kind in zip(pairs, kinds, strict=True) if token])),
        tuple(_pieces([(token, kind) for (_, token), kind in zip(pairs, kinds, strict=True) if token])),
        (taken[0].start, taken[-1].end),
    )


def _tokens(text: str, *, gaps: bool) -> Iterator[_Token]:
    """The words, numbers and, where asked for, gaps of a text, in order."""
    marks = [_Token(*match.span(), "", gap=True) for match in _GAP.finditer(text)] if gaps else []
    numbers = [
        _Token(number.start, number.end, f"{number.hedge} {number.readings[-1][0]} {number.unit}", number)
        for number in quantities(text)
    ]
    words = [
        _Token(start + match.start(), start + match.end(), _folded(match.group()))
        for start, end in word_spans(text)
        for match in re.finditer(r"[^\-‐‑\u00ad]+", text[start:end])
    ]
    reached = 0
    # Of what overlaps, a gap comes before a number, and a number before its words.
    for token in sorted([*marks, *numbers, *words], key=lambda token: (token.start, not token.gap, not token.quantity)):
        if token.start >= reached:
            yield token
            reached = token.end


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).translate(_FOLDED).casefold()


def _weight(token: _Token) -> float:
    """How much a word says about where a quotation comes from."""
    return 0 if token.gap else 1 if token.quantity or len(token.key) > 3 else 0.3


def _exact_place(wanted: Sequence[str], keys: Sequence[str]) -> int | None:
    """Where all of ``wanted`` stands in ``keys``."""
    first = "\0".join(["", *keys, ""]).find("\0".join(["", *wanted, ""]))
    return None if first < 0 else "\0".join(["", *keys, ""])[:first].count("\0")


def _with_negation_beside(pairs: list[_Pair], stated: Sequence[_Token], passage: str) -> list[_Pair]:
    """The pairs, with a negation just before or behind the stretch: "all left" is not what "not all left" says."""
    taken = [other for _, other in pairs if other]
    if not taken:
        return pairs

    def is_beside(token: _Token) -> bool:
        between = passage[token.end : taken[0].start] or passage[taken[-1].end : token.start]
        return _NEGATED.search(token.key) is not None and not between.strip()

    before = [token for token in stated if token.end <= taken[0].start][-1:]
    behind = [token for token in stated if token.start >= taken[-1].end][:1]
    return [
        *((None, token) for token in before if is_beside(token)),
        *pairs,
        *((None, token) for token in behind if is_beside(token)),
    ]


def _aligned(
    quoted: Sequence[_Token], stated: Sequence[_Token], *, from_start: bool = False, to_end: bool = False
) -> list[_Pair]:
    """The cheapest pairing of a whole quotation with a stretch of the passage.

    The stretch begins where the passage begins, or ends where it ends, only where that is asked for. What is too long
    for a table is parted at the longest run of words that both have.
    """
    if len(quoted) * len(stated) <= _LARGEST_TABLE:
        return _aligned_by_table(quoted, stated, from_start=from_start, to_end=to_end)
    keys, stated_keys = [token.key or "\0" for token in quoted], [token.key for token in stated]
    run = SequenceMatcher(None, keys, stated_keys, autojunk=False).find_longest_match()
    if not run.size:
        return [(token, None) for token in quoted]
    before, behind = quoted[: run.a], quoted[run.a + run.size :]
    stated_before = stated[: run.b] if from_start else stated[max(0, run.b - _reach(before)) : run.b]
    rest = run.b + run.size
    stated_behind = stated[rest:] if to_end else stated[rest : rest + _reach(behind)]
    return [
        *_aligned(before, stated_before, from_start=from_start, to_end=True),
        *zip(quoted[run.a : run.a + run.size], stated[run.b : rest], strict=True),
        *_aligned(behind, stated_behind, from_start=True, to_end=to_end),
    ]


def _reach(quoted: Sequence[_Token]) -> int:
    """How many words of the passage may stand beside some of the quotation."""
    return 4 * len(quoted) + 20 + (_REACH if any(token.gap for token in quoted) else 0)


def _aligned_by_table(
    quoted: Sequence[_Token], stated: Sequence[_Token], *, from_start: bool, to_end: bool
) -> list[_Pair]:
    width = len(stated) + 1
    costs = [index * _MISSING if from_start else 0.0 for index in range(width)]
    steps = [bytearray(_LEFT if from_start else _STOP for _ in range(width))]
    for token in quoted:
        skipped = _ELIDED if token.gap else _MISSING
        above, costs = costs, [costs[0] + (0 if token.gap else _ADDED)]
        row = bytearray([_UP])
        for column, other in enumerate(stated, 1):
            up = above[column] + (0 if token.gap else _ADDED)
            diagonal = up if token.gap else above[column - 1] + _difference(token, other)
            left = costs[-1] + skipped
            best = min(diagonal, up, left)
            costs.append(best)
            row.append(_UP if best == up else _DIAGONAL if best == diagonal else _LEFT)
        steps.append(row)
    column = width - 1 if to_end else min(range(width), key=costs.__getitem__)
    line = len(quoted)
    pairs: list[_Pair] = []
    while (step := steps[line][column]) != _STOP and (line or column):
        pairs.append((quoted[line - 1] if step != _LEFT else None, stated[column - 1] if step != _UP else None))
        line, column = line - (step != _LEFT), column - (step != _UP)
    return pairs[::-1]


def _difference(token: _Token, other: _Token) -> float:
    if token.key == other.key:
        return 0
    if token.quantity and other.quantity:
        return {"same": 0, "rounded": _ROUNDED, "different": _RESEMBLING}[agreement(token.quantity, other.quantity)]
    return _RESEMBLING if len(token.key) > 3 and token.key[:3] == other.key[:3] else _SUBSTITUTED


def _kinds(pairs: Sequence[_Pair]) -> Iterator[Kind]:
    """The kind of each pair; words in a row that differ are ``changed`` where both sides have some."""

    def sort_of(pair: _Pair) -> Kind:
        token, other = pair
        if token and token.gap:
            return "elided"
        if not (token and other):
            return "added" if token else "missing"
        difference = _difference(token, other)
        return "changed" if difference >= _RESEMBLING else "rounded" if difference else "same"

    kinds = [sort_of(pair) for pair in pairs]
    for index in range(1, len(kinds)):
        # Words of the passage behind a gap are what it stands for.
        if kinds[index] == "missing" and kinds[index - 1] == "elided":
            kinds[index] = "elided"
    for differs, group in groupby(kinds, key=lambda kind: kind in {"changed", "added", "missing"}):
        run = list(group)
        if differs and len(set(run)) > 1:
            run = ["changed"] * len(run)
        yield from run


def _answer(pairs: Sequence[_Pair], kinds: Sequence[Kind], quotation: str, passage: str) -> Answer:
    if not {"changed", "added", "missing"}.isdisjoint(kinds):
        return "altered"
    insertions = [quotation[token.start : token.end].strip("[]…. ") for token, _ in pairs if token and token.gap]
    omissions = list(_omissions(pairs, kinds, passage))
    if any(_NEGATED.search(part) or quantities(part) for part in insertions):
        return "altered"
    if any(_NEGATED.search(clause) for omission in omissions for clause in _open_clauses(omission)):
        return "altered"
    if "rounded" in kinds:
        return "rounded"
    return "elided" if omissions or any(insertions) else "found"


def _omissions(pairs: Sequence[_Pair], kinds: Sequence[Kind], passage: str) -> Iterator[str]:
    """What the gaps of a quotation stand for, from the word before each to the word behind it."""
    taken = [(other, kind) for (_, other), kind in zip(pairs, kinds, strict=True) if other]
    before = taken[0][0].start
    for kind, group in groupby(taken, key=lambda item: item[1]):
        tokens = [token for token, _ in group]
        if kind == "elided":
            behind = next((token.start for token, _ in taken if token.start >= tokens[-1].end), tokens[-1].end)
            yield passage[before:behind]
        before = tokens[-1].end


def _open_clauses(omission: str) -> Sequence[str]:
    """The parts of an omission that belong to sentences of which something was kept: a whole one may be left out."""
    clauses = _CLAUSE_END.split(omission)
    return clauses if len(clauses) < 3 else (clauses[0], clauses[-1])


def _pieces(marked: Sequence[tuple[_Token, Kind]]) -> Iterator[Piece]:
    """Neighbours of one kind made one piece."""
    for kind, group in groupby(marked, key=lambda item: item[1]):
        tokens = [token for token, _ in group]
        yield tokens[0].start, tokens[-1].end, kind
