"""The base document: a small package of our own in which python-docx makes the shell of a report."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from factcheck.domain.records import Rating
from factcheck.formats.docx.marks import STATE_PART
from factcheck.formats.docx.report.frame import Frame
from factcheck.formats.docx.report.markup import DECLARATION, NAMESPACES, attribute
from factcheck.formats.docx.report.notes import OwnNotes
from factcheck.formats.docx.report.numbering import OwnLists
from factcheck.formats.docx.report.state import PROPERTIES, empty_state
from factcheck.formats.docx.report.styles import style_ids
from factcheck.formats.docx.report.stylesheet import font_table_part, styles_part

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MICROSOFT: Final = "http://schemas.microsoft.com/office/2011/relationships/"
_MICROSOFT_2016: Final = "http://schemas.microsoft.com/office/2016/09/relationships/"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."

# Part (below word/), type of its relationship, content type.
_PARTS: Final = (
    ("styles.xml", f"{_OFFICE}styles", f"{_WORD}styles+xml"),
    ("settings.xml", f"{_OFFICE}settings", f"{_WORD}settings+xml"),
    ("fontTable.xml", f"{_OFFICE}fontTable", f"{_WORD}fontTable+xml"),
    ("numbering.xml", f"{_OFFICE}numbering", f"{_WORD}numbering+xml"),
    ("footnotes.xml", f"{_OFFICE}footnotes", f"{_WORD}footnotes+xml"),
    ("endnotes.xml", f"{_OFFICE}endnotes", f"{_WORD}endnotes+xml"),
    ("comments.xml", f"{_OFFICE}comments", f"{_WORD}comments+xml"),
    ("commentsExtended.xml", f"{_MICROSOFT}commentsExtended", f"{_WORD}commentsExtended+xml"),
    ("commentsIds.xml", f"{_MICROSOFT_2016}commentsIds", f"{_WORD}commentsIds+xml"),
    ("people.xml", f"{_MICROSOFT}people", f"{_WORD}people+xml"),
)
# Their bodies are written with the document; here they only have to be there.
_EMPTY: Final = {
    "numbering.xml": "w:numbering",
    "footnotes.xml": "w:footnotes",
    "endnotes.xml": "w:endnotes",
    "comments.xml": "w:comments",
    "commentsExtended.xml": "w15:commentsEx",
    "commentsIds.xml": "w16cid:commentsIds",
    "people.xml": "w15:people",
}

_COMPATIBILITY: Final = {
    # The layout of Word 2013 and later; below it Word says "compatibility mode".
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}

_STATE_PROPERTIES: Final = "customXml/itemProps1.xml"
_SECTION: Final = '<w:sectPr><w:cols w:space="720"/></w:sectPr>'
_CORE: Final = (
    f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)
_NO_CUSTOM: Final = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)


def custom_properties_part(properties: dict[str, str]) -> str:
    """The document's own properties, as Word shows them under Advanced Properties."""
    return (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        + "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{attribute(name)}">'
            f"<vt:lpwstr>{attribute(value)}</vt:lpwstr></property>"
            for number, (name, value) in enumerate(properties.items(), 2)  # 0 and 1 are reserved
        )
        + "</Properties>"
    )


def _settings(endnote_numbers: str) -> str:
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in _COMPATIBILITY.items()
    )
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{footnote_settings()}{endnote_settings(endnote_numbers)}"
        f'<w:compat>{compatibility}</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def footnote_settings(separators: Sequence[str] = ("-1", "0")) -> str:
    """The settings of footnotes; ``separators`` are the ids of the notes that are lines between text and notes."""
    listed = "".join(f'<w:footnote w:id="{id_}"/>' for id_ in separators)
    return f"<w:footnotePr>{listed}</w:footnotePr>"


def endnote_settings(numbers: str, separators: Sequence[str] = ("-1", "0")) -> str:
    """The settings of endnotes: at the end of their section, in such numerals ("decimal", "lowerRoman")."""
    listed = "".join(f'<w:endnote w:id="{id_}"/>' for id_ in separators)
    return f'<w:endnotePr><w:pos w:val="sectEnd"/><w:numFmt w:val="{numbers}"/>{listed}</w:endnotePr>'


def _relationships(*links: tuple[str, str]) -> str:
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(links, 1)
        )
        + "</Relationships>"
    )


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_WORD}document.main+xml",
        **{f"/word/{name}": content_type for name, _kind, content_type in _PARTS},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"/{_STATE_PROPERTIES}": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    }
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        + "</Types>"
    )


@dataclass(frozen=True, slots=True)
class BaseDocument:
    """What a report is made in: a .docx with all styles and parts, and the ids of its styles by their names."""

    package: bytes
    styles: Mapping[str, str]
    frame: Frame | None = None  # what of a template of the house stands around the report
    lists: OwnLists = field(default_factory=OwnLists)
    notes: Mapping[str, OwnNotes | None] = field(default_factory=dict)  # "footnote" and "endnote"


def base_document(languages: Sequence[str], ratings: Sequence[Rating], endnote_numbers: str) -> BaseDocument:
    """The base document of our own."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in base_members(languages, ratings, endnote_numbers).items():
            archive.writestr(name, content)
    return BaseDocument(package.getvalue(), style_ids(ratings))


def base_members(languages: Sequence[str], ratings: Sequence[Rating], endnote_numbers: str) -> dict[str, bytes]:
    """The members of our own base document: our styles, one section, every part that a report may fill.

    ``languages`` and ``ratings`` as in ``styles_part``; ``endnote_numbers`` is Word's name for the
    numerals of endnotes ("decimal", "lowerRoman").
    """
    members = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            (f"{_OFFICE}officeDocument", "word/document.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            (f"{_OFFICE}custom-properties", "docProps/custom.xml"),
        ),
        "docProps/core.xml": _CORE,
        "docProps/custom.xml": _NO_CUSTOM,
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{_SECTION}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(
            *((kind, name) for name, kind, _content_type in _PARTS), (f"{_OFFICE}customXml", f"../{STATE_PART}")
        ),
        STATE_PART: empty_state(),
        _STATE_PROPERTIES: PROPERTIES,
        "customXml/_rels/item1.xml.rels": _relationships((f"{_OFFICE}customXmlProps", "itemProps1.xml")),
        "word/styles.xml": styles_part(languages, ratings),
        "word/settings.xml": _settings(endnote_numbers),
        "word/fontTable.xml": font_table_part(),
        **{f"word/{name}": f"{DECLARATION}<{root} {NAMESPACES}/>" for name, root in _EMPTY.items()},
    }
    return {name: content.encode() for name, content in members.items()}
