"""Where each mark of a draft stands in the next one: exact, moved, changed or lost, and how sure that is.

The two drafts are aligned whole (``factcheck.text.aligning``); a mark goes where most of its words went, its edges
where its neighbours and the sentences have theirs. What is still mostly missing is looked for among the sentences that
hold its rare words. Nothing is certain where a number, a name or a negation differs.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal, NamedTuple

from factcheck.domain.progress import Progress, Silent
from factcheck.text.aligning import Token, aligned, plain, tokens
from factcheck.text.stakes import ordinary_words, stakes
from factcheck.translation import _

Span = tuple[int, int]
Arrival = Literal["exact", "moved", "changed", "lost"]

# From here on nobody is asked; below ``LOST`` a mark has no place.
CERTAIN: Final = 0.9
LOST: Final = 0.3
_AMBIGUOUS: Final = 0.7  # the same words, in one of several places
_SIGN_WEIGHT: Final = 0.05
_MOSTLY_MAPPED: Final = 0.6
_CONTEXT: Final = 6  # words beside a mark that are to have gone where it went
_CANDIDATES: Final = 8
_LONG: Final = 30  # words from which a mark may have become two sentences
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
        return self.confidence >= CERTAIN and not self.stakes

    @property
    def stands(self) -> bool:
        """Whether the mark has a place that nobody needs to be asked about."""
        return self.is_certain and self.arrival != "lost"


class _Place(NamedTuple):
    """A stretch of new tokens, first and last, where a mark may be; ``sought`` where only its rare words led there."""

    first: int
    last: int
    sought: bool


class _Judged(NamedTuple):
    """A place with how sure it is, what speaks for it, and its words without style."""

    confidence: float
    place: _Place
    features: dict[str, float]
    words: str


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
    drafts = _Drafts(old_text, new_text, old_sentences, new_sentences)
    placed = []
    for number, mark in enumerate(marks):
        if number % 50 == 0:
            progress.step(number, len(marks), _("Finding the highlights in the new draft"))
        placed.append(drafts.placement(*mark))
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


class _Drafts:
    """Both drafts, aligned, and what placing a mark looks up in them."""

    def __init__(
        self, old_text: str, new_text: str, old_sentences: Sequence[Span], new_sentences: Sequence[Span]
    ) -> None:
        self.old_text, self.new_text = old_text, new_text
        self.old, self.new = tokens(old_text), tokens(new_text)
        self._old_sentences, self.sentences = old_sentences, new_sentences
        alignment = aligned([token.key for token in self.old], [token.key for token in self.new])
        self.to_new, self.to_old, self.doubtful = alignment.to_new, alignment.to_old, alignment.doubtful
        self._old_starts, self._old_ends = [one.start for one in self.old], [one.end for one in self.old]
        self._new_starts = [one.start for one in self.new]
        self._sentence_starts = [start for start, _end in new_sentences]
        self._begins = {start for start, _end in old_sentences}
        self._ends = {end for _start, end in old_sentences}
        self._new_openings = set(self._sentence_starts)
        counts = Counter(one.key for one in self.old)
        counts.update(one.key for one in self.new)
        self._counts, self._size = counts, len(self.old) + len(self.new) + 1
        self._weights: dict[str, float] = {}

    # --- looking up ----------------------------------------------------------------------------------

    def weight(self, token: Token) -> float:
        """How much a word says about where it comes from: rare ones most, signs next to nothing."""
        known = self._weights.get(token.key)
        if known is None:
            rarity = math.log(self._size / self._counts[token.key]) / math.log(self._size)
            known = min(1.0, rarity + _SIGN_WEIGHT) if token.key[:1].isalnum() else _SIGN_WEIGHT
            self._weights[token.key] = known
        return known

    @cached_property
    def _ordinary(self) -> frozenset[str]:
        return ordinary_words(
            ((token, self.old_text[token.start : token.end]) for token in self.old),
            ((token, self.new_text[token.start : token.end]) for token in self.new),
        )

    @cached_property
    def _plain(self) -> tuple[str, str]:
        return plain(self.old_text), plain(self.new_text)

    @cached_property
    def _sentences_with(self) -> dict[str, set[int]]:
        """The sentences of the new draft that hold a word, by its key."""
        found: dict[str, set[int]] = defaultdict(set)
        for number in range(len(self.sentences)):
            first, last = self._tokens_of_sentences(number, number)
            for token in self.new[first : last + 1]:
                found[token.key].add(number)
        return found

    def _tokens_of_sentences(self, first: int, last: int) -> tuple[int, int]:
        """The first and the last new token of some sentences in a row."""
        start, end = self.sentences[first][0], self.sentences[last][1]
        return bisect_left(self._new_starts, start), bisect_left(self._new_starts, end) - 1

    def _sentence_of(self, token: int) -> Span:
        """The sentence of the new draft that a new token stands in."""
        number = bisect_right(self._sentence_starts, self._new_starts[token]) - 1
        return self.sentences[number] if number >= 0 else (0, len(self.new_text))

    def _words(self, place: _Place) -> Span:
        return self.new[place.first].start, self.new[place.last].end

    # --- placing -------------------------------------------------------------------------------------

    def placement(self, start: int, end: int) -> Placement:
        """What became of the mark on ``old_text[start:end]``."""
        first, last = bisect_right(self._old_ends, start), bisect_left(self._old_starts, end) - 1
        if first > last:
            return Placement("lost", -1, -1, 1.0)
        wording = plain(self.old_text[start:end])
        judged = sorted(
            (self._judged(first, last, wording, place) for place in self._places(first, last, start, end)),
            key=lambda one: -one.confidence,
        )
        if not judged:
            return Placement("lost", -1, -1, CERTAIN)
        best = judged[0]
        rival = max((one.confidence for one in judged[1:] if not _overlap(one.place, best.place)), default=0.0)
        confidence = best.confidence
        if rival > confidence - 0.1 and rival > LOST:
            confidence *= 0.8
        if confidence < LOST:
            return Placement("lost", -1, -1, 1 - confidence)
        new_start, new_end = self._words(best.place)
        at_stake = self._stakes((start, end), (new_start, new_end))
        if not self._is_single(first, last, wording, best):
            confidence = min(confidence, _AMBIGUOUS)
        elif best.words == wording and not best.features["doubtful"] and rival < LOST:
            confidence = max(confidence, CERTAIN)
        if best.words == wording:
            return Placement("exact", new_start, new_end, confidence, at_stake)
        return Placement("changed", new_start, new_end, confidence, at_stake)

    def _is_single(self, first: int, last: int, wording: str, best: _Judged) -> bool:
        """Whether the words cannot be meant for another place: they stand once, or all around them went along."""
        if min(self._counts[one.key] for one in self.old[first : last + 1]) <= 2 and best.words == wording:
            return True  # a word that stands once in each draft
        old, new = self._plain
        if best.words not in wording and best.words in old:
            return False  # the words of another passage of the old draft
        times = old.count(wording), new.count(best.words)
        if max(times) == 1:
            return True
        return times[0] <= times[1] and best.features["before"] == best.features["behind"] == 1.0

    def _stakes(self, old: Span, new: Span) -> tuple[str, ...]:
        """The numbers, names and negations that are not the same, in the same order, in both wordings.

        Of a mark on a part of a sentence the whole sentence counts: a "not" before the mark turns it round.
        """
        if old[0] not in self._begins or old[1] not in self._ends:
            old, new = _whole(old, self._old_sentences), _whole(new, self.sentences)
        if plain(self.old_text[slice(*old)]) == plain(self.new_text[slice(*new)]):
            return ()
        before = stakes(self.old_text, *old, self._ordinary, self._begins)
        behind = stakes(self.new_text, *new, self._ordinary, self._new_openings)
        if before == behind:
            return ()
        differ = (Counter(before) - Counter(behind)) + (Counter(behind) - Counter(before))
        return tuple(sorted(differ)) or tuple(dict.fromkeys(before))  # the same ones in another order

    def _places(self, first: int, last: int, start: int, end: int) -> list[_Place]:
        """Where the mark on some old tokens may be."""
        total = sum(self.weight(one) for one in self.old[first : last + 1]) or 1.0
        core = self._core(max(self._runs(first, last), key=self._weight_of, default=[]))
        places = []
        if core:
            places.append(self._widened(first, last, core, begins=start in self._begins, ends=end in self._ends))
        if self._weight_of(core) / total < _MOSTLY_MAPPED:
            places += self._sought(first, last)
        return places

    def _weight_of(self, old_tokens: Sequence[int]) -> float:
        return sum(self.weight(self.old[number]) for number in old_tokens)

    def _runs(self, first: int, last: int) -> list[list[int]]:
        """The mapped tokens of a mark, parted where they went to different places."""
        runs: list[list[int]] = []
        reach = 10 + (last - first + 1) // 2
        for number in range(first, last + 1):
            if self.to_new[number] < 0:
                continue
            if runs and 0 < self.to_new[number] - self.to_new[runs[-1][-1]] <= reach:
                runs[-1].append(number)
            else:
                runs.append([number])
        return runs

    def _core(self, run: Sequence[int]) -> Sequence[int]:
        """The heaviest part of a run: without stray words that were matched far across inserted text."""
        best, best_from, best_to = 0.0, 0, 0
        weight, begin = 0.0, 0
        for position, number in enumerate(run):
            jump = 0
            if position:
                before = run[position - 1]
                jump = (self.to_new[number] - self.to_new[before]) - (number - before)
                penalty = 0.25 * max(0, jump)
                if weight <= penalty:
                    weight, begin = 0.0, position
                else:
                    weight -= penalty
            weight += self.weight(self.old[number])
            follows = position == best_to + 1 and not jump and weight > best - 0.3
            if weight > best + 1e-9 or follows:
                best, best_from, best_to = weight, begin, position
        return run[best_from : best_to + 1]

    def _widened(self, first: int, last: int, core: Sequence[int], *, begins: bool, ends: bool) -> _Place:
        """The core, widened over what stands for the mark's other words.

        Up to where the mark's neighbours went where these are near, else over free words of the same sentence; a mark
        that began or ended with its sentence does so again.
        """
        start, end = self.to_new[core[0]], self.to_new[core[-1]]
        missing = core[0] - first
        opening = self._sentence_of(start)[0]
        neighbour = self.to_new[first - 1] if first else -1
        if missing and 0 <= neighbour < start and start - neighbour <= 2 * missing + 6:
            start = neighbour + 1
        elif missing:
            start = self._back(start, 2 * missing + 4, opening)
        if missing and begins:
            start = self._back(start, self.to_new[core[0]] - missing - 3, opening, absolute=True)
        missing = last - core[-1]
        closing = self._sentence_of(end)[1]
        neighbour = self.to_new[last + 1] if last + 1 < len(self.old) else len(self.new)
        widest = end + missing + 2
        if missing and end < neighbour <= end + 2 * missing + 6:
            end = neighbour - 1
        elif missing:
            end = self._on(end, end + 2 * missing + 4, closing)
        if ends:
            end = self._on(end, widest if missing else end, closing)
            end = self._on(end, end + 2, closing, signs_only=True)
        return _Place(start, end, sought=False)

    def _back(self, token: int, most: int, opening: int, *, absolute: bool = False) -> int:
        lowest = max(0, most if absolute else token - most)
        while token > lowest and self.to_old[token - 1] < 0 and self._new_starts[token - 1] >= opening:
            token -= 1
        return token

    def _on(self, token: int, highest: int, closing: int, *, signs_only: bool = False) -> int:
        while (
            token < min(highest, len(self.new) - 1)
            and (signs_only or self.to_old[token + 1] < 0)
            and self.new[token + 1].end <= closing
            and not (signs_only and self.new[token + 1].key[:1].isalnum())
        ):
            token += 1
        return token

    def _sought(self, first: int, last: int) -> list[_Place]:
        """Sentences that hold rare words of the mark and that nothing else claims."""
        votes: Counter[int] = Counter()
        rare = max(4, len(self.sentences) // 20)
        for token in {one.key: one for one in self.old[first : last + 1]}.values():
            holding = self._sentences_with.get(token.key, set())
            if len(holding) <= rare:
                for number in holding:
                    votes[number] += self.weight(token)  # type: ignore[assignment] # a Counter of weights
        neighbours = [self.to_new[number] for number in (first - 1, last + 1) if 0 <= number < len(self.old)]
        near = next((place for place in neighbours if place >= 0), None)
        if near is not None:
            here = bisect_right(self._sentence_starts, self._new_starts[near]) - 1
            for number in (here - 1, here, here + 1):
                if 0 <= number < len(self.sentences):
                    votes[number] += 0.3  # type: ignore[assignment]
        places = []
        for number, _weight in votes.most_common(_CANDIDATES):
            for count in (1, 2) if last - first + 1 >= _LONG else (1,):
                if number + count <= len(self.sentences):
                    start, end = self._tokens_of_sentences(number, number + count - 1)
                    claimed = (self.to_old[one] for one in range(start, end + 1))
                    free = sum(one < 0 or first <= one <= last for one in claimed)
                    if end >= start and free >= 0.5 * (end - start + 1):
                        places.append(_Place(start, end, sought=True))
        return places

    def _judged(self, first: int, last: int, wording: str, place: _Place) -> _Judged:
        from rapidfuzz import fuzz

        start, end = self._words(place)
        words = plain(self.new_text[start:end])
        own, theirs = self.old[first : last + 1], self.new[place.first : place.last + 1]
        by_key = {one.key: one for one in own}
        shared = Counter(one.key for one in own) & Counter(one.key for one in theirs)
        weight = sum(self.weight(by_key[key]) * count for key, count in shared.items())
        features = {
            "kept": weight / (sum(map(self.weight, own)) or 1.0),
            "own": weight / (sum(map(self.weight, theirs)) or 1.0),
            "alike": fuzz.ratio(wording, words) / 100,
            "before": self._context(first - 1, place.first - 1, -1),
            "behind": self._context(last + 1, place.last + 1, 1),
            "doubtful": float(any(number in self.doubtful for number in range(first, last + 1))),
            "sought": float(place.sought),
        }
        power = _MODEL["bias"] + sum(_MODEL[name] * value for name, value in features.items())
        return _Judged(1 / (1 + math.exp(-power)), place, features, words)

    def _context(self, number: int, place: int, step: int) -> float:
        """How many of the words beside a mark went beside its new place: 0 to 1.

        Where a draft begins or ends there, so has the other one to: else it is 0.5.
        """
        here = seen = 0
        while 0 <= number < len(self.old) and seen < _CONTEXT:
            seen += 1
            here += self.to_new[number] >= 0 and abs(self.to_new[number] - place) <= seen + _CONTEXT
            number += step
        at_border = not 0 <= place < len(self.new)
        return here / seen if seen else 1.0 if at_border else 0.5


def _whole(span: Span, sentences: Sequence[Span]) -> Span:
    """A stretch widened to the sentences that it reaches into."""
    first = bisect_right(sentences, span[0], key=lambda one: one[1])
    last = bisect_left(sentences, span[1], key=lambda one: one[0]) - 1
    return (min(span[0], sentences[first][0]), max(span[1], sentences[last][1])) if first <= last else span


def _overlap(one: _Place, other: _Place) -> bool:
    return one.first <= other.last and other.first <= one.last
