"""Plain SQL, for what is asked often or has a long answer."""

from __future__ import annotations

from typing import Any, cast

import sqlalchemy as sa


def tuples(connection: sa.Connection, sql: str, parameters: tuple[Any, ...] = ()) -> list[Any]:
    """The rows of an answer as tuples of what SQLite holds.

    SQLAlchemy's rows take four times as long, and a statement that it has to put together first takes a millisecond.
    """
    driver: Any = connection.connection.driver_connection
    return cast("list[Any]", driver.execute(sql, parameters).fetchall())
