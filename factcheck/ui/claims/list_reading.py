"""What the list reads: its lines, filtered in the database, with totals, ratings and people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.domain.changes import Change
    from factcheck.domain.records import Person, Rating
    from factcheck.project.queries.claims import ClaimLine
    from factcheck.project.queries.panel import ClaimTotals
    from factcheck.project.reading import Reading


@dataclass(frozen=True)
class ListReading:
    """The lines that the filter lets through, and what they are shown with."""

    lines: list[ClaimLine]
    totals: ClaimTotals
    ratings: dict[str, Rating]
    people: list[Person]
    profile: str


def list_reading(reading: Reading, article_id: str, chosen: str, words: str) -> ListReading:
    """The claims of an article under a filter and with words."""
    from factcheck.project.queries.claims import claim_lines
    from factcheck.project.queries.panel import claim_totals
    from factcheck.project.queries.project import people, project_record, ratings

    return ListReading(
        claim_lines(reading, article_id, chosen or "all", words),
        claim_totals(reading, article_id),
        ratings(reading),
        people(reading),
        project_record(reading).profile,
    )


@dataclass(frozen=True)
class ListNews:
    """What a change means for the list: which claims it bears on, and those of them that the filter lets through.

    ``numbers`` are the display numbers of all claims of the article: one claim more moves those behind it.
    """

    touched: frozenset[str]
    lines: list[ClaimLine]
    numbers: dict[str, int]
    totals: ClaimTotals


def list_news(reading: Reading, article_id: str, chosen: str, words: str, change: Change) -> ListNews:
    """What a change means for the claims of an article under a filter and with words."""
    from factcheck.domain.records import Article
    from factcheck.project.queries.articles import claim_numbers
    from factcheck.project.queries.claims import claim_lines
    from factcheck.project.queries.panel import claim_totals, claims_touched

    touched = claims_touched(reading, change)
    lines = claim_lines(reading, article_id, chosen or "all", words, tuple(touched)) if touched else []
    numbers = claim_numbers(reading, reading.get(Article, article_id))
    return ListNews(touched, lines, numbers, claim_totals(reading, article_id))
