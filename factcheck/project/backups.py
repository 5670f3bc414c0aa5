"""Backups of a project: copies in the application's data folder, verified by reopening, the latest ten kept.

They lie in ``backups/NAME-ID/PLACE/``, NAME and ID being the project's file name and the beginning of its id, PLACE a
name for where the file lies: two copies of one project on one computer have ten backups each. Each is named by the
moment of its making (UTC) and why it was made. Older programs put those of all copies into ``backups/NAME-ID/``
itself; they are still offered, and never removed.
"""

from __future__ import annotations

import glob
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from factcheck.domain.problems import Problem
from factcheck.project.places import PLACE_LETTERS, place_name
from factcheck.settings import data_folder
from factcheck.translation import _

KEPT: Final = 10
_SUFFIX: Final = ".factcheck"
_MOMENT: Final = "%Y-%m-%dT%H%M%S.%fZ"
_ID_LETTERS: Final = 12
REASONS: Final = ("day", "merge", "upgrade", "restore")
# Whose a backup is: of the file asked about, of a copy that nobody knows (older programs), of one at another place.
OWN: Final = "own"
UNKNOWN: Final = "unknown"
OTHER: Final = "other"
WHOSE: Final = (OWN, UNKNOWN, OTHER)


def reason_in_words(why: str) -> str:
    """Why a backup was made; empty where that is not known."""
    return {
        "day": _("A day of work"),
        "merge": _("Before a copy was brought in"),
        "upgrade": _("Before an upgrade"),
        "restore": _("Before going back to a backup"),
    }.get(why, "")


def whose_in_words(whose: str) -> str:
    """Which copy of the project a backup was made of, where that is not the one at hand."""
    return {
        UNKNOWN: _("made by an older Factcheck"),
        OTHER: _("made at another place"),
    }.get(whose, "")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; ``made_at`` is aware UTC, ``size`` in bytes, ``why`` one of ``REASONS`` (or what nobody knows).

    ``whose`` is one of ``WHOSE``.
    """

    path: Path
    made_at: datetime
    size: int
    why: str = ""
    whose: str = OWN


def back_up(path: Path, why: str = "day") -> Path:
    """Copy a project into the backups and reopen the copy; the answer is the copy. Raises ``Problem``."""
    try:
        with closing(_opened(path)) as source:
            project_uuid = str(source.execute("SELECT project_uuid FROM meta").fetchone()[0])
            folder = _folder(path, project_uuid) / _places(path)[0]
            folder.mkdir(parents=True, exist_ok=True)
            backup = folder / f"{datetime.now(UTC).strftime(_MOMENT)}-{why}{_SUFFIX}"
            copy_database(source, backup)
    except (OSError, sqlite3.Error) as error:
        raise Problem(
            _("A backup could not be made ({error}); nothing was changed.").format(error=error),
            _("See that the disk has room, then do it again."),
        ) from error
    for old in _in(folder, OWN)[KEPT:]:
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
    """The backups of a project: of the file at this path, then of its other copies; of each the latest first."""
    return _told_apart([_folder(path, project_uuid)], path)


def backups_of(path: Path) -> list[Backup]:
    """The same of the project at a path; of a damaged or missing file, those of its place, then those of its name."""
    try:
        with closing(_opened(path)) as connection:
            return backups(path, str(connection.execute("SELECT project_uuid FROM meta").fetchone()[0]))
    except (sqlite3.Error, TypeError, UnicodeDecodeError):
        # By the name: the ids in the folders' names tell two projects of one name apart, the moments do in the list.
        parent = data_folder() / "backups"
        folders = set(parent.glob(f"{glob.escape(path.stem)}-{'[0-9a-f]' * _ID_LETTERS}"))
        for place in _places(path):
            folders |= {found.parent for found in parent.glob(f"*/{place}")}
        return _told_apart(folders, path)


def _told_apart(folders: Iterable[Path], path: Path) -> list[Backup]:
    own = _places(path)
    found = []
    for folder in folders:
        found += _in(folder, UNKNOWN)
        for place in folder.glob("[0-9a-f]" * PLACE_LETTERS):
            found += _in(place, OWN if place.name in own else OTHER)
    found.sort(key=lambda backup: backup.made_at, reverse=True)
    return sorted(found, key=lambda backup: WHOSE.index(backup.whose))


def _in(folder: Path, whose: str) -> list[Backup]:
    found = []
    for file in folder.glob(f"*{_SUFFIX}"):
        moment, _dash, why = file.stem.partition("Z-")
        try:
            made_at = datetime.strptime(moment.removesuffix("Z") + "Z", _MOMENT).replace(tzinfo=UTC)
        except ValueError:  # somebody put another file there: it is not ours to list or remove
            continue
        found.append(Backup(file, made_at, file.stat().st_size, why, whose))
    return sorted(found, key=lambda backup: backup.made_at, reverse=True)


def _places(path: Path) -> tuple[str, ...]:
    """The names of the place of a file, that under which its backups are written first.

    A replica has the place of what it is a replica of: its folder bears that name.
    """
    path, replicas = path.absolute(), (data_folder() / "replicas").absolute()
    if replicas in path.parents:
        return (path.relative_to(replicas).parts[0][-PLACE_LETTERS:],)
    # By whatever link it is reached, it is one file; the replica of a shared one is named by the path that was opened.
    return place_name(Path(os.path.realpath(path))), place_name(path)


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
