"""What became new in a project's log since a number of arrival, as a ``Change``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from factcheck.domain.changes import Change
from factcheck.project.journal import CHANGE, EDIT


def arrived_after(connection: sa.Connection, arrival: int) -> Sequence[Any]:
    """The changes, with their edits, that arrived after a number, in that order."""
    return connection.execute(
        sa.select(
            EDIT.c.arrival,
            EDIT.c.id,
            EDIT.c.site,
            EDIT.c.author,
            EDIT.c.name,
            EDIT.c.hlc,
            CHANGE.c.tbl,
            CHANGE.c.row,
            CHANGE.c.field,
        )
        .join(CHANGE, CHANGE.c.edit == EDIT.c.id)
        .where(EDIT.c.arrival > arrival)
        .order_by(EDIT.c.arrival)
    ).all()


def change_of(news: Sequence[Any], site: str) -> Change:
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
