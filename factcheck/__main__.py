"""Window or command line: `open`, `screenshot` and no arguments go to the window, the rest to the commands."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from factcheck.domain.problems import Problem
from factcheck.translation import _

DEFAULT_SIZE = (1440, 900)
QT_PACKAGES = "libegl1 libgl1 libxkbcommon0 libfontconfig1 libglib2.0-0 libdbus-1-3"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit code is 0 done, 1 a problem with the input, 2 wrong usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] not in {"open", "screenshot"}:
        from factcheck.cli.main import main as command_line

        return command_line(words)
    chosen = _parsed(words or ["open"])
    try:
        return _screenshot(chosen) if chosen.command == "screenshot" else _window(chosen)
    except Problem as problem:
        print(problem, file=sys.stderr)  # noqa: T201 - where the person looks who typed the command
        return 1


def _parsed(words: Sequence[str]) -> argparse.Namespace:
    """What `open` and `screenshot` were asked for; wrong usage ends the program with code 2."""
    parser = argparse.ArgumentParser(prog="factcheck")
    commands = parser.add_subparsers(dest="command", required=True)
    opening = commands.add_parser("open", help=_("open a project in the window"))
    opening.add_argument(
        "project", nargs="?", type=Path, metavar="P", help=_("a .factcheck file; none: the start page")
    )
    picture = commands.add_parser("screenshot", help=_("write the window with a project as a picture"))
    picture.add_argument("project", type=Path, metavar="P", help=_("a .factcheck file"))
    picture.add_argument("out", type=Path, metavar="OUT.png", help=_("the picture to write"))
    picture.add_argument("--dark", action="store_true", help=_("in the dark theme"))
    picture.add_argument(
        "--size", type=_size, default=DEFAULT_SIZE, metavar="WxH", help=_("in pixels; 1440x900 if not said")
    )
    for command in (opening, picture):
        command.add_argument("--as", dest="author", default="", metavar="NAME", help=_("the author's name, this time"))
    return parser.parse_args(words)


def _size(words: str) -> tuple[int, int]:
    width, cross, height = words.partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(_("{words} is no size such as 1440x900").format(words=words))
    size = int(width), int(height)
    if not (400 <= size[0] <= 7680 and 300 <= size[1] <= 4320):
        raise argparse.ArgumentTypeError(_("a size lies between 400x300 and 7680x4320"))
    return size


def _window(chosen: argparse.Namespace) -> int:
    platform = os.environ.get("QT_QPA_PLATFORM")
    if sys.platform == "linux" and not (platform or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise Problem(
            _("There is no display to open a window on."), _("Write a picture instead: factcheck screenshot P OUT.png")
        )
    with _libraries_named():
        from factcheck.ui.app import run
    return run(chosen.project, author=chosen.author)


def _screenshot(chosen: argparse.Namespace) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with _libraries_named():
        from factcheck.ui.screenshot import write_screenshot
    write_screenshot(chosen.project, chosen.out, dark=chosen.dark, size=chosen.size, author=chosen.author)
    return 0


@contextmanager
def _libraries_named() -> Iterator[None]:
    """Tell of a system library that Qt misses as a problem that the person can mend."""
    try:
        yield
    except ImportError as error:
        if ".so" not in str(error):
            raise
        raise Problem(
            _("The window cannot be shown: {error}.").format(error=error),
            _("On Debian or Ubuntu: apt-get install {packages}").format(packages=QT_PACKAGES),
        ) from None


if __name__ == "__main__":
    sys.exit(main())
