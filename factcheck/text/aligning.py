"""Two drafts of a text aligned whole: which word of the new one each word of the old one is, moved blocks included.

Runs of words that stand once in both are found longest first and grown both ways; between neighbours that agree, the
longest common subsequence fills the gaps. So a passage that was moved is found where it went, and what was written
again is told apart from what stayed.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

# Letters that a house's style changes without changing a word; none of them changes the length of the text.
_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("’‘‚‛`´", "'"),
        **dict.fromkeys("“”„‟«»＂", '"'),
        **dict.fromkeys("‐‑–—−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\u3000", " "),
    }
)
# Scripts that set no spaces: each sign is a token.
_SPACELESS: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTERS: Final = rf"[^\W{_SPACELESS}]+"
_TOKEN: Final = re.compile(rf"[{_SPACELESS}]|{_LETTERS}(?:[’'.,\-‑·]{_LETTERS})*|[^\w\s\u00ad]")
# Lengths of the runs that are looked for, longest first; after the middle one the gaps are filled, which frees
# shorter runs of other candidates.
_RUNS: Final = (24, 12, 7, 5, 4)
_FILLED_AFTER: Final = 7
_REPEATED: Final = 7
_BACK: Final = 400  # how far back a neighbour is looked for that says where a repeated passage belongs


class Token(NamedTuple):
    """A word or a sign; ``key`` is what it is compared by, ``start`` and ``end`` are code points."""

    key: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words and signs of a text in order; case, quotation marks and dashes make no difference to ``key``."""
    # Folding cases may change the length of a word, so it happens word by word, for each word once.
    keys = _Keys()
    return [Token(keys[match[0]], match.start(), match.end()) for match in _TOKEN.finditer(text)]


class _Keys(dict[str, str]):
    """What words are compared by."""

    def __missing__(self, word: str) -> str:
        key = self[word] = word.translate(_ALIKE).replace("\u00ad", "").casefold()
        return key


def plain(text: str) -> str:
    """A text without what style alone decides: quotation marks, dashes and white space made equal."""
    return " ".join(text.translate(_ALIKE).replace("\u00ad", "").split())


@dataclass(frozen=True, slots=True)
class Alignment:
    """``to_new[i]`` is the index of the new token that old token ``i`` is, -1 where it is none; ``to_old`` back.

    ``doubtful`` are old tokens that stand in passages of which the new draft has several.
    """

    to_new: list[int]
    to_old: list[int]
    doubtful: frozenset[int]


def aligned(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Align two lists of token keys."""
    numbers: dict[str, int] = {}
    work = _Aligning(
        [numbers.setdefault(key, len(numbers)) for key in old], [numbers.setdefault(key, len(numbers)) for key in new]
    )
    for length in _RUNS:
        work.match_single_runs(length)
        if length == _FILLED_AFTER:
            work.fill_gaps()
    work.fill_gaps()
    work.match_repeated_runs(_REPEATED)
    return Alignment(work.to_new, work.to_old, frozenset(work.doubtful))


class _Aligning:
    """The alignment while it is made; tokens are numbers, runs of them are texts, which compare fastest."""

    def __init__(self, old: list[int], new: list[int]) -> None:
        self.old, self.new = old, new
        self.old_signs, self.new_signs = _as_signs(old), _as_signs(new)
        self.to_new, self.to_old = [-1] * len(old), [-1] * len(new)
        self.doubtful: set[int] = set()

    def match_single_runs(self, length: int) -> None:
        """Match runs of free tokens that stand once on each side, and what is alike around them."""
        there = _single_runs(self.new_signs, self.to_old, length)
        for run, start in _single_runs(self.old_signs, self.to_new, length).items():
            place = there.get(run, -1)
            if start >= 0 and place >= 0 and self.to_new[start] < 0 and self.to_old[place] < 0:
                self._grow(start, place)

    def match_repeated_runs(self, length: int) -> None:
        """Match passages that stand several times, each to the place nearest to where its surroundings went."""
        places: dict[str, list[int]] = defaultdict(list)
        for start in _free_runs(self.to_old, length):
            places[self.new_signs[start : start + length]].append(start)
        for start in _free_runs(self.to_new, length):
            if self.to_new[start] >= 0:
                continue  # an earlier run grew over it
            run = self.old_signs[start : start + length]
            free = [place for place in places.get(run, ()) if self.to_old[place] < 0]
            if not free:
                continue
            if len(free) > 1:
                self.doubtful.update(range(start, start + length))
            near = self._neighbour_before(start)
            self._grow(start, min(free, key=lambda place: abs(place - near)))

    def fill_gaps(self) -> None:
        """Match what is left between matched neighbours, in order."""
        for first, last in _stretches(self.to_new):
            for start, end in self._room_for(first, last):
                old = [index for index in range(first, last) if self.to_new[index] < 0]
                new = [index for index in range(start, end) if self.to_old[index] < 0]
                if old and new:
                    self._match_in_order(old, new)

    def _room_for(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Where in the new draft the tokens of a gap may be: between its neighbours, or else beside each of them."""
        count = last - first
        before = self.to_new[first - 1] if first else -1
        behind = self.to_new[last] if last < len(self.old) else len(self.new)
        if before < behind and behind - before - 1 <= 40 * count + 400:
            yield before + 1, behind
            return
        most = 2 * count + 10
        end = before + 1
        while end < len(self.new) and self.to_old[end] < 0 and end - before <= most:
            end += 1
        if end > before + 1:
            yield before + 1, end
        start = behind - 1
        while start >= 0 and self.to_old[start] < 0 and behind - start <= most:
            start -= 1
        if behind - 1 > start:
            yield start + 1, behind

    def _match_in_order(self, old: list[int], new: list[int]) -> None:
        from rapidfuzz.distance import LCSseq

        for step in LCSseq.opcodes([self.old[index] for index in old], [self.new[index] for index in new]):
            if step.tag == "equal":
                for offset in range(step.src_end - step.src_start):
                    self._match(old[step.src_start + offset], new[step.dest_start + offset])

    def _grow(self, start: int, place: int) -> None:
        for step in (1, -1):
            here, there = (start, place) if step == 1 else (start - 1, place - 1)
            while (
                0 <= here < len(self.old)
                and 0 <= there < len(self.new)
                and self.to_new[here] < 0
                and self.to_old[there] < 0
                and self.old[here] == self.new[there]
            ):
                self._match(here, there)
                here, there = here + step, there + step

    def _match(self, here: int, there: int) -> None:
        self.to_new[here], self.to_old[there] = there, here

    def _neighbour_before(self, start: int) -> int:
        before = range(start - 1, max(-1, start - _BACK), -1)
        return next((self.to_new[index] for index in before if self.to_new[index] >= 0), 0)


def _free_runs(matched: Sequence[int], length: int) -> Iterator[int]:
    """Where runs of ``length`` free tokens begin."""
    return chain.from_iterable(range(first, last - length + 1) for first, last in _stretches(matched))


def _as_signs(numbers: Iterable[int]) -> str:
    # Where there are more words than characters some are alike here; ``_grow`` compares the numbers.
    return "".join(chr(number % (sys.maxunicode + 1)) for number in numbers)


def _single_runs(signs: str, matched: Sequence[int], length: int) -> dict[str, int]:
    """Runs of free tokens and where each begins; -1 where it stands more than once."""
    found: dict[str, int] = {}
    for start in _free_runs(matched, length):
        run = signs[start : start + length]
        if found.setdefault(run, start) != start:
            found[run] = -1
    return found


def _stretches(matched: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of free tokens."""
    found, first = [], -1
    for index, place in enumerate(matched):
        if place < 0 and first < 0:
            first = index
        elif place >= 0 and first >= 0:
            found.append((first, index))
            first = -1
    return [*found, (first, len(matched))] if first >= 0 else found
