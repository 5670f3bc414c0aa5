"""Styles and properties of Word decide kinds of blocks and emphasis, by their names and never by their ids."""

from __future__ import annotations

from factcheck.formats.docx.reading import read_docx
from tests.formats.looking import holds_together, lines, spans
from tests.formats.word_files import (
    paragraph,
    run,
    word_file,
)


def test_kinds_come_from_the_names_of_styles_never_their_ids() -> None:
    draft = read_docx(
        word_file(
            paragraph("The headline", style="Titel")
            + paragraph("What it says", style="Untertitel")
            + paragraph("By Ada Mihović and Jo Li", style="Autor")
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
    assert (draft.title, draft.byline, draft.language) == ("The headline", "Ada Mihović and Jo Li", "en")


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


def test_a_table_of_contents_is_kept_but_folded() -> None:
    draft = read_docx(
        word_file(paragraph("Title", style="Titel") + paragraph("One\t1", style="TOC1") + paragraph("Text."))
    )
    (omission,) = draft.omissions
    assert (draft.text[omission.start : omission.end], omission.reason) == ("One\t1", "boilerplate")
