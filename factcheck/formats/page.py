"""A walk through a web page: every word that a browser would show, in reading order, with its structure.

Scripts, styles and what the page hides are passed over; what belongs to the article and what
around it is told apart elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urljoin

from lxml import etree

from factcheck.domain.draft import BlockKind, SpanKind
from factcheck.formats.composing import Composition
from factcheck.formats.counting import counted
from factcheck.text.addresses import safe_link

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNSEEN: Final = frozenset((
    "head", "script", "style", "template", "noscript", "iframe", "object", "embed", "applet", "audio", "video",
    "canvas", "svg", "map", "select", "datalist", "annotation", "annotation-xml", "rp", "title",
))  # fmt: skip
_BREAKS: Final = frozenset((
    "html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "legend", "li", "main", "menu", "nav", "noframes", "ol", "p", "pre", "search", "section",
    "summary", "table", "tbody", "tfoot", "thead", "caption", "tr", "td", "th", "ul", "button",
))  # fmt: skip
_FORMATS: Final[dict[str, SpanKind]] = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "cite": "emphasis", "dfn": "emphasis",
    "var": "emphasis", "u": "underline", "ins": "underline", "s": "strike", "del": "strike", "strike": "strike",
    "sup": "superscript", "sub": "subscript", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
_BOXES: Final = ("aside", "details")
_LISTS: Final = ("ul", "ol", "menu", "dir")
_CELLS: Final = ("td", "th")
_STORY_PARTS: Final = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote")
_CELL_PARTS: Final = 3
_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-list\s*:\s*ignore", re.IGNORECASE)
_WEIGHT: Final = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_SLANT: Final = re.compile(r"font-style\s*:\s*(\w+)", re.IGNORECASE)
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_NUMBERINGS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class Box(NamedTuple):
    """Where a box or what a reader unfolds stands in the text (code points); whether the page's article holds it."""

    start: int
    end: int
    inside: bool


@dataclass(slots=True)
class _List:
    """A list that is open: the number of its next item, 0 and no style for bullets."""

    next: int = 0
    style: str = ""


@dataclass(slots=True)
class _Opened:
    """What an element changed, to be undone at its end."""

    formats: frozenset[SpanKind]
    target: str
    kinds: int
    lists: int
    preformatted: bool
    start: int
    quote: bool = False


@dataclass(slots=True)
class _Place:
    """Of what kind the next block is: the innermost heading, list item, quotation or caption."""

    kind: BlockKind
    level: int = 0
    marker: str = ""


class PageWalk:
    """Walks one tree; ``base`` is the address that relative links belong to, empty where it is not known."""

    def __init__(self, base: str = "") -> None:
        self.base = base
        self.text = Composition()
        self.tally: Counter[str] = Counter()
        # Where boxes and what a reader unfolds stand in the text, and whether an <article> holds them.
        self.boxes: list[Box] = []
        self._formats: frozenset[SpanKind] = frozenset()
        self._target = ""
        self._kinds: list[_Place] = []
        self._lists: list[_List] = []
        self._preformatted = False
        # The formats and the link of white space that still waits for a word after it.
        self._space: tuple[frozenset[SpanKind], str] | None = None
        # The row that is being written as one line, and the number of its cells begun.
        self._row: _Element | None = None
        self._cells = 0

    def walk(self, root: _Element) -> None:
        """Read everything inside ``root``, without recursion: pages may be nested deeply."""
        story_rows = _story_rows(root)
        opened: list[_Opened] = []
        steps = etree.iterwalk(root, events=("start", "end"))
        for event, element in steps:
            if event == "start":
                depths = len(self._kinds), len(self._lists)
                opened.append(_Opened(self._formats, self._target, *depths, self._preformatted, self.text.length))
                if _is_unseen(element):
                    steps.skip_subtree()
                else:
                    self._open(element, opened[-1], story_rows)
                    self._words(element.text)
            else:
                self._close(element, opened.pop())
                if element is not root:
                    self._words(element.tail)
        self.text.end()

    def _open(self, element: _Element, opened: _Opened, story_rows: set[_Element]) -> None:
        tag = element.tag
        if tag in _BREAKS:
            self._break()
        if tag in _FORMATS or element.get("style"):
            self._formats = _formats_of(element, self._formats)
        if tag == "a":
            self._target = self._address(element.get("href", ""))
        elif tag == "br":
            self._break_line()
        elif tag == "q":
            opened.quote = True
            self._write("“")
        elif tag == "img":
            self.tally["pictures"] += 1
        elif tag == "pre":
            self._preformatted = True
        elif tag in _LISTS:
            self._open_list(element)
        elif tag == "table":
            self.tally["tables"] += 1
        elif tag == "tr" and self._row is None and element not in story_rows:
            self._row, self._cells = element, 0
            self.text.begin("table_row")
        elif tag in _CELLS:
            self._open_cell(element)
        else:
            self._open_place(element)

    def _open_place(self, element: _Element) -> None:
        tag = element.tag
        if re.fullmatch("h[1-6]", tag):
            self._kinds.append(_Place("heading", int(tag[1])))
        elif tag == "blockquote":
            self._kinds.append(_Place("quote"))
        elif tag in ("figcaption", "caption"):
            self._kinds.append(_Place("caption"))
        elif tag == "li":
            self._kinds.append(self._item(element))

    def _open_list(self, element: _Element) -> None:
        if element.tag == "ol":
            start = element.get("start", "1")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
            self._lists.append(_List(first, _NUMBERINGS.get(element.get("type", ""), "decimal")))
        else:
            self._lists.append(_List())

    def _item(self, element: _Element) -> _Place:
        if not self._lists:
            return _Place("list_item", 0, "•")
        counting = self._lists[-1]
        level = len(self._lists) - 1
        if not counting.style:
            return _Place("list_item", level, "•")
        value = element.get("value", "")
        number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else counting.next
        counting.next = number + 1
        return _Place("list_item", level, f"{counted(number, counting.style)}.")

    def _open_cell(self, element: _Element) -> None:
        # Cells of a table inside a cell are parted by a space, so that the columns outside hold.
        if self._row is not None and next(element.iterancestors("tr"), None) is self._row:
            self._space = None
            if self._cells:
                self.text.next_cell()
            self._cells += 1

    def _close(self, element: _Element, opened: _Opened) -> None:
        if opened.quote:
            self._write("”")
        if element.tag in _BREAKS:
            self._break()
        if element is self._row:
            self._row = None
            self._break()
        if element.tag in _BOXES and self.text.length > opened.start:
            inside = next(element.iterancestors("article"), None) is not None
            self.boxes.append(Box(opened.start, self.text.length, inside))
        self._formats, self._target, self._preformatted = opened.formats, opened.target, opened.preformatted
        del self._kinds[opened.kinds :]
        del self._lists[opened.lists :]

    def _break(self) -> None:
        """A block begins or ends here; inside a row it is a gap between words."""
        if self._row is None:
            self.text.end()
            self._space = None
        elif self._space is None:
            self._space = (frozenset(), "")

    def _break_line(self) -> None:
        if self._row is None:
            self.text.break_line()
            self._space = None
        else:
            self._break()

    def _words(self, words: str | None) -> None:
        if not words:
            return
        if self._preformatted and self._row is None:
            for index, line in enumerate(words.split("\n")):
                if index:
                    self._break_line()
                self._write(line)
            return
        pieces = _SPACE.split(words)
        for index, piece in enumerate(pieces):
            if index and self._space is None:
                self._space = (self._formats, self._target)
            if piece:
                self._write(piece)

    def _write(self, words: str) -> None:
        if not self.text.is_open:
            place = self._kinds[-1] if self._kinds else _Place("paragraph")
            self.text.begin(place.kind, place.level, place.marker)
        if self._space is not None:
            if self.text.begun and not self.text.ends_with_space:
                self.text.write(" ", *self._space)
            self._space = None
        begun = self.text.begun
        self.text.write(words, self._formats, self._target)
        if self._kinds and not begun and self.text.begun:
            # The marker stands before the first line of an item only.
            self._kinds[-1].marker = ""

    def _address(self, reference: str) -> str:
        reference = reference.strip().replace(" ", "%20")
        if not reference or reference.startswith("#"):
            return ""
        try:
            return safe_link(urljoin(self.base, reference)) or ""
        except ValueError:
            return ""


def _is_unseen(element: _Element) -> bool:
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or (element.tag == "dialog" and element.get("open") is None)
        or bool(_HIDDEN_STYLE.search(element.get("style", "")))
    )


def _formats_of(element: _Element, outer: frozenset[SpanKind]) -> frozenset[SpanKind]:
    """The formats inside an element: by its name, and by the weight and the slant of its style."""
    formats = set(outer)
    kind = _FORMATS.get(element.tag)
    if kind:
        formats.add(kind)
    style = element.get("style", "")
    weight, slant = _WEIGHT.search(style), _SLANT.search(style)
    if weight:
        heavy = weight[1].lower() in ("bold", "bolder") or (weight[1].isdigit() and int(weight[1][:4]) >= 600)
        formats = formats | {"strong"} if heavy else formats - {"strong"}
    if slant:
        formats = formats | {"emphasis"} if slant[1].lower() in ("italic", "oblique") else formats - {"emphasis"}
    return frozenset(formats)


def _story_rows(root: _Element) -> set[_Element]:
    """The rows that lay text out rather than tabulate it: one cell, a table inside, or cells of several paragraphs."""
    cells: Counter[_Element] = Counter()
    parts: Counter[_Element] = Counter()
    rows: set[_Element] = set()
    for cell in root.iter(*_CELLS):
        row = next(cell.iterancestors("tr"), None)
        if row is not None:
            cells[row] += 1
    for table in root.iter("table"):
        rows.update(table.iterancestors("tr"))
    for part in root.iter(*_STORY_PARTS):
        holder = next(part.iterancestors(*_CELLS), None)
        if holder is not None:
            parts[holder] += 1
    crowded = (cell for cell, count in parts.items() if count > _CELL_PARTS)
    rows.update(next(cell.iterancestors("tr"), cell) for cell in crowded)
    return rows | {row for row, count in cells.items() if count == 1}
