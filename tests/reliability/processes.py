"""Processes that are started quickly and ended roughly: copies of the test's own, with everything imported already."""

from __future__ import annotations

import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

Say = Callable[[str], None]


def void(_answer: object) -> None:
    """Nothing."""


class Child:
    """A process that runs ``work(say)``; what it says, a line each, can be read here. No connection may be open."""

    def __init__(self, work: Callable[[Say], Any]) -> None:
        self._said, write_end = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            code = 1
            try:
                os.close(self._said)
                work(lambda words: void(os.write(write_end, f"{words}\n".encode())))
                code = 0
            except BaseException:  # noqa: BLE001 - the process ends here, whatever it was
                with suppress(BaseException):
                    os.write(write_end, f"! {traceback.format_exc()}".replace("\n", "\t").encode() + b"\n")
            finally:
                os._exit(code)
        os.close(write_end)

    def kill_after(self, seconds: float) -> None:
        """End it as a power cut for one process would."""
        time.sleep(seconds)
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def first_line(self) -> str:
        """Wait for its first line."""
        line = b""
        while not line.endswith(b"\n"):
            piece = os.read(self._said, 1)
            if not piece:
                break
            line += piece
        return line.decode().strip()

    def end(self) -> tuple[int, list[str]]:
        """Wait for its end: the exit code (negative: the signal) and what else it said, line by line."""
        with os.fdopen(self._said, "rb") as said:
            lines = said.read().decode("utf-8", "replace").splitlines(keepends=True)
        _pid, status = os.waitpid(self.pid, 0)
        # A line that was cut off was not said.
        return os.waitstatus_to_exitcode(status), [line.strip() for line in lines if line.endswith("\n")]


def together(*works: Callable[[Say], Any]) -> Iterator[list[str]]:
    """Run several at once; what each said. An error in one of them is raised here."""
    children = [Child(work) for work in works]
    for code, said in [child.end() for child in children]:
        assert code == 0, "\n".join(said).replace("\t", "\n")
        yield said
