"""The words of a Word document in reading order: links, fields, tables, boxes, wrappers, tracked changes."""

from __future__ import annotations

from factcheck.formats.docx.reading import read_docx
from tests.formats.looking import holds_together, lines, spans
from tests.formats.word_files import (
    changed,
    item,
    link,
    paragraph,
    run,
    table,
    word_file,
)


def test_blank_paragraphs_leave_no_line_and_indents_go() -> None:
    draft = read_docx(
        word_file(paragraph("One.") + paragraph("<w:r><w:t/></w:r>") + paragraph("  \t ") + paragraph("\t Two. "))
    )
    holds_together(draft)
    assert draft.text == "One.\nTwo. "


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
                '<w:r><w:sym w:font="Symbol" w:char="F04A"/>'
                '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Arial" w:char="00BD"/>'
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
        "ϑ✓½\ufffd\ufffd\ufffd",
        "😀😁",
        "今日(kyō)",
    ]
    assert draft.unread == ("3 signs of symbol fonts are not known and stand as “\ufffd”.",)


def test_words_in_symbol_fonts_come_in_as_what_they_show() -> None:
    def in_font(font: str, words: str) -> str:
        return run(words, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')

    draft = read_docx(
        word_file(
            paragraph("5 ", in_font("Symbol", "\uf06dm é"), in_font("Wingdings", " \uf0fc\uf041"))
            + paragraph(in_font("House Icons", "\uf06d"), " é ", "\uf06d")
        )
    )
    assert draft.text == "5 μm é ✓\ufffd\n\uf06d é \uf06d"
    assert draft.unread == ("1 sign of a symbol font is not known and stands as “\ufffd”.",)


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
    figures = [element("e", words(figure)) for figure in "1234"]
    parted = (
        element("rad", element("deg", words("3")), element("e", words("8"))),
        words("="),
        element("m", element("mr", *figures[:2]), element("mr", *figures[2:])),
        words("="),
        element("d", *figures[:2]),
        words("="),
        element("d", '<m:dPr><m:sepChr m:val=","/></m:dPr>', *figures[2:]),
        words("="),
        element("eqArr", *figures[:2]),
    )
    assert read_docx(word_file(paragraph(element("oMath", *parted)))).text == "3√(8)=1 2 3 4=(1|2)=(3,4)=1 2"
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


def test_words_of_drawings_stand_apart_from_those_around() -> None:
    art = '<v:shape><v:textpath on="t" string="BREAKING&#10;NEWS"/></v:shape>'
    unseen = '<v:shapetype><v:textpath on="t" fitshape="t"/></v:shapetype><v:textpath on="f" string="unseen"/>'
    lines_drawn = "".join(
        f"<a:p><a:r><a:t>{words}</a:t></a:r><a:r><a:t>er</a:t></a:r></a:p>" for words in ("old", "new")
    )
    choice = '<mc:Choice Requires="x"><w:drawing>{}</w:drawing></mc:Choice>'
    choice += f"<mc:Fallback><w:pict>{art}</w:pict></mc:Fallback>"
    either = "<w:r><mc:AlternateContent>{}</mc:AlternateContent></w:r>"
    draft = read_docx(
        word_file(
            paragraph("It is", f"<w:r><w:pict>{unseen}{art}</w:pict></w:r>", "today.")
            + paragraph("Drawn", f"<w:r><w:drawing>{lines_drawn}</w:drawing></w:r>", "here.")
            + paragraph(either.format(choice.format("<wps:x/>")), " 1")
            + paragraph(either.format(choice.format(lines_drawn)), " 2")
        )
    )
    holds_together(draft)
    assert draft.text == "It is BREAKING NEWS today.\nDrawn older newer here.\nBREAKING NEWS 1\nolder newer 2"


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
