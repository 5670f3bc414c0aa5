"""The SQLite file of a project: how it is made, checked before it is trusted, and spoken to.

Settings hold per connection, since neither the journal mode nor the synchronous setting lasts in
the file: DELETE journal with EXTRA synchronisation lost nothing in simulated power cuts, where the
driver's defaults did.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from factcheck.domain.problems import Problem
from factcheck.project.places import Place, place_of
from factcheck.project.tables import APPLICATION_ID, MIN_READER, MIN_WRITER, SCHEMA, MetaRow
from factcheck.project.turns import Turns
from factcheck.translation import _

META: Final[sa.Table] = MetaRow.__table__  # type: ignore[attr-defined] # set by SQLModel at run time
META_DEFAULTS: Final = {"min_reader": MIN_READER, "min_writer": MIN_WRITER, "exchange_point": False}
BUSY_SECONDS: Final = 60
_READ: Final = "BEGIN"
_WRITE: Final = "BEGIN IMMEDIATE"
# Python's own words for text in the file that is no UTF-8; no code of SQLite goes with them.
_UNDECODABLE: Final = "Could not decode to UTF-8"
SETTINGS: Final = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA cache_size=-16000",  # kilobytes: what an article of 100,000 words touches, its log among it
)


def address(path: Path, mode: str) -> str:
    """The address of a file for SQLite, to be read (``ro``) or written (``rw``); it is never made by it."""
    return f"{path.absolute().as_uri()}?mode={mode}"


class Damaged(Problem):
    """A file is not what it should be."""


def damaged(path: Path) -> Damaged:
    """What is told of a file that is not what it should be."""
    return Damaged(
        _("The project “{name}” is damaged and was left as it is.").format(name=path.name),
        _("“factcheck rescue” makes a sound one from what can be read of it and its backups."),
    )


def no_permission(folder: Path) -> Problem:
    """What is told where a folder refuses."""
    return Problem(
        _("Nothing can be written in the folder “{folder}”.").format(folder=folder),
        _("Choose another folder, or copy the project to one of your own."),
    )


def _there_already(path: Path) -> Problem:
    return Problem(
        _("“{name}” is there already.").format(name=path.name), _("Choose another name, or open that project.")
    )


class _Handed(threading.local):
    """The driver's connection that this thread is about to speak through."""

    driver: sqlite3.Connection


_HANDED: Final = _Handed()
# One for all openings: a statement is put together once in a process, which takes longer than to run it.
_ENGINE: Final = sa.create_engine("sqlite://", creator=lambda: _HANDED.driver, poolclass=NullPool)


def over(driver: sqlite3.Connection) -> sa.Connection:
    """SQLAlchemy's way to speak through a connection of the driver, which is closed with it."""
    _HANDED.driver = driver
    return _ENGINE.connect()


class Database:
    """One open project file. All calls come from one thread."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._identity = _identity(path)
        self._begin = _READ
        self._patience: float = BUSY_SECONDS
        self._turns = Turns(self._identity)
        try:
            self.driver = connected(path, "ro" if read_only else "rw")
        except sqlite3.DatabaseError as error:
            raise told(error, path) from error
        # What only an older program wrote and this one may not change is read from a copy that it can bring up.
        self.in_memory = read_only and self.driver.execute("PRAGMA user_version").fetchone()[0] < SCHEMA
        if self.in_memory:
            self.driver = _copied(self.driver)
        self._connection = over(self.driver)
        sa.event.listen(self._connection, "begin", self._on_begin)

    def _on_begin(self, connection: sa.Connection) -> None:
        if self._begin == _READ:
            connection.exec_driver_sql(_READ)
        else:
            self._wait_for_our_turn()

    def _wait_for_our_turn(self) -> None:
        """Begin to write, after those who came before us."""
        end = time.monotonic() + self._patience
        self._wait_at_most(0)  # SQLite's own waiting sleeps the longer the longer it has waited: late-comers overtake
        try:
            with self._turns.place() as place:
                while True:
                    is_late = time.monotonic() > end
                    if (is_late or place.is_next()) and self._has_begun(or_raise=is_late):
                        return
                    place.wait()
        finally:
            self._wait_at_most(self._patience)

    def _has_begun(self, *, or_raise: bool) -> bool:
        try:
            self.driver.execute(_WRITE)
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY or or_raise:
                raise
            return False
        return True

    def _wait_at_most(self, seconds: float) -> None:
        self.driver.execute(f"PRAGMA busy_timeout={round(seconds * 1000)}")

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A read transaction."""
        self._begin = _READ
        with self._told(), self._connection.begin():
            yield self._connection

    @contextmanager
    def writing(self, patience: float = BUSY_SECONDS) -> Iterator[sa.Connection]:
        """A write transaction: it waits its turn at the beginning, commits at the end, rolls back on any error.

        ``patience`` is how long it waits (seconds).
        """
        self._begin, self._patience = _WRITE, patience
        try:
            with self._told(), self._connection.begin():
                yield self._connection
        finally:
            # A commit that did not get its turn leaves the transaction open.
            if self.driver.in_transaction:
                self.driver.rollback()
            self._patience = BUSY_SECONDS
            self._wait_at_most(BUSY_SECONDS)

    @contextmanager
    def trying(self) -> Iterator[sa.Connection]:
        """A write transaction that is always rolled back: it shows what would be."""
        self._begin = _WRITE
        with self._told(), self._connection.begin() as transaction:
            yield self._connection
            transaction.rollback()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sa.exc.DatabaseError, sqlite3.DatabaseError) as error:
            raise told(error, self.path) from error
        except UnicodeDecodeError as error:  # the name of something damaged, in SQLite's own words about it
            raise damaged(self.path) from error

    def is_replaced(self) -> bool:
        """Whether another file, or none, now stands where this one was opened: what is written here nobody will see."""
        return not self.in_memory and _identity(self.path) != self._identity

    def data_version(self) -> int:
        """A number that changes when another connection has written (some 20 microseconds)."""
        return int(self.driver.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def told(error: sa.exc.DatabaseError | sqlite3.DatabaseError, path: Path) -> Exception:
    """What an error of the database means for a person; errors that only a bug can cause come back as they are."""
    origin = error.orig if isinstance(error, sa.exc.DatabaseError) else error
    code = getattr(origin, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return Problem(_("The disk is full; the last change was not saved."), _("Make room, then do it again."))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Problem(
            _("Another program keeps the project busy; the last change was not saved."),
            _("Wait a moment, then do it again."),
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH):
        return no_permission(path.parent)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or _UNDECODABLE in str(origin):
        return damaged(path)
    if code == sqlite3.SQLITE_IOERR:
        return Problem(
            _("The project could not be reached; the last change was not saved."),
            _("See that the disk or share is there, then do it again."),
        )
    return error


def connected(path: Path, mode: str) -> sqlite3.Connection:
    """A connection with this program's settings, to read (``ro``) or write (``rw``)."""
    connection = sqlite3.connect(
        address(path, mode), uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    for setting in SETTINGS:
        connection.execute(setting)
    if mode != "ro":
        connection.execute("PRAGMA journal_mode=DELETE")
    return connection


def _copied(source: sqlite3.Connection) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    source.backup(copy)
    source.close()
    return copy


@contextmanager
def making(path: Path, project_uuid: str) -> Iterator[Path]:
    """An empty project file under another name, which gets its own name once the block has ended well.

    So nobody ever meets half a project. Raises ``Problem`` where something stands there or nothing can be written.
    """
    if path.exists():
        raise _there_already(path)
    if not path.parent.is_dir():
        raise Problem(
            _("There is no folder “{folder}”.").format(folder=path.parent),
            _("Make the folder first, or choose another."),
        )
    if not os.access(path.parent, os.W_OK):
        raise no_permission(path.parent)
    beside = path.with_name(f".{secrets.token_hex(8)}.new")
    # SQLite's locks may not hold on a share: there, a finished file is copied.
    in_place = place_of(path) == Place.LOCAL
    unfinished = beside if in_place else Path(tempfile.mkdtemp(prefix="factcheck-")) / beside.name
    try:
        lay_out(unfinished, project_uuid)
        yield unfinished
        if not in_place:
            shutil.copyfile(unfinished, beside)
        _name(beside, path)
    except FileExistsError as error:
        raise _there_already(path) from error
    except (sa.exc.DatabaseError, sqlite3.Error, OSError) as error:
        raise no_permission(path.parent) from error
    finally:
        beside.unlink(missing_ok=True)
        if not in_place:
            shutil.rmtree(unfinished.parent, ignore_errors=True)


def lay_out(path: Path, project_uuid: str) -> None:
    """Make a file with empty tables."""
    path.touch(exist_ok=False)
    with over(connected(path, "rw")) as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # or each table would be written to the disk by itself
        lay_out_in(connection, project_uuid)
        connection.commit()


def lay_out_in(connection: sa.Connection, project_uuid: str) -> None:
    """Make the empty tables of a project, in the transaction that the caller began."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA}")
    SQLModel.metadata.create_all(connection)
    connection.execute(sa.insert(META), {**META_DEFAULTS, "project_uuid": project_uuid})


def _name(unfinished: Path, path: Path) -> None:
    """Give a finished file its name; raises ``FileExistsError`` where somebody else was faster."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError as error:
        # A disk or share without hard links.
        if path.exists():
            raise FileExistsError from error
        unfinished.rename(path)
