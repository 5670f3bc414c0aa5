"""Where the words of a draft stand, and how often some of them stand there in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from factcheck.text.aligning import Token


class WordPlaces:
    """The words of a draft by their keys, so that a passage is looked for at its rarest word alone."""

    def __init__(self, words: Sequence[Token]) -> None:
        self._keys = [word.key for word in words]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, key in enumerate(self._keys):
            self._places[key].append(place)

    def times(self, keys: list[str]) -> int:
        """How often words with these keys stand in a row."""
        rarest = min(range(len(keys)), key=lambda number: len(self._places.get(keys[number], ())))
        first, count, mine = keys[0], len(keys), self._keys
        starts = [place - rarest for place in self._places.get(keys[rarest], ()) if place >= rarest]
        return sum(mine[start] == first and mine[start : start + count] == keys for start in starts)
