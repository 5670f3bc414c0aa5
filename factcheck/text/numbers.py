"""Numbers in a text: their values with the precision they are given in, and whether two of them agree."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final, Literal

Agreement = Literal["same", "rounded", "different"]

_ONES: Final = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS: Final[dict[str, int]] = {
    **{word: value for value, word in enumerate(_ONES.split())},
    **{word: 10 * tens for tens, word in enumerate(_TENS.split(), 2)},
}
_SCALES: Final[dict[str, float]] = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "tsd": 1e3, "mille": 1e3, "tausend": 1e3, "mil": 1e3,
    "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
    "million": 1e6, "millions": 1e6, "millionen": 1e6, "millones": 1e6, "millón": 1e6, "mn": 1e6, "mio": 1e6, "m": 1e6,
    "billion": 1e9, "billions": 1e9, "milliard": 1e9, "milliards": 1e9, "milliarden": 1e9, "bn": 1e9, "mrd": 1e9,
    "trillion": 1e12, "trillions": 1e12, "tn": 1e12,
}  # fmt: skip
_UNITS: Final[dict[str, str]] = {
    "%": "%", "percent": "%", "per cent": "%", "pct": "%", "prozent": "%", "pour cent": "%", "por ciento": "%",
    "percentage points": "points", "percentage point": "points",
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP",
    "¥": "JPY", "yen": "JPY", "₹": "INR", "rs": "INR", "inr": "INR", "rupee": "INR", "rupees": "INR",
}  # fmt: skip
# What stands before a number and says how exact it is, by the side of it where the true value lies.
_ABOUT: Final = """about around approximately approx. some roughly circa ca. environ quelque etwa rund ungefähr circa
    unos unas alrededor\\sde cerca\\sde"""
_OVER: Final = "over more\\sthan at\\sleast plus\\sde über mehr\\sals más\\sde"
_UNDER: Final = """under less\\sthan fewer\\sthan almost nearly up\\sto at\\smost moins\\sde près\\sde presque unter
    weniger\\sals fast knapp menos\\sde casi"""

_DIGITS: Final = r"(?:\d{1,3}(?:[.,\u00a0\u202f\u2009' ]\d{3}){1,4}(?!\d)|\d{1,15})(?:[.,]\d{1,15})?"
_NUMBER_WORD: Final = "|".join([*_WORDS, "hundred", "thousand", "million", "billion", "trillion"])


def _any(words: str) -> str:
    return "|".join(word.replace(".", r"\.") for word in words.split())


def _alternatives(words: dict[str, str] | dict[str, float]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_QUANTITY: Final = re.compile(
    rf"""
    (?:\b(?P<hedge>(?P<about>{_any(_ABOUT)})|(?P<over>{_any(_OVER)})|(?P<under>{_any(_UNDER)}))\s+)?
    (?:(?<![^\W\d_])(?P<before>US\$|[$€£¥₹]|(?:USD|EUR|GBP|INR|Rs)\b\.?)\s?)?
    (?:
        (?P<sign>(?<!\w)[-−])?(?<![\w.,:])(?P<digits>{_DIGITS})(?![.,:]?\d)
        (?:[ \u00a0\u202f-]?(?P<scale>{_alternatives(_SCALES)})(?![^\W\d_])(?:(?<=Mio|Mrd|Tsd)\.)?)?
        (?![^\W_])
    |   (?<!\w)(?P<words>(?:an?\s+(?=hundred|thousand|million|billion|trillion))?
        (?:{_NUMBER_WORD})(?:(?:\s+(?:and\s+)?|-)(?:{_NUMBER_WORD}))*)(?!\w)
    )
    (?:[\s-]?(?P<after>percentage\ points?|%|€|(?:{_alternatives(_UNITS)})(?![^\W\d_])))?
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that stands in ``text[start:end]``, with its unit and the words that hedge it.

    ``readings`` are the values it may mean, each with half the width of what it rounds: "40.8" is (40.8, 0.05).
    "1.250" may be a decimal or thousands, and so has two. ``unit`` is "%", "points", a currency code or empty;
    ``hedge`` the hedging words in small letters; ``side`` is 1 for "over", -1 for "under", else 0.
    """

    start: int
    end: int
    readings: tuple[tuple[float, float], ...]
    unit: str
    hedge: str
    side: int


def quantities(text: str) -> list[Quantity]:
    """The numbers of a text in order, in digits or English words; their spans hold unit and hedge."""
    found = []
    for match in _QUANTITY.finditer(text):
        hedge = " ".join((match["hedge"] or "").casefold().split())
        unit = _UNITS.get(" ".join((match["before"] or match["after"] or "").casefold().rstrip(".").split()), "")
        readings = _in_digits(match) if match["digits"] else _in_words(match["words"])
        exact = bool(re.fullmatch(r"1\d{3}|20\d\d", match["digits"] or "")) and not (match["scale"] or unit or hedge)
        if not exact:
            readings = tuple((value, _half(value, half, hedged=bool(hedge))) for value, half in readings)
        side = 1 if match["over"] else -1 if match["under"] else 0
        found.append(Quantity(*match.span(), readings, unit, hedge, side))
    return found


def agreement(claimed: Quantity, stated: Quantity) -> Agreement:
    """Whether what is claimed is what is stated, or a rounding of it; the precision of the claim decides."""
    if claimed.unit != stated.unit or stated.side not in (0, claimed.side):
        return "different"
    best: Agreement = "different"
    for value, half in claimed.readings:
        for stated_value, stated_half in stated.readings:
            if math.isclose(value, stated_value, rel_tol=1e-9):
                if claimed.hedge == stated.hedge:
                    return "same"
                # "Over 40" is not what "40" says, but "about 40" is.
                fits = claimed.side == stated.side
            else:
                right_side = claimed.side == stated.side or claimed.side * (stated_value - value) > 0
                fits = right_side and abs(value - stated_value) <= half * (1 + 1e-9) and stated_half <= half
            best = "rounded" if fits else best
    return best


def _half(value: float, half: float, *, hedged: bool) -> float:
    """Half the width that a number rounds: final zeros of large or hedged numbers count, up to a twentieth."""
    zeros = 0
    if hedged or abs(value) >= 1000:
        while value and zeros < 15 and value % 10 ** (zeros + 1) == 0:
            zeros += 1
    return max(half, min(0.5 * 10**zeros, abs(value) / 20) if zeros else half)


def _in_digits(match: re.Match[str]) -> tuple[tuple[float, float], ...]:
    digits = re.sub(r"[\u00a0\u202f\u2009' ]", "", match["digits"])
    scale = _SCALES.get((match["scale"] or "").casefold(), 1) * (-1 if match["sign"] else 1)
    marks = re.findall(r"[.,]", digits)
    if not marks:
        forms = [digits]
    elif len(set(marks)) == 2:
        forms = [digits.replace(marks[0], "").replace(",", ".")]
    elif len(marks) > 1 or re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits):
        forms = [re.sub(r"[.,]", "", digits)]
    elif re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits):
        forms = [digits, digits.replace(".", "")]
    else:
        forms = [digits.replace(",", ".")]
    return tuple((float(form) * scale, 0.5 * 10 ** -len(form.partition(".")[2]) * abs(scale)) for form in forms)


def _in_words(words: str) -> tuple[tuple[float, float], ...]:
    total = part = 0.0
    for word in re.findall(r"[a-z]+", words.casefold()):
        if word in _WORDS:
            part += _WORDS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total, part = total + (part or 1) * _SCALES[word], 0
    return ((total + part, 0.5),)
