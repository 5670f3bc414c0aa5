"""The log of somebody else's copy: what of it is new here, and what of that may be believed.

Each change carries a salted digest of itself and its edit. One that does not fit, that has no edit, or that no program
could have written is refused; the rest is taken. Where a copy was cut off, numbers of a site are missing: that is told
as well, and a whole copy brings them later.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from factcheck.domain.changes import ChangeId
from factcheck.project.deriving import CREATE, DELETE, REDACTION
from factcheck.project.journal import CHANGE, EDIT, erased, is_as_written

_LONGEST_NAME: Final = 64
_LARGEST_SEQ: Final = 2**53
_EDIT: Final = ("site", "author", "hlc", "name", "undoes")
_OF_EDIT: Final = ("hlc", "author", "name", "undoes")
_CHANGE: Final = ("site", "seq", "edit", "tbl", "row", "field", "value", "prev", "salt", "digest")
_ALL_KEYS: Final = "SELECT site, seq, digest, salt FROM change"
_OF_SITE: Final = f"SELECT {', '.join(_CHANGE)} FROM change WHERE site = ? ORDER BY seq"  # noqa: S608 - names of columns
_ALL_EDITS: Final = f"SELECT id, {', '.join(_EDIT)} FROM edit"  # noqa: S608 - names of columns

# The digest and the salt of each change, by site and number.
Log = Mapping[tuple[str, int], tuple[str, str]]


@dataclass
class News:
    """What another copy's log holds that this project's log does not.

    ``known`` is the log before; ``edits`` are those to be added, by id; ``changes`` have the columns of the log and
    those of their edit. ``erased_here`` are changes of this project whose values the other copy has removed for good.
    ``refused`` counts what was not believed.
    """

    known: Log
    edits: dict[str, dict[str, Any]] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    erased_here: set[ChangeId] = field(default_factory=set)
    refused: int = 0

    @property
    def rows(self) -> set[tuple[str, str]]:
        """The rows that the new changes touch."""
        return {(change["tbl"], change["row"]) for change in self.changes}


def log_of(connection: sa.Connection) -> Log:
    """The log by its digests."""
    driver: Any = connection.connection.driver_connection  # a row object for each change would take half the time
    return {(site, seq): (digest, salt) for site, seq, digest, salt in driver.execute(_ALL_KEYS).fetchall()}


def _read(other: sqlite3.Connection, query: str, *parameters: Any) -> list[Any]:
    try:
        return other.execute(query, parameters).fetchall()
    except sqlite3.OperationalError:
        # Bytes that are no text: with replacement characters, the digest does not fit, and the rest can be read.
        other.text_factory = lambda content: content.decode("utf-8", "replace")
        return other.execute(query, parameters).fetchall()


def holds_news(connection: sa.Connection, other: sqlite3.Connection) -> bool:
    """Whether another copy's log holds anything that this one does not."""
    driver: Any = connection.connection.driver_connection
    count = "SELECT count(*) FROM change"
    if _read(other, count)[0][0] > driver.execute(count).fetchone()[0]:
        return True  # without going through both
    known = log_of(connection)
    return any((site, seq) not in known for site, seq, *_rest in _read(other, _ALL_KEYS))


def news_of(connection: sa.Connection, other: sqlite3.Connection) -> News:
    """What is new in another copy."""
    known = log_of(connection)
    news = News(known=known)
    sites: dict[str, None] = {}
    for site, seq, digest, salt in _read(other, _ALL_KEYS):
        ours = known.get((site, seq))
        if ours is None:
            sites[site] = None
        elif ours[0] != digest and ours[1] and salt:  # a value erased on one side has another digest, rightly
            news.refused += 1
    offered = [
        dict(zip(_CHANGE, row, strict=True))
        for site in sites
        for row in _read(other, _OF_SITE, site)
        if row[:2] not in known
    ]
    edits = _edits(connection, other, offered)
    believed, refused = [], []
    for change in offered:
        edit = edits.get(change["edit"]) if isinstance(change["edit"], str) else None
        if edit is not None and edit["site"] == change["site"]:
            change |= {name: edit[name] for name in _OF_EDIT}
            if is_as_written(change) and _could_be_written(change):
                believed.append(change)
                continue
        refused.append(change)
    whole = _whole_places(believed, refused, edits, known)
    news.refused += len(refused) + len(believed) - len(whole)
    believed = whole
    _honour_redactions(connection, believed, news)
    here = set(connection.execute(sa.select(EDIT.c.id)).scalars())
    wanted = dict.fromkeys(change["edit"] for change in news.changes if change["edit"] not in here)
    news.edits = {edit_id: {"id": edit_id, **edits[edit_id]} for edit_id in wanted}
    return news


def _whole_places(
    believed: list[dict[str, Any]], refused: list[dict[str, Any]], edits: Mapping[str, Any], known: Log
) -> list[dict[str, Any]]:
    """The changes that came together with all that their edit says of the same row.

    Half of what was said of a row could put a mark on other words than those that were marked. What an edit says of a
    row has numbers in sequence; a number that is missing, or a change that tells nothing believable of its edit, may
    have belonged to what stands beside it.
    """
    broken = {_said_of(change) for change in refused}
    there = {*known, *((change["site"], change["seq"]) for change in believed)}
    told = {(change["site"], change["seq"]): change["edit"] for change in refused if change["edit"] in edits}
    last: dict[str, int] = {}
    for site, seq in (*there, *((change["site"], change["seq"]) for change in refused)):
        last[site] = max(last.get(site, 0), seq)
    for change in believed:
        for beside in (change["seq"] - 1, change["seq"] + 1):
            key = (change["site"], beside)
            outside = not 1 <= beside <= last[change["site"]]
            if not outside and key not in there and told.get(key, change["edit"]) == change["edit"]:
                broken.add(_said_of(change))
    return [change for change in believed if _said_of(change) not in broken]


def _said_of(change: Mapping[str, Any]) -> tuple[Any, ...]:
    return change["edit"], change["tbl"], change["row"]


def _edits(
    connection: sa.Connection, other: sqlite3.Connection, offered: Iterable[Mapping[str, Any]]
) -> dict[str, dict[str, Any]]:
    """The edits of the changes on offer; where this project knows one, its own word for it counts."""
    ids = {change["edit"] for change in offered}
    if not ids:
        return {}
    edits = {row[0]: dict(zip(_EDIT, row[1:], strict=True)) for row in _read(other, _ALL_EDITS) if row[0] in ids}
    for row in connection.execute(sa.select(EDIT.c.id, *(EDIT.c[name] for name in _EDIT))):
        if row.id in ids:
            edits[row.id] = dict(zip(_EDIT, row[1:], strict=True))
    return edits


def _could_be_written(change: Mapping[str, Any]) -> bool:
    """Whether a program could have written this: a digest proves no good will."""
    names = (change["site"], change["edit"], change["tbl"], change["row"], change["field"])
    if not all(isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME for name in names) or ":" in change["site"]:
        return False
    if not all(isinstance(change[name], str) for name in ("author", "name", "prev", "salt", "digest")):
        return False
    if not (_is_number(change["seq"], 1, _LARGEST_SEQ) and _is_number(change["hlc"], 0, 2**63)):
        return False
    if (change["value"] is None) != (change["salt"] == ""):
        return False
    try:
        prev = json.loads(change["prev"])
        value = json.loads(change["value"] or "null")
        if "\\" in change["prev"] or "\\" in (change["value"] or ""):
            # Half a character cannot be stored; it hides behind an escape.
            json.dumps([value, prev], ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return False
    if not (isinstance(prev, list) and all(isinstance(one, str) and _is_id(one) for one in prev)):
        return False
    return bool(change["field"] != CREATE or value is None) and (change["field"] != DELETE or isinstance(value, bool))


def _is_number(value: Any, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _is_id(key: str) -> bool:
    site, _, seq = key.rpartition(":")
    return bool(site) and seq.isdecimal() and seq.isascii()


def _honour_redactions(connection: sa.Connection, believed: list[dict[str, Any]], news: News) -> None:
    """Erase, on either side, what the other has removed for good; a value gone without such a removal is damage."""
    gone = {
        (key, row.tbl, row.row, row.field[1:])
        for row in connection.execute(sa.select(CHANGE).where(CHANGE.c.field.startswith(REDACTION, autoescape=True)))
        for key in json.loads(row.prev)
    }
    arriving = {
        (key, change["tbl"], change["row"], change["field"][1:])
        for change in believed
        if change["field"].startswith(REDACTION)
        for key in json.loads(change["prev"])
    }
    gone |= arriving
    for change in believed:
        is_gone = (f"{change['site']}:{change['seq']}", change["tbl"], change["row"], change["field"]) in gone
        if change["salt"] == "" and not is_gone:
            news.refused += 1
        else:
            news.changes.append(erased(change) if is_gone else change)
    for key, table, row_id, name in arriving:
        site, _, seq = key.rpartition(":")
        # One that is erased already has no salt. It must stand where the removal says that it stands.
        if news.known.get((site, int(seq)), ("", ""))[1] and _stands(connection, site, int(seq), (table, row_id, name)):
            news.erased_here.add(key)


def _stands(connection: sa.Connection, site: str, seq: int, place: tuple[str, str, str]) -> bool:
    query = sa.select(CHANGE.c.tbl, CHANGE.c.row, CHANGE.c.field).where(CHANGE.c.site == site, CHANGE.c.seq == seq)
    found = connection.execute(query).first()
    return found is not None and tuple(found) == place
