"""How long a text may be: more is told at once, before anything that takes long is done with it."""

from __future__ import annotations

from typing import Final

from factcheck.domain.problems import Problem
from factcheck.locales import number
from factcheck.translation import _

LONGEST_TEXT: Final = 5_000_000  # code points, about 800,000 words
_MOST_LINES: Final = 150_000  # of the longest text, wrapped for a narrow column
_BYTES_OF_A_SIGN: Final = 4  # at most, in any encoding


def check_bytes(source: bytes) -> None:
    """Raise ``Problem`` where bytes are more than the longest text can have: finding their encoding takes long."""
    if len(source) > LONGEST_TEXT * _BYTES_OF_A_SIGN:
        raise _too_long(len(source))


def check_words(words: str) -> None:
    """Raise ``Problem`` where a text is longer than any article."""
    check_so_far(len(words), words.count("\n"))


def check_so_far(length: int, lines: int, most_lines: int = _MOST_LINES) -> None:
    """Raise ``Problem`` where a text that is still being read is longer than any article."""
    if length > LONGEST_TEXT:
        raise _too_long(length)
    if lines > most_lines:
        raise Problem(
            _("The text has {count} lines; up to {limit} are read.").format(
                count=number(lines), limit=number(most_lines)
            ),
            _("Import it in parts."),
        )


def _too_long(size: int) -> Problem:
    return Problem(
        _("The text has {count} characters; up to {limit} are read.").format(
            count=number(size), limit=number(LONGEST_TEXT)
        ),
        _("Import it in parts."),
    )
