"""The order of each article's claims by place, kept in memory: it gives every claim its number. And who has sources.

Reading either anew for 100,000 claims takes a tenth of a second, and an edit changes one of them. So they are kept by
the project's opening and brought up to date from the log: only what was written since is read again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, Final

import sqlalchemy as sa

from factcheck.project.plain_sql import tuples

# Where more claims than this moved or came at once, their article's order is read anew.
FEW: Final = 100
# Where the evidence of more claims than this was written to, all of it is read anew.
MANY: Final = 1_000
_STRUCTURE: Final = {
    "claim": frozenset({"+", "-", "article_id"}),
    "highlight": frozenset({"+", "-", "start", "end", "revision_id", "claim_id"}),
}
_NEWS: Final = """
SELECT tbl, "row", field FROM edit CROSS JOIN change ON change.edit = edit.id
WHERE edit.arrival > ? AND tbl IN ('claim', 'highlight', 'article', 'evidence', 'source')
"""
# The ids come as one text: a row for each would take longer than all the rest.
_PLACED: Final = """
SELECT group_concat(claim_id, ' ') FROM (SELECT claim_id FROM highlight
    WHERE revision_id = ? AND deleted = 0 ORDER BY start, "end" DESC, id)
"""
_LIVING: Final = "SELECT group_concat(id, ' ') FROM claim WHERE article_id = ? AND deleted = 0"
_UNPLACED: Final = """
SELECT claim.id FROM claim LEFT JOIN highlight ON claim.id = claim_id AND NOT highlight.deleted
WHERE article_id = ? AND claim.deleted = 0 AND claim.id IN (SELECT value FROM json_each(?))
ORDER BY start IS NULL, start, claim.id
"""
_OWNERS: Final = "SELECT claim_id FROM highlight WHERE id IN (SELECT value FROM json_each(?))"
_CITING: Final = """
SELECT claim_id FROM evidence WHERE id IN (SELECT value FROM json_each(?1))
UNION SELECT claim_id FROM evidence WHERE source_id IN (SELECT value FROM json_each(?2)) LIMIT ?3
"""
_ARTICLES: Final = "SELECT DISTINCT article_id FROM claim WHERE id IN (SELECT value FROM json_each(?))"
_LATEST: Final = "SELECT arrival, id FROM edit ORDER BY arrival DESC LIMIT 1"
_SEEN: Final = "SELECT id FROM edit WHERE arrival = ?"


class ClaimIndex:
    """The orders of articles, and the claims by their evidence, that were asked for."""

    def __init__(self) -> None:
        self._seen: tuple[int, str] | None = None  # the latest edit that is taken in
        self._orders: dict[str, list[str]] = {}
        self._cited: dict[str, AbstractSet[str]] = {}
        self._uncertain: dict[str, set[str]] = {}  # of these something was written since

    def knows(self, article_id: str) -> bool:
        """Whether the order of an article is at hand."""
        return article_id in self._orders

    def order(self, connection: sa.Connection, article_id: str, revision_id: str) -> list[str]:
        """The ids of an article's living claims by their place in a draft, those without one last.

        The list is shared: it is never changed, a new one takes its place. Call ``catch_up`` first.
        """
        if article_id not in self._orders:
            self._orders[article_id] = _ordered(connection, article_id, revision_id)
        return self._orders[article_id]

    def cited(self, name: str, ask: Callable[[Sequence[str] | None], set[str]]) -> AbstractSet[str]:
        """The claims of whose evidence something holds, kept by a name; ``ask`` tells among some, or of all (None).

        Whether it holds must depend on a claim's own evidence and the sources of that alone. The set is shared.
        Call ``catch_up`` first.
        """
        if name not in self._cited:
            self._cited[name] = ask(None)
        elif uncertain := self._uncertain.get(name):
            self._cited[name] = (self._cited[name] - uncertain) | ask(sorted(uncertain))
        self._uncertain[name] = set()
        return self._cited[name]

    def catch_up(self, connection: sa.Connection) -> None:
        """Take in what was written since the last look."""
        latest = next(iter(tuples(connection, _LATEST)), None)
        if latest == self._seen:
            return
        if (self._orders or self._cited) and self._seen is not None:
            arrival, edit_id = self._seen
            if tuples(connection, _SEEN, (arrival,)) == [(edit_id,)]:
                self._take(connection, tuples(connection, _NEWS, (arrival,)))
            else:  # a backup was put in the place of the project
                self._orders, self._cited = {}, {}
        self._seen = latest

    def _take(self, connection: sa.Connection, news: Sequence[Any]) -> None:
        if self._cited:
            self._doubt(connection, news)
        for table, row, field in news:
            if table == "article" and field == "revision_id":
                self._orders.pop(row, None)
        moved = _moved(connection, news)
        if not self._orders or not moved:
            return
        among = (json.dumps(sorted(moved)),)
        touched = {article_id for (article_id,) in tuples(connection, _ARTICLES, among)}
        for article_id, order in list(self._orders.items()):
            if article_id in touched:
                placed = _with_moved(connection, article_id, order, moved) if len(moved) <= FEW else None
                if placed is None:
                    del self._orders[article_id]
                else:
                    self._orders[article_id] = placed
            elif not moved.isdisjoint(order):  # a claim that went to another article
                del self._orders[article_id]

    def _doubt(self, connection: sa.Connection, news: Sequence[Any]) -> None:
        """Note of which claims the evidence, or a source of it, was written to."""
        evidence = {row for table, row, _field in news if table == "evidence"}
        sources = {row for table, row, _field in news if table == "source"}
        if not evidence and not sources:
            return
        made = {row for table, row, field in news if table == "evidence" and field == "+"}
        moved = {row for table, row, field in news if table == "evidence" and field == "claim_id"} - made
        among = (json.dumps(sorted(evidence)), json.dumps(sorted(sources)), MANY + 1)
        claims = {claim_id for (claim_id,) in tuples(connection, _CITING, among)}
        if moved or len(claims) > MANY:  # nobody tells from which claim
            self._cited = {}
        for name in self._cited:
            self._uncertain[name] |= claims


def _moved(connection: sa.Connection, news: Sequence[Any]) -> set[str]:
    """The claims that came, went or moved."""
    fields = {(table, row) for table, row, field in news if field in _STRUCTURE.get(table, ())}
    highlights = sorted(row for table, row in fields if table == "highlight")
    owners = tuples(connection, _OWNERS, (json.dumps(highlights),)) if highlights else ()
    return {row for table, row in fields if table == "claim"} | {owner for (owner,) in owners if owner}


def _ordered(connection: sa.Connection, article_id: str, revision_id: str) -> list[str]:
    placed = _ids(connection, _PLACED, revision_id)
    living = _ids(connection, _LIVING, article_id)
    known = set(living)
    order = [claim_id for claim_id in dict.fromkeys(placed) if claim_id in known]
    if len(order) < len(living):
        known.difference_update(order)
        order += _unplaced(connection, article_id, known)
    return order


def _unplaced(connection: sa.Connection, article_id: str, claims: Iterable[str]) -> list[str]:
    found = tuples(connection, _UNPLACED, (article_id, json.dumps(sorted(claims))))
    return list(dict.fromkeys(row[0] for row in found))


def _ids(connection: sa.Connection, sql: str, parameter: str) -> list[str]:
    return (tuples(connection, sql, (parameter,))[0][0] or "").split()


_FIRST_PLACE: Final = """
SELECT start, "end", id FROM highlight
WHERE claim_id = ? AND deleted = 0 AND revision_id = (SELECT revision_id FROM article WHERE id = ?)
ORDER BY start, "end" DESC, id LIMIT 1
"""
# The claim whose first place is the nearest one before a place.
_NEAREST_BEFORE: Final = """
SELECT claim_id FROM highlight AS place
WHERE revision_id = (SELECT revision_id FROM article WHERE id = ?1) AND deleted = 0 AND start <= ?2
    AND (start < ?2 OR "end" > ?3 OR ("end" = ?3 AND id < ?4))
    AND EXISTS (SELECT 1 FROM claim WHERE id = claim_id AND article_id = ?1 AND deleted = 0)
    AND NOT EXISTS (SELECT 1 FROM highlight AS first WHERE first.claim_id = place.claim_id
        AND first.revision_id = place.revision_id AND first.deleted = 0
        AND (first.start < place.start OR (first.start = place.start
            AND (first."end" > place."end" OR (first."end" = place."end" AND first.id < place.id)))))
ORDER BY start DESC, "end", id DESC LIMIT 1
"""
_IS_LIVING: Final = "SELECT 1 FROM claim WHERE id = ? AND article_id = ? AND deleted = 0"


def _with_moved(connection: sa.Connection, article_id: str, order: list[str], moved: set[str]) -> list[str] | None:
    """An order after some claims came, went or moved; None where it must be read anew."""
    order = order.copy() if moved.isdisjoint(order) else [claim_id for claim_id in order if claim_id not in moved]
    places = []
    for claim_id in moved:
        if not tuples(connection, _IS_LIVING, (claim_id, article_id)):
            continue
        first = tuples(connection, _FIRST_PLACE, (claim_id, article_id))
        if not first:
            return None
        start, end, highlight_id = first[0]
        places.append((start, -end, highlight_id, claim_id))
    # From the first on: where one of them follows another, that one is in its place already.
    for start, end, highlight_id, claim_id in sorted(places):
        before = tuples(connection, _NEAREST_BEFORE, (article_id, start, -end, highlight_id))
        order.insert(order.index(before[0][0]) + 1 if before else 0, claim_id)
    return order
