"""Whether a project is whole: the file, the log, the rows derived from it, the anchors of the highlights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import sqlalchemy as sa

from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.records import Highlight, Revision
from factcheck.project import rows
from factcheck.project.journal import CHANGE, wrong_changes
from factcheck.project.reading import Reading
from factcheck.project.tables import TABLES, HighlightRow
from factcheck.project.word_index import wrong_entries

# How a fault of the index of words begins: it is derived, and can be made anew.
INDEX_FAULT: Final = "index: "
_EVERY = 500
# What reading a row of nonsense raises: a value that is no JSON, no time, no number, or of another type.
_NONSENSE = (ValueError, TypeError, LookupError, AttributeError)


def faults(reading: Reading, progress: Progress | None = None) -> list[str]:
    """Every fault found, in words; empty where the project is whole."""
    with _every_text_readable(reading.connection):
        return _faults(reading, progress or Silent())


@contextmanager
def _every_text_readable(connection: sa.Connection) -> Iterator[None]:
    """Let text that is no UTF-8 be read as well, with replacement characters: it is a fault to be named."""
    driver: Any = connection.connection.driver_connection
    driver.text_factory = lambda content: content.decode("utf-8", "replace")
    try:
        yield
    finally:
        driver.text_factory = str


def _faults(reading: Reading, progress: Progress) -> list[str]:
    found = [f"file: {row[0]}" for row in reading.tuples("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"reference: {row[0]} row {row[1]} points nowhere" for row in reading.tuples("PRAGMA foreign_key_check")]
    found += [f"log: {fault}" for fault in wrong_changes(reading.connection)]
    touched = reading.connection.execute(sa.select(CHANGE.c.tbl, CHANGE.c.row).distinct()).all()
    logged = {(table, row) for table, row in touched}
    by_table: dict[str, list[str]] = {}
    for table, row in sorted(logged, key=str):
        by_table.setdefault(table, []).append(row)
    done = 0
    for table, ids in by_table.items():
        for first in range(0, len(ids) if table in TABLES else 0, _EVERY):
            progress.step(done + first, len(logged))
            some = ids[first : first + _EVERY]
            found += [
                f"row: {table} {row} is not what the log says" for row in _differing(reading.connection, table, some)
            ]
        done += len(ids)
    for name, table_ in TABLES.items():
        # What is referred to and never came (a copy was cut off) is held by an empty row, hidden until it comes.
        living = sa.select(table_.c.id).where(table_.c.deleted == sa.false())
        unlogged = [row for (row,) in reading.connection.execute(living) if (name, row) not in logged]
        found += [f"row: {name} {row} is in no change" for row in unlogged]
    found += [f"{INDEX_FAULT}the words of {row} are not those of its row" for row in wrong_entries(reading.connection)]
    try:
        return found + _wrong_anchors(reading)
    except _NONSENSE as error:
        return [*found, f"row: a draft or a highlight cannot be read ({error})"]


def _differing(connection: sa.Connection, table: str, some: list[str]) -> list[str]:
    """Which of some rows are not what the log says; nonsense in one of them must not hide the others."""
    try:
        return rows.differing(connection, table, some)
    except _NONSENSE:
        return some if len(some) == 1 else [row for one in some for row in _differing(connection, table, [one])]


def _wrong_anchors(reading: Reading) -> list[str]:
    found = []
    for revision in reading.records(Revision):
        highlights = reading.records(Highlight, HighlightRow.revision_id == revision.id)
        if not highlights and not revision.text_sha256:
            continue
        try:
            text = reading.text(revision)
        except Problem as problem:
            found.append(f"text: revision {revision.id}: {problem.message}")
            continue
        found += [
            f"anchor: highlight {highlight.id} does not stand on its quotation"
            for highlight in highlights
            if text[highlight.start : highlight.end] != highlight.quote
        ]
    return found
