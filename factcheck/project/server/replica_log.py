"""What the log of a replica holds, as it is brought to a server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final

from factcheck.project.journal import ids_in, is_as_written
from factcheck.project.server.served_log import CHANGE, EDIT, Key, blob_named_in

# A change: the columns of the log, and under "of_edit" those of its edit.
Row = Mapping[str, Any]
_COLUMNS: Final = ", ".join([f'c."{name}"' for name in CHANGE] + [f'e."{name}"' for name in EDIT])
_LOCAL: Final = f"SELECT {_COLUMNS} FROM change c JOIN edit e ON e.id = c.edit"  # noqa: S608 - names of columns


def arrived_after(driver: sqlite3.Connection, arrival: int) -> Iterator[Row]:
    """The changes of the edits that arrived here after a number, in that order."""
    return _rows(driver.execute(f"{_LOCAL} WHERE e.arrival > ? ORDER BY e.arrival, c.seq", (arrival,)))


def _rows(found: sqlite3.Cursor) -> Iterator[Row]:
    width = len(CHANGE)
    for row in found:
        yield {**dict(zip(CHANGE, row, strict=False)), "of_edit": dict(zip(EDIT, row[width:], strict=True))}


def of_keys(driver: sqlite3.Connection, keys: set[Key]) -> Iterator[Row]:
    """The changes with these keys, in the order of their arrival here."""
    if keys:
        yield from (row for row in arrived_after(driver, 0) if (row["site"], row["seq"]) in keys)


def sound(rows: Iterator[Row] | list[Row]) -> Iterator[Row]:
    """Those that are as they were written: damage of our disk must not take a place in the server's log."""
    yield from (row for row in rows if is_as_written({name: row[name] for name in CHANGE}, row["of_edit"]))


def known(driver: sqlite3.Connection, keys: set[Key]) -> dict[Key, tuple[str, str]]:
    """Those of some changes that are here, with digest and salt."""
    sql = "SELECT digest, salt FROM change WHERE site = ? AND seq = ?"
    return {key: found for key in keys if (found := driver.execute(sql, key).fetchone()) is not None}


def erased(driver: sqlite3.Connection, rows: list[Row]) -> Iterator[tuple[Key, str]]:
    """What the removals for good among some changes have erased here, with the digests of what is left."""
    for row in rows:
        for change in ids_in(row["prev"]) if row["field"].startswith("!") else ():
            site, _colon, seq = change.rpartition(":")
            found = driver.execute("SELECT digest, salt FROM change WHERE site = ? AND seq = ?", (site, int(seq)))
            for digest, salt in found:
                if salt == "":
                    yield (site, int(seq)), digest


def named(rows: list[Row]) -> set[str]:
    """The texts and files that some changes name."""
    return {name for row in rows if (name := blob_named_in(row["value"]))}


def named_in_log(driver: sqlite3.Connection) -> set[str]:
    """The texts and files that any change here names."""
    values = driver.execute("SELECT DISTINCT value FROM change WHERE length(value) = 66")
    return {name for (value,) in values if (name := blob_named_in(value))}


def has_blob(driver: sqlite3.Connection, sha256: str) -> bool:
    """Whether a text or file is here."""
    return driver.execute("SELECT 1 FROM blob WHERE sha256 = ?", (sha256,)).fetchone() is not None
