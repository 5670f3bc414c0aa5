"""Numbers as lists and notes show them: Roman, by letters, by signs."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN: Final = 3999


def counted(number: int, style: str) -> str:
    """A number in one of the formats that Word names ("lowerRoman": 4 is iv)."""
    if style in ("lowerRoman", "upperRoman") and 0 < number <= _LARGEST_ROMAN:
        words = ""
        for worth, letters in _ROMAN:
            times, number = divmod(number, worth)
            words += letters * times
        return words.upper() if style == "upperRoman" else words
    if style in ("lowerLetter", "upperLetter") and number > 0:
        times, letter = divmod(number - 1, 26)
        words = chr(ord("a") + letter) * min(times + 1, 8)
        return words.upper() if style == "upperLetter" else words
    if style == "chicago":
        return "*†‡§"[(number - 1) % 4] * min((number - 1) // 4 + 1, 8)
    if style == "none":
        return ""
    return f"{number:02d}" if style == "decimalZero" else str(number)
