"""A written report as plain pages to look at before it is saved: the words, looks and breaks of the document itself.

What is shown is read from the very package that would be saved, so nothing is in the preview that is not in the file.
Word and LibreOffice break lines and pages by rules of their own: the pages are alike, not the same.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from lxml import etree

from factcheck.domain.progress import Progress, Silent
from factcheck.domain.report import Report, language_of
from factcheck.formats.docx.list_markers import value, whole_number
from factcheck.formats.docx.writing import write_package
from factcheck.translation import words_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Of a long report the first pages are shown: nobody reads a book in a preview.
_MOST_CHARACTERS: Final = 400_000
_POINT: Final = 20  # twentieths
_ROWS: Final = 40
_TABLE: Final = 'width="100%" cellspacing="0" cellpadding="2" style="border-collapse:collapse"'


@dataclass(frozen=True, slots=True)
class Preview:
    """The pages as HTML of the kind that Qt lays out; sizes in points.

    ``margins`` are left, top, right and bottom; ``header`` and ``footer`` what stands left and right there, with
    ``{page}`` and ``{pages}`` for numbers. ``comments`` is how many comments stand in the margin of the document;
    ``cut`` says that only its beginning is here.
    """

    html: str
    width: float
    height: float
    margins: tuple[float, float, float, float]
    header: tuple[str, str]
    footer: tuple[str, str]
    comments: int
    cut: bool


def preview_of(report: Report, progress: Progress = Silent()) -> Preview:
    """The preview of a report; raises ``Problem`` as writing it would, and ``Cancelled``."""
    package = io.BytesIO()
    with words_in(language_of(report)):
        write_package(report, package, progress)
    with zipfile.ZipFile(package) as archive:
        parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}
    body = parts["word/document.xml"].find(f"{_W}body")
    assert body is not None  # noqa: S101 - it was written just now
    sheet = _Sheet(parts["word/styles.xml"])
    pieces: list[str] = []
    size, cut = 0, False
    for piece in _blocks(body, sheet):
        pieces.append(piece)
        size += len(piece)
        if size > _MOST_CHARACTERS:
            cut = True
            break
    section = next(body.iter(f"{_W}sectPr"))
    width, height = (_points(section.find(f"{_W}pgSz"), name, usual) for name, usual in (("w", 11906), ("h", 16838)))
    sides = section.find(f"{_W}pgMar")
    left, top, right, bottom = (_points(sides, name, 1304) for name in ("left", "top", "right", "bottom"))
    return Preview(
        "".join(pieces),
        width,
        height,
        (left, top, right, bottom),
        _line(parts, "header"),
        _line(parts, "footer"),
        len(parts["word/comments.xml"]),
        cut,
    )


def _points(element: _Element | None, name: str, usual: int) -> float:
    told = element.get(f"{_W}{name}", "") if element is not None else ""
    return (int(told) if told.lstrip("-").isdecimal() else usual) / _POINT


def _line(parts: dict[str, _Element], kind: str) -> tuple[str, str]:
    """What a header or footer says at its left and at its right; the first one that says anything."""
    for name in sorted(parts):
        if name.startswith(f"word/{kind}"):
            words = "".join(_header_words(parts[name]))
            if words.strip():
                left, _tab, right = words.partition("\t")
                return left.strip(), right.strip()
    return "", ""


def _header_words(tree: _Element) -> Iterator[str]:
    instruction = ""
    hidden = False
    for element in tree.iter(f"{_W}t", f"{_W}tab", f"{_W}fldChar", f"{_W}instrText"):
        if element.tag == f"{_W}fldChar":
            kind = element.get(f"{_W}fldCharType")
            if kind == "separate":
                yield "{pages}" if "NUMPAGES" in instruction else "{page}" if "PAGE" in instruction else ""
                hidden = "PAGE" in instruction
            elif kind == "end":
                instruction, hidden = "", False
        elif element.tag == f"{_W}instrText":
            instruction += element.text or ""
        elif element.tag == f"{_W}tab":
            parent = element.getparent()
            yield "\t" if parent is not None and parent.tag == f"{_W}r" else ""
        elif not hidden:
            yield element.text or ""


# ------------------------------------------------------------------------------------------------------------- looks


class _Sheet:
    """The styles of a document as CSS."""

    def __init__(self, sheet: _Element) -> None:
        self._styles = {one.get(f"{_W}styleId", ""): one for one in sheet.iter(f"{_W}style")}
        defaults = sheet.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        standard = next((id_ for id_, one in self._styles.items() if one.get(f"{_W}default") == "1"), "")
        self._default = _run_css(defaults) if defaults is not None else {}
        self._standard = standard
        self._known: dict[str, dict[str, str]] = {}

    def css(self, id_: str, more: _Element | None = None) -> str:
        """The looks of a style with direct formatting over it, as declarations."""
        return _declared({**self._look(id_), **_run_css(more), **_paragraph_css(more)})

    def paragraph_css(self, id_: str, more: _Element | None) -> str:
        """The same of a paragraph, over what the document says of all of them."""
        return _declared({**self._default, **self._look(id_ or self._standard), **_paragraph_css(more)})

    def _look(self, id_: str) -> dict[str, str]:
        if id_ not in self._known:
            self._known[id_] = {}  # a style that is based on itself ends here
            style = self._styles.get(id_)
            if style is not None:
                base = style.find(f"{_W}basedOn")
                above = self._look(base.get(f"{_W}val", "")) if base is not None else {}
                own = {**_run_css(style.find(f"{_W}rPr")), **_paragraph_css(style.find(f"{_W}pPr"))}
                self._known[id_] = {**above, **own}
        return self._known[id_]


def _declared(css: dict[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in css.items())


def _run_css(properties: _Element | None) -> dict[str, str]:
    css: dict[str, str] = {}
    for one in properties if properties is not None else ():
        tag = str(one.tag).removeprefix(_W)
        told = one.get(f"{_W}val", "")
        if tag in ("b", "i", "caps", "strike") and not str(one.tag).endswith("Cs"):
            name, on, off = _SWITCHES[tag]
            css[name] = off if told in _OFF else on
        elif tag == "rFonts" and one.get(f"{_W}ascii"):
            css["font-family"] = f"'{one.get(f'{_W}ascii', '').replace(chr(39), '')}'"
        elif tag == "sz" and told.isdecimal():
            css["font-size"] = f"{int(told) / 2}pt"
        elif tag == "color" and told != "auto":
            css["color"] = f"#{told}"
        elif tag == "shd" and one.get(f"{_W}fill", "auto") != "auto":
            css["background-color"] = f"#{one.get(f'{_W}fill')}"
        elif tag == "u":
            css["text-decoration"] = "none" if told == "none" else "underline"
        elif tag == "vertAlign":
            css["vertical-align"] = {"superscript": "super", "subscript": "sub"}.get(told, "baseline")
    return css


_OFF: Final = ("0", "false", "off")
_SWITCHES: Final = {
    "b": ("font-weight", "600", "400"),
    "i": ("font-style", "italic", "normal"),
    "caps": ("text-transform", "uppercase", "none"),
    "strike": ("text-decoration", "line-through", "none"),
}


def _paragraph_css(properties: _Element | None) -> dict[str, str]:
    css: dict[str, str] = {}
    if properties is None:
        return css
    spacing, indent = properties.find(f"{_W}spacing"), properties.find(f"{_W}ind")
    if spacing is not None:
        for name, side in (("before", "margin-top"), ("after", "margin-bottom")):
            if spacing.get(f"{_W}{name}"):
                css[side] = f"{_points(spacing, name, 0)}pt"
        if spacing.get(f"{_W}lineRule", "auto") == "auto" and spacing.get(f"{_W}line"):
            css["line-height"] = f"{round(_points(spacing, 'line', 240) / 12 * 100)}%"
    if indent is not None:
        for name, side in (("left", "margin-left"), ("right", "margin-right")):
            if indent.get(f"{_W}{name}"):
                css[side] = f"{_points(indent, name, 0)}pt"
        if indent.get(f"{_W}hanging"):
            css["text-indent"] = f"-{_points(indent, 'hanging', 0)}pt"
    if _is_on(properties, "pageBreakBefore"):
        css["page-break-before"] = "always"
    return css


def _is_on(properties: _Element | None, name: str) -> bool:
    """Whether a switch is on; LibreOffice writes those that are off, too."""
    switch = properties.find(f"{_W}{name}") if properties is not None else None
    return switch is not None and switch.get(f"{_W}val", "1") not in _OFF


# ------------------------------------------------------------------------------------------------------------ blocks


def _blocks(parent: _Element, sheet: _Sheet) -> Iterator[str]:
    new_page = False
    for child in parent:
        if child.tag == f"{_W}p":
            yield _paragraph(child, sheet, new_page=new_page)
            new_page = child.find(f"{_W}pPr/{_W}sectPr") is not None
        elif child.tag == f"{_W}tbl":
            yield from _table(child, sheet)
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            if content is not None:
                yield from _blocks(content, sheet)


def _paragraph(paragraph: _Element, sheet: _Sheet, *, new_page: bool = False) -> str:
    properties = paragraph.find(f"{_W}pPr")
    style = properties.find(f"{_W}pStyle") if properties is not None else None
    css = sheet.paragraph_css(style.get(f"{_W}val", "") if style is not None else "", properties)
    turned = _is_on(properties, "bidi")
    break_before = ";page-break-before:always" if new_page else ""
    number = properties.find(f"{_W}numPr/{_W}numId") if properties is not None else None
    item = "•&nbsp;" if number is not None and number.get(f"{_W}val") != "0" else ""  # 0: out of the list of its style
    inside = "".join(_inline(paragraph, sheet))
    direction = ' dir="rtl"' if turned else ""
    return f'<p{direction} style="{escape(css)}{break_before}">{item}{inside or "&nbsp;"}</p>'


def _inline(parent: _Element, sheet: _Sheet) -> Iterator[str]:
    for child in parent:
        if child.tag == f"{_W}r":
            yield _run(child, sheet)
        elif child.tag == f"{_W}ins":
            yield f'<span style="color:#1F6B3A;text-decoration:underline">{"".join(_inline(child, sheet))}</span>'
        elif child.tag == f"{_W}del":
            yield f'<span style="color:#9B1C1C;text-decoration:line-through">{"".join(_inline(child, sheet))}</span>'
        elif child.tag in (f"{_W}hyperlink", f"{_W}sdt", f"{_W}sdtContent"):
            yield from _inline(child, sheet)


def _run(run: _Element, sheet: _Sheet) -> str:
    signs = {f"{_W}tab": "&nbsp;&nbsp;&nbsp;", f"{_W}br": "<br/>"}
    words = "".join(
        escape(one.text or "") if one.tag in (f"{_W}t", f"{_W}delText") else signs.get(str(one.tag), "") for one in run
    )
    if not words:
        return ""
    properties = run.find(f"{_W}rPr")
    style = properties.find(f"{_W}rStyle") if properties is not None else None
    css = sheet.css(style.get(f"{_W}val", "") if style is not None else "", properties)
    return f'<span style="{escape(css)}">{words}</span>' if css else words


def _table(table: _Element, sheet: _Sheet) -> Iterator[str]:
    """A table, a long one in several of so many rows: the preview may end between them."""
    widths = [_points(one, "w", 0) for one in table.findall(f"{_W}tblGrid/{_W}gridCol")]
    total = sum(widths) or 1
    rows: list[str] = []
    for row in table.findall(f"{_W}tr"):
        cells, at = [], 0
        for cell in row.findall(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            count = max(1, whole_number(value(span), 1))
            share = round(100 * sum(widths[at : at + count]) / total)
            at += count
            inside = "".join(_blocks(cell, sheet))
            more = f' colspan="{count}"' if count > 1 else ""
            cells.append(f'<td width="{share}%"{more} style="border-bottom:0.5pt solid #C9C5BC">{inside}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
        if len(rows) == _ROWS:
            yield f"<table {_TABLE}>{''.join(rows)}</table>"
            rows.clear()
    if rows:
        yield f"<table {_TABLE}>{''.join(rows)}</table>"
