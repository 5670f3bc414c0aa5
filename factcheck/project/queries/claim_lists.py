"""Lists of claims: which ones, in which order, and what the list says of each.

A list is its ids; what a line says is read for those that somebody looks at. So a project of 100,000 claims costs no
more than what is on screen, beside ids that come from the database as one text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from itertools import chain, filterfalse
from typing import Any, Final, NamedTuple

from factcheck.domain.records import CLAIM_STATUSES, Article
from factcheck.project.queries.articles import claim_order
from factcheck.project.queries.project import ratings
from factcheck.project.queries.queues import BEARING, QUEUES, queued
from factcheck.project.reading import Reading
from factcheck.project.word_index import match_of, range_of


class ClaimLine(NamedTuple):
    """A claim in the list.

    ``start`` is its first place in the current draft (code points), None where it has none;
    ``quote`` is what is marked there, ``old_words`` what was marked in the draft where it last had a place.
    """

    id: str
    number: int
    article_id: str
    words: str
    quote: str
    kind: str
    status: str
    rating_id: str | None
    assignee: str
    sources: int
    comments: int
    open_queries: int
    conflicts: int
    start: int | None
    in_current: bool
    old_words: str


SORTS: Final = ("place", "verdict", "status", "age")


@dataclass(frozen=True)
class ClaimWish:
    """Which claims a list is to show: of an article (None: of all), under a filter, with words, in an order.

    ``words`` are beginnings of words in the claim, its quotations, its rationale; all must be there (``word_index``).
    ``tag_id`` keeps to a tag.
    """

    article_id: str | None = None
    filter: str = "all"
    words: str = ""
    tag_id: str = ""
    sort: str = "place"
    descending: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether these are all claims by place."""
        return self == ClaimWish(self.article_id)


# Up to here naming the claims is cheaper than reading those of the whole project.
_FEW: Final = 500
# Up to here an order is read before the first picture.
_SHORT: Final = 5_000
_AMONG: Final = " AND {} IN (SELECT value FROM json_each(:ids))"
_OF_CLAIMS: Final = {
    "unchecked": "rating_id IS NULL",
    "open": "(rating_id IS NULL OR rating_id NOT IN (SELECT id FROM rating WHERE closes)"
    " OR status IN ('re-check', 'needs attention'))",
    "in review": "status = 'in review'",
    "mine": "assignee = :author AND assignee <> ''",
    "re-check": "status = 're-check'",
}
_LIVING_EVIDENCE: Final = "FROM evidence WHERE deleted = 0"
# Asked of each piece of evidence it takes a third of the time, and most projects have no source that was removed.
_OF_LIVING_SOURCE: Final = " AND source_id NOT IN (SELECT id FROM source WHERE deleted)"
_OF_OTHERS: Final = {
    "conflicts": f"SELECT claim_id FROM ({BEARING}) WHERE claim_id <> ''",  # noqa: S608 - constants
    "queries": "SELECT claim_id FROM query WHERE NOT deleted AND NOT closed",
    "tag": "SELECT claim_id FROM claim_tag WHERE tag_id = :tag AND deleted = 0",
    "no source": f"SELECT claim_id {_LIVING_EVIDENCE}",  # of those that have one
    "one source": f"SELECT claim_id {_LIVING_EVIDENCE}",
    "writer only": f"SELECT claim_id {_LIVING_EVIDENCE}",
}
_BY_EVIDENCE: Final = frozenset({"no source", "one source", "writer only"})
_SAYING: Final = """
SELECT entry.id AS claim_id FROM found_by JOIN entry ON entry.number = found_by.rowid
WHERE found_by MATCH :match AND found_by.rowid BETWEEN :first AND :last
"""
_GROUPED: Final = {
    "one source": " GROUP BY claim_id HAVING count(DISTINCT source_id) = 1",
    "writer only": " GROUP BY claim_id HAVING min(origin = 'writer' AND NOT verified)",
}
FILTERS: Final = ("all", *_OF_CLAIMS, "no source", "one source", "writer only", "conflicts", "queries", *QUEUES)
_LIVING_ARTICLES: Final = "SELECT id FROM article WHERE NOT deleted"
_ARTICLES: Final = "SELECT id, coalesce(revision_id, '') FROM article WHERE NOT deleted ORDER BY position, id"


def listed(reading: Reading, wish: ClaimWish, among: Sequence[str] | None = None) -> list[str]:
    """The ids of the claims that a wish is for, in its order; of ``among`` those that fit, in the order given there.

    The list may be shared: do not change it.
    """
    order = _placed(reading, wish.article_id) if among is None else list(among)
    if wish.filter != "all":
        found = _fitting(reading, wish, wish.filter, order, whole=among is None)
        # Loops of the interpreter would take twice as long.
        keep: Any = filterfalse if wish.filter == "no source" else filter
        order = list(keep(found.__contains__, order))
    if wish.tag_id:
        tagged = _fitting(reading, wish, "tag", order, whole=among is None)
        order = list(filter(tagged.__contains__, order))
    match = match_of(wish.words)
    if match:
        first, last = range_of("claim")
        said = set(_ids(reading, _SAYING, {"match": match, "first": first, "last": last}))
        order = list(filter(said.__contains__, order))
    return order if among is not None else _sorted(reading, wish, order)


def is_at_hand(reading: Reading, wish: ClaimWish) -> bool:
    """Whether the wished list is there at once: its order is kept in memory, or short enough to be read."""
    if not wish.is_plain:
        return True
    owners = [wish.article_id] if wish.article_id is not None else article_ids(reading)
    claims = reading.claims
    return sum(claim_count(reading, owner) for owner in owners if not claims.knows(owner)) <= _SHORT


_BEGINNING: Final = """
SELECT claim.id FROM highlight CROSS JOIN claim ON claim.id = claim_id
WHERE revision_id = ? AND highlight.deleted = 0 AND claim.deleted = 0 AND claim.article_id = ?
ORDER BY start, "end" DESC, highlight.id LIMIT ?
"""


def beginning(reading: Reading, article_id: str | None, most: int) -> list[str]:
    """The first claims by place, read without the order of all; fewer than ``most`` where some have several places."""
    found: list[str] = []
    for owner in [article_id] if article_id is not None else article_ids(reading):
        revision_id = reading.get(Article, owner).revision_id
        rows = reading.tuples(_BEGINNING, (revision_id, owner, most - len(found)))
        claims = dict.fromkeys(row[0] for row in rows)
        found += claims
        if len(found) >= most or len(claims) < claim_count(reading, owner):
            break  # the rest of this article comes before the next one
    return found


def claim_count(reading: Reading, article_id: str) -> int:
    """How many living claims an article has."""
    counted = "SELECT count(*) FROM claim WHERE article_id = ? AND deleted = 0"
    return reading.once(("count", article_id), lambda: int(reading.tuples(counted, (article_id,))[0][0]))


def article_ids(reading: Reading) -> list[str]:
    """The living articles in their order."""
    return list(_drafts(reading))


def _drafts(reading: Reading) -> dict[str, str]:
    """The current draft of each living article, in the order of the articles."""
    return reading.once("drafts", lambda: dict(reading.tuples(_ARTICLES)))


def _placed(reading: Reading, article_id: str | None) -> list[str]:
    if article_id is not None:
        return claim_order(reading, reading.get(Article, article_id))
    claims, connection = reading.claims, reading.connection
    orders = (claims.order(connection, owner, draft) for owner, draft in _drafts(reading).items())
    return reading.once("placed", lambda: list(chain.from_iterable(orders)))


def _fitting(reading: Reading, wish: ClaimWish, name: str, order: Sequence[str], *, whole: bool) -> AbstractSet[str]:
    """The claims of which something holds; claims that are not in ``order`` may be among them."""
    if name in QUEUES:
        return queued(reading, name)
    few = len(order) <= _FEW
    if name in _BY_EVIDENCE and not few:
        return reading.claims.cited(name, partial(_of_others, reading, name, {}))
    parameters: dict[str, Any] = {"author": reading.author, "tag": wish.tag_id}
    if name not in _OF_CLAIMS:
        return _of_others(reading, name, parameters, order if few else None)
    sql = f"SELECT id AS claim_id FROM claim WHERE {_OF_CLAIMS[name]}"  # noqa: S608 - constants
    if few:
        sql += _AMONG.format("id")
        parameters["ids"] = json.dumps(order)
    elif name != "mine" or len(order) <= _SHORT:  # a person's claims are found at once by an index of their own
        of_article = whole and wish.article_id is not None
        sql += f" AND deleted = 0 AND article_id IN ({':article' if of_article else _LIVING_ARTICLES})"
        parameters["article"] = wish.article_id
    return set(_ids(reading, sql, parameters))


def _of_others(reading: Reading, name: str, parameters: dict[str, Any], among: Sequence[str] | None) -> set[str]:
    """The claims of which something holds by what hangs on them: among some, or of all (None)."""
    sql = _OF_OTHERS[name]
    if name in _BY_EVIDENCE and reading.tuples("SELECT 1 FROM source WHERE deleted LIMIT 1"):
        sql += _OF_LIVING_SOURCE
    if among is not None:
        sql += _AMONG.format("claim_id")
        parameters = {**parameters, "ids": json.dumps(among)}
    return set(_ids(reading, sql + _GROUPED.get(name, ""), parameters))


def _ids(reading: Reading, sql: str, parameters: dict[str, Any]) -> list[str]:
    # As one text: a row for each would take longer than all the rest.
    joined = f"SELECT group_concat(claim_id, ' ') FROM ({sql})"  # noqa: S608 - made of constants
    return (reading.connection.exec_driver_sql(joined, parameters).scalar() or "").split()


# --- orders ------------------------------------------------------------------------------------------

_GROUPS: Final = """
SELECT rating_id, status, group_concat(id, ' ') FROM claim
WHERE deleted = 0 AND (:article IS NULL OR article_id = :article) GROUP BY rating_id, status
"""
_CREATED: Final = """
SELECT change."row", min(hlc) FROM change JOIN edit ON edit.id = change.edit
WHERE tbl = 'claim' AND field = '+' GROUP BY change."row"
"""


def _sorted(reading: Reading, wish: ClaimWish, order: list[str]) -> list[str]:
    """In the wished order; what is alike stays by place."""
    if wish.sort == "place":
        return order[::-1] if wish.descending else order
    keys = dict.fromkeys(order, 0) | (_ages(reading) if wish.sort == "age" else _ranks(reading, wish))
    return sorted(order, key=keys.__getitem__, reverse=wish.descending)


def _ranks(reading: Reading, wish: ClaimWish) -> dict[str, int]:
    statuses = {status: rank for rank, status in enumerate(CLAIM_STATUSES)}
    positions = {rating.id: rating.position for rating in ratings(reading).values()}
    last = max(positions.values(), default=0) + 1
    ranks: dict[str, int] = {}
    found = reading.connection.exec_driver_sql(_GROUPS, {"article": wish.article_id})
    for rating_id, status, ids in found:
        rank = positions.get(rating_id, last) if wish.sort == "verdict" else statuses.get(status, len(statuses))
        ranks |= dict.fromkeys(ids.split(), rank)
    return ranks


def _ages(reading: Reading) -> dict[str, int]:
    return dict(tuple(row) for row in reading.tuples(_CREATED))


# --- lines -------------------------------------------------------------------------------------------

_CLAIMS: Final = """
SELECT claim.id, claim.article_id, claim.words, claim.kind, claim.status, claim.rating_id, claim.assignee
FROM claim JOIN article ON article.id = claim.article_id WHERE NOT claim.deleted AND NOT article.deleted {among}
"""
# What a line says beside the claim's own fields: (claim id, value) pairs, the first of a claim counts.
_PLACES: Final = """
SELECT claim_id, start, quote FROM highlight JOIN article ON article.revision_id = highlight.revision_id
WHERE NOT highlight.deleted {among} ORDER BY start, "end" DESC, highlight.id
"""
_OLD_WORDS: Final = """
SELECT claim_id, quote FROM highlight JOIN revision ON revision.id = highlight.revision_id
WHERE NOT highlight.deleted {among} ORDER BY revision.number DESC, start
"""
_SOURCES: Final = """
SELECT claim_id, count(DISTINCT source_id) FROM evidence JOIN source ON source.id = source_id
WHERE NOT evidence.deleted AND NOT source.deleted {among} GROUP BY claim_id
"""
_COMMENTS: Final = "SELECT claim_id, count(*) FROM comment WHERE NOT deleted {among} GROUP BY claim_id"
_QUERIES: Final = "SELECT claim_id, count(*) FROM query WHERE NOT deleted AND NOT closed {among} GROUP BY claim_id"
_CONFLICTS: Final = f"""
SELECT claim_id, count(*) FROM ({BEARING}) WHERE claim_id <> '' {{among}} GROUP BY claim_id
"""  # noqa: S608 - constants


def lines_of(reading: Reading, claim_ids: Sequence[str], *, begin: bool = False) -> list[ClaimLine]:
    """What a list says of these claims, in this order; those that were removed are left out.

    ``begin``: they are the beginning of a list by place, so that their numbers need no order of all.
    """
    found = {row[0]: row for row in _rows(reading, _CLAIMS, claim_ids, "claim.id")}
    ids = [claim_id for claim_id in claim_ids if claim_id in found]
    places = _firsts(reading, _PLACES, ids)
    unplaced = [claim_id for claim_id in ids if claim_id not in places]
    old_words = _firsts(reading, _OLD_WORDS, unplaced) if unplaced else {}
    sources, comments, queries, conflicts = (
        _firsts(reading, sql, ids) for sql in (_SOURCES, _COMMENTS, _QUERIES, _CONFLICTS)
    )
    owners = {claim_id: found[claim_id][1] for claim_id in ids}
    numbers = _counted(owners) if begin else _numbers(reading, owners)
    return [
        ClaimLine(
            id=claim_id,
            # A damaged file may hold claims that its own index does not find; they are shown.
            number=numbers.get(claim_id, 0),
            article_id=owner,
            words=stated,
            quote=places[claim_id][1] if claim_id in places else "",
            kind=kind,
            status=status,
            rating_id=rating_id,
            assignee=assignee,
            sources=sources.get(claim_id, (0,))[0],
            comments=comments.get(claim_id, (0,))[0],
            open_queries=queries.get(claim_id, (0,))[0],
            conflicts=conflicts.get(claim_id, (0,))[0],
            start=places[claim_id][0] if claim_id in places else None,
            in_current=claim_id in places,
            old_words=old_words.get(claim_id, ("",))[0],
        )
        for claim_id, owner, stated, kind, status, rating_id, assignee in (found[claim_id] for claim_id in ids)
    ]


def _counted(owners: dict[str, str]) -> dict[str, int]:
    """The numbers of claims that are the first ones of their articles."""
    counts: Counter[str] = Counter()
    numbers = {}
    for claim_id, owner in owners.items():
        counts[owner] += 1
        numbers[claim_id] = counts[owner]
    return numbers


def _numbers(reading: Reading, owners: dict[str, str]) -> dict[str, int]:
    """The display numbers of some claims, by their articles."""
    by_article: dict[str, list[str]] = {}
    for claim_id, owner in owners.items():
        by_article.setdefault(owner, []).append(claim_id)
    numbers: dict[str, int] = {}
    for owner, wanted in by_article.items():
        order = claim_order(reading, reading.get(Article, owner))
        numbers |= _found_in(order, wanted)
    return numbers


def _found_in(order: Sequence[str], wanted: Sequence[str]) -> dict[str, int]:
    """The places of some claims in an order, from 1 on."""
    at, places = 0, {}
    try:
        for claim_id in wanted:  # mostly by place: each is looked for from the one before on
            places[claim_id] = at = order.index(claim_id, at) + 1
    except ValueError:
        among = set(wanted)
        return {claim_id: place for place, claim_id in enumerate(order, 1) if claim_id in among}
    return places


def _firsts(reading: Reading, sql: str, claim_ids: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """By claim, the rest of its first row."""
    values: dict[str, tuple[Any, ...]] = {}
    for row in _rows(reading, sql, claim_ids, "claim_id"):
        if row[0] not in values:
            values[row[0]] = tuple(row[1:])
    return values


def _rows(reading: Reading, sql: str, claim_ids: Sequence[str], column: str) -> Iterable[Any]:
    """The rows of few claims, or of all, whichever is cheaper."""
    if len(claim_ids) > _FEW:
        return reading.tuples(sql.format(among=""))
    among = f"AND {column} IN (SELECT value FROM json_each(?))"  # noqa: S608 - constants
    return reading.tuples(sql.format(among=among), (json.dumps(list(claim_ids)),))


def article_titles(reading: Reading) -> dict[str, str]:
    """The titles of the articles, by id."""
    return reading.once(
        "titles", lambda: dict(tuple(row) for row in reading.tuples("SELECT id, title FROM article WHERE NOT deleted"))
    )
