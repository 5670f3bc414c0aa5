"""A Word draft with sixty footnotes, two commenters and tracked changes, then the next with 40 edits, then a third.

No footnote is lost or doubled, no mark stands on other words: what is not sure was asked.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from factcheck.domain.draft import Note, NoteKind
from factcheck.domain.records import Article, Comment, Evidence, Highlight, OpenPlace, Revision
from factcheck.formats.registry import read_article
from factcheck.project.checking import faults
from factcheck.project.edits.annotating import AddAnnotated
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.highlights import MarkClaim
from factcheck.project.edits.open_places import DeclareLost, PlaceHighlight
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.edits.sources import UseNote
from factcheck.project.project import Project
from factcheck.project.queries.articles import structure_of
from factcheck.project.queries.drafts import draft_review
from factcheck.project.reading import Reading
from factcheck.project.tables import EvidenceRow, HighlightRow
from tests.factories import new_project
from tests.formats.long_draft import EDITS, FOOTNOTES, LongDraft, write_long_draft

Span = tuple[int, int]


def places_of(draft: LongDraft, text: str) -> dict[int, Span]:
    """Where each sentence stands, by its key."""
    places, at = {}, 0
    for sentence in draft.sentences():
        at = text.index(sentence.words, at)
        places[sentence.key] = (at, at + len(sentence.words))
        at += len(sentence.words)
    return places


def footnotes(project: Project, revision_id: str) -> list[Note]:
    structure = project.read(lambda reading: structure_of(reading, reading.get(Revision, revision_id)))
    return [note for note in structure.notes if note.kind == "footnote"]


def writers_evidence(reading: Reading) -> Counter[str]:
    """How often each claim has each note of the writer."""
    found = reading.records(Evidence, EvidenceRow.origin == "writer")
    return Counter(f"{evidence.claim_id} {evidence.passage}" for evidence in found)


def highlights(project: Project, revision_id: str) -> list[Highlight]:
    return project.read(lambda reading: reading.records(Highlight, HighlightRow.revision_id == revision_id))


def use_notes(project: Project, revision_id: str, claims: dict[int, str], draft: LongDraft, text: str) -> None:
    """Take the footnote behind each marked sentence as evidence, as a checker does who goes through a draft."""
    ends = {end: key for key, (_start, end) in places_of(draft, text).items()}
    for note in footnotes(project, revision_id):
        project.apply(UseNote(claims[ends[note.start]], revision_id, note.key))


@pytest.mark.parametrize(("renumbered", "seed"), [(False, 40), (True, 40), (True, 41), (False, 42)])
def test_three_drafts_of_a_long_story(tmp_path: Path, renumbered: bool, seed: int) -> None:
    path = tmp_path / "tram.docx"
    first = write_long_draft(path)
    read = read_article(path)
    with closing(new_project(tmp_path, profile="drafts")) as project:
        article_id = project.apply(AddArticle(read)).value
        revision_id = current(project, article_id)
        claims: dict[int, str] = {}
        for key, place in places_of(first, read.text).items():
            claims[key] = str(project.apply(MarkClaim(revision_id, (place,))).value)
        use_notes(project, revision_id, claims, first, read.text)
        once = project.read(writers_evidence)
        assert (len(once), set(once.values())) == (FOOTNOTES, {1})

        standing = len(claims)
        for edits in (EDITS, 2 * EDITS):
            draft = write_long_draft(path, edits, renumbered=renumbered, seed=seed)
            read = read_article(path)
            revised = project.apply(ReviseArticle(article_id, read)).value
            revision_id = revised.revision_id
            truth = places_of(draft, read.text)
            keys = {claim_id: key for key, claim_id in claims.items()}
            # What was carried stands on its own words, changed or not; everything else is asked.
            carried = highlights(project, revision_id)
            for one in carried:
                assert read.text[one.start : one.end] == one.quote
                assert overlap((one.start, one.end), truth.get(keys[str(one.claim_id)])) >= 0.8
            asked = project.read(lambda reading: draft_review(reading, article_id)).asked
            assert len(carried) + len(asked) == standing
            assert len(asked) <= standing / 3
            answer(project, [one.place for one in asked], keys, truth)
            standing = len(highlights(project, revision_id))
            assert {keys[str(one.claim_id)] for one in highlights(project, revision_id)} == claims.keys() & truth.keys()
            # The footnotes are all there, and taking each once more doubles none.
            assert len(footnotes(project, revision_id)) == FOOTNOTES
            use_notes(project, revision_id, claims, draft, read.text)
            assert project.read(writers_evidence) == once
        assert project.read(faults) == []


def current(project: Project, article_id: str) -> str:
    return str(project.read(lambda reading: reading.get(Article, article_id)).revision_id)


def answer(project: Project, asked: list[OpenPlace], keys: dict[str, int], truth: dict[int, Span]) -> None:
    """Answer every question as the person does who reads both drafts."""
    for place in asked:
        there = truth.get(keys[str(place.claim_id)])
        project.apply(PlaceHighlight(place.id, (there,)) if there else DeclareLost(place.id))


def overlap(one: Span, other: Span | None) -> float:
    if other is None:
        return 0.0
    return max(0, min(one[1], other[1]) - max(one[0], other[0])) / (max(one[1], other[1]) - min(one[0], other[0]))


ALL: Final[frozenset[NoteKind]] = frozenset({"comment", "footnote"})


@pytest.mark.parametrize("renumbered", [False, True])
def test_comments_and_footnotes_that_came_in_as_claims_are_never_doubled(tmp_path: Path, renumbered: bool) -> None:
    path = tmp_path / "tram.docx"
    write_long_draft(path)
    with closing(new_project(tmp_path, profile="drafts")) as project:
        article_id = project.apply(AddAnnotated(read_article(path), ALL)).value
        once = project.read(writers_evidence)
        comments = project.read(lambda reading: reading.records(Comment))
        for edits in (EDITS, 2 * EDITS):
            write_long_draft(path, edits, renumbered=renumbered)
            revised = project.apply(ReviseArticle(article_id, read_article(path))).value
            assert len(footnotes(project, revised.revision_id)) == FOOTNOTES
            assert project.read(writers_evidence) == once
            assert project.read(lambda reading: reading.records(Comment)) == comments
        assert project.read(faults) == []
