"""What the parts of a report say where the article, its claims or its sources are odd."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from factcheck.domain.draft import Block, Note, Span
from factcheck.domain.records import Person, Query, SignOff
from factcheck.domain.report import ReportSignOff
from tests.factories_report import (
    Writing,
    made_article,
    made_claim,
    made_evidence,
    made_report,
    made_source,
    with_parts,
)
from tests.factories_statements import statements_report
from tests.factories_torture import scripts_report
from tests.formats.docx.report.package import W, text_of, written
from tests.formats.docx.report.test_parts import part, rows


def test_arabic_statements_read_from_the_right(tmp_path: Path) -> None:
    made = scripts_report()
    statements = made_report(made.articles, "default")
    seen = part(statements, "claims", tmp_path)
    turned = [text_of(one) for one in seen.document.iter(f"{W}p") if one.find(f"{W}pPr/{W}bidi") is not None]
    expected = (
        "الإيجارات لن ترتفع أكثر من 3٪",
        "التعليل  الأرقام تقول غير ذلك.",
        "12 في المئة وفق Eurostat",
        "الصياغة المقترحة  “13 في المئة وفق Eurostat”",
        "«لن ترتفع الإيجارات» and the Japanese 公営",
        "עמוד שני",
    )
    assert set(expected) <= set(turned)


def test_what_is_closed_answered_or_empty_takes_no_room(tmp_path: Path) -> None:
    w = Writing()
    w.line("A fact that is open. Folded words.")
    closed = Query(question="Closed?", closed=True)
    answered = Query(to="writer", question="Open?", answer="Perhaps.")
    claim = made_claim(
        1, w, ("fact",), None, queries=(closed, answered), evidence=(made_evidence(1, passage="one\n\n two"),)
    )
    start, end = w.find("Folded words.")
    article = made_article(
        w,
        (claim,),
        queries=(closed,),
        untouched=((start, end),),
        omitted=((start, end),),
        sentences=2,
        sign_offs=(ReportSignOff(SignOff(pass_name="P"), valid=True),),
    )
    report = made_report((article,), "drafts", sources=(made_source(1, (1,), title="T"),))
    parts = tuple(one for one in report.options.parts if one != "replies")  # a log leaves nothing out
    report = with_parts(report, *parts)
    seen = written(report, tmp_path / "report.docx")
    assert "Closed?" not in seen.text
    assert "Closed?" not in "".join(seen.comment_texts)
    assert "Writer? Open?\nAnswer: Perhaps." in seen.comment_texts[0]
    assert seen.styled("Report Sentence") == []
    assert ["P", "", "", "valid", ""] in rows(seen)
    as_statement = part(made_report((article,), sources=report.sources), "claims", tmp_path)
    assert as_statement.styled("Report Passage") == ["one", " two"]
    assert "Writer  Open?" in as_statement.lines


def test_two_verdicts_of_one_label_are_two_styles(tmp_path: Path) -> None:
    report = statements_report()
    same = tuple(one.model_copy(update={"label": "Same, same"}) for one in report.ratings[:2])
    seen = part(replace(report, ratings=(*same, *report.ratings[2:])), "cover", tmp_path)
    assert {"Verdict Same same", "Verdict Same same 2"} <= set(seen.style_ids)


def test_text_without_blocks_is_paragraphs(tmp_path: Path) -> None:
    w = Writing()
    w.text = "First line.\n\n  \nSecond line.\nThird line.\nFourth"
    w.blocks = [Block("heading", 16, 27, 2), Block("quote", 20, 30), Block("quote", 18, 22), Block("quote", 90, 99)]
    seen = part(made_report((made_article(w, ()),)), "article", tmp_path)
    assert seen.styled("Article Text") == ["First line.", "hird line.", "Fourth"]
    assert seen.styled("Article Heading 2") == ["Second line"]
    assert seen.styled("Article Quote") == [".\nT"]


def test_an_article_without_text(tmp_path: Path) -> None:
    w = Writing()
    w.notes.append(Note("n", "footnote", 0, 0, "A note on nothing."))
    seen = part(made_report((made_article(w, ()),)), "article", tmp_path)
    assert seen.notes("footnote") == []
    assert seen.lines[0] == "Annotated article"


def test_a_table_that_is_left_out_leaves_no_table(tmp_path: Path) -> None:
    w = Writing()
    w.line("Before.")
    w.line("A\tB", "table_row")
    w.line("After.")
    w.line("")
    w.line("Last.")
    w.spans.append(Span("emphasis", w.find("After.")[0], w.find("Last.")[0]))  # and over an empty line
    w.spans.append(Span("strong", w.find("After.")[1], w.find("Last.")[1]))  # from a line end on
    start, end = w.find("A\tB")
    w.spans.append(Span("strong", start - 1, start))  # over nothing but a line end
    seen = part(made_report((made_article(w, (), omitted=((start, end),)),)), "article", tmp_path)
    assert seen.document.find(f".//{W}tbl") is None
    assert seen.styled("Article Text") == ["Before.", "After.", "Last."]
    assert "3 characters that were left out when the article was read are not printed." in seen.lines


def test_a_comment_has_an_author_whoever_it_was(tmp_path: Path) -> None:
    w = Writing()
    w.line("A fact.")
    claim = made_claim(1, w, ("fact",), None, author=Person())
    report = made_report((made_article(w, (claim,)),))
    assert part(report, "article", tmp_path).comments[0].get(f"{W}author") == "Ines Moreau"
    nobody = part(replace(report, checker=Person()), "article", tmp_path)
    assert nobody.comments[0].get(f"{W}author") == "Unnamed"
