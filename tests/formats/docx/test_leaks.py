"""A confidential name, address or file name stops the export wherever it would stand, and is never repeated."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factcheck.domain.draft import Span
from factcheck.domain.problems import Problem
from factcheck.domain.records import Comment, Person, Rating
from factcheck.domain.report import Report
from factcheck.formats.docx.leaks import stop_leaks
from factcheck.formats.docx.writing import write_report
from factcheck.formats.leaks import folded
from tests.factories_report import (
    CHECKER,
    MADE_AT,
    Writing,
    made_article,
    made_claim,
    made_evidence,
    made_report,
    made_source,
)

NAME = "Zelda Quibble"
SECRETS = {NAME: "A neighbour of the plant"}


def report_with(**places: Any) -> Report:
    """A small report on a draft with one fact, and words put in at places."""
    w = Writing()
    w.line(places.pop("title", "A title"), "title")
    w.line(places.pop("words", "The plant leaked for three days."))
    w.footnote("The plant", places.pop("note", "Own observation."), links=places.pop("note_links", ()))
    w.footnote("leaked", places.pop("endnote", "Own observation."), kind="endnote")
    w.comment("three days", places.pop("their_comment", "Really?"), author=places.pop("their_author", "Editor"))
    w.span("leaked", "link", places.pop("link", "https://example.org/"))
    for words in places.pop("bold", ()):
        start, end = w.find(words)
        w.spans.append(Span("strong", start, end))
    claim = made_claim(
        1,
        w,
        places.pop("quotes", ("leaked for three days",)),
        places.pop("rating", None),
        rationale=places.pop("rationale", ""),
        evidence=(made_evidence(1, locator=places.pop("locator", "")),),
        comments=(Comment(text=places.pop("remark", "Fine."), author="B", written_at=MADE_AT),),
        author=places.pop("author", CHECKER),
    )
    source = made_source(1, (1,), places.pop("files", ()), title="Notes", address=places.pop("address", ""))
    article = made_article(w, (claim,), title="A title", slug=places.pop("slug", "slug"))
    options = {"secrets": SECRETS, **places}
    return made_report((article,), options.pop("scale", "drafts"), sources=(source,), **options)


PLACES: dict[str, tuple[dict[str, Any], str]] = {
    "a paragraph": ({"words": f"The plant leaked for three days, says {NAME}."}, "Annotated draft"),
    "capitals": ({"words": "The plant leaked for three days, says ZELDA QUIBBLE."}, "Annotated draft"),
    "many spaces": ({"words": "The plant leaked for three days, says Zelda \u00a0 Quibble."}, "Annotated draft"),
    "accents": ({"words": "The plant leaked for three days, says Zélda Quïbble."}, "Annotated draft"),
    "invisible signs": (
        {"words": "The plant leaked for three days, says Zel\u00adda Quib\u200bble."},
        "Annotated draft",
    ),
    "wide letters": ({"words": "The plant leaked for three days, says Ｚｅｌｄａ Quibble."}, "Annotated draft"),
    "several runs": (
        {"words": "The plant leaked for three days, says Zelda Quibble.", "bold": ("Zel", "Quib")},
        "Annotated draft",
    ),
    "a mark through it": (
        {"words": "The plant leaked for three days, says Zelda Quibble.", "quotes": ("three days, says Zelda",)},
        "Annotated draft",
    ),
    "turned round": ({"words": "The plant leaked for three days (Quibble, Zelda)."}, "Annotated draft"),
    "the title": ({"title": f"What {NAME} saw"}, "Annotated draft"),
    "a footnote": ({"note": f"Call with {NAME}."}, "a footnote"),
    "an endnote": ({"endnote": f"Call with {NAME}."}, "an endnote"),
    "a link of a footnote": ({"note_links": ("https://example.org/zelda-quibble",)}, "a footnote"),
    "the writer's comment": ({"their_comment": f"Ask {NAME}"}, "a comment"),
    "the writer's name": ({"their_author": NAME}, "a comment"),
    "a rationale": ({"rationale": f"{NAME} told us."}, "Open items"),
    "a remark": ({"remark": f"{NAME} told us."}, "a comment"),
    "the checker's name": ({"author": Person(name=NAME, initials="ZQ")}, "a comment"),
    "a locator": ({"locator": f"e-mail of {NAME}"}, "a comment"),
    "an address": ({"address": "https://example.org/zelda%20quibble"}, "Sources"),
    "an address, encoded twice": ({"link": "https://example.org/zelda%2520quibble"}, "the address of a link"),
    "a link of the article": ({"link": "https://example.org/?q=Zelda+Quibble"}, "the address of a link"),
    "an address, encoded": ({"address": "https://example.org/?q=Zelda%20%51uibble"}, "Sources"),
    "a file": ({"files": ("zelda_quibble.pdf",)}, "Sources"),
    "the header": ({"slug": "zelda-quibble"}, "the header"),
    "the project": ({"project_name": f"{NAME} and the plant"}, "the first page"),
    "the properties": ({"checker": Person(name=NAME)}, "properties"),
    "a style": ({"rating": Rating(id="x", label=f"As {NAME} says")}, "its first page"),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_name_is_found_wherever_it_stands(tmp_path: Path, name: str) -> None:
    words, place = PLACES[name]
    path = tmp_path / "report.docx"
    with pytest.raises(Problem) as told:
        write_report(report_with(**words), path)
    message = str(told.value)
    assert "A neighbour of the plant" in message
    assert "quibble" not in folded(message)
    assert list(tmp_path.iterdir()) == []
    if place not in ("the first page", "properties"):
        assert place in message


def test_a_source_without_an_alias_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="“without an alias”"):
        write_report(report_with(rationale=f"{NAME} told us.", secrets={NAME: ""}), tmp_path / "report.docx")


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    write_report(report_with(), tmp_path / "report.docx")


FORBIDDEN: dict[str, tuple[str, str, bool]] = {
    "a short name of its own": ("Ana", "So says Ana.", True),
    "a short name in the genitive": ("Ana", "These are Ana’s, and Anas Haus.", True),
    "a short name in a longer word": ("Ana", "An analysis of bananas and Canada", False),
    "a short name in a file": ("Ana", "ana_memo.pdf", True),
    "a long name in a longer word": ("Quibble", "The Quibbleson case", True),
    "a name written without spaces": ("王小明", "記者は王小明と話した", True),
    "a telephone number": ("+49 170 123 45 67", "call 0049 (170) 12 345 67", True),
    "another number": ("+49 170 123 45 67", "49 170 123 45 68", False),
    "a few digits": ("1234", "in 12345 cases", False),
    "an address without scheme": ("https://www.example.org/secret/", "see example.org/secret", True),
    "a longer address": ("https://example.org/a", "https://example.org/about", False),
    "an address with its host in other letters": ("https://müller.example/x", "https://xn--mller-kva.example/x", True),
    "a mail address": ("zq@example.org", "mailto:ZQ@example.org", True),
    "a file name": ("interview tape 3.mp3", "Interview-Tape-3.mp3", True),
    "nothing but signs": ("***", "***", False),
    "a broken host": ("Quibble", "http://xn--a-ecp.example/quib", False),
    "a name of two signs": ("李明", "他说李明在那里", True),
    "a name behind a joined word": ("أحمد", "قال وأحمد هناك", True),
    "a name before a particle": ("이수", "이수는 말했다", True),
    "strokes left out": ("Łukasz Đorđe Øre", "Lukasz Dorde Ore said", True),
    "joined letters": ("Þóra Ægisdóttir", "Thora Aegisdottir said", True),
    "a name of three words": ("Ana María Pérez", "Perez, Ana Maria", True),
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_what_counts_as_the_forbidden_word(tmp_path: Path, name: str) -> None:
    word, words, found = FORBIDDEN[name]
    path = tmp_path / "words.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
    if found:
        with pytest.raises(Problem):
            stop_leaks(path, {word: "alias"})
    else:
        stop_leaks(path, {word: "alias"})


def test_an_alias_that_gives_the_name_away_is_blanked(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    with pytest.raises(Problem) as told:
        write_report(report_with(words=f"The plant leaked for three days, says {NAME}, not Bo Radlee.",
                                 secrets={NAME: f"Friend of {NAME}", "Bo Radlee": "B"}), path)  # fmt: skip
    assert "quibble" not in str(told.value).lower()
    assert "radlee" not in str(told.value).lower()


@pytest.mark.parametrize(
    ("member", "place"),
    [("word/quibble.xml", "a file name"), ("word/people.xml", "author"), ("customXml/item1.xml", "a name inside")],
)
def test_every_member_is_looked_at(tmp_path: Path, member: str, place: str) -> None:
    path = tmp_path / "words.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "<x>Zelda Quibble</x>" if "quibble" not in member else "<x/>")
    with pytest.raises(Problem, match=place):
        stop_leaks(path, {"Quibble": "alias"})


def test_a_word_may_reach_from_one_part_into_the_next(tmp_path: Path) -> None:
    report = report_with(secrets={"suggested queries for the editor": "alias"}, scale="default")
    with pytest.raises(Problem):
        write_report(report, tmp_path / "report.docx")


def test_the_first_page_has_no_heading(tmp_path: Path) -> None:
    report = report_with(project_name=f"{NAME} and the plant")
    report = replace(report, options=replace(report.options, parts=("cover",)))
    with pytest.raises(Problem, match="its first page"):
        write_report(report, tmp_path / "report.docx")
