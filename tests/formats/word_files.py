"""Builds Word files of raw parts for tests: exactly the markup that a test is about, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "w16cid": "http://schemas.microsoft.com/office/word/2016/wordml/cid",
        "w16cex": "http://schemas.microsoft.com/office/word/2018/wordml/cex",
        "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/><w:basedOn w:val="Standard"/></w:style>
<w:style w:type="paragraph" w:styleId="Untertitel"><w:name w:val="Subtitle"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
 <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Hausstil"><w:name w:val="House Crosshead"/>
 <w:basedOn w:val="berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Gliederung"><w:name w:val="Outlined"/>
 <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Autor"><w:name w:val="Byline"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Aufzhlung"><w:name w:val="List Bullet"/>
 <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Aufzhlung2"><w:name w:val="List Bullet 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Tief"><w:name w:val="Deep"/><w:basedOn w:val="Aufzhlung"/>
 <w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Kursiv"><w:name w:val="Emphasis"/><w:basedOn w:val="Fett"/>
 <w:rPr><w:b w:val="0"/><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Kode"><w:name w:val="HTML Code"/></w:style>
<w:style w:type="paragraph" w:styleId="Kreis1"><w:name w:val="Circle 1"/><w:basedOn w:val="Kreis2"/></w:style>
<w:style w:type="paragraph" w:styleId="Kreis2"><w:name w:val="Circle 2"/><w:basedOn w:val="Kreis1"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
 <w:lvlText w:val="&#xF0B7;"/></w:lvl>
 <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
"""


def run(words: str, properties: str = "", tag: str = "t") -> str:
    """A run; ``tag`` is ``delText`` inside deletions."""
    made = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{made}<w:{tag} xml:space="preserve">{escape(words)}</w:{tag}></w:r>'


def paragraph(*content: str, style: str = "", properties: str = "", mark: str = "") -> str:
    """A paragraph; strings without markup become runs, ``mark`` goes into the properties of its mark ("<w:del/>")."""
    inside = "".join(item if item.startswith("<") else run(item) for item in content)
    made = f'<w:pStyle w:val="{style}"/>' if style else ""
    made += properties + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    return f"<w:p>{f'<w:pPr>{made}</w:pPr>' if made else ''}{inside}</w:p>"


def item(words: str, number: int = 1, depth: int = 0) -> str:
    """A list item of a numbering."""
    made = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(words, properties=made)


def changed(kind: str, *content: str, author: str = "Ed", number: int = 1) -> str:
    """A tracked change: ``ins``, ``del``, ``moveFrom`` or ``moveTo`` around runs."""
    tag = "delText" if kind in ("del", "moveFrom") else "t"
    inside = "".join(part if part.startswith("<") else run(part, tag=tag) for part in content)
    return f'<w:{kind} w:id="{number}" w:author="{author}" w:date="2024-05-01T10:00:00Z">{inside}</w:{kind}>'


def starts(number: int) -> str:
    """The start of a comment's range."""
    return f'<w:commentRangeStart w:id="{number}"/>'


def ends(number: int) -> str:
    """The end of a comment's range, with its reference."""
    return f'<w:commentRangeEnd w:id="{number}"/>{points(number)}'


def points(number: int) -> str:
    """The reference of a comment; alone it makes a point comment."""
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def footnote_call(number: int, kind: str = "footnote") -> str:
    """The place where a footnote or endnote is called."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def comment(number: int, words: str, author: str = "Ana", paragraph_id: str = "") -> str:
    """An entry of the part of comments."""
    mark = f' w14:paraId="{paragraph_id}"' if paragraph_id else ""
    return (
        f'<w:comment w:id="{number}" w:author="{author}" w:initials="{author[:1]}"'
        f' w:date="2024-05-0{number % 9 + 1}T09:30:00Z">'
        f"<w:p{mark}><w:r><w:annotationRef/></w:r>{run(words)}</w:p></w:comment>"
    )


def note(number: int, *content: str, kind: str = "footnote") -> str:
    """An entry of the part of footnotes or endnotes, opening with the mark and a space as Word writes it."""
    return f'<w:{kind} w:id="{number}">{paragraph("<w:r><w:footnoteRef/></w:r>", run(" "), *content)}</w:{kind}>'


def table(*rows: tuple[str, ...]) -> str:
    """A table; cells are content of the block level."""
    made = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def relationship(number: str, kind: str, target: str, *, external: bool = False) -> str:
    """An entry of a part of relationships; ``kind`` without the office's prefix."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{number}" Type="{OFFICE}{kind}" Target="{escape(target)}"{mode}/>'


def link(number: str, *content: str) -> str:
    """A hyperlink by a relationship."""
    inside = "".join(part if part.startswith("<") else run(part) for part in content)
    return f'<w:hyperlink r:id="{number}">{inside}</w:hyperlink>'


def word_parts(body: str, links: Mapping[str, str] | None = None, **notes: str) -> dict[str, str]:
    """The parts of a document by name.

    ``links`` are external addresses by the id of their relationship; ``notes`` the entries of
    the parts ``footnotes``, ``endnotes``, ``comments``, ``commentsExtended`` (and the like), ``settings``.
    """
    roots = {
        "commentsExtended": "w15:commentsEx", "commentsIds": "w16cid:commentsIds",
        "commentsExtensible": "w16cex:commentsExtensible", "settings": "w:settings",
    }  # fmt: skip
    listing = [relationship("rStyles", "styles", "styles.xml"), relationship("rNumbers", "numbering", "numbering.xml")]
    listing += [relationship(f"r{name}", name, f"{name}.xml") for name in notes]
    listing += [relationship(key, "hyperlink", target, external=True) for key, target in (links or {}).items()]
    parts = {
        "[Content_Types].xml": content_types(*notes),
        "_rels/.rels": relationships(relationship("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(*listing),
        "word/styles.xml": f"<w:styles {NAMESPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{NUMBERING}</w:numbering>",
    }
    for name, entries in notes.items():
        root = roots.get(name, f"w:{name}")
        parts[f"word/{name}.xml"] = f"<{root} {NAMESPACES}>{entries}</{root}>"
    return parts


def content_types(*notes: str) -> str:
    """The part that names the type of every part, so that other readers open the file as well."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{word}{name}+xml"/>'
        for name in ("styles", "numbering", *notes)
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/>{overrides}</Types>'
    )


def relationships(*entries: str) -> str:
    """A part of relationships."""
    inside = "".join(entries)
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The bytes of a package."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def word_file(body: str, links: Mapping[str, str] | None = None, **notes: str) -> bytes:
    """The bytes of a document; see ``word_parts``."""
    return zipped(word_parts(body, links, **notes))
