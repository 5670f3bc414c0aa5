"""Word files that mean harm, packed so loosely that no check of sizes refuses them: only their reader can."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

from tests.formats.word_files import (
    NAMESPACES,
    comment,
    content_types,
    ends,
    footnote_call,
    link,
    note,
    paragraph,
    points,
    relationship,
    relationships,
    run,
    starts,
    table,
    word_parts,
)

Made = Callable[[], bytes]
_BEGINS, _SHOWS, _FINISHES = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)
_CORE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_DC: Final = "http://purl.org/dc/elements/1.1/"
_MACROS: Final = "application/vnd.ms-word.document.macroEnabled.main+xml"


def noise(size: int) -> str:
    """Text that packs badly: no check of ratios refuses it."""
    return "".join(random.Random(1).choices("abcdefghijklmnop ", k=size))


def loose(parts: Mapping[str, str | bytes]) -> bytes:
    """The bytes of a package in which nothing is packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def word(body: str, links: Mapping[str, str] | None = None, **notes: str) -> bytes:
    """A Word file in which nothing is packed."""
    return loose(word_parts(body, links, **notes))


def with_part(name: str, content: str | bytes, body: str = "") -> bytes:
    """A Word file with another part, or one of its own replaced."""
    return loose({**word_parts(body or paragraph("Words of it.")), name: content})


def related(*entries: str, **parts: str) -> bytes:
    """A Word file whose document has these relationships besides, and these parts in its folder."""
    made = word_parts(paragraph("Words of it."))
    listing = "word/_rels/document.xml.rels"
    made[listing] = made[listing].replace("</Relationships>", "".join(entries) + "</Relationships>")
    return loose({**made, **{f"word/{name}.xml": content for name, content in parts.items()}})


def nested(count: int, opening: str, inside: str, closing: str) -> str:
    """Markup in itself, so many times."""
    return opening * count + inside + closing * count


def _properties(title: str, creator: str = "") -> bytes:
    core = f'<c:coreProperties xmlns:c="x" xmlns:dc="{_DC}"><dc:title>{title}</dc:title><dc:creator>{creator}'
    start = relationship("r1", "officeDocument", "word/document.xml") + (
        f'<Relationship Id="r2" Type="{_CORE}" Target="docProps/core.xml"/>'
    )
    parts = {**word_parts(paragraph("Words.")), "_rels/.rels": relationships(start)}
    return loose({**parts, "docProps/core.xml": f"{core}</dc:creator></c:coreProperties>"})


def _in_other_letters(encoding: str) -> bytes:
    """Entities that grow, in letters in which nobody looks for them, and in an attribute: parsers fill those in."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w:document [<!ENTITY l0 "ha">{entities}]>'
    body = f'<w:document {NAMESPACES}><w:body><w:p w:rsidR="&l9;">{run("Words")}</w:p></w:body></w:document>'
    return with_part("word/document.xml", (text + body).encode(encoding))


def _chunk() -> bytes:
    """A page with a script that Word would take in when the file is opened."""
    return loose(
        {
            **word_parts(paragraph("Words.") + '<w:altChunk r:id="rc"/>' + paragraph("More.")),
            "word/_rels/document.xml.rels": relationships(relationship("rc", "aFChunk", "chunk.html")),
            "word/chunk.html": "<script>alert(1)</script>",
        }
    )


def _commands() -> bytes:
    """Fields that start programs in old versions of Word."""
    dde = '<w:r><w:instrText> DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" </w:instrText></w:r>'
    simple = f'<w:fldSimple w:instr=" DDE cmd /c ">{run("shown")}</w:fldSimple>'
    linked = f'<w:fldSimple w:instr=" HYPERLINK &quot;file:///c:/x.exe&quot; ">{run("there")}</w:fldSimple>'
    return word(paragraph("Words ", _BEGINS, dde, _SHOWS, run("result "), _FINISHES, simple, linked))


def _boxes(count: int) -> str:
    return paragraph("<w:r><w:pict>" + "<w:txbxContent/>" * count + "</w:pict></w:r>", "Word")


def _alternatives(depth: int, inside: str) -> str:
    opening, closing = "<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>"
    return paragraph(f"<w:r>{nested(depth, opening, inside, closing)}</w:r>", "Word")


def _styles(count: int) -> str:
    made = (
        f'<w:style w:type="paragraph" w:styleId="s{number}"><w:name w:val="S{number}"/>'
        f'<w:basedOn w:val="s{number + 1}"/></w:style>'
        for number in range(count)
    )
    return f"<w:styles {NAMESPACES}>{''.join(made)}</w:styles>"


def _numbers(count: int) -> str:
    made = (f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/></w:num>' for number in range(count))
    return f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"/>{"".join(made)}</w:numbering>'


def _drawn(instruction: str, count: int = 1) -> bytes:
    """Fields that Word draws by their instruction."""
    return word(paragraph("Words", *[f'<w:fldSimple w:instr="{instruction}"/>'] * count))


def _form(count: int, chosen: str) -> str:
    entries = '<w:listEntry w:val="a"/>' * count
    data = f'<w:ffData><w:ddList><w:result w:val="{chosen}"/>{entries}</w:ddList></w:ffData>'
    return f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>{_FINISHES}'


def _own_marks(count: int) -> str:
    call = '<w:footnoteReference w:id="2" w:customMarkFollows="1"/>'
    return paragraph(f"<w:r>{call}{'<w:t>mark mark</w:t>' * count}</w:r>", "Word")


def _answers(opening: str) -> bytes:
    """Comments on one word, and as many answers as LibreOffice writes them: on none, with a line that says to whom."""
    asked = "".join(comment(number, "a") for number in range(5_000))
    answer = f"<w:p><w:r><w:t>{opening}</w:t></w:r></w:p>{paragraph('Yes.')}"
    answers = "".join(
        f'<w:comment w:id="{number}" w:author="Bo">{answer}</w:comment>' for number in range(5_000, 10_000)
    )
    body = paragraph(
        *(starts(number) for number in range(5_000)),
        "Word",
        *(ends(number) for number in range(5_000)),
        *(points(number) for number in range(5_000, 10_000)),
    )
    return word(body, comments=asked + answers)


LOOSE: Final[dict[str, Made]] = {
    # Programs, and what would be fetched.
    "macros in a .docm": lambda: with_part(
        "[Content_Types].xml", content_types().replace("<Override", f'<x a="{_MACROS}"/><Override', 1)
    ),
    "a chunk of another kind": _chunk,
    "fields that start programs": _commands,
    "a picture and a font from elsewhere": lambda: related(
        relationship("ri", "image", "https://evil.example/a.png", external=True),
        relationship("rf", "font", "https://evil.example/a.odttf", external=True),
    ),
    "growing entities in EBCDIC": lambda: _in_other_letters("cp037"),
    "growing entities in UTF-7": lambda: _in_other_letters("utf-7"),
    # Much of one thing.
    "fields that never end": lambda: word(paragraph("Words", _BEGINS * 300_000, " behind.")),
    "a field in a field in a field": lambda: word(paragraph(_BEGINS * 60, *[run("a")] * 100_000)),
    "an instruction of many pieces": lambda: word(
        paragraph(_BEGINS, '<w:r><w:instrText>"a"</w:instrText></w:r>' * 200_000, _SHOWS, "a", _FINISHES)
    ),
    "fields in 60 fields": lambda: word(paragraph(_BEGINS * 60, *[run("a")] * 40_000)),
    "a form of a million entries": lambda: word(paragraph("Words", _form(1_000_000, "999999"))),
    "a form of 100,000 entries": lambda: word(paragraph("Words", _form(100_000, "99999"))),
    "15,000 forms": lambda: word(paragraph("Words", _form(1, "9" * 50) * 15_000)),
    "an equation 10,000 deep": lambda: _drawn("EQ " + r"\o(\s\up9(" * 10_000),
    "an equation of eight million signs": lambda: _drawn("EQ " + "(,)" * 2_700_000),
    "equations of many roots": lambda: _drawn("EQ " + r"\r(1,\f(2,3))" * 700, 25),
    "1,500 equations in brackets": lambda: _drawn("EQ " + "(" * 9_000, 1_500),
    "10,000 signs with readings": lambda: _drawn(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(a),b)", 10_000),
    "1.4 million empty paragraphs": lambda: word("<w:p/>" * 1_400_000 + paragraph("Word")),
    "700,000 empty runs": lambda: word(paragraph("<w:r><w:t/></w:r>" * 700_000, "Word")),
    "230,000 paragraphs of a sign": lambda: word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 230_000),
    "80,000 paragraphs of a sign": lambda: word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 80_000),
    "a million line ends": lambda: word(paragraph("<w:r>" + "<w:t>a</w:t><w:br/>" * 450_000 + "</w:r>")),
    "a million tabs": lambda: word(paragraph("<w:r><w:t>a</w:t>" + "<w:tab/>" * 1_300_000 + "</w:r>")),
    "550,000 tabs in five paragraphs": lambda: word(
        paragraph("<w:r><w:t>a</w:t>" + "<w:tab/>" * 110_000 + "</w:r>") * 5
    ),
    "300,000 empty runs in 3,000 paragraphs": lambda: word(paragraph("<w:r><w:t/></w:r>" * 100, "Word") * 3_000),
    "260,000 marks of the spelling": lambda: word(
        paragraph('<w:proofErr w:type="spellStart"/>' * 130, "Word") * 2_000
    ),
    "a million text boxes": lambda: word(_boxes(1_000_000)),
    "100,000 comments": lambda: word(
        paragraph(*(starts(n) for n in range(100_000)), "Word", *(ends(n) for n in range(100_000))),
        comments="".join(comment(n, "a") for n in range(100_000)),
    ),
    "10,000 comments on the same words": lambda: word(
        paragraph(*(starts(n) for n in range(10_000)), "Word", *(ends(n) for n in range(10_000))),
        comments="".join(comment(n, "a") for n in range(10_000)),
    ),
    "5,000 answers of LibreOffice": lambda: _answers("Reply to Ana (11/29/2026, 21:13): &quot;...&quot;"),
    "answers to whom, without end": lambda: _answers("Reply to Ana (" + "1" * 1_500),
    "ranges of comments that are not there": lambda: word(paragraph(*(starts(n) for n in range(450_000)), "Word")),
    "a footnote called 200,000 times": lambda: word(
        paragraph("Word", footnote_call(2) * 200_000), footnotes=note(2, "N")
    ),
    "a footnote's own mark of a million pieces": lambda: word(_own_marks(700_000), footnotes=note(2, "N")),
    "200,000 relationships": lambda: related(
        *(relationship(f"x{n}", "image", f"media/{n}.png") for n in range(200_000))
    ),
    "a header named 200,000 times": lambda: related(
        *(relationship(f"x{n}", "header", "header1.xml") for n in range(200_000)), header1=f"<w:hdr {NAMESPACES}/>"
    ),
    "200,000 links to one odd address": lambda: word(
        paragraph(link("rx", "a") * 200_000), {"rx": "https://a.example/" + "é" * 1_900}
    ),
    "25,000 fields with odd addresses": lambda: word(
        paragraph(f'<w:fldSimple w:instr=" HYPERLINK https://a.example/{"é" * 700} ">{run("a")}</w:fldSimple>' * 25_000)
    ),
    "100,000 styles in a chain": lambda: with_part("word/styles.xml", _styles(100_000)),
    "200,000 numberings": lambda: with_part("word/numbering.xml", _numbers(200_000)),
    "200,000 tracked changes": lambda: word(
        paragraph(*[f'<w:ins w:id="1" w:author="A" w:date="2024-05-01T10:00:00Z">{run("a")}</w:ins>'] * 150_000)
    ),
    "a row of 300,000 cells": lambda: word(table((paragraph("a"),) * 250_000)),
    "100,000 rows of one cell": lambda: word(table(*((paragraph("a"), paragraph("b")),) * 100_000)),
    # Large values.
    "45 MB of words": lambda: word(paragraph(*[run(noise(5_000_000))] * 9)),
    "45 MB of figures in a header": lambda: related(
        relationship("rh", "header", "header1.xml"),
        header1=f"<w:hdr {NAMESPACES}>{paragraph(*[run('12 34 567 ' * 900_000)] * 5)}</w:hdr>",
    ),
    "an attribute of nine million signs": lambda: word(
        f'<w:p w:rsidR="{noise(9_000_000)}">{run("Words of it.")}</w:p>'
    ),
    "an author of nine million signs": lambda: word(
        paragraph(starts(1), "Word", ends(1)), comments=comment(1, "a", author=noise(9_000_000))
    ),
    "a title of nine million signs": lambda: _properties(noise(9_000_000), noise(9_000_000)),
    "numbers of 5,000 digits": lambda: word(
        paragraph("Words", properties=f'<w:outlineLvl w:val="{"9" * 5_000}"/>')
        + table((f'<w:tcPr><w:gridSpan w:val="{"9" * 5_000}"/></w:tcPr>{paragraph("a")}',))
        + paragraph(f'<w:r><w:sym w:font="W" w:char="{"F" * 5_000}"/></w:r>')
    ),
    "300,000 attributes": lambda: word(
        f'<w:p {" ".join(f"""a{n}="" """ for n in range(300_000))}>{run("Words of it.")}</w:p>'
    ),
    "100,000 namespaces": lambda: word(
        f'<w:p {" ".join(f"""xmlns:a{n}="b" """ for n in range(100_000))}>{run("Words of it.")}</w:p>'
    ),
    "100,000 namespaces in use": lambda: word(
        "".join(f'<a{n}:p xmlns:a{n}="b{n}"/>' for n in range(100_000)) + paragraph("Words of it.")
    ),
    # Depth.
    "alternatives in alternatives": lambda: word(_alternatives(50, "<w:p/>" * 1_000_000)),
    "controls in controls": lambda: word(
        nested(60, "<w:sdt><w:sdtContent>", paragraph("Word"), "</w:sdtContent></w:sdt>")
    ),
    "insertions in insertions": lambda: word(
        paragraph(nested(100, '<w:ins w:id="1" w:author="A">', run("Word"), "</w:ins>"))
    ),
    "tables in tables, with many cells": lambda: word(
        nested(25, "<w:tbl><w:tr><w:tc>", paragraph(*[run("a")] * 100_000), "<w:p/></w:tc></w:tr></w:tbl>")
    ),
    "deeper than any document": lambda: word(nested(5_000, "<w:smartTag>", run("a"), "</w:smartTag>")),
}  # fmt: skip
