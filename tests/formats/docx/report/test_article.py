"""The annotated article keeps every word, and marks, comments and notes stand at their exact places."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.domain.draft import BlockKind, Note, NoteKind, Span, SpanKind
from factcheck.domain.records import Highlight
from factcheck.domain.report import Report, ReportArticle
from tests.factories_drafts import drafts_report
from tests.factories_report import Writing, made_article, made_claim, made_report, rating, scale_of, with_parts
from tests.factories_statements import statements_report
from tests.factories_torture import at, scripts_report, torture_report
from tests.formats.docx.report.package import W, Written, article_words, style_of, text_of, written

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printed_lines(article: ReportArticle) -> list[str]:
    """The lines of the text without omitted stretches, cells of table rows apart, counted here afresh."""
    kept = [True] * len(article.text)
    for start, end in article.omitted:
        for index in range(max(start, 0), min(max(end, 0), len(kept))):
            kept[index] = False
    rows = {block.start for block in article.structure.blocks if block.kind == "table_row"}
    lines = []
    position = 0
    for line in article.text.split("\n"):
        cells = line.split("\t") if position in rows else [line]
        for cell in cells:
            inside = "".join(cell[k] for k in range(len(cell)) if kept[position + k])
            if inside or position in rows:
                lines.append(ILLEGAL.sub("", inside))
            position += len(cell) + 1
    return [line for line in lines if line]


def lines_of(seen: Written) -> list[str]:
    """The paragraphs of the annotated article in its own words."""
    ids = {id_ for name, id_ in seen.style_ids.items() if name.startswith("Article") or name == "caption"}
    return [words for one in seen.document.iter(f"{W}p") if style_of(one) in ids and (words := article_words(one))]


def expected_words(article: ReportArticle, highlight: Highlight) -> str:
    """The quotation without what is omitted."""
    omitted = {k for start, end in article.omitted for k in range(max(start, 0), max(end, 0))}
    span = range(max(highlight.start, 0), min(highlight.end, len(article.text)))
    return ILLEGAL.sub("", "".join(article.text[k] for k in span if k not in omitted))


@pytest.mark.parametrize("report", [statements_report, drafts_report, torture_report, scripts_report])
def test_every_word_of_the_article_is_there_and_every_mark_on_its_words(tmp_path: Path, report: object) -> None:
    made: Report = report()  # type: ignore[operator] # a factory
    seen = written(made, tmp_path / "report.docx")
    (article,) = made.articles
    assert lines_of(seen) == printed_lines(article)
    bookmarks = seen.bookmarked()
    for claim in article.claims:
        for number, highlight in enumerate(claim.highlights, 1):
            words = re.sub(r"[\n\t]+", "", expected_words(article, highlight))
            name = f"fc_{claim.claim.id}_{number}"
            assert re.sub(r"[\n\t]+", "", bookmarks.get(name, "")) == words
            assert (name in bookmarks) == bool(words)


WORDS = st.sampled_from(
    ["Word", "and", "12.5", "🙂👍🏽", "e\u0301", "العربية", "日本", '&<>"', " ", "  ", "\u00a0", "—", "'", "\t"]
)
LINES = st.lists(WORDS, max_size=8).map("".join)


@st.composite
def articles(draw: st.DrawFn) -> ReportArticle:
    """An article of odd words with claims, spans, notes and omissions anywhere."""
    w = Writing()
    kinds: list[BlockKind] = ["paragraph", "heading", "list_item", "table_row", "quote", "text_box", "caption", "title"]
    for line in draw(st.lists(LINES, min_size=1, max_size=6)):
        w.line(
            line,
            draw(st.sampled_from(kinds)),
            draw(st.integers(0, 7)),
            draw(st.sampled_from(["", "•", "1.", "2.", "a)", "x.y"])),
        )
    place = st.integers(0, len(w.text))
    places = st.tuples(place, place).map(lambda two: (min(two), max(two)))
    emphases: list[SpanKind] = ["strong", "emphasis", "link", "code", "superscript"]
    notes: list[NoteKind] = ["footnote", "endnote", "comment"]
    for start, end in draw(st.lists(places, max_size=5)):
        w.spans.append(Span(draw(st.sampled_from(emphases)), start, end, "https://example.org/"))
    for number, (start, end) in enumerate(draw(st.lists(places, max_size=6))):
        kind = draw(st.sampled_from(notes))
        w.notes.append(Note(str(number), kind, start, end if kind == "comment" else start, "note", author="A"))
    ratings = (*scale_of("drafts")[1], None)
    claims = tuple(
        at(made_claim(number, w, (), draw(st.sampled_from(ratings)), words="x"), w, *draw(st.lists(places, max_size=3)))
        for number in range(1, draw(st.integers(0, 5)) + 1)
    )
    return made_article(w, claims, omitted=tuple(draw(st.lists(places, max_size=2))))


@given(article=articles(), drafts=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_article_is_printed_word_for_word(tmp_path: Path, article: ReportArticle, drafts: bool) -> None:
    report = made_report((article,), "drafts" if drafts else "default")
    seen = written(with_parts(report, "article"), tmp_path / "any.docx")  # its own checks would stop it
    assert lines_of(seen) == printed_lines(article)
    bookmarks = seen.bookmarked()
    for claim in article.claims:
        for number, highlight in enumerate(claim.highlights, 1):
            words = re.sub(r"[\n\t]+", "", expected_words(article, highlight))
            found = re.sub(r"[\n\t]+", "", bookmarks.get(f"fc_{claim.claim.id}_{number}", ""))
            assert found == words


def test_a_comment_is_about_the_words_of_its_claim(tmp_path: Path) -> None:
    seen = written(statements_report(), tmp_path / "report.docx")
    about = seen.commented()
    first = seen.comments[0]
    assert about[first.get(f"{W}id", "")].startswith("unemployment in the harbour district")
    assert first.get(f"{W}author") == "Ines Moreau"
    assert first.get(f"{W}initials") == "IM"
    assert first.get(f"{W}date") == "2026-03-13T09:29:00Z"
    assert [text_of(one) for one in first.iter(f"{W}p")] == [
        "1 · True",
        statements_report().articles[0].claims[0].claim.rationale,
        "[1] Monthly figures, February 2026 · table 4, p. 12 · supports",
        "[3] Interview with Pelle Strand · 03:15 · gives context",
    ]
    assert "https://labour.example.org/figures/2026-02?district=harbour&series=adjusted" in seen.targets("comments")


def test_a_claim_in_two_places_has_one_comment_and_two_bookmarks(tmp_path: Path) -> None:
    report = statements_report()
    seen = written(with_parts(report, "article"), tmp_path / "report.docx")
    claim = report.articles[0].claims[5].claim.id
    names = list(seen.bookmarked())
    assert [f"fc_{claim}_1" in names, f"fc_{claim}_2" in names] == [True, True]
    assert sum(text.startswith("6 ·") for text in seen.comment_texts) == 1


def test_a_draft_has_comments_on_open_and_changed_facts_only(tmp_path: Path) -> None:
    seen = written(drafts_report(), tmp_path / "report.docx")
    own = [text.split("\n") for text, one in zip(seen.comment_texts, seen.comments, strict=True)
           if one.get(f"{W}author") == "Ines Moreau"]  # fmt: skip
    assert [lines[0] for lines in own] == [
        "2 · Disputed",
        "3 · Disputed",
        "5 · Confirmed with change",
        "7 · Not checked yet",
        "8 · On author · asked: Ana Ruiz (writer)",
        "10 · On author · asked: Nordvind Fund",
        "11 · On author · asked: Ana Ruiz (writer)",
    ]
    assert "Change to: “Of the island’s 512 inhabitants, 466 had bought a share”" in own[0]
    assert "Writer: Ana Ruiz? Which annual report? The 2018 one says 2017." in own[4]
    assert "[2] Share register · sheet 1 · contradicts · writer’s, unchecked" in own[0]
    styles = {one.get(f"{W}val") for one in seen.document.iter(f"{W}rStyle")}
    assert {"FactConfirmed", "FactSettled", "ClaimNumber"} <= styles


def test_a_confirmed_fact_with_an_open_question_is_open(tmp_path: Path) -> None:
    report = drafts_report()
    article = report.articles[0]
    claims = (replace(article.claims[0], open=True), *article.claims[1:])
    report = replace(report, articles=(replace(article, claims=claims),))
    seen = written(report, tmp_path / "report.docx")
    assert any(text.startswith("1 · Confirmed") for text in seen.comment_texts)


def test_footnotes_and_endnotes_stay_notes_at_their_places(tmp_path: Path) -> None:
    seen = written(drafts_report(), tmp_path / "report.docx")
    assert seen.notes("footnote") == [
        "Gotlands Nyheter, 4 May 2014, p. 1.",
        "Share register, see https://coop.example.org/register?y=2014 (accessed 2 Feb).",
        "Interview, 12 January 2026.",
        "Prospectus, p. 7.\nSee also the advert on the ferry.",
        "Deed of sale; a photograph is here. (https://files.example.org/deed.jpg)",
    ]
    assert seen.notes("endnote") == ["The bank’s lawyers have seen this sentence."]
    assert seen.targets("footnotes") == [
        "https://coop.example.org/register?y=2014",
        "https://files.example.org/deed.jpg",
    ]
    before = []
    for line in seen.document.iter(f"{W}p"):
        words = ""
        for element in line.iter(f"{W}r"):
            if element.find(f"{W}footnoteReference") is not None:
                before.append(words[-5:])
            style = element.find(f"{W}rPr/{W}rStyle")
            if style is None or style.get(f"{W}val") != "ClaimNumber":
                words += text_of(element)
    assert before == [" 2014", "share", "2019.", "ears.", "lion."]


def test_the_writers_comments_stay_with_their_authors_and_answers(tmp_path: Path) -> None:
    seen = written(drafts_report(), tmp_path / "report.docx")
    theirs = [one for one in seen.comments if one.get(f"{W}author") in ("Editor Desk", "Ana Ruiz")]
    assert [(one.get(f"{W}author"), one.get(f"{W}initials"), one.get(f"{W}date")) for one in theirs] == [
        ("Editor Desk", "ED", "2026-02-27T11:05:00Z"),
        ("Ana Ruiz", "AR", "2026-02-27T11:20:00Z"),
    ]
    about = seen.commented()
    assert [about[one.get(f"{W}id", "")] for one in theirs] == ["Nobody asked us", "Nobody asked us"]


def test_a_note_whose_label_word_would_not_give_keeps_it(tmp_path: Path) -> None:
    seen = written(with_parts(torture_report(), "article"), tmp_path / "report.docx")
    marks = [
        "".join(one.text or "" for one in run.iter(f"{W}t"))
        for run in seen.document.iter(f"{W}r")
        if run.find(f"{W}footnoteReference[@{W}customMarkFollows]") is not None
    ]
    assert marks == ["*"]
    assert seen.document.findall(f".//{W}footnoteReference")[1].get(f"{W}customMarkFollows") is None


def test_rows_of_a_table_are_a_real_table(tmp_path: Path) -> None:
    seen = written(with_parts(drafts_report(), "article"), tmp_path / "report.docx")
    (table,) = seen.document.iter(f"{W}tbl")
    rows = [[text_of(cell.find(f"{W}p")) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]  # type: ignore[arg-type] # each has one
    assert rows[0] == ["Year", "Power sold (GWh)", "Price (öre/kWh)"]
    assert rows[2] == ["2017", "44.9\u00a09\u00a0", "29"]


def test_right_to_left_paragraphs_say_so(tmp_path: Path) -> None:
    seen = written(scripts_report(), tmp_path / "report.docx")
    turned = [text_of(one) for one in seen.document.iter(f"{W}p") if one.find(f"{W}pPr/{W}bidi") is not None]
    assert any(text.startswith("ارتفعت") for text in turned)
    assert not any(text.startswith("The Arabic slogan") for text in turned)
    with zipfile.ZipFile(seen.path) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert 'w:bidi="ar-SA"' in styles
    assert "<w:spacing w:val=" not in styles  # space between joined letters would tear them
    assert all(one.find(f"{W}bidi") is not None for one in seen.document.iter(f"{W}sectPr"))


def test_a_link_that_must_not_be_live_is_plain_words(tmp_path: Path) -> None:
    seen = written(torture_report(), tmp_path / "report.docx")
    targets = [*seen.targets(), *seen.targets("comments"), *seen.targets("footnotes")]
    assert all(re.match(r"(https?://|mailto:)", target) for target in targets)
    assert "https://example.org/a%20b?x=1&y=%3C2%3E#%C3%BC" in targets
    assert "nine" in seen.text


def test_a_claim_of_an_older_scale_has_its_own_colours(tmp_path: Path) -> None:
    w = Writing()
    w.line("One fact.")
    old = rating("pants-on-fire", "politifact")
    seen = written(made_report((made_article(w, (made_claim(1, w, ("fact",), old),)),)), tmp_path / "report.docx")
    assert f"Mark {old.label}" in seen.style_ids


def test_an_item_without_a_marker_gets_none(tmp_path: Path) -> None:
    w = Writing()
    w.line("- the words carry it", "list_item")
    w.line("one", "list_item", 0, "•")
    w.line("goes on", "list_item", 1)
    seen = written(made_report((made_article(w, ()),), "default"), tmp_path / "report.docx")
    lines = {text_of(line): line for line in seen.document.iter(f"{W}p")}
    numbered = {words: line.find(f".//{W}numPr") is not None for words, line in lines.items()}
    assert (numbered["- the words carry it"], numbered["one"], numbered["goes on"]) == (False, True, False)
    assert int(lines["goes on"].find(f".//{W}ind").get(f"{W}left", "0")) > 460  # type: ignore[union-attr] # there
