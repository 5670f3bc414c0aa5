"""The report of a project: read once, filtered for those who may see it, then handed to an exporter."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from factcheck.domain.audiences import for_audience
from factcheck.domain.changes import Shown
from factcheck.domain.draft import Structure
from factcheck.domain.findings import RE_CHECK, is_open
from factcheck.domain.records import (
    Article,
    Attachment,
    Claim,
    Comment,
    Evidence,
    Highlight,
    Person,
    Query,
    Rating,
    Revision,
    Source,
    named_id,
)
from factcheck.domain.report import (
    Report,
    ReportArticle,
    ReportClaim,
    ReportEvidence,
    ReportOptions,
    ReportSource,
)
from factcheck.domain.returning import comment_ids
from factcheck.domain.sourcing import public_view, secrets
from factcheck.domain.times import now
from factcheck.project.queries.articles import claim_numbers, covered, omissions, structure_of
from factcheck.project.queries.conflicts import counted_conflicts
from factcheck.project.queries.project import project_record, ratings, scale_in_use
from factcheck.project.queries.report_options import report_options
from factcheck.project.queries.sealing import sign_offs
from factcheck.project.reading import Reading
from factcheck.project.tables import (
    ArticleRow,
    AttachmentRow,
    ClaimRow,
    CommentRow,
    EvidenceRow,
    HighlightRow,
    QueryRow,
)
from factcheck.text.coverage import DEALT, LEFT_OUT, UNTOUCHED

_LATEST = """
SELECT change."row", edit.author, max(edit.hlc)
FROM change JOIN edit ON edit.id = change.edit JOIN claim ON claim.id = change."row"
WHERE change.tbl = 'claim' AND claim.article_id = ? GROUP BY change."row"
"""


def report_of(
    reading: Reading,
    article_ids: tuple[str, ...] = (),
    options: ReportOptions | None = None,
    checker: Person | None = None,
    made_at: datetime | None = None,
) -> Report:
    """The report on some articles (all where none is named), as its audience may read it.

    Nothing privileged or internal is in it, and nothing confidential unless ``options.named`` asks for it.
    """
    options = options or report_options(reading)
    project = project_record(reading)
    scale, in_use = scale_in_use(reading)
    people = {person.name: person for person in reading.records(Person)}
    checker = checker or _person(people, reading.author)
    known = ratings(reading)
    listed = reading.records(Article, order_by=(ArticleRow.position, ArticleRow.id))
    numbered = [
        (number, article) for number, article in enumerate(listed, 1) if not article_ids or article.id in article_ids
    ]
    privileged = {source.id for source in reading.records(Source) if source.privileged}
    citing = _SourceNumbers(reading, privileged, named=options.named)
    articles = tuple(
        _article(reading, number, article, known, people, citing, made_at or now()) for number, article in numbered
    )
    report = Report(
        project_id=project.id,
        project_name=project.name,
        profile=project.profile,
        scale=scale,
        ratings=in_use,
        checker=checker,
        made_at=made_at or now(),
        articles=articles,
        sources=citing.listed(articles),
        secrets=forbidden_words(reading, named=options.named),
        options=options,
        conflicts=counted_conflicts(reading, {article.id for _number, article in numbered}),
    )
    return for_audience(report)


def queries(reading: Reading, article_id: str | None = None) -> list[Shown[Query]]:
    """The queries on an article and its claims (on all articles for None), open ones first, then by date due."""
    found = reading.records(Query, order_by=(QueryRow.closed, QueryRow.due, QueryRow.asked, QueryRow.id))
    living = {row[0]: row[1] for row in reading.tuples("SELECT id, article_id FROM claim WHERE NOT deleted")}
    articles = {row[0] for row in reading.tuples("SELECT id FROM article WHERE NOT deleted")}
    kept = []
    for query in found:
        owner = living.get(query.claim_id or "") if query.claim_id else query.article_id
        if owner in articles and article_id in (None, owner):
            kept.append(reading.shown(query))
    return kept


def _person(people: dict[str, Person], name: str) -> Person:
    if name in people:
        return people[name]
    initials = "".join(word[0] for word in name.split() if word[0].isalnum()).upper()[:3]
    return Person(id=named_id("person", name), name=name, initials=initials)


def forbidden_words(reading: Reading, *, named: bool = False) -> dict[str, str]:
    """The words that must not leave the project, with the aliases of their sources.

    ``named`` lets confidential sources go under their names, privileged ones never.
    """
    words = {}
    for source in reading.records(Source):
        if source.privileged or (source.confidential and not named):
            files = reading.records(Attachment, AttachmentRow.source_id == source.id)
            for word in secrets(source, files):
                words[word] = source.alias
    return words


class _SourceNumbers:
    """Numbers sources in the order in which the report first cites them."""

    def __init__(self, reading: Reading, privileged: set[str], *, named: bool) -> None:
        self._named = named
        self._sources = {source.id: source for source in reading.records(Source)}
        self._files: dict[str, list[str]] = {}
        for attachment in reading.records(Attachment, order_by=AttachmentRow.name):
            self._files.setdefault(str(attachment.source_id), []).append(attachment.name)
        self._privileged = privileged
        self._numbers: dict[str, int] = {}

    def cited(self, evidence: Evidence) -> ReportEvidence | None:
        """The evidence with its source's number; None where the source may not leave the project or was removed."""
        source_id = str(evidence.source_id)
        if source_id in self._privileged or source_id not in self._sources:
            return None
        number = self._numbers.setdefault(source_id, len(self._numbers) + 1)
        return ReportEvidence(evidence.model_copy(update={"note": ""}), number)

    def listed(self, articles: tuple[ReportArticle, ...]) -> tuple[ReportSource, ...]:
        """The source list."""
        uses: dict[int, list[int]] = {}
        for article in articles:
            for claim in article.claims:
                for evidence in claim.evidence:
                    uses.setdefault(evidence.source_number, []).append(claim.number)
        result = []
        for source_id, number in self._numbers.items():
            source = self._sources[source_id]
            if self._named:
                source = source.model_copy(update={"confidential": False})
            files = () if source.confidential else tuple(self._files.get(source_id, ()))
            result.append(ReportSource(number, public_view(source), tuple(dict.fromkeys(uses.get(number, ()))), files))
        return tuple(result)


def _without_claimed(reading: Reading, article_id: str, structure: Structure) -> Structure:
    """The structure without the comments of the writer's file that claims were made of: they stand in those threads."""
    ids = comment_ids(article_id, structure.notes)
    known = {row[0] for row in reading.tuples("SELECT id FROM comment")} if ids else set()
    return replace(structure, notes=tuple(note for note in structure.notes if ids.get(note.key, "") not in known))


def _grouped(found: list[Any], column: str) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for value in found:
        groups.setdefault(str(getattr(value, column)), []).append(value)
    return groups


def _article(
    reading: Reading, number: int, article: Article, known: dict[str, Rating], people: dict[str, Person],
    citing: _SourceNumbers, made_at: datetime,
) -> ReportArticle:  # fmt: skip
    revision = reading.get(Revision, article.revision_id or "")
    how_far = covered(reading, revision, article.language, known)
    spans, states = how_far.sentences, how_far.states
    numbers = claim_numbers(reading, article)
    of_article = ClaimRow.article_id == article.id
    claims = {claim.id: claim for claim in reading.records(Claim, of_article)}

    def by_claim(kind: type[Any], column: Any, *order: Any) -> dict[str, list[Any]]:
        table = column.class_
        found = reading.records(kind, column.in_(list(claims)), order_by=order or (table.id,)) if claims else []
        return _grouped(found, "claim_id")

    highlights = by_claim(Highlight, HighlightRow.claim_id, HighlightRow.start, HighlightRow.id)
    evidence = by_claim(Evidence, EvidenceRow.claim_id, EvidenceRow.position, EvidenceRow.id)
    comments = by_claim(Comment, CommentRow.claim_id, CommentRow.written_at, CommentRow.id)
    asked = by_claim(Query, QueryRow.claim_id, QueryRow.asked, QueryRow.id)
    latest = {row[0]: (row[1], row[2]) for row in reading.tuples(_LATEST, (article.id,))}
    report_claims = []
    for claim_id, claim_number in numbers.items():
        claim = claims[claim_id]
        # A verdict on words that changed since is none: nobody reads it as one in the report.
        found = known.get(claim.rating_id or "")
        rating = found if claim.status != RE_CHECK else None
        own = highlights.get(claim_id, [])
        current = tuple(highlight for highlight in own if highlight.revision_id == revision.id)
        cited = (citing.cited(item) for item in evidence.get(claim_id, []))
        author, hlc = latest.get(claim_id, ("", 0))
        claim_queries = tuple(asked.get(claim_id, []))
        report_claims.append(
            ReportClaim(
                number=claim_number,
                claim=claim.model_copy(update={"note": ""}),
                rating=rating,
                highlights=current,
                old_words=() if current else tuple(dict.fromkeys(highlight.quote for highlight in own)),
                evidence=tuple(item for item in cited if item is not None),
                comments=tuple(comments.get(claim_id, [])),
                queries=claim_queries,
                open=is_open(claim.status, rating) or any(not query.closed for query in claim_queries),
                asked=tuple(dict.fromkeys(query.addressee or query.to for query in claim_queries if not query.closed)),
                author=_person(people, author),
                at=datetime.fromtimestamp((hlc >> 16) // 1000, made_at.tzinfo) if hlc else made_at,
                was=found.label if found is not None and rating is None else "",
            )
        )
    return ReportArticle(
        number=number,
        article=article,
        revision=revision,
        text=reading.text(revision),
        structure=_without_claimed(reading, article.id, structure_of(reading, revision)),
        omitted=tuple((o.start, o.end) for o in omissions(reading, revision.id) if not o.shown),
        claims=tuple(report_claims),
        queries=tuple(reading.records(Query, QueryRow.article_id == article.id, QueryRow.claim_id.is_(None))),  # type: ignore[union-attr] # a column at class level
        untouched=tuple(span for span, state in zip(spans, states, strict=True) if state == UNTOUCHED),
        sentences=len(states) - states.count(LEFT_OUT),
        dealt=states.count(DEALT),
        sign_offs=tuple(sign_offs(reading, article.id)),
        words_left=tuple(how_far.words_left),
    )
