"""Lines that stand in an article but are no part of it: "also read" pointers and adverts, in several languages."""

from __future__ import annotations

import re
from typing import Final

# A longer line is more likely a sentence of the article that happens to begin like a pointer.
LONGEST: Final = 160
_ALSO_READ: Final = (
    "also read", "read also", "read more", "read next", "see also", "more on this story", "you may also like",
    "related article", "related articles", "related stories", "related coverage", "recommended for you", "most read",
    "lire aussi", "à lire aussi", "lire également", "sur le même sujet", "à lire ensuite",
    "lesen sie auch", "lesen sie mehr", "mehr zum thema", "auch interessant", "das könnte sie auch interessieren",
    "lea también", "lee también", "leer más", "te puede interesar", "le puede interesar", "más sobre este tema",
)  # fmt: skip
_ADVERTS: Final = (
    "advertisement", "advertisements", "advertising", "advert", "ad", "sponsored", "sponsored content", "promoted",
    "story continues below advertisement",
    "article continues below advertisement", "scroll to continue",
    "publicité", "annonce", "contenu sponsorisé", "anzeige", "werbung", "publicidad", "anuncio", "contenido patrocinado",
)  # fmt: skip
_EDGES: Final = " \t\u00a0-–—•*:|>»[](){}.…"


def _folded(line: str) -> str:
    return re.sub(r"\s+", " ", line.replace("’", "'")).strip(_EDGES).casefold()


def _reason(line: str) -> str:
    words = _folded(line)
    if words in _ADVERTS:
        return "advert"
    for pointer in _ALSO_READ:
        if words == pointer:
            return "also read"
        # With a title behind it only where a mark divides the two: "Read more: …", "Also read | …".
        if words.startswith(pointer) and re.match(r"\s*[:|»>–—-]", words[len(pointer) :]):
            return "also read"
    return ""


def noise_lines(text: str) -> list[tuple[int, int, str]]:
    """The whole lines of a text that are noise: start, end (code points), and ``also read`` or ``advert``."""
    found = []
    for match in re.finditer(r"[^\n]+", text):
        if len(match.group()) <= LONGEST:
            reason = _reason(match.group())
            if reason:
                found.append((match.start(), match.end(), reason))
    return found
