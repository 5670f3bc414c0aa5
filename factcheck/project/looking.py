"""Looking at a project file before it is trusted: anybody may have sent it. Nothing is changed by looking."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from factcheck.domain.problems import Problem
from factcheck.project.database import BUSY_SECONDS, Damaged, address, damaged, no_permission, told
from factcheck.project.schema import fits
from factcheck.project.sealed import Unsealed, is_sealed
from factcheck.project.tables import APPLICATION_ID, SCHEMA
from factcheck.project.vouching import is_as_left, looked_through
from factcheck.translation import _

# What a damaged file makes the driver raise.
UNREADABLE: Final = (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError, TypeError, OSError)
# The checks before trust may run this many virtual machine steps (times 1,000): a hostile file must not hang them.
_STEPS: Final = 2_000_000
# No text or file in a project is longer; a chunk of a file is 256 kB.
_LONGEST: Final = 256 * 1024**2
_WARY: Final = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA foreign_keys=OFF",
)


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a file told: it is a sound project."""

    project_uuid: str
    version: int
    min_writer: int


def reason_to_read_only(path: Path) -> str:
    """Look at a file before it is trusted; the answer is empty, or why it may only be read.

    Raises ``Problem`` for what is no project, is damaged, was made by a program too new for
    this one, or lies where nothing can be written. Nothing is changed.
    """
    see_that_it_is_open(path)
    if not (os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)):
        raise no_permission(path.parent)
    # Not read-only: what a program that was killed left half done is taken back by whoever looks next.
    with _wary(path, "rw") as (_connection, look):
        if look.min_writer > SCHEMA:
            return _("This project was made by a newer Factcheck: it can be read here, not changed.")
        return ""


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a project's file says of itself, unproved."""

    project_uuid: str
    exchange_point: bool


def glimpse(path: Path) -> Glimpse | None:
    """What a file says of itself, in a moment; None where it is no project or cannot be read."""
    try:
        with closing(sqlite3.connect(address(path, "ro"), uri=True, timeout=1, isolation_level=None)) as connection:
            _be_wary(connection, steps=1000)
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return None
            said = connection.execute("SELECT * FROM meta")
            names = [column[0] for column in said.description]
            meta = dict(zip(names, said.fetchone(), strict=True))
            return Glimpse(str(meta["project_uuid"]), bool(meta.get("exchange_point", False)))
    except (*UNREADABLE, KeyError):
        return None


@contextmanager
def copy_to_read(
    copy: Path | Unsealed, known_as: Path | None = None
) -> Iterator[tuple[sqlite3.Connection, Look]]:
    """A connection to somebody else's copy, which is looked at first and only read. Raises ``Problem``.

    ``known_as`` is the file that people know, where another one is read.
    """
    if isinstance(copy, Path):
        see_that_it_is_open(copy)
    with _wary(copy, "ro", known_as) as (connection, look):
        yield connection, look


def see_that_it_is_open(path: Path) -> None:
    """Raise ``Problem`` where there is no file, or one that wants a passphrase first."""
    see_that_it_is_there(path)
    if is_sealed(path):
        raise Problem(
            _("“{name}” is encrypted.").format(name=path.name),
            _("“factcheck unlock” makes a project of it; the window asks for the passphrase when it is opened."),
        )


def see_that_it_is_there(path: Path) -> None:
    """Raise ``Problem`` where there is no file."""
    if path.is_dir():
        raise Problem(
            _("“{name}” is a folder.").format(name=path),
            _("Choose a file that was made by “New project”; its name ends in .factcheck."),
        )
    if not path.is_file():
        raise Problem(
            _("There is no file “{name}”.").format(name=path),
            _("See whether it was moved or renamed, and open it there."),
        )


@contextmanager
def _wary(copy: Path | Unsealed, mode: str, known_as: Path | None = None) -> Iterator[tuple[sqlite3.Connection, Look]]:
    at = address(copy, mode) if isinstance(copy, Path) else ":memory:"
    path = known_as or (copy if isinstance(copy, Path) else copy.path)
    try:
        connection = sqlite3.connect(at, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise no_permission(path.parent) from error
    try:
        if isinstance(copy, Unsealed):
            connection.deserialize(copy.content)
        yield connection, _looked_at(connection, path, own=mode == "rw")
    except (sqlite3.DatabaseError, UnicodeDecodeError, OverflowError, MemoryError) as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # what Python itself finds wrong has none
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
            raise no_permission(path.parent) from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and isinstance(error, sqlite3.DatabaseError):
            raise told(error, path) from error  # in use is not damaged
        raise (_not_a_project(path) if code == sqlite3.SQLITE_NOTADB else damaged(path)) from error
    finally:
        connection.close()


def _be_wary(connection: sqlite3.Connection, steps: int) -> None:
    left = iter(range(steps))
    connection.set_progress_handler(lambda: next(left, None) is None, 1000)
    for setting in _WARY:
        connection.execute(setting)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0)
    if hasattr(connection, "setconfig"):  # Python 3.12
        for name, value in (("DEFENSIVE", True), ("ENABLE_TRIGGER", False), ("ENABLE_VIEW", False)):
            connection.setconfig(getattr(sqlite3, f"SQLITE_DBCONFIG_{name}"), value)


def _looked_at(connection: sqlite3.Connection, path: Path, *, own: bool) -> Look:
    """``own``: it is to be opened, not somebody's copy, and may be as this program left it."""
    _be_wary(connection, _STEPS)
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise _not_a_project(path)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    foreign = connection.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()[0]
    if foreign:
        raise damaged(path)
    if not (own and is_as_left(path)):
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise damaged(path)
        if own:
            looked_through(path)
    meta = connection.execute("SELECT project_uuid, min_reader, min_writer FROM meta").fetchall()
    if len(meta) != 1 or (version <= SCHEMA and not fits(connection, version)):
        raise damaged(path)
    project_uuid, min_reader, min_writer = meta[0]
    if min_reader > SCHEMA:
        raise Problem(
            _("The project “{name}” was made by a newer Factcheck.").format(name=path.name),
            _("Install the newer version to open it; nothing was changed."),
        )
    return Look(str(project_uuid), version, min_writer)


def _not_a_project(path: Path) -> Damaged:
    return Damaged(
        _("“{name}” is not a Factcheck project.").format(name=path.name),
        _("Choose a file that was made by “New project”; its name ends in .factcheck."),
    )
