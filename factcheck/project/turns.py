"""Who writes next: those who wait for the same file, in the order in which they came.

SQLite's lock knows no order, and whoever has just written is the first to be back: with eight busy processes somebody
waited for seconds. So who finds others waiting, or the file busy, takes a number: an empty file in a folder of this
computer. This is courtesy only. The lock alone decides who writes; a number that nobody stands behind any more is void
after a second, and where no number can be taken, one tries without.
"""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from factcheck.settings import data_folder

_VOID_AFTER: Final = 1.0  # seconds without a sign of whoever took the number
_SIGN_EVERY: Final = 0.25
_NEXT: Final = (0.0005, 0.0015)  # seconds between two tries of whoever is next
_LATER: Final = (0.002, 0.006)


class Turns:
    """The queue before one file, by its device and number there."""

    def __init__(self, file: tuple[int, int] | None) -> None:
        self._folder = data_folder() / "turns"
        device, number = file or (0, 0)
        self._prefix = f"{device:x}-{number:x}-"

    @contextmanager
    def place(self) -> Iterator[Place]:
        """A place in the queue: it is given up at the end of the block."""
        place = Place(self._folder, self._prefix)
        try:
            yield place
        finally:
            place.give_up()


class Place:
    """Somebody who wants to write; no number is taken while nobody else waits."""

    def __init__(self, folder: Path, prefix: str) -> None:
        self._folder, self._prefix = folder, prefix
        self._number: Path | None = None
        self._signed = 0.0
        self._is_next = True

    def is_next(self) -> bool:
        """Whether nobody came before us."""
        self._is_next = self._first() in {None, self._number}
        return self._is_next

    def wait(self) -> None:
        """Wait a moment, with a number."""
        now = time.monotonic()
        if now - self._signed > _SIGN_EVERY:
            self._signed = now
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                if self._number is None:
                    name = f"{self._prefix}{time.monotonic_ns():020}-{secrets.token_hex(4)}"
                    self._number = self._folder / name
                self._number.touch()
        time.sleep(random.uniform(*(_NEXT if self._is_next else _LATER)))  # noqa: S311 - no secret

    def give_up(self) -> None:
        """Leave the queue."""
        if self._number is not None:
            with suppress(OSError):
                self._number.unlink()

    def _first(self) -> Path | None:
        """The lowest number that counts; a void one is taken away."""
        try:
            numbers = sorted(self._folder.glob(f"{self._prefix}*"))
        except OSError:
            return None
        for number in numbers:
            with suppress(OSError):
                if number == self._number or abs(time.time() - number.stat().st_mtime) < _VOID_AFTER:
                    return number
                number.unlink()
        return None
