"""Fractional keys: text that orders a list, with room for one more between any two."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def between(before: str = "", after: str = "") -> str:
    """A key that sorts after ``before`` and before ``after`` (empty: no bound on that side)."""
    key = ""
    index = 0
    while True:
        low = _DIGITS.index(before[index]) if index < len(before) else 0
        high = _DIGITS.index(after[index]) if index < len(after) else len(_DIGITS)
        if high - low > 1:
            return key + _DIGITS[(low + high) // 2]
        key += _DIGITS[low]
        if low < high:
            # Below ``after`` from here on, so only ``before`` bounds what follows.
            after = ""
        index += 1
