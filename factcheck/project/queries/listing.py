"""Claims in the plain form that scripts read: numbers instead of ids, labels instead of keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final, NamedTuple

from factcheck.project.queries.claim_lists import ClaimWish, lines_of, listed
from factcheck.project.queries.project import ratings
from factcheck.project.reading import Reading


class ListedHighlight(NamedTuple):
    """Where a claim stands: the number of the article, and code points into its current text."""

    article: int
    quotation: str
    start: int
    end: int


class ListedClaim(NamedTuple):
    """A claim for a script; ``highlights`` are those of current drafts, in its own article first.

    ``words`` is the claim as stated, ``old_words`` what was marked in the draft where it last had a place.
    ``verdict`` is a label, None where nobody has given one; ``sources`` are addresses, in the order of the evidence;
    ``cited`` counts all its sources, interviews and books without an address among them.
    """

    id: str
    number: int
    article: int
    words: str
    old_words: str
    highlights: tuple[ListedHighlight, ...]
    verdict: str | None
    rationale: str
    status: str
    sources: tuple[str, ...]
    cited: int


_PLACES: Final = """
SELECT highlight.claim_id, article.id, quote, start, "end"
FROM highlight JOIN article ON article.revision_id = highlight.revision_id
WHERE NOT highlight.deleted AND NOT article.deleted
ORDER BY article.position, article.id, start, "end" DESC, highlight.id
"""
_ADDRESSES: Final = """
SELECT evidence.claim_id, source.address
FROM evidence JOIN source ON source.id = evidence.source_id
WHERE NOT evidence.deleted AND NOT source.deleted AND source.address <> ''
ORDER BY evidence.position, evidence.id
"""


def listed_claims(reading: Reading, among: Collection[str] | None = None) -> list[ListedClaim]:
    """Every claim, or those ``among`` them (ids), by article and number."""
    known = ratings(reading)
    numbers = article_numbers(reading)
    places = _grouped(reading.tuples(_PLACES))
    addresses = _grouped(reading.tuples(_ADDRESSES))
    rationales = dict(tuple(row) for row in reading.tuples("SELECT id, rationale FROM claim"))
    found = []
    ids = listed(reading, ClaimWish(None))
    for line in lines_of(reading, ids if among is None else [one for one in ids if one in among]):
        own_first = sorted(places.get(line.id, ()), key=lambda place: place[0] != line.article_id)
        rating = known.get(line.rating_id or "")
        found.append(
            ListedClaim(
                id=line.id,
                number=line.number,
                article=numbers[line.article_id],
                words=line.words,
                old_words=line.old_words,
                highlights=tuple(ListedHighlight(numbers[place[0]], *place[1:]) for place in own_first),
                verdict=rating.label if rating else None,
                rationale=rationales[line.id],
                status=line.status,
                sources=tuple(dict.fromkeys(address for (address,) in addresses.get(line.id, ()))),
                cited=line.sources,
            )
        )
    return found


def article_numbers(reading: Reading) -> dict[str, int]:
    """The display number of each article."""
    listed = reading.tuples("SELECT id FROM article WHERE NOT deleted ORDER BY position, id")
    return {article_id: number for number, (article_id,) in enumerate(listed, 1)}


def _grouped(rows: Iterable[Any]) -> dict[str, list[tuple[Any, ...]]]:
    groups: dict[str, list[tuple[Any, ...]]] = {}
    for claim_id, *rest in rows:
        groups.setdefault(claim_id, []).append(tuple(rest))
    return groups
