"""Words in the person's language, by gettext; what no catalogue knows stands in English."""

from __future__ import annotations

import gettext as _gettext
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final

from factcheck.resources import resource

# The languages that are complete, by what they call themselves.
LANGUAGES: Final = {"ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "fr": "Français"}
RIGHT_TO_LEFT: Final = frozenset({"ar"})
_REGIONS: Final = {"ar": "ar-SA", "de": "de-DE", "en": "en-GB", "es": "es-ES", "fr": "fr-FR"}

_chosen = "en-GB"
# Where one piece of work speaks another language: a report in the language of its article.
_meanwhile: ContextVar[str] = ContextVar("the tag that stands in for the chosen one", default="")


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    try:
        with resource("locale", language, "LC_MESSAGES", "factcheck.mo").open("rb") as file:
            return _gettext.GNUTranslations(file)
    except FileNotFoundError:  # English, the language of the messages themselves
        return _gettext.NullTranslations()


def use_language(*wanted: str) -> None:
    """Take words, dates and numbers from now on as the first of the ``wanted`` tags that is known says.

    A tag is "de", "de-AT" or as the environment writes it, "de_AT.UTF-8". English where none is known.
    """
    global _chosen  # noqa: PLW0603 - one language per process, set once at start
    _chosen = next(filter(None, map(known_tag, wanted)), "en-GB")


@contextmanager
def words_in(tag: str) -> Iterator[None]:
    """Within this block and thread, words and formats are those of ``tag``; where it is not known, as before."""
    token = _meanwhile.set(known_tag(tag) or _meanwhile.get())
    try:
        yield
    finally:
        _meanwhile.reset(token)


def current_tag() -> str:
    """The tag of the words in use, with its region: "fr-FR"."""
    return _meanwhile.get() or _chosen


def current_language() -> str:
    """The language of the words in use, a key of ``LANGUAGES``."""
    return _language_of(current_tag())


@cache
def _language_of(tag: str) -> str:
    return tag.partition("-")[0]


def known_tag(tag: str) -> str:
    """A tag in its usual form ("de_at.UTF-8" gives "de-AT"), or empty where its language is none of ``LANGUAGES``."""
    found = re.match(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_]([A-Za-z]{2}|\d{3}))?(?![A-Za-z0-9])", tag)
    if found is None or found[1].lower() not in LANGUAGES:
        return ""
    spoken = found[1].lower()
    return f"{spoken}-{found[2].upper()}" if found[2] else _REGIONS[spoken]


def system_languages() -> list[str]:
    """The tags that the environment asks for, first wish first."""
    asked = os.environ.get("LANGUAGE", "").split(":")
    places = ("LC_ALL", "LC_MESSAGES", "LANG")
    asked.append(next(filter(None, map(os.environ.get, places)), ""))
    if sys.platform == "win32":
        import ctypes
        import locale

        asked.append(locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), ""))
    return [tag for tag in asked if tag]


def _(message: str) -> str:
    """Translate a message."""
    return _catalogue(current_language()).gettext(message)


def spoken(message: str) -> str:
    """Translate a message that was kept in English, such as the name of an edit in the log; empty stays empty."""
    return _catalogue(current_language()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message that depends on a count; ``{n}`` is filled in by the caller."""
    return _catalogue(current_language()).ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Translate a message that has several meanings in English; ``context`` tells which."""
    return _catalogue(current_language()).pgettext(context, message)
