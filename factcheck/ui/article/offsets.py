"""The border between code points, which the program counts in, and UTF-16 units, which Qt counts in."""

from __future__ import annotations

import re
from bisect import bisect_left

# Characters that take two UTF-16 units.
_WIDE = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Converts offsets into one text; free of cost where the text has no character beyond the first plane."""

    __slots__ = ("_points", "_units")

    def __init__(self, text: str) -> None:
        # A text of bytes only (most of English) is told by its own flag, without looking at it.
        self._points = [] if text.isascii() else [found.start() for found in _WIDE.finditer(text)]
        self._units = [point + before for before, point in enumerate(self._points)]

    def to_units(self, point: int) -> int:
        """The UTF-16 offset of a code-point offset."""
        return point + bisect_left(self._points, point) if self._points else point

    def to_points(self, unit: int) -> int:
        """The code-point offset of a UTF-16 offset; one inside a character gives where that character begins."""
        return unit - bisect_left(self._units, unit) if self._units else unit
