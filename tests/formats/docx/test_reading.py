"""Word documents as articles: words, blocks, emphasis, links, lists, tables, boxes, fields, tracked changes."""

from __future__ import annotations

import io

import docx
import pytest

from factcheck.domain.draft import ArticleDraft, SpanKind, structure_from_json, structure_to_json
from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress
from factcheck.formats.docx.reading import read_docx
from tests.formats.word_files import (
    NAMESPACES,
    changed,
    comment,
    item,
    link,
    paragraph,
    relationship,
    relationships,
    run,
    starts,
    table,
    word_file,
    word_parts,
    zipped,
)


def lines(draft: ArticleDraft) -> list[tuple[str, int, str, str]]:
    return [
        (block.kind, block.level, block.marker, draft.text[block.start : block.end]) for block in draft.structure.blocks
    ]


def spans(draft: ArticleDraft, *kinds: SpanKind) -> list[tuple[str, str]]:
    found = [span for span in draft.structure.spans if not kinds or span.kind in kinds]
    return [(span.target or span.kind, draft.text[span.start : span.end]) for span in found]


def holds_together(draft: ArticleDraft) -> None:
    """One block per line, nothing between them but line ends; JSON gives the same structure again."""
    assert "\n".join(line for _kind, _level, _marker, line in lines(draft)) == draft.text
    assert all("\n" not in line and line.strip() for _kind, _level, _marker, line in lines(draft))
    assert structure_from_json(structure_to_json(draft.structure)) == draft.structure


def test_kinds_come_from_the_names_of_styles_never_their_ids() -> None:
    draft = read_docx(
        word_file(
            paragraph("The headline", style="Titel")
            + paragraph("What it says", style="Untertitel")
            + paragraph("By Ana Marković and Jo Li", style="Autor")
            + paragraph("Opening")
            + paragraph("One", style="berschrift1")
            + paragraph("Crosshead", style="Hausstil")
            + paragraph("Three", style="Gliederung")
            + paragraph("Direct", properties='<w:outlineLvl w:val="4"/>')
            + paragraph("No heading after all", style="berschrift1", properties='<w:outlineLvl w:val="9"/>')
            + paragraph("A caption", style="Beschriftung")
            + paragraph("A quotation", style="Zitat")
            + paragraph("Unknown id", style="Heading3")
            + paragraph("In circles", style="Kreis1")
        )
    )
    holds_together(draft)
    assert [(kind, level) for kind, level, _marker, _line in lines(draft)] == [
        ("title", 0),
        ("standfirst", 0),
        ("byline", 0),
        ("paragraph", 0),
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("heading", 5),
        ("paragraph", 0),
        ("caption", 0),
        ("quote", 0),
        ("heading", 3),
        ("paragraph", 0),
    ]
    assert (draft.title, draft.byline, draft.language) == ("The headline", "Ana Marković and Jo Li", "en")


def test_a_first_heading_or_a_short_first_line_is_the_headline() -> None:
    heading = read_docx(word_file(paragraph("Headline", style="berschrift1") + paragraph("Text.")))
    assert lines(heading)[0][0] == "title"
    assert heading.title == "Headline"
    plain = read_docx(word_file(paragraph("A short line") + paragraph("A sentence follows.")))
    assert (plain.title, lines(plain)[0][0]) == ("A short line", "title")
    sentence = read_docx(word_file(paragraph("It rained all day.") + paragraph("Nobody came.")))
    assert (sentence.title, lines(sentence)[0][0]) == ("", "paragraph")


def test_blank_paragraphs_leave_no_line_and_indents_go() -> None:
    draft = read_docx(word_file(paragraph("One.") + paragraph() + paragraph("  \t ") + paragraph("\t Two. ")))
    holds_together(draft)
    assert draft.text == "One.\nTwo. "


def test_emphasis_is_what_a_run_adds_to_its_paragraph() -> None:
    draft = read_docx(
        word_file(
            paragraph(
                "plain ", run("bold", "<w:b/>"), run(" still", "<w:b/>"), run(" off", '<w:b w:val="0"/>'), style="Zitat"
            )
            + paragraph(
                run("both", "<w:b/><w:i/>"),
                run("s", '<w:strike/><w:dstrike w:val="0"/>'),
                run("2", '<w:vertAlign w:val="superscript"/>'),
                run("n", '<w:vertAlign w:val="subscript"/>'),
                run("u", '<w:u w:val="single"/>'),
                run("no", '<w:u w:val="none"/>'),
                run("strong", '<w:rStyle w:val="Fett"/>'),
                run("em", '<w:rStyle w:val="Kursiv"/>'),
                run("code", '<w:rStyle w:val="Kode"/>'),
                run(" ", "<w:b/>"),
            )
            + paragraph("Heading", style="berschrift1")
        )
    )
    assert spans(draft) == [
        ("strong", "bold still"),
        ("emphasis", "both"),
        ("strong", "both"),
        ("strike", "s"),
        ("superscript", "2"),
        ("subscript", "n"),
        ("underline", "u"),
        ("strong", "strong"),
        ("emphasis", "em"),
        ("code", "code"),
    ]


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


def test_links_lead_to_the_web_or_a_mailbox_only() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
        '<w:instrText> HYPERLINK "https://f.example/x" \\o "tip" </w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    draft = read_docx(
        word_file(
            paragraph(
                "See ",
                link("r1", run("here", '<w:rStyle w:val="Link"/><w:u w:val="single"/>'), " now"),
                ", ",
                link("r2", "bad"),
            )
            + paragraph(
                field,
                "by field",
                end,
                " and ",
                f'<w:fldSimple w:instr="HYPERLINK mailto:a@b.example">{run("mail")}</w:fldSimple>',
            )
            + paragraph('<w:hyperlink w:anchor="top"><w:r><w:t>inside</w:t></w:r></w:hyperlink>', link("r3", " file"))
            + paragraph('<w:hyperlink r:id="r1" w:anchor="part"><w:r><w:t>part</w:t></w:r></w:hyperlink>'),
            links={"r1": "https://e.example/a?b=1", "r2": "javascript:alert(1)", "r3": "file:///etc/passwd"},
        )
    )
    assert spans(draft) == [
        ("https://e.example/a?b=1", "here now"),
        ("https://f.example/x", "by field"),
        ("mailto:a@b.example", "mail"),
        ("https://e.example/a?b=1#part", "part"),
    ]
    assert draft.text.startswith("See here now, bad\nby field and mail\n")
    assert draft.unread == ("2 links lead neither to the web nor to a mailbox; their words stay, the links do not.",)


def test_fields_show_their_results_not_their_instructions() -> None:
    def character(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def instruction(words: str) -> str:
        return f"<w:r><w:instrText>{words}</w:instrText></w:r>"

    nested = (
        character("begin"), instruction(" IF "), character("begin"), instruction("MERGEFIELD x"), character("separate"),
        run("hidden"), character("end"), run("hidden too"), character("separate"), run("Dear reader"), character("end"),
    )  # fmt: skip
    never_shown = (character("begin"), instruction(" XE index "), character("end"), run(", hello"))
    deep = (character("begin"), instruction("X"), character("separate")) * 70
    never_ended = (character("begin"), instruction(" PAGE "), run("swallowed"))
    draft = read_docx(
        word_file(
            paragraph(*nested, *never_shown)
            + paragraph(character("end"), "stray end", character("separate"), instruction("stray"))
            + paragraph(*never_ended)
            + paragraph("but no further")
            + paragraph(*deep, run("very deep"), *(character("end") for _ in range(70)))
            + paragraph(
                '<w:r><w:fldChar w:fldCharType="other"/></w:r>',
                f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>',
                " pages",
            )
        )
    )
    assert draft.text == "Dear reader, hello\nstray end\nbut no further\nvery deep\n7 pages"


def test_characters_that_are_elements() -> None:
    draft = read_docx(
        word_file(
            paragraph(
                "a<b & c", "<w:r><w:tab/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t><w:softHyphen/><w:t>f</w:t></w:r>"
            )
            + paragraph('<w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:br w:type="page"/><w:t>three</w:t><w:cr/></w:r>')
            + paragraph(
                '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Arial" w:char="00BD"/>'
                '<w:sym w:font="Odd" w:char="F123"/><w:sym w:char="zz"/><w:sym/></w:r>'
            )
            + paragraph(
                '<w:r><mc:AlternateContent><mc:Choice Requires="w16se">'
                '<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F600"/>'
                "</mc:Choice><mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent></w:r>",
                '<w:r><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F601"/></w:r>',
            )
            + paragraph(
                "<w:ruby><w:rubyPr/><w:rt><w:r><w:t>kyō</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>今日</w:t></w:r></w:rubyBase></w:ruby>"
            )
        )
    )
    assert draft.text.split("\n") == [
        "a<b & c\td\u2011e\u00adf",
        "one",
        "two",
        "three",
        "✓½\ufffd\ufffd\ufffd",
        "😀😁",
        "今日(kyō)",
    ]
    assert draft.unread == ("3 signs of symbol fonts are not known and stand as “\ufffd”.",)


def test_equations_are_read_as_text() -> None:
    def element(name: str, *inside: str) -> str:
        return f"<m:{name}>{''.join(inside)}</m:{name}>"

    def words(text: str) -> str:
        return element("r", element("t", text))

    equation = element(
        "oMath",
        words("x="),
        element("f", element("num", words("1")), element("den", words("2"))),
        element("sSup", element("e", words("y")), element("sup", words("3"))),
        element("sSub", element("e", words("z")), element("sub", words("0"))),
        element("d", '<m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>', element("e", words("a"))),
        element("d", element("e", words("b"))),
        element("rad", element("e", words("c"))),
        element("nary", '<m:naryPr><m:chr m:val="∑"/></m:naryPr>', element("e", words("n"))),
    )
    draft = read_docx(word_file(paragraph("If ", equation)))
    assert draft.text == "If x=1/2y3z0[a](b)√(c)∑n"
    assert spans(draft) == [("superscript", "3"), ("subscript", "0")]


def test_tables_make_a_line_per_row_and_lose_no_word() -> None:
    inner = table((paragraph("x"), paragraph("y")), (paragraph(), paragraph()))
    large = table((paragraph("p"), paragraph("q")), (paragraph("r"), paragraph("s")))
    draft = read_docx(
        word_file(
            paragraph("Before")
            + table(
                (paragraph("Year"), paragraph("Cost")),
                (paragraph(), paragraph("40")),
                (paragraph("a\tb"), paragraph("first") + paragraph("second")),
                (paragraph("nested") + inner, paragraph("<w:r><w:t>l</w:t><w:br/><w:t>m</w:t></w:r>")),
                (paragraph(), paragraph()),
                (large, paragraph("beside")),
                (paragraph("In one cell") + item("listed"),),
                (paragraph("left"), "".join(paragraph(f"story {n}") for n in range(4))),
            )
            + paragraph("After")
        )
    )
    holds_together(draft)
    assert [(kind, line) for kind, _level, _marker, line in lines(draft)] == [
        ("title", "Before"),
        ("table_row", "Year\tCost"),
        ("table_row", "\t40"),
        ("table_row", "a b\tfirst second"),
        ("table_row", "nested x y\tl m"),
        ("table_row", "p\tq"),
        ("table_row", "r\ts"),
        ("paragraph", "beside"),
        ("paragraph", "In one cell"),
        ("list_item", "listed"),
        ("paragraph", "left"),
        ("paragraph", "story 0"),
        ("paragraph", "story 1"),
        ("paragraph", "story 2"),
        ("paragraph", "story 3"),
        ("paragraph", "After"),
    ]
    assert draft.counts == {"tables": 3}


BOX = "<wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp>"
OLD_BOX = "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"


def boxed(words: str) -> str:
    """A text box as Word writes it: twice, the second time for old readers."""
    new = f"<w:drawing><wp:anchor><a:graphicData>{BOX.format(paragraph(words))}</a:graphicData></wp:anchor></w:drawing>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
        f"<mc:Fallback>{OLD_BOX.format(paragraph(words))}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_boxes_come_once_after_their_paragraph() -> None:
    old = f"<w:r>{OLD_BOX.format(paragraph('in an old box') + item('listed'))}</w:r>"
    empty = "<mc:AlternateContent/>"
    shaped = "<w:r><w:drawing><a:p><a:r><a:t>drawn words</a:t></a:r></a:p></w:drawing></w:r>"
    draft = read_docx(
        word_file(
            paragraph("Head")
            + paragraph("Around ", boxed("in the box"), "it.", empty)
            + paragraph(old, "Next.")
            + table((paragraph("cell ", boxed("of a row")), paragraph("two")))
            + paragraph(boxed("alone"))
            + paragraph("Last ", shaped)
        )
    )
    holds_together(draft)
    assert [(kind, line) for kind, _level, _marker, line in lines(draft)] == [
        ("title", "Head"),
        ("paragraph", "Around it."),
        ("text_box", "in the box"),
        ("paragraph", "Next."),
        ("text_box", "in an old box"),
        ("text_box", "listed"),
        ("table_row", "cell \ttwo"),
        ("text_box", "of a row"),
        ("text_box", "alone"),
        ("paragraph", "Last drawn words"),
    ]
    assert draft.counts == {"tables": 1, "text boxes": 4}


def test_a_box_in_a_box_is_read() -> None:
    inside = f"<w:r>{OLD_BOX.format(paragraph('inner'))}</w:r>"
    outer = f"<w:r>{OLD_BOX.format(paragraph('outer ', inside))}</w:r>"
    assert read_docx(word_file(paragraph("Text.", outer))).text == "Text.\nouter \ninner"


def test_wrappers_do_not_hide_words() -> None:
    draft = read_docx(
        word_file(
            f"<w:sdt><w:sdtPr><w:tag/></w:sdtPr><w:sdtContent>{paragraph('controlled')}</w:sdtContent></w:sdt>"
            + paragraph(
                f'<w:smartTag w:element="x"><w:smartTagPr/>{run("smart")}</w:smartTag>',
                f"<w:sdt><w:sdtContent>{run(' inline')}</w:sdtContent></w:sdt>",
                f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>",
                f'<w:bdo w:val="rtl">{run(" turned")}</w:bdo>',
            )
            + f"<w:customXml>{paragraph('custom')}</w:customXml>"
            + f"<w:sdt><w:sdtContent>{table((paragraph('a'), paragraph('b')))}</w:sdtContent></w:sdt>"
        )
    )
    assert draft.text == "controlled\nsmart inline turned\ncustom\na\tb"


def test_words_outside_of_any_paragraph_make_one() -> None:
    draft = read_docx(word_file(run("loose") + run(" words") + paragraph("Text.")))
    holds_together(draft)
    assert draft.text == "loose words\nText."


def test_what_cannot_be_read_is_named() -> None:
    picture = "<w:r><w:drawing><wp:inline><a:graphicData>{}</a:graphicData></wp:inline></w:drawing></w:r>"
    parts = word_parts(
        paragraph("Text.", picture.format("<pic:pic/>"), picture.format("<c:chart/>"), picture.format("<dgm:relIds/>"))
        + paragraph(
            "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>",
            "<w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r>",
        )
        + paragraph(run("secret", "<w:vanish/>"), run("shown", '<w:vanish w:val="0"/>'))
        + '<w:altChunk r:id="rx"/>'
    )
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        relationship("rh", "header", "header1.xml") + relationship("rf", "footer", "footer1.xml") + "</Relationships>",
    )
    parts["word/header1.xml"] = f"<w:hdr {NAMESPACES}>{paragraph('12')}</w:hdr>"
    parts["word/footer1.xml"] = f"<w:ftr {NAMESPACES}>{paragraph('Draft of May')}</w:ftr>"
    draft = read_docx(zipped(parts))
    assert draft.text == "Text.\nshown"
    assert draft.counts == {"pictures": 2}
    assert draft.unread == (
        "2 pictures are not read.",
        "1 chart is not read.",
        "1 diagram is not read.",
        "1 embedded object is not read.",
        "1 embedded document is not read.",
        "6 characters of hidden text are left out.",
        "The headers and footers of the pages are not part of the text.",
    )


def test_a_table_of_contents_is_kept_but_folded() -> None:
    draft = read_docx(
        word_file(paragraph("Title", style="Titel") + paragraph("One\t1", style="TOC1") + paragraph("Text."))
    )
    (omission,) = draft.omissions
    assert (draft.text[omission.start : omission.end], omission.reason) == ("One\t1", "boilerplate")


# Tracked changes ------------------------------------------------------------------------------------------------------

TRACKED = (
    paragraph("Kept ", changed("ins", "new "), changed("del", "old "), "end.", changed("ins", changed("del", "both")))
    + paragraph("Joined", mark="<w:del/>")
    + paragraph(" to this", style="Zitat")
    + paragraph("Split ", mark="<w:ins/>")
    + paragraph("here")
    + paragraph(changed("del", "All gone."), mark="<w:del/>")
    + paragraph(changed("moveFrom", "Moved."), mark="<w:moveFrom/>")
    + paragraph("Middle.")
    + paragraph(changed("moveTo", "Moved."), mark="<w:moveTo/>")
    + paragraph("Last.")
)


def test_tracked_changes_as_final_and_as_original() -> None:
    final = read_docx(word_file(TRACKED))
    assert final.text == "Kept new end.\nJoined to this\nSplit \nhere\nMiddle.\nMoved.\nLast."
    assert lines(final)[1][0] == "quote"
    original = read_docx(word_file(TRACKED), "original")
    assert original.text == "Kept old end.\nJoined\n to this\nSplit here\nAll gone.\nMoved.\nMiddle.\nLast.".replace(
        "\n to", "\nto"
    )
    assert lines(original)[1][0] == "paragraph"
    assert final.counts == original.counts == {"tracked changes": 12}
    holds_together(final)
    holds_together(original)


def test_rows_and_cells_that_were_inserted_or_deleted() -> None:
    def row(kind: str, words: str) -> str:
        return f"<w:tr><w:trPr>{kind}</w:trPr><w:tc>{paragraph(words)}</w:tc><w:tc>{paragraph('x')}</w:tc></w:tr>"

    cells = (
        f"<w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph('old')}</w:tc><w:tc>{paragraph('a')}</w:tc>"
        f"<w:tc><w:tcPr><w:cellIns/></w:tcPr>{paragraph('new')}</w:tc></w:tr>"
    )
    body = f"<w:tbl>{row('<w:del/>', 'gone')}{row('<w:ins/>', 'come')}{cells}</w:tbl>"
    assert read_docx(word_file(body)).text == "come\tx\na\tnew"
    assert read_docx(word_file(body), "original").text == "gone\tx\nold\ta"


def test_a_deleted_mark_before_a_table_joins_nothing() -> None:
    body = paragraph("Before", mark="<w:del/>") + table(
        (paragraph("a", mark="<w:del/>") + paragraph("b"), paragraph("c"))
    )
    assert read_docx(word_file(body + paragraph("After"))).text == "Before\nab\tc\nAfter"


def test_deleted_fields_stay_in_balance() -> None:
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    instruction = '<w:r><w:delInstrText>HYPERLINK "https://x.example"</w:delInstrText></w:r>'
    body = paragraph(
        "a", changed("del", begin, instruction, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "gone", end), "b"
    )
    draft = read_docx(word_file(body))
    assert (draft.text, draft.structure.spans) == ("ab", ())


# Particulars and the document as a whole ------------------------------------------------------------------------------


def with_core(inside: str) -> bytes:
    parts = word_parts(paragraph("It rained. ") + paragraph("It snowed."))
    parts["_rels/.rels"] = relationships(
        relationship("r1", "officeDocument", "word/document.xml"),
        '<Relationship Id="r2" Target="docProps/core.xml" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/>',
    )
    parts["docProps/core.xml"] = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{inside}</cp:coreProperties>'
    )
    return zipped(parts)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (
            "<dc:title>Rain</dc:title><dc:creator>Jo Li</dc:creator><dcterms:modified>2024-05-02T10</dcterms:modified>",
            ("Rain", "Jo Li", "2024-05-02"),
        ),
        (
            "<dc:title>Document1</dc:title><dc:creator>User</dc:creator><dcterms:created>2023-01-01</dcterms:created>",
            ("", "", "2023-01-01"),
        ),
        (
            "<dc:title/><dc:creator>python-docx</dc:creator><dcterms:created>2013-12-23T23:15:00Z</dcterms:created>",
            ("", "", ""),
        ),
        ("<dcterms:created>last spring</dcterms:created>", ("", "", "")),
    ],
)
def test_properties_tell_what_the_text_does_not(inside: str, expected: tuple[str, str, str]) -> None:
    draft = read_docx(with_core(inside))
    assert (draft.title, draft.byline, draft.published) == expected


def test_strict_documents_are_read_like_others() -> None:
    strict = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    }
    parts = word_parts(paragraph("See ", link("r1", "this")) + item("listed"), links={"r1": "https://e.example/"})
    for transitional, other in strict.items():
        parts = {name: content.replace(transitional, other) for name, content in parts.items()}
    draft = read_docx(zipped(parts))
    assert (draft.text, spans(draft)) == ("See this\nlisted", [("https://e.example/", "this")])


def test_the_language_is_that_of_the_styles() -> None:
    parts = word_parts(paragraph("Es regnet. "))
    parts["word/styles.xml"] = parts["word/styles.xml"].replace("en-GB", "de-AT")
    assert read_docx(zipped(parts)).language == "de"
    del parts["word/styles.xml"], parts["word/numbering.xml"]
    bare = read_docx(zipped(parts))
    assert (bare.language, lines(bare)[0][0]) == ("en", "paragraph")


def test_a_document_of_python_docx() -> None:
    document = docx.Document()
    document.add_heading("A headline", 0)
    document.add_paragraph("First.", style="List Number")
    document.add_paragraph("Second.", style="List Number")
    document.add_paragraph("Deep.", style="List Bullet 2")
    words = document.add_paragraph("It has ").add_run("a comment")
    document.add_comment(words, "Really?", author="Ana", initials="A")
    stream = io.BytesIO()
    document.save(stream)
    draft = read_docx(stream.getvalue())
    holds_together(draft)
    assert [line[:3] for line in lines(draft)] == [
        ("title", 0, ""),
        ("list_item", 0, "1."),
        ("list_item", 0, "2."),
        ("list_item", 1, "•"),
        ("paragraph", 0, ""),
    ]
    (note,) = draft.structure.notes
    assert (draft.text[note.start : note.end], note.text, note.author, note.initials) == (
        "a comment",
        "Really?",
        "Ana",
        "A",
    )


def test_a_document_without_body_is_a_problem() -> None:
    parts = word_parts("")
    parts["word/document.xml"] = f"<w:document {NAMESPACES}/>"
    with pytest.raises(Problem, match="no text"):
        read_docx(zipped(parts))


def test_nesting_that_would_exhaust_the_program_is_a_problem() -> None:
    deep = "<w:sdt><w:sdtContent>" * 70 + paragraph("deep") + "</w:sdtContent></w:sdt>" * 70
    with pytest.raises(Problem, match="nested too deeply"):
        read_docx(word_file(deep))


def test_progress_is_told_and_may_cancel() -> None:
    class Stop(Exception):
        """What a person's Cancel raises."""

    class Watching:
        def step(self, done: int, total: int, what: str = "") -> None:
            assert (total, what) == (501, "")
            if done >= 200:
                raise Stop

    watching: Progress = Watching()
    with pytest.raises(Stop):
        read_docx(word_file(paragraph("x.") * 500), progress=watching)


def test_comments_that_stand_nowhere_are_kept() -> None:
    draft = read_docx(word_file(paragraph("Text."), comments=comment(1, "Lost") + comment(2, "Started")))
    assert [(note.start, note.end, note.text) for note in draft.structure.notes] == [(5, 5, "Lost"), (5, 5, "Started")]
    assert draft.unread == ("2 comments stand nowhere in the text; they are put at the end.",)
    started = read_docx(word_file(paragraph(starts(1), "Text."), comments=comment(1, "Started only")))
    assert [(note.start, note.end) for note in started.structure.notes] == [(0, 0)]
