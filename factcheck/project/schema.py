"""What a project file's schema is and was: as the program declares it, as each release had it, as a file has it.

``schemas/N.sql`` holds the definitions of each earlier schema that was ever released, word for word; the present one
is what ``tables.py`` declares. When a schema has been released and the next one begins, write its definitions down
there (``PRAGMA user_version`` of a file tells its number) and keep a file of it in ``tests/data/schemas``: every one
of them must open for ever.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlmodel import SQLModel

from factcheck.project.tables import SCHEMA

_RELEASED: Final = Path(__file__).with_name("schemas")


class Definition(NamedTuple):
    """One table or index: ``sql`` is as SQLite keeps it."""

    type: str
    name: str
    table: str
    sql: str

    @property
    def plain(self) -> tuple[str, str]:
        """What two equal definitions share: the name, and the words without their layout."""
        return self.name, " ".join(self.sql.split())


def schema_of(connection: sqlite3.Connection) -> tuple[Definition, ...]:
    """The definitions in a file, tables in the order in which they were made."""
    query = """
        SELECT type, name, tbl_name, sql FROM sqlite_master
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type DESC, rowid
    """
    return tuple(Definition(*row) for row in connection.execute(query))


@cache
def schema(version: int = SCHEMA) -> tuple[Definition, ...]:
    """The definitions of a schema, the present one or an earlier one; raises ``KeyError`` where there is none such."""
    if version == SCHEMA:
        engine = sa.create_engine("sqlite://")
        with engine.connect() as fresh:
            SQLModel.metadata.create_all(fresh)
            driver: Any = fresh.connection.driver_connection
            declared = schema_of(driver)
        engine.dispose()
        return declared
    released = _RELEASED / f"{version}.sql"
    if version < 1 or not released.is_file():
        raise KeyError(version)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(released.read_text(encoding="utf-8"))
        return schema_of(connection)


def fits(connection: sqlite3.Connection, version: int) -> bool:
    """Whether a file holds exactly the definitions of a schema: nothing is missing, changed, or there besides."""
    try:
        return schema_of(connection) == schema(version) or _plain(schema_of(connection)) == _plain(schema(version))
    except KeyError:
        return False


def _plain(definitions: tuple[Definition, ...]) -> set[tuple[str, str]]:
    return {one.plain for one in definitions}
