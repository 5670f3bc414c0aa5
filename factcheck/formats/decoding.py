"""Bytes to characters: a byte order mark, UTF-8 where it fits, a guess that the person may override."""

from __future__ import annotations

import codecs
import re
from typing import Final

from factcheck.domain.problems import Problem
from factcheck.formats.cleaning import clean
from factcheck.translation import _

# Longer marks first: that of UTF-16 is the beginning of that of UTF-32.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Guesses that nearly any bytes fit: they are believed by a mark or by the person only.
_UNLIKELY: Final = re.compile(r"utf_(?:16|32|7)|cp(?:037|273|424|500|875|1026|1140)|hz|iso2022")
_WESTERN: Final = "cp1252"
_GUESSED_FROM: Final = 1 << 18
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PRINTABLE: Final = re.compile(rb"[\t\n\r\x20-\x7e]")
_SHARE_OF_CONTROLS: Final = 0.01


def decoded(source: bytes, encoding: str = "") -> tuple[str, str]:
    """The characters of ``source``, cleaned, and the encoding they were read by.

    ``encoding`` is what the person (or the file itself) says; empty to find out. A ``Problem``
    where it does not fit, or where the bytes are no text.
    """
    if encoding:
        return clean(_by_person(source, encoding)), encoding
    for mark, name in _MARKS:
        if source.startswith(mark):
            return clean(_strictly(source.removeprefix(mark), name)), name
    if b"\0" in source:
        name = _wide_without_mark(source)
        return clean(_strictly(source, name)), name
    if len(_CONTROLS.findall(source)) > _SHARE_OF_CONTROLS * len(source):
        raise _no_text()
    try:
        return clean(source.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        name = _guess(source)
        return clean(source.decode(name, errors="replace")), name


def _by_person(source: bytes, encoding: str) -> str:
    for mark, name in _MARKS:
        if source.startswith(mark) and _family(encoding) == _family(name):
            return _strictly(source.removeprefix(mark), name)
    return _strictly(source, encoding)


def _family(encoding: str) -> str:
    """The name of an encoding whatever the order of its bytes: UTF-16LE and utf_16 are one."""
    return re.sub(r"[^a-z0-9]|(?:le|be|sig)$", "", encoding.lower())


def _strictly(source: bytes, encoding: str) -> str:
    try:
        return source.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise Problem(
            _("The file cannot be read as {encoding}.").format(encoding=encoding), _("Choose another encoding.")
        ) from error


def _wide_without_mark(source: bytes) -> str:
    """UTF-16 without its mark: one byte of most letters is zero, the other that of the letter in ASCII."""
    for name, letters, zeros in (
        ("utf-16-le", source[::2], source[1::2]),
        ("utf-16-be", source[1::2], source[::2]),
    ):
        plain = len(_PRINTABLE.findall(letters))
        if zeros.count(0) > 0.7 * len(zeros) and plain > 0.7 * len(letters):
            return name
    raise _no_text()


def _guess(source: bytes) -> str:
    from charset_normalizer import from_bytes

    # Letters beyond ASCII may stand late: the guess is made from the stretch around the first of them.
    first = next((match.start() for match in re.finditer(rb"[\x80-\xff]", source)), 0)
    begin = max(0, first - _GUESSED_FROM // 2)
    matches = [
        match for match in from_bytes(source[begin : begin + _GUESSED_FROM]) if not _UNLIKELY.match(match.encoding)
    ]
    # Its neighbours often differ in letters that no short text holds; Western European is the likeliest.
    if not matches or any(_WESTERN in match.could_be_from_charset for match in matches):
        return _WESTERN
    return matches[0].encoding.replace("_", "-")


def _no_text() -> Problem:
    return Problem(_("The file is no text: it holds bytes that no text has."), _("Save it as .docx, HTML or text."))
