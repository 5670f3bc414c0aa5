"""Backups of a project: copies in the application's data folder, verified by reopening, the latest ten kept.

They lie in ``backups/NAME-ID/``, NAME and ID being the project's file name and the beginning of its id, each named by
the moment of its making (UTC) and why it was made.
"""

from __future__ import annotations

import glob
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from factcheck.domain.problems import Problem
from factcheck.settings import data_folder
from factcheck.translation import _

KEPT: Final = 10
_SUFFIX: Final = ".factcheck"
_MOMENT: Final = "%Y-%m-%dT%H%M%S.%fZ"
_ID_LETTERS: Final = 12
REASONS: Final = ("day", "merge", "upgrade", "restore")


def reason_in_words(why: str) -> str:
    """Why a backup was made; empty where that is not known."""
    return {
        "day": _("A day of work"),
        "merge": _("Before a copy was brought in"),
        "upgrade": _("Before an upgrade"),
        "restore": _("Before going back to a backup"),
    }.get(why, "")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; ``made_at`` is aware UTC, ``size`` in bytes, ``why`` one of ``REASONS`` (or what nobody knows)."""

    path: Path
    made_at: datetime
    size: int
    why: str = ""


def back_up(path: Path, why: str = "day") -> Path:
    """Copy a project into the backups and reopen the copy; the answer is the copy. Raises ``Problem``."""
    try:
        with closing(_opened(path)) as source:
            project_uuid = str(source.execute("SELECT project_uuid FROM meta").fetchone()[0])
            folder = _folder(path, project_uuid)
            folder.mkdir(parents=True, exist_ok=True)
            backup = folder / f"{datetime.now(UTC).strftime(_MOMENT)}-{why}{_SUFFIX}"
            copy_database(source, backup)
    except (OSError, sqlite3.Error) as error:
        raise Problem(
            _("A backup could not be made ({error}); nothing was changed.").format(error=error),
            _("See that the disk has room, then do it again."),
        ) from error
    for old in backups(path, project_uuid)[KEPT:]:
        old.path.unlink(missing_ok=True)
    return backup


def copy_database(source: sqlite3.Connection, target: Path) -> None:
    """Copy an open database into a new file, reopen that, and give it its name only then. Raises ``sqlite3.Error``."""
    unfinished = target.with_name(f".{target.name}.new")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished, isolation_level=None)) as copy:
            copy.execute("PRAGMA synchronous=FULL")
            source.backup(copy)
        with closing(_opened(unfinished)) as copy:
            fault = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
            copy.execute("SELECT project_uuid FROM meta").fetchone()
        if fault != "ok":
            raise sqlite3.DatabaseError(fault)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def backups(path: Path, project_uuid: str) -> list[Backup]:
    """The backups of a project, the latest first."""
    return _in(_folder(path, project_uuid))


def _in(folder: Path) -> list[Backup]:
    found = []
    for file in folder.glob(f"*{_SUFFIX}"):
        moment, _dash, why = file.stem.partition("Z-")
        try:
            made_at = datetime.strptime(moment.removesuffix("Z") + "Z", _MOMENT).replace(tzinfo=UTC)
        except ValueError:  # somebody put another file there: it is not ours to list or remove
            continue
        found.append(Backup(file, made_at, file.stat().st_size, why))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def backups_of(path: Path) -> list[Backup]:
    """The backups of the project at a path, the latest first; of a damaged or missing file, those under its name."""
    try:
        with closing(_opened(path)) as connection:
            return backups(path, str(connection.execute("SELECT project_uuid FROM meta").fetchone()[0]))
    except (sqlite3.Error, TypeError, UnicodeDecodeError):
        # By the name: the ids in the folders' names tell two projects of one name apart, the moments do in the list.
        folders = (data_folder() / "backups").glob(f"{glob.escape(path.stem)}-{'[0-9a-f]' * _ID_LETTERS}")
        found = [backup for folder in folders for backup in _in(folder)]
        return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def _folder(path: Path, project_uuid: str) -> Path:
    """Where the backups of a project lie; they stay together when its file gets another name."""
    parent = data_folder() / "backups"
    short = project_uuid[:_ID_LETTERS]
    return next(iter(sorted(parent.glob(f"*-{short}"))), parent / f"{path.stem}-{short}")


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30, isolation_level=None)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    return connection
