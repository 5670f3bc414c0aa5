"""Who has what open: local rows outside the log, gone a minute after their opening was last heard of.

They belong to this file on this disk: a copy of it holds nobody, since ``place`` names the file that they were written
into.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final, NamedTuple

import sqlalchemy as sa

from factcheck.project import rows
from factcheck.project.tables import TABLES, PresenceRow

PRESENCE: Final[sa.Table] = PresenceRow.__table__  # type: ignore[attr-defined] # set by SQLModel at run time
PERSON: Final = TABLES["person"]
LASTS: Final = 60  # seconds after the last sign of an opening until it counts as gone


class Present(NamedTuple):
    """A colleague, and what he or she has open; ids are empty where that is nothing. ``at`` is in Unix seconds.

    ``initials`` are those that the project knows, else empty.
    """

    author: str
    initials: str
    article_id: str
    claim_id: str
    at: int


def place_of(path: Path) -> str:
    """What tells this file from its copies."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_dev}:{found.st_ino}"


def stand(connection: sa.Connection, *, site: str, author: str, place: str, article_id: str, claim_id: str) -> None:
    """Say what an opening has open; forget those that were not heard of for long."""
    now = int(time.time())
    connection.execute(sa.delete(PRESENCE).where(sa.or_(PRESENCE.c.at < now - LASTS, PRESENCE.c.place != place)))
    row = {"site": site, "author": author, "place": place, "article_id": article_id, "claim_id": claim_id, "at": now}
    rows.upsert(connection, PRESENCE, [row])


def leave(connection: sa.Connection, *, site: str) -> None:
    """Say that an opening ended."""
    connection.execute(sa.delete(PRESENCE).where(PRESENCE.c.site == site))


def others(connection: sa.Connection, *, site: str, author: str, place: str) -> list[Present]:
    """The colleagues who are here; another window of the same person is none."""
    found = connection.execute(
        sa.select(PRESENCE, PERSON.c.initials)
        .outerjoin(PERSON, sa.and_(PERSON.c.name == PRESENCE.c.author, PERSON.c.deleted == sa.false()))
        .where(PRESENCE.c.place == place, PRESENCE.c.site != site, PRESENCE.c.author != author)
        .where(PRESENCE.c.at >= int(time.time()) - LASTS)
        .order_by(PRESENCE.c.author, PRESENCE.c.site)
    )
    return [Present(row.author, row.initials or "", row.article_id, row.claim_id, row.at) for row in found]
