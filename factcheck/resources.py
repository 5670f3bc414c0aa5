"""Where the fonts, icons, scales, templates and the sample lie: source tree, wheel or frozen app."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def resource_folder() -> Path:
    """The folder ``resources``; raises ``FileNotFoundError`` where the program was installed without it."""
    frozen = getattr(sys, "_MEIPASS", None)
    here = Path(__file__).resolve().parent
    candidates = [Path(frozen) / "resources"] if frozen else [here.parent / "resources", here / "resources"]
    for folder in candidates:
        if (folder / "scales").is_dir():
            return folder
    raise FileNotFoundError(f"resources not found beside {here}")


def resource(*parts: str) -> Path:
    """The path of one resource, for example ``resource("icons", "check.svg")``."""
    return resource_folder().joinpath(*parts)
