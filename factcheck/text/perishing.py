"""Words that time wears out ("today", "last year", "currently", an age), and whether it has by the day of print."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final, NamedTuple

# How long words hold, by kind: in days; "year" until the year is another one.
_HOLDS: Final = {"day": 1, "week": 7, "month": 28, "lately": 14, "age": 60}

_WORDS: Final = {
    "en": {
        "day": r"today|yesterday|tomorrow|tonight|this\s+(?:morning|afternoon|evening)|last\s+night|earlier\s+today",
        "week": r"(?:this|last|next)\s+(?:week|weekend|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
        r"|on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\w+\s+(?:days?|hours?)\s+ago",
        "month": r"(?:this|last|next)\s+(?:month|quarter)|\w+\s+(?:weeks?|months?)\s+ago",
        "year": r"(?:this|last|next)\s+(?:year|decade|spring|summer|autumn|fall|winter|season"
        r"|January|February|March|April|May|June|July|August|September|October|November|December)|\w+\s+years?\s+ago",
        "lately": r"currently|recently|lately|nowadays|at\s+present|so\s+far|to\s+date|at\s+the\s+time\s+of\s+writing"
        r"|just\s+(?:announced|launched|opened|published)|soon|upcoming|incoming|outgoing|newly\s+\w+ed|still",
        "age": r"\d{1,3}-year-olds?|aged\s+\d{1,3}|(?<=,\s)\d{1,3}(?=,)|(?<=\sis\s)\d{1,3}(?=[.,])"
        r"|\d{1,3}\s+years\s+old",
    },
    "fr": {
        "day": r"aujourd[’']hui|hier|demain|avant-hier|ce\s+(?:matin|soir)|cet\s+après-midi|cette\s+nuit",
        "week": r"(?:cette\s+semaine|la\s+semaine\s+(?:dernière|prochaine|passée))"
        r"|(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:\s+(?:dernier|prochain))?(?!\s+\d)"
        r"|il\s+y\s+a\s+\w+\s+(?:jours?|heures?)",
        "month": r"ce\s+mois(?:-ci)?|le\s+mois\s+(?:dernier|prochain)|il\s+y\s+a\s+\w+\s+(?:semaines?|mois)",
        "year": r"cette\s+année|l[’'](?:an|année)\s+(?:derni(?:er|ère)|prochaine?|passée?)|cet\s+(?:été|automne|hiver)"
        r"|(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\s+(?:dernier|prochain)"
        r"|il\s+y\s+a\s+\w+\s+ans?",
        "lately": r"actuellement|récemment|dernièrement|en\s+ce\s+moment|à\s+ce\s+jour|jusqu[’']à\s+présent|bientôt"
        r"|vient\s+d[’'e]\s*\w+|ces\s+derniers\s+(?:jours|mois|temps)|prochainement",
        "age": r"(?:âgée?\s+de\s+)?\d{1,3}\s+ans(?=\s*[,.)])",
    },
    "de": {
        "day": r"heute|gestern|vorgestern|morgen|heute\s+(?:Morgen|Abend)|letzte\s+Nacht",
        "week": r"(?:diese|letzte|vergangene|nächste|kommende)\s+Woche|am\s+(?:kommenden|vergangenen|letzten)\s+\w+tag"
        r"|vor\s+\w+\s+(?:Tagen|Stunden)",
        "month": r"(?:diesen|letzten|vergangenen|nächsten|kommenden)\s+Monat"
        r"|vor\s+\w+\s+(?:Wochen|Monaten)",
        "year": r"(?:dieses|letztes|vergangenes|nächstes|kommendes)\s+Jahr|(?:im\s+)?(?:vergangenen"
        r"|vorigen|letzten)\s+Jahr"
        r"|vor\s+\w+\s+Jahren|heuer",
        "lately": r"derzeit|zurzeit|zur\s+Zeit|kürzlich|neulich|aktuell|momentan|bislang|bisher|demnächst|jüngst",
        "age": r"\d{1,3}-[Jj]ährige[rnms]?|\d{1,3}\s+Jahre\s+alt|(?<=\()\d{1,3}(?=\))",
    },
}  # fmt: skip
# "Still" and its like are said of too much; they stand in no list that stops the press.
_NEVER: Final = frozenset({"still", "soon", "bisher", "bientôt"})


class Perishing(NamedTuple):
    """Words that time wears out, ``text[start:end]``; ``kind`` tells how long they hold."""

    start: int
    end: int
    kind: str


def perishing(text: str, language: str = "en") -> list[Perishing]:
    """The words in a text that do not stay true by themselves, by place."""
    code = re.split(r"[-_]", language, maxsplit=1)[0].lower()
    if code not in _WORDS:
        return []
    return [
        Perishing(*match.span(), str(match.lastgroup))
        for match in _pattern(code).finditer(text)
        if match.group().casefold() not in _NEVER
    ]


def has_passed(kind: str, written: date, printed: date) -> bool:
    """Whether words of a kind, true on the day they were written, need another look on the day of print."""
    if kind == "year":
        return written.year != printed.year
    return (printed - written).days >= _HOLDS[kind]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS[language].items())
    return re.compile(rf"(?<!\w)(?:{kinds})(?!\w)", re.IGNORECASE)
