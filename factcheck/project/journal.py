"""The change log: reading and writing it, its clock, its digests."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from factcheck.domain.changes import ChangeId
from factcheck.project.deriving import LoggedChange
from factcheck.project.plain_sql import tuples
from factcheck.project.tables import ChangeRow, EditRow

EDIT: Final[sa.Table] = EditRow.__table__  # type: ignore[attr-defined] # set by SQLModel at run time
CHANGE: Final[sa.Table] = ChangeRow.__table__  # type: ignore[attr-defined] # set by SQLModel at run time
_DAY: Final = 86_400_000
_COLUMNS: Final = ("site", "seq", "edit", "tbl", "row", "field", "value", "prev", "salt", "digest")
_TO_DIGEST: Final = json.JSONEncoder(ensure_ascii=False).encode
_QUOTED: Final = json.encoder.encode_basestring


class Clock:
    """A hybrid logical clock: 48 bits of milliseconds, 16 bits of counter; it never goes back."""

    def __init__(self, last: int = 0) -> None:
        self._last = 0
        self.saw(last)

    @staticmethod
    def _wall() -> int:
        return time.time_ns() // 1_000_000

    def tick(self) -> int:
        """The next value."""
        self._last = max(self._last + 1, self._wall() << 16)
        return self._last

    def saw(self, value: int) -> None:
        """Stay after a value that was received; a clock that runs a day ahead or more cannot drag ours along."""
        self._last = max(self._last, min(value, (self._wall() + _DAY) << 16))


def _as_json(one: Any) -> str:
    """As ``json.dumps`` writes it, for which a new writer is made with each call: merging writes a hundred thousand."""
    kind = type(one)
    if kind is str:
        return _QUOTED(one)
    return str(one) if kind is int else "null" if one is None else _TO_DIGEST(one)


def digest_of(change: Mapping[Any, Any], edit: Mapping[Any, Any]) -> str:
    """The salted digest of a change and its edit (BLAKE2b, 16 bytes, hex). It detects damage; it is no signature.

    ``change`` has the columns of the log but the digest, ``edit`` the columns hlc, author, name and undoes.
    """
    whole = (
        change["site"], change["seq"], change["edit"], edit["hlc"], edit["author"], edit["name"], edit["undoes"],
        change["tbl"], change["row"], change["field"], change["value"], change["prev"],
    )  # fmt: skip
    said = f"[{', '.join(map(_as_json, whole))}]"
    key = bytes.fromhex(change["salt"])
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16, key=key).hexdigest()


def erased(change: Mapping[Any, Any], edit: Mapping[Any, Any]) -> dict[str, Any]:
    """What a redaction leaves of a change.

    Its digest is made anew, of what is left: so every copy holds the same, and damage is still found.
    """
    left = {name: change[name] for name in _COLUMNS} | {"value": None, "salt": ""}
    return {**left, "digest": digest_of(left, edit)}


def new_salt() -> str:
    """A new salt (16 bytes, hex): a short secret must not be guessed from its digest."""
    return secrets.token_hex(16)


def ids_in(prev: str) -> tuple[ChangeId, ...]:
    """The changes that a JSON list names; most name one or none, and reading JSON would take most of a merge's time."""
    if prev == "[]":
        return ()
    parts = prev.split('"')
    if len(parts) == 3 and parts[0] == "[" and parts[2] == "]" and "\\" not in prev:
        return (parts[1],)
    return tuple(json.loads(prev))


# Asked at every edit, and for each record that the inspector shows.
_OF_ROWS: Final = """
SELECT "row", change.site, seq, hlc, author, field, value, prev FROM change JOIN edit ON edit.id = change.edit
WHERE tbl = ? AND "row" IN (SELECT value FROM json_each(?))
"""


def changes_of(connection: sa.Connection, table: str, row: str) -> list[LoggedChange]:
    """Every change of one row."""
    return changes_of_rows(connection, table, (row,)).get(row, [])


def changes_of_rows(connection: sa.Connection, table: str, rows: Sequence[str]) -> dict[str, list[LoggedChange]]:
    """Every change of some rows (at most a few hundred), by row."""
    found: dict[str, list[LoggedChange]] = {}
    logged = tuples(connection, _OF_ROWS, (table, json.dumps(list(rows))))
    for row_id, site, seq, hlc, author, field, value, prev in logged:
        found.setdefault(row_id, []).append(LoggedChange(site, seq, hlc, author, field, value, ids_in(prev)))
    return found


_LAST_FLAG: Final = """
SELECT value, undoes FROM change JOIN edit ON edit.id = change.edit
WHERE tbl = ? AND "row" = ? AND field = '-' ORDER BY edit.hlc DESC, seq DESC LIMIT 1
"""
_UNDOES: Final = "SELECT undoes FROM edit WHERE id = ?"
_BROUGHT: Final = """
SELECT 1 FROM change WHERE edit = ? AND tbl = ? AND "row" = ? AND (field = '+' OR field = '-' AND value = 'false')
"""


def taken_back(connection: sa.Connection, table: str, row: str) -> bool:
    """Whether a row is gone since the edit that brought it was undone; one that somebody removed is not."""
    for value, undoes in tuples(connection, _LAST_FLAG, (table, row)):
        if value == "true" and undoes:
            root = undoes
            while (above := tuples(connection, _UNDOES, (root,))) and above[0][0]:  # a redo undoes an undo
                root = above[0][0]
            return bool(tuples(connection, _BROUGHT, (root, table, row)))
    return False


def latest_clock(connection: sa.Connection) -> int:
    """The greatest clock value in the log."""
    return int(connection.execute(sa.select(sa.func.max(EDIT.c.hlc))).scalar_one() or 0)


_WHOLE: Final = sa.select(
    *(CHANGE.c[name] for name in _COLUMNS), EDIT.c.hlc, EDIT.c.author, EDIT.c.name, EDIT.c.undoes
).outerjoin(EDIT, EDIT.c.id == CHANGE.c.edit)


def erase(connection: sa.Connection, ids: Iterable[ChangeId]) -> None:
    """Take the values of changes out of the log, as a redaction demands."""
    for key in ids:
        site, _, seq = key.rpartition(":")
        place = (CHANGE.c.site == site, CHANGE.c.seq == int(seq))
        change = connection.execute(_WHOLE.where(*place)).mappings().first()
        if change is not None:
            left = erased(change, change)
            gone = {name: left[name] for name in ("value", "salt", "digest")}
            connection.execute(sa.update(CHANGE).where(*place).values(gone))


def wrong_changes(connection: sa.Connection) -> list[str]:
    """What the log itself says is damaged: gaps in a site's numbers, digests that do not fit, changes without edit."""
    found = [
        f"gap: {site} holds {held} changes but counts to {last}"
        for site, held, last in connection.execute(
            sa.select(CHANGE.c.site, sa.func.count(), sa.func.max(CHANGE.c.seq)).group_by(CHANGE.c.site)
        )
        if held != last
    ]
    redactions = connection.execute(sa.select(CHANGE.c.prev).where(CHANGE.c.field.startswith("!"))).scalars()
    redacted = {prev for prevs in redactions for prev in _named(prevs)}
    for change in connection.execute(_WHOLE).mappings():
        key = f"{change['site']}:{change['seq']}"
        if change["hlc"] is None:
            found.append(f"change {key} has no edit")
        elif not is_as_written(change, change) or (change["salt"] == "" and key not in redacted):
            found.append(f"change {key} was altered")
    return found


def _named(prevs: str) -> list[str]:
    """The changes that a damaged log names; none where it is no list any more: the digest tells of it."""
    try:
        return [str(prev) for prev in json.loads(prevs)]
    except (ValueError, TypeError):
        return []


def is_as_written(change: Mapping[Any, Any], edit: Mapping[Any, Any]) -> bool:
    """Whether the digest of a change fits it and its edit."""
    try:
        return digest_of(change, edit) == str(change["digest"])
    except (ValueError, TypeError):  # damage made a salt that is no salt, or bytes of words
        return False
