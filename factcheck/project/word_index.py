"""The index of words: claims, articles and sources of the project by the words that stand in them.

Derived, never merged, rebuilt at any time. ``entry`` holds, folded, what is known of each living record; ``found_by``
is the full-text index over it. Both are kept in the transaction that derives the rows (``note_rows``), by no trigger.

A question joins three lines of SQL to its own; ``match_of`` gives the pattern for what a person typed (prefixes of
all words, in any order; "" where there is no word in it)::

    claim.id IN (SELECT entry.id FROM found_by JOIN entry ON entry.number = found_by.rowid WHERE found_by MATCH ?)

A record's entry gets a new, highest number whenever its words change: descending numbers are the latest first. The
numbers of a kind lie in a range of its own (``range_of``), so that few sources are found among many claims.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from factcheck.project.plain_sql import tuples
from factcheck.project.tables import TABLES
from factcheck.text.folding import spaced, tokens

# The many have the lowest numbers: descending ones come to the few first, and stop there.
KINDS: Final = ("claim", "source", "article")
_RANGE: Final = 1 << 40
_MOST: Final = 2000

# What each kind tells of itself: first what one knows it by, then the rest.
_SAID: Final[Mapping[str, str]] = {
    "article": """
        SELECT article.id, article.id, title, json_array(byline, publication, address, slug) FROM article
        WHERE NOT deleted""",
    "claim": """
        SELECT claim.id, coalesce(article_id, ''),
            trim(claim.words || ' ' || coalesce((
                SELECT group_concat(quote, ' ') FROM (
                    SELECT DISTINCT quote FROM highlight
                    WHERE claim_id = claim.id AND NOT deleted AND quote <> claim.words))
            , '')),
            json_array(rationale, speaker, assignee, (
                SELECT group_concat(tag.name, ' ') FROM claim_tag JOIN tag ON tag.id = tag_id
                WHERE claim_id = claim.id AND NOT claim_tag.deleted AND NOT tag.deleted))
        FROM claim WHERE NOT deleted""",
    "source": """
        SELECT source.id, '', CASE WHEN title <> '' THEN title ELSE address END,
            json_array(authors, publisher, address, person, alias, wire) FROM source
        WHERE NOT deleted""",
}
# Which records a changed row of a table bears on.
_BORNE: Final[Mapping[str, tuple[str, str]]] = {
    "article": ("article", "SELECT value FROM json_each(?)"),
    "claim": ("claim", "SELECT value FROM json_each(?)"),
    "source": ("source", "SELECT value FROM json_each(?)"),
    "highlight": ("claim", "SELECT claim_id FROM highlight WHERE id IN (SELECT value FROM json_each(?))"),
    "claim_tag": ("claim", "SELECT claim_id FROM claim_tag WHERE id IN (SELECT value FROM json_each(?))"),
    "tag": ("claim", "SELECT claim_id FROM claim_tag WHERE tag_id IN (SELECT value FROM json_each(?))"),
}
_LATEST: Final = """
SELECT change."row", max(edit.arrival) FROM change JOIN edit ON edit.id = change.edit WHERE change.tbl = ? GROUP BY 1
"""
Entry = tuple[str, str, str, str]  # id, article id, words, more words


def match_of(typed: str, *, start: bool = False) -> str:
    """The pattern for what a person typed: all of its words, each as a beginning; "" where it holds no word.

    ``start``: the words in this order, where a record begins.
    """
    if start:
        phrase = " ".join(tokens(typed))
        return f'words : ^"{phrase}"*' if phrase else ""
    phrases = (" ".join(tokens(word)) for word in typed.split())
    return " ".join(f'"{phrase}"*' for phrase in phrases if phrase)


def range_of(kind: str) -> tuple[int, int]:
    """The first and the last number that entries of a kind can have."""
    first = KINDS.index(kind) * _RANGE
    return first, first + _RANGE - 1


def note_rows(connection: sa.Connection, row_ids: Mapping[str, Sequence[str]]) -> None:
    """Rows were written, named by table: bring the entries up to date that tell of them."""
    # What is known of one record stands in the rows of several tables.
    borne: dict[str, set[str]] = {}
    for table, ids in row_ids.items():
        if table in _BORNE:
            kind, which = _BORNE[table]
            borne.setdefault(kind, set()).update(row[0] for row in tuples(connection, which, (json.dumps(ids),)))
    for kind, found in borne.items():
        ids = sorted(found - {"", None})
        for first in range(0, len(ids), _MOST):
            _refresh(connection, kind, ids[first : first + _MOST])


def _refresh(connection: sa.Connection, kind: str, ids: Sequence[str]) -> None:
    among = json.dumps(ids)
    entries = {entry[0]: entry for entry in _said(connection, kind, among)}
    stored = tuples(
        connection,
        "SELECT number, id, article_id, words, more FROM entry WHERE id IN (SELECT value FROM json_each(?))",
        (among,),
    )
    same = {old[1] for old in stored if entries.get(old[1]) == old[1:]}
    gone = [old for old in stored if old[1] not in same]
    _take_out(connection, gone)
    _put_in(connection, kind, [entries[row_id] for row_id in ids if row_id in entries and row_id not in same])


def _said(connection: sa.Connection, kind: str, among: str | None = None) -> list[Entry]:
    """The entries that the rows ask for: of some ids (JSON), or of all."""
    sql, parameters = _SAID[kind], [among] if among is not None else []
    if among is not None:
        sql = f"{sql} AND {kind}.id IN (SELECT value FROM json_each(?))"  # noqa: S608 - a constant
    return [
        (row_id, article_id, spaced(words), spaced(" ".join(part for part in json.loads(more) if part)))
        for row_id, article_id, words, more in tuples(connection, sql, tuple(parameters))
    ]


def _take_out(connection: sa.Connection, stored: Sequence[Any]) -> None:
    if not stored:
        return
    # The index keeps no words of its own: it must be told which ones go.
    connection.exec_driver_sql(
        "INSERT INTO found_by(found_by, rowid, words, more) VALUES ('delete', ?, ?, ?)",
        [(old[0], old[3], old[4]) for old in stored],
    )
    connection.exec_driver_sql("DELETE FROM entry WHERE number = ?", [(old[0],) for old in stored])


def _put_in(connection: sa.Connection, kind: str, entries: Sequence[Entry]) -> None:
    if not entries:
        return
    first, last = range_of(kind)
    ((latest,),) = tuples(connection, "SELECT max(number) FROM entry WHERE number BETWEEN ? AND ?", (first, last))
    numbered = list(enumerate(entries, first if latest is None else latest + 1))
    connection.exec_driver_sql(
        "INSERT INTO entry(number, id, article_id, words, more) VALUES (?, ?, ?, ?, ?)",
        [(number, *entry) for number, entry in numbered],
    )
    connection.exec_driver_sql(
        "INSERT INTO found_by(rowid, words, more) VALUES (?, ?, ?)",
        [(number, words, more) for number, (_id, _article, words, more) in numbered],
    )


def rebuild(connection: sa.Connection) -> None:
    """Make the whole index anew from the rows, what was last changed last; 5 s of processor time for 100,000 claims."""
    connection.exec_driver_sql("INSERT INTO found_by(found_by) VALUES ('delete-all')")
    connection.exec_driver_sql("DELETE FROM entry")
    for kind in KINDS:
        latest = dict(tuple(row) for row in connection.exec_driver_sql(_LATEST, (kind,)))
        _put_in(connection, kind, sorted(_said(connection, kind), key=lambda entry: latest.get(entry[0], 0)))


def forget_removed_words(connection: sa.Connection) -> None:
    """Leave nothing in the index of words that were taken out of it: they are only marked as gone until then."""
    connection.exec_driver_sql("INSERT INTO found_by(found_by) VALUES ('optimize')")


def wrong_entries(connection: sa.Connection) -> list[str]:
    """The ids of records whose entry is not what the rows say."""
    said = {entry for kind in KINDS for entry in _said(connection, kind)}
    stored = {tuple(row) for row in connection.exec_driver_sql("SELECT id, article_id, words, more FROM entry")}
    return sorted({str(entry[0]) for entry in said ^ stored})


assert set(_BORNE) <= set(TABLES)  # noqa: S101 - a table that was renamed is found at once
