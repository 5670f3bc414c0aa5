"""A report for other readers than the editor: what each of them is told, and what is left out.

A ``Report`` holds nothing confidential, privileged or internal for anybody; here what the editor may
know is taken out for the public, for the writer, and for those who only correct.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from factcheck.domain.draft import Structure
from factcheck.domain.records import Source
from factcheck.domain.report import Report, ReportArticle, ReportClaim, ReportSource
from factcheck.domain.sourcing import public_view

# What was agreed with a source before it spoke.
_NOT_FOR_ATTRIBUTION = ("background", "off record")


def for_audience(report: Report) -> Report:
    """The report as its audience (``report.options.audience``) may read it."""
    made = {"public": _for_the_public, "writer": _for_the_writer, "corrections": _corrections_alone}
    return made.get(report.options.audience, lambda whole: whole)(report)


def _for_the_public(report: Report) -> Report:
    """Settled verdicts with their public sources; no thread, query, sign-off, draft wording or evidence unchecked."""
    off_record = {one.number for one in report.sources if one.source.terms == "off record"}

    def told(claim: ReportClaim) -> ReportClaim | None:
        if claim.rating is None or claim.open:
            return None
        evidence = tuple(
            one for one in claim.evidence if one.evidence.verified and one.source_number not in off_record
        )
        return _bare(claim, evidence=evidence, claim=claim.claim.model_copy(update={"correction": ""}))

    articles = _articles(report, told)
    return _with_sources(replace(report, articles=articles, conflicts=0), _published)


def _for_the_writer(report: Report) -> Report:
    """The questions to the writer, with the words that they are about; no verdict and no source."""

    def asked(claim: ReportClaim) -> ReportClaim | None:
        queries = tuple(one for one in claim.queries if one.to == "writer" and not one.closed)
        if not queries:
            return None
        record = claim.claim.model_copy(update={"rationale": "", "correction": ""})
        return _bare(claim, queries=queries, evidence=(), rating=None, claim=record)

    articles = tuple(
        replace(one, queries=tuple(query for query in former.queries if query.to == "writer" and not query.closed))
        for one, former in zip(_articles(report, asked), report.articles, strict=True)
    )
    return replace(report, articles=articles, sources=(), conflicts=0)


def _corrections_alone(report: Report) -> Report:
    """The claims with a new wording, and nothing else of them than both wordings and the verdict."""

    def corrected(claim: ReportClaim) -> ReportClaim | None:
        return _bare(claim, evidence=()) if claim.claim.correction.strip() else None

    return replace(report, articles=_articles(report, corrected), sources=())


def _bare(told: ReportClaim, **more: object) -> ReportClaim:
    """A claim without what the desk says to itself about it."""
    return replace(told, **{"comments": (), "queries": (), "asked": (), "was": "", **more})  # type: ignore[arg-type] # its fields


def _articles(report: Report, told: Callable[[ReportClaim], ReportClaim | None]) -> tuple[ReportArticle, ...]:
    """The articles with the claims that are told, and without the comments of the writer's file."""
    made = []
    for article in report.articles:
        notes = tuple(note for note in article.structure.notes if note.kind != "comment")
        made.append(
            replace(
                article,
                structure=Structure(article.structure.blocks, article.structure.spans, notes),
                claims=tuple(one for one in map(told, article.claims) if one is not None),
                queries=(),
                untouched=(),
                words_left=None,
                sign_offs=(),
            )
        )
    return tuple(made)


def _published(source: Source) -> Source:
    """A source as the public may read it: unnamed where it spoke on background; no recording, no way of asking."""
    if source.terms in _NOT_FOR_ATTRIBUTION:
        return public_view(source.model_copy(update={"confidential": True}))
    return source.model_copy(update={"recording": "", "channel": ""})


def _with_sources(report: Report, view: Callable[[Source], Source]) -> Report:
    """The report with the sources that are still cited, numbered anew in the order of citing; files stay inside."""
    numbers: dict[int, int] = {}
    uses: dict[int, list[int]] = {}
    articles = []
    for article in report.articles:
        claims = []
        for claim in article.claims:
            for one in claim.evidence:
                number = numbers.setdefault(one.source_number, len(numbers) + 1)
                uses.setdefault(number, []).append(claim.number)
            renumbered = (replace(one, source_number=numbers[one.source_number]) for one in claim.evidence)
            claims.append(replace(claim, evidence=tuple(renumbered)))
        articles.append(replace(article, claims=tuple(claims)))
    listed = {one.number: one for one in report.sources}
    sources = tuple(
        ReportSource(new, view(listed[old].source), _once(uses[new]), ()) for old, new in numbers.items()
    )
    return replace(report, articles=tuple(articles), sources=sources)


def _once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
