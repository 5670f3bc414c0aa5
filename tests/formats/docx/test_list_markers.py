"""What stands before list items of Word: bullets and numbers counted as Word counts them."""

from __future__ import annotations

from factcheck.formats.docx.reading import read_docx
from tests.formats.looking import holds_together, lines
from tests.formats.word_files import (
    NAMESPACES,
    item,
    paragraph,
    word_file,
    word_parts,
    zipped,
)


def test_lists_keep_bullets_numbers_and_depth() -> None:
    draft = read_docx(
        word_file(
            paragraph("Intro:")
            + item("b")
            + item("deeper", depth=1)
            + item("one", 2)
            + item("a", 2, 1)
            + item("b", 2, 1)
            + item("iv", 2, 2)
            + item("two", 2)
            + item("a again", 2, 1)
            + item("seven", 3)
            + item("eight", 2)
            + paragraph("styled", style="Aufzhlung")
            + paragraph("by name", style="Aufzhlung2")
            + paragraph("no list", style="Aufzhlung", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
            + paragraph("no such list", properties='<w:numPr><w:numId w:val="99"/></w:numPr>')
            + paragraph("numbered heading", style="berschrift2", properties='<w:numPr><w:numId w:val="2"/></w:numPr>')
        )
    )
    holds_together(draft)
    assert [line[:3] for line in lines(draft)[1:]] == [
        ("list_item", 0, "•"),
        ("list_item", 1, "–"),
        ("list_item", 0, "1."),
        ("list_item", 1, "1.a)"),
        ("list_item", 1, "1.b)"),
        ("list_item", 2, "(IV)"),
        ("list_item", 0, "2."),
        ("list_item", 1, "2.a)"),
        ("list_item", 0, "7."),
        ("list_item", 0, "8."),
        ("list_item", 0, "•"),
        ("list_item", 1, "•"),
        ("paragraph", 0, ""),
        ("paragraph", 0, ""),
        ("heading", 2, "9."),
    ]


def test_lists_of_a_style_are_found_through_the_style() -> None:
    parts = word_parts(item("first") + item("second"))
    parts["word/numbering.xml"] = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="4"><w:styleLink w:val="Outline"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimalZero"/><w:lvlText w:val="%1"/></w:lvl>'
        '</w:abstractNum><w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="Outline"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num></w:numbering>'
    )
    assert [line[2] for line in lines(read_docx(zipped(parts)))] == ["01", "02"]


def test_a_list_may_begin_at_any_depth() -> None:
    draft = read_docx(word_file(item("deep", 2, 1) + paragraph("styled", style="Tief") + item("top", 2)))
    assert [line[1:3] for line in lines(draft)] == [(1, "1.a)"), (1, "–"), (0, "2.")]


def test_overriding_levels_restarts_and_legal_numbers() -> None:
    parts = word_parts(
        "".join(item(words, depth=depth) for words, depth in (("a", 0), ("b", 1), ("c", 0), ("d", 1), ("e", 2)))
    )
    parts["word/numbering.xml"] = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/>'
        '<w:lvlText w:val="%2"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:isLgl/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%3"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl>'
        "</w:lvlOverride>"
        "</w:num></w:numbering>"
    )
    assert [line[2] for line in lines(read_docx(zipped(parts)))] == ["II)", "3", "III)", "4", "3.1"]
