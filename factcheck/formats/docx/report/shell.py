"""The shell of a report, made by python-docx: its sections, header, footer and properties."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Final

import docx
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Twips
from lxml import etree

from factcheck.domain.report import Report
from factcheck.formats.docx.report.base import BaseDocument
from factcheck.formats.docx.report.frame import Frame
from factcheck.formats.docx.report.markup import DECLARATION, NAMESPACES, Look, filled_field, run, script_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

_PAPERS: Final = {"A4": (11906, 16838), "Letter": (12240, 15840)}  # twentieths of a point
_MARGIN: Final = 1304  # 2.3 cm
_NARROWEST: Final = 2000  # no table is set narrower, whatever the margins of a template say
_NAMESPACE: Final = nsdecls("w")
_NAMESPACE_DECLARATION = re.compile(r' xmlns:\w+="[^"]*"')


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section of the report: what its header says at the left, and whether its lines are numbered."""

    heading: str
    line_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything of the package but the streamed parts.

    ``parts`` are the finished members by name; ``sections`` the ``w:sectPr`` of each planned section;
    ``width`` is that of the text in twentieths of a point. ``opening`` and ``closing`` stand around the body.
    """

    parts: dict[str, bytes]
    sections: tuple[str, ...]
    width: int
    base: BaseDocument
    opening: str = f"{DECLARATION}<w:document {NAMESPACES}><w:body>"
    closing: str = "</w:body></w:document>"


def make_shell(
    report: Report,
    title: str,
    base: BaseDocument,
    plans: Sequence[SectionPlan],
    page_of: str,
    language: str,
) -> Shell:
    """Make the shell out of the base document; ``page_of`` is the footer with ``{page}`` and ``{pages}``.

    ``language`` is the tag of the report's words: their direction is that of its sections.
    """
    document = docx.Document(io.BytesIO(base.package))
    if base.frame is not None:
        return _house_shell(report, title, base, base.frame, document, plans)
    paper = _PAPERS.get(report.options.paper, _PAPERS["A4"])
    width = paper[0] - 2 * _MARGIN
    only = document.sections[0]
    only.page_width, only.page_height = Twips(paper[0]), Twips(paper[1])
    only.left_margin = only.right_margin = Twips(_MARGIN)
    only.top_margin, only.bottom_margin = Twips(1361), Twips(1247)
    only.header_distance = only.footer_distance = Twips(624)
    only.gutter = Twips(0)  # the standard demands it
    for _plan in plans[1:]:
        document.add_section(WD_SECTION.NEW_PAGE)
    marking = run("\t") + run(report.options.marking, Look(style=base.styles["Report Tag"]))
    shown = ""
    sections = list(document.sections)
    for section, plan in zip(sections, plans, strict=True):
        if plan.heading != shown and "header" in report.options.parts:
            section.header.is_linked_to_previous = False
            _fill(section.header.paragraphs[0]._p, base.styles["header"], run(plan.heading) + marking, width)  # noqa: SLF001 - python-docx has no other way to the element
            shown = plan.heading
    if "footer" in report.options.parts:
        _make_footer(sections[0], report, page_of, base.styles["footer"], width)
    _set_properties(document, report, title)
    turned = script_of(language) == "rtl"
    made = tuple(
        _section_element(section, plan, turned=turned) for section, plan in zip(sections, plans, strict=True)
    )
    return Shell(_parts(document), made, width, base)


def _house_shell(
    report: Report, title: str, base: BaseDocument, frame: Frame, document: Document, plans: Sequence[SectionPlan]
) -> Shell:
    """The shell in a template of the house: its paper, its margins, its header and footer."""
    section = document.sections[0]
    paper, margins = section.page_width or Twips(_PAPERS["A4"][0]), [section.left_margin, section.right_margin]
    width = Length(paper - sum(margin or 0 for margin in margins)).twips
    columns = section._sectPr.find(qn("w:cols"))  # noqa: SLF001 - python-docx knows no columns
    if columns is not None and int(columns.get(qn("w:num"), "1")) > 1:
        count = int(columns.get(qn("w:num"), "1"))
        width = (width - int(columns.get(qn("w:space"), "720")) * (count - 1)) // count
    _set_properties(document, report, title)
    sections = frame.sections([plan.line_numbers for plan in plans])
    return Shell(_parts(document), sections, max(width, _NARROWEST), base, frame.opening(), frame.closing())


def _parts(document: Document) -> dict[str, bytes]:
    """The members of the package; the body is streamed."""
    for child in list(document.element.body):
        document.element.body.remove(child)
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _make_footer(section: Section, report: Report, page_of: str, style: str, width: int) -> None:
    section.footer.is_linked_to_previous = False
    numbered = {"{page}": filled_field("PAGE", run("1")), "{pages}": filled_field("NUMPAGES", run("1"))}
    right = "".join(numbered.get(piece) or run(piece) for piece in re.split(r"(\{page\}|\{pages\})", page_of))
    left = run(report.project_name) + run("\t")
    _fill(section.footer.paragraphs[0]._p, style, left + right, width)  # noqa: SLF001 - as above


def _fill(paragraph: etree._Element, style: str, inside: str, width: int) -> None:
    """Put runs into python-docx's empty paragraph, with one tab stop at the right edge of the text."""
    made = parse_xml(
        f'<w:p {_NAMESPACE}><w:pPr><w:pStyle w:val="{style}"/><w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        f"</w:pPr>{inside}</w:p>"
    )
    paragraph[:] = list(made)


def _set_properties(document: Document, report: Report, title: str) -> None:
    core = document.core_properties
    core.title = title[:255]
    core.author = core.last_modified_by = report.checker.name[:255]
    core.created = core.modified = report.made_at.astimezone(UTC).replace(tzinfo=None)
    core.revision = 1


def _section_element(section: Section, plan: SectionPlan, *, turned: bool) -> str:
    element = section._sectPr  # noqa: SLF001 - a section has no other way to its element
    if plan.line_numbers:
        # Every fifth line: enough to name a place by, and the page stays calm.
        numbered = parse_xml(f'<w:lnNumType {_NAMESPACE} w:countBy="5" w:distance="284" w:restart="continuous"/>')
        element.insert_element_before(numbered, "w:pgNumType", "w:cols", "w:titlePg", "w:docGrid")
    if turned:
        element.insert_element_before(parse_xml(f"<w:bidi {_NAMESPACE}/>"), "w:rtlGutter", "w:docGrid")
    return _NAMESPACE_DECLARATION.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
