"""Dates, times and spans of time in a text, as its language writes them."""

from __future__ import annotations

from functools import cache
from typing import Final

from factcheck.text.beginnings import Beginnings
from factcheck.text.number_words import spelled

_YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)(?![\d%])(?![.,]\d{3})"
_YEARS: Final = rf"{_YEAR}(?:s\b|ers?\b|\s?[-–/]\s?(?:{_YEAR}|\d\d(?!\d)))?"
_NUMERIC: Final = r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)(?!\d)|\d{1,2}/\d{1,2}(?![\d/])"
_DAY: Final = r"\d{1,2}"
_DAYS: Final = rf"{_DAY}(?:\s?[-–]\s?{_DAY}|\s(?:au|et|and|to|bis|und)\s{_DAY})?"

_ENGLISH: Final = {
    "month": "January|February|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?",
    "any_month": "{month}|March|May",
    "weekday": "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
    "season": "spring|summer|autumn|fall|winter",
    "part": "morning|afternoon|evening|night|lunchtime",
    "unit": "seconds?|minutes?|hours?|days?|weeks?|weekends?|months?|years?|decades?|centur(?:y|ies)|season|quarter"
    "|term",
    "near": "[Ee]arly|[Ll]ate|[Mm]id|the start of|the end of",
    "ordinal": "first|second|third|fourth|last|final",
}
_FRENCH: Final = {
    "month": "[Jj]anvier|[Ff]évrier|[Mm]ars|[Aa]vril|mai|[Jj]uin|[Jj]uillet|[Aa]oût|[Ss]eptembre|[Oo]ctobre|[Nn]ovembre"
    "|[Dd]écembre"
    "|janv\\.|févr\\.|sept\\.",
    "any_month": "{month}",
    "weekday": "[Ll]undi|[Mm]ardi|[Mm]ercredi|[Jj]eudi|[Vv]endredi|[Ss]amedi|[Dd]imanche",
    "season": "printemps|été|automne|hiver",
    "part": "matin|après-midi|soir|midi",
    "unit": "secondes?|minutes?|heures?|jours?|semaines?|week-ends?|mois|ans?|années?|décennies?|siècles?|trimestre"
    "|saison",
    "last": "derni(?:er|ère)s?|passée?s?|prochaine?s?|suivante?s?|précédente?s?|écoulée?",
    "near": "[Dd]ébut|[Ff]in|[Mm]i|[Cc]ourant",
}
_GERMAN: Final = {
    "month": "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "any_month": "{month}",
    "weekday": "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag",
    "season": "Frühjahr|Frühling|Sommer|Herbst|Winter",
    "part": "[Mm]orgen|[Vv]ormittag|[Nn]achmittag|[Aa]bend|[Nn]acht|[Mm]ittag",
    "unit": "Sekunden?|Minuten?|Stunden?|Tag(?:e[ns]?)?|Wochen?|Wochenendes?|Monat(?:e[ns]?|s)?|Jahr(?:e[ns]?|s)?"
    "|Jahrzehnt(?:e[ns]?|s)?|Quartals?",
    "last": "(?:letzte|vergangene|vorige|kommende|nächste|folgende|diese)[nmrs]?",
    "near": "Anfang|Mitte|Ende",
}

# Of those that begin at the same place the longest comes first.
_PATTERNS: Final = {
    "en": (
        (r"{weekday}(?:,?\s+(?:the\s+)?{days}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{any_month})"
         r"|,?\s+(?:{any_month})\s+{days}(?:st|nd|rd|th)?)(?:,?\s+{year})?"),
        r"{days}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{any_month})(?:,?\s+{year})?",
        r"(?:{any_month})\s+{days}(?:st|nd|rd|th)?(?!\d|[.,]\d)(?:,\s+{year}|\s+{year})?",
        r"(?:(?:{near})[- ])?(?:{any_month})(?:\s+of)?,?\s+{year}",
        r"(?:(?:{near})[- ])?(?:{season})(?:\s+of)?\s+{year}",
        (r"(?:[Ll]ast|[Tt]his|[Nn]ext|that)\s+(?:(?:{near})[- ])?"
         r"(?:{weekday}|{any_month}|{season}|{part}|{unit})(?:\s+(?:{part}))?"),
        (r"(?:(?<=\b[IiOoBbTt][nyo]\s)|(?<=\bof\s)|(?<=\bfrom\s)|(?<=\b[Ss]ince\s)|(?<=\buntil\s)|(?<=\bbefore\s)"
         r"|(?<=\bafter\s)|(?<=\bduring\s)|(?<=\bevery\s)|(?<=\beach\s)|(?<=\ba\s)|(?<=\band\s)|(?<=\bthrough\s)"
         r"|(?<=\bearly\s)|(?<=\blate\s)|(?<=\bmid-))(?:March|May)"),
        r"(?:{near})[- ](?:{years}|{month})",
        r"(?:{weekday})(?:\s+(?:{part}))?",
        r"(?:{month})",
        r"(?:{number}|a|an|several|(?:a\s+)?few|many)\s+(?:{unit})\s+(?:ago|earlier|later|from\s+now)",
        r"(?:following|previous|coming|past|preceding)\s+(?:{unit}|{part})",
        (r"(?:{ordinal})[- ](?:quarter|half)(?=\s+(?:of\b|,|results?|loss|profit|figures|earnings)|,)"
         r"|Q[1-4](?:\s+{year})?"),
        r"(?:\d{1,2}(?:st|nd|rd|th)|[a-z]*(?:teenth|tieth|first|second|third|fourth|fifth))[- ]centur(?:y|ies)",
        r"(?:at\s+)?(?:half|(?:a\s+)?quarter)[- ](?:past|to)\s+(?:{number})|(?:{number})\s+o[’']clock",
        r"\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.\s?m\.|[ap]m\b)(?:\s+on)?(?<!on)|\d{1,2}:\d\d(?!:?\d)",
        r"(?:[Bb]y\s+|[Aa]t\s+)?(?:noon|midnight|midday)|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight",
        r"[Cc]urrently|[Rr]ecently|[Nn]owadays",
        r"Christmas(?:\s+(?:Eve|Day))?|Easter(?:\s+(?:Sunday|Monday))?|New\s+Year[’']s\s+(?:Eve|Day)|Thanksgiving|Ramadan",
        r"[’']\d0s\b",
    ),
    "fr": (
        (r"(?:{weekday}\s+)?(?:1er|{days})(?:er)?\s+(?:{any_month})(?:\s+{year})?"
         r"(?:\s+à\s+\d{1,2}\s?h(?:eures)?\b(?:\s?\d\d)?)?"),
        r"(?:(?:{near})(?:\s+|-))?(?:{month})(?:\s+{year}|\s+(?:{last}))?",
        r"(?:{near})(?:\s+|-){years}",
        (r"(?:(?:[Ll][’']|[Cc]et\s+|[Aa]u\s+|[Ll]e\s+|d[’'])?(?:{season})(?:\s+de)?\s+{year}"
         r"|(?:[Ll][’']|[Cc]et\s+)(?:été|automne|hiver)(?:\s+(?:{last}))?|(?:[Aa]u|[Cc]e|[Ll]e)\s+printemps(?:\s+(?:{last}))?)"),
        r"(?:{weekday})(?:\s+(?:{part}))?(?:\s+(?:{last}))?",
        r"(?:[Ll]e\s+|[Ll]a\s+|[Ll][’'])(?:{unit})\s+(?:{last}|d[’']avant|d[’']après)",
        r"(?:an|année|mois|semaine|trimestre)\s+(?:{last})",
        r"[Cc]e(?:t|tte)?\s+(?:{unit}|{part}|nuit)",
        r"[Ii]l\s+y\s+a\s+(?:{number}|un|une|quelques|plusieurs)\s+(?:{unit})",
        r"(?:{number}|une?|quelques|plusieurs)\s+(?:{unit})\s+(?:plus\s+t(?:ôt|ard)|auparavant|après)",
        r"(?:[Pp]remier|deuxième|troisième|quatrième|dernier)\s+(?:trimestre|semestre)(?:\s+{year})?",
        r"[XVI]{1,5}e(?:\s+siècle)|(?:années|ans)\s+(?:{year}|\d0)",
        r"(?:{number})\s+heures(?:\s+(?:et\s+(?:demie|quart)|moins\s+le\s+quart|{number}))?(?!\s+(?:de|par|sans|plus))",
        r"\d{1,2}\s?(?:h|heures)\b(?:\s?\d\d)?|\d{1,2}:\d\d(?!:?\d)",
        r"(?:[Àà]\s+)?(?:midi|minuit)\b|[Aa]ujourd[’']hui|(?:[Aa]vant-)?[Hh]ier|(?:[Aa]près-)?[Dd]emain|[Ll]e\s+lendemain",
        r"[Aa]ctuellement|[Rr]écemment|[Àà]\s+la\s+dernière\s+minute",
        r"Noël|Pâques|Toussaint|Pentecôte",
    ),
    "de": (
        r"(?:{weekday},?\s+(?:den\s+|dem\s+)?)?{day}\.(?:\s?(?:bis|und|[-–])\s?{day}\.)?\s?(?:{month})(?:\s+{year})?",
        r"(?:(?:{near})\s+)?(?:{month})(?:\s+{year})?",
        r"(?:{near})\s+{years}",
        r"(?:(?:{weekday})(?:{part})?|(?:{last})\s+(?:{weekday}|{month}|{season}|{unit}))",
        r"(?:im\s+)?(?:{season})\s+{year}",
        r"vor\s+(?:{number}|einem|einer|wenigen|mehreren)\s+(?:{unit})|(?:{number})\s+(?:{unit})\s+(?:später|zuvor)",
        r"\d{1,2}(?:[.:]\d\d)?\s+Uhr|(?:{number})\s+Uhr|halb\s+(?:{number})|\d{1,2}:\d\d(?!:?\d)",
        r"(?:erste[ns]?|zweite[ns]?|dritte[ns]?|vierte[ns]?)\s+(?:Quartal|Halbjahr)s?|{day}\.\s+Jahrhunderts?",
        r"[Gg]estern|[Hh]eute|(?:über)?morgen|vorgestern|Mitternacht|[Dd]erzeit|[Kk]ürzlich|[Nn]eulich|zurzeit",
        r"Weihnachten|Heiligabend|Ostern|Pfingsten|Silvester|Neujahr",
    ),
}  # fmt: skip


@cache
def times_in(language: str) -> Beginnings:
    """What finds dates and times in a language; in one that is not known, only what is written in digits."""
    words = {"en": _ENGLISH, "fr": _FRENCH, "de": _GERMAN}.get(language, {})
    filled = {"day": _DAY, "days": _DAYS, "year": _YEAR, "years": _YEARS, "number": spelled(language), **words}
    parts = "|".join((_NUMERIC, *_PATTERNS.get(language, ()), _YEARS))
    for _round in range(2):  # some words are made of others
        for name, value in filled.items():
            parts = parts.replace("{" + name + "}", f"(?:{value})")
    return Beginnings(rf"(?<![\w$€£¥.,:-])(?:{parts})(?![^\W_])")
