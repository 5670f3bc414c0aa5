"""What waits for the person who sits here, across the articles: the queues of the sidebar."""

from __future__ import annotations

from typing import Final, NamedTuple

from factcheck.domain.records import Article
from factcheck.project.queries.articles import claim_numbers
from factcheck.project.reading import Reading
from factcheck.project.tables import ArticleRow

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
# The conflicts with the claims that they bear on: those of the claim itself, and of what hangs on it.
BEARING: Final = " UNION ALL ".join((
    "SELECT \"row\" AS claim_id, sides FROM conflict WHERE tbl = 'claim'",
    *(
        f"SELECT claim_id, sides FROM conflict CROSS JOIN {table} ON {table}.id = \"row\" WHERE tbl = '{table}'"  # noqa: S608
        f" AND NOT {table}.deleted"
        for table in ("highlight", "evidence", "comment", "query", "review", "proposal", "vote")
    ),
))  # fmt: skip
_CONFLICTS: Final = f"""
SELECT claim.id FROM ({BEARING}) AS conflicted JOIN claim ON claim.id = claim_id
WHERE claim.assignee IN (?1, '')
    OR EXISTS (SELECT 1 FROM json_each(sides) WHERE json_extract(value, '$[1]') = ?1)
"""  # noqa: S608 - constants
_INBOX: Final = (_SENT_BACK, _ASSIGNED_AND_OPEN, _RE_CHECKS, _QUERIES, _CONFLICTS)
_QUEUES: Final = {
    "inbox": " UNION ".join(_INBOX),
    "to review": _TO_REVIEW,
    "assigned": _ASSIGNED,
}
QUEUES: Final = tuple(_QUEUES)


class Waiting(NamedTuple):
    """How many claims wait in each queue of this person; of the project, open queries and claims in conflict."""

    inbox: int
    to_review: int
    assigned: int
    queries: int
    conflicts: int


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
    inbox, to_review, assigned = (len(queued(reading, queue)) for queue in QUEUES)
    (queries,) = reading.tuples(_OPEN_QUERIES)[0]
    return Waiting(inbox, to_review, assigned, queries, len(_conflicted(reading)))


def _conflicted(reading: Reading) -> list[tuple[str, str]]:
    """The claims on which people differ, each with its article, in no order."""
    sql = f"""
        SELECT DISTINCT claim.id, article.id FROM ({BEARING}) JOIN claim ON claim.id = claim_id
            JOIN article ON article.id = claim.article_id
        WHERE NOT claim.deleted AND NOT article.deleted
    """  # noqa: S608 - constants
    return [tuple(row) for row in reading.tuples(sql)]


def conflicted(reading: Reading) -> list[tuple[str, str]]:
    """The claims on which people differ, each with its article, in the order of the articles and their text."""
    found = _conflicted(reading)
    articles = reading.records(Article, order_by=(ArticleRow.position, ArticleRow.id))
    places = {
        claim_id: (place, number)
        for place, article in enumerate(articles)
        if article.id in {article_id for _claim_id, article_id in found}
        for claim_id, number in claim_numbers(reading, article).items()
    }
    return sorted(found, key=lambda pair: places.get(pair[0], (len(articles), 0)))
