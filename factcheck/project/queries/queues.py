"""What waits for the person who sits here, across the articles: the queues of the sidebar."""

from __future__ import annotations

from typing import Final, NamedTuple

from factcheck.project.reading import Reading

# Each answers claim ids; ?1 is the person. They begin where an index is, for a project may hold 100,000 claims.
_TO_REVIEW: Final = """
SELECT claim_id AS id FROM review JOIN claim ON claim.id = claim_id
WHERE asked_of = ?1 AND answer = '' AND NOT review.deleted AND claim.status = 'in review'
"""
_ASSIGNED: Final = "SELECT id FROM claim WHERE assignee = ?1 AND assignee <> '' AND status <> 'signed off'"
_ASSIGNED_AND_OPEN: Final = """
SELECT claim.id FROM claim LEFT JOIN rating ON rating.id = rating_id
WHERE assignee = ?1 AND assignee <> '' AND status NOT IN ('in review', 'signed off')
    AND (rating_id IS NULL OR NOT closes OR status IN ('re-check', 'needs attention'))
"""
_SENT_BACK: Final = """
SELECT claim.id FROM claim JOIN review ON review.claim_id = claim.id
WHERE status = 'needs attention' AND asked_by = ?1 AND answer = 'sent back' AND NOT review.deleted
"""
_RE_CHECKS: Final = """
SELECT claim.id FROM article CROSS JOIN claim ON claim.article_id = article.id
WHERE claim.deleted = 0 AND status = 're-check' AND assignee IN (?1, '')
"""
# Of whom a question is asked, it does not tell by whom: it waits for who has the claim.
_QUERIES: Final = """
SELECT claim.id FROM query JOIN claim ON claim.id = query.claim_id
WHERE NOT query.deleted AND NOT query.closed AND claim.assignee IN (?1, '')
    AND (query.answer <> '' OR (query.due GLOB '????-??-??' AND query.due <= date('now', 'localtime')))
"""
_CONFLICTS: Final = """
SELECT claim.id FROM conflict JOIN claim ON claim.id = conflict."row"
WHERE tbl = 'claim' AND (claim.assignee IN (?1, '')
    OR EXISTS (SELECT 1 FROM json_each(conflict.sides) WHERE json_extract(value, '$[1]') = ?1))
"""
_INBOX: Final = (_SENT_BACK, _ASSIGNED_AND_OPEN, _RE_CHECKS, _QUERIES, _CONFLICTS)
_QUEUES: Final = {
    "inbox": " UNION ".join(_INBOX),
    "to review": _TO_REVIEW,
    "assigned": _ASSIGNED,
}
QUEUES: Final = tuple(_QUEUES)


class Waiting(NamedTuple):
    """How many claims wait in each queue of this person, and how many queries of the project are open."""

    inbox: int
    to_review: int
    assigned: int
    queries: int


_OPEN_QUERIES: Final = """
SELECT count(*) FROM query LEFT JOIN claim ON claim.id = query.claim_id
    JOIN article ON article.id = CASE WHEN query.claim_id <> '' THEN claim.article_id ELSE query.article_id END
WHERE NOT query.deleted AND NOT query.closed AND NOT article.deleted AND claim.deleted IS NOT 1
"""


def queued(reading: Reading, queue: str) -> frozenset[str]:
    """The ids of the claims in a queue (one of ``QUEUES``)."""
    sql = f"""
        SELECT claim.id FROM ({_QUEUES[queue]}) AS waiting JOIN claim ON claim.id = waiting.id
            JOIN article ON article.id = claim.article_id
        WHERE NOT claim.deleted AND NOT article.deleted
    """  # noqa: S608 - constants of this module
    return frozenset(claim_id for (claim_id,) in reading.tuples(sql, (reading.author,)))


def waiting(reading: Reading) -> Waiting:
    """How much waits in each queue."""
    counts = (len(queued(reading, queue)) for queue in QUEUES)
    return Waiting(*counts, *reading.tuples(_OPEN_QUERIES)[0])
