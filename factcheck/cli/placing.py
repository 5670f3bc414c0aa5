"""What a new draft does to each highlight: as JSON for scripts, as a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from factcheck.cli.printing import shortened, table
from factcheck.domain.records import Article
from factcheck.project.carrying import Placed, Standing, at
from factcheck.project.queries.articles import claim_numbers
from factcheck.project.reading import Reading
from factcheck.translation import _

_SHOWN = 40


def places_as_json(
    reading: Reading, article: Article, stood: Standing, places: Placed, text: str
) -> list[dict[str, Any]]:
    """One object per highlight, in the order of the text; ``asked`` where a person will have to decide."""
    numbers = claim_numbers(reading, article)
    told = []
    for highlight in stood.highlights:
        place = places[at(highlight)]
        stands = place.start >= 0
        told.append(
            {
                "claim": numbers.get(str(highlight.claim_id), 0),
                "old": highlight.quote,
                "new": text[place.start : place.end] if stands else None,
                "start": place.start if stands else None,
                "end": place.end if stands else None,
                "arrival": place.arrival,
                "confidence": round(place.confidence, 3),
                "differs": list(place.stakes),
                "asked": not place.stands,
            }
        )
    return told


def places_as_table(told: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The same as lines of a table."""
    heads = (_("Claim"), _("Arrival"), _("Sure"), _("Asked"), _("Old words"), _("Differs"), _("New words"))
    rows = [
        (
            one["claim"],
            arrival_words(one["arrival"]),
            f"{one['confidence']:.2f}",
            _("yes") if one["asked"] else _("no"),
            shortened(one["old"], _SHOWN),
            shortened(", ".join(one["differs"]), _SHOWN),
            shortened(one["new"] or "", _SHOWN),
        )
        for one in told
    ]
    yield from table(heads, rows)


def arrival_words(arrival: str) -> str:
    """How a highlight came into a draft, in words."""
    known = {"exact": _("exact"), "moved": _("moved"), "changed": _("changed"), "lost": _("lost"), "made": _("made")}
    return known.get(arrival, arrival)
