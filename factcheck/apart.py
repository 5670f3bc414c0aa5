"""Work in a process of its own: reading files and writing reports, during which Python would let no window answer.

A ``Task`` goes to the process over its standard input, steps and the answer come back over its standard output, all
pickled; nothing lies in a file meanwhile. The process knows no Qt and no project, and ends with the window that began
it. Where none can be begun, the task is done where it was asked for.
"""

from __future__ import annotations

import os
import pickle
import pkgutil
import queue
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final, Generic, NamedTuple, NoReturn, TypeVar

from factcheck.domain.problems import Cancelled, Problem
from factcheck.translation import _, current_tag, use_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.domain.progress import Progress

T = TypeVar("T")

WORD: Final = "--work-apart"  # what the program is started with to serve
BEAT: Final = 0.1  # seconds between two words of the process about how far it is
_ENDING: Final = 2.0  # seconds that an idle process has to end by itself
# What an answer may be made of: it comes from where strangers' files were read.
_OURS: Final = ("factcheck.domain.", "factcheck.text.", "factcheck.formats.")


@dataclass(frozen=True)
class Task(Generic[T]):
    """A function that needs neither Qt nor the project, as "package.module:name", and arguments that can be pickled.

    It is named and not imported, as its module may be heavy. ``watched`` ones take a ``progress``. What ``writes``
    files is never ended by force: it clears them away itself.
    """

    function: str
    arguments: tuple[Any, ...] = ()
    watched: bool = True
    writes: bool = False

    def __call__(self, progress: Progress) -> T:
        """Do it here."""
        function: Callable[..., T] = pkgutil.resolve_name(self.function)
        return function(*self.arguments, **({"progress": progress} if self.watched else {}))


class Bug(Exception):
    """What went wrong inside the process, with the place in it."""


class _Answers(pickle.Unpickler):
    """Reads answers: values of ours, and nothing that could be run."""

    def find_class(self, module: str, name: str) -> Any:
        if not module.startswith(_OURS) and module.partition(".")[0] not in {"pathlib", "datetime"}:
            raise pickle.UnpicklingError(f"{module}.{name} is no value")
        found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no value")
        return found


# --- the side of the window ----------------------------------------------------------------------------


class WorkProcess:
    """The process, begun at the first task. ``run`` and ``end`` are for one thread, ``kill`` for any."""

    def __init__(self) -> None:
        self._process: _Child | None = None
        self._refused = self._killed = False

    @property
    def is_there(self) -> bool:
        """Whether it was begun and has not ended."""
        return self._process is not None and self._process.program.poll() is None

    def run(self, task: Task[T], progress: Progress) -> T:
        """Do a task there and wait for it, telling ``progress``; raises what the task raised."""
        process = self._process if self.is_there else self._begin()
        if process is None:
            progress.step(0, 0)  # somebody may have cancelled meanwhile
            return task(progress)
        try:
            process.send("do", current_tag(), task)
            return _answer(process, progress)  # type: ignore[no-any-return] # what the task answers
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self.end()
            progress.step(0, 0)  # somebody who cancelled need not be told
            raise Problem(
                _("The work was broken off: the part of the program that did it has ended."),
                _("Try again. If it happens with the same file once more, the file may be damaged, or too large."),
            ) from error

    def kill(self) -> None:
        """End it in the midst of its work; ``run`` raises then."""
        process = self._process
        if process is not None:
            self._killed = True
            process.program.kill()

    def end(self) -> None:
        """Let it go, and wait until it is gone."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            process.asked.close()
        try:
            process.program.wait(_ENDING)
        except subprocess.TimeoutExpired:
            process.program.kill()
            process.program.wait()
        process.answers.close()

    def _begin(self) -> _Child | None:
        self.end()
        if self._refused:
            return None
        self._killed = False
        try:
            self._process = _started()
            if self._process.receive() == ("ready",):
                return self._process
        except (EOFError, OSError, pickle.UnpicklingError):
            pass
        self.end()
        self._refused = not self._killed  # by a system that lets no program begin another; it will not change its mind
        return None


class _Child(NamedTuple):
    """A process that was begun, with the pipes to it and from it."""

    program: subprocess.Popen[bytes]
    asked: IO[bytes]
    answers: IO[bytes]

    def send(self, *message: Any) -> None:
        self.asked.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
        self.asked.flush()

    def receive(self) -> Any:
        return _Answers(self.answers).load()


def _answer(process: _Child, progress: Progress) -> Any:
    cancelled = False
    while True:
        kind, *said = process.receive()
        if kind == "step" and not cancelled:
            try:
                progress.step(*said)
            except Cancelled:
                cancelled = True
                process.send("cancel")
        elif kind == "done":
            return said[0]
        elif kind == "cancelled":
            raise Cancelled
        elif kind == "problem":
            raise said[0]
        elif kind == "bug":
            raise Bug(said[0])


def _started() -> _Child:
    frozen = getattr(sys, "frozen", False)
    # -P: nothing is imported from the folder that the program happened to be started in.
    command = [sys.executable, WORD] if frozen else [sys.executable, "-P", "-m", "factcheck", WORD]
    path = os.pathsep.join(filter(None, sys.path))
    program = subprocess.Popen(  # noqa: S603 - this program itself
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert program.stdin is not None  # noqa: S101 - begun with pipes
    assert program.stdout is not None  # noqa: S101
    return _Child(program, program.stdin, program.stdout)


# --- the side of the process ---------------------------------------------------------------------------


class _Server:
    """Does task after task; one thread hears what is asked, one tells every tenth of a second how far it is."""

    def __init__(self, asked: IO[bytes], answers: IO[bytes]) -> None:
        self._asked, self._out = asked, answers
        self._tasks: queue.SimpleQueue[tuple[str, Task[Any]] | None] = queue.SimpleQueue()
        self._cancelled = threading.Event()
        self._sending = threading.Lock()
        self._at: tuple[int, int, str] = (0, 0, "")

    def step(self, done: int, total: int, what: str = "") -> None:
        """The progress that the work is handed."""
        if self._cancelled.is_set():
            raise Cancelled
        self._at = (done, total, what)

    def serve(self) -> None:
        """Work until nobody asks any more."""
        threading.Thread(target=self._listen, name="asked", daemon=True).start()
        self._send("ready")
        while (asked := self._tasks.get()) is not None:
            tag, task = asked
            use_language(tag)
            try:
                with self._beating():
                    answer = ("done", task(self))
            except Cancelled:
                answer = ("cancelled", None)
            except Problem as problem:
                problem.__cause__ = problem.__context__ = None
                answer = ("problem", problem)
            except Exception:  # noqa: BLE001 - told to the window, which tells the person
                answer = ("bug", traceback.format_exc())
            self._send(*answer)
            del answer, task, asked  # a report may be confidential, and is large

    def _listen(self) -> None:
        try:
            while True:
                kind, *said = pickle.load(self._asked)  # noqa: S301 - the window that began this process
                if kind == "cancel":
                    self._cancelled.set()
                else:
                    self._cancelled.clear()
                    self._tasks.put((said[0], said[1]))
        except (EOFError, OSError):
            self._cancelled.set()
            self._tasks.put(None)

    @contextmanager
    def _beating(self) -> Iterator[None]:
        over = threading.Event()
        self._at = (0, 0, "")

        def beat() -> None:
            while not over.wait(BEAT):
                self._send("step", *self._at)

        beating = threading.Thread(target=beat, name="beat")
        beating.start()
        try:
            yield
        finally:
            over.set()
            beating.join()

    def _send(self, *message: Any) -> None:
        with self._sending, suppress(OSError):  # whom it would tell may be gone: then nothing is asked any more either
            self._out.write(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
            self._out.flush()


def serve() -> NoReturn:
    """Serve the window that began this process, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl C is for the window, with which this ends
    # What a library prints must not stand among the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with answers:
        _Server(sys.stdin.buffer, answers).serve()
    sys.stderr.flush()
    os._exit(0)  # without taking down what was imported: the window that closes waits for this
