"""Text that is being typed: local rows outside the log, so that a crash loses none of it."""

from __future__ import annotations

import os
from pathlib import Path

import sqlalchemy as sa

from factcheck.project import rows
from factcheck.project.tables import DraftRow

DRAFT: sa.Table = DraftRow.__table__  # type: ignore[attr-defined] # set by SQLModel at run time
_PROCESSES = Path("/proc")


def life_of(pid: int) -> str:
    """What tells a running process from every other, before and after; empty where none runs under this number.

    A number alone is used again after a crash, above all after a restart of the computer.
    """
    if (_PROCESSES / "self/stat").exists():
        try:
            boot = (_PROCESSES / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
            # The name in brackets may hold anything, blanks and brackets too.
            state, *fields = (_PROCESSES / str(pid) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return ""
        start_time = fields[18]
        return "" if state in "ZX" else f"{pid} {start_time} {boot}"
    if pid == os.getpid():
        return str(pid)
    if os.name == "nt":
        # Windows has no harmless probe; a second window of the same person may show the text twice, none is lost.
        return ""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        return str(pid)
    return str(pid)


def _is_running(life: str) -> bool:
    number = life.partition(" ")[0]
    return number.isdecimal() and life == life_of(int(number))


def keep(connection: sa.Connection, *, key: str, site: str, author: str, life: str, text: str) -> None:
    """Keep the text of one field; ``life`` is that of the process that it is typed in."""
    rows.upsert(connection, DRAFT, [{"field_key": key, "site": site, "author": author, "life": life, "text": text}])


def forget(connection: sa.Connection, *, key: str, author: str, site: str) -> None:
    """Forget one field's text, ours and what an ended opening of the same author left behind."""
    found = connection.execute(
        sa.select(DRAFT.c.site, DRAFT.c.life).where(DRAFT.c.field_key == key, DRAFT.c.author == author)
    )
    gone = [row.site for row in found if row.site == site or not _is_running(row.life)]
    connection.execute(sa.delete(DRAFT).where(DRAFT.c.field_key == key, DRAFT.c.site.in_(gone)))


def left_behind(connection: sa.Connection, *, author: str, site: str) -> dict[str, str]:
    """The texts that ended openings of an author left, by key."""
    found = connection.execute(sa.select(DRAFT).where(DRAFT.c.author == author, DRAFT.c.site != site))
    return {row.field_key: row.text for row in found if not _is_running(row.life)}
