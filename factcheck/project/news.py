"""What became new in a project's log since a number of arrival, as a ``Change``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import sqlalchemy as sa

from factcheck.domain.changes import Change
from factcheck.project.plain_sql import tuples

_ARRIVED: Final = """
SELECT arrival, id, edit.site, author, name, hlc, tbl, "row", field FROM edit CROSS JOIN change ON change.edit = edit.id
WHERE arrival > ? ORDER BY arrival
"""


class Arrived(NamedTuple):
    """A change of a field of a row, with its edit."""

    arrival: int
    id: str
    site: str
    author: str
    name: str
    hlc: int
    tbl: str
    row: str
    field: str


def arrived_after(connection: sa.Connection, arrival: int) -> list[Arrived]:
    """The changes that arrived after a number, in that order."""
    return [Arrived._make(row) for row in tuples(connection, _ARRIVED, (arrival,))]


def change_of(news: Sequence[Arrived], site: str) -> Change:
    """The rows and fields that are touched; ``site`` is the opening whose edits are its own."""
    rows: dict[str, dict[str, set[str]]] = {}
    for item in news:
        rows.setdefault(item.tbl, {}).setdefault(item.row, set()).add(item.field)
    return Change(
        rows={table: {row: frozenset(fields) for row, fields in touched.items()} for table, touched in rows.items()},
        own=all(item.site == site for item in news),
        authors=tuple(dict.fromkeys(item.author for item in news if item.site != site)),
        edits=tuple({item.arrival: item.name for item in news}.values()),
    )
