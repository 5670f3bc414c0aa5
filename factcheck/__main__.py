"""Window or command line: `open` (also where nothing is said) and `screenshot` go to the window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from factcheck.apart import WORD, serve
from factcheck.cli.main import main as command_line
from factcheck.domain.problems import Problem
from factcheck.translation import _

QT_PACKAGES = "libegl1 libgl1 libxkbcommon0 libfontconfig1 libglib2.0-0 libdbus-1-3"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit code is 0 done, 1 a problem with the input, 2 wrong usage."""
    words = sys.argv[1:] if arguments is None else arguments
    if list(words) == [WORD]:
        serve()
    return command_line(words or ["open"], {"open": _window, "screenshot": _screenshot})


def _window(chosen: argparse.Namespace) -> int:
    platform = os.environ.get("QT_QPA_PLATFORM")
    if sys.platform == "linux" and not (platform or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise Problem(
            _("There is no display to open a window on."), _("Write a picture instead: factcheck screenshot P OUT.png")
        )
    with _libraries_named():
        from factcheck.ui.app import run
    return run(chosen.project, author=chosen.author, language=chosen.lang)


def _screenshot(chosen: argparse.Namespace) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with _libraries_named():
        from factcheck.ui.screenshot import write_screenshot
    write_screenshot(
        chosen.project, chosen.out, dark=chosen.dark, size=chosen.size, author=chosen.author, language=chosen.lang
    )
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
