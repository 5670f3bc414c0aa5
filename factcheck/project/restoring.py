"""Putting a backup in the place of a project, so that every open window shows it; nothing is lost by going back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from factcheck.domain.address import Location
from factcheck.domain.problems import Problem
from factcheck.project.backups import back_up, copy_database
from factcheck.project.database import Damaged, Database, connected, told
from factcheck.project.looking import copy_to_read, glimpse
from factcheck.project.migrating import upgrade
from factcheck.project.places import Place, place_of
from factcheck.translation import _


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
            kept = back_up(path)
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
