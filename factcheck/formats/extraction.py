"""Tells the article on a web page from what is around it: what an extraction library found, laid over the page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

    from factcheck.domain.draft import Block, Span
    from factcheck.formats.page import Box

_LETTERS: Final = re.compile(r"[\W_]+")
_SURE: Final = 20
_LEAST_BOX: Final = 60  # letters of a box that says something
_MOST_LINKED: Final = 0.5  # of its letters: beyond, it points elsewhere
_LONGEST_BYLINE: Final = 120
_LINES: Final = frozenset(("p", "head", "list", "item", "quote", "table", "row", "lb", "code", "ab", "fw"))


def key(words: str) -> str:
    """What two ways to write down the same line share: its letters and digits."""
    return _LETTERS.sub("", words.casefold())


def lines_of(body: _Element) -> Iterator[str]:
    """The lines of what trafilatura extracted (its TEI-like tree): one for each paragraph, item or table row."""
    from lxml import etree

    pieces: list[str] = []
    rows = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        rows += (event == "start") - (event == "end") if element.tag == "row" else 0
        ends_line = element.tag in _LINES and (rows == 0 or element.tag == "row")
        if ends_line and pieces:
            yield "".join(pieces)
            pieces.clear()
        pieces.append((element.text if event == "start" else element.tail) or " ")


def article_lines(page: Sequence[str], extracted: Sequence[str]) -> set[int]:
    """The indexes of those lines of a page that the extraction took for the article.

    Lines that stand once on both sides are the fixed points; between two of them equal lines
    belong together in their order, and so do lines of which one holds the other (an extraction
    joins or cuts lines). A short line that merely occurs elsewhere on the page is none.
    """
    keys, found = [key(line) for line in page], [key(line) for line in extracted]
    taken: set[int] = set()
    corners = [(-1, -1), *_fixed_points(keys, found), (len(keys), len(found))]
    for (page_from, found_from), (page_to, found_to) in pairwise(corners):
        if page_from >= 0:
            taken.add(page_from)
        gap = [line for line in found[found_from + 1 : found_to] if line]
        if gap:
            taken.update(_matching(keys, page_from + 1, page_to, gap))
    return taken


def byline_lines(page: Sequence[str], start: int, end: int, byline: str) -> set[int]:
    """The short lines between a headline and the text that name the author: extractions take them for particulars."""
    wanted = key(byline)
    named = (index for index in range(start, end) if wanted and wanted in key(page[index]))
    return {index for index in named if len(page[index]) <= _LONGEST_BYLINE}


def boxed_blocks(
    text: str, blocks: Sequence[Block], spans: Sequence[Span], boxes: Sequence[Box], taken: set[int]
) -> set[int]:
    """The blocks, of those that are not ``taken``, that stand in a box of the article and are no list of links."""
    if not taken:
        return set()
    first, last = blocks[min(taken)].start, blocks[max(taken)].end
    found: set[int] = set()
    for box in boxes:
        if not first <= box.start or not (box.inside or box.end <= last):
            continue
        linked = sum(
            max(0, min(span.end, box.end) - max(span.start, box.start)) for span in spans if span.kind == "link"
        )
        letters = len(key(text[box.start : box.end]))
        if letters >= _LEAST_BOX and linked <= _MOST_LINKED * (box.end - box.start):
            found.update(index for index, one in enumerate(blocks) if box.start <= one.start and one.end <= box.end)
    return found - taken


def _fixed_points(keys: Sequence[str], found: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal lines, unique on both sides, in the same order on both: the longest such row."""
    once, once_found = Counter(keys), Counter(found)
    places = {line: index for index, line in enumerate(keys) if line and once[line] == 1}
    pairs = [(places[line], index) for index, line in enumerate(found) if line in places and once_found[line] == 1]
    # The longest increasing row of places on the page, by patience sorting.
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for index, (place, _found) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        ends[pile : pile + 1] = [index]
    row: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    return row[::-1]


def _matching(keys: Sequence[str], start: int, end: int, gap: Sequence[str]) -> Iterator[int]:
    """The lines of a stretch of the page that belong to the extracted lines of a gap."""
    waiting: defaultdict[str, int] = defaultdict(int)
    for line in gap:
        waiting[line] += 1
    joined = "\n".join(gap)
    long = [line for line in gap if len(line) >= _SURE]
    for index in range(start, end):
        line = keys[index]
        if waiting[line]:
            waiting[line] -= 1
            yield index
        elif len(line) >= _SURE and (line in joined or any(part in line for part in long)):
            yield index
