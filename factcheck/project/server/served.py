"""A project on a server: the work is done in a replica here, the server holds the log through which all exchange.

The replica is what every edit and query meets, so nothing waits for the network, and work goes on without it. Own edits
go to the server as soon as they are made; those of others are heard of by its notifications. After every connecting,
both logs are compared as a whole: what a server lacks that was put back to an older state is brought there again.
"""

from __future__ import annotations

import secrets
import select
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from factcheck.domain.address import Address
from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress
from factcheck.project.backups import copy_database
from factcheck.project.database import Database, lay_out
from factcheck.project.foreign_log import FEW, digests_of, log_of_site
from factcheck.project.merging import Merged, merge
from factcheck.project.migrating import upgrade
from factcheck.project.replica import Exchanged
from factcheck.project.server import layout, replica_log, replicas
from factcheck.project.server.connecting import ANSWER_SECONDS, Link, Unreachable
from factcheck.project.server.notified_signs import NotifiedSigns
from factcheck.project.server.replica_log import Row
from factcheck.project.server.served_log import Came, Key, ServedLog
from factcheck.project.signs import Noted, Sign
from factcheck.translation import _, ngettext

# Seconds: a notification that was missed is made up for by a look, and a server that is away is tried again.
LOOK_AGAIN: Final = 1.0
TRY_AGAIN: Final = 4.0
# What a server answers at once, or else it is away.
_AT_ONCE: Final = 4.0
_TRIES: Final = 5
_COUNT: Final = "SELECT (SELECT count(*) FROM change), (SELECT coalesce(max(arrival), 0) FROM edit)"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was equal at the last exchange: the server's log up to ``arrival``, ours up to ``latest`` (``count``)."""

    arrival: int
    latest: int
    count: int


class ServedProject:
    """A project on a server, and the replica that is worked on."""

    is_live = True

    def __init__(self, address: Address, replica: Path) -> None:
        self.address = address
        self.replica = replica
        self.reason_to_read_only = ""
        self._log: ServedLog | None = None
        self._database: Database | None = None
        self._seen: _Seen | None = None
        self._untold = 0
        self._is_cut = False
        self._signs, self._noted = NotifiedSigns(), Noted()
        self._awake, self._waker = socket.socketpair()
        for end in (self._awake, self._waker):
            end.settimeout(0)

    @classmethod
    def of(cls, address: Address, progress: Progress) -> ServedProject:
        """The project at an address with its replica, which is made where it is not there.

        Raises ``Problem`` where the server refuses, and where it cannot be reached and there is no replica.
        """
        try:
            link = Link(address)
        except Unreachable:
            known = replicas.replicas_of(address)
            if not known:
                raise
            return cls(address, known[-1])
        try:
            if not address.project:
                there = layout.projects(link)
                if len(there) != 1:
                    raise layout.no_such_project(link)
                link.address = address = address.of_project(there[0])
            about = layout.found(link)
        except layout.NoSuchProject:
            # It was removed there, or damaged: the work goes on in the replica, and it is told.
            link.close()
            if not (known := replicas.replicas_of(address)):
                raise
            return cls(address, known[-1])
        except BaseException:
            link.close()
            raise
        served = cls(address, replicas.replica_of(address, about.project_uuid))
        served._log = ServedLog(link, about)
        served.reason_to_read_only = about.reason_to_read_only
        try:
            if not served.replica.exists():
                served._download(progress)
        except BaseException:
            served.close()
            raise
        return served

    @classmethod
    def made(cls, address: Address, file: Path, project_uuid: str, progress: Progress) -> ServedProject:
        """Make a project of a file on a server: all of its log and files, in one transaction. Raises ``Problem``."""
        link = Link(address)
        served = cls(address, replicas.replica_of(address, project_uuid))
        try:
            with closing(Database(file)) as database, link.transaction():
                layout.make(link, project_uuid)
                about = layout.found(link)
                log = ServedLog(link, about)
                rows = list(replica_log.sound(replica_log.arrived_after(database.driver, 0)))
                log.put_blobs(database.driver, replica_log.named(rows), progress, within=True)
                log.insert(rows, progress)
                if not served.replica.exists():
                    served.replica.parent.mkdir(parents=True, exist_ok=True)
                    copy_database(database.driver, served.replica)
            served._log = log
        except BaseException:
            link.close()
            served.close()
            raise
        return served

    # --- exchanging --------------------------------------------------------------------------------------

    def exchange(self) -> Exchanged:
        """Take in what the server has, and put there what it lacks. Trouble with it is told, never raised."""
        had_been_connected = self._log is not None
        try:
            try:
                return self._exchange_in_turn()
            except Unreachable:
                # A server that was started anew has forgotten the connection, and takes another.
                self._hang_up()
                if self._is_cut or not had_been_connected:
                    raise
                return self._exchange_in_turn()
        except Unreachable as away:
            return self._away(" ".join((away.message, _("Your work goes on here and is brought there later."))))
        except Problem as problem:
            return self._away(str(problem))

    def _away(self, words: str) -> Exchanged:
        """Hang up, and have it told why; who was here may be gone, and nobody would hear of it."""
        self._hang_up()
        if self._database is not None:
            self._noted.note(self._database, ())
        return Exchanged(offline=words)

    def _exchange_in_turn(self) -> Exchanged:
        database = self._opened()
        for _try in range(_TRIES):
            done = self._exchange(database)
            if done is not None:
                if (log := self._log) is not None:
                    self._noted.note(database, self._signs.exchange(log.link, log.about.channel))
                return done
        return Exchanged(offline=_("The project on the server is being changed all the time; another try follows."))

    def _opened(self) -> Database:
        """The replica, on a connection that stays: making SQL anew each time takes half of an exchange."""
        if self._database is not None and self._database.is_replaced():
            self._database.close()
            self._database = None
        if self._database is None:
            self._database = Database(self.replica)
            upgrade(self._database)
        return self._database

    def _exchange(self, database: Database) -> Exchanged | None:
        """One try; None where it has to be done again."""
        log = self._connected(database)
        seen = self._seen
        lacking: set[Key] = set()
        if seen is None:
            with database.reading() as connection:
                ours = digests_of(connection)
                before = database.driver.execute(_COUNT).fetchone()[1]
            came, sites = log.unlike(ours)
            with database.reading() as connection:
                lacking = {(site, seq) for site in sites for seq in log_of_site(connection, site)} - came.keys
        else:
            before = seen.latest
            came = log.since(seen.arrival)
        with closing(came):
            merged, refused = self._take_in(database, came, whole=seen is None)
            with database.reading():
                count, latest = database.driver.execute(_COUNT).fetchone()
                new = list(replica_log.arrived_after(database.driver, before))
                rows = list(replica_log.of_keys(database.driver, lacking))
            if seen is not None and count != seen.count + len(new):
                # Some changes joined an edit that was there: a copy that had been cut off was made whole.
                self._seen = None
                return None
            rows = list(replica_log.sound([*rows, *(row for row in new if (row["site"], row["seq"]) not in came.keys)]))
            told = [*_told_of_refused(refused + self._untold)]
            self._untold = 0
            stuck = self.reason_to_read_only and rows
            arrival = came.arrival
            if rows and not stuck:
                pushed = self._push(database, log, came, rows)
                if pushed is None:
                    return None
                arrival = pushed
                if seen is None and came.arrival < replicas.arrival_kept(self.replica):
                    told.append(_told_of_older_state(len({row["edit"] for row in rows})))
        self._seen = _Seen(arrival, latest, count)
        replicas.keep_arrival(self.replica, arrival, self.address)
        if stuck:
            here = len({row["edit"] for row in rows})
            stay = ngettext("{n} edit stays here.", "{n} edits stay here.", here).format(n=here)
            return Exchanged(merged, offline=f"{self.reason_to_read_only} {stay}", told=tuple(told))
        return Exchanged(merged, bool(rows), told=tuple(told))

    def _take_in(self, database: Database, came: Came, *, whole: bool) -> tuple[Merged, int]:
        """Merge what came; and count what was not believed, also of what is here in a sound form."""
        driver = database.driver
        with database.reading():
            known = replica_log.known(driver, came.keys)
            new = came.keys - known.keys()
            named = came.named | (replica_log.named_in_log(driver) if whole else set())
            wanted = {name for name in named if not replica_log.has_blob(driver, name)}
        altered = sum(
            known[site, seq][0] != digest
            for site, seq, digest, salt in came.log.execute("SELECT site, seq, digest, salt FROM change")
            if (site, seq) in known and known[site, seq][1] and salt
        )
        if wanted and self._log is not None:
            self._log.fetch_blobs(came, wanted)
        fetched = came.log.execute("SELECT count(*) FROM blob").fetchone()[0]
        if not new and not fetched:
            return Merged(), altered
        with database.writing() as connection:
            merged = merge(connection, came.log, few=len(came.keys) <= FEW and not whole)
        return merged, merged.refused

    def _push(self, database: Database, log: ServedLog, came: Came, rows: list[Row]) -> int | None:
        """Bring changes to the server; the number up to which its log is known here, None to look there again."""
        log.put_blobs(database.driver, replica_log.named(rows))
        erased = dict(replica_log.erased(database.driver, rows))
        with log.link.transaction():
            log.take_turn()
            last = log.last_arrival()
            if last != came.arrival and log.holds_removals_after(came.arrival):
                return None
            log.insert(rows)
            if erased:
                log.erase(erased)
            return log.last_arrival() if last == came.arrival else came.arrival

    def _download(self, progress: Progress) -> None:
        """Make the replica of what the server holds."""
        log = self._log
        assert log is not None  # noqa: S101 - who calls this has connected
        self.replica.parent.mkdir(parents=True, exist_ok=True)
        arriving = self.replica.with_name(f".{secrets.token_hex(8)}.new")
        try:
            lay_out(arriving, log.about.project_uuid)
            with closing(Database(arriving)) as database:
                log.listen()
                came, _lacking = log.unlike({}, progress)
                with closing(came):
                    log.fetch_blobs(came, came.named, progress)
                    with database.writing() as connection:
                        self._untold = merge(connection, came.log).refused
                    count, latest = database.driver.execute(_COUNT).fetchone()
            arriving.replace(self.replica)
            self._seen = _Seen(came.arrival, latest, count)
        finally:
            arriving.unlink(missing_ok=True)

    def _connected(self, database: Database) -> ServedLog:
        if self._log is None:
            link = Link(self.address)
            try:
                about = layout.found(link)
                self._log = ServedLog(link, about)
            except BaseException:
                link.close()
                raise
            self._seen = None
        if self._seen is None:
            about = self._log.about
            self.reason_to_read_only = about.reason_to_read_only
            if database.driver.execute("SELECT project_uuid FROM meta").fetchone()[0] != about.project_uuid:
                raise Problem(
                    _("Another project lies at this address; your work goes on here."),
                    _("Save a copy of this one, or bring it to the server under another name."),
                )
            self._log.listen()
        return self._log

    # --- waiting -----------------------------------------------------------------------------------------

    def listen(self) -> None:
        """Wait until somebody else has brought something, or this is woken; where the server is away, a few seconds."""
        log = self._log
        if log is None:
            select.select([self._awake], [], [], TRY_AGAIN)
            self._hear()
            return
        while True:
            readable, _none, _none = select.select([self._awake, log.link.socket], [], [], LOOK_AGAIN)
            if self._awake in readable:
                self._hear()
                return
            try:
                log.link.wait_at_most(_AT_ONCE)
                if self._seen is None or log.last_arrival() != self._seen.arrival or self._signs.listen(log.link):
                    return
            except Problem:
                self._hang_up()
                return
            finally:
                log.link.wait_at_most(ANSWER_SECONDS)

    def stand(self, sign: Sign) -> None:
        """Let colleagues elsewhere see what is open here, at once."""
        self._signs.stand(sign)
        self.wake()

    def wake(self) -> None:
        """End the waiting, now or when it begins."""
        with suppress(OSError):
            self._waker.send(b"!")

    def cut(self) -> None:
        """End what waits for the server, also in the middle of an exchange."""
        self._is_cut = True
        if (log := self._log) is not None:
            log.link.cut()

    def _hear(self) -> None:
        with suppress(OSError):
            self._awake.recv(4096)

    def close(self, *, last: bool = False) -> None:
        """Hang up; ``last``: bring there what is new, if the server answers quickly."""
        if last and self._log is not None and not self._is_cut:
            self._log.link.wait_at_most(_AT_ONCE)
            self.exchange()
            self._say_that_we_go()
        self._hang_up()
        if self._database is not None:
            self._database.close()
            self._database = None
        self._awake.close()
        self._waker.close()

    def _hang_up(self) -> None:
        if self._log is not None:
            self._log.link.close()
            self._log = None
            self._signs.forget()
        self._seen = None

    def _say_that_we_go(self) -> None:
        if (log := self._log) is not None:
            with suppress(Problem):
                self._signs.leave(log.link, log.about.channel)

    def put_back(self, driver: sqlite3.Connection) -> None:
        """Make the replica again of an open file that is no longer at its place."""
        if not self.replica.exists():
            self.replica.parent.mkdir(parents=True, exist_ok=True)
            copy_database(driver, self.replica)


# --- what is told --------------------------------------------------------------------------------------------


def _told_of_refused(refused: int) -> Iterator[str]:
    if refused:
        yield ngettext(
            "{n} change on the server is damaged or was altered, and was left out.",
            "{n} changes on the server are damaged or were altered, and were left out.",
            refused,
        ).format(n=refused)


def _told_of_older_state(edits: int) -> str:
    return ngettext(
        "The server went back to an older state; {n} edit was put into it again.",
        "The server went back to an older state; {n} edits were put into it again.",
        edits,
    ).format(n=edits)
