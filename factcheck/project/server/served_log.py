"""The log of a project as it lies on a server: what of it is not here, and putting there what it lacks.

What comes is put into an empty database of its own, so that it is believed or refused by the same functions as a copy
that somebody sent (``foreign_log.py``).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, Final

from factcheck.domain.progress import Progress, Silent
from factcheck.project import blobs
from factcheck.project.server.connecting import Link
from factcheck.project.server.layout import Found
from factcheck.translation import _

CHANGE: Final = ("site", "seq", "edit", "tbl", "row", "field", "value", "prev", "salt", "digest")
EDIT: Final = ("id", "site", "author", "hlc", "name", "undoes")
# A statement with this many characters of JSON, or an answer with this many rows, is well within the time for one.
_BATCH: Final = 1_000_000
_ROWS: Final = 5000
_NAME_OF_BLOB: Final = 66
_HEXADECIMAL: Final = frozenset("0123456789abcdef")
_NUMBERS: Final = ("seq", "hlc")
# Whatever somebody made of the columns there: words are words here, and numbers numbers.
_COLUMNS: Final = ", ".join(
    f'{table}."{name}"::{"bigint" if name in _NUMBERS else "text"}'
    for table, names in (("c", CHANGE), ("e", EDIT))
    for name in names
)
_EMPTY: Final = """
CREATE TABLE edit (id TEXT PRIMARY KEY, site, author, hlc, name, undoes);
CREATE TABLE change (site, seq, edit, tbl, "row", field, value, prev, salt, digest, PRIMARY KEY (site, seq));
CREATE TABLE blob (sha256 TEXT PRIMARY KEY, size);
CREATE TABLE blob_chunk (sha256, number, content, PRIMARY KEY (sha256, number));
"""
Key = tuple[str, int]


@dataclass
class Came:
    """What a server holds that was asked for: a small database shaped as a copy's log, and the ``keys`` in it.

    ``arrival`` is the last number that the server had given when it was asked.
    """

    log: sqlite3.Connection
    arrival: int
    keys: set[Key] = field(default_factory=set)
    named: set[str] = field(default_factory=set)

    def close(self) -> None:
        """Forget it."""
        self.log.close()


class ServedLog:
    """The log of one project, over a connection. Every method raises ``Problem`` where the server fails."""

    def __init__(self, link: Link, about: Found) -> None:
        self.link = link
        self.about = about
        self._all = f"FROM {about.schema}.change c LEFT JOIN {about.schema}.edit e ON e.id = c.edit"

    def listen(self) -> None:
        """Be told from now on when somebody inserts."""
        self.link.run(f"LISTEN {self.about.channel}")

    def last_arrival(self) -> int:
        """The last number of arrival."""
        sql = f"SELECT coalesce(max(arrival), 0) FROM {self.about.schema}.change"  # noqa: S608 - a quoted name
        return int(self.link.run(sql)[0][0])

    def since(self, arrival: int) -> Came:
        """What arrived after a number."""
        came = _nothing(arrival)
        while True:
            sql = f"SELECT c.arrival, {_COLUMNS} {self._all} WHERE c.arrival > :after ORDER BY c.arrival LIMIT {_ROWS}"
            rows = self.link.run(sql, after=came.arrival)
            _put(came, [row[1:] for row in rows])
            if rows:
                came.arrival = max(came.arrival, int(rows[-1][0]))
            if len(rows) < _ROWS:
                return came

    def unlike(self, ours: Mapping[str, str], progress: Progress | None = None) -> tuple[Came, set[str]]:
        """All that is there of those sites whose changes are not just those here, and the sites here that differ.

        ``ours`` are the digests here (``foreign_log.digests_of``).
        """
        progress = progress or Silent()
        here = {site: _md5(digests) for site, digests in ours.items()}
        with self.link.transaction("ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            came = _nothing(self.last_arrival())
            there = {
                site: (int(count), str(digest))
                for site, count, digest in self.link.run(
                    "SELECT site::text, count(*), md5(string_agg(digest::text, '' ORDER BY seq))"  # noqa: S608 - a quoted name
                    f" FROM {self.about.schema}.change GROUP BY site"
                )
            }
            other = [site for site, (_count, digest) in there.items() if digest != here.get(site)]
            total = sum(there[site][0] for site in other)
            for some in _batched(other):
                progress.step(len(came.keys), total, _("Reading from the server"))
                sql = f"SELECT {_COLUMNS} {self._all} WHERE c.site IN (SELECT json_array_elements_text(:sites ::json))"
                after: Key = ("", 0)
                sql += " AND (c.site, c.seq) > (:site, :seq) ORDER BY c.site, c.seq"
                while rows := self.link.run(
                    f"{sql} LIMIT {_ROWS}", sites=json.dumps(some), site=after[0], seq=after[1]
                ):
                    _put(came, rows)
                    after = (rows[-1][0], rows[-1][1])
                    progress.step(len(came.keys), total, _("Reading from the server"))
                    if len(rows) < _ROWS:
                        break
        return came, here.keys() - (there.keys() - set(other))

    # --- texts and files -------------------------------------------------------------------------------

    def fetch_blobs(self, came: Came, wanted: set[str], progress: Progress | None = None) -> None:
        """Add texts and files to what came; what is too large or not there is left out."""
        progress = progress or Silent()
        sizes = self._sizes(wanted)
        for number, (sha256, size) in enumerate(sorted(sizes.items())):
            progress.step(number, len(sizes), _("Reading texts and files from the server"))
            if not 0 <= size <= blobs.LARGEST:
                continue
            chunks = f"FROM {self.about.schema}.blob_chunk WHERE sha256 = :sha256 ORDER BY number"
            held = 0
            for chunk in range(size // blobs.CHUNK + 1):
                rows = self.link.run(
                    f"SELECT number::bigint, content::bytea {chunks} LIMIT 1 OFFSET {chunk}",
                    sha256=sha256,
                )
                held += sum(len(content or b"") for _number, content in rows)
                if not rows or rows[0][1] is None or held > size:
                    break
                came.log.execute("INSERT OR IGNORE INTO blob_chunk VALUES (?, ?, ?)", (sha256, *rows[0]))
            came.log.execute("INSERT OR IGNORE INTO blob VALUES (?, ?)", (sha256, size))

    def put_blobs(
        self, local: sqlite3.Connection, named: set[str], progress: Progress | None = None, *, within: bool = False
    ) -> None:
        """Bring texts and files there that are here and not there, each in a transaction of its own.

        ``within``: in that which the caller began.
        """
        progress = progress or Silent()
        here = {row[0]: row[1] for row in local.execute("SELECT sha256, size FROM blob")}
        there = self._sizes(named & here.keys())
        lacking = sorted(named & here.keys() - there.keys())
        for number, sha256 in enumerate(lacking):
            progress.step(number, len(lacking), _("Bringing texts and files to the server"))
            with nullcontext() if within else self.link.transaction():
                rows = local.execute(
                    "SELECT number, content FROM blob_chunk WHERE sha256 = ? ORDER BY number", (sha256,)
                )
                for chunk, content in rows:
                    self.link.run(
                        f"INSERT INTO {self.about.schema}.blob_chunk VALUES (:sha256, :number, :content)"  # noqa: S608 - a quoted name
                        " ON CONFLICT DO NOTHING",
                        sha256=sha256,
                        number=chunk,
                        content=content,
                    )
                self.link.run(
                    f"INSERT INTO {self.about.schema}.blob VALUES (:sha256, :size) ON CONFLICT DO NOTHING",  # noqa: S608 - a quoted name
                    sha256=sha256,
                    size=here[sha256],
                )

    def _sizes(self, wanted: set[str]) -> dict[str, int]:
        sql = f"SELECT sha256::text, coalesce(size::bigint, -1) FROM {self.about.schema}.blob WHERE sha256 IN (SELECT json_array_elements_text(:wanted ::json))"  # noqa: S608, E501 - a quoted name
        return {
            row[0]: int(row[1])
            for some in _batched(sorted(wanted))
            for row in self.link.run(sql, wanted=json.dumps(some))
        }

    # --- putting the log there -----------------------------------------------------------------------------

    def take_turn(self) -> None:
        """Wait until nobody else inserts; until the transaction ends."""
        self.link.run(f"SELECT pg_catalog.pg_advisory_xact_lock({self.about.lock})")

    def holds_removals_after(self, arrival: int) -> bool:
        """Whether something was removed for good since; then what is removed must not be brought back."""
        sql = f"SELECT FROM {self.about.schema}.change WHERE arrival > :after AND field LIKE '!%' LIMIT 1"
        return bool(self.link.run(sql, after=arrival))

    def insert(self, changes: Sequence[Mapping[str, Any]], progress: Progress | None = None) -> None:
        """Append changes (the columns of the log, and under ``of_edit`` those of their edit); known ones stay."""
        progress = progress or Silent()
        edits = {change["edit"]: change["of_edit"] for change in changes}
        for table, names, rows in (("edit", EDIT, list(edits.values())), ("change", CHANGE, changes)):
            columns = ", ".join(f'"{name}"' for name in names)
            typed = ", ".join(f'"{name}" {"bigint" if name in _NUMBERS else "text"}' for name in names)
            sql = (
                f"INSERT INTO {self.about.schema}.{table} ({columns}) SELECT {columns}"  # noqa: S608 - quoted names
                f" FROM json_to_recordset(:rows ::json) AS r({typed}) ON CONFLICT DO NOTHING"
            )
            done = 0
            for some in _in_statements([{name: row[name] for name in names} for row in rows]):
                progress.step(done, len(rows), _("Bringing the edits to the server"))
                self.link.run(sql, rows=json.dumps(some, ensure_ascii=False))
                done += len(some)

    def erase(self, digests: Mapping[Key, str]) -> None:
        """Erase values there that a removal in the log names; each change gets the digest of what is left."""
        named = [{"site": site, "seq": seq, "digest": digest} for (site, seq), digest in digests.items()]
        for some in _in_statements(named):
            self.link.run(f"SELECT {self.about.schema}.erase(:named ::json)", named=json.dumps(some))


def blob_named_in(value: object) -> str:
    """The text or file that a value of the log names; empty where it names none."""
    if isinstance(value, str) and len(value) == _NAME_OF_BLOB and _HEXADECIMAL.issuperset(value[1:-1]):
        return value[1:-1]
    return ""


def _nothing(arrival: int) -> Came:
    log = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    log.executescript(_EMPTY)
    return Came(log, arrival)


def _put(came: Came, rows: Iterable[Sequence[Any]]) -> None:
    width = len(CHANGE)
    rows = list(rows)
    marks = ", ".join("?" * width)
    came.log.execute("BEGIN")
    came.log.executemany(f"INSERT OR IGNORE INTO change VALUES ({marks})", [row[:width] for row in rows])  # noqa: S608 - marks
    edits = {row[width]: row[width:] for row in rows if row[width] is not None}
    marks = ", ".join("?" * len(EDIT))
    came.log.executemany(f"INSERT OR IGNORE INTO edit VALUES ({marks})", edits.values())  # noqa: S608 - marks
    came.log.execute("COMMIT")
    came.keys.update((row[0], row[1]) for row in rows)
    came.named.update(name for row in rows if (name := blob_named_in(row[6])))


def _md5(words: str) -> str:
    """The digest that the server can make as well; it compares two logs, and guards nothing."""
    return hashlib.md5(words.encode(), usedforsecurity=False).hexdigest()


def _batched(names: Sequence[str], most: int = 500) -> Iterator[list[str]]:
    for start in range(0, len(names), most):
        yield list(names[start : start + most])


def _in_statements(rows: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    some: list[Mapping[str, Any]] = []
    size = 0
    for row in rows:
        some.append(row)
        size += 300 + len(row.get("value") or "")
        if size > _BATCH:
            yield some
            some, size = [], 0
    if some:
        yield some
