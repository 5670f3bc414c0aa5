"""Copies of a project that lie beside it: sync programs and people leave them where two wrote at once.

Dropbox, Nextcloud, Syncthing, OneDrive, Synology, Resilio, Windows and macOS all name them after the project with
something behind (``desk (conflicted copy 2026-01-31 101112)``, ``desk.sync-conflict-20260131-101112-ABCDEFG``,
``desk-LAPTOP``, ``desk_NAS_Conflict``, ``desk - Copy``). A name only leads to a look: the project's id inside decides.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from factcheck.project.database import address
from factcheck.project.tables import APPLICATION_ID

_BEHIND: Final = " (-._"
_MOST: Final = 50


def copies_beside(path: Path, project_uuid: str) -> list[Path]:
    """The other copies of a project in its folder, by name; nothing is changed, and what cannot be read is none."""
    stem = path.stem.casefold()
    try:
        files = sorted(path.parent.glob(f"*{path.suffix}"))
    except OSError:
        return []
    named = [
        file
        for file in files
        if file != path and file.stem.casefold().startswith(stem) and file.stem[len(stem) : len(stem) + 1] in _BEHIND
    ]
    return [file for file in named[:_MOST] if file.stem.casefold() != stem and _project_in(file) == project_uuid]


def _project_in(path: Path) -> str:
    try:
        with closing(sqlite3.connect(address(path, "ro"), uri=True, timeout=0)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return ""
            return str(connection.execute("SELECT project_uuid FROM meta").fetchone()[0])
    except (sqlite3.Error, TypeError, OSError):
        return ""
