"""Text that is being typed: local rows outside the log, so that a crash loses none of it."""

from __future__ import annotations

import os

import sqlalchemy as sa

from factcheck.project import rows
from factcheck.project.tables import DraftRow

DRAFT: sa.Table = DraftRow.__table__  # type: ignore[attr-defined] # set by SQLModel at run time


def _is_running(pid: int) -> bool:
    if pid == os.getpid():
        return True
    if os.name == "nt":
        # Windows has no harmless probe; a second window of the same person may show the text twice, none is lost.
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def keep(connection: sa.Connection, *, key: str, site: str, author: str, pid: int, text: str) -> None:
    """Keep the text of one field."""
    rows.upsert(connection, DRAFT, [{"field_key": key, "site": site, "author": author, "pid": pid, "text": text}])


def forget(connection: sa.Connection, *, key: str, author: str, site: str) -> None:
    """Forget one field's text, ours and what an ended opening of the same author left behind."""
    found = connection.execute(
        sa.select(DRAFT.c.site, DRAFT.c.pid).where(DRAFT.c.field_key == key, DRAFT.c.author == author)
    )
    gone = [row.site for row in found if row.site == site or not _is_running(row.pid)]
    connection.execute(sa.delete(DRAFT).where(DRAFT.c.field_key == key, DRAFT.c.site.in_(gone)))


def left_behind(connection: sa.Connection, *, author: str, site: str) -> dict[str, str]:
    """The texts that ended openings of an author left, by key."""
    found = connection.execute(sa.select(DRAFT).where(DRAFT.c.author == author, DRAFT.c.site != site))
    return {row.field_key: row.text for row in found if row.pid != os.getpid() and not _is_running(row.pid)}
