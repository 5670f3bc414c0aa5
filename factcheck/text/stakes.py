"""What a fact hangs on: the numbers, names and negations of a wording, to tell whether two wordings differ in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, Literal

from factcheck.text.aligning import Token

_NEGATION_WORDS: Final = """
    not no never none nobody nothing neither nor without cannot hardly barely unless except
    ne n' pas jamais aucun aucune sans rien ni personne nul nulle
    nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder
    nunca jamás ningún ninguno ninguna sin nadie nada tampoco
    لا لم لن ليس ليست ما غير دون بدون"""
# Numbers that are written as words, and what is as good as a number: parts, order, months and days.
_COUNT_WORDS: Final = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion
    hundreds thousands millions billions half halves third quarter dozen dozens double triple twice once first second
    fourth fifth sixth seventh eighth ninth tenth last
    zéro un une deux trois quatre cinq sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante
    cinquante soixante cent cents mille millions milliard milliards moitié tiers quart premier première deuxième
    troisième douzaine
    null ein eine einen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig
    sechzig siebzig achtzig neunzig hundert tausend halb halbe hälfte drittel viertel erste ersten zweite zweiten dritte
    dritten doppelt
    cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta cuarenta
    cincuenta sesenta setenta ochenta noventa cien ciento mil millón millones mitad tercio cuarto primero primera
    segundo segunda tercero tercera doble
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    lundi mardi mercredi jeudi vendredi samedi dimanche
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    lunes martes miércoles jueves viernes sábado domingo"""
_NEGATIONS: Final = frozenset(_NEGATION_WORDS.split())
_COUNTS: Final = frozenset(_COUNT_WORDS.split())
# Behind these a word may have its capital from its place alone.
_OPENING: Final = frozenset(".!?…:;\"'()-•")
_SIGN: Final = re.compile(r"[%‰°$€£¥₹+]")
_SPAN: Final = re.compile(r"(?<=\d)(-)(?=\d)")
_CONTRACTED: Final = frozenset({"i'm", "i've", "i'd", "i'll"})
# When a word is at stake: "name" where its capital is not from its place, "dash" at a figure, "first" behind a name.
_Weight = Literal["always", "name", "dash", "first", "never"]


class Stakes:
    """The numbers, names and negations of a draft, in order, by their keys.

    A word with a capital is a name, but for one that the drafts write small as well and that stands first: in the
    text, behind a stop, or at one of the ``openings``, where sentences begin (code points). "I" is one behind another
    ("Charles I"), a dash counts before figures alone. In scripts without capitals every word may be a name.
    """

    def __init__(
        self, text: str, words: Sequence[Token], openings: AbstractSet[int], ordinary: AbstractSet[str]
    ) -> None:
        self._text, self._words, self._openings, self._ordinary = text, words, openings, ordinary
        self._weights: dict[str, _Weight] = {}

    def among(self, first: int, last: int) -> list[int]:
        """The words that are at stake out of those from ``first`` to ``last``, by their numbers."""
        return [number for number in range(first, last + 1) if self._is_at_stake(number)]

    def keys(self, numbers: Iterable[int]) -> list[str]:
        """The keys of words; a span of figures is three, whichever dash its house sets ("5-4")."""
        return [key for number in numbers for key in _SPAN.split(self._words[number].key)]

    def _is_at_stake(self, number: int) -> bool:
        key, start, end = self._words[number]
        word = self._text[start:end]
        weight = self._weights.get(word)
        if weight is None:
            weight = self._weights[word] = _weight_of(word, key)
        if weight == "name":
            return not (key in self._ordinary and self._opens(number))
        if weight == "dash":
            return self._text[end : end + 1].isdigit()
        if weight == "first":
            return number > 0 and self._text[self._words[number - 1].start].isupper()
        return weight == "always"

    def _opens(self, number: int) -> bool:
        before = self._words[number - 1].key if number else "."
        return before in _OPENING or self._words[number].start in self._openings


def ordinary_words(*texts: Iterable[tuple[Token, str]]) -> frozenset[str]:
    """The keys of words that stand somewhere in small letters; texts are tokens with the words they stand for."""
    return frozenset(token.key for text in texts for token, word in text if word[:1].islower())


def kind_of(key: str) -> Literal["number", "name", "negation"]:
    """What is at stake with a word, by its key."""
    if is_negation(key):
        return "negation"
    if any(sign.isdigit() for sign in key) or key in _COUNTS or _SIGN.match(key):
        return "number"
    return "name"


def is_negation(key: str) -> bool:
    """Whether the word with this key turns a sentence round."""
    return key in _NEGATIONS or key.endswith("n't") or key.startswith("n'")


def _weight_of(word: str, key: str) -> _Weight:
    if key == "-":
        return "dash"
    if any(sign.isdigit() for sign in word) or key in _COUNTS or is_negation(key) or _SIGN.match(word):
        return "always"
    letter = next((sign for sign in word if sign.isalpha()), "")
    if not letter or key in _CONTRACTED:
        return "never"
    if word == "I":
        return "first"
    if letter.upper() == letter.lower():  # a script without capitals
        return "always"
    return "name" if word != word.lower() else "never"
