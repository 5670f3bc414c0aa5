"""The bundled type: Inter for the interface, Source Serif 4 for what people read, and fallbacks by language."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from factcheck.resources import resource

UI: Final = "Inter"
SERIF: Final = "Source Serif 4"

# What follows the serif where it has no glyphs, by the language's first subtag. The families are those that Linux,
# Windows and macOS bring; Qt passes over what is not installed.
_FALLBACKS: Final[dict[str, tuple[str, ...]]] = {
    "ar": ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Traditional Arabic", "Geeza Pro", "DejaVu Sans"),
    "fa": ("Noto Naskh Arabic", "Vazirmatn", "Traditional Arabic", "Geeza Pro", "DejaVu Sans"),
    "ur": ("Noto Nastaliq Urdu", "Noto Naskh Arabic", "Urdu Typesetting", "DejaVu Sans"),
    "he": ("Noto Serif Hebrew", "Frank Ruehl CLM", "David", "New Peninim MT", "DejaVu Sans"),
    "ja": ("Noto Serif CJK JP", "Noto Serif JP", "Yu Mincho", "Hiragino Mincho ProN", "Noto Sans CJK JP"),
    "zh": ("Noto Serif CJK SC", "Noto Serif SC", "SimSun", "Songti SC", "Noto Sans CJK SC"),
    "zh-hant": ("Noto Serif CJK TC", "Noto Serif TC", "PMingLiU", "Songti TC", "Noto Sans CJK TC"),
    "ko": ("Noto Serif CJK KR", "Noto Serif KR", "Batang", "AppleMyungjo", "Noto Sans CJK KR"),
    "hi": ("Noto Serif Devanagari", "Nirmala UI", "Kohinoor Devanagari"),
    "th": ("Noto Serif Thai", "Leelawadee UI", "Thonburi"),
}
_LETTERS_ASKED: Final = 2_000
_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi"})


@cache
def load_fonts() -> tuple[str, ...]:
    """Register the bundled fonts once; the families they bring. Needs a QGuiApplication."""
    families: list[str] = []
    for file in sorted(resource("fonts").glob("*.ttf")):
        families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    return tuple(dict.fromkeys(families))


def font(px: int, weight: int = 400, family: str = UI) -> QFont:
    """A font by its size in pixels and its weight (100-900)."""
    return QFont(_made(px, weight, family))  # a copy is quick, and may be changed


@cache
def _made(px: int, weight: int, family: str) -> QFont:
    made = QFont(family)
    made.setPixelSize(px)
    made.setWeight(QFont.Weight(weight))
    # Outlines as drawn: widths scale with the device ratio, and lines break at the same word on every screen.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


# What Chinese, Japanese and Korean are read in where the reader likes a face without serifs.
_SANS: Final[dict[str, tuple[str, ...]]] = {
    "ja": ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Hiragino Sans"),
    "zh": ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC"),
    "zh-hant": ("Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei", "PingFang TC"),
    "ko": ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo"),
}


def reading_families(language: str, face: str = "serif") -> list[str]:
    """The families to read ``language`` (a BCP 47 tag) in, best first; ``face`` is serif, sans or system.

    In Chinese, Japanese and Korean the figures come from the same font as the words, as readers are used to.
    """
    tag = language.lower().replace("_", "-")
    if tag.startswith(("zh-tw", "zh-hk", "zh-mo")):
        tag = "zh-hant"
    known = next((key for key in (tag, "-".join(tag.split("-")[:2]), tag.split("-")[0]) if key in _FALLBACKS), "")
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    own = {"sans": UI, "system": system}.get(face, SERIF)
    following = (*(_SANS.get(known, ()) if face != "serif" else ()), *_FALLBACKS.get(known, ()))
    return [*following, own] if known[:2] in {"ja", "zh", "ko"} else [own, *following]


def reading_font(px: int, weight: int = 400, language: str = "en", face: str = "serif") -> QFont:
    """The font for an article's text (the serif, unless another ``face`` is liked), with its language's fallbacks."""
    return QFont(_made_for_reading(px, weight, language, face))


@cache
def _made_for_reading(px: int, weight: int, language: str, face: str) -> QFont:
    made = font(px, weight, SERIF)
    made.setFamilies(reading_families(language, face))
    return made


def reads_right_to_left(language: str, text: str = "") -> bool:
    """Whether a text is written from right to left: as its first letters are, or else as ``language`` (BCP 47) is."""
    sides = Counter(map(unicodedata.bidirectional, text[:_LETTERS_ASKED]))
    turned, straight = sides["R"] + sides["AL"], sides["L"]
    if turned + straight:
        return turned > straight
    tag = language.lower().replace("_", "-")
    return tag.split("-")[0] in _RIGHT_TO_LEFT
