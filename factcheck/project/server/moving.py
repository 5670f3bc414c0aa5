"""A project from a file to a server, and from a server into a file: where it is there already, that is a merge."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from factcheck.domain.address import Address, Location
from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.project.backups import copy_database
from factcheck.project.database import Database, no_permission
from factcheck.project.looking import copy_to_read, glimpse
from factcheck.project.merging import Merged
from factcheck.project.migrating import upgrade
from factcheck.project.opening import as_file, see_that_nothing_is_left
from factcheck.project.project import Project
from factcheck.project.replica import make_public
from factcheck.project.server import layout
from factcheck.project.server.connecting import Link
from factcheck.project.server.served import ServedProject
from factcheck.settings import data_folder
from factcheck.translation import _


def move(
    source: Location, target: Location, *, author: str, progress: Progress | None = None
) -> tuple[Location, Merged | None]:
    """Bring a project to another place; both hold it afterwards, and each can be merged into the other again.

    The answer is where it is now (a database alone gets the project under its own name), and what was merged, None
    where it was not there before. Raises ``Problem``.
    """
    progress = progress or Silent()
    if isinstance(target, Address):
        target = target if target.project else target.of_project(source.stem)
        with closing(Link(target)) as link:
            there = layout.is_there(link)
    else:
        there = target.exists()
        if not there:
            see_that_nothing_is_left(target)
    with as_file(source, progress) as file:
        if there:
            return target, _merged(file, target, author)
        if isinstance(target, Address):
            with _public_copy(file) as (copy, project_uuid):
                ServedProject.made(target, copy, project_uuid, progress).close()
        else:
            _write(file, target)
    return target, None


def _merged(file: Path, target: Location, author: str) -> Merged:
    with closing(Project.open(target, author=author)) as project:
        try:
            seen = glimpse(file)
            if seen is not None and seen.project_uuid != project.project_id:
                raise Problem(
                    _("Another project has the name “{name}” there.").format(name=target.name),
                    _("Choose another name for this one; nothing was changed."),
                )
            merged, _none = project.bring_in(file, then=lambda _reading, _merged: None)
            if project.shared is not None:
                done = project.shared.exchange()
                if done.offline:
                    raise Problem(done.offline, _("What was merged is kept here; it goes there later."))
        finally:
            if project.shared is not None:
                project.shared.close()
    return merged


def _write(file: Path, target: Path) -> None:
    beside = target.with_name(f".{secrets.token_hex(8)}.new")
    with _public_copy(file) as (copy, _uuid):
        try:
            shutil.copyfile(copy, beside)
            beside.replace(target)
        except OSError as error:
            raise no_permission(target.parent) from error
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def _public_copy(file: Path) -> Iterator[tuple[Path, str]]:
    """A copy in the present schema without what is nobody else's business, and the id of its project."""
    folder = data_folder() / "replicas"
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f".{secrets.token_hex(8)}.outgoing"
    try:
        with copy_to_read(file) as (other, look):
            copy_database(other, copy)
        with closing(Database(copy)) as database:
            upgrade(database)
        make_public(copy, exchange_point=False)
        yield copy, look.project_uuid
    finally:
        copy.unlink(missing_ok=True)
