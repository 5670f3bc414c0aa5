"""The dates of sources ("2024-03-09", "2024-03", "2024", "spring 1998") as styles of citation write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from factcheck.locales import day, month
from factcheck.translation import current_language

_WRITTEN: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_YEAR: Final = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SHORT_MONTHS: Final = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


@dataclass(frozen=True, slots=True)
class Written:
    """A date out of a record's free text; words that are no date stand for themselves."""

    words: str
    parts: tuple[int, ...] = ()  # year, month and day, as many as are known

    @property
    def year(self) -> str:
        """The year alone where it is known, else all the words."""
        if self.parts:
            return str(self.parts[0])
        found = _YEAR.search(self.words)
        return found[0] if found else self.words

    def in_apa(self) -> str:
        """Year first ("2024, March 9"); in other languages than English as they write it."""
        if not self.parts or current_language() != "en":
            return self.in_full()
        rest = " ".join([_MONTHS[self.parts[1] - 1], *map(str, self.parts[2:])]) if self.parts[1:] else ""
        return f"{self.parts[0]}, {rest}" if rest else str(self.parts[0])

    def in_chicago(self) -> str:
        """Month first: "March 9, 2024"."""
        if not self.parts[1:] or current_language() != "en":
            return self.in_full()
        year, number, *days = self.parts
        return f"{_MONTHS[number - 1]} {days[0]}, {year}" if days else f"{_MONTHS[number - 1]} {year}"

    def in_mla(self) -> str:
        """Months shortened: "9 Mar. 2024"."""
        if not self.parts[1:] or current_language() != "en":
            return self.in_full()
        year, number, *days = self.parts
        return " ".join([*map(str, days), _SHORT_MONTHS[number - 1], str(year)])

    def in_full(self) -> str:
        """As the language in use writes it: "9 March 2024", "March 2024", "2024"."""
        match self.parts:
            case (year, number, days):
                return day(date(year, number, days))
            case (year, number):
                return month(date(year, number, 1))
        return self.words


# Sources were read on few days.
@lru_cache(maxsize=1024)
def written(words: str) -> Written:
    """What a date says; a day that there is not stays words."""
    words = " ".join(words.split())
    found = _WRITTEN.fullmatch(words)
    if found is None:
        return Written(words)
    parts = tuple(int(part) for part in found.groups() if part)
    try:
        date(*(*parts, 1, 1)[:3])
    except ValueError:
        return Written(words)
    return Written(words, parts)
