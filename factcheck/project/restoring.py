"""Putting a backup in the place of a project, so that every open window shows it; nothing is lost by going back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from factcheck.domain.address import Location
from factcheck.domain.problems import Problem
from factcheck.project.backups import Backup, back_up, backups_of, copy_database
from factcheck.project.database import Damaged, Database, address, connected, told
from factcheck.project.looking import copy_to_read, glimpse
from factcheck.project.migrating import upgrade
from factcheck.project.places import Place, place_of
from factcheck.project.reading import Reading
from factcheck.translation import _


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup and what it holds: how many ``claims``, and the edits made ``since`` that it lacks, with their authors.

    ``claims`` is None where it can be read no more.
    """

    backup: Backup
    claims: int | None
    since: int = 0
    authors: tuple[str, ...] = ()


def kept_of(reading: Reading, path: Path) -> list[Kept]:
    """The backups of the project at a path, the latest first, beside what stands there now."""
    now = reading.tuples("SELECT id, author FROM edit ORDER BY arrival")
    found = []
    for backup in backups_of(path):
        try:
            with closing(sqlite3.connect(address(backup.path, "ro"), uri=True)) as copy:
                copy.execute("PRAGMA trusted_schema=OFF")
                ((claims,),) = copy.execute("SELECT count(*) FROM claim WHERE NOT deleted").fetchall()
                held = {edit_id for (edit_id,) in copy.execute("SELECT id FROM edit")}
        except sqlite3.Error:
            found.append(Kept(backup, None))
            continue
        since = [author for edit_id, author in now if edit_id not in held]
        found.append(Kept(backup, claims, len(since), tuple(dict.fromkeys(since))))
    return found


def restore(path: Location, backup: Path) -> Path | None:
    """Make a project what a backup says; the answer is where what stood there is kept, None where nothing did.

    A sound project is backed up and written over in one transaction, so that open windows go on with it. A damaged
    file is set aside under another name. Raises ``Problem``.
    """
    seen = glimpse(path) if isinstance(path, Path) else None
    if not isinstance(path, Path) or place_of(path) != Place.LOCAL or (seen is not None and seen.exchange_point):
        raise Problem(
            _("“{name}” is shared: what others have of it would come back at once.").format(name=path.name),
            _("Copy the backup to a folder of your own and open it there: {path}").format(path=backup),
        )
    with closing(Database(backup, read_only=True)) as copy:
        upgrade(copy)  # in memory
        try:
            if not path.exists():
                copy_database(copy.driver, path)
                return None
            try:
                with copy_to_read(path):
                    pass
            except Damaged:
                kept = set_aside(path)
                copy_database(copy.driver, path)
                return kept
            kept = back_up(path, "restore")
            with closing(connected(path, "rw")) as target:
                copy.driver.backup(target)
            return kept
        except sqlite3.Error as error:
            known = told(sa.exc.DatabaseError("", None, error), path)
            if isinstance(known, Problem):
                raise known from error
            raise
        except OSError as error:
            raise Problem(
                _("The backup could not be put back: {error}.").format(error=error.strerror or error),
                _("See that the folder can be written and the disk has room, then do it again."),
            ) from error


def set_aside(path: Path) -> Path:
    """Give a damaged file, and what belongs to it, another name beside its own. Raises ``OSError``."""
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S")
    kept = path.with_name(f"{path.name}.damaged-{moment}")
    number = 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.damaged-{moment}-{number}")
    for ending in ("-journal", "-wal", "-shm"):
        companion = path.with_name(path.name + ending)
        if companion.exists():
            companion.replace(kept.with_name(kept.name + ending))
    path.replace(kept)
    return kept
