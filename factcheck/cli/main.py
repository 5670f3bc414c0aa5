"""The way in: read the arguments, run the command, turn a problem into one line and an exit code."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from factcheck.cli.arguments import asked_language, parser
from factcheck.cli.printing import one_line
from factcheck.domain.problems import Problem
from factcheck.translation import system_languages, use_language

Command = Callable[[argparse.Namespace], int]

DONE: Final = 0
PROBLEM: Final = 1
INTERRUPTED: Final = 130  # what shells say of a program that was stopped by Ctrl C


def main(argv: Sequence[str] | None = None, window: Mapping[str, Command] = MappingProxyType({})) -> int:
    """Run one command; the answer is the exit code: 0 done, 1 a problem with the input (wrong usage exits with 2).

    ``window`` holds the commands that show the window (``open``, ``screenshot``): this package knows no Qt.
    """
    _speak_utf8()
    use_language(asked_language(argv), *system_languages())
    chosen = parser().parse_args(argv)
    try:
        code = _command(chosen.command, window)(chosen)
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
    return code


def _command(name: str, window: Mapping[str, Command]) -> Command:
    if name in window:
        return window[name]
    from factcheck.cli.commands import COMMANDS

    return COMMANDS[name]


def _speak_utf8() -> None:
    """Print UTF-8 whatever the console or pipe is set to; what UTF-8 cannot hold (half an emoji) is printed escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
