"""Two wordings of the same thing, with the words that differ."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
# A comparison costs words times words; longer texts are shown as they are.
_MOST_WORDS = 600

Pieces = list[tuple[str, bool]]


def compared_words(old: str, new: str) -> tuple[Pieces, Pieces]:
    """The old and the new wording in pieces; True where the words are not in the other."""
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    if len(left) + len(right) > _MOST_WORDS:
        return [(old, False)], [(new, False)]
    before: Pieces = []
    after: Pieces = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if i1 < i2:
            before.append(("".join(left[i1:i2]), kind != "equal"))
        if j1 < j2:
            after.append(("".join(right[j1:j2]), kind != "equal"))
    return before, after
