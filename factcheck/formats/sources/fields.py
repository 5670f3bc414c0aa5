"""What the formats of reference programs share: kinds, dates, names, and what of a stranger's words may be kept."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from factcheck.domain.problems import Problem
from factcheck.domain.records import SOURCE_KINDS, Source, named_id
from factcheck.formats.citations.names import Name, names_in
from factcheck.locales import number
from factcheck.text.addresses import safe_link
from factcheck.translation import _

MOST_ENTRIES: Final = 20_000
MOST_AUTHORS: Final = 200  # of one entry
_MOST_PEOPLE: Final = 12 * MOST_ENTRIES  # of one file
MOST_FIELDS: Final = 300  # of one entry
LONGEST_FIELD: Final = 4_000  # characters
_TOLD: Final = (str, int, float)
_TELLING: Final = ("title", "authors", "address", "publisher", "person")  # without them all an entry says nothing
_DAY: Final = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?[-/]*")
_ID: Final = re.compile(r"(?:urn:uuid:)?([0-9a-f]{32})")


class Found:
    """The sources of a file so far; more authors than any bibliography names are a ``Problem``."""

    def __init__(self) -> None:
        self.sources: list[Source] = []
        self._people = 0

    def add(self, source: Source) -> None:
        """Count in one more."""
        self._people += source.authors.count(";") + 1
        if self._people > _MOST_PEOPLE:
            raise not_readable(_("more than {limit} authors").format(limit=number(_MOST_PEOPLE)))
        self.sources.append(source)


def names_of(source: Source) -> tuple[Name, ...]:
    """The authors, or the person who spoke."""
    return names_in(source.authors) or names_in(source.person)


def day_in(words: str) -> tuple[str, ...]:
    """Year, month and day of a date as digits, as many as it has; nothing of other words."""
    found = _DAY.fullmatch(words.strip())
    return tuple(part for part in found.groups() if part) if found else ()


def iso_day(*parts: object) -> str:
    """As in "2024-03-09", out of a year, a month and a day that may be missing; empty where they are no date."""
    numbers = []
    for part, (low, high) in zip(parts, ((1, 9999), (1, 12), (1, 31)), strict=False):
        text = str(part).strip()
        if not text.isdecimal() or not low <= int(text) <= high:
            break
        numbers.append(int(text))
    return "-".join(f"{number:04}" if place == 0 else f"{number:02}" for place, number in enumerate(numbers))


def kept(value: Any) -> str:
    """A stranger's words in one line, without what is invisible, cut to what a field holds."""
    if value in (None, "") or not isinstance(value, _TOLD) or isinstance(value, bool):
        return ""
    words = str(value)[: 2 * LONGEST_FIELD]
    if not words.isprintable():  # as most words are
        words = "".join(
            " " if sign.isspace() else sign
            for sign in words
            if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cs", "Co")
        )
    return " ".join(words.split())[:LONGEST_FIELD]


def made_source(id_: str, **fields: Any) -> Source | None:
    """A source of a stranger's entry, under its own id where that is one of ours; None where it says nothing.

    Addresses that may not be opened are dropped.
    """
    values: dict[str, Any] = {name: words for name, value in fields.items() if (words := kept(value))}
    for name in ("address", "archive_address"):
        if name in values:
            values[name] = safe_link(values[name]) or ""
    if values.get("kind") not in SOURCE_KINDS:
        values["kind"] = "other"
    if not any(map(values.get, _TELLING)):
        return None
    own = _ID.fullmatch(id_)
    said = (f"{name}={value}" for name, value in sorted(values.items()) if value)
    return Source(id=own[1] if own else named_id("source", *said), **values)


def turned(family: str, given: str) -> str:
    """A name as the program keeps it; a semicolon in it would make two of it."""
    return ", ".join(filter(None, (family.replace(";", ","), given.replace(";", ","))))


def not_readable(reason: str) -> Problem:
    """What is told of a file that cannot be read as sources."""
    return Problem(
        _("The sources cannot be read: {reason}.").format(reason=reason),
        _("Export them again from the reference program, as CSL-JSON, BibTeX or RIS in UTF-8."),
    )


def too_many() -> Problem:
    """What is told of a file with more entries than anybody has sources."""
    return not_readable(_("more than {limit} entries").format(limit=number(MOST_ENTRIES)))
