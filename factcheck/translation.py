"""Words in the person's language, by gettext; without a catalogue the English words stand."""

from __future__ import annotations

import gettext as _gettext
from functools import cache

from factcheck.resources import resource_folder


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    languages = [language] if language else None
    return _gettext.translation("factcheck", resource_folder() / "locale", languages=languages, fallback=True)


_language = ""


def use_language(language: str) -> None:
    """Take the words of ``language`` (a code such as "de"; empty: as the system says) from now on."""
    global _language  # noqa: PLW0603 - one language per process, set once at start
    _language = language


def _(message: str) -> str:
    """Translate a message."""
    return _catalogue(_language).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate a message that depends on a count; ``{n}`` is filled in by the caller."""
    return _catalogue(_language).ngettext(singular, plural, count)
