"""A copy of a project for somebody else: with all of its history, or as a new project of the present state alone.

The copy is put together in memory and handed over as the bytes of a project file, so that nothing of it is left
anywhere. Text that is being typed and who has what open stay here. Without history, these stay here too: who changed
what and when, earlier values, the other side of a conflict, what was removed and all that hung on it, earlier drafts
and the marks on them, and the original files of drafts, since a Word file has a history of its own.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from factcheck.domain.records import Article, Attachment, ProjectRecord, Record, Revision, new_id
from factcheck.project.database import SETTINGS, lay_out_in
from factcheck.project.journal import Clock
from factcheck.project.reading import Reading
from factcheck.project.recording import Recording
from factcheck.project.tables import KINDS, LOCAL_TABLES, ROWS, TABLES

_NAME: Final = "New project"
# What a record refers to and can do without; whatever else it refers to, it hangs on.
_LOOSE: Final = frozenset(
    (
        ("project", "scale_id"),
        ("project", "sourcing_id"),
        ("revision", "parent_id"),
        ("claim", "rating_id"),
        ("highlight", "from_id"),
        ("comment", "parent_id"),
        ("proposal", "rating_id"),
    )
)
_TEXTS: Final = ("text_sha256", "structure_sha256")


def whole_copy(reading: Reading) -> bytes:
    """The project with its history."""
    driver: Any = reading.connection.connection.driver_connection
    with closing(_in_memory()) as copy:
        driver.backup(copy)
        copy.execute("BEGIN")
        for table in LOCAL_TABLES:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 - names of tables
        copy.execute("UPDATE meta SET exchange_point = 0")
        copy.execute("COMMIT")
        return _bytes_of(copy)


def present_state(reading: Reading) -> bytes:
    """A new project of what is there now. It cannot be brought in again: it has another identity."""
    kept = _kept(reading)
    project_id = new_id()
    with closing(_in_memory()) as copy:
        engine = sa.create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool)
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            lay_out_in(connection, project_id)
            recording = Recording(
                connection, site=secrets.token_hex(8), author="", clock=Clock(), seq=0, name=_NAME
            )
            for records in kept.values():
                for record in records.values():
                    for sha256 in _blobs_of(record):
                        recording.store_blob(reading.blob(sha256))
            for kind, records in kept.items():
                recording.add_all(
                    [
                        record.model_copy(update={"id": project_id}) if kind is ProjectRecord else record
                        for record in records.values()
                    ]
                )
            connection.commit()
            return _bytes_of(copy)


def _kept(reading: Reading) -> Mapping[type[Record], dict[str, Record]]:
    """The records of the present state, by kind and id: those that nobody removed, and nothing that they hang on."""
    kept: dict[type[Record], dict[str, Record]] = {
        kind: {record.id: record for record in reading.records(kind)} for kind in ROWS
    }
    current = {article.revision_id for article in kept[Article].values() if isinstance(article, Article)}
    kept[Revision] = {
        row_id: revision.model_copy(update={"original_sha256": "", "original_name": ""})
        for row_id, revision in kept[Revision].items()
        if row_id in current
    }
    is_whole = False
    while not is_whole:
        is_whole = True
        for name, table in TABLES.items():
            for key in table.foreign_keys:
                column, parents = key.parent.name, kept[KINDS[key.column.table.name]]
                lost = {
                    row_id: record
                    for row_id, record in kept[KINDS[name]].items()
                    if getattr(record, column) is not None and getattr(record, column) not in parents
                }
                for row_id, record in lost.items():
                    is_whole = False
                    if (name, column) in _LOOSE:
                        kept[KINDS[name]][row_id] = record.model_copy(update={column: None})
                    else:
                        del kept[KINDS[name]][row_id]
    return kept


def _blobs_of(record: Record) -> tuple[str, ...]:
    names = [getattr(record, name) for name in _TEXTS] if isinstance(record, Revision) else []
    names += [record.sha256] if isinstance(record, Attachment) else []
    return tuple(name for name in names if name)


def _in_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    for setting in SETTINGS:
        connection.execute(setting)
    return connection


def _bytes_of(connection: sqlite3.Connection) -> bytes:
    connection.execute("VACUUM")  # pages that were given up leave as well
    return bytes(connection.serialize())
