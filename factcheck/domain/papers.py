"""On which paper a country prints: US Letter in most of the Americas and the Philippines, A4 elsewhere (CLDR)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LETTER_COUNTRIES: Final = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)


def paper_for(languages: Iterable[str]) -> str:
    """``A4`` or ``Letter``, by the first of the language tags that names a country ("en-US")."""
    for tag in languages:
        for piece in tag.partition(".")[0].replace("_", "-").split("-")[1:]:
            if len(piece) == 2 and piece.isalpha():
                return "Letter" if piece.upper() in LETTER_COUNTRIES else "A4"
    return "A4"
