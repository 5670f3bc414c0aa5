"""Signs of who is here, from one computer to another: what ``presence`` tells the windows of one file on one disk.

Beside a shared file each opening keeps a small file of its own; a server's notifications carry signs as well
(``server/notified_signs.py``). They are courtesy: in no log and in no copy; what is lost comes again, what cannot be
read is no sign. What is heard is noted in the replica, where its windows look.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

import sqlalchemy as sa

from factcheck.domain.problems import Problem
from factcheck.project import presence
from factcheck.project.database import Database
from factcheck.project.presence import LASTS, PRESENCE

_LONGEST: Final = 4000  # bytes; anybody may put something there
_LONGEST_NAME: Final = 200
_MOST: Final = 50
_NOTE_AGAIN: Final = LASTS // 3
_STALE: Final = LASTS * 10  # seconds after which somebody else's file is tidied away
_PATIENCE: Final = 0.2


class Sign(NamedTuple):
    """An opening, by whom, and what it has open; ids are empty where that is nothing."""

    site: str
    author: str
    article_id: str
    claim_id: str

    def written(self) -> str:
        """As it is sent: in ASCII, since the driver that hears notifications reads no other."""
        return json.dumps(self._replace(author=self.author[:_LONGEST_NAME]))

    @classmethod
    def read(cls, words: str) -> Sign | None:
        """What was sent; None where it is no sign."""
        try:
            said = json.loads(words)
        except (ValueError, RecursionError):
            return None
        fits = isinstance(said, list) and len(said) == len(cls._fields) and all(isinstance(one, str) for one in said)
        if not fits or len(words) > _LONGEST or not (said[0].isascii() and said[0].isalnum()):
            return None
        return cls(*said)


class Noted:
    """The signs that an exchange point has noted in its replica."""

    def __init__(self) -> None:
        self._sites: set[str] = set()

    def note(self, database: Database, here: Iterable[Sign]) -> None:
        """Let the windows know who is here, and that whoever was here is gone."""
        signs = {sign.site: sign for sign in here}
        place = presence.place_of(database.path)
        with database.reading() as connection:
            stored = {
                row.site: (Sign(row.site, row.author, row.article_id, row.claim_id), row.at)
                for row in connection.execute(sa.select(PRESENCE).where(PRESENCE.c.place == place))
            }
        late = int(time.time()) - _NOTE_AGAIN
        due = [
            sign
            for site, sign in signs.items()
            if site not in stored or stored[site][0] != sign or stored[site][1] < late
        ]
        gone = self._sites - signs.keys()
        if due or gone:
            with suppress(Problem), database.writing(patience=_PATIENCE) as connection:
                for sign in due:
                    presence.stand(connection, place=place, **sign._asdict())
                for site in gone:
                    presence.leave(connection, site=site)
        self._sites = set(signs)


class SignsBeside:
    """The signs that lie as files beside a shared file."""

    def __init__(self, shared: Path) -> None:
        self._shared = shared
        self._own: Sign | None = None
        self._due = False

    def stand(self, sign: Sign) -> None:
        """Say with the next exchange what is open here. May be called on any thread."""
        self._own, self._due = sign, True

    def exchange(self) -> list[Sign]:
        """Put our own sign there, if it is new; who else is here. A share that refuses has no signs."""
        try:
            own = self._own
            if own is not None and (self._due or not self._file(own.site).exists()):
                self._due = False
                self._file(own.site).write_text(own.written(), encoding="utf-8")
            return self._here()
        except OSError:
            return []

    def leave(self) -> None:
        """Take our own sign away."""
        own, self._own = self._own, None
        if own is not None:
            with suppress(OSError):
                self._file(own.site).unlink(missing_ok=True)

    def _file(self, site: str) -> Path:
        return self._shared.with_name(f".{self._shared.name}.here-{site}")

    def _here(self) -> list[Sign]:
        # By the clock of the share, where it has one: those of two computers may differ by hours.
        own = self._own.site if self._own is not None else ""
        now = self._file(own).stat().st_mtime if own else time.time()
        signs = []
        beside = sorted(file for file in self._shared.parent.iterdir() if file.name.startswith(self._file("").name))
        for file in beside[:_MOST]:
            found = file.stat()
            if now - found.st_mtime > _STALE:
                file.unlink(missing_ok=True)
            elif file != self._file(own) and now - found.st_mtime < LASTS and found.st_size <= _LONGEST:
                sign = Sign.read(file.read_text(encoding="utf-8", errors="replace"))
                if sign is not None and file == self._file(sign.site):
                    signs.append(sign)
        return signs
