"""The language that a text is written in, by its script and its small words; for texts that do not say it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

# As many characters as are looked at, and as few words as can tell.
LOOKED_AT: Final = 20_000
FEWEST: Final = 12

# The letters of these scripts tell the language well enough to cut sentences and to choose fonts by.
_SCRIPTS: Final = {
    "ARABIC": "ar", "HEBREW": "he", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh", "CYRILLIC": "ru",
    "GREEK": "el", "DEVANAGARI": "hi", "THAI": "th",
}  # fmt: skip
_SMALL_WORDS: Final = {
    "de": "der die das und ist nicht den mit von zu ein eine auf für dem sich im auch des es",
    "en": "the of and to in is that for was with are it as on by this be have has he",
    "es": "el la los de que y en un por con una para las del se no su es al lo",
    "fr": "le la les des et est une que dans pour qui pas du sur au plus avec ce il de",
    "it": "il di che e la per un non le del della con una si in sono gli dei al da",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er ook die bij om",
    "pt": "o a de que e do da em um para com não uma os no se na por mais as",
}
_KNOWN: Final = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_WORDS: Final = re.compile(r"[^\W\d_]+")


def small_words(language: str) -> frozenset[str]:
    """The commonest words of a language; none where it is not known."""
    return _KNOWN.get(language, frozenset())


def tongue_of(text: str) -> str:
    """The code of a text's language ("de"), or empty where it cannot be told."""
    text = text[:LOOKED_AT]
    letters = Counter(_script(sign) for sign in text if sign.isalpha())
    script, count = letters.most_common(1)[0] if letters else ("", 0)
    if script == "zh" and letters["ja"] > 0.1 * count:  # Japanese mixes them
        script = "ja"
    if script or count < FEWEST:
        return script
    words = Counter(_WORDS.findall(text.lower()))
    total = sum(words.values())
    shares = sorted(
        ((sum(words[word] for word in known) / total, code) for code, known in _KNOWN.items()), reverse=True
    )
    (best, code), (second, _other) = shares[:2]
    # Related languages share small words: the best has to lead.
    return code if total >= FEWEST and best > 0.15 and best > 1.25 * second else ""


def _script(letter: str) -> str:
    if letter < "\u0370":
        return ""
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "")
