"""Characters as the program keeps them: line ends as LF, and none that cannot be seen, printed or stored."""

from __future__ import annotations

import re
from typing import Final

# Vertical tab, form feed, next line, line separator and paragraph separator end lines as well.
_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters but tab and LF. Word cannot store them, and nobody sees them.
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Halves of pairs and code points that are no characters (some are block ends inside Qt): one stands for one.
_PLANE_ENDS: Final = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_NO_CHARACTERS: Final = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]")
# The same of ASCII, byte by byte: ten times as fast, and most long files are little else.
_ASCII_LINE_ENDS: Final = bytes.maketrans(b"\r\v\f", b"\n\n\n")
_ASCII_CONTROLS: Final = bytes({*range(0x20), 0x7F} - set(b"\t\n\r\v\f"))
_INVISIBLE: Final = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]*")


def clean(words: str) -> str:
    """``words`` with LF line ends, without control characters, U+FFFD for what is no character; else unchanged."""
    if words.isprintable():  # as most words are
        return words
    if words.isascii():
        lines = words.encode("ascii").replace(b"\r\n", b"\n")
        return lines.translate(_ASCII_LINE_ENDS, _ASCII_CONTROLS).decode("ascii")
    words = _LINE_ENDS.sub("\n", words)
    return _NO_CHARACTERS.sub("\ufffd", _CONTROLS.sub("", words))


def is_blank(words: str) -> bool:
    """Whether nothing of ``words`` can be seen."""
    return _INVISIBLE.fullmatch(words) is not None


def on_one_line(words: str) -> str:
    """``words`` with every run of white space as one space, none at the ends."""
    return " ".join(clean(words).split())
