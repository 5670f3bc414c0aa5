"""Authors as people type them ("Iyer, S.; Marchetti, L."), and as styles of citation print them.

Several authors are parted by semicolons. "Family, Given" says for certain which part is which. Of a name in its
spoken order the last word is taken for the family's, unless a word shows that it is no person's name, or the script
knows no such order; then it is printed as it stands, which is never wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_PARTICLES: Final = frozenset(
    {
        "al", "ap", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "ibn", "la",
        "le", "les", "op", "ten", "ter", "van", "von", "zu", "zum", "zur",
    }
)  # fmt: skip
_SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
# Words that no person is called by: beginnings of words, and whole words, in the languages that the program speaks.
_BODY: Final = re.compile(
    r"(?:academ|administrat|agenc|agentur|allianc|alianza|asocia|assembl|associat|authorit|chambr|coalit|collectiv"
    r"|comisi|comité|committe|commiss|compan|conseil|consejo|corporat|departa|departm|départem|directorat|federat"
    r"|fédérat|foundat|fondat|fundac|gesellschaf|governm|gouvern|initiativ|institu|internation|kommission|laborator"
    r"|ministe|ministr|ministè|observator|organi[sz]a|parliam|parlam|parlem|polizei|provinc|secretar|statisti|stiftung"
    r"|televis|universi|verband|zeitung)\w*"
    r"|(?:action|amt|archive|bank|banco|banque|board|bund|bureau|center|centre|centro|church|college|council|county"
    r"|court|daily|desk|district|division|école|editors|forum|fund|gazette|gemeinde|global|gmbh|group|grupo|herald"
    r"|hospital|hôpital|inc\.?|journal|league|library|limited|llc|ltd\.?|media|monitor|museum|national|nations|network"
    r"|news|office|oficina|party|partei|parti|partido|police|post|press|project|program|programme|region|report|review"
    r"|research|school|senate|senat|service|services|sociedad|society|société|staff|stadt|state|states|studio|survey"
    r"|team|times|town|trust|union|united|verein|watch|world)",
    re.IGNORECASE,
)
_JOINING: Final = frozenset({"and", "for", "of", "the", "und", "für", "et", "pour", "des", "y", "para"})
_LONGEST: Final = 4  # words of a person's name in its spoken order, particles apart
_INITIALS: Final = re.compile(r"(?:\w\.-?){1,4}$")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in its parts; of a body, or where the parts are not known, ``family`` alone."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def is_person(self) -> bool:
        """Whether the parts of the name are known."""
        return bool(self.given)

    @property
    def initials(self) -> str:
        """The given names as initials: "J.-P. S."."""
        return " ".join("-".join(_initial(part) for part in word.split("-") if part) for word in self.given.split())

    @property
    def straight(self) -> str:
        """The name as it is spoken: "Pia Osterholt"."""
        return " ".join(filter(None, (self.given, self.family, self.suffix)))

    @property
    def turned(self) -> str:
        """The name as it is sorted: "Osterholt, Pia"."""
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))


@lru_cache(maxsize=1024)
def names_in(authors: str) -> tuple[Name, ...]:
    """The names in what was typed as authors."""
    return tuple(name_of(piece) for piece in authors.split(";") if piece.strip(" ,"))


def name_of(words: str) -> Name:
    """One name; see above for how it is understood."""
    words = " ".join(words.split())
    family, comma, given = (part.strip() for part in words.partition(","))
    if comma and family and given:
        given, _comma, suffix = (part.strip() for part in given.partition(","))
        if _is_body(words):
            return Name(words)
        return Name(family, given, suffix)
    return _spoken(words.strip(" ,"))


def _spoken(words: str) -> Name:
    parts = words.split()
    suffix = parts.pop() if len(parts) > 2 and parts[-1].lower() in _SUFFIXES else ""
    named = [part for part in parts if part.lower() not in _PARTICLES]
    if not 2 <= len(named) <= _LONGEST or _is_body(words) or not _has_case(parts) or _INITIALS.match(parts[-1]):
        return Name(words)
    begin = len(parts) - 1
    while begin > 1 and parts[begin - 1].lower() in _PARTICLES:
        begin -= 1
    return Name(" ".join(parts[begin:]), " ".join(parts[:begin]), suffix)


def _is_body(words: str) -> bool:
    parts = words.replace(",", " ").split()
    return any(_BODY.fullmatch(part) or part.lower() in _JOINING or part == "&" for part in parts)


def _has_case(parts: list[str]) -> bool:
    """Whether every word begins as names do in scripts with capitals, particles apart."""
    return all(part[0].isupper() or part.lower() in _PARTICLES for part in parts)


def _initial(part: str) -> str:
    return part if part.endswith(".") or not part[0].isalpha() else f"{part[0]}."
