"""What the inspector reads at once: the claim with all that belongs to it, the scale, and the people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from factcheck.domain.changes import Change
    from factcheck.domain.records import Person, Rating, Review, Tag
    from factcheck.project.queries.claims import ClaimSheet
    from factcheck.project.reading import Reading


@dataclass(frozen=True)
class InspectedClaim:
    """A claim's sheet, the ratings in use in their order, every rating by id, the people and the tags there are."""

    sheet: ClaimSheet
    scale: tuple[Rating, ...]
    ratings: dict[str, Rating]
    people: list[Person]
    profile: str
    tags: list[Tag]

    @property
    def quote(self) -> str:
        """What is marked in the article; several places are joined as their claim's words were at first."""
        return " … ".join(highlight.quote for highlight in self.sheet.highlights or self.sheet.earlier)

    @property
    def review(self) -> Review | None:
        """The review that counts now."""
        from factcheck.project.queries.reviews import latest_review

        return latest_review(self.sheet.reviews, self.sheet.claim.record.status)

    @property
    def initials(self) -> dict[str, str]:
        """The initials of the people by name."""
        return {person.name: person.initials for person in self.people if person.initials}


# What bears on every claim that is shown; anything else on some.
EVERY: Final = ("project", "scale", "rating", "person", "tag", "article", "revision")


def inspected_again(reading: Reading, shown: ClaimSheet, change: Change) -> InspectedClaim | None:
    """Read a claim again where a change bears on it, or on its number; None where it does not."""
    from factcheck.domain.records import Article
    from factcheck.project.queries.articles import claim_number
    from factcheck.project.queries.panel import claims_touched

    claim_id, article_id = shown.claim.record.id, shown.claim.record.article_id or ""
    if (
        change.touches(*EVERY)
        or claim_id in claims_touched(reading, change)
        or claim_number(reading, reading.get(Article, article_id), claim_id) != shown.number
    ):
        return inspected_claim(reading, claim_id)
    return None


def inspected_claim(reading: Reading, claim_id: str) -> InspectedClaim:
    """Read a claim for the inspector; raises ``Problem`` where it was removed."""
    from factcheck.project.queries.claims import claim
    from factcheck.project.queries.project import people, project_record, ratings, scale_in_use
    from factcheck.project.queries.tags import tags

    _scale, in_use = scale_in_use(reading)
    profile = project_record(reading).profile
    sheet = claim(reading, claim_id)
    return InspectedClaim(sheet, in_use, ratings(reading), people(reading), profile, tags(reading))
