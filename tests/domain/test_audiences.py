"""What a report tells whom."""

from __future__ import annotations

from dataclasses import replace

from factcheck.domain.audiences import for_audience
from factcheck.domain.papers import paper_for
from factcheck.domain.records import Comment, Query
from factcheck.domain.report import Report
from tests.factories_report import (
    Writing,
    made_article,
    made_claim,
    made_evidence,
    made_report,
    made_source,
    rating,
)


def whole() -> Report:
    w = Writing()
    w.line("One is true. Two is open. Three is false. Four is nobody's.")
    w.comment("One", "Is it?", author="The writer")
    w.footnote("Two", "A note of the writer.")
    to_writer, to_lawyer = Query(to="writer", question="Which one?"), Query(to="lawyer", question="May we?")
    done = Query(to="writer", question="Long settled?", answer="Yes.", closed=True)
    claims = (
        made_claim(
            1, w, ("One is true",), rating("true"), rationale="Public.", correction="One was true",
            comments=(Comment(text="Between us."),), queries=(done, to_lawyer),
            evidence=(made_evidence(2), made_evidence(3, verified=False), made_evidence(4)),
        ),
        made_claim(2, w, ("Two is open",), None, queries=(to_writer,), open=True, was="True"),
        made_claim(3, w, ("Three is false",), rating("false"), evidence=(made_evidence(1), made_evidence(2))),
    )  # fmt: skip
    sources = (
        made_source(1, (3,), title="Interview with Ann Poe", person="Ann Poe", terms="background", kind="interview"),
        made_source(2, (1, 3), title="A report", recording="tape 7", channel="telephone", files=("a.pdf",)),
        made_source(3, (1,), title="What the writer says"),
        made_source(4, (1,), title="Hush", terms="off record"),
    )
    queries = (Query(to="editor", question="Run it?"), to_writer)
    article = made_article(w, claims, title="Numbers", words_left=((0, 3, "figure"),), queries=queries)
    return made_report((article,), sources=sources)


def told(audience: str) -> Report:
    report = whole()
    return for_audience(replace(report, options=replace(report.options, audience=audience)))


def test_the_editor_is_told_all() -> None:
    report = whole()
    assert for_audience(report) == report
    handed_over = replace(report, options=replace(report.options, audience="handover"))
    assert for_audience(handed_over).articles == report.articles


def test_the_public_is_told_settled_verdicts_and_public_sources() -> None:
    report = told("public")
    [article] = report.articles
    assert [claim.number for claim in article.claims] == [1, 3]
    first = article.claims[0]
    assert (first.comments, first.queries, first.asked, first.claim.correction) == ((), (), (), "")
    assert first.claim.rationale == "Public."
    assert (article.queries, article.sign_offs, article.untouched) == ((), (), ())
    assert [note.kind for note in article.structure.notes] == ["footnote"]


def test_the_public_is_told_no_name_that_was_given_on_background() -> None:
    report = told("public")
    assert [(one.number, one.source.title, one.claim_numbers, one.files) for one in report.sources] == [
        (1, "A report", (1, 3), ()),
        (2, "Confidential source", (3,), ()),
    ]
    assert [[one.source_number for one in claim.evidence] for claim in report.articles[0].claims] == [[1], [2, 1]]
    everything = repr(report)
    for word in ("Ann Poe", "tape 7", "telephone", "Hush", "What the writer says", "Between us", "Is it?"):
        assert word not in everything


def test_the_writer_is_asked_and_told_nothing() -> None:
    report = told("writer")
    [article] = report.articles
    assert [claim.number for claim in article.claims] == [2]
    assert [query.question for query in article.claims[0].queries] == ["Which one?"]
    assert [query.question for query in article.queries] == ["Which one?"]
    assert report.sources == ()
    assert "Between us" not in repr(report)


def test_corrections_alone_are_both_wordings_and_the_verdict() -> None:
    report = told("corrections")
    [claim] = report.articles[0].claims
    assert (claim.number, claim.claim.correction, claim.rating) == (1, "One was true", rating("true"))
    assert (claim.evidence, claim.comments, report.sources) == ((), (), ())


def test_paper_by_country() -> None:
    assert paper_for(["en", "en_US.UTF-8"]) == "Letter"
    assert paper_for(["de-AT", "en-US"]) == "A4"
    assert paper_for(["zh-Hant-TW"]) == "A4"
    assert paper_for(["es-419", "fr_CA"]) == "Letter"
    assert paper_for(["C", ""]) == "A4"


def test_nobody_but_the_desk_is_told_which_findings_fell_and_what_is_left() -> None:
    for audience in ("public", "writer", "corrections"):
        [article] = told(audience).articles
        assert article.words_left is None
        assert not any(claim.was for claim in article.claims)
