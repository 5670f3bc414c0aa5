"""A project on a share or in a sync folder: the work is done in a replica here, the shared file is for exchange.

The shared file is read as a whole into a file of our own and replaced as a whole by another name, never opened by
SQLite: locks do not hold on many shares, and sync programs put whole files where they like. Whoever has it exchanges by
merging, so no version of it that is put back, cut off, deleted or replaced can take anything away: what it lacks is put
back into it from the replicas, and the person is told.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from factcheck.domain.problems import Problem
from factcheck.project.backups import copy_database
from factcheck.project.database import META, Damaged, Database, told
from factcheck.project.foreign_log import holds_news, lacking
from factcheck.project.journal import EDIT
from factcheck.project.looking import copy_to_read, glimpse
from factcheck.project.merging import Merged, merge
from factcheck.project.migrating import upgrade
from factcheck.project.places import Place, place_name, place_of
from factcheck.project.restoring import set_aside
from factcheck.project.signs import Noted, Sign, SignsBeside
from factcheck.project.tables import LOCAL_TABLES
from factcheck.settings import data_folder
from factcheck.translation import _, ngettext

# The shared file is looked into at least this often (seconds), also where its time and size are as they were.
LOOK_AGAIN: Final = 60
# Seconds between two exchanges.
EXCHANGE_AGAIN: Final = 4.0
_LEASE_SECONDS: Final = 5
_WAIT_SECONDS: Final = 1
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What an exchange did: ``merged`` came from the shared file, ``pushed`` says whether it was written.

    ``offline`` says why the shared file cannot be reached or used, "" where it can; ``told`` what was wrong with it and
    has been put right.
    """

    merged: Merged = field(default_factory=Merged)
    pushed: bool = False
    offline: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _State:
    """What was seen of the shared file when all was exchanged: its signature, and the edits here up to a number."""

    signature: tuple[int, ...] = ()
    arrival: int = 0


class SharedFile:
    """The shared file of a project, and the replica that is worked on."""

    is_live = False

    def __init__(self, shared: Path, replica: Path) -> None:
        self.shared = shared
        self.replica = replica
        self._looked_at = 0.0
        self._untold: tuple[str, ...] = ()
        self._woken = threading.Event()
        self._signs, self._noted = SignsBeside(shared), Noted()

    @classmethod
    def of(cls, path: Path) -> SharedFile | None:
        """The shared file at a path with its replica, which is made where it is not there; None to work in place.

        Raises ``Problem`` where there is neither a sound file nor a replica.
        """
        known = _known(path)
        if place_of(path) == Place.LOCAL:
            seen = glimpse(path)
            # A share that is not mounted is a local folder, or none: whoever worked there before goes on.
            is_away = bool(known) and seen is None and _is_gone(path)
            if not is_away and (seen is None or not seen.exchange_point):
                return None
        try:
            with _read(path) as incoming, copy_to_read(incoming or path, path) as (other, look):
                replica = _folder(path) / look.project_uuid[:12] / path.name
                is_new = not replica.exists()
                if is_new:
                    replica.parent.mkdir(parents=True, exist_ok=True)
                    copy_database(other, replica)
            shared = cls(path, replica)
            if is_new and known:
                words = _("Another project lay here before; what you have of it is kept here: {path}.")
                shared._untold = (words.format(path=known[-1]),)
            return shared
        except OSError as error:
            if not known:
                raise Problem(
                    _("“{name}” cannot be reached ({why}).").format(name=path.name, why=error.strerror or error),
                    _("See that the share or folder is there, then open it again."),
                ) from error
        except sqlite3.DatabaseError as error:
            raise told(error, path) from error
        except Problem:
            # Gone or damaged: the work goes on in the replica, and the next exchange puts the file right.
            if not known:
                raise
        return cls(path, known[-1])

    @classmethod
    def around(cls, path: Path, driver: sqlite3.Connection) -> SharedFile:
        """A replica with the content of an open file that is no longer at its path."""
        project_uuid = driver.execute("SELECT project_uuid FROM meta").fetchone()[0]
        replica = _folder(path) / project_uuid[:12] / path.name
        replica.parent.mkdir(parents=True, exist_ok=True)
        if replica.exists():
            loose = replica.with_name(f".{secrets.token_hex(8)}.loose")
            try:
                copy_database(driver, loose)
                with closing(_opened(replica)) as database:
                    _take_in(database, loose)
            finally:
                loose.unlink(missing_ok=True)
        else:
            copy_database(driver, replica)
        return cls(path, replica)

    def listen(self) -> None:
        """Wait until the shared file is to be looked at again, or somebody wakes this."""
        self._woken.wait(EXCHANGE_AGAIN)
        self._woken.clear()

    def wake(self) -> None:
        """End the waiting, now or when it begins."""
        self._woken.set()

    def close(self, *, last: bool = False) -> None:
        """Nothing is held between two exchanges; ``last``: one more of them."""
        if last:
            self.exchange()
        self._signs.leave()

    def stand(self, sign: Sign) -> None:
        """Let colleagues elsewhere see what is open here, with the next exchange."""
        self._signs.stand(sign)

    def cut(self) -> None:
        """Nothing: what waits for a share can only wait."""

    def put_back(self, driver: sqlite3.Connection) -> None:
        """Make the replica again of an open file that is no longer at its place."""
        if not self.replica.exists():
            self.replica.parent.mkdir(parents=True, exist_ok=True)
            copy_database(driver, self.replica)

    def exchange(self) -> Exchanged:
        """Take in what the shared file has, and put into it what it lacks. Trouble with it is told, never raised."""
        try:
            with closing(_opened(self.replica)) as database, self._lease():
                self._noted.note(database, self._signs.exchange())
                for _try in range(_TRIES):
                    done = self._exchange(database)
                    if done is not None:
                        untold, self._untold = self._untold, ()
                        return replace(done, told=(*untold, *done.told))
            return Exchanged(offline=_("The shared file is being changed all the time; another try follows."))
        except OSError as error:
            why = error.strerror or str(error)
            away = _("The shared file cannot be reached ({why}).").format(why=why)
            return Exchanged(offline=" ".join((away, _("Your work goes on here and is brought there later."))))
        except Problem as problem:
            return Exchanged(offline=str(problem))

    def _exchange(self, database: Database) -> Exchanged | None:
        """One try; None where somebody else was at it meanwhile."""
        state = self._state()
        arrival = _latest(database)
        signature = _signature(self.shared)
        looked_lately = time.monotonic() - self._looked_at < LOOK_AGAIN
        if signature and state == _State(signature, arrival) and looked_lately:
            return Exchanged()
        merged, told = Merged(), []
        with _read(self.shared) as incoming:
            if incoming is None:
                # The folder answers, the file is gone. What was never there is no news.
                if state.arrival:
                    told.append(_("The shared file was gone; it was put back."))
                lacks = 1
            else:
                if _signature(self.shared) != signature:
                    return None
                try:
                    merged = _take_in(database, incoming)
                    lacks, lost = _lacking(database, incoming, state.arrival)
                except Damaged:
                    kept = set_aside(self.shared)
                    told.append(
                        _("The shared file was damaged; it was made anew, the damaged one is kept as {name}.").format(
                            name=kept.name
                        )
                    )
                    lacks, lost, signature = 1, 0, ()
                if lost:
                    told.append(
                        ngettext(
                            "An older version of the shared file came back; {n} edit was put into it again.",
                            "An older version of the shared file came back; {n} edits were put into it again.",
                            lost,
                        ).format(n=lost)
                    )
        pushed_signature = self._push(database, signature) if lacks else signature
        if pushed_signature is None:
            return None
        self._keep(_State(pushed_signature, _latest(database) if merged.edits else arrival))
        self._looked_at = time.monotonic()
        return Exchanged(merged, bool(lacks), told=tuple(told))

    def _push(self, database: Database, expected: tuple[int, ...]) -> tuple[int, ...] | None:
        """Put a copy of the replica in the place of the shared file, if that is still the one that was read."""
        outgoing = self.replica.with_name(f".{secrets.token_hex(8)}.outgoing")
        arriving = self.shared.with_name(f".{secrets.token_hex(8)}.new")
        try:
            copy_database(database.driver, outgoing)
            make_public(outgoing, exchange_point=True)
            shutil.copyfile(outgoing, arriving)
            with arriving.open("rb+") as file:
                os.fsync(file.fileno())
            if _signature(self.shared) != expected:
                return None
            arriving.replace(self.shared)
            return _signature(self.shared)
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
        finally:
            outgoing.unlink(missing_ok=True)
            arriving.unlink(missing_ok=True)

    # --- courtesy, and what is remembered -----------------------------------------------------------

    @contextmanager
    def _lease(self) -> Iterator[None]:
        """Ask others to wait a moment. Nothing depends on it: whoever does not wait only works twice."""
        lease = self.shared.with_name(f".{self.shared.name}.lease")
        ours = False
        end = time.monotonic() + _WAIT_SECONDS
        while not ours and time.monotonic() < end:
            try:
                os.close(os.open(lease, os.O_CREAT | os.O_EXCL))
                ours = True
            except FileExistsError:
                with suppress(OSError):
                    if abs(time.time() - lease.stat().st_mtime) > _LEASE_SECONDS:
                        lease.unlink()
                time.sleep(0.01)
            except OSError:
                break
        try:
            yield
        finally:
            if ours:
                with suppress(OSError):
                    lease.unlink()

    @property
    def _state_file(self) -> Path:
        return self.replica.with_suffix(".json")

    def _state(self) -> _State:
        try:
            kept = json.loads(self._state_file.read_text(encoding="utf-8"))
            return _State(tuple(map(int, kept["signature"])), int(kept["arrival"]))
        except (OSError, ValueError, TypeError, KeyError):
            return _State()

    def _keep(self, state: _State) -> None:
        kept = json.dumps({"signature": state.signature, "arrival": state.arrival, "shared": str(self.shared)})
        unfinished = self._state_file.with_name(f".{secrets.token_hex(8)}.new")
        unfinished.write_text(kept, encoding="utf-8")
        unfinished.replace(self._state_file)


def _folder(path: Path) -> Path:
    """Where the replicas of a path lie: one for each project that was found there."""
    return data_folder() / "replicas" / f"{path.stem}-{place_name(path)}"


def _known(path: Path) -> list[Path]:
    """The replicas of what was met at a path, the one that was worked on last at the end."""
    return sorted(_folder(path).glob(f"*/{path.name}"), key=lambda replica: replica.stat().st_mtime)


def left_here(path: Path) -> Path | None:
    """What there is here of a shared file that is gone or out of reach; None where it is there, or never was shared."""
    known = _known(path)
    return known[-1] if known and _is_gone(path) else None


def _opened(replica: Path) -> Database:
    database = Database(replica)
    upgrade(database)
    return database


def _signature(path: Path) -> tuple[int, ...]:
    """What changes when a file is replaced; empty where there is none. Raises ``OSError`` where nobody answers."""
    try:
        found = path.stat()
    except FileNotFoundError:
        path.parent.stat()
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _is_gone(path: Path) -> bool:
    try:
        path.stat()
    except OSError:
        return True
    return False


@contextmanager
def _read(path: Path) -> Iterator[Path | None]:
    """A copy of the shared file on our own disk; None where there is none. Raises ``OSError``.

    Byte by byte: nobody writes into the shared file, it is only replaced, and no connection of ours holds it.
    """
    folder = data_folder() / "replicas"
    folder.mkdir(parents=True, exist_ok=True)
    incoming = folder / f".{secrets.token_hex(8)}.incoming"
    try:
        try:
            shutil.copyfile(path, incoming)
        except FileNotFoundError:
            yield None
            return
        yield incoming
    finally:
        incoming.unlink(missing_ok=True)


def _take_in(database: Database, incoming: Path) -> Merged:
    with copy_to_read(incoming) as (other, look):
        with database.reading() as connection:
            if look.project_uuid != connection.execute(sa.select(META.c.project_uuid)).scalar_one():
                raise Problem(
                    _("Another project lies in the place of the shared file; your work goes on here."),
                    _("Put the shared file of this project back, or save a copy of this one elsewhere."),
                )
            new = holds_news(connection, other)
        if not new:
            return Merged()
        with database.writing() as connection:
            return merge(connection, other)


def _lacking(database: Database, incoming: Path, exchanged: int) -> tuple[int, int]:
    """How many edits the shared file lacks, and how many of them it had had (those that arrived up to a number)."""
    with copy_to_read(incoming) as (other, _look), database.reading() as connection:
        edits: set[int] = set()
        sql = "SELECT arrival FROM edit WHERE id = (SELECT edit FROM change WHERE site = ? AND seq = ?)"
        for key in lacking(connection, other):
            edits.update(connection.exec_driver_sql(sql, key).scalars())
        return len(edits), sum(arrival <= exchanged for arrival in edits)


def make_public(outgoing: Path, *, exchange_point: bool) -> None:
    """Leave out what is nobody else's business (text that is being typed); say whether it is an exchange point."""
    with closing(sqlite3.connect(outgoing, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("BEGIN")
        for table in LOCAL_TABLES:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of tables
        connection.execute("UPDATE meta SET exchange_point = ?", (exchange_point,))
        connection.execute("COMMIT")


def _latest(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(sa.select(sa.func.max(EDIT.c.arrival))).scalar_one() or 0)
