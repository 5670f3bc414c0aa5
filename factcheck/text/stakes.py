"""What a fact hangs on: the numbers, names and negations of a wording, to tell whether two wordings differ in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final, Literal

from factcheck.text.aligning import Token, tokens

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


def stakes(text: str, start: int, end: int, ordinary: AbstractSet[str], openings: AbstractSet[int]) -> list[str]:
    """The numbers, names and negations of ``text[start:end]`` in order, by their keys.

    A word with a capital is a name, but for one that is ``ordinary`` (the drafts write it small as well) and stands
    first: in the text, behind a stop, or at one of the ``openings``, where sentences begin (code points). In scripts
    without capitals every word may be a name.
    """
    return list(_stakes(tokens(text[start:end]), text[start:end], ordinary, openings, start))


def ordinary_words(*texts: Iterable[tuple[Token, str]]) -> frozenset[str]:
    """The keys of words that stand somewhere in small letters; texts are tokens with the words they stand for."""
    return frozenset(token.key for text in texts for token, word in text if word[:1].islower())


def kind_of(key: str) -> Literal["number", "name", "negation"]:
    """What is at stake with a word, by its key."""
    if key in _NEGATIONS or key.endswith("n't") or key.startswith("n'"):
        return "negation"
    if any(sign.isdigit() for sign in key) or key in _COUNTS or _SIGN.match(key):
        return "number"
    return "name"


def _stakes(
    found: list[Token], text: str, ordinary: AbstractSet[str], openings: AbstractSet[int], offset: int
) -> Iterator[str]:
    before = "."
    for token in found:
        word = text[token.start : token.end]
        opens = offset + token.start in openings or before in _OPENING
        before = token.key
        if _is_at_stake(word, token.key, ordinary=token.key in ordinary and opens):
            yield token.key


def _is_at_stake(word: str, key: str, *, ordinary: bool) -> bool:
    if any(sign.isdigit() for sign in word) or key in _COUNTS or key in _NEGATIONS or _SIGN.match(word):
        return True
    if key.endswith("n't") or key.startswith(("n'", "-")):
        return True
    letter = next((sign for sign in word if sign.isalpha()), "")
    if not letter:
        return False
    if letter.upper() == letter.lower():  # a script without capitals
        return True
    return word != word.lower() and not ordinary
