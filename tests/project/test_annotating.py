"""Comments and footnotes of a draft become claims at their exact words, with threads, authors, times and sources."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from factcheck.domain.draft import Note, NoteKind
from factcheck.domain.records import Claim, Comment, Evidence, Highlight, Omission, Source
from factcheck.formats.registry import read_article
from factcheck.project.checking import faults
from factcheck.project.edits.annotating import AddAnnotated
from factcheck.project.project import Project
from factcheck.project.queries.reports import report_of
from tests.factories import TEXT, draft, new_project, span
from tests.formats.long_draft import FOOTNOTES, write_long_draft

ALL: frozenset[NoteKind] = frozenset({"comment", "footnote", "endnote"})


def annotated(project: Project, *notes: Note, kinds: frozenset[NoteKind] = ALL) -> dict[str, Claim]:
    """The claims that are made of notes, by their words."""
    made = draft()
    made = replace(made, structure=replace(made.structure, notes=notes))
    project.apply(AddAnnotated(made, kinds))
    return {claim.words: claim for claim in project.read(lambda reading: reading.records(Claim))}


def comment(key: str, words: str, text: str, **more: Any) -> Note:
    start, end = span(TEXT, words)
    return replace(Note(key, "comment", start, end, text, author="Bo", date="2026-01-02T10:00:00Z"), **more)


def footnote(key: str, behind: str, text: str) -> Note:
    place = span(TEXT, behind)[1]
    return Note(key, "footnote", place, place, text, "1")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(tmp_path)


def test_threads_come_with_authors_times_and_state(project: Project) -> None:
    with closing(project):
        claims = annotated(
            project,
            comment("1", "4.2 million", "Says who?", resolved=True),
            comment("2", "4.2 million", "The council.", author="Éva", date="2026-01-03T08:30:00+02:00", parent="1"),
            comment("3", "9,000 cars", "See https://count.example/2024."),
        )
        assert sorted(claims) == ["4.2 million", "9,000 cars"]
        found = {one.text: one for one in project.read(lambda reading: reading.records(Comment))}
        first, answer = found["Says who?"], found["The council."]
        assert (first.author, first.resolved, first.parent_id) == ("Bo", True, None)
        assert first.written_at == datetime(2026, 1, 2, 10, tzinfo=UTC)
        assert (answer.author, answer.parent_id, answer.resolved) == ("Éva", first.id, False)
        assert answer.written_at == datetime(2026, 1, 3, 6, 30, tzinfo=UTC)
        assert {one.claim_id for one in (first, answer)} == {claims["4.2 million"].id}
        (source,) = project.read(lambda reading: reading.records(Source))
        assert source.address == "https://count.example/2024"
        for highlight in project.read(lambda reading: reading.records(Highlight)):
            assert TEXT[highlight.start : highlight.end] == highlight.quote
        assert project.read(faults) == []
        project.undo()
        assert project.read(lambda reading: reading.records(Claim)) == []


def test_a_footnote_is_evidence_of_the_words_that_lead_to_it(project: Project) -> None:
    with closing(project):
        claims = annotated(
            project,
            footnote("f1", "crowns.", "Budget office, https://budget.example/2024"),
            footnote("f2", "9,000 cars", "Counted in May"),
            footnote("f3", "a day,", "Road office"),
            comment("c", "Nobody was hurt,” said Dr. Imre Vass.", "Ask him"),
            footnote("f4", "Nobody was hurt", "Interview"),
        )
        assert set(claims) == {
            "Nobody was hurt,” said Dr. Imre Vass.",
            "The bridge cost 4.2 million crowns.",
            "It carries 9,000 cars",
            "a day,",
        }
        evidence = project.read(lambda reading: reading.records(Evidence))
        by_claim = {one.claim_id: one for one in evidence}
        assert all((one.origin, one.verified) == ("writer", False) for one in evidence)
        assert by_claim[claims["The bridge cost 4.2 million crowns."].id].note_key == "f1"
        assert by_claim[claims["Nobody was hurt,” said Dr. Imre Vass."].id].passage == "Interview"


def test_points_sentences_and_what_was_left_out(project: Project) -> None:
    with closing(project):
        place = TEXT.index("9,000")
        end = len(TEXT)
        claims = annotated(
            project,
            Note("p", "comment", place, place, "At a point", author="Bo"),
            Note("lost", "comment", end, end, "Nowhere", author="Bo"),
            comment("o", "ten bridges", "Not ours"),
        )
        assert set(claims) == {"It carries 9,000 cars a day, the mayor said.", "ten bridges"}
        (omission,) = project.read(lambda reading: reading.records(Omission))
        assert omission.shown


def test_kinds_can_be_left_out_and_the_same_comment_is_known_again(project: Project) -> None:
    with closing(project):
        notes = (comment("c", "4.2 million", "Says who?"), footnote("f", "9,000 cars", "Counted"))
        assert set(annotated(project, *notes, kinds=frozenset({"comment"}))) == {"4.2 million"}
        (article,) = project.read(report_of).articles
        assert [note.key for note in article.structure.notes] == ["f"], "a comment is not printed twice"


def test_a_long_word_draft_loses_nothing(tmp_path: Path) -> None:
    write_long_draft(tmp_path / "draft.docx")
    read = read_article(tmp_path / "draft.docx")
    with closing(new_project(tmp_path)) as project:
        project.apply(AddAnnotated(read, ALL))
        comments = project.read(lambda reading: reading.records(Comment))
        evidence = project.read(lambda reading: reading.records(Evidence))
        assert len(comments) == read.counts["comments"]
        assert {one.author for one in comments} == {note.author for note in read.structure.notes if note.author}
        assert {one.note_key for one in evidence} >= {
            note.key for note in read.structure.notes if note.kind == "footnote"
        }
        assert sum(one.note_key.startswith("footnote") for one in evidence) == FOOTNOTES
        assert project.read(faults) == []
