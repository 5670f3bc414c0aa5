"""What ``list`` shows of articles, claims, sources and queries: as JSON for scripts, as a table for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from factcheck.cli.printing import table
from factcheck.domain.labels import label_of
from factcheck.project.queries import sources as source_queries
from factcheck.project.queries.articles import ArticleLine
from factcheck.project.queries.articles import articles as article_lines
from factcheck.project.queries.listing import ListedClaim, article_numbers, listed_claims
from factcheck.project.queries.reports import queries as shown_queries
from factcheck.project.reading import Reading
from factcheck.translation import _

_OF_SOURCE: Final = (
    "id", "kind", "title", "authors", "publisher", "address", "archive_address", "published", "accessed", "standing",
    "confidential", "alias", "privileged",
)  # fmt: skip
_OF_QUERY: Final = ("id", "to", "addressee", "question", "channel", "asked", "due", "answer", "answered", "closed")


def articles(reading: Reading) -> list[dict[str, Any]]:
    """The articles as JSON objects; sentences and claims are counts."""
    return [_article(line) for line in article_lines(reading)]


def _article(line: ArticleLine) -> dict[str, Any]:
    names = ("id", "number", "title", "characters", "byline", "publication", "published", "address")
    counts = ("sentences", "dealt", "claims", "rated", "open")
    return {**{name: getattr(line, name) for name in (*names, *counts)}, "draft": line.draft_number}


def claim_as_json(claim: ListedClaim) -> dict[str, Any]:
    """A claim as a JSON object; quotation and offsets are those of its first highlight in its own article.

    ``words`` is the claim as stated; ``old_words`` what was marked in the draft where it last had a place.
    """
    highlights = [place._asdict() for place in claim.highlights]
    first = next((place for place in highlights if place["article"] == claim.article), None)
    return {
        "id": claim.id,
        "number": claim.number,
        "article": claim.article,
        **{name: first[name] if first else None for name in ("quotation", "start", "end")},
        "highlights": highlights,
        "words": claim.words,
        "old_words": claim.old_words,
        "verdict": claim.verdict,
        "rationale": claim.rationale,
        "status": claim.status,
        "sources": list(claim.sources),
    }


def claims(reading: Reading) -> list[dict[str, Any]]:
    """The claims as JSON objects."""
    return [claim_as_json(claim) for claim in listed_claims(reading)]


def sources(reading: Reading) -> list[dict[str, Any]]:
    """The sources as JSON objects; claims and files are counts."""
    return [
        {**{name: getattr(line.source, name) for name in _OF_SOURCE}, "claims": line.claims, "files": line.files}
        for line in source_queries.sources(reading)
    ]


def queries(reading: Reading) -> list[dict[str, Any]]:
    """The queries as JSON objects; article and claim are numbers, the claim null in a query about the article."""
    places = {claim.id: (claim.article, claim.number) for claim in listed_claims(reading)}
    numbers = article_numbers(reading)
    listed = []
    for shown in shown_queries(reading):
        query = shown.record
        article, claim = places.get(query.claim_id or "", (numbers.get(query.article_id or ""), None))
        listed.append({**{name: getattr(query, name) for name in _OF_QUERY}, "article": article, "claim": claim})
    return listed


def _articles_table(reading: Reading) -> Iterator[str]:
    heads = (_("No."), _("Characters"), _("Draft"), _("Dealt with"), _("Claims"), _("Open"), _("Title"))
    rows = [
        (one.number, one.characters, one.draft_number, f"{one.dealt}/{one.sentences}", one.claims, one.open, one.title)
        for one in article_lines(reading)
    ]
    return table(heads, rows) if rows else iter((_("No articles."),))


def _claims_table(reading: Reading) -> Iterator[str]:
    heads = (_("Article"), _("Claim"), _("Verdict"), _("Status"), _("Sources"), _("Words"))
    rows = [
        (claim.article, claim.number, claim.verdict or "–", label_of(claim.status), claim.cited, claim.words)
        for claim in listed_claims(reading)
    ]
    return table(heads, rows) if rows else iter((_("No claims."),))


def _sources_table(reading: Reading) -> Iterator[str]:
    heads = (_("Kind"), _("Claims"), _("Files"), _("Title"), _("Address"))
    rows = [
        (label_of(one["kind"]), one["claims"], one["files"], one["title"], one["address"]) for one in sources(reading)
    ]
    return table(heads, rows) if rows else iter((_("No sources."),))


def _queries_table(reading: Reading) -> Iterator[str]:
    heads = (_("Article"), _("Claim"), _("To"), _("Asked"), _("Due"), _("State"), _("Question"))
    rows = [
        (
            one["article"],
            one["claim"] or "–",
            one["addressee"] or label_of(one["to"]),
            one["asked"],
            one["due"],
            _("closed") if one["closed"] else _("open"),
            one["question"],
        )
        for one in queries(reading)
    ]
    return table(heads, rows) if rows else iter((_("No queries."),))


AS_JSON: Final[Mapping[str, Callable[[Reading], list[dict[str, Any]]]]] = {
    "articles": articles, "claims": claims, "sources": sources, "queries": queries,
}  # fmt: skip
AS_TABLE: Final[Mapping[str, Callable[[Reading], Iterator[str]]]] = {
    "articles": _articles_table, "claims": _claims_table, "sources": _sources_table, "queries": _queries_table,
}  # fmt: skip
