"""Rescuing a damaged project: what can still be read of its log, and its backups, make a sound file in its place.

The damaged file is set aside, never written to. Each change that is read proves itself by its digest, so nothing
damaged comes along; where the log is whole, so is the rescued project. Where SQLite knows the file no more by its head
(the first 100 bytes, without which it reads nothing), a copy is read under a sound head.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from factcheck.domain.problems import Problem
from factcheck.project.backups import backups_of
from factcheck.project.checking import faults
from factcheck.project.database import Database, address, lay_out
from factcheck.project.looking import UNREADABLE, copy_to_read, see_that_it_is_open
from factcheck.project.merging import merge
from factcheck.project.reading import Reading
from factcheck.project.restoring import set_aside
from factcheck.project.tables import SCHEMA
from factcheck.translation import _

_COLUMNS: Final = {
    "edit": ("id", "site", "author", "hlc", "name", "undoes"),
    "change": ("site", "seq", "edit", "tbl", "row", "field", "value", "prev", "salt", "digest"),
    "blob": ("sha256", "size"),
    "blob_chunk": ("sha256", "number", "content"),
    "draft": ("field_key", "site", "author", "life", "text"),
}
# By whatever way a table can be gone through: a damaged page stops one, and another reads what lies behind it.
_WAYS: Final = {
    "edit": ("arrival", "arrival DESC", "id", "id DESC"),
    "change": ("site, seq", "site DESC, seq DESC", "tbl, row, site, seq", "tbl DESC, row DESC, site DESC, seq DESC"),
    "blob": ("sha256", "sha256 DESC"),
    "blob_chunk": ("rowid", "rowid DESC", "sha256, number", "sha256 DESC, number DESC"),
    "draft": ("rowid", "rowid DESC"),
}


# SQLite's head: its length, and where it holds the size of a page, the count of pages and what is free of them (bytes).
_HEAD: Final = 100
_PAGE_SIZE: Final = slice(16, 18)
_PAGES: Final = slice(28, 32)
_FREE: Final = slice(32, 40)


@dataclass(frozen=True, slots=True)
class Rescued:
    """What a rescue kept: ``edits`` in all, ``from_backups`` that only backups held; ``damaged`` is the file set aside.

    ``missing`` counts the changes of which the numbers tell that they are gone.
    """

    edits: int
    from_backups: int
    missing: int
    damaged: Path


def rescue(path: Path) -> Rescued:
    """Make a sound project of a damaged one and its backups.

    Raises ``Problem`` where neither holds anything, and where nothing is damaged.
    """
    _see_that_it_is_damaged(path)
    salvaged = path.with_name(f".{secrets.token_hex(8)}.salvaged")
    rebuilt = path.with_name(f".{secrets.token_hex(8)}.rebuilt")
    headed = path.with_name(f".{secrets.token_hex(8)}.headed")
    try:
        project_uuid = _salvage(path, salvaged) or _salvage_by_a_sound_head(path, headed, salvaged)
        sources = [backup.path for backup in backups_of(path)]
        if not project_uuid:
            project_uuid = next((found for found in map(_project_of, sources) if found), "")
        if not project_uuid:
            see_that_it_is_open(path)
            raise Problem(
                _("Nothing of a project could be read in “{name}”, and there is no backup of it.").format(
                    name=path.name
                ),
                _("Look for a copy: in a mail, in a sync folder, at a colleague's. The file was left as it is."),
            )
        lay_out(rebuilt, project_uuid)
        with closing(Database(rebuilt)) as database:
            own = _take(database, salvaged) if salvaged.exists() else 0
            whole = own + sum(_take(database, source) for source in sources if _project_of(source) == project_uuid)
            if not whole:
                raise Problem(
                    _("No edit could be read of “{name}”.").format(name=path.name),
                    _("Look for a copy: in a mail, in a sync folder, at a colleague's. The file was left as it is."),
                )
            with database.reading() as connection:
                gaps = "SELECT coalesce(sum(gap), 0) FROM (SELECT max(seq) - count(*) AS gap FROM change GROUP BY site)"
                missing = int(connection.exec_driver_sql(gaps).scalar_one())
        damaged = set_aside(path)
        rebuilt.replace(path)
        return Rescued(whole, whole - own, missing, damaged)
    finally:
        for file in (salvaged, rebuilt, headed):
            file.unlink(missing_ok=True)


def _see_that_it_is_damaged(path: Path) -> None:
    try:
        with copy_to_read(path) as (_connection, look):
            if look.version != SCHEMA:
                return
        with closing(Database(path, read_only=True)) as database, database.reading() as connection:
            if faults(Reading(connection)):
                return
    except (Problem, *UNREADABLE, sa.exc.SQLAlchemyError, ValueError):
        return
    raise Problem(
        _("“{name}” is whole: there is nothing to rescue.").format(name=path.name),
        _("Open it as it is; “factcheck restore” goes back to a backup."),
    )


def _take(database: Database, source: Path) -> int:
    """Merge one source into the file that is being made; the answer counts its edits. What cannot be read gives 0."""
    try:
        with copy_to_read(source) as (other, _look), database.writing() as connection:
            return merge(connection, other).edits
    except Problem:
        return 0


def _project_of(path: Path) -> str:
    try:
        with copy_to_read(path) as (_connection, look):
            return look.project_uuid
    except Problem:
        return ""


def _salvage(path: Path, salvaged: Path) -> str:
    """Copy what can be read of a damaged log into a file of its own; the answer is the project's id, "" if unknown."""
    try:
        damaged = sqlite3.connect(address(path, "ro"), uri=True, isolation_level=None)
    except sqlite3.Error:
        return ""
    with closing(damaged):
        damaged.text_factory = lambda content: content.decode("utf-8", "replace")
        for setting in ("PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON", "PRAGMA mmap_size=0"):
            with suppress(sqlite3.Error):
                damaged.execute(setting)
        found = next(_rows(damaged, "SELECT project_uuid FROM meta"), ())
        if not found or not isinstance(found[0], str):
            return ""
        lay_out(salvaged, found[0])
        with closing(sqlite3.connect(salvaged, isolation_level=None)) as target:
            target.execute("PRAGMA foreign_keys=OFF")
            target.execute("BEGIN")
            for table, columns in _COLUMNS.items():
                names = ", ".join(f'"{name}"' for name in columns)
                places = ", ".join("?" * len(columns))
                insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - names of columns
                for way in _WAYS[table]:
                    query = f"SELECT {names} FROM {table} ORDER BY {way}"  # noqa: S608 - names of columns
                    whole = _insert(target, insert, _rows(damaged, query))
                    if whole:
                        break
            target.execute("COMMIT")
        return found[0]


def _salvage_by_a_sound_head(path: Path, headed: Path, salvaged: Path) -> str:
    """The same of a copy, ``headed``, that begins as a new project of ours does: only its head may be damaged."""
    if any(path.with_name(path.name + ending).exists() for ending in ("-journal", "-wal")):
        return ""  # the pages are those of half a transaction
    try:
        lay_out(headed, "")
        with headed.open("rb") as new:
            head = bytearray(new.read(_HEAD))
        shutil.copyfile(path, headed)
        pages = headed.stat().st_size // int.from_bytes(head[_PAGE_SIZE], "big")
        head[_PAGES], head[_FREE] = pages.to_bytes(4, "big"), bytes(8)
        with headed.open("rb+") as copy:
            copy.write(head)
    except (OSError, OverflowError):
        return ""
    return _salvage(headed, salvaged)


def _insert(target: sqlite3.Connection, insert: str, rows: Iterable[tuple[Any, ...]]) -> bool:
    """Whether all rows could be read."""
    ended = False
    for row in rows:
        ended = row == ()
        if not ended:
            with suppress(sqlite3.Error, OverflowError):  # a value that is none of its column's
                target.execute(insert, row)
    return ended


def _rows(damaged: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    """The rows that can be read; an empty row at the end where none stopped it."""
    try:
        yield from damaged.execute(query)
        yield ()
    except UNREADABLE:
        return
