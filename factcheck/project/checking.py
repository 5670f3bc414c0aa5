"""Whether a project is whole: the file, the log, the rows derived from it, the anchors of the highlights."""

from __future__ import annotations

import sqlalchemy as sa

from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.domain.records import Highlight, Revision
from factcheck.project import rows
from factcheck.project.journal import CHANGE, wrong_changes
from factcheck.project.reading import Reading
from factcheck.project.tables import TABLES, HighlightRow

_EVERY = 500


def faults(reading: Reading, progress: Progress | None = None) -> list[str]:
    """Every fault found, in words; empty where the project is whole."""
    progress = progress or Silent()
    found = [f"file: {row[0]}" for row in reading.tuples("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"reference: {row[0]} row {row[1]} points nowhere" for row in reading.tuples("PRAGMA foreign_key_check")]
    found += [f"log: {fault}" for fault in wrong_changes(reading.connection)]
    touched = reading.connection.execute(sa.select(CHANGE.c.tbl, CHANGE.c.row).distinct()).all()
    logged = {(table, row) for table, row in touched}
    for index, (table, row) in enumerate(sorted(logged)):
        if index % _EVERY == 0:
            progress.step(index, len(logged))
        if table in TABLES and rows.differs(reading.connection, table, row):
            found.append(f"row: {table} {row} is not what the log says")
    for name, table_ in TABLES.items():
        unlogged = [row for (row,) in reading.connection.execute(sa.select(table_.c.id)) if (name, row) not in logged]
        found += [f"row: {name} {row} is in no change" for row in unlogged]
    return found + _wrong_anchors(reading)


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
