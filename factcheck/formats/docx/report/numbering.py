"""Real lists of Word that show the very markers that the writer's file showed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from factcheck.formats.docx.report.markup import attribute, whole_part
from factcheck.formats.docx.report.notes import roman

_COUNTED = re.compile(
    r"(?P<before>[(\[]?)(?:(?P<number>\d{1,4})|(?P<roman>[ivxlc]{2,7})|(?P<letter>[A-Za-z]))(?P<after>[.):\]]{0,2})"
)
# What Word's Symbol and Wingdings fonts call a bullet means nothing in another font.
_BULLETS: Final = {"": "•", "*": "•", "-": "–", "o": "◦", "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▸", "·": "•"}
_DEEPEST: Final = 8
_INDENT: Final = 360  # twentieths of a point for each level


class OwnLists(NamedTuple):
    """The lists that a document has already: its kinds of lists and its lists as elements, and the next free ids."""

    kinds: str = ""
    lists: str = ""
    next_kind: int = 0
    next_list: int = 1


class Numbering:
    """The lists of one document.

    Each item names the list it belongs to (``w:numId``); a list counts on as long as the markers do.
    """

    def __init__(self, own: OwnLists | None = None) -> None:
        self._own = own or OwnLists()
        self._kinds: dict[tuple[str, str], int] = {}  # (Word's number format, text around the number) -> its id
        self._lists: list[str] = []
        self._running: dict[int, tuple[tuple[str, str], int, int]] = {}  # level -> kind, list, next number

    def end_list(self) -> None:
        """Something else than an item followed; the next item begins a new list."""
        self._running.clear()

    def item(self, level: int, marker: str) -> str:
        """The paragraph properties that make an item with this marker."""
        level = min(max(level, 0), _DEEPEST)
        kind, number = _kind_of(marker.strip())
        for deeper in [key for key in self._running if key > level]:
            del self._running[deeper]
        running = self._running.get(level)
        if running is not None and running[0] == kind and (number is None or running[2] == number):
            made = running[1]
        else:
            made = self._begin(kind, level, number)
        self._running[level] = (kind, made, (number or 0) + 1)
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{made}"/></w:numPr>'

    def _begin(self, kind: tuple[str, str], level: int, number: int | None) -> int:
        abstract = self._kinds.setdefault(kind, self._own.next_kind + len(self._kinds))
        made = self._own.next_list + len(self._lists)
        start = (
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{number}"/></w:lvlOverride>'
            if number is not None
            else ""
        )
        self._lists.append(f'<w:num w:numId="{made}"><w:abstractNumId w:val="{abstract}"/>{start}</w:num>')
        return made

    def part(self) -> Iterator[str]:
        """The numbering part, in pieces."""
        kinds = (_abstract(made, *kind) for kind, made in self._kinds.items())
        return whole_part("w:numbering", (self._own.kinds, *kinds, self._own.lists, *self._lists))


def _kind_of(marker: str) -> tuple[tuple[str, str], int | None]:
    """How a marker is made and its number; a marker that does not count stands as it is."""
    counted = _COUNTED.fullmatch(marker) if marker != "o" else None
    if counted is None:
        return _uncounted(_BULLETS.get(marker, marker))
    around = f"{counted['before']}%{counted['after']}"
    if counted["number"]:
        # Word would print 007 as 7.
        plain = counted["number"] == str(int(counted["number"]))
        return (("decimal", around), int(counted["number"])) if plain else _uncounted(marker)
    if counted["roman"]:
        number = next((number for number in range(1, 300) if roman(number) == counted["roman"]), 0)
        return (("lowerRoman", around), number) if number else _uncounted(marker)
    letter = counted["letter"]
    return ("lowerLetter" if letter.islower() else "upperLetter", around), ord(letter.lower()) - ord("a") + 1


def _uncounted(marker: str) -> tuple[tuple[str, str], None]:
    # LibreOffice shows one sign of a bullet; where nothing is counted it shows the whole text.
    return ("bullet" if len(marker) == 1 else "none", marker), None


def _abstract(made: int, number_format: str, around: str) -> str:
    levels = []
    for level in range(_DEEPEST + 1):
        text = around if number_format in ("bullet", "none") else around.replace("%", f"%{level + 1}")
        hanging = max(_INDENT, 120 * len(around) + 60)
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
            f'<w:lvlText w:val="{attribute(text)}"/><w:lvlJc w:val="left"/><w:pPr>'
            f'<w:ind w:left="{_INDENT * level + hanging + 100}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
        )
    inside = f'<w:multiLevelType w:val="hybridMultilevel"/>{"".join(levels)}'
    return f'<w:abstractNum w:abstractNumId="{made}">{inside}</w:abstractNum>'
