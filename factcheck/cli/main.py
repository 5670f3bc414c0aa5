"""The way in: read the arguments, run the command, turn a problem into one line and an exit code."""

from __future__ import annotations

import argparse
import gc
import getpass
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from factcheck.cli.arguments import asked_language, parser
from factcheck.cli.printing import one_line
from factcheck.domain.problems import PasswordWanted, Problem
from factcheck.translation import _, system_languages, use_language

Command = Callable[[argparse.Namespace], int]

DONE: Final = 0
PROBLEM: Final = 1
_ASKED: Final = 2  # times that a password is asked for; after that one more try, and the problem is told
INTERRUPTED: Final = 130  # what shells say of a program that was stopped by Ctrl C


def main(argv: Sequence[str] | None = None, window: Mapping[str, Command] = MappingProxyType({})) -> int:
    """Run one command; the answer is the exit code: 0 done, 1 a problem with the input (wrong usage exits with 2).

    ``window`` holds the commands that show the window (``open``, ``screenshot``): this package knows no Qt.
    """
    _speak_utf8()
    use_language(asked_language(argv), *system_languages())
    try:
        chosen = parser().parse_args(argv)
        code = _with_password(_command(chosen.command, window), chosen)
        print(end="", flush=True)
    except Problem as problem:
        print(one_line(str(problem)), file=sys.stderr)
        return PROBLEM
    except BrokenPipeError:
        # Whoever reads has seen enough ("| head"); the interpreter must not stumble over the pipe again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        if error.filename is None:
            raise
        # What no command foresees, such as a name that is too long: not a bug of ours, and not to be told as one.
        why = error.strerror or error
        refused = Problem(
            _("The system refuses “{name}”: {why}.").format(name=os.fsdecode(error.filename), why=why),
            _("See how the name is written, and that it may be read and written there."),
        )
        print(one_line(str(refused)), file=sys.stderr)
        return PROBLEM
    return code


def _with_password(command: Command, chosen: argparse.Namespace) -> int:
    """Run a command; where a server wants a password, ask whoever sits at the terminal, and begin again."""
    for _try in range(_ASKED):
        try:
            return command(chosen)
        except PasswordWanted as wanted:
            if not sys.stdin.isatty():
                raise
            from factcheck.project.server import passwords

            print(one_line(wanted.message), file=sys.stderr)
            passwords.tell(wanted.address, getpass.getpass(_("Password: "), sys.stderr))
    return command(chosen)


def _command(name: str, window: Mapping[str, Command]) -> Command:
    if name in window:
        return window[name]
    from factcheck.cli.commands import COMMANDS

    # What is loaded by now lasts: to look through it for garbage again and again takes a tenth of a large merge.
    gc.freeze()
    return COMMANDS[name]


def _speak_utf8() -> None:
    """Print UTF-8 whatever the console or pipe is set to; what UTF-8 cannot hold (half an emoji) is printed escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
