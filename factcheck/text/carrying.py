"""Carrying marks from one draft to the next: only where the sentence is unchanged and its place beyond doubt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

Span = tuple[int, int]


def carried(
    old_text: str,
    new_text: str,
    marks: Sequence[Span],
    old_sentences: Sequence[Span],
    new_sentences: Sequence[Span],
) -> list[Span | None]:
    """Where each mark of ``old_text`` stands in ``new_text``; None where that is not certain.

    All spans are code points, the sentences those of ``factcheck.text.sentences``. The words of a mark that is
    carried are the old ones, character for character, and so is every sentence that it touches.
    """
    places = _places(
        [old_text[slice(*span)] for span in old_sentences], [new_text[slice(*span)] for span in new_sentences]
    )
    starts = [start for start, _ in old_sentences]
    ends = [end for _, end in old_sentences]

    def place_of(mark: Span) -> Span | None:
        if mark[0] >= mark[1]:
            return None
        touched = range(bisect_right(ends, mark[0]), bisect_left(starts, mark[1]))
        landed = [places.get(index) for index in touched]
        if not landed or landed[0] is None or landed != list(range(landed[0], landed[0] + len(landed))):
            return None
        first = new_sentences[landed[0]][0] + mark[0] - starts[touched[0]]
        last = first + mark[1] - mark[0]
        # A mark may hold the space around sentences, and that may have changed though they have not.
        return (first, last) if first >= 0 and new_text[first:last] == old_text[slice(*mark)] else None

    return [place_of(mark) for mark in marks]


def _places(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which sentence of the new draft each unchanged sentence of the old one is, by index.

    A sentence that stands once in both drafts is itself, wherever it went. One that is repeated is told apart by
    where it stands: it is carried where there are as many of it as before, and where from the nearest such single
    sentence before it to the nearest one behind it (or from the beginning, to the end) no sentence has changed.
    """
    count_old, count_new = Counter(old), Counter(new)
    index_new = {sentence: index for index, sentence in enumerate(new)}
    places = {
        index: index_new[sentence]
        for index, sentence in enumerate(old)
        if count_old[sentence] == count_new[sentence] == 1
    }
    borders = [(-1, -1), *sorted(places.items()), (len(old), len(new))]
    for (before, new_before), (behind, new_behind) in pairwise(borders):
        if old[before + 1 : behind] == new[new_before + 1 : new_behind]:
            places.update(
                (index, new_before + index - before)
                for index in range(before + 1, behind)
                if count_old[old[index]] == count_new[old[index]]
            )
    return places
