"""Questions of the claims panel beside its list: the totals, and which claims a change bears on."""

from __future__ import annotations

from typing import Final, NamedTuple

from factcheck.domain.changes import Change
from factcheck.project.reading import Reading


class ClaimTotals(NamedTuple):
    """How many claims there are, how many of them have a verdict, and how many each occasional filter would show."""

    claims: int
    rated: int
    rechecks: int
    conflicts: int


_LIVING: Final = """
FROM article CROSS JOIN claim ON claim.article_id = article.id
WHERE NOT claim.deleted AND NOT article.deleted
"""
_TOTALS: Final = f"SELECT count(*), count(rating_id), coalesce(sum(status = 're-check'), 0) {_LIVING}"
_IN_CONFLICT: Final = """ AND claim.id IN (SELECT "row" FROM conflict WHERE tbl = 'claim')"""
# Tables whose rows hang on one claim; a source bears on the claims that it gives evidence for.
_OF_A_CLAIM: Final = ("highlight", "evidence", "comment", "query", "review")


def claim_totals(reading: Reading, article_id: str | None) -> ClaimTotals:
    """The totals of an article, of all articles for None."""
    condition, parameters = (" AND claim.article_id = ?", (article_id,)) if article_id is not None else ("", ())
    claims, rated, rechecks = reading.tuples(_TOTALS + condition, parameters)[0]
    (in_conflict, *_others) = reading.tuples(_TOTALS + _IN_CONFLICT + condition, parameters)[0]
    return ClaimTotals(claims, rated, rechecks, in_conflict)


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
