"""What a replica is exchanged with: a shared file, or a project on a server."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Protocol

from factcheck.project.replica import Exchanged
from factcheck.project.signs import Sign


class ExchangePoint(Protocol):
    """Where others put their edits. All but ``wake``, ``stand`` and ``cut`` is called on one thread."""

    replica: Path

    @property
    def is_live(self) -> bool:
        """Whether own edits go there at once and others' are heard of as they come."""

    def exchange(self) -> Exchanged:
        """Take in what is there, and put there what it lacks. Trouble with it is told, never raised."""

    def listen(self) -> None:
        """Wait until there may be something to exchange, or somebody wakes this."""

    def wake(self) -> None:
        """End the waiting, now or when it begins. May be called on any thread."""

    def stand(self, sign: Sign) -> None:
        """Let colleagues elsewhere see what is open here, with the next exchange. May be called on any thread."""

    def cut(self) -> None:
        """End what waits for an answer, where that can be done. May be called on any thread."""

    def put_back(self, driver: sqlite3.Connection) -> None:
        """Make the replica again of an open file that is no longer at its place."""

    def close(self, *, last: bool = False) -> None:
        """Let go of it; ``last``: after another exchange, if it answers at once."""
