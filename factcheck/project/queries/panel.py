"""Questions of the claims panel beside its list: the totals, and which claims a change bears on."""

from __future__ import annotations

from typing import Final, NamedTuple

from factcheck.domain.changes import Change
from factcheck.project.queries.claim_lists import article_ids, claim_count
from factcheck.project.queries.queues import BEARING
from factcheck.project.reading import Reading


class ClaimTotals(NamedTuple):
    """How many claims there are, how many of them have a verdict, and how many each occasional filter would show."""

    claims: int
    rated: int
    rechecks: int
    conflicts: int


# Each is counted within one stretch of an index; sums over all claims would read every one.
_UNRATED: Final = "SELECT count(*) FROM claim WHERE article_id = ? AND deleted = 0 AND rating_id IS NULL"
_RECHECKS: Final = """
SELECT (SELECT count(*) FROM claim
        WHERE article_id = ?1 AND deleted = 0 AND rating_id IS NULL AND status = 're-check')
    + (SELECT count(*) FROM claim
        WHERE article_id = ?1 AND deleted = 0 AND rating_id IN (SELECT id FROM rating) AND status = 're-check')
"""
_CONFLICTS: Final = f"""
SELECT article.id, count(DISTINCT claim.id) FROM ({BEARING}) CROSS JOIN claim ON claim.id = claim_id
    JOIN article ON article.id = claim.article_id WHERE claim.deleted = 0 AND article.deleted = 0 GROUP BY article.id
"""  # noqa: S608 - constants
# Tables whose rows hang on one claim; a source bears on the claims that it gives evidence for.
_OF_A_CLAIM: Final = ("highlight", "evidence", "comment", "query", "review", "claim_tag")


def claim_totals(reading: Reading, article_id: str | None) -> ClaimTotals:
    """The totals of an article, of all articles for None."""
    return reading.once(("totals", article_id), lambda: _totals(reading, article_id))


def _totals(reading: Reading, article_id: str | None) -> ClaimTotals:
    articles = [owner for owner in article_ids(reading) if article_id in (None, owner)]
    in_conflict = reading.once("in conflict", lambda: dict(reading.tuples(_CONFLICTS)))
    claims = unrated = rechecks = conflicts = 0
    for owner in articles:
        claims += claim_count(reading, owner)
        unrated += reading.tuples(_UNRATED, (owner,))[0][0]
        rechecks += reading.tuples(_RECHECKS, (owner,))[0][0]
        conflicts += in_conflict.get(owner, 0)
    return ClaimTotals(claims, claims - unrated, rechecks, conflicts)


def claims_touched(reading: Reading, change: Change) -> frozenset[str]:
    """The ids of the claims whose card or sheet a change bears on, removed ones among them."""
    touched = set(change.ids("claim"))
    for table in _OF_A_CLAIM:
        touched |= _claims(reading, f"SELECT claim_id FROM {table} WHERE id IN", change.ids(table))  # noqa: S608 - a constant
    touched |= _claims(reading, "SELECT claim_id FROM evidence WHERE source_id IN", change.ids("source"))
    touched |= _claims(
        reading,
        "SELECT claim_id FROM evidence JOIN attachment ON attachment.source_id = evidence.source_id"
        " WHERE attachment.id IN",
        change.ids("attachment"),
    )
    return frozenset(touched)


def _claims(reading: Reading, select: str, ids: frozenset[str]) -> set[str]:
    most = 500  # SQLite takes a limited number of parameters
    listed = sorted(ids)
    found: set[str] = set()
    for first in range(0, len(listed), most):
        some = listed[first : first + most]
        rows = reading.tuples(f"{select} ({', '.join('?' * len(some))})", tuple(some))
        found.update(row[0] for row in rows if row[0])
    return found
