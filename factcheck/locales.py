"""Dates, times, numbers and lists as the language in use writes them (``translation.current_tag``), by the CLDR.

Babel is imported on the first call that needs it (40 ms): nothing here is needed before the first paint.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from factcheck.translation import _, current_tag

if TYPE_CHECKING:
    from babel import Locale

_MEGABYTE = 1_000_000
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@cache
def _locale(tag: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):  # a region that does not go with the language: the language alone
        return Locale.parse(tag.partition("-")[0])


def number(value: float) -> str:
    """A number in digits, grouped: "12,431", in German "12.431"."""
    if isinstance(value, int) and 0 <= value < 1000:
        return str(value)  # alike in all our languages, and by far the most frequent
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale(current_tag()))


def percent(value: int) -> str:
    """So many hundredths: "16%", in French "16 %"."""
    from babel.numbers import format_percent

    return format_percent(value / 100, locale=_locale(current_tag()))


def size(count: int) -> str:
    """So many bytes as people say it: "3.4 MB"."""
    if count < 1000:
        return _("{n} bytes").format(n=count)
    if count < _MEGABYTE:
        return _("{n} kB").format(n=round(count / 1000))
    return _("{n} MB").format(n=number(round(count / _MEGABYTE, 1)))


def day(moment: date) -> str:
    """A day in full, of the moment's own time zone: "3 March 2026"."""
    return _day(date(moment.year, moment.month, moment.day), current_tag())


# A report names few days, each of them often.
@lru_cache(maxsize=1024)
def _day(moment: date, tag: str) -> str:
    from babel.dates import format_date

    return format_date(moment, "long", locale=_locale(tag))


def month(moment: date) -> str:
    """A month in full: "March 2026"."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", moment, locale=_locale(current_tag()))


def written_day(words: str) -> str:
    """A day out of a record's free text: "2026-03-09" in full ("9 March 2026"), other words as they are."""
    try:
        return day(date.fromisoformat(words)) if _ISO_DAY.fullmatch(words) else words
    except ValueError:
        return words


def begun(words: str) -> str:
    """Words as they begin a line or a sentence: the first letter is a capital."""
    return words[:1].upper() + words[1:]


def clock(moment: datetime) -> str:
    """The time of day in the moment's own time zone: "14:02"."""
    from babel.dates import format_time

    return format_time(moment, "short", locale=_locale(current_tag()))


def day_and_time(moment: datetime | None) -> str:
    """A moment in UTC, for what is written once and read anywhere: "3 March 2026, 09:30 UTC"; or empty."""
    if moment is None:
        return ""
    moment = moment.astimezone(UTC)
    return _("{day}, {time} UTC").format(day=day(moment), time=clock(moment))


def short_time(moment: datetime | str | None) -> str:
    """A moment in this computer's time zone: "14:02" for today, else "3 Nov 14:02", "3 Nov 2024 14:02".

    ``moment`` is aware, or ISO 8601 text. Empty for nothing readable.
    """
    if isinstance(moment, str):
        try:
            moment = datetime.fromisoformat(moment)
        except ValueError:
            return ""
    if moment is None:
        return ""
    local = moment.astimezone()
    today = datetime.now(local.tzinfo)
    if local.date() == today.date():
        return clock(local)
    return _("{day} {time}").format(day=short_day(local), time=clock(local))


def short_day(moment: date) -> str:
    """A day in little room: "3 Nov" in the current year, else "3 Nov 2024"."""
    from babel.dates import format_skeleton

    skeleton = "MMMd" if moment.year == datetime.now(UTC).year else "yMMMd"
    return format_skeleton(skeleton, moment, locale=_locale(current_tag()))


def listed(items: Iterable[object]) -> str:
    """Items one after the other: "a, b, c"."""
    # Translators: what stands between the items of a list.
    return _(", ").join(map(str, items))


def labelled(name: str, what: str) -> str:
    """A name and what is said under it: "Verdict: True"."""
    return _("{name}: {what}").format(name=name, what=what)


def sort_key(words: str) -> tuple[str, str]:
    """What sorts names as people look them up: letters before accents, no matter the case."""
    folded = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in folded if not unicodedata.combining(letter)), folded
