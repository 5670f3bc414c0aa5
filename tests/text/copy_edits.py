"""A copy editor who leaves a trace: random edits of a text in which every letter knows where it came from."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

Span = tuple[int, int]

_WORD: Final = re.compile(r"\w+(?:[’'.,\-]\w+)*")
_NUMBER: Final = re.compile(r"\d[\d,.]*\d|\d")
_SMALL_WORDS: Final = """
    the a an and or but of to in on at for with by from as is are was were be been it its this that these those he
    she they we you his her their our not no which who will would has have had"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_SURVIVES: Final = 0.4  # of the letters of a mark, in one place: else it is gone
_TOGETHER: Final = 80  # letters between two that still stand in one place


class Letter(NamedTuple):
    """A character and where it stood in the old text, -1 where it was written new."""

    sign: str
    origin: int


Sentence = list[Letter]


@dataclass(frozen=True)
class Rates:
    """How often, of all sentences (``moved_paragraph``: of all paragraphs), each kind of edit is made.

    A ``look_alike`` stands for a sentence that is deleted.
    """

    typo: float
    words: float
    most_words: int
    name: float
    rewritten: float
    shortened: float
    lengthened: float
    deleted: float
    look_alike: float
    inserted: float
    repeated: float
    split: float
    merged: float
    moved: float
    moved_paragraph: float
    number: float


LEVELS: Final = {
    "light": Rates(.05, .06, 2, .01, .00, .04, .04, .03, .01, .03, .01, .01, .01, .01, .02, .03),
    "medium": Rates(.08, .15, 4, .02, .03, .08, .08, .08, .04, .08, .04, .04, .04, .04, .10, .08),
    "heavy": Rates(.10, .25, 6, .03, .12, .12, .12, .15, .10, .15, .08, .08, .08, .08, .20, .15),
}  # fmt: skip


@dataclass(frozen=True)
class Edited:
    """The new text, and where each mark stands in it; None where it is gone."""

    text: str
    places: list[Span | None]


def edited(
    text: str,
    sentences: Sequence[Span],
    marks: Sequence[Span],
    rates: Rates,
    chance: random.Random,
    *,
    vocabulary: Sequence[str],
    foreign: Sequence[str],
) -> Edited:
    """Edit a text; ``vocabulary`` are words to put in (small), ``foreign`` sentences of other texts."""
    editor = _Editor(rates, chance, vocabulary, foreign)
    paragraphs = [editor.paragraph(paragraph) for paragraph in _paragraphs(text, sentences)]
    letters = editor.put_together(editor.moved(paragraphs))
    places: dict[int, int] = {}
    for place, letter in enumerate(letters):
        if letter.origin >= 0:
            places.setdefault(letter.origin, place)
    return Edited("".join(letter.sign for letter in letters), [_place(text, mark, places) for mark in marks])


def _paragraphs(text: str, sentences: Sequence[Span]) -> list[list[Sentence]]:
    paragraphs: list[list[Sentence]] = []
    end = 0
    for start, after in sentences:
        if not paragraphs or "\n" in text[end:start]:
            paragraphs.append([])
        paragraphs[-1].append([Letter(text[at], at) for at in range(start, after)])
        end = after
    return paragraphs


def _place(text: str, mark: Span, places: dict[int, int]) -> Span | None:
    """Where the most letters of a mark stand together."""
    groups: list[list[int]] = []
    for at in range(*mark):
        if at in places and not text[at].isspace():
            if groups and -3 <= places[at] - groups[-1][-1] <= _TOGETHER:
                groups[-1].append(places[at])
            else:
                groups.append([places[at]])
    best = max(groups, key=len, default=[])
    whole = sum(not sign.isspace() for sign in text[slice(*mark)])
    return (min(best), max(best) + 1) if best and len(best) >= _SURVIVES * whole else None


def _text(sentence: Sentence) -> str:
    return "".join(letter.sign for letter in sentence)


def _words(sentence: Sentence) -> list[Span]:
    return [match.span() for match in _WORD.finditer(_text(sentence))]


def _new(words: str) -> Sentence:
    return [Letter(sign, -1) for sign in words]


def _put(sentence: Sentence, start: int, end: int, words: str) -> None:
    """Put words in the place of others; they stand where those stood."""
    origins = [letter.origin for letter in sentence[start:end]]
    sentence[start:end] = [
        Letter(sign, origins[min(len(origins) - 1, number * len(origins) // len(words))])
        for number, sign in enumerate(words)
    ]


class _Editor:
    def __init__(self, rates: Rates, chance: random.Random, vocabulary: Sequence[str], foreign: Sequence[str]) -> None:
        self.rates, self.chance, self.vocabulary, self.foreign = rates, chance, vocabulary, foreign

    def happens(self, rate: float) -> bool:
        return self.chance.random() < rate

    def paragraph(self, sentences: list[Sentence]) -> list[Sentence]:
        rates = self.rates
        kept: list[Sentence] = []
        for sentence in sentences:
            if self.happens(rates.deleted):
                if self.happens(rates.look_alike / rates.deleted):
                    kept.append(self.look_alike(sentence))
                continue
            kept.append(self.sentence(sentence))
            if self.happens(rates.inserted):
                kept.append(_new(self.chance.choice(self.foreign)))
        for number in range(len(kept) - 2, -1, -1):
            if self.happens(rates.merged) and _text(kept[number]).endswith(".") and len(kept[number + 1]) > 3:
                first, second = kept[number], kept.pop(number + 1)
                small = Letter(second[0].sign.lower(), second[0].origin)
                kept[number] = [*first[:-1], *_new(", and "), small, *second[1:]]
        return kept

    def sentence(self, sentence: Sentence) -> Sentence:
        rates = self.rates
        edits: list[tuple[float, Callable[[Sentence], None]]] = [
            (rates.rewritten, self.rewrite),
            (rates.words, lambda one: self.change_words(one, self.chance.randint(1, rates.most_words))),
            (rates.name, self.change_name),
            (rates.number, self.change_number),
            (rates.typo, self.mistype),
            (rates.shortened, self.shorten),
            (rates.lengthened, self.lengthen),
            (rates.split, self.split),
        ]
        sentence = list(sentence)
        for rate, edit in edits:
            if self.happens(rate):
                edit(sentence)
        return sentence

    def change_words(self, sentence: Sentence, count: int) -> None:
        text = _text(sentence)
        plain = [
            (start, end)
            for start, end in _words(sentence)
            if text[start:end] not in _SMALL and end - start > 2 and text[start:end].islower()
        ]
        for start, end in sorted(self.chance.sample(plain, min(count, len(plain))), reverse=True):
            _put(sentence, start, end, self.chance.choice(self.vocabulary))

    def rewrite(self, sentence: Sentence) -> None:
        self.change_words(sentence, max(1, int(len(_words(sentence)) * self.chance.uniform(0.3, 0.5))))

    def change_name(self, sentence: Sentence) -> None:
        names = [span for span in _words(sentence)[1:] if sentence[span[0]].sign.isupper()]
        if names:
            _put(sentence, *self.chance.choice(names), self.chance.choice(self.vocabulary).capitalize())

    def change_number(self, sentence: Sentence) -> None:
        found = list(_NUMBER.finditer(_text(sentence)))
        if found:
            number = self.chance.choice(found)
            other = str(self.chance.randint(2, 999))
            _put(sentence, *number.span(), other if other != number.group() else other + "1")

    def mistype(self, sentence: Sentence) -> None:
        words = [(start, end) for start, end in _words(sentence) if end - start > 4]
        if words:
            start, end = self.chance.choice(words)
            at = self.chance.randrange(start, end - 1)
            sentence[at], sentence[at + 1] = sentence[at + 1], sentence[at]

    def shorten(self, sentence: Sentence) -> None:
        words = _words(sentence)
        if len(words) > 6:
            first = self.chance.randrange(1, len(words) - 3)
            count = self.chance.randint(1, min(4, len(words) - first - 2))
            del sentence[words[first][0] : words[first + count][0]]

    def lengthen(self, sentence: Sentence) -> None:
        words = _words(sentence)
        if len(words) > 3:
            at = words[self.chance.randrange(1, len(words))][0]
            more = " ".join(self.chance.choice(self.vocabulary) for _ in range(self.chance.randint(1, 5)))
            sentence[at:at] = _new(more + " ")

    def split(self, sentence: Sentence) -> None:
        words = _words(sentence)
        if len(words) > 10:
            at = words[self.chance.randrange(4, len(words) - 4)][0]
            sentence[at] = Letter(sentence[at].sign.upper(), sentence[at].origin)
            while at > 0 and sentence[at - 1].sign.isspace():
                at -= 1
            sentence[at:at] = _new(".")

    def look_alike(self, sentence: Sentence) -> Sentence:
        """Another fact in the same frame of small words."""
        other = _new(_text(sentence))
        words = [(start, end) for start, end in _words(other) if _text(other)[start:end].lower() not in _SMALL]
        for start, end in sorted(self.chance.sample(words, int(len(words) * 0.75)), reverse=True):
            word = self.chance.choice(self.vocabulary)
            other[start:end] = _new(word.capitalize() if other[start].sign.isupper() else word)
        return other

    def moved(self, paragraphs: list[list[Sentence]]) -> list[list[Sentence]]:
        """Sentences and paragraphs moved, and sentences that stand once more as pull quotes."""
        rates, chance = self.rates, self.chance
        for paragraph, sentence in [(home, one) for home in paragraphs for one in home]:
            if self.happens(rates.moved):
                del paragraph[next(number for number, one in enumerate(paragraph) if one is sentence)]
                self.put_anywhere(paragraphs, sentence)
            elif self.happens(rates.repeated) and len(sentence) > 30:
                self.put_anywhere(paragraphs, _new(_text(sentence)))
        for _each in range(len(paragraphs)):
            if self.happens(rates.moved_paragraph):
                paragraph = paragraphs.pop(chance.randrange(len(paragraphs)))
                paragraphs.insert(chance.randint(0, len(paragraphs)), paragraph)
        return [paragraph for paragraph in paragraphs if paragraph]

    def put_anywhere(self, paragraphs: list[list[Sentence]], sentence: Sentence) -> None:
        paragraph = self.chance.choice(paragraphs)
        paragraph.insert(self.chance.randint(0, len(paragraph)), sentence)

    def put_together(self, paragraphs: list[list[Sentence]]) -> Sentence:
        letters: Sentence = []
        for paragraph in paragraphs:
            if letters:
                letters += _new("\n")
            spaced = (chain(_new(" ") if number else (), one) for number, one in enumerate(paragraph))
            letters += chain.from_iterable(spaced)
        style = self.chance.choice(({}, {}, dict(zip("’‘“”—–", "''\"\"--", strict=True)), {"'": "’"}))
        return [Letter(style.get(letter.sign, letter.sign), letter.origin) for letter in letters]
