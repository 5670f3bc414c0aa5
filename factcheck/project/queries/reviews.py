"""Questions about reviews: those of a claim, which of them counts, and whom one may ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from factcheck.domain.findings import IN_REVIEW
from factcheck.domain.records import Person, Review, named_id
from factcheck.locales import sort_key
from factcheck.project.queries.project import people
from factcheck.project.reading import Reading

_ASKED: Final = """
SELECT asked_of FROM review WHERE NOT deleted AND asked_by = ? GROUP BY asked_of ORDER BY max(asked_at) DESC
"""


def reviews_of(reading: Reading, claim_id: str) -> list[Review]:
    """The reviews of a claim, oldest first."""
    return reading.of(Review, "asked_at", "id", claim_id=claim_id)


def latest_review(reviews: Sequence[Review], status: str) -> Review | None:
    """The review that counts for a claim of this status: the open one while it is in review, else the last answer.

    What was withdrawn counts no more, nor does an open one that the status has left behind.
    """
    if status == IN_REVIEW:
        return next((review for review in reversed(reviews) if not review.answer), None)
    answered = [review for review in reviews if review.answer and review.answer != "withdrawn"]
    return answered[-1] if answered else None


def colleagues(reading: Reading) -> list[Person]:
    """Who works on the project, named in it or not: whom this author asked last first, the others by name."""
    known = {person.name: person for person in people(reading)}
    for (name,) in reading.tuples("SELECT DISTINCT author FROM edit WHERE author <> ''"):
        known.setdefault(name, Person(id=named_id("person", name), name=name))
    asked = {name: place for place, (name,) in enumerate(reading.tuples(_ASKED, (reading.author,)))}
    return sorted(known.values(), key=lambda person: (asked.get(person.name, len(asked)), sort_key(person.name)))
