"""Two drafts of a text, aligned, and where a mark of the old one may stand in the new one.

A mark goes where most of its words went, its edges where its neighbours and the sentences have theirs. What is still
mostly missing is looked for among the sentences that hold its rare words.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import islice
from typing import Final, NamedTuple

from factcheck.text.aligning import Token, aligned, plain, tokens
from factcheck.text.stakes import Stakes, ordinary_words
from factcheck.text.word_places import WordPlaces

Span = tuple[int, int]

_SIGN_WEIGHT: Final = 0.05
_MOSTLY_MAPPED: Final = 0.6
_CANDIDATES: Final = 8
_WORTH_A_LOOK: Final = 0.4  # of what the most alike sentence shares with a mark
_BESIDE: Final = 5  # words on each side of a mark
_MOST: Final = 0.5
_FEW: Final = 20  # sentences that may hold a word which says something
_LONG: Final = 30  # words from which a mark may have become two sentences


class Mark(NamedTuple):
    """A mark of the old draft: its code points, its first and last token, its words without what style decides."""

    start: int
    end: int
    first: int
    last: int
    wording: str


class Place(NamedTuple):
    """A stretch of new tokens, first and last, where a mark may be; ``sought`` where only its rare words led there."""

    first: int
    last: int
    sought: bool

    def overlaps(self, other: Place) -> bool:
        """Whether both share a token."""
        return self.first <= other.last and other.first <= self.last


class DraftPair:
    """Both drafts as tokens, ``to_new`` and ``to_old`` as ``Alignment`` has them; sentences are code points."""

    def __init__(
        self, old_text: str, new_text: str, old_sentences: Sequence[Span], new_sentences: Sequence[Span]
    ) -> None:
        self.old_text, self.new_text = old_text, new_text
        self.old, self.new = tokens(old_text), tokens(new_text)
        self.old_sentences, self.sentences = old_sentences, new_sentences
        alignment = aligned([token.key for token in self.old], [token.key for token in self.new])
        self.to_new, self.to_old, self.doubtful = alignment.to_new, alignment.to_old, alignment.doubtful
        self._old_starts, self._old_ends = [one.start for one in self.old], [one.end for one in self.old]
        self._new_starts, self._new_ends = [one.start for one in self.new], [one.end for one in self.new]
        self._sentence_starts = [start for start, _end in new_sentences]
        self.begins = {start for start, _end in old_sentences}
        self.ends = {end for _start, end in old_sentences}
        counts = Counter(one.key for one in self.old)
        counts.update(one.key for one in self.new)
        self.counts, self._size = counts, len(self.old) + len(self.new) + 1
        self._weights: dict[str, float] = {}

    def weight(self, token: Token) -> float:
        """How much a word says about where it comes from: rare ones most, signs next to nothing."""
        known = self._weights.get(token.key)
        if known is None:
            rarity = math.log(self._size / self.counts[token.key]) / math.log(self._size)
            known = min(1.0, rarity + _SIGN_WEIGHT) if token.key[:1].isalnum() else _SIGN_WEIGHT
            self._weights[token.key] = known
        return known

    @cached_property
    def stakes(self) -> tuple[Stakes, Stakes]:
        """What is at stake in the old draft, and in the new one."""
        ordinary = ordinary_words(
            ((token, self.old_text[token.start : token.end]) for token in self.old),
            ((token, self.new_text[token.start : token.end]) for token in self.new),
        )
        openings = set(self._sentence_starts)
        return (
            Stakes(self.old_text, self.old, self.begins, ordinary),
            Stakes(self.new_text, self.new, openings, ordinary),
        )

    @cached_property
    def standing(self) -> tuple[WordPlaces, WordPlaces]:
        """Where the words of the old draft stand, and those of the new one."""
        return WordPlaces(self.old), WordPlaces(self.new)

    @cached_property
    def _sentences_with(self) -> dict[str, list[int]]:
        """The sentences of the new draft that hold a word, by its key."""
        return _holding(self.new, map(self.new_tokens, self.sentences))

    @cached_property
    def _old_sentences_with(self) -> dict[str, list[int]]:
        return _holding(self.old, map(self.old_tokens, self.old_sentences))

    def others(self, mark: Mark, place: Place) -> list[Span]:
        """The sentences of the old draft that share the most with a place in the new one, but for the mark's own."""
        votes: dict[int, float] = defaultdict(float)
        rare = max(_FEW, len(self.old_sentences) // 20)
        for key in {one.key for one in self.new[place.first : place.last + 1]}:
            holding = self._old_sentences_with.get(key, ())
            for number in holding if len(holding) <= rare else ():
                votes[number] += 1 / len(holding)
        found = (self.old_sentences[number] for number in nlargest(_CANDIDATES, votes, key=votes.__getitem__))
        return [one for one in found if one[1] <= mark.start or mark.end <= one[0]]

    def _tokens_of_sentences(self, first: int, last: int) -> tuple[int, int]:
        """The first and the last new token of some sentences in a row."""
        start, end = self.sentences[first][0], self.sentences[last][1]
        return self.new_tokens((start, end))

    def _sentence_of(self, token: int) -> Span:
        """The sentence of the new draft that a new token stands in."""
        number = bisect_right(self._sentence_starts, self._new_starts[token]) - 1
        return self.sentences[number] if number >= 0 else (0, len(self.new_text))

    def old_tokens(self, span: Span) -> tuple[int, int]:
        """The first and the last token that some code points of the old draft reach into."""
        return bisect_right(self._old_ends, span[0]), bisect_left(self._old_starts, span[1]) - 1

    def new_tokens(self, span: Span) -> tuple[int, int]:
        """The same in the new draft."""
        return bisect_right(self._new_ends, span[0]), bisect_left(self._new_starts, span[1]) - 1

    def words(self, mark: Mark, place: Place) -> Span:
        """The code points of the new draft that a place covers; an edge inside a word (Ann of Ann's) stays there."""
        start, end = self.new[place.first].start, self.new[place.last].end
        if self._is_same(mark.first, place.first):
            start += max(0, mark.start - self.old[mark.first].start)
        if self._is_same(mark.last, place.last):
            end -= max(0, self.old[mark.last].end - mark.end)
        return start, end

    def _is_same(self, here: int, there: int) -> bool:
        old, new = self.old[here], self.new[there]
        return self.to_new[here] == there and old.end - old.start == new.end - new.start

    # --- where a mark may be ---------------------------------------------------------------------------

    def mark(self, start: int, end: int) -> Mark | None:
        """The mark on ``old_text[start:end]``; None where it holds no word."""
        first, last = self.old_tokens((start, end))
        return Mark(start, end, first, last, plain(self.old_text[start:end])) if first <= last and start < end else None

    def places(self, mark: Mark) -> list[Place]:
        """Where a mark may be."""
        start, end, first, last, _wording = mark
        total = sum(self.weight(one) for one in self.old[first : last + 1]) or 1.0
        core = self._core(max(self._runs(first, last), key=self._weight_of, default=[]))
        places = []
        if core:
            places.append(self._widened(first, last, core, begins=start in self.begins, ends=end in self.ends))
        is_whole = self._weight_of(core) / total >= _MOSTLY_MAPPED
        if not (is_whole and self.came_along(mark, places[0])):
            # Where a mark went without what is around it, its words may have been copied, and changed where they stood.
            places += [one for one in self._sought(first, last) if not is_whole or not one.overlaps(places[0])]
        return places

    def came_along(self, mark: Mark, place: Place) -> bool:
        """Whether most of the words on both sides of a mark went beside its place."""
        before = self._beside(range(mark.first - 1, -1, -1), place.first)
        behind = self._beside(range(mark.last + 1, len(self.old)), place.last)
        return min(before, behind) >= _MOST

    def _beside(self, numbers: range, edge: int) -> float:
        """The share of the nearest words out of ``numbers`` that went near the ``edge`` of a place; 1 without any."""
        words = list(islice((number for number in numbers if self.old[number].key[:1].isalnum()), _BESIDE))
        near = sum(self.to_new[number] >= 0 and abs(self.to_new[number] - edge) <= 2 * _BESIDE for number in words)
        return near / len(words) if words else 1.0

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

    def _widened(self, first: int, last: int, core: Sequence[int], *, begins: bool, ends: bool) -> Place:
        """The core, widened over what stands for the mark's other words.

        Up to where the mark's neighbours went where these are near, else over free words of the same sentence; a mark
        that began or ended with its sentence does so again.
        """
        head, tail = core[0], core[-1]
        start, end = self.to_new[head], self.to_new[tail]
        opening, closing = self._sentence_of(start)[0], self._sentence_of(end)[1]
        # Words that stand there unchanged belong to it, whatever they were aligned with ("The" that begins a line).
        while head > first and self._is_alike(head - 1, start - 1) and self._new_starts[start - 1] >= opening:
            head, start = head - 1, start - 1
        while tail < last and self._is_alike(tail + 1, end + 1) and self.new[end + 1].end <= closing:
            tail, end = tail + 1, end + 1
        kept, missing = start, head - first
        neighbour = self.to_new[first - 1] if first else -1
        if missing and 0 <= neighbour < start and start - neighbour <= 2 * missing + 6:
            start = neighbour + 1
        elif missing:
            start = self._back(start, 2 * missing + 4, opening)
        if missing and begins:
            start = self._back(start, kept - missing - 3, opening, absolute=True)
        missing = last - tail
        neighbour = self.to_new[last + 1] if last + 1 < len(self.old) else len(self.new)
        widest = end + missing + 2
        if missing and end < neighbour <= end + 2 * missing + 6:
            end = neighbour - 1
        elif missing:
            end = self._on(end, end + 2 * missing + 4, closing)
        if ends:
            end = self._on(end, widest if missing else end, closing)
            end = self._on(end, end + 2, closing, signs_only=True)
        return Place(start, end, sought=False)

    def _is_alike(self, here: int, there: int) -> bool:
        """Whether an old and a new token are the same word."""
        return 0 <= there < len(self.new) and self.old[here].key == self.new[there].key

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

    def _sought(self, first: int, last: int) -> list[Place]:
        """Sentences that hold rare words of the mark and that nothing else claims."""
        votes: dict[int, float] = defaultdict(float)
        rare = max(4, len(self.sentences) // 20)
        for token in {one.key: one for one in self.old[first : last + 1]}.values():
            holding = self._sentences_with.get(token.key, ())
            if len(holding) <= rare:
                weight = self.weight(token)
                for number in holding:
                    votes[number] += weight
        neighbours = [self.to_new[number] for number in (first - 1, last + 1) if 0 <= number < len(self.old)]
        near = next((place for place in neighbours if place >= 0), None)
        if near is not None:
            here = bisect_right(self._sentence_starts, self._new_starts[near]) - 1
            for number in (here - 1, here, here + 1):
                if 0 <= number < len(self.sentences):
                    votes[number] += 0.3
        least = _WORTH_A_LOOK * max(votes.values(), default=0.0)
        alike = [number for number, weight in votes.items() if weight >= least]
        places = []
        for number in nlargest(_CANDIDATES, alike, key=votes.__getitem__):
            for count in (1, 2) if last - first + 1 >= _LONG else (1,):
                if number + count <= len(self.sentences):
                    start, end = self._tokens_of_sentences(number, number + count - 1)
                    free = sum(one < 0 or first <= one <= last for one in self.to_old[start : end + 1])
                    if end >= start and free >= 0.5 * (end - start + 1):
                        places.append(Place(start, end, sought=True))
        return places


def _holding(words: Sequence[Token], sentences: Iterable[Span]) -> dict[str, list[int]]:
    """Which sentences (first and last word of each) hold a word, by its key."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, (first, last) in enumerate(sentences):
        for key in {token.key for token in words[first : last + 1]}:
            found[key].append(number)
    return found
