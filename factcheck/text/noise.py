"""Lines that stand in an article but are no part of it: "also read" pointers and adverts, in several languages."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# A longer line is more likely a sentence of the article that happens to begin like a pointer.
LONGEST: Final = 160
_ALSO_READ: Final = frozenset(
    {
        # English
        "also read", "read also", "read more", "read next", "see also", "more on this story", "you may also like",
        "you might also like", "related article", "related articles", "related stories", "related story",
        "related coverage", "related topics", "recommended for you", "most read", "don't miss", "further reading",
        # French
        "lire aussi", "à lire aussi", "à lire également", "lire également", "lire la suite", "voir aussi",
        "sur le même sujet", "à lire ensuite", "articles liés", "les plus lus",
        # German
        "lesen sie auch", "lesen sie mehr", "lesen sie hier", "mehr zum thema", "auch interessant", "siehe auch",
        "das könnte sie auch interessieren", "weitere artikel", "meistgelesen",
        # Spanish
        "lea también", "lee también", "leer también", "leer más", "lea más", "te puede interesar",
        "le puede interesar", "también te puede interesar", "más sobre este tema", "ver también",
        "artículos relacionados", "noticias relacionadas", "lo más leído",
    }
)  # fmt: skip
_ADVERTS: Final = frozenset(
    {
        "advertisement", "advertisements", "advert", "ad", "sponsored", "sponsored content", "promoted",
        "promoted content", "paid content", "paid post", "article continues below advertisement", "scroll to continue",
        "article continues after advertisement", "story continues below advertisement",
        "story continues after advertisement", "continue reading below",
        "publicité", "annonce", "contenu sponsorisé", "contenu partenaire", "la suite après la publicité",
        "anzeige", "werbung", "gesponsert", "gesponserter inhalt",
        "publicidad", "anuncio", "contenido patrocinado", "patrocinado",
    }
)  # fmt: skip
_EDGES: Final = " \t\u00a0\u202f-–—•*:|<>«»[](){}.…"
# A title may follow a pointer only behind a mark that divides the two: "Read more: ...", "Also read | ...".
_POINTER: Final = re.compile(r"(?P<words>[^:|>»]+?)\s*(?:[:|>»]|\s[–—-]\s)")


def noise_lines(text: str) -> list[tuple[int, int, str]]:
    """The whole lines of a text that are noise: start, end (code points), and ``also read`` or ``advert``.

    Only short lines that say nothing else; a sentence of the article that begins in the same way is left alone.
    """
    lines = ((match.start(), match.end(), _reason(match.group())) for match in re.finditer(r"[^\n]+", text))
    return [line for line in lines if line[2]]


def _reason(line: str) -> str:
    if len(line) > LONGEST:
        return ""
    words = _folded(line)
    if words in _ADVERTS:
        return "advert"
    pointer = _POINTER.match(line.strip(_EDGES))
    return "also read" if words in _ALSO_READ or (pointer and _folded(pointer["words"]) in _ALSO_READ) else ""


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFC", words).replace("’", "'").strip(_EDGES)
    return re.sub(r"\s+", " ", plain).casefold()
