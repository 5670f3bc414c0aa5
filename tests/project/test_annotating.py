"""Comments and footnotes of a draft become claims at their exact words, with threads, authors, times and sources."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from factcheck.domain.draft import Note, NoteKind
from factcheck.domain.records import Article, Claim, Comment, Evidence, Highlight, Omission, Query, Source
from factcheck.formats.registry import read_article
from factcheck.project.checking import faults
from factcheck.project.edits.annotating import AddAnnotated
from factcheck.project.edits.claims import RemoveComment
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.project import Project
from factcheck.project.queries.reports import report_of
from factcheck.project.tables import QueryRow
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
            comment("1", "4.2 million", "Says who?", resolved=True, moment="2026-01-02T07:00:00Z"),
            comment("2", "4.2 million", "The council.", author="Éva", date="2026-01-03T08:30:00+02:00", parent="1"),
            comment("3", "9,000 cars", "See https://count.example/2024."),
        )
        assert sorted(claims) == ["4.2 million", "9,000 cars"]
        found = {one.text: one for one in project.read(lambda reading: reading.records(Comment))}
        first, answer = found["Says who?"], found["The council."]
        assert (first.author, first.resolved, first.parent_id) == ("Bo", True, None)
        assert first.written_at == datetime(2026, 1, 2, 7, tzinfo=UTC)
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


def test_a_comment_on_no_words_is_a_question_on_the_article_once(project: Project) -> None:
    end = len(TEXT)
    general = Note("1", "comment", end, end, "Check it by Friday.", author="Bo", date="2026-01-02T10:00:00Z")
    answer = replace(general, key="2", text="I shall.", author="Éva", parent="1")
    done = replace(general, key="3", text="Done?", resolved=True)
    with closing(project):
        more = replace(answer, key="4", text="Thanks.", author="Bo", parent="2")
        assert annotated(project, general, answer, more, done) == {}
        first, second = project.read(lambda reading: reading.records(Query, order_by=QueryRow.closed))
        assert (first.question, first.addressee, first.asked) == ("Check it by Friday.", "Bo", "2026-01-02")
        assert (first.answer, first.closed, first.claim_id) == ("Éva: I shall.\nBo: Thanks.", False, None)
        assert (second.question, second.closed) == ("Done?", True)
        next_draft(project, f"{TEXT} More.", replace(general, start=end + 6, end=end + 6))
        assert len(project.read(lambda reading: reading.records(Query))) == 2
        assert project.read(faults) == []


def test_a_comment_on_a_footnote_is_about_the_words_of_the_footnote(project: Project) -> None:
    called = footnote("f", "4.2 million", "Budget, page 9.")
    inside = replace(comment("1", "4.2 million", "Which page?"), start=called.start, end=called.start)
    with closing(project):
        claims = annotated(project, inside, called, comment("2", "4.2 million", "Says who?"))
        assert list(claims) == ["4.2 million"]
        remarks = project.read(lambda reading: reading.records(Comment))
        assert {one.text for one in remarks} == {"Which page?", "Says who?"}
        assert len(project.read(lambda reading: reading.records(Evidence))) == 1


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


# --- the next draft ------------------------------------------------------------------------------------


def next_draft(project: Project, text: str, *notes: Note) -> None:
    (article,) = project.read(lambda reading: reading.records(Article))
    made = draft(text)
    project.apply(ReviseArticle(article.id, replace(made, structure=replace(made.structure, notes=notes))))


def texts(project: Project) -> tuple[list[str], list[str]]:
    """The words of all comments, and of all the writer's evidence."""
    comments = project.read(lambda reading: reading.records(Comment))
    evidence = project.read(lambda reading: reading.records(Evidence))
    return sorted(one.text for one in comments), sorted(one.passage for one in evidence)


def moved(note: Note, by: int, **more: Any) -> Note:
    return replace(note, start=note.start + by, end=note.end + by, **more)


def test_notes_of_a_next_draft_join_what_is_known_and_double_nothing(project: Project) -> None:
    with closing(project):
        asks, says = comment("1", "4.2 million", "Says who?"), footnote("f1", "9,000 cars", "Counted")
        claims = annotated(project, asks, says)
        before = "By our reporter.\n"
        answer = comment("9", "4.2 million", "The council.", author="Éva", parent="7")
        more = comment("8", "4.2", "Of which year?")
        other = footnote("f2", "a day,", "Road office")
        new_notes = [
            moved(asks, len(before), key="7", resolved=True),
            moved(answer, len(before)),
            moved(more, len(before)),
            moved(says, len(before), key="f2"),  # a note put in before it has given it another number
            moved(other, len(before), key="f3"),
        ]
        next_draft(project, before + TEXT, *new_notes)
        assert texts(project) == (["Of which year?", "Says who?", "The council."], ["Counted", "Road office"])
        found = {one.text: one for one in project.read(lambda reading: reading.records(Comment))}
        assert found["Says who?"].resolved
        assert found["The council."].parent_id == found["Says who?"].id
        assert {one.claim_id for one in found.values()} == {claims["4.2 million"].id}
        assert project.read(faults) == []
        next_draft(project, before * 2 + TEXT, *(moved(note, len(before)) for note in new_notes))
        assert texts(project) == (["Of which year?", "Says who?", "The council."], ["Counted", "Road office"])
        project.undo()
        project.undo()
        assert texts(project) == (["Says who?"], ["Counted"])


def test_a_note_whose_claim_waits_for_its_place_or_was_removed_does_not_come_again(project: Project) -> None:
    with closing(project):
        asks, says = comment("1", "4.2 million", "Says who?"), footnote("f1", "9,000 cars", "Counted")
        claims = annotated(project, asks, says)
        [known] = project.read(lambda reading: reading.records(Comment))
        project.apply(RemoveComment(known.id))
        next_draft(project, TEXT.replace("9,000 cars", "8,000 cars"), asks, says)
        assert texts(project) == ([], ["Counted"])
        assert len(project.read(lambda reading: reading.records(Claim))) == len(claims)


def test_notes_of_the_same_words_are_counted(project: Project) -> None:
    with closing(project):
        first, second = footnote("f1", "9,000 cars", "Ibid."), footnote("f2", "14 months", "Ibid.")
        annotated(project, first)
        next_draft(project, TEXT + " It is dry.", first, second)
        assert texts(project) == ([], ["Ibid.", "Ibid."])


def test_notes_that_were_not_taken_are_not_taken_of_the_next_draft(project: Project) -> None:
    with closing(project):
        asks, says = comment("1", "4.2 million", "Says who?"), footnote("f1", "9,000 cars", "Counted")
        annotated(project, asks, says, kinds=frozenset({"comment"}))
        next_draft(project, TEXT + " It is dry.", asks, says)
        assert texts(project) == (["Says who?"], [])
