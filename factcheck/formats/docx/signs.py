"""Signs that Word draws rather than writes: symbols of symbol fonts, brackets, roots and sums of equations."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from factcheck.formats.docx.appearance import W

if TYPE_CHECKING:
    from lxml.etree import _Element

M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
UNKNOWN: Final = "\ufffd"
_SYMBOL_FONTS: Final = ("symbol", "wingdings", "webdings", "zapfdingbats", "mt extra")
_PRIVATE: Final = re.compile("[\uf020-\uf0ff]")
# Common signs of Wingdings and Symbol, which lie in the private area.
_SYMBOLS: Final = {
    0xF0FC: "✓", 0xF0FB: "✗", 0xF0FE: "☑", 0xF0A8: "☐", 0xF0B7: "•", 0xF0A7: "▪", 0xF0E0: "→", 0xF0E8: "➔",
    0xF0D8: "➢", 0xF04A: "☺", 0xF0B0: "°", 0xF0B1: "±", 0xF0B4: "×", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0B9: "≠",
    0xF0AE: "→", 0xF0AC: "←", 0xF0AD: "↑", 0xF0AF: "↓", 0xF06D: "μ", 0xF044: "Δ", 0xF053: "Σ", 0xF070: "π",
}  # fmt: skip
# All signs of the font Symbol, from 0x20 and from 0xA1 on.
_OF_SYMBOL: Final = {
    0xF000 + start + offset: sign
    for start, signs in {
        0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
        0x61: "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        0xA1: "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑",
        0xF1: "⟩∫",
    }.items()
    for offset, sign in enumerate(signs)
}


def symbol(element: _Element) -> str:
    """The sign that a ``w:sym`` or ``symEx`` names by its hexadecimal ``char``; ``UNKNOWN`` where that says nothing."""
    named = {str(key).rpartition("}")[2]: str(item) for key, item in element.attrib.items()}
    try:
        number = int(named.get("char", ""), 16)
    except ValueError:
        return UNKNOWN
    return _sign(number, named.get("font", ""))


def shown(words: _Element, tally: Counter[str]) -> str:
    """The text of a ``w:t`` as it shows: what stands in the private area is a sign where its run has a symbol font."""
    text = words.text or ""
    if text.isascii() or not _PRIVATE.search(text):
        return text
    run = words.getparent()
    fonts = None if run is None else run.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(W + "ascii", fonts.get(W + "hAnsi", ""))
    if not font.lower().startswith(_SYMBOL_FONTS):
        return text
    text = _PRIVATE.sub(lambda sign: _sign(ord(sign[0]), font), text)
    tally["symbols"] += text.count(UNKNOWN)
    return text


def sign_of(code: int, font: str, *, ansi: bool, tally: Counter[str]) -> str:
    """The sign of a SYMBOL field by its number in a font; ``ansi`` where numbers up to 255 are of Windows-1252."""
    if code < 0x100 and font.lower().startswith(_SYMBOL_FONTS):
        code += 0xF000
    elif code < 0x100 and ansi:
        code = ord(bytes([code]).decode("cp1252", "replace"))
    sign = _sign(code, font)
    tally["symbols"] += sign == UNKNOWN
    return sign


def _sign(number: int, font: str) -> str:
    if font.lower() == "symbol" and number in _OF_SYMBOL:
        return _OF_SYMBOL[number]
    private = 0xD800 <= number <= 0xF8FF or not 0x20 <= number <= 0x10FFFF
    return _SYMBOLS.get(number, UNKNOWN if private else chr(number))


def equation_signs(element: _Element) -> tuple[str, str]:
    """What Word draws before and after a construct that it does not write out: brackets, roots, sums."""
    name = element.tag.removeprefix(M)
    if name == "d":
        return _character(element, "dPr/begChr", "("), _character(element, "dPr/endChr", ")")
    if name == "rad":
        return "", ")"  # the degree comes before the sign
    return _character(element, "naryPr/chr", "∫"), ""


def before_part(element: _Element) -> str:
    """What is before a part of a construct: the bar of a fraction, the sign of a root, what parts it from another."""
    if element.tag == M + "den":
        return "/"
    outer, previous = element.getparent(), element.getprevious()
    name = "" if outer is None else outer.tag
    if name == M + "rad":
        return "√("
    if outer is None or previous is None or previous.tag != element.tag:
        return ""
    return _character(outer, "dPr/sepChr", "|") if name == M + "d" else " "


def _character(element: _Element, path: str, default: str) -> str:
    found = element.find("/".join(M + step for step in path.split("/")))
    return default if found is None else found.get(M + "val", default)[:1]
