"""Bringing a copy of a project back into it: the union of two logs, and the touched rows derived anew.

Nothing is overwritten: a change replaces only what its author had on screen, so where both wrote, both values live on
as a conflict. Copies of copies may come in any order, any number of times. All of it happens in the transaction that
the caller began, and is verified before that ends.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from factcheck.domain.problems import Problem
from factcheck.project import blobs, rows
from factcheck.project.deriving import CREATE
from factcheck.project.foreign_log import News, digests_of, log_beside, log_of_site, news_of
from factcheck.project.journal import CHANGE, EDIT, erase
from factcheck.project.plain_sql import tuples
from factcheck.project.tables import TABLES
from factcheck.project.word_index import forget_removed_words
from factcheck.translation import _, ngettext
from factcheck.uncollected import uncollected

# A text or file is named in the log by its SHA-256: 64 hexadecimal digits between quotation marks.
_NAME_OF_BLOB: Final = 66
_OF_CHANGE: Final = tuple(column.name for column in CHANGE.c)
_NAMES, _PLACES = '", "'.join(_OF_CHANGE), ", ".join("?" * len(_OF_CHANGE))
_INSERT: Final = f'INSERT INTO change ("{_NAMES}") VALUES ({_PLACES})'  # noqa: S608 - names of columns
_HEXADECIMAL: Final = frozenset("0123456789abcdef")
Conflict = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a copy brought, or would bring.

    ``authors`` are names with the number of their new edits, most first; ``claims`` counts new claims, ``changes`` all
    new changes. ``conflicts`` name table, row and field of each conflict that was not there before, or that has a side
    more. ``refused`` counts changes that were damaged or altered and left out, ``missing`` those that the copies never
    held (one was cut off), ``files`` the new texts and files, ``files_missing`` those that neither copy holds,
    ``unknown`` the changes that only a newer program understands. ``rows`` are the touched rows; ``backup`` is the
    state before.
    """

    edits: int = 0
    changes: int = 0
    claims: int = 0
    authors: tuple[tuple[str, int], ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refused: int = 0
    missing: int = 0
    files: int = 0
    files_missing: int = 0
    unknown: int = 0
    rows: frozenset[tuple[str, str]] = frozenset()
    latest: int = 0
    backup: Path | None = None


def damage_in_words(merged: Merged) -> Iterator[str]:
    """What of a copy was left out, is missing or cannot be shown, a sentence each."""
    for count, words in (
        (
            merged.refused,
            ngettext(
                "{n} change in the copy is damaged or was altered, and was left out.",
                "{n} changes in the copy are damaged or were altered, and were left out.",
                merged.refused,
            ),
        ),
        (
            merged.missing,
            ngettext(
                "{n} change is missing: a copy was cut off. A whole copy brings it.",
                "{n} changes are missing: a copy was cut off. A whole copy brings them.",
                merged.missing,
            ),
        ),
        (
            merged.files_missing,
            ngettext(
                "{n} text or file is in neither copy.", "{n} texts or files are in neither copy.", merged.files_missing
            ),
        ),
        (
            merged.unknown,
            ngettext(
                "{n} change is from a newer Factcheck; it is kept and shown by the newer version.",
                "{n} changes are from a newer Factcheck; they are kept and shown by the newer version.",
                merged.unknown,
            ),
        ),
    ):
        if count:
            yield words.format(n=count)


def merge(connection: sa.Connection, other: sqlite3.Connection, *, few: bool = False) -> Merged:
    """Take what another copy has and this project lacks; raises ``Problem`` where the result cannot be verified.

    ``few``: the copy holds a handful of changes, as they come while people work. Nothing is asked of the whole log
    then, whose size would count with each of them; gaps in it and files that are missing are not counted.
    """
    with uncollected():
        return _merge(connection, other, few=few)


def _merge(connection: sa.Connection, other: sqlite3.Connection, *, few: bool) -> Merged:
    conflicts_before = _conflicts(connection)
    news = news_of(connection, other, few=few)
    touched = news.rows
    if news.changes:
        _append(connection, news)
    touched |= _erase(connection, news)
    rows.write_all_derived(connection, sorted(touched))
    if news.erased_here:
        forget_removed_words(connection)
    if not few or _refer_to_nothing(connection, touched):
        _hold_what_is_referred_to(connection)
    named = {name for change in news.changes if (name := _blob_in(change["value"]))}
    files, lost = blobs.unite(connection, other, named if few else _blobs_named(connection))
    (_verify_few if few else _verify)(connection, news)
    authors = Counter(str(edit["author"]) for edit in news.edits.values())
    return Merged(
        edits=len(news.edits),
        changes=len(news.changes),
        claims=sum(change["tbl"] == "claim" and change["field"] == CREATE for change in news.changes),
        authors=tuple(sorted(authors.items(), key=lambda item: (-item[1], item[0]))),
        conflicts=tuple(sorted({conflict for conflict, _side in _conflicts(connection) - conflicts_before})),
        refused=news.refused,
        missing=0 if few else _missing(connection),
        files=files,
        files_missing=len(lost - _signed(connection)),
        unknown=_unknown(news),
        rows=frozenset(touched),
        latest=max((int(edit["hlc"]) for edit in news.edits.values()), default=0),
    )


def _append(connection: sa.Connection, news: News) -> None:
    # In the order of their clocks, so that what is listed by arrival reads as it happened.
    edits = sorted(news.edits.values(), key=lambda edit: (edit["hlc"], edit["id"]))
    if edits:
        connection.execute(sa.insert(EDIT), edits)
    # By bare statements: to let SQLAlchemy look at each of many changes takes as long as to write them.
    connection.exec_driver_sql(_INSERT, list(map(itemgetter(*_OF_CHANGE), news.changes)))


def _erase(connection: sa.Connection, news: News) -> set[tuple[str, str]]:
    """Erase here what the other copy removed for good; the answer is the rows that this touches."""
    touched = set()
    named: set[str] = set()
    for key in news.erased_here:
        site, _colon, seq = key.rpartition(":")
        query = sa.select(CHANGE.c.tbl, CHANGE.c.row, CHANGE.c.value).where(
            CHANGE.c.site == site, CHANGE.c.seq == int(seq)
        )
        for table, row_id, value in connection.execute(query):
            touched.add((table, row_id))
            named.add(str(value)[1:-1])
    erase(connection, news.erased_here)
    if named:
        blobs.drop_blobs(connection, named - _blobs_named(connection))
    return touched


def _hold_what_is_referred_to(connection: sa.Connection) -> None:
    """Give rows that are referred to and never came an empty, hidden row: a copy may have been cut off."""
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is None:
        return
    missing = True
    while missing:
        missing = False
        for table in TABLES.values():
            for key in table.foreign_keys:
                parent = key.column.table.alias()
                query = (
                    sa.select(key.parent)
                    .distinct()
                    .outerjoin(parent, parent.c.id == key.parent)
                    .where(key.parent.is_not(None), parent.c.id.is_(None))
                )
                for row_id in connection.execute(query).scalars().all():
                    rows.write_placeholder(connection, str(key.column.table.name), row_id)
                    missing = True


def _refer_to_nothing(connection: sa.Connection, touched: set[tuple[str, str]]) -> bool:
    """Whether one of some rows refers to a row that is not there."""
    for name, row_id in touched:
        for key in TABLES[name].foreign_keys if name in TABLES else ():
            parent = key.column.table.alias()
            query = (
                sa.select(key.parent)
                .outerjoin(parent, parent.c.id == key.parent)
                .where(TABLES[name].c.id == row_id, key.parent.is_not(None), parent.c.id.is_(None))
            )
            if connection.execute(query).first() is not None:
                return True
    return False


def _blobs_named(connection: sa.Connection) -> set[str]:
    """The texts and files that the log names, also where only a newer program knows the field."""
    values = connection.execute(
        sa.select(CHANGE.c.value).where(sa.func.length(CHANGE.c.value) == _NAME_OF_BLOB).distinct()
    ).scalars()
    return {name for value in values if (name := _blob_in(value))}


def _signed(connection: sa.Connection) -> set[str]:
    """The digests of sign-offs, of which those of older programs name no blob."""
    query = "SELECT value FROM change WHERE tbl = 'sign_off' AND field = 'digest'"
    return {name for (value,) in tuples(connection, query) if (name := _blob_in(value))}


def _blob_in(value: str | None) -> str:
    """The text or file that a value names; empty where it names none."""
    is_name = value is not None and len(value) == _NAME_OF_BLOB and _HEXADECIMAL.issuperset(value[1:-1])
    return value[1:-1] if value is not None and is_name else ""


def _unknown(news: News) -> int:
    """How many new changes are of a table or a field that only a newer program knows."""
    places = Counter((change["tbl"], change["field"]) for change in news.changes)
    return sum(count for (table, name), count in places.items() if not _is_known(table, name))


def _is_known(name: str, field: str) -> bool:
    table = TABLES.get(name)
    return table is not None and (not field.isidentifier() or field in table.c)


def _conflicts(connection: sa.Connection) -> set[tuple[Conflict, str]]:
    """Each side of each conflict, by the change that wrote it: a conflict that was there may get a further one."""
    query = """SELECT tbl, "row", field, json_extract(side.value, '$[0]') FROM conflict, json_each(sides) AS side"""
    return {((table, row, field), side) for table, row, field, side in tuples(connection, query)}


def _missing(connection: sa.Connection) -> int:
    """How many changes a cut copy left out: the numbers of each site should have no gaps."""
    gaps = sa.select(sa.func.max(CHANGE.c.seq) - sa.func.count()).group_by(CHANGE.c.site)
    return sum(connection.execute(gaps).scalars())


def _verify_few(connection: sa.Connection, news: News) -> None:
    """The new changes must now stand in the log as they came."""
    arrived: dict[str, dict[int, str]] = {}
    for change in news.changes:
        arrived.setdefault(change["site"], {})[change["seq"]] = change["digest"]
    for site, digests in arrived.items():
        log = log_beside(connection, site, digests)
        for seq, digest in digests.items():
            if f"{site}:{seq}" not in news.erased_here and log.get(seq, ("", ""))[0] != digest:
                raise _unverified()


def _unverified() -> Problem:
    return Problem(
        _("The result could not be verified; everything is as it was."),
        _("See that the disk is sound, then do it again."),
    )


def _verify(connection: sa.Connection, news: News) -> None:
    """The log must now be the union of both: their changes and every digest are compared."""
    arrived: dict[str, dict[int, str]] = {}
    for change in news.changes:
        arrived.setdefault(change["site"], {})[change["seq"]] = change["digest"]
    expected = dict(news.before)
    for site in arrived.keys() | {key.rpartition(":")[0] for key in news.erased_here}:
        log = {seq: digest for seq, (digest, _salt) in news.known.get(site, {}).items()} | arrived.get(site, {})
        erased = [seq for seq in log if f"{site}:{seq}" in news.erased_here]
        now = log_of_site(connection, site) if erased else {}
        log |= {seq: now.get(seq, ("", ""))[0] for seq in erased}
        expected[site] = "".join(log[seq] for seq in sorted(log))
    if digests_of(connection) != expected:
        raise _unverified()
