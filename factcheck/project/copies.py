"""Copies of a project that lie beside it: sync programs and people leave them where two wrote at once.

Dropbox, Nextcloud, Syncthing, OneDrive, Synology, Resilio, Windows and macOS all name them after the project with
something behind (``desk (conflicted copy 2026-01-31 101112)``, ``desk.sync-conflict-20260131-101112-ABCDEFG``,
``desk-LAPTOP``, ``desk_NAS_Conflict``, ``desk - Copy``). A name only leads to a look: the project's id inside decides.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from factcheck.project.looking import glimpse

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
    looked = {file: glimpse(file) for file in named[:_MOST] if file.stem.casefold() != stem}
    return [file for file, seen in looked.items() if seen is not None and seen.project_uuid == project_uuid]
