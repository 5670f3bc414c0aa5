"""Numbers that are written as words, and figures in digits with what belongs to them, by language."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from factcheck.text.beginnings import Beginnings

_ENGLISH_ONES: Final = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|zero"
)
_ENGLISH_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ENGLISH_LARGE: Final = "hundred|thousand|million|billion|trillion"
_FRENCH_ONES: Final = (
    "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf"
    "|zéro"
)
_FRENCH_TENS: Final = "vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante"
_FRENCH_LARGE: Final = "cents?|mille|millions?|milliards?"
_GERMAN_ONES: Final = "ein|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|[a-zäöü]{3,6}zehn"
_GERMAN_TENS: Final = "zwanzig|dreißig|dreissig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig"

_SPELLED: Final = {
    "en": (
        rf"(?:(?:an?|one|{_ENGLISH_ONES}|(?:{_ENGLISH_TENS})(?:[- ](?:one|{_ENGLISH_ONES}))?)[- ](?:{_ENGLISH_LARGE})"
        rf"(?:(?:[- ]and)?[- ](?:one\b|{_ENGLISH_ONES}|{_ENGLISH_TENS}|{_ENGLISH_LARGE}))*"
        rf"|(?:{_ENGLISH_TENS})(?:[- ](?:one|{_ENGLISH_ONES}))?|one(?=[- ](?:hundred|thousand))|{_ENGLISH_ONES})"
    ),
    "fr": (
        rf"(?:(?:une?\s+)?(?:{_FRENCH_ONES}|{_FRENCH_TENS}|{_FRENCH_LARGE})"
        rf"(?:[- ](?:et[- ])?(?:une?\b(?!\s+[a-zéèà]{{3}})|onze|{_FRENCH_ONES}|{_FRENCH_TENS}|{_FRENCH_LARGE})\b)*)"
    ),
    "de": (
        rf"(?:(?:{_GERMAN_ONES})?(?:hundert|tausend)(?:(?:und)?(?:{_GERMAN_ONES}|{_GERMAN_TENS}|hundert|tausend))*"
        rf"|(?:(?:{_GERMAN_ONES})und)?(?:{_GERMAN_TENS})|(?!ein\b){_GERMAN_ONES})"
    ),
}
# Parts, multiples and rough numbers; a number of its own only beside others is "one".
_ROUGH: Final = {
    "en": (
        r"(?:an?|one|{n})[- ](?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|half|thousandth)s?\b"
        r"|(?:{n}|\d+|one)(?:\s+out\s+of|\s+in)(?:\s+every)?\s+(?:{n}|\d+|one)"
        r"|(?:a\s+)?(?:half\s+an?\s+)?(?:couple|dozen)s?(?!\s+eggs)|half(?:\s+a\s+dozen)?|halves|halved"
        r"|(?:tens|scores|hundreds|thousands|millions|billions)(?:\s+of\s+(?:thousands|millions|billions))?"
        r"|{n}\s+times|twice|thrice|doubled?|tripled?|quadrupled?|[a-z]+fold"
        r"|(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|[a-z]+teenth|[a-z]+tieth)"
        r"|(?:more\s+than|less\s+than|almost|nearly|about|over|under|around|within|just|only)\s+an?\s+"
        r"(?:second|minute|hour|day|week|fortnight|month|year|decade|century|mile|metre|meter|kilometre|kilometer)\b"
        r"|a\s+single\s+[a-z]+|top\s+(?:{n}|\d+)"
        r"|(?<!no\s)(?<!the\s)(?<!this\s)(?<!that\s)(?<!each\s)(?<!every\s)(?<!any\s)(?<!some\s)(?<!which\s)(?<!another\s)"
        r"(?<!new\s)one(?![’']s|\s+(?:another|can|must|should|would|may|day|thing|might)\b)"
    ),
    "fr": (
        r"(?:{n}|\d+|une?)(?:\s+[a-zéè]+)?\s+sur\s+(?:{n}|\d+)"
        r"|(?:une?\s+|le\s+|la\s+|les\s+)?(?:{n}\s+)?(?:tiers|quarts?|cinquièmes?|dixièmes?|moitié)\b"
        r"|(?:une\s+)?(?:demi-)?(?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|centaine)s?"
        r"|(?:un\s+)?millier"
        r"s?|(?:le\s+)?(?:double|triple)\b|(?:{n}|une)\s+fois|doublé|triplé"
        r"|(?:plus|moins|près)\s+d[’']une?\s+(?:seconde|minute|heure|journée|semaine|mois|an|année|décennie|siècle|kilomètre)"
        r"|(?:deux|trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz|vingt|trent|cent)(?:-[a-z]+)?ième"
        r"|(?:vingt|trente|quarante|cinquante|soixante)-[a-zéè]+ième"
        r"|une?(?=\s+(?:seul|seule|seconde|minute|heure|jour|semaine|mois|an|année|kilomètre|mètre|euro|pour)\b)"
        r"|(?<=\set\s)une?(?=,)"
    ),
    "de": (
        r"(?:ein|{n})\s+(?:Drittel|Viertel|Fünftel|Zehntel|Dutzend)|Dutzende|Hunderte|Tausende|Hälfte|halb(?:e[rsn]?)?"
        r"|doppelt(?:e[rsn]?)?|verdoppelte?|dreifach(?:e[rsn]?)?|zweimal|dreimal|jede[rs]?\s+(?:zweite|dritte|vierte|zehnte)"
        r"|(?:{n})(?:te|ste)[nmrs]?"
    ),
}
_HEDGES: Final = {
    "en": r"more\s+than|less\s+than|fewer\s+than|at\s+least|at\s+most|up\s+to|about|around|roughly|almost|nearly|over"
    r"|under|some",
    "fr": r"plus\s+de|moins\s+de|au\s+moins|jusqu[’']à|environ|près\s+de|quelque|presque",
    "de": r"mehr\s+als|weniger\s+als|mindestens|höchstens|bis\s+zu|rund|etwa|knapp|fast|über|gut",
}
_SCALE: Final = (
    r"hundred|thousand|million|billion|trillion|millions?|milliards?|mille|Millionen|Million|Milliarden?|Mio\.?|Mrd\.?"
    r"|Tausend|tausend|Tsd\.|bn|mn|tn|m|k|crores?|lakhs?|millones|millón|mil"
)
_UNIT: Final = (
    r"percentage\s+points?|points?\s+de\s+pourcentage|Prozentpunkte|%|‰|per\s?cent|pour\s+cent|Prozent|°\s?[CF]?"
    r"|(?:d[’']|de\s+)?(?:euros?|dollars?)|€|£|\$|pounds|francs|CHF|USD|EUR|GBP|Euro|Dollar"
)
# Units that stand right behind the digits; others are words of their own.
_CLOSE: Final = r"(?:km/h|mph|km|kg|cm|mm|ml|GW|MW|kW|GB|MB|TB|ft|st|nd|rd|th|er|ère|e|ème|x|s|h|g|p)(?![^\W_])"
_DIGITS: Final = (
    r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:[.,'’]\d{3})+(?!\d)(?:[.,]\d+)?"
    r"|\d+(?::\d\d)+(?:\.\d+)?|\d+(?:[.,]\d+)?(?:/\d+)?)"
)


def spelled(language: str) -> str:
    """The pattern of a number in words ("forty-one", "quatre cents"); one that never matches where none is known."""
    return _SPELLED.get(language, r"(?!)")


@cache
def digits_in() -> re.Pattern[str]:
    """What finds figures in digits, with their sign, scale and unit."""
    money = r"(?:(?:US|AU|NZ|HK|A|C|S)?\$|€|£|¥|₹|(?:USD|EUR|GBP|CHF|Rs)\.?\s)\s?"
    one = rf"(?:{money})?{_DIGITS}(?:(?:[\s-]?(?:{_SCALE})(?![^\W_])|{_CLOSE})?(?:\s?(?:{_UNIT})(?![^\W_]))?)"
    return re.compile(rf"(?<![\w.,:#/]-)(?<![\w.,:#/])(?<![\w.,:#/][$€£¥₹]){one}(?:\s?[-–]\s?{one})?")


@cache
def figures_in(language: str) -> Beginnings:
    """What finds figures in words in a language."""
    words, rough = spelled(language), _ROUGH.get(language, r"(?!)").replace("{n}", spelled(language))
    return Beginnings(
        rf"(?<![\w.,:#/]-)(?<![\w.,:#/])(?:(?:{rough})|(?:{words})(?:\s(?:{_UNIT}))?)(?![^\W_])", re.IGNORECASE
    )


@cache
def hedges_in(language: str) -> re.Pattern[str]:
    """What stands right before a figure and says how exact it is ("more than")."""
    return re.compile(rf"(?<!\w)(?:{_HEDGES.get(language, '(?!)')})\s+$", re.IGNORECASE)
