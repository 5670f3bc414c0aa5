"""How answers are printed: one line each, aligned in columns, or as one JSON value."""

from __future__ import annotations

import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

# Words of a strange file must not steer the terminal: no control characters, no switch of the writing direction.
_STEERING: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_GAP: Final = "  "
_NARROWEST: Final = 20


def one_line(words: str) -> str:
    """The words on one line, with nothing in them that a terminal would obey."""
    return " ".join(_STEERING.sub("", words).split())


def shortened(words: str, longest: int) -> str:
    """The words on one line, cut at ``longest`` columns."""
    line = one_line(words)
    if width(line) <= longest:
        return line
    kept = ""
    for letter in line:
        if width(kept + letter) >= longest:
            break
        kept += letter
    return kept.rstrip() + "…"


def minute(at: datetime) -> str:
    """A moment as it stands in a column: day and minute, where the reader is."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def width(words: str) -> int:
    """How many columns of a terminal the words take."""
    return sum(
        0 if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf"
        else 2 if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in words
    )  # fmt: skip


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Rows in aligned columns under their heads: columns of numbers to the right, the last column as it is.

    On a terminal the last column ends at the edge of the screen.
    """
    cells = [list(heads), *([one_line(str(cell)) for cell in row] for row in rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)][:-1]
    numeric = [all(isinstance(row[index], int) for row in rows) for index in range(len(widths))]
    room = max(_room() - sum(widths) - len(_GAP) * len(widths), _NARROWEST)
    for row in cells:
        spaces = [" " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=False)]
        pieces = [
            space + cell if number else cell + space for cell, space, number in zip(row, spaces, numeric, strict=False)
        ]
        yield _GAP.join([*pieces, shortened(row[-1], room)]).rstrip()


def print_json(value: Any) -> None:
    """Print one JSON value."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def _room() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
