"""The article on screen as data: the page, its marks, how far each sentence is dealt with, and where the reader is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, compress
from operator import not_
from typing import TYPE_CHECKING, Final

from factcheck.text.coverage import LEFT_OUT, OPEN, PARTLY, UNTOUCHED, coverage, unchecked, with_unchecked
from factcheck.text.spans import Span, Spans
from factcheck.ui import theme as themes
from factcheck.ui.article.folding import Fold, fold
from factcheck.ui.article.geometry import Geometry
from factcheck.ui.article.marking import MarkIndex
from factcheck.ui.article.typesetting import Typeset
from factcheck.ui.verdicts import VerdictLook, verdict_look

if TYPE_CHECKING:
    from factcheck.domain.records import Omission, Rating
    from factcheck.domain.records import Sentence as Decided
    from factcheck.project.queries.articles import Mark
    from factcheck.text.checkables import Checkable
    from factcheck.text.finding import Search

_STEP: Final = 50_000  # code points whose sentences are looked at together


class Sheet:
    """Everything that the view paints, in code points.

    ``sentence`` is the number of the sentence under the cursor (-1: none); ``taken`` the words that the reader took;
    ``claim_id`` and ``highlight_id`` what is chosen; ``resized`` the chosen highlight's new place while it is dragged;
    ``words`` are those that can be checked, ``words_shown`` whether unchecked ones are underlined;
    ``search`` what is looked for, ``hit`` the number of the hit that the reader is at (-1: none).
    """

    def __init__(self, page: Typeset) -> None:
        self.page = page
        self.geometry = Geometry(page)
        self.marks = MarkIndex(page.lines)
        self.ratings: dict[str, Rating] = {}
        self.whole = True  # whether all marks are there, not only those that are in sight at first
        self.profile = "statements"
        self.sentences = Spans([], [])
        self.decided: list[Span] = []
        self.words: Sequence[Checkable] = ()
        self.words_shown = True
        self.omissions: list[Omission] = []
        self.folds: list[Fold] = []
        self.sentence = -1
        self.taken: Span | None = None
        self.claim_id = ""
        self.highlight_id = ""
        self.hovered_id = ""
        self.pointed = -1  # the code point that was clicked last
        self.resized: Span | None = None
        self.search: Search | None = None
        self.hit = -1
        self._states = bytearray()
        self._left = bytearray()  # of each of the words, whether it is unchecked
        self._found_to = 0  # states and words left are known of what begins before this code point
        self._word_starts: list[int] = []
        self._word_ends: list[int] = []  # where all words up to one end, at the latest
        self._left_out = bytearray()  # the states as folds alone make them
        self._looks: dict[tuple[str | None, str], VerdictLook] = {}

    def on_page_set(self) -> None:
        """The page was set in another way."""
        self.geometry.forget()
        self.folds = fold(self.page, self.omissions, self.folds)

    def set_omissions(self, omissions: Sequence[Omission]) -> None:
        """Take what is left out of the article, and what was put back."""
        self.omissions = list(omissions)
        self.folds = fold(self.page, self.omissions, self.folds)
        self.geometry.forget()
        self.forget_states()

    # What is marked -------------------------------------------------------------------------------------------------

    def look(self, mark: Mark) -> VerdictLook:
        """How a highlight is drawn."""
        return self.look_of((mark.rating_id, mark.status))

    def look_of(self, kind: tuple[str | None, str]) -> VerdictLook:
        """How the highlights of claims with a rating and a status are drawn."""
        found = self._looks.get(kind)
        if found is None:
            rating = self.ratings.get(kind[0] or "")
            found = self._looks[kind] = verdict_look(rating, profile=self.profile, status=kind[1])
        return found

    def forget_looks(self) -> None:
        """Ask for the looks again: the theme, the scale or the profile is another one."""
        self._looks.clear()

    def place_of(self, mark: Mark) -> Span:
        """Where a highlight is drawn: at its place, or where it is being dragged to."""
        if self.resized is not None and mark.highlight_id == self.highlight_id:
            return self.resized
        return mark.start, mark.end

    # Sentences ------------------------------------------------------------------------------------------------------

    def set_sentences(self, spans: Sequence[Span]) -> None:
        """Take the sentences; the cursor stays on the words where it was."""
        at = self.sentences[self.sentence][0] if 0 <= self.sentence < len(self.sentences) else None
        self.sentences = Spans.of(spans)
        self.forget_states()
        self.sentence = -1 if at is None else self.sentence_near(at)

    @property
    def states(self) -> bytearray:
        """How far each sentence is dealt with (``factcheck.text.coverage``), found out where nobody has asked yet."""
        return self.states_until(len(self.page.text) + 1)

    def states_until(self, point: int) -> bytearray:
        """The same, known at least of what begins before a code point: a long article is gone through bit by bit."""
        while self._found_to < point:
            # In steps: of many highlights at once, so many pairs would be made that they are looked through as garbage.
            low, self._found_to = self._found_to, min(point, self._found_to + _STEP)
            some = (low, self._found_to)
            self._find_states(*(bisect_left(self.sentences.starts, place) for place in some))
            self._find_left(*(bisect_left(self._word_starts, place) for place in some))
        return self._states

    def forget_states(self) -> None:
        """Find them out anew when somebody asks next: sentences, marks or decisions as a whole are other ones."""
        self._found_to = 0
        self._states, self._left = bytearray(len(self.sentences)), bytearray(len(self.words))
        self._left_out = coverage(self.sentences, (), (), (), self._folded())

    def refresh_states(self, start: int, end: int) -> None:
        """Find out again how far the sentences that a stretch touches are dealt with."""
        first, after = self.sentences.touched(start, end)
        self._find_states(first, after)
        if first < after:
            start, end = min(start, self.sentences.starts[first]), max(end, self.sentences.ends[after - 1])
        self._find_left(*self._words_touched(start, end))

    def _find_states(self, first: int, after: int) -> None:
        """Find out how far some sentences, by their numbers, are dealt with, but for words that are left."""
        if first < after:
            some = self.sentences[first:after]
            low, high = some.starts[0], some.ends[-1]
            self._states[first:after] = self._found(some, self.marks.overlapping(low, high), self._decided(low, high))

    def _find_left(self, first: int, after: int) -> None:
        """Find out which of some words, by their numbers, are unchecked, and what that makes of their sentences."""
        left = self._left[first:after] = self._left_among(first, after)
        with_unchecked(self._states, self.sentences, compress(self._word_starts[first:after], left))

    def _decided(self, low: int, high: int) -> list[Span]:
        return [span for span in self.decided if span[0] < high and span[1] > low]

    def _found(self, sentences: Spans, marks: Iterable[Mark], decided: Iterable[Span]) -> bytearray:
        from factcheck.domain.findings import is_open  # imports the records: not before the first paint

        columns = list(zip(*marks, strict=True)) or [()] * 6
        starts, ends, ratings, statuses = columns[2:]
        kinds = list(zip(ratings, statuses, strict=True))
        still_open = {kind: is_open(kind[1], self.ratings.get(kind[0] or "")) for kind in set(kinds)}
        are_open = [still_open[kind] for kind in kinds]
        places = list(zip(starts, ends, strict=True))
        closed = compress(places, map(not_, are_open))
        return coverage(sentences, compress(places, are_open), closed, decided, self._folded())

    def _folded(self) -> list[Span]:
        return [(each.start, each.end) for each in self.folds if not each.shown]

    def amount(self, start: int, end: int) -> int:
        """How much stands in a stretch: sentences, words that can be checked, and highlights."""
        words, sentences = self._words_touched(start, end), self.sentences.touched(start, end)
        return words[1] - words[0] + sentences[1] - sentences[0] + len(self.marks.beginning(start, end))

    def sentence_at(self, point: int) -> int:
        """The number of the sentence that holds a code point; -1 between sentences."""
        return self.sentences.at(point)

    def is_sentence(self, span: Span) -> bool:
        """Whether a stretch is just one of the sentences."""
        number = self.sentences.at(span[0])
        return number >= 0 and self.sentences[number] == span

    def sentences_between(self, start: int, end: int) -> Spans:
        """The sentences that overlap a stretch."""
        first, after = self.sentences.touched(start, end)
        return self.sentences[first:after]

    def sentence_near(self, point: int) -> int:
        """The number of the sentence at a code point, or the next one that is shown; -1 where there is none."""
        number = self.sentences.touched(point, point)[0]
        while number < len(self.sentences) and self._left_out[number] == LEFT_OUT:
            number += 1
        if number < len(self.sentences):
            return number
        return self.sentence_after(len(self.sentences), -1)

    def sentence_after(self, number: int, step: int) -> int:
        """The number of the sentence ``step`` sentences away among those that are shown; ``number`` at the end."""
        found, way = number, 1 if step > 0 else -1
        for _each in range(abs(step)):
            at = found + way
            while 0 <= at < len(self.sentences) and self._left_out[at] == LEFT_OUT:
                at += way
            if not 0 <= at < len(self.sentences):
                break
            found = at
        return found if 0 <= found < len(self.sentences) else -1

    def open_after(self, number: int) -> int:
        """The next sentence, round the end too, that is untouched or holds an open claim; -1 where there is none."""
        for low, high in ((number + 1, len(self.sentences)), (0, number + 1)):
            found = (self.states.find(state, low, high) for state in (UNTOUCHED, OPEN))
            first = min((at for at in found if at >= 0), default=-1)
            if first >= 0:
                return first
        return -1

    def is_untouched(self, start: int, end: int) -> bool:
        """Whether nobody has dealt with one of the sentences in a stretch."""
        return self.states.find(UNTOUCHED, *self.sentences.touched(start, end)) >= 0

    def counted(self) -> tuple[int, int]:
        """Which sentence the cursor is on, from 1, and how many there are; what is left out does not count."""
        upto, count = self.sentence + 1, len(self.sentences)
        return upto - self._left_out.count(LEFT_OUT, 0, upto), count - self._left_out.count(LEFT_OUT)

    def set_decided(self, rows: Iterable[Decided]) -> set[Span]:
        """Take what was decided about sentences; the stretches where that is news."""
        before, self.decided = self.decided, [(row.start, row.end) for row in rows]
        return set(before) ^ set(self.decided)

    # Words that can be checked --------------------------------------------------------------------------------------

    def set_words(self, words: Sequence[Checkable]) -> None:
        """Take the words that can be checked."""
        self.words = words
        self._word_starts = [word.start for word in words]
        self._word_ends = list(accumulate((word.end for word in words), max))
        self.forget_states()

    def _left_among(self, first: int, after: int) -> bytearray:
        """Of some of the words, by their numbers, whether each is unchecked."""
        words = self.words[first:after]
        if not words:
            return bytearray()
        low, high = words[0].start, max(word.end for word in words)
        covered = [(mark.start, mark.end) for mark in self.marks.overlapping(low, high)]
        return unchecked(self.page.text, words, [*covered, *self._decided(low, high)], self._folded())

    def _words_touched(self, start: int, end: int) -> tuple[int, int]:
        return bisect_right(self._word_ends, start), bisect_left(self._word_starts, end)

    def words_left(self, start: int = 0, end: int | None = None) -> list[Checkable]:
        """The unchecked words that overlap a stretch; where nobody knows yet, only of these it is found out."""
        first, after = self._words_touched(start, len(self.page.text) if end is None else end)
        words = self.words[first:after]
        known = not words or words[-1].start < self._found_to
        left = self._left[first:after] if known else self._left_among(first, after)
        return [word for word in compress(words, left) if word.end > start]

    def count_left(self) -> int:
        """How many words are unchecked; -1 where nobody has looked yet, which takes a moment in a book."""
        return sum(self._left) if self.words and self._found_to > len(self.page.text) else -1

    def word_after(self, point: int) -> Checkable | None:
        """The next unchecked word behind a point in a sentence that is dealt with otherwise, round the end too."""
        count = len(self.words) if self.states else 0
        first = bisect_right(self._word_starts, point)
        for number in chain(range(first, count), range(first)):
            word = self.words[number]
            if self._left[number] and self.states[self.sentences.at(word.start)] == PARTLY:
                return word
        return None

    # What is chosen -------------------------------------------------------------------------------------------------

    def chosen(self) -> Mark | None:
        """The chosen highlight."""
        return self.marks.get(self.highlight_id)

    def over(self, mark: Mark) -> list[Mark]:
        """The highlights over the words of one, innermost first: where the reader pointed, or where most lie."""
        at = self.pointed if mark.start <= self.pointed < mark.end else self.marks.thickest(mark)
        return self.marks.at(at)

    def place_among(self, mark: Mark) -> tuple[int, int]:
        """Which of how many highlights on the same words one is, from 1."""
        ids = [each.highlight_id for each in self.over(mark)]
        return (ids.index(mark.highlight_id) + 1, len(ids)) if mark.highlight_id in ids else (1, 1)

    def is_chosen(self, mark: Mark) -> bool:
        """Whether a highlight belongs to the chosen claim."""
        return bool(self.claim_id) and mark.claim_id == self.claim_id

    def tint(self, mark: Mark) -> str:
        """The colour behind a highlight's words: deeper where it is chosen."""
        look = self.look(mark)
        if not self.is_chosen(mark):
            return look.tint
        return themes.mixed(look.tint, look.strong, 0.18 if themes.current().dark else 0.14).name()
