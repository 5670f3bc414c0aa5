"""Which project files are as this program left them: they are not looked through again at each opening.

Looking through a file (``PRAGMA quick_check``) reads all of it, 0.2 s for 20,000 claims. It guards against what
somebody sent and what was cut or altered on the way; both leave another file, size or time behind. What a disk loses
by itself does not, so a file is looked through at least once a day (and so is the copy that each day's backup makes).
Everything else that is asked before trust is asked each time. Nothing is vouched for in the project file: it travels.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from factcheck.settings import data_folder

WORTH: Final = 8 * 1024**2  # bytes; smaller files are looked through in a moment
LASTING: Final = 24 * 3600  # seconds
_KEPT: Final = 50
_FILE: Final = "sound.json"


def looked_through(path: Path) -> None:
    """Note that a file was found sound now; ``left`` must follow once it is closed in order."""
    if _stamp(path)[2] >= WORTH:
        _note(path, {"looked": time.time()})


def left(path: Path) -> None:
    """Note how a file is left that was found sound when it was opened, and was closed in order."""
    entry = _entries().get(str(path.absolute()))
    if entry is not None and not path.with_name(f"{path.name}-journal").exists():
        _note(path, {"looked": entry["looked"], "stamp": _stamp(path)})


def is_as_left(path: Path) -> bool:
    """Whether a file was found sound within a day, closed in order, and not touched since."""
    entry = _entries().get(str(path.absolute()))
    return (
        entry is not None
        and 0 <= time.time() - entry["looked"] < LASTING
        and entry.get("stamp") == _stamp(path)
        and not path.with_name(f"{path.name}-journal").exists()
    )


def _stamp(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]


def _entries() -> dict[str, Any]:
    try:
        found = json.loads((data_folder() / _FILE).read_text("utf-8"))
        return {path: entry for path, entry in found.items() if isinstance(entry["looked"], float)}
    except (OSError, ValueError, AttributeError, TypeError, KeyError):
        return {}


def _note(path: Path, entry: dict[str, Any]) -> None:
    # Two windows may write at once: what is lost costs a look.
    entries = _entries()
    entries.pop(str(path.absolute()), None)
    entries[str(path.absolute())] = entry
    file = data_folder() / _FILE
    beside = file.with_name(f".{_FILE}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(dict(list(entries.items())[-_KEPT:])), "utf-8")
        beside.replace(file)
