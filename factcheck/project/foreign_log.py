"""The log of somebody else's copy: what of it is new here, and what of that may be believed.

Each change carries a salted digest of itself and its edit. One that does not fit, that has no edit, or that no program
could have written is refused; the rest is taken. Where a copy was cut off, numbers of a site are missing: that is told
as well, and a whole copy brings them later.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from factcheck.domain.changes import ChangeId
from factcheck.project.deriving import CREATE, DELETE, REDACTION
from factcheck.project.journal import CHANGE, EDIT, erased, is_as_written
from factcheck.project.plain_sql import tuples

# Up to as many rows are asked for one by one; the log of a large project is read as a whole no more often than it must.
FEW: Final = 200
_LONGEST_NAME: Final = 64
_LARGEST_SEQ: Final = 2**53
_EDIT: Final = ("site", "author", "hlc", "name", "undoes")
_CHANGE: Final = ("site", "seq", "edit", "tbl", "row", "field", "value", "prev", "salt", "digest")
_SITES: Final = """
SELECT site, group_concat(digest, '') FROM (SELECT site, digest FROM change ORDER BY site, seq) GROUP BY site
"""
_KEYS_OF_SITE: Final = "SELECT seq, digest, salt FROM change WHERE site = ?"
_OF_SITE: Final = f"SELECT {', '.join(_CHANGE)} FROM change WHERE site = ? ORDER BY seq"  # noqa: S608 - names of columns
_ALL_EDITS: Final = f"SELECT id, {', '.join(_EDIT)} FROM edit"  # noqa: S608 - names of columns

# What says where a mark stands; its quotation follows.
_OF_A_PLACE: Final = frozenset({CREATE, "start", "end"})

# The digest and the salt of each change of a site, by its number.
LogOfSite = dict[int, tuple[str, str]]
# What no escape stands in needs no reader of JSON: ids that a change replaces, and a text.
_PLAIN_IDS: Final = re.compile(r'\[(?:"[^"\\\x00-\x1f]+:[0-9]{1,16}"(?:, "[^"\\\x00-\x1f]+:[0-9]{1,16}")*)?\]')
_PLAIN_TEXT: Final = re.compile(r'"[^"\\\x00-\x1f]*"')


@dataclass
class News:
    """What another copy's log holds that this project's log does not.

    ``before`` are the digests here by site (see ``digests_of``), ``known`` the log here of sites that differ.
    ``edits`` are those to be added, by id; ``changes`` have the columns of the log. ``erased_here`` are changes of this
    project whose values the other copy has removed for good. ``refused`` counts what was not believed.
    """

    before: Mapping[str, str]
    known: dict[str, LogOfSite] = field(default_factory=dict)
    edits: dict[str, dict[str, Any]] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    erased_here: set[ChangeId] = field(default_factory=set)
    refused: int = 0

    @property
    def rows(self) -> set[tuple[str, str]]:
        """The rows that the new changes touch."""
        return {(change["tbl"], change["row"]) for change in self.changes}


def digests_of(connection: sa.Connection) -> dict[str, str]:
    """The log by its digests: those of each site in one text, in the order of their numbers.

    Copies mostly agree in most sites, and two texts are compared a hundred times as fast as their rows are read.
    """
    return {str(site): str(digests) for site, digests in tuples(connection, _SITES)}


def log_of_site(connection: sa.Connection, site: str) -> LogOfSite:
    """The digest and the salt of each change of a site, by its number."""
    return {seq: (digest, salt) for seq, digest, salt in tuples(connection, _KEYS_OF_SITE, (site,))}


def _read(other: sqlite3.Connection, query: str, *parameters: Any) -> list[Any]:
    try:
        return other.execute(query, parameters).fetchall()
    except sqlite3.OperationalError:
        # Bytes that are no text: with replacement characters, the digest does not fit, and the rest can be read.
        other.text_factory = lambda content: content.decode("utf-8", "replace")
        return other.execute(query, parameters).fetchall()


def _differing(ours: Mapping[str, str], other: sqlite3.Connection) -> list[str]:
    """The sites of which another copy holds something else."""
    return [site for site, digests in _read(other, _SITES) if ours.get(site) != digests]


def holds_news(connection: sa.Connection, other: sqlite3.Connection) -> bool:
    """Whether another copy's log holds anything that this one does not."""
    own = set(connection.execute(sa.select(CHANGE.c.site).distinct()).scalars())
    if any(site not in own for (site,) in _read(other, "SELECT DISTINCT site FROM change")):
        return True
    for site in _differing(digests_of(connection), other):
        known = log_of_site(connection, site)
        if any(seq not in known for seq, *_rest in _read(other, _KEYS_OF_SITE, site)):
            return True
    return False


def lacking(connection: sa.Connection, other: sqlite3.Connection) -> list[tuple[str, int]]:
    """The changes here, by site and number, that another copy of this log does not hold."""
    theirs = dict(_read(other, _SITES))
    missing = []
    for site, digests in digests_of(connection).items():
        if theirs.get(site) != digests:
            held = {seq for seq, *_rest in _read(other, _KEYS_OF_SITE, site)}
            missing += [(site, seq) for seq in log_of_site(connection, site) if seq not in held]
    return missing


def log_beside(connection: sa.Connection, site: str, numbers: Iterable[int]) -> LogOfSite:
    """The same of some changes of a site and of those before and after each."""
    wanted = sorted({number + step for number in numbers for step in (-1, 0, 1)})
    query = sa.select(CHANGE.c.seq, CHANGE.c.digest, CHANGE.c.salt).where(CHANGE.c.site == site)
    return {
        seq: (digest, salt)
        for start in range(0, len(wanted), FEW)
        for seq, digest, salt in connection.execute(query.where(CHANGE.c.seq.in_(wanted[start : start + FEW]))).all()
    }


def news_of(connection: sa.Connection, other: sqlite3.Connection, *, few: bool = False) -> News:
    """What is new in another copy. ``few``: it holds a handful of changes, and is not compared with all of this log."""
    news = News(before={} if few else digests_of(connection))
    offered = []
    for site in _differing(news.before, other):
        keys = _read(other, _KEYS_OF_SITE, site)
        ours = log_beside(connection, site, (key[0] for key in keys)) if few else log_of_site(connection, site)
        news.known[site] = ours
        is_new = False
        for seq, digest, salt in keys:
            if seq not in ours:
                is_new = True
            elif ours[seq][0] != digest and ours[seq][1] and salt:  # an erased value has another digest, rightly
                news.refused += 1
        if is_new:
            rows, wrong = _rows_of(other, site, ours)
            offered += rows
            news.refused += wrong
    edits = _edits(connection, other, offered)
    believed: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    for change in offered:
        edit = edits.get(change["edit"]) if isinstance(change["edit"], str) else None
        fits = edit is not None and edit["site"] == change["site"] and is_as_written(change, edit)
        (believed if edit is not None and fits and _could_be_written(change, edit) else refused).append(change)
    whole = _whole_places(believed, refused, edits, news.known)
    news.refused += len(refused) + len(believed) - len(whole)
    _honour_redactions(connection, whole, edits, news)
    ids = {change["edit"] for change in news.changes}
    here = set(connection.execute(_of_some(sa.select(EDIT.c.id), EDIT.c.id, ids)).scalars())
    wanted = dict.fromkeys(change["edit"] for change in news.changes if change["edit"] not in here)
    news.edits = {edit_id: {"id": edit_id, **edits[edit_id]} for edit_id in wanted}
    return news


def _rows_of(other: sqlite3.Connection, site: str, ours: LogOfSite) -> tuple[list[dict[str, Any]], int]:
    """The changes of a site that are not ours; and how many rows a damaged table told twice, or of another site."""
    rows: dict[Any, dict[str, Any]] = {}
    wrong = 0
    for row in _read(other, _OF_SITE, site):
        if row[0] == site and row[1] in ours:
            continue
        if row[0] != site or row[1] in rows:
            wrong += 1
        else:
            rows[row[1]] = dict(zip(_CHANGE, row, strict=True))
    return list(rows.values()), wrong


def _whole_places(
    believed: list[dict[str, Any]],
    refused: list[dict[str, Any]],
    edits: Mapping[str, Any],
    known: Mapping[str, LogOfSite],
) -> list[dict[str, Any]]:
    """The changes that came together with all that their edit says of the same row.

    Half of what was said of a row could put a mark on other words than those that were marked. What an edit says of a
    row has numbers in sequence; a number that is missing, or a change that tells nothing believable of its edit, may
    have belonged to what stands beside it. That a log was cut off after its last number is shown by no number: there a
    place without its quotation is half of a place.
    """
    held: dict[str, set[int]] = {site: set(log) for site, log in known.items()}
    for change in believed:
        held.setdefault(change["site"], set()).add(change["seq"])
    last = {site: max(numbers, default=0) for site, numbers in held.items()}
    broken = _cut_off(believed, last)
    if not refused and not broken and all(len(numbers) == last[site] for site, numbers in held.items()):
        return believed  # every number from the first on: as it is with most copies
    broken |= {_said_of(change) for change in refused}
    told = {(change["site"], change["seq"]): change["edit"] for change in refused if change["edit"] in edits}
    for change in refused:
        if type(change["seq"]) is int:  # a server's table may hold anything
            last[change["site"]] = max(last.get(change["site"], 0), change["seq"])
    for change in believed:
        site = change["site"]
        for beside in (change["seq"] - 1, change["seq"] + 1):
            is_missing = 1 <= beside <= last[site] and beside not in held[site]
            # Of a mark nothing is risked: what is refused may have lied about its edit as well.
            its_own = change["tbl"] == "highlight" or told.get((site, beside), change["edit"]) == change["edit"]
            if is_missing and its_own:
                broken.add(_said_of(change))
    return [change for change in believed if _said_of(change) not in broken]


def _cut_off(believed: Iterable[Mapping[str, Any]], last: Mapping[str, int]) -> set[tuple[Any, ...]]:
    """What the end of a log says of a mark without the quotation, which is always written after its place."""
    at_end = {
        _said_of(change): set[str]()
        for change in believed
        if change["tbl"] == "highlight" and change["seq"] == last[change["site"]]
    }
    if at_end:
        for change in believed:
            if (said := _said_of(change)) in at_end:
                at_end[said].add(change["field"])
    return {said for said, fields in at_end.items() if "quote" not in fields and not _OF_A_PLACE.isdisjoint(fields)}


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
    query = sa.select(EDIT.c.id, *(EDIT.c[name] for name in _EDIT))
    for row in connection.execute(_of_some(query, EDIT.c.id, ids)):
        if row.id in ids:
            edits[row.id] = dict(zip(_EDIT, row[1:], strict=True))
    return edits


def _of_some(query: sa.Select[Any], column: sa.ColumnElement[Any], wanted: Iterable[Any]) -> sa.Select[Any]:
    """A query for some rows where these are few; of many, reading all is faster."""
    known = sorted({one for one in wanted if isinstance(one, str)})
    return query.where(column.in_(known)) if len(known) <= FEW else query


def _could_be_written(change: Mapping[str, Any], edit: Mapping[str, Any]) -> bool:
    """Whether a program could have written this: a digest proves no good will."""
    for name in (change["site"], change["edit"], change["tbl"], change["row"], change["field"]):
        if type(name) is not str or not 0 < len(name) <= _LONGEST_NAME:
            return False
    for text in (change["prev"], change["salt"], change["digest"], edit["author"], edit["name"]):
        if type(text) is not str:
            return False
    if ":" in change["site"]:
        return False
    if not (_is_number(change["seq"], 1, _LARGEST_SEQ) and _is_number(edit["hlc"], 0, 2**63)):
        return False
    field, value = change["field"], change["value"]
    if (value is None) != (change["salt"] == ""):
        return False
    if value is not None and _PLAIN_TEXT.fullmatch(value):
        is_value = field not in {CREATE, DELETE}
    else:
        is_value = _is_json(value or "null") and (field != CREATE or value in {None, "null"})
        is_value = is_value and (field != DELETE or value in {"true", "false"})
    return is_value and (_PLAIN_IDS.fullmatch(change["prev"]) is not None or _are_ids(change["prev"]))


def _is_json(text: str) -> bool:
    """Whether a text is JSON that can be stored: half a character cannot, and hides behind an escape."""
    try:
        value = json.loads(text)
        if "\\" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return False
    return True


def _is_number(value: Any, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _are_ids(prev: str) -> bool:
    if not _is_json(prev):
        return False
    ids = json.loads(prev)
    return isinstance(ids, list) and all(isinstance(one, str) and _is_id(one) for one in ids)


def _is_id(key: str) -> bool:
    site, _, seq = key.rpartition(":")
    return bool(site) and seq.isdecimal() and seq.isascii() and len(seq) <= len(str(_LARGEST_SEQ))


def _honour_redactions(
    connection: sa.Connection, believed: list[dict[str, Any]], edits: Mapping[str, Mapping[str, Any]], news: News
) -> None:
    """Erase, on either side, what the other has removed for good; a value gone without such a removal is damage."""
    removals = sa.select(CHANGE).where(CHANGE.c.field.startswith(REDACTION, autoescape=True))
    if len(rows := {(change["tbl"], change["row"]) for change in believed}) <= FEW:
        # By the index of rows: a log may hold a hundred thousand changes and few removals.
        removals = removals.where(sa.tuple_(CHANGE.c.tbl, CHANGE.c.row).in_(sorted(rows)))
    gone = {
        (key, row.tbl, row.row, row.field[1:])
        for row in connection.execute(removals)
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
        is_gone = bool(gone) and _place_of(change) in gone
        if change["salt"] == "" and not is_gone:
            news.refused += 1
        else:
            news.changes.append(erased(change, edits[change["edit"]]) if is_gone else change)
    for key, table, row_id, name in arriving:
        if _stands(connection, key, (table, row_id, name)):
            news.erased_here.add(key)
            site = key.rpartition(":")[0]
            news.known.setdefault(site, {})
            news.known[site] = news.known[site] or log_of_site(connection, site)


def _place_of(change: Mapping[str, Any]) -> tuple[ChangeId, str, str, str]:
    return f"{change['site']}:{change['seq']}", change["tbl"], change["row"], change["field"]


def _stands(connection: sa.Connection, key: ChangeId, place: tuple[str, str, str]) -> bool:
    """Whether a change stands here where its removal says that it stands; one that is erased already has no salt."""
    site, _, seq = key.rpartition(":")
    query = sa.select(CHANGE.c.tbl, CHANGE.c.row, CHANGE.c.field).where(
        CHANGE.c.site == site, CHANGE.c.seq == int(seq), CHANGE.c.salt != ""
    )
    found = connection.execute(query).first()
    return found is not None and tuple(found) == place
