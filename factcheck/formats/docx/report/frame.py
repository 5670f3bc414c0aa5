"""What of a template stands around a report: its text before and behind, and the sections that it is laid out in."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree

from factcheck.formats.docx.report.markup import DECLARATION, NAMESPACES, attribute

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_PLAIN_SECTION: Final = f'<w:sectPr xmlns:w="{_W[1:-1]}"/>'
# What may stand before the line numbers and the kind of a section, in the order of the schema.
_BEFORE_KIND: Final = ("headerReference", "footerReference", "footnotePr", "endnotePr")
_BEFORE_LINES: Final = (*_BEFORE_KIND, "type", "pgSz", "pgMar", "paperSrc", "pgBorders")


class Frame:
    """The text of a template around the place of the report; the report stands in the section of that place."""

    def __init__(self, document: etree._Element, body: etree._Element, placeholder: etree._Element | None) -> None:
        children = list(body)
        at = children.index(placeholder) if placeholder is not None else len(children)
        last = body.find(f"{_W}sectPr")
        if placeholder is None and last is not None:
            at = children.index(last)
        self._root = document
        self._before = children[:at]
        self._after = [child for child in children[at:] if child is not placeholder and child is not last]
        self._last = last if last is not None else etree.fromstring(_PLAIN_SECTION)
        # A section that ends with the placeholder ends behind the report.
        own = placeholder.find(f"{_W}pPr/{_W}sectPr") if placeholder is not None else None
        if own is not None:
            self._after.insert(0, _section_end(own))
        inner = [one for child in self._after for one in child.iter(f"{_W}sectPr")]
        self._house = inner[0] if inner else self._last

    @property
    def section_of_house(self) -> str:
        """The section in which the report stands."""
        return _xml(self._house)

    def sections(self, line_numbers: list[bool]) -> tuple[str, ...]:
        """What ends each section of the report, in order; the last one goes on into the template's own.

        A part that follows begins on a new page and has no first page with a header of its own.
        """
        made = [self._copy(numbered=numbered, first=index == 0) for index, numbered in enumerate(line_numbers)]
        # Line numbers are for the article alone, so its section is ended even where it is the last.
        last = f"<w:p><w:pPr>{made[-1]}</w:pPr></w:p>" if line_numbers[-1] else ""
        if len(line_numbers) > 1:
            _begin_on_new_page(self._house)
        return (*made[:-1], last)

    def opening(self) -> str:
        """The document up to the place of the report."""
        ours = etree.fromstring(f"<w:document {NAMESPACES}/>")
        known = {prefix: uri for prefix, uri in ours.nsmap.items() if prefix}
        known |= {p: uri for p, uri in self._root.nsmap.items() if p and p not in known and uri not in known.values()}
        spaces = "".join(f' xmlns:{prefix}="{attribute(uri)}"' for prefix, uri in known.items())
        ignorable = [*(ours.get(f"{{{_MC}}}Ignorable") or "").split()]
        for prefix in (self._root.get(f"{{{_MC}}}Ignorable") or "").split():
            if prefix in known and known[prefix] == self._root.nsmap.get(prefix) and prefix not in ignorable:
                ignorable.append(prefix)
        before = "".join(map(_xml, self._before))
        return f'{DECLARATION}<w:document{spaces} mc:Ignorable="{" ".join(ignorable)}"><w:body>{before}'

    def closing(self) -> str:
        """The document behind the report."""
        return f"{''.join(map(_xml, self._after))}{_xml(self._last)}</w:body></w:document>"

    def _copy(self, *, numbered: bool, first: bool) -> str:
        section = deepcopy(self._house)
        if not first:
            _begin_on_new_page(section)
        for element in section.findall(f"{_W}lnNumType"):
            section.remove(element)
        if numbered:
            lines = etree.Element(f"{_W}lnNumType")
            for name, value in (("countBy", "5"), ("distance", "284"), ("restart", "continuous")):
                lines.set(f"{_W}{name}", value)
            _insert(section, lines, _BEFORE_LINES)
        return _xml(section)


def _begin_on_new_page(section: etree._Element) -> None:
    for element in (*section.findall(f"{_W}type"), *section.findall(f"{_W}titlePg")):
        section.remove(element)
    for numbers in section.findall(f"{_W}pgNumType"):
        numbers.attrib.pop(f"{_W}start", "")


def _insert(section: etree._Element, element: etree._Element, before: tuple[str, ...]) -> None:
    at = sum(str(child.tag) in {f"{_W}{tag}" for tag in before} for child in section)
    section.insert(at, element)


def _section_end(section: etree._Element) -> etree._Element:
    paragraph = etree.Element(f"{_W}p")
    etree.SubElement(paragraph, f"{_W}pPr").append(deepcopy(section))
    return paragraph


def _xml(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)
