"""What Word shows before a list item: bullets, and numbers that are counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from factcheck.formats.counting import counted
from factcheck.formats.docx.package import MAIN_NAMESPACE

if TYPE_CHECKING:
    from lxml.etree import _Element

_W: Final = f"{{{MAIN_NAMESPACE}}}"
_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
# Bullets that say something by their shape; all others (most are letters of a symbol font) are shown as •.
_SHAPES: Final = frozenset("-–—*◦▪■□○●‣⁃✓✔➢→")


def value(element: _Element | None, default: str = "") -> str:
    """The ``w:val`` of an element, or the default."""
    return default if element is None else element.get(_W + "val", default)


def whole_number(words: str, default: int = 0) -> int:
    """A number that a file gives, within what Word allows; the default for anything else."""
    return min(int(words), 32_767) if words.isascii() and words.isdigit() and len(words) < 10 else default


@dataclass(frozen=True, slots=True)
class _Level:
    style: str = "decimal"
    words: str = ""
    start: int = 1
    restart: int = -1
    plain_numbers: bool = False


@dataclass(slots=True)
class _Numbering:
    """One ``w:num``: its levels, the abstract list whose counters it shares, and the levels it begins anew."""

    abstract: str
    levels: dict[int, _Level]
    anew: set[int] = field(default_factory=set)


class ListMarkers:
    """The numberings of a document; ``marker`` counts on at every call."""

    def __init__(self, numbering: _Element | None) -> None:
        self._numberings: dict[str, _Numbering] = {}
        self._counters: dict[str, list[int]] = {}
        if numbering is None:
            return
        abstracts = {item.get(_W + "abstractNumId", ""): item for item in numbering.iterfind(_W + "abstractNum")}
        by_style = {
            value(item.find(_W + "styleLink")): key
            for key, item in abstracts.items()
            if item.find(_W + "styleLink") is not None
        }
        levels = {key: _levels(item) for key, item in abstracts.items()}
        for number in numbering.iterfind(_W + "num"):
            key = value(number.find(_W + "abstractNumId"))
            if key in abstracts and not levels[key]:
                key = by_style.get(value(abstracts[key].find(_W + "numStyleLink")), key)
            entry = _Numbering(key, dict(levels.get(key, {})))
            for override in number.iterfind(_W + "lvlOverride"):
                depth = whole_number(override.get(_W + "ilvl", ""))
                own = override.find(_W + "lvl")
                if own is not None:
                    entry.levels[depth] = _level(own)
                start = override.find(_W + "startOverride")
                if start is not None and depth < _LEVELS:
                    entry.levels[depth] = replace(entry.levels.get(depth, _Level()), start=whole_number(value(start)))
                    entry.anew.add(depth)
            self._numberings[number.get(_W + "numId", "")] = entry

    def marker(self, numbering: str, depth: int) -> str:
        """What stands before the next item of a numbering (``w:numId``) at a depth from 0; empty where nothing does."""
        entry = self._numberings.get(numbering)
        depth = min(depth, _LEVELS - 1)
        if entry is None or depth not in entry.levels:
            return ""
        level = entry.levels[depth]
        if level.style == "bullet":
            return level.words if level.words in _SHAPES else "•"
        counters = self._counters.setdefault(entry.abstract, [-1] * _LEVELS)
        while entry.anew:
            counters[entry.anew.pop()] = -1
        self._count(entry, counters, depth)
        return _PLACE.sub(lambda place: self._shown(entry, counters, level, int(place[1]) - 1), level.words).strip()

    @staticmethod
    def _count(entry: _Numbering, counters: list[int], depth: int) -> None:
        nothing = _Level()
        for above in range(depth):
            if counters[above] < 0:
                counters[above] = entry.levels.get(above, nothing).start
        counters[depth] = counters[depth] + 1 if counters[depth] >= 0 else entry.levels[depth].start
        for below in range(depth + 1, _LEVELS):
            # Zero says 'never restarts'; a number says after which level it does.
            restart = entry.levels.get(below, nothing).restart
            if restart < 0 or (restart > 0 and depth < restart):
                counters[below] = -1

    @staticmethod
    def _shown(entry: _Numbering, counters: list[int], level: _Level, depth: int) -> str:
        style = "decimal" if level.plain_numbers else entry.levels.get(depth, _Level()).style
        return counted(max(counters[depth], 0), style)


def _levels(abstract: _Element) -> dict[int, _Level]:
    return {whole_number(item.get(_W + "ilvl", "")): _level(item) for item in abstract.iterfind(_W + "lvl")}


def _level(element: _Element) -> _Level:
    restart = element.find(_W + "lvlRestart")
    return _Level(
        style=value(element.find(_W + "numFmt"), "decimal"),
        words=value(element.find(_W + "lvlText")),
        start=whole_number(value(element.find(_W + "start")), 0),
        restart=-1 if restart is None else whole_number(value(restart)),
        plain_numbers=element.find(_W + "isLgl") is not None,
    )
