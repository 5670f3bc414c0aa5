"""How every export reaches the disk: written under another name, looked through, then renamed."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

from factcheck.domain.problems import Problem
from factcheck.translation import _


def saved(path: Path, write: Callable[[IO[bytes]], None], check: Callable[[Path], None] = lambda _path: None) -> None:
    """Write a file: ``write`` fills it, ``check`` may still refuse it by a ``Problem``.

    Until both are done ``path`` is as it was, and whatever stops them (``Cancelled`` too) leaves nothing beside it.
    Raises ``Problem`` where the folder or the file cannot be written.
    """
    path = Path(path)
    temporary = path.with_name(f".{uuid4().hex}.part")
    try:
        with temporary.open("xb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        check(temporary)
        temporary.replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _cannot_write(path: Path, error: OSError) -> Problem:
    if isinstance(error, PermissionError):
        return Problem(
            _("“{name}” cannot be written in “{folder}”.").format(name=path.name, folder=path.parent),
            _("Close it in Word or where else it is open, or choose a folder that you may write to."),
        )
    return Problem(
        _("“{name}” cannot be written: {reason}.").format(name=path.name, reason=error.strerror or str(error)),
        _("Choose another folder or make room on the disk."),
    )
