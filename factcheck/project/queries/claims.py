"""Questions about claims: the list that the panel shows, and one claim with all that belongs to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

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
)
from factcheck.project.queries.articles import claim_numbers
from factcheck.project.queries.queues import QUEUES, queued
from factcheck.project.queries.reviews import reviews_of
from factcheck.project.reading import Reading
from factcheck.project.tables import AttachmentRow, ClaimRow, CommentRow, EvidenceRow, HighlightRow, QueryRow, SourceRow
from factcheck.text.sentences import sentence_at
from factcheck.translation import _


class ClaimLine(NamedTuple):
    """A claim in the list.

    ``start`` is its first place in the current draft (code points), None where it has none;
    ``quote`` is what is marked there, ``old_words`` what was marked in the draft where it last had a place.
    """

    id: str
    number: int
    article_id: str
    words: str
    quote: str
    kind: str
    status: str
    rating_id: str | None
    assignee: str
    sources: int
    comments: int
    open_queries: int
    conflicts: int
    start: int | None
    in_current: bool
    old_words: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Evidence with its source and the source's files."""

    evidence: Shown[Evidence]
    source: Shown[Source]
    attachments: list[Attachment]


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """A claim as the inspector shows it.

    ``highlights`` are those of the current draft, ``earlier`` those of drafts before;
    ``sentence`` is the whole sentence around the first.
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


_LIVING_EVIDENCE: Final = """
    FROM evidence JOIN source ON source.id = source_id
    WHERE evidence.claim_id = claim.id AND NOT evidence.deleted AND NOT source.deleted"""
_CLAIMS: Final = """
SELECT claim.id, claim.article_id, claim.words, claim.kind, claim.status, claim.rating_id, claim.assignee
FROM claim JOIN article ON article.id = claim.article_id LEFT JOIN rating ON rating.id = claim.rating_id
WHERE NOT claim.deleted AND NOT article.deleted
"""
_VOUCHED: Final = f"(SELECT count(*) {_LIVING_EVIDENCE} AND NOT (evidence.origin = 'writer' AND NOT evidence.verified))"
_FILTERS: Final = {
    "all": "",
    "unchecked": " AND claim.rating_id IS NULL",
    "open": " AND (claim.rating_id IS NULL OR NOT rating.closes OR claim.status IN ('re-check', 'needs attention'))",
    "no source": f" AND NOT EXISTS (SELECT 1 {_LIVING_EVIDENCE})",
    "one source": f" AND (SELECT count(DISTINCT source.id) {_LIVING_EVIDENCE}) = 1",
    "writer only": f" AND EXISTS (SELECT 1 {_LIVING_EVIDENCE}) AND {_VOUCHED} = 0",
    "in review": " AND claim.status = 'in review'",
    "mine": " AND claim.assignee = ?",
    "conflicts": " AND EXISTS (SELECT 1 FROM conflict WHERE tbl = 'claim' AND conflict.\"row\" = claim.id)",
    "re-check": " AND claim.status = 're-check'",
    "queries": " AND EXISTS (SELECT 1 FROM query WHERE query.claim_id = claim.id AND NOT query.deleted AND NOT closed)",
}
FILTERS: Final = (*_FILTERS, *QUEUES)
# What a line says beside the claim's own fields: (claim id, value) pairs, the first of a claim counts.
_PLACES: Final = """
SELECT claim_id, start, quote FROM highlight JOIN article ON article.revision_id = highlight.revision_id
WHERE NOT highlight.deleted {among} ORDER BY start, "end" DESC, highlight.id
"""
_OLD_WORDS: Final = """
SELECT claim_id, quote FROM highlight JOIN revision ON revision.id = highlight.revision_id
WHERE NOT highlight.deleted {among} ORDER BY revision.number DESC, start
"""
_SOURCES: Final = """
SELECT claim_id, count(DISTINCT source_id) FROM evidence JOIN source ON source.id = source_id
WHERE NOT evidence.deleted AND NOT source.deleted {among} GROUP BY claim_id
"""
_COMMENTS: Final = "SELECT claim_id, count(*) FROM comment WHERE NOT deleted {among} GROUP BY claim_id"
_QUERIES: Final = "SELECT claim_id, count(*) FROM query WHERE NOT deleted AND NOT closed {among} GROUP BY claim_id"
_CONFLICTS: Final = """
SELECT "row" AS claim_id, count(*) FROM conflict WHERE tbl = 'claim' {among} GROUP BY "row"
"""
# Up to here naming the claims is cheaper than reading those of the whole project.
_FEW: Final = 200
_ARTICLES: Final = "SELECT id FROM article WHERE NOT deleted ORDER BY position, id"


def claim_lines(
    reading: Reading,
    article_id: str | None,
    filter: str = "all",  # noqa: A002 - the word the person knows
    words: str = "",
    claim_ids: tuple[str, ...] = (),
) -> list[ClaimLine]:
    """The claims of an article (of all articles for None) in the order of the text, filtered in the database.

    ``words`` are sought in the claim's words, in its quotation and in its rationale; ``claim_ids`` keeps to these.
    """
    conditions = _FILTERS.get(filter, "")
    parameters: list[str] = [reading.author] if filter == "mine" else []
    if article_id is not None:
        conditions += " AND claim.article_id = ?"
        parameters.append(article_id)
    if words.strip():
        pattern = "%" + words.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        conditions += (
            " AND (claim.words LIKE ? ESCAPE '\\' OR claim.rationale LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1"
            " FROM highlight WHERE claim_id = claim.id AND NOT highlight.deleted AND quote LIKE ? ESCAPE '\\'))"
        )
        parameters += [pattern] * 3
    if filter in QUEUES:
        conditions += " AND claim.id IN (SELECT value FROM json_each(?))"
        parameters.append(json.dumps(sorted(queued(reading, filter))))
    if claim_ids:
        conditions += " AND claim.id IN (SELECT value FROM json_each(?))"
        parameters.append(json.dumps(claim_ids))
    found = reading.tuples(_CLAIMS + conditions, tuple(parameters))
    ids = [row[0] for row in found]
    places = _firsts(reading, _PLACES, ids)
    unplaced = [claim_id for claim_id in ids if claim_id not in places]
    old_words = _firsts(reading, _OLD_WORDS, unplaced) if unplaced else {}
    sources, comments, queries, conflicts = (
        _firsts(reading, sql, ids) for sql in (_SOURCES, _COMMENTS, _QUERIES, _CONFLICTS)
    )
    owners = {owner: place for place, (owner,) in enumerate(reading.tuples(_ARTICLES))}
    numbers: dict[str, int] = {}
    for owner in {row[1] for row in found}:
        numbers.update(claim_numbers(reading, reading.get(Article, owner)))
    lines = [
        ClaimLine(
            id=claim_id,
            # A damaged file may hold claims that its own index does not find; they are shown, last.
            number=numbers.get(claim_id, 0),
            article_id=owner,
            words=stated,
            quote=places[claim_id][1] if claim_id in places else "",
            kind=kind,
            status=status,
            rating_id=rating_id,
            assignee=assignee,
            sources=sources.get(claim_id, (0,))[0],
            comments=comments.get(claim_id, (0,))[0],
            open_queries=queries.get(claim_id, (0,))[0],
            conflicts=conflicts.get(claim_id, (0,))[0],
            start=places[claim_id][0] if claim_id in places else None,
            in_current=claim_id in places,
            old_words=old_words.get(claim_id, ("",))[0],
        )
        for claim_id, owner, stated, kind, status, rating_id, assignee in found
    ]
    return sorted(lines, key=lambda line: (owners[line.article_id], line.number))


def _firsts(reading: Reading, sql: str, claim_ids: list[str]) -> dict[str, tuple[Any, ...]]:
    """By claim, the rest of its first row; of few claims or of all, whichever is cheaper."""
    few = len(claim_ids) <= _FEW
    among = "AND claim_id IN (SELECT value FROM json_each(?))" if few else ""
    values: dict[str, tuple[Any, ...]] = {}
    for row in reading.tuples(sql.format(among=among), (json.dumps(claim_ids),) if few else ()):
        if row[0] not in values:
            values[row[0]] = tuple(row[1:])
    return values


def claim(reading: Reading, claim_id: str) -> ClaimSheet:
    """One claim with its highlights, evidence, comments and queries; raises ``Problem`` where it was removed."""
    found = reading.records(Claim, ClaimRow.id == claim_id)
    if not found:
        raise Problem(_("This claim was removed."), _("Undo brings it back."))
    value = found[0]
    article = reading.get(Article, value.article_id or "")
    revision = reading.get(Revision, article.revision_id or "")
    highlights = reading.records(Highlight, HighlightRow.claim_id == claim_id, order_by=HighlightRow.start)
    current = [highlight for highlight in highlights if highlight.revision_id == revision.id]
    return ClaimSheet(
        claim=reading.shown(value),
        number=claim_numbers(reading, article).get(claim_id, 0),
        highlights=current,
        earlier=[highlight for highlight in highlights if highlight.revision_id != revision.id],
        sentence=_sentence_around(reading, revision, article.language, current),
        evidence=evidence_of(reading, claim_id),
        comments=[
            reading.shown(comment)
            for comment in reading.records(
                Comment, CommentRow.claim_id == claim_id, order_by=(CommentRow.written_at, CommentRow.id)
            )
        ],
        queries=[
            reading.shown(query)
            for query in reading.records(Query, QueryRow.claim_id == claim_id, order_by=(QueryRow.asked, QueryRow.id))
        ],
        reviews=reviews_of(reading, claim_id),
    )


def evidence_of(reading: Reading, claim_id: str) -> list[EvidenceLine]:
    """The evidence of a claim in its order; that of removed sources is left out."""
    lines = []
    for evidence in reading.records(
        Evidence, EvidenceRow.claim_id == claim_id, order_by=(EvidenceRow.position, EvidenceRow.id)
    ):
        sources = reading.records(Source, SourceRow.id == evidence.source_id)
        if sources:
            files = reading.records(Attachment, AttachmentRow.source_id == sources[0].id, order_by=AttachmentRow.name)
            lines.append(EvidenceLine(reading.shown(evidence), reading.shown(sources[0]), files))
    return lines


def _sentence_around(reading: Reading, revision: Revision, language: str, current: list[Highlight]) -> str:
    if not current:
        return ""
    text = reading.text(revision)
    spans = reading.sentences(revision, language)
    index = sentence_at(spans, current[0].start)
    return "" if index is None else text[spans[index][0] : spans[index][1]]
