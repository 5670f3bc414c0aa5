"""A project by where it lies: what is worked on, what it is exchanged with, and how it comes to be there."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from factcheck.domain.address import Address, Location
from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress, Silent
from factcheck.project.database import Database, lay_out, making
from factcheck.project.exchanging import ExchangePoint
from factcheck.project.looking import reason_to_read_only
from factcheck.project.migrating import upgrade
from factcheck.project.replica import SharedFile, left_here
from factcheck.settings import data_folder
from factcheck.translation import _


def found(location: Location, progress: Progress) -> tuple[ExchangePoint | None, Path, Location, str]:
    """What a project is exchanged with (None: nothing), the file to work on, where it lies, why it may only be read.

    Raises ``Problem`` where there is none.
    """
    if isinstance(location, Path):
        shared = SharedFile.of(location)
        file = shared.replica if shared else location
        return shared, file, location, reason_to_read_only(file)
    from factcheck.project.server.served import ServedProject

    served = ServedProject.of(location, progress)
    try:
        reason = reason_to_read_only(served.replica)
        if not reason:
            # Before it may be opened to be read only: others' edits go on coming into it.
            with closing(Database(served.replica)) as database:
                upgrade(database)
    except BaseException:
        served.close()
        raise
    return served, served.replica, served.address, reason or served.reason_to_read_only


def make(location: Location, project_uuid: str) -> AbstractContextManager[Path]:
    """An empty project under another name, which comes to its place once the block has ended well."""
    if not isinstance(location, Path):
        return _making_there(location, project_uuid)
    see_that_nothing_is_left(location)
    return making(location, project_uuid)


def see_that_nothing_is_left(path: Path) -> None:
    """Raise ``Problem`` where a project is gone that is kept here in a replica: a new one would take its place."""
    if left_here(path) is not None:
        raise Problem(
            _("A project that you worked on lay at “{path}”; it cannot be reached, or was removed.").format(path=path),
            _("See that the share is there, or open it: work goes on in what is here. A new one needs a new name."),
        )


@contextmanager
def _making_there(address: Address, project_uuid: str) -> Iterator[Path]:
    from factcheck.project.server.served import ServedProject

    folder = data_folder() / "replicas"
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{secrets.token_hex(8)}.new"
    try:
        lay_out(unfinished, project_uuid)
        yield unfinished
        ServedProject.made(address, unfinished, project_uuid, Silent()).close()
    finally:
        unfinished.unlink(missing_ok=True)


def exchanged_again(point: ExchangePoint | None, location: Location, replaced: Database) -> ExchangePoint:
    """What to go on with where the file was replaced or deleted under us: nothing of ours may be lost."""
    if isinstance(location, Path) or point is None:
        return SharedFile.around(replaced.path if isinstance(location, Address) else location, replaced.driver)
    point.put_back(replaced.driver)
    return point


@contextmanager
def as_file(location: Location, progress: Progress | None = None) -> Iterator[Path]:
    """A file with all that a project holds, as it is there now; it is only read. Raises ``Problem``."""
    if isinstance(location, Path):
        yield location
        return
    from factcheck.project.server.served import ServedProject

    served = ServedProject.of(location, progress or Silent())
    try:
        done = served.exchange()
        if done.offline and not served.reason_to_read_only:
            raise Problem(done.offline, _("See that the server can be reached, then do it again."))
        yield served.replica
    finally:
        served.close()
