"""What Word's styles and properties make of paragraphs, runs and rows: kinds of blocks, emphasis, list markers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from factcheck.domain.draft import BlockKind, SpanKind
from factcheck.formats.docx.list_markers import ListMarkers, value, whole_number
from factcheck.formats.docx.package import MAIN_NAMESPACE

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = f"{{{MAIN_NAMESPACE}}}"
_ANCESTORS: Final = 20
_BODY_LEVEL: Final = 9
_CELL_PARAGRAPHS: Final = 3
_NUMBERED_STYLE: Final = re.compile(r"(heading|list bullet|list number)\s*(\d?)")
# Names that Word (in every language), LibreOffice, Google Docs and newsrooms give.
_KINDS: Final[dict[str, BlockKind]] = {
    "title": "title",
    "headline": "title",
    "subtitle": "standfirst",
    "standfirst": "standfirst",
    "deck": "standfirst",
    "dek": "standfirst",
    "byline": "byline",
    "author": "byline",
    "caption": "caption",
    "quote": "quote",
    "intense quote": "quote",
    "block text": "quote",
    "block quotation": "quote",
    "quotations": "quote",
}
_CODE_STYLES: Final = frozenset({"html code", "code", "source code", "source text", "verbatim char", "html typewriter"})
_TOGGLES: Final[dict[str, SpanKind]] = {
    W + "b": "strong",
    W + "i": "emphasis",
    W + "u": "underline",
    W + "strike": "strike",
    W + "dstrike": "strike",
}
OFF: Final = frozenset({"0", "false", "off", "none"})
_RUN_STYLE: Final = W + "rStyle"
_PARAGRAPH_STYLE: Final = W + "pStyle"
_VANISH: Final = W + "vanish"


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph shows; ``folded`` marks the lines of a table of contents."""

    kind: BlockKind = "paragraph"
    level: int = 0
    marker: str = ""
    folded: bool = False


class RunLook(NamedTuple):
    """How a run shows: the id of its own style, the emphasis of its words, and whether nobody sees them."""

    style: str = ""
    formats: frozenset[SpanKind] = frozenset()
    hidden: bool = False


PLAIN_RUN: Final = RunLook()


@dataclass(frozen=True, slots=True)
class _Style:
    """A style with what it has from the styles that it is based on; ``names`` are its own first, in lower case."""

    names: tuple[str, ...]
    outline: int
    numbering: str
    depth: int
    formats: dict[SpanKind, bool]
    run: RunLook  # of a run that has this style and no emphasis of its own


class Appearance:
    """The styles and numberings of a document."""

    def __init__(self, styles: _Element | None, numbering: _Element | None) -> None:
        self._markers = ListMarkers(numbering)
        listing = [] if styles is None else list(styles.iterfind(W + "style"))
        self._elements = {style.get(W + "styleId", ""): style for style in listing}
        self._styles: dict[str, _Style] = {}
        self._plain_looks: dict[str, Look] = {}
        self._default = next(
            (
                style.get(W + "styleId", "")
                for style in listing
                if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")
            ),
            "",
        )

    def look(self, properties: _Element | None, *, counts: bool = True) -> Look:
        """How a paragraph with these properties (``w:pPr``) shows; a list item counts on unless told otherwise."""
        if properties is not None and len(properties) == 1 and properties[0].tag == _PARAGRAPH_STYLE:
            return self._plain_look(value(properties[0]), properties, counts=counts)
        return self._whole_look(properties, counts=counts)

    def _plain_look(self, style: str, properties: _Element, *, counts: bool) -> Look:
        """The look of a paragraph that has a style and nothing else: found once, unless its style counts."""
        known = self._plain_looks.get(style)
        if known is None:
            known = self._whole_look(properties, counts=counts)
            if not self._style(style or self._default).numbering:
                self._plain_looks[style] = known
        return known

    def _whole_look(self, properties: _Element | None, *, counts: bool) -> Look:
        name, numbering, outline = "", None, None
        if properties is not None:
            name = value(properties.find(W + "pStyle"))
            numbering = properties.find(W + "numPr")
            outline = properties.find(W + "outlineLvl")
        style = self._style(name or self._default)
        kind, level = _kind(style)
        if outline is not None:
            level = whole_number(value(outline), _BODY_LEVEL)
            kind, level = ("heading", level + 1) if level < _BODY_LEVEL else ("paragraph", 0)
        marker, depth = self._list_place(style, numbering, counts=counts)
        if marker and kind == "paragraph":
            return Look("list_item", depth, marker)
        return Look(kind, min(level, 6), marker, folded=style.names[0].startswith("toc "))

    def run(self, properties: _Element) -> RunLook:
        """How a run with these properties (``w:rPr``) shows; what a paragraph's style does is no emphasis."""
        style, hidden = "", False
        for item in properties:
            if item.tag == _RUN_STYLE:
                style = style or value(item)
            elif item.tag == _VANISH:
                hidden = value(item, "1") not in OFF
        if len(properties) == 1 and style:
            return self._style(style).run
        found = {**self._style(style).formats} if style else {}
        found.update(_formats(properties))
        return RunLook(style, _switched_on(found), hidden)

    def _list_place(self, style: _Style, numbering: _Element | None, *, counts: bool) -> tuple[str, int]:
        number, depth = style.numbering, style.depth
        if numbering is not None:
            number = value(numbering.find(W + "numId"), number)
            depth = whole_number(value(numbering.find(W + "ilvl")), depth)
        numbered = _NUMBERED_STYLE.match(style.names[0])
        is_list_style = numbered is not None and numbered[1] != "heading"
        marker = self._markers.marker(number, depth) if number not in ("", "0") and counts else ""
        if not marker and is_list_style and numbering is None and number == "":
            marker = "•"
        if is_list_style and numbered and depth == 0:
            depth = max(whole_number(numbered[2], 1) - 1, 0)
        return marker, min(depth, 8)

    def _style(self, key: str) -> _Style:
        known = self._styles.get(key)
        if known is None:
            known = self._styles[key] = self._resolved(key)
        return known

    def _resolved(self, key: str) -> _Style:
        own = key
        names: list[str] = []
        outline, numbering, depth = -1, "", -1
        formats: dict[SpanKind, bool] = {}
        for _step in range(_ANCESTORS):
            style = self._elements.get(key)
            if style is None:
                # A style that is named but not kept still says by its id what it is.
                names.append(key.lower())
                break
            names.append(value(style.find(W + "name"), key).lower())
            own_outline = style.find(f"{W}pPr/{W}outlineLvl")
            if outline < 0 and own_outline is not None:
                outline = whole_number(value(own_outline), _BODY_LEVEL)
            if not numbering:
                numbering = value(style.find(f"{W}pPr/{W}numPr/{W}numId"))
            if depth < 0:
                depth = whole_number(value(style.find(f"{W}pPr/{W}numPr/{W}ilvl")), -1)
            if style.get(W + "type") == "character":
                properties = style.find(W + "rPr")
                formats = {**(_formats(properties) if properties is not None else {}), **formats}
            if names[-1] in _CODE_STYLES:
                formats["code"] = True
            key = value(style.find(W + "basedOn"))
            if not key:
                break
        if names[0] == "hyperlink":
            formats = {}
        run = RunLook(own, _switched_on(formats))
        return _Style(tuple(names), outline, numbering, max(depth, 0), formats, run)


def first(element: _Element, tag: str) -> _Element | None:
    """The first child of a kind: properties, which nearly always open their element."""
    if len(element) and element[0].tag == tag:
        return element[0]
    return next(element.iterchildren(tag), None)


def _kind(style: _Style) -> tuple[BlockKind, int]:
    """The kind and the heading level that a paragraph style makes, by its name or by that of a style it is based on."""
    for name in style.names:
        if name in _KINDS:
            return _KINDS[name], 0
        numbered = _NUMBERED_STYLE.match(name)
        if numbered and numbered[1] == "heading":
            return "heading", max(whole_number(numbered[2], 1), 1)
    if 0 <= style.outline < _BODY_LEVEL:
        return "heading", style.outline + 1
    return "paragraph", 0


def _switched_on(formats: dict[SpanKind, bool]) -> frozenset[SpanKind]:
    return frozenset(kind for kind, on in formats.items() if on)


def _formats(properties: _Element) -> dict[SpanKind, bool]:
    found: dict[SpanKind, bool] = {}
    for item in properties:
        kind = _TOGGLES.get(item.tag)
        if kind:
            # Word writes both kinds of strike-through, one of them off.
            found[kind] = value(item, "1") not in OFF or found.get(kind, False)
        elif item.tag == W + "vertAlign":
            found["superscript"] = value(item) == "superscript"
            found["subscript"] = value(item) == "subscript"
    return found


def holds_stories(row: _Element) -> bool:
    """Whether a row lays text out rather than tabulating it: one cell, or cells of several paragraphs each."""
    cells = [cell for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row]
    if len(cells) == 1:
        return True
    return any(
        sum(any((words.text or "").strip() for words in item.iter(W + "t")) for item in cell.iter(W + "p"))
        > _CELL_PARAGRAPHS
        for cell in cells
    )
