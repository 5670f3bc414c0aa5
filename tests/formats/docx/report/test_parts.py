"""What the parts of a report say, read from the written file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factcheck.domain.records import Query, Source
from factcheck.domain.report import Report
from factcheck.domain.sourcing import public_view
from tests.factories_drafts import drafts_report
from tests.factories_report import (
    Writing,
    made_article,
    made_claim,
    made_report,
    made_source,
    rating,
    with_parts,
)
from tests.factories_statements import statements_report
from tests.factories_torture import several_articles_report
from tests.formats.docx.report.package import W, Written, text_of, written


def part(report: Report, name: str, folder: Path) -> Written:
    return written(with_parts(report, name), folder / "part.docx")


def rows(seen: Written) -> list[list[str]]:
    """The rows of all tables; lines of a cell by line ends."""
    return [
        ["\n".join(text_of(line) for line in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
        for row in seen.document.iter(f"{W}tr")
    ]


def empty_report(scale: str) -> Report:
    w = Writing()
    w.line("A line.")
    return made_report((made_article(w, (), sentences=1, dealt=1),), scale)


def test_the_cover_tells_what_was_checked_and_how_it_came_out(tmp_path: Path) -> None:
    seen = part(statements_report(), "cover", tmp_path)
    found = rows(seen)
    assert seen.styled("Title") == ["Minister opens harbour with promise of 4,000 jobs"]
    assert found[:8] == [
        ["Project", "Spring edition"],
        ["Article", "Minister opens harbour with promise of 4,000 jobs (draft\xa01)"],
        ["Published at", "https://city.example.org/speeches/east-pier"],
        ["Checked by", "Ines Moreau, Fact-checker"],
        ["Checked", "13 March 2026"],
        ["Report made", "14 March 2026, 09:30 UTC"],
        ["Scale", "Factcheck: five verdicts · 1"],
        ["Coverage", "14 of 16 sentences dealt with (88%)"],
    ]
    assert [[row[0].strip(), row[1]] for row in found[9:]] == [
        ["True", "2"],
        ["Mostly true", "1"],
        ["Misleading", "1"],
        ["False", "2"],
        ["Unverifiable", "1"],
        ["Not checked yet", "1"],
    ]
    assert "8 claims, 1 open, 2 with new wording." in seen.lines
    assert "https://city.example.org/speeches/east-pier" in seen.targets()


def test_the_cover_of_a_draft_speaks_of_facts_and_warns_of_conflicts(tmp_path: Path) -> None:
    seen = part(drafts_report(), "cover", tmp_path)
    assert "13 facts, 7 open, 2 with new wording." in seen.lines
    assert rows(seen)[7] == ["Finding", "Facts", "What it means"]
    assert any(line.startswith("1 conflict is not resolved") for line in seen.lines)


def test_a_check_over_several_days(tmp_path: Path) -> None:
    seen = part(several_articles_report(), "cover", tmp_path)
    assert ["Checked", "12 March 2026 to 13 March 2026"] in rows(seen)
    assert seen.styled("Title") == ["Spring edition"]
    assert ["Articles", "Article 1 (draft\xa01)\nArticle 2 (draft\xa01)\nArticle 3 (draft\xa01)"] in rows(seen)


def test_corrections_show_the_words_that_differ(tmp_path: Path) -> None:
    seen = part(statements_report(), "corrections", tmp_path)
    assert rows(seen)[:2] == [
        ["No.", "As published", "Suggested wording", "Verdict"],
        [
            "3",
            "The pier cost 212 million, not one crown more than the council approved in 2021",
            "The pier cost 212 million, 27 million more than the council approved in 2021",
            " False ",
        ],
    ]
    struck = [
        text_of(one)
        for one in seen.document.iter(f"{W}r")
        if one.find(f"{W}rPr/{W}rStyle[@{W}val='WordsRemoved']") is not None
    ]
    assert struck == ["not one crown"]


def test_changes_of_a_draft_go_by_their_own_names(tmp_path: Path) -> None:
    seen = part(drafts_report(), "changes", tmp_path)
    assert rows(seen)[0] == ["No.", "As drafted", "Change to", "Finding"]
    assert [row[0] for row in rows(seen)[1:]] == ["2", "5"]


def test_the_table_of_claims(tmp_path: Path) -> None:
    seen = part(statements_report(), "claims table", tmp_path)
    assert rows(seen)[1] == [
        "1",
        "Unemployment in the harbour district fell by a third, from 9.3 to 6.1 percent, in two years.",
        " True ",
        "1, 3",
    ]
    assert rows(seen)[7][3] == "–"


def test_a_claim_whose_words_are_gone_says_so(tmp_path: Path) -> None:
    w = Writing()
    w.line("Other words.")
    claim = made_claim(1, w, (), rating("false"), words="", old_words=("The old words", "The old words"))
    report = made_report((made_article(w, (claim,)),))
    table = part(report, "claims table", tmp_path)
    assert rows(table)[1][1] == "The old words\nRe-check: the current draft has other words, or these several times."
    sections = part(report, "claims", tmp_path)
    assert "Re-check: the current draft has other words, or these several times." in sections.lines


def test_a_section_for_each_claim(tmp_path: Path) -> None:
    seen = part(statements_report(), "claims", tmp_path)
    assert seen.styled("heading 2")[:2] == ["Claim 1    True ", "Claim 2    Mostly true "]
    start = seen.lines.index("Claim 6    Unverifiable ")
    assert seen.lines[start + 1 : start + 9] == [
        "We have created 4,000 jobs",
        "Four thousand families can plan again",
        "As checked  The harbour has created 4,000 jobs.",
        f"Rationale  {statements_report().articles[0].claims[5].claim.rationale}",
        "Person written about: Ministry of Transport  How are the 4,000 jobs counted? (e-mail, 9 March 2026)",
        "Answer  The figure is an estimate of the ministry. (11 March 2026)",
        "Evidence",
        "[3]\tInterview with Pelle Strand · 11:40 · gives context",
    ]
    assert "We employ 2,310 people ourselves. For the rest, ask the ministry." in seen.styled("Report Passage")
    assert "No source yet." in seen.lines
    assert "Said by  Marta Lundmark, Minister for Transport, opening of the east pier, 6 March 2026" in seen.lines
    assert (
        "Suggested wording  “The pier cost 212 million, 27 million more than the council approved in 2021”"
        in seen.lines
    )


def test_quotations_keep_their_emphasis_and_links(tmp_path: Path) -> None:
    seen = part(statements_report(), "claims", tmp_path)
    quoted = next(
        one for one in seen.document.iter(f"{W}p") if text_of(one).startswith("The pier cost 212 million, not")
    )
    italic = [text_of(one) for one in quoted.iter(f"{W}r") if one.find(f"{W}rPr/{W}i") is not None]
    assert italic == ["not one crown more"]
    linked = [text_of(one) for one in seen.document.iter(f"{W}hyperlink")]
    assert "the auditors have confirmed it" in linked


def test_sections_and_article_lead_to_each_other(tmp_path: Path) -> None:
    report = statements_report()
    seen = written(report, tmp_path / "report.docx")
    claim = report.articles[0].claims[0].claim.id
    anchors = {one.get(f"{W}anchor") for one in seen.document.iter(f"{W}hyperlink")}
    assert {f"fcc_{claim}", f"fc_{claim}_1", "fcs_1"} <= anchors


def test_the_contents_are_never_parted_from_their_heading_nor_torn(tmp_path: Path) -> None:
    seen = written(statements_report(), tmp_path / "report.docx")
    styles = {seen.style_ids[name] for name in ("TOC Heading", "toc 1")}
    contents = [
        one
        for one in seen.document.iter(f"{W}p")
        if (style := one.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") in styles
    ]
    heading = next(at for at, one in enumerate(contents) if "Contents" in "".join(map(str, one.itertext())))
    *kept, last = contents[heading:]
    assert len(kept) > 4
    assert all(one.find(f"{W}pPr/{W}keepNext") is not None for one in kept)
    assert last.find(f"{W}pPr/{W}keepNext") is None


def test_sources_have_live_links_and_their_claims(tmp_path: Path) -> None:
    seen = part(statements_report(), "sources", tmp_path)
    assert seen.styled("Bibliography")[0] == (
        "[1]\tCity Labour Office, Monthly figures, February 2026, 2 March 2026\n"
        "https://labour.example.org/figures/2026-02?district=harbour&series=adjusted\n"
        "Archived: https://archive.example.net/20260309/https://labour.example.org/figures/2026-02\n"
        "Data · primary source · accessed 9 March 2026 · file: labour-2026-02.pdf · claims 1, 2"
    )
    assert seen.styled("Bibliography")[2] == (
        "[3]\tPelle Strand, interview, 10 March 2026\nPrimary source · telephone · on record · claims 1, 6"
    )
    assert len(seen.targets()) == 5


def test_a_confidential_source_is_its_alias_and_no_more(tmp_path: Path) -> None:
    source = Source(
        kind="interview",
        title="Talk with Zelda",
        person="Zelda Quibble",
        contact="zq@example.org",
        address="https://example.org/zelda",
        standing="primary",
        terms="background",
        confidential=True,
        alias="a neighbour",
        interviewed_on="1 May",
    )
    entry = replace(made_source(1, ()), source=public_view(source))
    seen = part(replace(statements_report(), sources=(entry,)), "sources", tmp_path)
    assert seen.styled("Bibliography") == [
        "[1]\tA neighbour, interview\nPrimary source · on background · identity known to the desk"
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "[1]\tSource"),
        ({"kind": "book"}, "[1]\tBook"),
        ({"kind": "homemade"}, "[1]\tSource\nHomemade"),
        ({"publisher": "A House"}, "[1]\tA House"),
        ({"authors": "A. Writer."}, "[1]\tA. Writer., Source"),
        (
            {"title": "T", "authors": "A. Writer.", "publisher": "A House", "wire": "ANP"},
            "[1]\tA. Writer., T, A House\nWire: ANP",
        ),
        ({"title": "T", "person": "de Vries", "recording": "tape 3"}, "[1]\tT\nde Vries · tape 3"),
        ({"title": "T", "recording": "tape 3"}, "[1]\tT\ntape 3"),
        ({"address": "not a link"}, "[1]\tnot a link"),
    ],
)
def test_a_source_is_called_by_what_is_known(tmp_path: Path, fields: dict[str, Any], told: str) -> None:
    entry = made_source(1, (99,), **fields)
    seen = part(replace(statements_report(), sources=(entry,)), "sources", tmp_path)
    assert seen.styled("Bibliography") == [told]


def test_sign_offs_and_void_ones(tmp_path: Path) -> None:
    seen = part(statements_report(), "sign-offs", tmp_path)
    assert rows(seen)[1:3] == [
        ["First pass", "Ines Moreau", "14 March 2026, 06:30 UTC", "valid", "9f2c9f2c9f"],
        ["Legal\nInterview terms seen", "Tove Berg", "13 March 2026, 09:30 UTC", "void: changed since", "77ab77ab77"],
    ]
    assert rows(seen)[3:] == [
        ["For", "Name", "Date", "Signature"],
        ["Fact-checker", "Ines Moreau", "", ""],
        ["Editor", "", "", ""],
        ["Legal", "", "", ""],
    ]


def test_open_items_by_who_owes_the_answer(tmp_path: Path) -> None:
    seen = part(drafts_report(), "open items", tmp_path)
    assert seen.styled("heading 2") == [
        "Writer: Ana Ruiz (1 item)",
        "Lawyer: Tove Berg (1 item)",
        "Person written about: Nordvind Fund (1 item)",
        "Checker: Ines Moreau (4 items)",
        "Checker: Jonas Weir (1 item)",
    ]
    found = rows(seen)
    assert found[1] == [
        "8",
        "according to its own annual report, called the loan in 2018",
        " On author \nWhich annual report? The 2018 one says 2017.",
        "2 March\ne-mail\ndue 16 March",
    ]
    assert ["–", "The draft as a whole", "May we name the chairman?", "3 March"] in found
    assert [
        "11",
        "Members got 40 percent of what they had paid",
        " On author \nIs the 40 percent before tax?\nWriter: Ana Ruiz answered: Before, I think.",
        "2 March",
    ] in found
    assert [
        "13",
        "The turbines stood still for 41 days in 2017.",
        " Not checked yet \nwas Confirmed\nRe-check: the current draft has other words, or these several times.",
        "",
    ] in found


def test_who_owes_an_answer_that_nobody_named_owes(tmp_path: Path) -> None:
    w = Writing()
    w.line("A fact.")
    claim = made_claim(1, w, ("fact",), None, rationale="word " * 100)
    query = Query(to="oracle", question="Why?")
    report = made_report((made_article(w, (claim,), queries=(query,)),), "drafts")
    report = replace(report, checker=report.checker.model_copy(update={"name": ""}))
    seen = part(report, "open items", tmp_path)
    assert seen.styled("heading 2") == ["oracle (1 item)", "Checker (1 item)"]
    assert rows(seen)[-1][2].endswith("word…")


def test_untouched_text_is_counted_and_listed(tmp_path: Path) -> None:
    seen = part(drafts_report(), "untouched", tmp_path)
    assert "3 of 24 sentences are untouched (12%): nobody has marked or passed them." in seen.lines
    assert seen.styled("Report Sentence") == [
        "–\tThree things happened that winter:",
        "–\tthe chairman resigned;",
        "–\tThe fund has since sold two of the five turbines.",
    ]


@pytest.mark.parametrize(
    ("scale", "name", "told"),
    [
        ("default", "corrections", "No new wording is suggested."),
        ("default", "claims table", "Nothing has been marked yet."),
        ("default", "claims", "Nothing has been marked yet."),
        ("default", "sources", "No sources yet."),
        ("default", "sign-offs", "Nobody has signed off yet."),
        ("drafts", "open items", "Nothing is open."),
        ("drafts", "untouched", "Every sentence has been dealt with."),
    ],
)
def test_an_empty_part_says_that_it_is_empty(tmp_path: Path, scale: str, name: str, told: str) -> None:
    assert told in part(empty_report(scale), name, tmp_path).lines


def test_articles_of_one_report_stand_apart(tmp_path: Path) -> None:
    report = several_articles_report()
    seen = written(report, tmp_path / "report.docx")
    assert [one for one in seen.styled("heading 1") if one.startswith("Annotated")] == [
        "Annotated article: Article 1",
        "Annotated article: Article 2",
        "Annotated article: Article 3",
    ]
    assert [one for one in seen.styled("heading 2") if one.startswith("Article")] == [
        "Article 1",
        "Article 2",
        "Article 1",
        "Article 2",
        "Article 1",
        "Article 2",
    ]
    assert seen.styled("heading 3") == [
        "Claim 1    True ",
        "Claim 2    Mostly true ",
        "Claim 3    True ",
        "Claim 4    Mostly true ",
    ]


@pytest.mark.parametrize(("style", "start"), [("apa", "Oduya, K."), ("mla", "Oduya, Kemi."), ("iso690", "ODUYA, Kemi")])
def test_the_source_list_follows_a_style_of_citation(tmp_path: Path, style: str, start: str) -> None:
    fields: dict[str, Any] = {"title": "Cranes", "authors": "Oduya, Kemi", "publisher": "Ports", "published": "2025"}
    sources = (made_source(1, (1,), kind="study", **fields),)
    report = with_parts(replace(statements_report(), sources=sources), "sources", citations=style)
    seen = written(report, tmp_path / "report.docx")
    assert seen.styled("Bibliography")[0].startswith(f"[1]\t{start}")
    italics = [run for run in seen.document.iter(f"{W}r") if run.find(f"{W}rPr/{W}i") is not None]
    assert [run.findtext(f"{W}t") for run in italics] == ["Ports"]
