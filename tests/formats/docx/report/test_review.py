"""What an editor works with: tracked changes, drop-downs of verdicts, framed rationales, notes instead of comments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from factcheck.domain.records import Comment
from factcheck.domain.report import Report
from factcheck.formats.docx.lint import lint
from factcheck.formats.docx.marks import RATIONALE, UNCHECKED, VERDICT
from tests.factories_drafts import drafts_report
from tests.factories_report import MADE_AT, Writing, made_article, made_claim, made_report, rating, with_parts
from tests.factories_statements import statements_report
from tests.factories_torture import at as at_places
from tests.factories_torture import torture_report
from tests.formats.docx.report.package import W15, W, Written, written
from tests.validators.office import office_findings


def of_corrections() -> Report:
    """Claims with corrections: at the ends of words, in a link, overlapping, over two paragraphs, in two places."""
    w = Writing()
    w.line("Prices rose 12 percent in May. The mayor resigned on Monday.")
    w.line("She was born in Oslo. The bridge opened in 1974.")
    w.span("born in Oslo", "link", "https://example.org/")
    w.span("12", "strong")
    claims = (
        made_claim(1, w, ("12 percent in May",), rating("false"), correction="14 percent in May"),
        made_claim(2, w, ("percent in May. The mayor",), rating("false"), correction="points in May. The mayor"),
        made_claim(3, w, ("Monday.\nShe",), rating("false"), correction="Tuesday. She"),
        made_claim(4, w, ("She was born in Oslo",), rating("false"), correction="They say she was born in Bergen"),
        made_claim(5, w, ("bridge", "1974"), rating("false"), correction="the tunnel opened in 1975"),
    )
    return made_report((made_article(w, claims, title="Four corrections"),))


def read(seen: Written, *, accepted: bool) -> list[str]:
    """The paragraphs of the article with all tracked changes accepted, or rejected."""
    left_out = f"{W}del" if accepted else f"{W}ins"
    lines = []
    for paragraph in seen.document.iter(f"{W}p"):
        words = "".join(
            one.text or ""
            for one in paragraph.iter(f"{W}t", f"{W}delText")
            if next(one.iterancestors(left_out), None) is None and not is_number(one)
        )
        lines.append(words)
    return lines


def is_number(element: etree._Element) -> bool:
    run = element.getparent()
    style = run.find(f"{W}rPr/{W}rStyle") if run is not None else None
    return style is not None and style.get(f"{W}val") == "ClaimNumber"


def test_new_wordings_are_tracked_under_the_name_of_the_checker(tmp_path: Path) -> None:
    report = of_corrections()
    seen = written(with_parts(report, "article"), tmp_path / "report.docx")
    original, changed = read(seen, accepted=False), read(seen, accepted=True)
    lines = report.articles[0].text.split("\n")
    assert [line for line in original if line in lines] == lines
    assert "Prices rose 14 points in May. The mayor resigned on Tuesday." in changed
    assert "They say she was born in Bergen. The bridge opened in 1974." in changed
    tracked = list(seen.document.iter(f"{W}ins", f"{W}del"))
    assert {one.get(f"{W}author") for one in tracked} == {"Ines Moreau"}
    assert {one.get(f"{W}date") for one in tracked} == {"2026-03-14T09:30:00Z"}
    # Words keep their look while they are struck out, and a link stays one.
    (number,) = [one for one in seen.document.iter(f"{W}delText") if one.text == "12"]
    assert number.getparent().find(f"{W}rPr/{W}b") is not None  # type: ignore[union-attr] # in a run
    (town,) = [one for one in seen.document.iter(f"{W}delText") if one.text == "Oslo"]
    assert next(town.iterancestors(f"{W}hyperlink"), None) is not None
    assert lint(seen.path) == []


HAND = "(To be changed by hand: it is not a tracked change.)"
# The highlights of a claim, its new wording, and the lines as they are with it (None: nobody can tell which words).
WORDINGS: dict[str, tuple[tuple[str, ...], str, list[str] | None]] = {
    "over two paragraphs": (
        ("Monday.\nShe was", ), "Tuesday.\nThey were",
        ["Ann Lee resigned on Tuesday.", "They were born in Oslo. Ann Lee knows.", "North\t400"],
    ),
    "a whole sentence for words in the midst of one": (
        ("resigned on Monday", ), "Resigned on Friday.",
        ["Ann Lee resigned on Friday.", "She was born in Oslo. Ann Lee knows.", "North\t400"],
    ),
    "a sentence that begins and ends where the words do": (
        ("Ann Lee resigned on Monday.", ), "Lee resigned in May.",
        ["Lee resigned in May.", "She was born in Oslo. Ann Lee knows.", "North\t400"],
    ),
    "an abbreviation in the midst": (
        ("resigned on", ), "resigned at 9 a.m.",
        ["Ann Lee resigned at 9 a.m. Monday.", "She was born in Oslo. Ann Lee knows.", "North\t400"],
    ),
    "an abbreviation at the end": (
        ("on Monday", ), "at 9 a.m.",
        ["Ann Lee resigned at 9 a.m.", "She was born in Oslo. Ann Lee knows.", "North\t400"],
    ),
    "over two paragraphs, written in one line": (
        ("Monday.\nShe", ), "Monday night. He",
        ["Ann Lee resigned on Monday night.", "He was born in Oslo. Ann Lee knows.", "North\t400"],
    ),
    "over two cells": (
        ("North\t400", ), "South 400",
        ["Ann Lee resigned on Monday.", "She was born in Oslo. Ann Lee knows.", "South\t400"],
    ),
    "the same words in two places": (
        ("Ann Lee", "Ann Lee"), "Anne Li",
        ["Anne Li resigned on Monday.", "She was born in Oslo. Anne Li knows.", "North\t400"],
    ),
    "other words in each place": (
        ("Monday", "Oslo"), "Tuesday … Bergen",
        ["Ann Lee resigned on Tuesday.", "She was born in Bergen. Ann Lee knows.", "North\t400"],
    ),
    "nothing but an addition": (
        ("on Monday.\nShe", ), "on Monday, late.\nShe",
        ["Ann Lee resigned on Monday, late.", "She was born in Oslo. Ann Lee knows.", "North\t400"],
    ),
    "two places, one sentence": (("Monday", "Oslo"), "She was born in Bergen", None),
    "paragraphs that are joined": (("Monday.\nShe was born", ), "Monday after she was born", None),
    "a paragraph that is parted": (("Monday", ), "Monday\nor Tuesday", None),
    "words that are gone": ((), "Tuesday", None),
}  # fmt: skip


@pytest.mark.parametrize("case", WORDINGS)
def test_a_new_wording_is_tracked_wherever_it_is_certain_or_left_to_the_editor_in_words(
    tmp_path: Path, case: str
) -> None:
    quotes, correction, expected = WORDINGS[case]
    w = Writing()
    w.line("Ann Lee resigned on Monday.")
    w.line("She was born in Oslo. Ann Lee knows.")
    w.line("North\t400", "table_row")
    claim = made_claim(1, w, (), rating("false"), correction=correction)
    places, start = [], 0
    for quote in quotes:
        at = w.text.index(quote, start)
        places.append((at, at + len(quote)))
        start = at + len(quote)
    claim = at_places(claim, w, *places) if places else replace(claim, old_words=("Friday",))
    report = with_parts(made_report((made_article(w, (claim,), title="t"),)), "corrections", "article")
    seen = written(report, tmp_path / "report.docx")
    start = seen.lines.index("Annotated article")
    original, changed = (
        [line for line in read(seen, accepted=accepted)[start:] if line] for accepted in (False, True)
    )
    assert original[-4:] == w.text.replace("\t", "\n").split("\n")
    by_hand = [line for line in seen.lines[:start] if line == HAND]
    if expected is None:
        assert changed == original
        assert by_hand == [HAND]
        assert not quotes or any(HAND in told for told in seen.comment_texts)
    else:
        assert changed[-4:] == "\n".join(expected).replace("\t", "\n").split("\n")
        assert by_hand == []
        assert not any(HAND in told for told in seen.comment_texts)
    assert lint(seen.path) == []


def test_words_that_are_left_out_are_not_changed(tmp_path: Path) -> None:
    w = Writing()
    w.line("Ann Lee resigned on Monday, they say.")
    claim = made_claim(1, w, ("resigned on Monday",), rating("false"), correction="retired on Monday")
    article = made_article(w, (claim,), title="t", omitted=((8, 12),))
    seen = written(with_parts(made_report((article,)), "corrections", "article"), tmp_path / "report.docx")
    assert not list(seen.document.iter(f"{W}ins", f"{W}del"))
    assert HAND in seen.lines


def test_of_two_wordings_of_the_same_words_the_second_is_left_to_the_editor(tmp_path: Path) -> None:
    w = Writing()
    w.line("Ann Lee resigned on Monday, they say.")
    claims = (
        made_claim(1, w, ("resigned on Monday",), rating("false"), correction="retired on Monday"),
        made_claim(2, w, ("Lee resigned",), rating("false"), correction="Lee left"),
        made_claim(3, w, ("Monday",), rating("false"), correction="Tuesday"),
    )
    report = with_parts(made_report((made_article(w, claims, title="t"),)), "corrections", "article")
    seen = written(report, tmp_path / "report.docx")
    assert read(seen, accepted=True)[-1] in (
        "Ann Lee left on Tuesday, they say.", "Ann Lee retired on Tuesday, they say."
    )  # fmt: skip
    assert seen.lines.count(HAND) == 1


def test_marks_span_what_is_suggested_and_what_it_replaces(tmp_path: Path) -> None:
    report = of_corrections()
    seen = written(with_parts(report, "article"), tmp_path / "report.docx")
    bookmarks = seen.bookmarked()
    for claim in report.articles[0].claims[:1]:
        name = f"fc_{claim.claim.id}_1"
        assert bookmarks[name] == claim.highlights[0].quote
        (start,) = [one for one in seen.document.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == name]
        assert f"{W}del" in [one.tag for one in start.itersiblings()]


def test_changes_are_tracked_only_where_it_is_wanted(tmp_path: Path) -> None:
    report = of_corrections()
    plain = written(with_parts(report, "article", tracked=False), tmp_path / "plain.docx")
    assert not list(plain.document.iter(f"{W}ins", f"{W}del"))
    public = written(with_parts(report, "article", audience="public"), tmp_path / "public.docx")
    assert not list(public.document.iter(f"{W}ins", f"{W}del"))


def test_a_verdict_is_a_drop_down_and_a_rationale_stands_in_a_frame(tmp_path: Path) -> None:
    report = statements_report()
    seen = written(with_parts(report, "claims"), tmp_path / "report.docx")
    controls = {
        one.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): one  # type: ignore[union-attr] # each has one
        for one in seen.document.iter(f"{W}sdt")
    }
    for claim in report.articles[0].claims:
        verdict = controls[f"{VERDICT}{claim.claim.id}"]
        values = {
            one.get(f"{W}value"): one.get(f"{W}displayText") for one in verdict.iter(f"{W}listItem")
        }
        assert set(values) == {UNCHECKED, *(one.id for one in report.ratings)}
        chosen = verdict.find(f"{W}sdtPr/{W}dropDownList").get(f"{W}lastValue")  # type: ignore[union-attr] # it is one
        assert chosen == (claim.rating.id if claim.rating else UNCHECKED)
        shown = "".join(one.text or "" for one in verdict.iter(f"{W}t")).strip()
        assert shown == values[chosen]
        if claim.claim.rationale:
            words = "\n".join(
                "".join(one.text or "" for one in frame.iter(f"{W}t"))
                for frame in seen.document.iter(f"{W}sdt")
                if frame.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == f"{RATIONALE}{claim.claim.id}"  # type: ignore[union-attr] # as above
            )
            assert words == claim.claim.rationale
            spanned = seen.bookmarked()[f"{RATIONALE}{claim.claim.id}"].replace("\n", "")
            assert spanned.endswith(words.replace("\n", ""))


@pytest.mark.parametrize("kind", ["footnotes", "endnotes"])
@pytest.mark.parametrize("made", [statements_report, drafts_report, torture_report])
def test_citations_as_notes_instead_of_comments(tmp_path: Path, kind: str, made: object) -> None:
    report: Report = made()  # type: ignore[operator] # a factory
    with_notes = replace(report, options=replace(report.options, remarks=kind))
    seen = written(with_notes, tmp_path / "report.docx")
    usual = written(report, tmp_path / "usual.docx")
    notes, before = seen.notes(kind[:-1]), usual.notes(kind[:-1])
    said = [claim for one in report.articles for claim in one.claims if claim.highlights]
    assert len(notes) > len(before)
    assert len(notes) - len(before) <= len(said)
    assert set(before) <= set(notes)
    assert len(seen.comments) < len(usual.comments)
    # Numbered by Word throughout: two notes of one number would be worse than a new number.
    references = list(seen.document.iter(f"{W}{kind[:-1]}Reference"))
    own = [one.getnext().text for one in references if one.get(f"{W}customMarkFollows")]  # type: ignore[union-attr] # a w:t
    assert not any(mark.isalnum() for mark in own if mark)
    assert lint(seen.path) == []
    assert office_findings(seen.path) == []


def test_a_thread_stays_a_thread_beside_notes(tmp_path: Path) -> None:
    w = Writing()
    w.line("One fact.")
    thread = tuple(
        Comment(text=text, author=author, written_at=MADE_AT, resolved=True)
        for text, author in (("Sure?", "Jonas Weir"), ("Yes.", "Ines Moreau"))
    )
    report = made_report((made_article(w, (made_claim(1, w, ("fact",), rating("true"), comments=thread),)),))
    seen = written(with_parts(report, "article", remarks="endnotes"), tmp_path / "report.docx")
    assert seen.comment_texts == ["Sure?", "Yes."]
    first, answer = seen.part("word/commentsExtended.xml")
    assert answer.get(f"{W15}paraIdParent") == first.get(f"{W15}paraId")
    assert [one.get(f"{W15}done") for one in (first, answer)] == ["1", "1"]
    assert set(seen.commented().values()) == {"fact"}
    none = written(with_parts(report, "article", remarks="none"), tmp_path / "none.docx")
    assert none.comment_texts == ["Sure?", "Yes."]
    assert none.notes("endnote") == []


def test_each_comment_has_a_durable_id(tmp_path: Path) -> None:
    seen = written(statements_report(), tmp_path / "report.docx")
    durable = seen.part("word/commentsIds.xml")
    extended = seen.part("word/commentsExtended.xml")
    cid = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
    assert [one.get(f"{cid}paraId") for one in durable] == [one.get(f"{W15}paraId") for one in extended]
    assert len({one.get(f"{cid}durableId") for one in durable}) == len(seen.comments)
