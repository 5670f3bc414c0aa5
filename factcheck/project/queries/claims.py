"""Questions about claims: the list that the panel shows, and one claim with all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from factcheck.domain.changes import Shown
from factcheck.domain.problems import Problem
from factcheck.domain.records import (
    Article,
    Attachment,
    Claim,
    Comment,
    Evidence,
    Highlight,
    Query,
    Review,
    Revision,
    Source,
    Tag,
)
from factcheck.project.queries.articles import claim_number
from factcheck.project.queries.claim_lists import ClaimLine, ClaimWish, lines_of, listed
from factcheck.project.queries.reviews import reviews_of
from factcheck.project.queries.tags import tags_of
from factcheck.project.reading import Reading
from factcheck.text.sentences import sentence_at
from factcheck.translation import _


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Evidence with its source and the source's files."""

    evidence: Shown[Evidence]
    source: Shown[Source]
    attachments: list[Attachment]


class Passage(NamedTuple):
    """Words of the article around a claim; ``marked`` are the stretches of it that are quoted (code points)."""

    text: str = ""
    marked: tuple[tuple[int, int], ...] = ()


NO_PASSAGE: Final = Passage()
# Code points; beyond, the sentence is passage enough.
LONG_PARAGRAPH: Final = 700


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """A claim as the inspector shows it.

    ``highlights`` are those of the current draft, ``earlier`` those of drafts before;
    ``sentence`` is the whole sentence around the first, ``passage`` its paragraph.
    """

    claim: Shown[Claim]
    number: int
    highlights: list[Highlight]
    earlier: list[Highlight]
    sentence: str
    evidence: list[EvidenceLine]
    comments: list[Shown[Comment]]
    queries: list[Shown[Query]]
    reviews: list[Review]
    tags: list[Tag] = field(default_factory=list)
    passage: Passage = NO_PASSAGE


def claim_lines(
    reading: Reading,
    article_id: str | None,
    filter: str = "all",  # noqa: A002 - the word the person knows
    words: str = "",
) -> list[ClaimLine]:
    """All lines of the claims of an article (of all articles for None) in the order of the text, under a filter."""
    return lines_of(reading, listed(reading, ClaimWish(article_id, filter, words)))


def claim(reading: Reading, claim_id: str) -> ClaimSheet:
    """One claim with its highlights, evidence, comments and queries; raises ``Problem`` where it was removed."""
    found = reading.of(Claim, id=claim_id)
    if not found:
        raise Problem(_("This claim was removed."), _("Undo brings it back."))
    value = found[0]
    article = reading.get(Article, value.article_id or "")
    revision = reading.get(Revision, article.revision_id or "")
    highlights = reading.of(Highlight, "start", claim_id=claim_id)
    current = [highlight for highlight in highlights if highlight.revision_id == revision.id]
    return ClaimSheet(
        claim=reading.shown(value),
        number=claim_number(reading, article, claim_id),
        highlights=current,
        earlier=[highlight for highlight in highlights if highlight.revision_id != revision.id],
        sentence=_sentence_around(reading, revision, article.language, current),
        passage=_passage_around(reading, revision, article.language, current),
        evidence=evidence_of(reading, claim_id),
        comments=[reading.shown(comment) for comment in reading.of(Comment, "written_at", "id", claim_id=claim_id)],
        queries=[reading.shown(query) for query in reading.of(Query, "asked", "id", claim_id=claim_id)],
        reviews=reviews_of(reading, claim_id),
        tags=tags_of(reading, claim_id),
    )


def evidence_of(reading: Reading, claim_id: str) -> list[EvidenceLine]:
    """The evidence of a claim in its order; that of removed sources is left out."""
    lines = []
    for evidence in reading.of(Evidence, "position", "id", claim_id=claim_id):
        sources = reading.of(Source, id=evidence.source_id)
        if sources:
            files = reading.of(Attachment, "name", source_id=sources[0].id)
            lines.append(EvidenceLine(reading.shown(evidence), reading.shown(sources[0]), files))
    return lines


def _sentence_around(reading: Reading, revision: Revision, language: str, current: list[Highlight]) -> str:
    if not current:
        return ""
    text = reading.text(revision)
    spans = reading.sentences(revision, language)
    index = sentence_at(spans, current[0].start)
    return "" if index is None else text[spans[index][0] : spans[index][1]]


def _passage_around(reading: Reading, revision: Revision, language: str, current: list[Highlight]) -> Passage:
    """The paragraph around the first place, or its sentence where the paragraph is very long."""
    if not current:
        return NO_PASSAGE
    text, first = reading.text(revision), current[0]
    start = text.rfind("\n", 0, first.start) + 1
    end = text.find("\n", first.end)
    end = len(text) if end < 0 else end
    if end - start > LONG_PARAGRAPH:
        spans = reading.sentences(revision, language)
        index = sentence_at(spans, first.start)
        start, end = spans[index] if index is not None else (first.start, first.end)
        end = max(end, first.end)
    marked: list[tuple[int, int]] = []
    for place in current:
        if start <= place.start and place.end <= end and (not marked or place.start - start >= marked[-1][1]):
            marked.append((place.start - start, place.end - start))
    return Passage(text[start:end], tuple(marked))
