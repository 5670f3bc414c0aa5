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


def list_reading(reading: Reading, article_id: str | None, chosen: str, words: str) -> ListReading:
    """The claims of an article (None: of all) under a filter and with words."""
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


def few_lines(reading: Reading, article_id: str | None, change: Change) -> tuple[list[ClaimLine], ClaimTotals]:
    """The lines of an article that a change bears on, and the totals."""
    from factcheck.project.queries.claims import claim_lines
    from factcheck.project.queries.panel import claim_totals, claims_touched

    touched = tuple(claims_touched(reading, change))
    lines = claim_lines(reading, article_id, claim_ids=touched) if touched else []
    return lines, claim_totals(reading, article_id)
