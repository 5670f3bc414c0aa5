"""The shell of a report, made by python-docx: its styles by name, sections, header, footer and properties."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import docx
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor, Twips
from lxml import etree

from factcheck.domain.records import Rating
from factcheck.domain.report import Report
from factcheck.formats.docx.markup import Look, field, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import CharacterStyle

_PAPERS: Final = {"A4": (11906, 16838), "Letter": (12240, 15840)}  # twentieths of a point
_MARGIN: Final = 1304  # 2.3 cm
_NAMESPACE: Final = nsdecls("w")
_NAMESPACE_DECLARATION = re.compile(r' xmlns:\w+="[^"]*"')

# The line under the words, from the scale's own names to Word's.
PATTERNS: Final = {
    "solid": "single",
    "double": "double",
    "dashed": "dash",
    "longdash": "dashLong",
    "dashdot": "dotDash",
    "dashdotdot": "dotDotDash",
    "dotted": "dotted",
    "thick": "thick",
    "wave": "wave",
    "zigzag": "wavyHeavy",
}


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """A section of the report: what its header says at the left, and whether its lines are numbered."""

    heading: str
    line_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The two character styles of a rating: on a label, and on the words of the article."""

    label: Look
    mark: Look
    mark_on_link: Look


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything of the package but the streamed parts.

    ``parts`` are the finished members by name; ``sections`` the ``w:sectPr`` of each planned section; ``styles`` maps the
    names of styles to their ids; ``verdicts`` the ids of ratings ("" while unchecked); ``width`` is that of the text in
    twentieths of a point.
    """

    parts: dict[str, bytes]
    sections: tuple[str, ...]
    styles: dict[str, str]
    verdicts: dict[str, Verdict]
    width: int


def used_ratings(report: Report) -> tuple[Rating, ...]:
    """The ratings of the scale in its order, and after them those of older scales that claims still carry."""
    known = {rating.id: rating for rating in sorted(report.ratings, key=lambda rating: rating.position)}
    for article in report.articles:
        for claim in article.claims:
            if claim.rating is not None:
                known.setdefault(claim.rating.id, claim.rating)
    return tuple(known.values())


def make_shell(
    report: Report, title: str, base: bytes, plans: Sequence[SectionPlan], unchecked: str, page_of: str
) -> Shell:
    """Make the shell out of the base document.

    ``unchecked`` is the word for a claim without verdict, ``page_of`` the footer with ``{page}`` and ``{pages}``.
    """
    document = docx.Document(io.BytesIO(base))
    verdicts = {rating.id: _verdict(document, index, rating) for index, rating in enumerate(used_ratings(report), 1)}
    verdicts[""] = _verdict(document, 0, Rating(label=unchecked, pattern="dotted"))
    paper = _PAPERS.get(report.options.paper, _PAPERS["A4"])
    width = paper[0] - 2 * _MARGIN
    first = document.sections[0]
    first.page_width, first.page_height = Twips(paper[0]), Twips(paper[1])
    first.left_margin = first.right_margin = Twips(_MARGIN)
    first.top_margin, first.bottom_margin = Twips(1361), Twips(1247)
    first.header_distance = first.footer_distance = Twips(624)
    shown = ""
    for index, plan in enumerate(plans):
        section = first if index == 0 else document.add_section(WD_SECTION.NEW_PAGE)
        if plan.heading != shown:
            _set_header(document, section, plan.heading, report.options.marking, width)
            shown = plan.heading
    _set_footer(document, document.sections[0], report.project_name, page_of, width)
    _set_properties(document, report, title)
    sections = tuple(
        _section_element(section, plan) for section, plan in zip(document.sections, plans, strict=True)
    )
    for child in list(document.element.body):
        document.element.body.remove(child)
    styles = {style.name or "": style.style_id for style in document.styles}
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return Shell(parts, sections, styles, verdicts, width)


def _verdict(document: Document, number: int, rating: Rating) -> Verdict:
    """Add the styles of a rating: named by its label, since a person restyles them by name; shaded, never highlighted."""
    # Word takes a comma or semicolon in a style's name for the start of an alias.
    label = re.sub(r"[,;]", " ", rating.label).strip() or "?"
    strong, tint = rating.strong_light.lstrip("#").upper(), rating.tint_light.lstrip("#").upper()
    pattern = PATTERNS.get(rating.pattern, "single")
    taken = {style.name for style in document.styles}
    made = []
    for role in ("Verdict", "Mark"):
        name = f"{role} {label}"
        style: CharacterStyle = document.styles.add_style(
            name if name not in taken else f"{name} {number}", WD_STYLE_TYPE.CHARACTER
        )
        style.element.set(qn("w:styleId"), f"{role}{number}")
        properties = style.element.get_or_add_rPr()
        if role == "Verdict":
            style.base_style = document.styles["Report Tag"]
            style.font.color.rgb = RGBColor.from_string(strong)
            style.font.all_caps = False
        else:
            underline = parse_xml(f'<w:u {_NAMESPACE} w:val="{pattern}" w:color="{strong}"/>')
            properties.append(underline)
        properties.append(parse_xml(f'<w:shd {_NAMESPACE} w:val="clear" w:color="auto" w:fill="{tint}"/>'))
        etree.cleanup_namespaces(style.element)
        made.append(Look(style=style.style_id))
    on_link = Look(style=document.styles["Hyperlink"].style_id, underline=(pattern, strong), fill=tint)
    return Verdict(*made, on_link)


def _set_header(document: Document, section: Section, heading: str, marking: str, width: int) -> None:
    section.header.is_linked_to_previous = False
    inside = run(heading) + run("\t") + run(marking, Look(style=document.styles["Report Tag"].style_id))
    _fill(section.header.paragraphs[0]._p, document.styles["Header"].style_id, inside, width)  # noqa: SLF001 - python-docx's own way to the element


def _set_footer(document: Document, section: Section, left: str, page_of: str, width: int) -> None:
    section.footer.is_linked_to_previous = False
    fields = {"{page}": field("PAGE", run("1")), "{pages}": field("NUMPAGES", run("1"))}
    right = "".join(fields.get(piece) or run(piece) for piece in re.split(r"(\{page\}|\{pages\})", page_of))
    inside = run(left) + run("\t") + right
    _fill(section.footer.paragraphs[0]._p, document.styles["Footer"].style_id, inside, width)  # noqa: SLF001 - as above


def _fill(paragraph: etree._Element, style: str, inside: str, width: int) -> None:
    """Put runs into python-docx's empty paragraph, with one tab stop at the right edge of the text."""
    made = parse_xml(
        f'<w:p {_NAMESPACE}><w:pPr><w:pStyle w:val="{style}"/><w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
        f"</w:pPr>{inside}</w:p>"
    )
    paragraph[:] = list(made)


def _set_properties(document: Document, report: Report, title: str) -> None:
    core = document.core_properties
    moment = report.made_at.replace(tzinfo=None)
    core.title = title[:255]
    core.author = core.last_modified_by = report.checker.name[:255]
    core.created = core.modified = moment
    core.revision = 1


def _section_element(section: Section, plan: SectionPlan) -> str:
    element = section._sectPr  # noqa: SLF001 - a section has no other way to its element
    if plan.line_numbers:
        # Every fifth line: enough to name a place by, and the page stays calm.
        numbered = parse_xml(f'<w:lnNumType {_NAMESPACE} w:countBy="5" w:distance="284" w:restart="continuous"/>')
        element.insert_element_before(numbered, "w:pgNumType", "w:cols", "w:titlePg", "w:docGrid")
    return _NAMESPACE_DECLARATION.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
