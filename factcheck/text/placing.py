"""Where each mark of a draft stands in the next one: exact, moved, changed or lost, and how sure that is.

The two drafts are aligned whole, which tells where a mark may stand (``factcheck.text.draft_pair``). Here it is judged
which of these places is meant. Nothing is certain where a number, a name or a negation differs.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple

from factcheck.domain.progress import Progress, Silent
from factcheck.text.aligning import plain
from factcheck.text.draft_pair import DraftPair, Mark, Place, Span
from factcheck.text.stakes import is_negation
from factcheck.translation import _

Arrival = Literal["exact", "moved", "changed", "lost"]

# From here on nobody is asked: less is needed where the words changed, since whoever checks the claim again looks at
# its new place anyway. Below ``LOST`` a mark has no place.
CERTAIN: Final = 0.9
CERTAIN_OF_CHANGED: Final = 0.8
LOST: Final = 0.3
_AMBIGUOUS: Final = 0.7  # the same words, in one of several places
_NEARLY: Final = 0.8
_NEARLY_SAME: Final = 0.9
_ALONE: Final = 0.5
_PARTING: Final = frozenset(",;:()")
_CONTEXT: Final = 6  # words beside a mark that are to have gone where it went
# A logistic model, fitted by regression on edits that ``tests/text/copy_edits.py`` made of a long English text. Only
# "doubtful" is set by hand, against passages that are repeated: those edits hardly have them.
_MODEL: Final = {
    "bias": -7.57, "kept": 0.82, "own": 2.69, "alike": 8.83, "before": 0.35, "behind": 0.0, "doubtful": -2.4,
    "sought": -0.65,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placement:
    """What became of a mark. ``start`` and ``end`` are code points of the new draft, -1 where it is lost.

    ``confidence`` (0 to 1) is that of the place, or of there being none; ``stakes`` are the numbers, names and
    negations that only one of the two wordings has.
    """

    arrival: Arrival
    start: int
    end: int
    confidence: float
    stakes: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether nobody needs to be asked."""
        enough = CERTAIN_OF_CHANGED if self.arrival == "changed" else CERTAIN
        return self.confidence >= enough and not self.stakes

    @property
    def stands(self) -> bool:
        """Whether the mark has a place that nobody needs to be asked about."""
        return self.is_certain and self.arrival != "lost"


class _Judged(NamedTuple):
    """A place with how sure it is, what speaks for it, and its words without style."""

    confidence: float
    place: Place
    features: dict[str, float]
    words: str

    def overlaps(self, other: _Judged) -> bool:
        """Whether both places share a word."""
        return self.place.overlaps(other.place)


def placements(
    old_text: str,
    new_text: str,
    marks: Sequence[Span],
    old_sentences: Sequence[Span],
    new_sentences: Sequence[Span],
    progress: Progress | None = None,
) -> list[Placement]:
    """Where the marks (code points of ``old_text``) stand in ``new_text``; the sentences are those of both drafts."""
    progress = progress or Silent()
    judge = _Judge(DraftPair(old_text, new_text, old_sentences, new_sentences))
    placed = []
    for number, mark in enumerate(marks):
        if number % 50 == 0:
            progress.step(number, len(marks), _("Finding the highlights in the new draft"))
        placed.append(judge.placement(*mark))
    return _with_moves(placed, sorted(range(len(marks)), key=lambda number: marks[number]))


def _with_moves(placed: list[Placement], order: Sequence[int]) -> list[Placement]:
    """Tell what moved: the marks outside the longest sequence that kept its ``order``."""
    standing = [number for number in order if placed[number].start >= 0]
    kept = _longest_rise([placed[number].start for number in standing])
    for position, number in enumerate(standing):
        if position not in kept and placed[number].arrival == "exact":
            placed[number] = replace(placed[number], arrival="moved")
    return placed


def _longest_rise(values: Sequence[int]) -> set[int]:
    """The positions of a longest rising subsequence."""
    tails: list[int] = []
    positions: list[int] = []
    before = [-1] * len(values)
    for position, value in enumerate(values):
        at = bisect_left(tails, value)
        tails[at : at + 1] = [value]
        positions[at : at + 1] = [position]
        before[position] = positions[at - 1] if at else -1
    rise: set[int] = set()
    position = positions[-1] if positions else -1
    while position >= 0:
        rise.add(position)
        position = before[position]
    return rise


class _Judge:
    """Tells which of the places of a mark is meant, and how sure that is."""

    def __init__(self, pair: DraftPair) -> None:
        self._pair = pair

    def placement(self, start: int, end: int) -> Placement:
        """What became of the mark on ``old_text[start:end]``."""
        mark = self._pair.mark(start, end)
        if mark is None:
            return Placement("lost", -1, -1, 1.0)
        judged = sorted(
            (self._judged(mark, place) for place in self._pair.places(mark)), key=lambda one: -one.confidence
        )
        if not judged:
            return Placement("lost", -1, -1, CERTAIN)
        best, *others = judged
        confidence = self._confidence(mark, best, [one for one in others if not best.overlaps(one)])
        if confidence < LOST:
            return Placement("lost", -1, -1, 1 - confidence)
        place = self._pair.words(mark, best.place)
        arrival: Arrival = "exact" if best.words == mark.wording else "changed"
        return Placement(arrival, *place, confidence, self._stakes(mark, place))

    def _confidence(self, mark: Mark, best: _Judged, others: Sequence[_Judged]) -> float:
        """How sure the best place is beside the ``others``; below ``LOST`` there is none."""
        rival = max((one.confidence for one in others), default=0.0)
        # Nearly the same words stand elsewhere, and what was around went another way: those here may be their copy.
        is_double = any(one.features["alike"] >= _NEARLY for one in others)
        is_copy = is_double and not self._pair.came_along(mark, best.place)
        confidence = best.confidence
        if rival > LOST and (rival > confidence - 0.1 or is_copy):
            confidence *= 0.8
        if confidence < LOST:
            return confidence
        if self._may_be_another(mark, best):
            return min(confidence, _AMBIGUOUS)
        if not self._is_single(mark, best):
            return min(confidence, _AMBIGUOUS)
        if best.words == mark.wording and not best.features["doubtful"] and rival < LOST:
            return max(confidence, CERTAIN)
        return confidence

    def _may_be_another(self, mark: Mark, best: _Judged) -> bool:
        """Whether words that came without what was around them are as alike to another sentence of the old draft."""
        from rapidfuzz import fuzz

        alike = best.features["alike"]
        if best.features["before"] + best.features["behind"] > _ALONE or alike >= _NEARLY_SAME:
            return False
        others = (plain(self._pair.old_text[slice(*one)]) for one in self._pair.others(mark, best.place))
        return any(fuzz.ratio(words, best.words) >= 100 * alike for words in others)

    def _is_single(self, mark: Mark, best: _Judged) -> bool:
        """Whether the words cannot be meant for another place: they stand once, or all around them went along."""
        own = [one.key for one in self._pair.old[mark.first : mark.last + 1]]
        if best.words == mark.wording and min(self._pair.counts[key] for key in own) <= 2:
            return True  # a word that stands once in each draft
        theirs = [one.key for one in self._pair.new[best.place.first : best.place.last + 1]]
        old, new = self._pair.standing
        if best.words not in mark.wording and own != theirs and old.times(theirs):
            return False  # the words of another passage of the old draft
        times = old.times(own), new.times(theirs)
        if max(times) == 1:
            return True
        return times[0] <= times[1] and best.features["before"] == best.features["behind"] == 1.0

    def _stakes(self, mark: Mark, new: Span) -> tuple[str, ...]:
        """The numbers, names and negations that are not the same, in the same order, in both wordings.

        Of a mark on a part of a sentence the whole sentence counts: a "not" before the mark turns it round. So does a
        negation that stands beside the new place of a whole sentence. What the sentence was joined with does not.
        """
        pair, old = self._pair, (mark.start, mark.end)
        own, place = (mark.first, mark.last), pair.new_tokens(new)
        around = _whole(new, pair.sentences)
        is_part = old[0] not in pair.begins or old[1] not in pair.ends
        if is_part:
            old, new = _whole(old, pair.old_sentences), around
            own = pair.old_tokens(old)
        if plain(pair.old_text[slice(*old)]) == plain(pair.new_text[slice(*new)]):
            return ()
        here, there = pair.stakes
        found = [
            number
            for number in there.among(*pair.new_tokens(around))
            if place[0] <= number <= place[1]
            or ((is_part or is_negation(pair.new[number].key)) and not self._was_joined(number, place, own))
        ]
        before, behind = here.keys(here.among(*own)), there.keys(found)
        if before == behind:
            return ()
        differ = (Counter(before) - Counter(behind)) + (Counter(behind) - Counter(before))
        return tuple(sorted(differ)) or tuple(dict.fromkeys(before))  # the same ones in another order

    def _was_joined(self, number: int, place: tuple[int, int], own: tuple[int, int]) -> bool:
        """Whether a word beside a place came with its neighbours from another sentence, and a sign parts it off."""
        to_old, old = self._pair.to_old, self._pair.to_old[number]
        beside = [one for one in (number - 1, number + 1) if 0 <= one < len(to_old)]
        came = old >= 0 and all(to_old[one] == old + one - number for one in beside)
        if not came or own[0] <= old <= own[1]:
            return False
        between = range(number + 1, place[0]) if number < place[0] else range(place[1] + 1, number)
        return any(self._pair.new[one].key in _PARTING for one in between)

    def _judged(self, mark: Mark, place: Place) -> _Judged:
        from rapidfuzz import fuzz

        start, end = self._pair.words(mark, place)
        words = plain(self._pair.new_text[start:end])
        own, theirs = self._pair.old[mark.first : mark.last + 1], self._pair.new[place.first : place.last + 1]
        by_key = {one.key: one for one in own}
        shared = Counter(one.key for one in own) & Counter(one.key for one in theirs)
        weight = sum(self._pair.weight(by_key[key]) * count for key, count in shared.items())
        features = {
            "kept": weight / (sum(map(self._pair.weight, own)) or 1.0),
            "own": weight / (sum(map(self._pair.weight, theirs)) or 1.0),
            "alike": fuzz.ratio(mark.wording, words) / 100,
            "before": self._context(mark.first - 1, place.first - 1, -1),
            "behind": self._context(mark.last + 1, place.last + 1, 1),
            "doubtful": float(any(number in self._pair.doubtful for number in range(mark.first, mark.last + 1))),
            "sought": float(place.sought),
        }
        power = _MODEL["bias"] + sum(_MODEL[name] * value for name, value in features.items())
        return _Judged(1 / (1 + math.exp(-power)), place, features, words)

    def _context(self, number: int, place: int, step: int) -> float:
        """How many of the words beside a mark went beside its new place: 0 to 1.

        Where a draft begins or ends there, so has the other one to: else it is 0.5.
        """
        here = seen = 0
        while 0 <= number < len(self._pair.old) and seen < _CONTEXT:
            seen += 1
            here += self._pair.to_new[number] >= 0 and abs(self._pair.to_new[number] - place) <= seen + _CONTEXT
            number += step
        at_border = not 0 <= place < len(self._pair.new)
        return here / seen if seen else 1.0 if at_border else 0.5


def _whole(span: Span, sentences: Sequence[Span]) -> Span:
    """A stretch widened to the sentences that it reaches into."""
    first = bisect_right(sentences, span[0], key=lambda one: one[1])
    last = bisect_left(sentences, span[1], key=lambda one: one[0]) - 1
    return (min(span[0], sentences[first][0]), max(span[1], sentences[last][1])) if first <= last else span
