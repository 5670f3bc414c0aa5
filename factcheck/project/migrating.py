"""Bringing an older project file to the present schema: all of it in one transaction, or none of it.

How the schema is changed:

* Tables and indexes: declare them in ``tables.py``, nothing else. ``upgrade`` compares the file with what is declared,
  makes what is missing, drops what is gone, and makes anew what is otherwise (a column that is new gets the default
  of its field). What SQLModel cannot declare, such as a full-text index, is made by an ``after_create`` listener on
  ``SQLModel.metadata`` there (``sa.event.listen(SQLModel.metadata, "after_create", sa.DDL("CREATE VIRTUAL ..."))``).
* Content: a step in ``STEPS`` under the number of the schema that it leads to. It runs after the tables have their
  present form, so it is written against that form, and it may only fill tables that are derived or local: what the
  log tells is derived from the log (rows with fields that the older program did not know are, without any step).
* The number: ``SCHEMA`` in ``tables.py`` is raised once per release, by the first change after it (see ``schema.py``).
  Schema 3 (waivers, proposals and votes, looks at links, the passes of a house) is not released yet: whoever adds to it
  declares, and adds to step 3 where there is content to fill.
* ``MIN_WRITER`` is raised where an older program would spoil something by writing. A table that is derived outside
  the log must notice what an older program has written since (by ``edit.arrival``), or ``MIN_WRITER`` must be raised.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import SQLModel

from factcheck.domain.problems import Problem
from factcheck.domain.records import Article, Revision
from factcheck.project import rows
from factcheck.project.backups import back_up
from factcheck.project.database import Database, damaged
from factcheck.project.deriving import CREATE
from factcheck.project.journal import CHANGE, erase
from factcheck.project.schema import Definition, fits, schema, schema_of
from factcheck.project.segmenting import keep_words
from factcheck.project.tables import MIN_READER, MIN_WRITER, SCHEMA, TABLES
from factcheck.project.texts import Texts
from factcheck.project.word_index import rebuild

Step = Callable[[sa.Connection], None]


def _digest_what_is_left_of_erased_changes(connection: sa.Connection) -> None:
    """Schema 1 left the digest of the erased value, which nobody could check."""
    gone = connection.execute(sa.select(CHANGE.c.site, CHANGE.c.seq).where(CHANGE.c.salt == "")).all()
    erase(connection, [f"{site}:{seq}" for site, seq in gone])


def _to_2(connection: sa.Connection) -> None:
    _digest_what_is_left_of_erased_changes(connection)
    rebuild(connection)


def _to_3(connection: sa.Connection) -> None:
    """Find what can be checked in the current drafts, so that it need not be found at each opening."""
    for article in rows.records(connection, Article):
        revision = rows.record(connection, Revision, article.revision_id)
        if revision is not None:
            with suppress(Problem):  # a text that is missing is told of where somebody opens it
                keep_words(connection, revision.id, Texts().text(connection, revision), article.language)


STEPS: Final[Mapping[int, Step]] = {2: _to_2, 3: _to_3}


def upgrade(database: Database) -> Path | None:
    """Bring a file that has been looked at to the present schema; the answer is the backup, None if it was there.

    A program that is killed meanwhile leaves the old file (SQLite rolls the transaction back). A file that may only
    be read is brought up in memory. Raises ``Problem`` where the backup cannot be made, and where the file is not
    what its number says.
    """
    driver = database.driver
    if _version(driver) >= SCHEMA:
        return None
    backup = None if database.in_memory else back_up(database.path, "upgrade")
    # Whatever is dropped and made anew is pointed at: the references are checked as a whole before the end.
    driver.execute("PRAGMA foreign_keys=OFF")
    # Renaming a table leaves the references of others to its name as they are.
    driver.execute("PRAGMA legacy_alter_table=ON")
    try:
        with database.writing() as connection:
            version = _version(driver)
            # Another program may have been faster.
            if version < SCHEMA:
                if not fits(driver, version):
                    raise damaged(database.path)
                _change(connection, driver, version)
                if not fits(driver, SCHEMA) or driver.execute("PRAGMA foreign_key_check").fetchone():
                    raise damaged(database.path)
    finally:
        driver.execute("PRAGMA legacy_alter_table=OFF")
        driver.execute("PRAGMA foreign_keys=ON")
    return backup


def _version(driver: sqlite3.Connection) -> int:
    return int(driver.execute("PRAGMA user_version").fetchone()[0])


def _change(connection: sa.Connection, driver: sqlite3.Connection, version: int) -> None:
    known = {
        (one.name, column[1])
        for one in schema(version)
        if one.type == "table"
        for column in driver.execute(f'PRAGMA table_info("{one.name}")')
    }
    _conform(driver)
    for number in range(version + 1, SCHEMA + 1):
        if number in STEPS:
            STEPS[number](connection)
    _derive_what_was_unknown(connection, known)
    driver.execute("UPDATE meta SET min_reader = ?, min_writer = ?", (MIN_READER, MIN_WRITER))
    driver.execute(f"PRAGMA user_version={SCHEMA}")


def _conform(connection: sqlite3.Connection) -> None:
    """Give the file the tables and indexes that the program declares."""
    declared = {one.name: one for one in schema()}

    def as_declared(one: Definition) -> bool:
        return one.name in declared and declared[one.name].plain == one.plain

    found = schema_of(connection)
    for one in found:
        if one.type == "index" and not as_declared(one):
            connection.execute(f'DROP INDEX "{one.name}"')
    for one in found:
        if one.type != "table" or as_declared(one) or not _is_there(connection, one.name):
            continue
        if one.name in declared:
            _make_anew(connection, declared[one.name])
        else:
            connection.execute(f'DROP TABLE "{one.name}"')
    # Virtual tables first: they bring the tables that they stand on.
    for one in sorted(declared.values(), key=lambda one: (one.type, "VIRTUAL" in one.sql[:20].upper()), reverse=True):
        if not _is_there(connection, one.name):
            connection.execute(one.sql)


def _is_there(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None


def _make_anew(connection: sqlite3.Connection, wanted: Definition) -> None:
    """Make a table as it is declared and take over what it held; a new column has its field's default."""
    old = f"{wanted.name} as it was"
    connection.execute(f'ALTER TABLE "{wanted.name}" RENAME TO "{old}"')
    connection.execute(wanted.sql)
    had = {column[1] for column in connection.execute(f'PRAGMA table_info("{old}")')}
    columns = [column[1] for column in connection.execute(f'PRAGMA table_info("{wanted.name}")')]
    defaults = _defaults_of(wanted.name)
    taken = ", ".join(f'"{column}"' if column in had else "?" for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    connection.execute(
        f'INSERT INTO "{wanted.name}" ({names}) SELECT {taken} FROM "{old}"',  # noqa: S608 - names that the program declares
        [defaults[column] for column in columns if column not in had],
    )
    connection.execute(f'DROP TABLE "{old}"')


def _defaults_of(table: str) -> dict[str, Any]:
    """The defaults of a table's fields as SQLite stores them."""
    kinds = {mapper.local_table.name: mapper.class_ for mapper in SQLModel._sa_registry.mappers}  # type: ignore[attr-defined] # noqa: SLF001 - SQLModel has no public name for it
    defaults = {
        name: info.get_default(call_default_factory=True)
        for name, info in kinds[table].model_fields.items()
        if not info.is_required()
    }
    return {name: rows.to_json(value) if isinstance(value, dict | list) else value for name, value in defaults.items()}


def _derive_what_was_unknown(connection: sa.Connection, known: set[tuple[str, str]]) -> None:
    """Derive the rows of which the log holds what the older program had no place for: copies brought them."""
    for table in TABLES.values():
        fresh = [name for name in [column.name for column in table.c] if (table.name, name) not in known]
        if "id" in fresh:
            fresh.append(CREATE)
        if fresh:
            touched = sa.select(CHANGE.c.row).where(CHANGE.c.tbl == table.name, CHANGE.c.field.in_(fresh)).distinct()
            for row_id in connection.execute(touched).scalars().all():
                rows.write_derived(connection, table.name, row_id)
