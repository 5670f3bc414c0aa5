"""What in a text names the same thing: every place of a name or a figure, two spellings, two values of one thing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from factcheck.text.checkables import Checkable
from factcheck.text.numbers import Quantity, agreement, quantities

_WORD: Final = re.compile(r"[^\W_]+")
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")
_SHORTEST_ALIKE: Final = 4  # letters: shorter words differ in one letter too often by chance
_SHORTEST_BESIDE: Final = 3  # with the same words beside them, where a letter is missing ("Ana Berg", "Anna Berg")
_LONG_ENOUGH: Final = 4  # letters of a word that tells a thing
_AROUND: Final = 60  # characters on each side of a figure in which its thing stands
_LEAST: Final = 3  # smaller figures are counts of anything
_TELLING: Final = 1000  # figures from which on the word behind them is enough to compare them
_MOST_APART: Final = 3.0  # two values of one thing are hardly further apart than this factor
# Names that differ in a letter and are two.
_TWO: Final = frozenset({
    frozenset(pair)
    for pair in (("iran", "iraq"), ("irak", "iran"), ("mali", "malta"), ("niger", "nigeria"), ("austria", "australia"))
})  # fmt: skip
# What is said of nearly every figure tells nothing of its thing.
_FREQUENT: Final = """
    about almost around people percent cent per million billion thousand hundred year years more than over under
    some have has had were was are with from that this said says after before since which their they will would
    pour avec dans plus moins près une des les est ont sont cette ans millions milliards euros après depuis
    selon und der die das mit von auf für bei mehr als etwa rund prozent jahre jahren sind wurde wurden"""
_SAID_OF_ANY: Final = frozenset(_FREQUENT.split())


class Variant(NamedTuple):
    """Two names that may be one, differently spelled: the places of each."""

    first: tuple[Checkable, ...]
    second: tuple[Checkable, ...]


class TwoValues(NamedTuple):
    """Two figures that may be of one thing and differ; ``thing`` holds the words that they share."""

    first: Checkable
    second: Checkable
    thing: tuple[str, ...]


def groups(text: str, tokens: Sequence[Checkable]) -> dict[str, list[Checkable]]:
    """The tokens by what they name, each list in the order of the text.

    A name that is the end of exactly one longer one ("Okafor", "Gwen Okafor") goes with it. Keys begin with the kind,
    so that a year and a figure of the same digits stay two.
    """
    grouped: dict[str, list[Checkable]] = defaultdict(list)
    for token in tokens:
        grouped[f"{token.kind} {_key(text, token)}"].append(token)
    longer: dict[str, list[str]] = defaultdict(list)
    for key in grouped:
        kind, _space, words = key.partition(" ")
        if kind == "name" and " " in words:
            longer[words.rsplit(" ", 1)[-1]].append(key)
    for word, keys in longer.items():
        if len(keys) == 1 and f"name {word}" in grouped:
            grouped[keys[0]] += grouped.pop(f"name {word}")
    return {key: sorted(found) for key, found in grouped.items()}


def _key(text: str, token: Checkable) -> str:
    words = text[token.start : token.end]
    if token.kind == "figure":
        found = quantities(words)
        if len(found) == 1:
            return f"{found[0].readings[0][0]:.12g} {found[0].unit}"
    return " ".join(_WORD.findall(words.casefold()))


def variants(grouped: Mapping[str, Sequence[Checkable]]) -> list[Variant]:
    """Pairs of names that differ by so little that one may be a slip ("Smith" and "Smyth", "Müller" and "Mueller")."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for key in grouped:
        if key.startswith("name "):
            for word in key.split()[1:]:
                if len(word) >= _SHORTEST_BESIDE and not word.isdigit():
                    by_word[word].append(key)
    found: dict[tuple[str, str], Variant] = {}
    for one, other in _alike(by_word):
        for first in by_word[one]:
            for second in by_word[other]:
                if first != second and _rest_agrees(first, second, one, other):
                    pair = (first, second) if grouped[first][0] <= grouped[second][0] else (second, first)
                    found[pair] = Variant(tuple(grouped[pair[0]]), tuple(grouped[pair[1]]))
    return sorted(found.values(), key=lambda variant: variant.second[0])


def _alike(words: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of words one slip apart: found by what is left of each with one letter out."""
    left: dict[str, set[str]] = defaultdict(set)
    for word in words:
        plain = _folded(word)
        for form in {plain, *(plain[:at] + plain[at + 1 :] for at in range(len(plain)))}:
            left[form].add(word)
    pairs = {
        (one, other) for alike in left.values() if len(alike) > 1 for one, other in combinations(sorted(alike), 2)
    }
    return {pair for pair in pairs if _is_slip(*pair)}


def _is_slip(one: str, other: str) -> bool:
    first, second = _folded(one), _folded(other)
    if frozenset((one, other)) in _TWO:
        return False
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    if long.startswith(short) or (len(short) == len(long) and short[:-1] == long[:-1]):
        return False  # endings: plural, gender, nationality
    if len(short) < len(long):
        return True
    unlike = [at for at in range(len(short)) if short[at] != long[at]]
    swapped = len(unlike) == 2 and short[unlike[0]] == long[unlike[1]] and short[unlike[1]] == long[unlike[0]]
    return len(unlike) == 1 or (swapped and unlike[1] == unlike[0] + 1)


def _folded(word: str) -> str:
    """Without accents; umlauts as they are written where a keyboard lacks them."""
    spelled = word.translate({0xE4: "ae", 0xF6: "oe", 0xFC: "ue", 0xDF: "ss", 0xF8: "oe", 0xE5: "aa"})
    return "".join(sign for sign in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(sign))


def _rest_agrees(first: str, second: str, one: str, other: str) -> bool:
    """Whether the other words of two names are the same, as far as both have some."""
    rest, others = set(first.split()[1:]) - {one}, set(second.split()[1:]) - {other}
    if min(len(one), len(other)) < _SHORTEST_ALIKE:
        return bool(rest) and rest == others and len(one) != len(other)
    return not rest or not others or rest == others


def two_values(text: str, tokens: Sequence[Checkable], sentences: Sequence[tuple[int, int]]) -> list[TwoValues]:
    """Pairs of figures that stand with the same rare words and the same unit, and disagree ("12,000 killed", "12,500").

    Of figures with a unit, the word before may be the same instead ("the harbour cost 40 million euros", "42 million").
    A hint, found by the words around: it may be wrong, and says so on screen.
    """
    spread = Counter(word for word in map(str.casefold, _LETTERS.findall(text)))
    figures: dict[str, list[tuple[Checkable, Quantity, frozenset[str]]]] = defaultdict(list)
    borders = iter(sentences)
    here = next(borders, (0, len(text)))
    for token in tokens:
        if token.kind != "figure":
            continue
        while here[1] <= token.start:
            here = next(borders, (token.start, len(text)))
        found = quantities(text[token.start : token.end])
        behind = map(str.casefold, _LETTERS.findall(text, token.end, min(here[1], token.end + _AROUND // 2)))
        head = next((word for word in behind if word not in _SAID_OF_ANY), "")
        if len(found) != 1:
            continue
        low, high = max(here[0], token.start - _AROUND), min(here[1], token.end + _AROUND)
        around = {word.casefold() for word in _LETTERS.findall(text[low : token.start] + " " + text[token.end : high])}
        if head:
            figures[f"{found[0].unit} {head}"].append((token, found[0], frozenset(around - _SAID_OF_ANY - {head})))
        front = [word.casefold() for word in _LETTERS.findall(text, low, token.start)]
        if found[0].unit and front and _tells(front[-1]):
            things = frozenset(word for word in front[:-1] if _tells(word))
            figures[f"{found[0].unit} before {front[-1]}"].append((token, found[0], things))
    told: dict[tuple[Checkable, Checkable], TwoValues] = {}
    for key, alike in figures.items():
        head, is_before = key.split()[-1], " before " in key
        for (first, one, these), (second, other, those) in combinations(alike, 2):
            shared = these & those
            is_large = min(abs(found.readings[0][0]) for found in (one, other)) >= _TELLING
            alone = is_large and not is_before and spread[head] == len(alike)
            if (shared or alone) and _disagree(one, other):
                told.setdefault((first, second), TwoValues(first, second, (head, *sorted(shared))))
    return sorted(told.values(), key=lambda two: (two.second, two.first))


def _tells(word: str) -> bool:
    return len(word) >= _LONG_ENOUGH and word not in _SAID_OF_ANY


def _disagree(one: Quantity, other: Quantity) -> bool:
    if (one.hedge or other.hedge) and {agreement(one, other), agreement(other, one)} != {"different"}:
        return False  # "about 4 million" and "4.2 million"
    low, high = sorted(abs(found.readings[0][0]) for found in (one, other))
    return _LEAST <= low < high <= low * _MOST_APART
