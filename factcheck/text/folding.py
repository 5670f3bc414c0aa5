"""Words made alike for finding: no case, no accents, each character a word in scripts that set no spaces."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Letters that are one sign with a stroke or a ligature, so that Unicode does not take them apart.
_STROKES: Final = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
# Beyond Latin and Greek an accent makes another letter; vowel points of Hebrew and Arabic are hardly ever typed.
_ACCENTS: Final = re.compile("(?<=[\u0000-\u03ff])[\u0300-\u036f]+")
_POINTS: Final = re.compile(
    "[\u00ad\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]+"
)
# Thai, Lao, Myanmar, Khmer, kana, Bopomofo, Han: their words have no spaces between them.
_SPACELESS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u312f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def folded(words: str) -> str:
    """Words without case and accents, to compare by: "Škoda" gives "skoda"."""
    if words.isascii():
        return words.lower()
    plain = unicodedata.normalize("NFKD", words)
    plain = _POINTS.sub("", _ACCENTS.sub("", unicodedata.normalize("NFKD", plain.casefold())))
    return unicodedata.normalize("NFC", plain).translate(_STROKES)


def spaced(words: str) -> str:
    """Folded words as an index takes them: a space on either side of each character of a script without spaces."""
    plain = folded(words)
    return plain if plain.isascii() else _SPACELESS.sub(r" \g<0> ", plain)


def tokens(words: str) -> list[str]:
    """The tokens of what a person typed or of a text: letters, digits and the marks on them.

    >>> tokens("Don’t say 9,000 騒音")
    ['don', 't', 'say', '9', '000', '騒', '音']
    """
    return "".join(sign if _of_a_word(sign) else " " for sign in spaced(words)).split()


def _of_a_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] in "LNM"
