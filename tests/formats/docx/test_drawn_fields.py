"""Fields that Word draws and stores no result of: their words are words of the draft all the same."""

from __future__ import annotations

import pytest

from factcheck.domain.problems import Problem
from factcheck.formats.docx.reading import read_docx
from tests.formats.looking import holds_together, spans
from tests.formats.word_files import changed, note, paragraph, run, word_file


def character(kind: str, inside: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>'


def field(instruction: str, *result: str, inside: str = "", tag: str = "instrText") -> str:
    """A field; without a result Word leaves the separator out as well."""
    shown = (character("separate"), *result) if result else ()
    return "".join((character("begin", inside), run(instruction, tag=tag), *shown, character("end")))


@pytest.mark.parametrize(
    ("instruction", "words"),
    [
        (r" EQ \f(1,2) ", "1/2"),
        (r" EQ \f(1,5;2) ", "1,5/2"),
        (r" eq \F( 1 , 2)", "1 /2"),
        (r" EQ x\s\up6(3) + \r(3,x) - \r(y)", "x3 + 3√(x) - √(y)"),
        (r" EQ \i\su(i=1,5,i) = 15", "∑i=15i = 15"),
        (r" EQ \i \fc\∮(a,b,c)", "∮abc"),
        (r" EQ \b\bc\[(\l(1,2,3))\b\lc\| \rc\|(x)", "[1,2,3]|x|"),
        (r" EQ \a \al \co2 \vs3 \hs3(Ax,By,C,D)", "Ax By C D"),
        (r" EQ \o\ac(○,1)", "○1"),
        (r" EQ \x\to\bo(5) \d\fo20\li() end", "5  end"),
        (r" EQ f(a, b\,c\)\\) ", r"f(a, b,c)\)"),
        (r" EQ \f(1,(2+3)) \* MERGEFORMAT ", "1/(2+3)"),
        (r" EQ \f(1,2", "1/2"),
        (" EQ ", ""),
        (r' EQ \* jc2 \* "Font:MS Mincho" \* hps10 \o\ad(\s\up 9(きょう),今日)', "今日(きょう)"),
        (r" EQ \o(\s\up9(a,b),c)", "c(ab)"),
        (r" EQ \o(\s\do9(a),c)", "ac"),
        (r" EQ \o\ad(\s\up 9(square),m\s\up4(2))", "m2(square)"),
        (r" EQ \o(\s\up9(a),\s\do4(b),c)", "abc"),
        (' SYMBOL 97 \\f "Symbol" ', "α"),
        (' SYMBOL 183 \\f "Symbol" \\s 12 ', "•"),
        (" SYMBOL 0xF0FC \\f Wingdings", "✓"),
        (" SYMBOL 128 \\f Arial \\h", "€"),
        (" SYMBOL 8364 \\u ", "€"),
        (" SYMBOL § ", "§"),
        (" MACROBUTTON NoMacro [Name of the minister] ", "[Name of the minister]"),
        (' GOTOBUTTON there "page 5"', '"page 5"'),
        (' XE "index" ', ""),
        (" PAGE ", ""),
    ],
)
def test_what_a_field_without_a_result_shows(instruction: str, words: str) -> None:
    draft = read_docx(word_file(paragraph("Is ", field(instruction), ".")))
    holds_together(draft)
    assert draft.text == f"Is {words}."
    simple = instruction.replace('"', "&quot;")
    assert read_docx(word_file(paragraph("Is ", f'<w:fldSimple w:instr="{simple}"/>', "."))).text == f"Is {words}."


def test_a_result_counts_before_what_the_instruction_says() -> None:
    draft = read_docx(
        word_file(paragraph("Is ", field(r"EQ \f(1,2)", run("one half")), ", ", field("MERGEFIELD x", run("«x»")), "."))
    )
    assert draft.text == "Is one half, «x»."


def test_fields_and_runs_inside_of_an_equation_are_part_of_it() -> None:
    ruby = (
        character("begin"), run(r"EQ \* jc2 \o\ad(\s\up 9(", tag="instrText"), run("とう"), run("),", tag="instrText"),
        run("東"), run(")", tag="instrText"), character("end"),
    )  # fmt: skip
    inside = (
        character("begin"), run(r"EQ \f(", tag="instrText"), field("REF total", run("120")),
        run(",4)", tag="instrText"), character("separate"), character("end"),
    )  # fmt: skip
    assert read_docx(word_file(paragraph(*ruby, " ", *inside, " "))).text == "東(とう) 120/4 "


def test_raised_figures_stay_raised_and_mixed_numbers_stay_apart() -> None:
    draft = read_docx(
        word_file(
            paragraph(
                "10", field(r"EQ \s\up6(9)"), "x", field(r"EQ \s\do6(2)"), " in 2", field(r"EQ \f(1,2)"), " years"
            )
            + paragraph("2", fraction("1", "2"), " years and a", fraction("b", "c"))
        )
    )
    holds_together(draft)
    assert draft.text == "109x2 in 2 1/2 years\n2 1/2 years and ab/c"
    assert spans(draft) == [("superscript", "9"), ("subscript", "2")]


def fraction(above: str, below: str) -> str:
    def words(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    return f"<m:oMath><m:f><m:num>{words(above)}</m:num><m:den>{words(below)}</m:den></m:f></m:oMath>"


def chosen(*entries: str, state: str = "") -> str:
    listed = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in entries)
    return f'<w:ffData><w:name w:val="x"/><w:ddList>{state}{listed}</w:ddList></w:ffData>'


def box(state: str) -> str:
    return f"<w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>"


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (chosen("Yes", "No", state='<w:result w:val="1"/>'), "No"),
        (chosen("Yes", "No", state='<w:default w:val="1"/>'), "No"),
        (chosen("Yes", "No", state='<w:result w:val="0"/><w:default w:val="1"/>'), "Yes"),
        (chosen("Yes", "No"), "Yes"),
        (chosen("Yes", state='<w:result w:val="7"/>'), ""),
        (chosen(), ""),
        (box('<w:default w:val="0"/>'), "☐"),
        (box('<w:default w:val="1"/>'), "☒"),
        (box('<w:default w:val="1"/><w:checked w:val="0"/>'), "☐"),
        (box('<w:default w:val="0"/><w:checked/>'), "☒"),
    ],
)
def test_old_forms_show_the_chosen_entry_or_a_box(inside: str, words: str) -> None:
    for kind in (field(" FORM ", inside=inside), field(" FORM ", run(""), inside=inside)):
        assert read_docx(word_file(paragraph("It is ", kind, "."))).text == f"It is {words}."


def test_fields_that_were_deleted_or_inserted_count_as_the_person_chose() -> None:
    entry = chosen("Yes", "No")
    body = paragraph(
        "a",
        changed(
            "del", field(r"EQ \f(1,2)", tag="delInstrText"), field("FORMDROPDOWN", inside=entry, tag="delInstrText")
        ),
        changed("ins", field(r"EQ \f(3,4)"), field("FORMDROPDOWN", inside=entry)),
        changed("del", field('HYPERLINK "https://a.example/"', run("gone", tag="delText"), tag="delInstrText")),
        "b",
    )
    assert read_docx(word_file(body)).text == "a3/4Yesb"
    original = read_docx(word_file(body), "original")
    assert (original.text, spans(original)) == ("a1/2Yesgoneb", [("https://a.example/", "gone")])


def test_notes_hold_such_fields_too_and_unknown_signs_are_told() -> None:
    draft = read_docx(
        word_file(
            paragraph("Text", '<w:r><w:footnoteReference w:id="2"/></w:r>', field("SYMBOL 33 \\f Webdings")),
            footnotes=note(2, "").replace("</w:p>", field(r"EQ \f(1,2)") + "</w:p>"),
        )
    )
    assert draft.structure.notes[0].text == "1/2"
    assert draft.text == "Text\ufffd"
    assert draft.unread == ("1 sign of a symbol font is not known and stands as “\ufffd”.",)


def test_more_equations_than_a_person_reads_are_refused() -> None:
    with pytest.raises(Problem, match="more equation fields") as refused:
        read_docx(word_file(paragraph("Text.", *[field("EQ " + "(," * 4_000)] * 50)))
    assert refused.value.remedy
