"""Numbers in the formats that lists and notes show."""

from __future__ import annotations

import pytest

from factcheck.formats.counting import counted


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (1999, "lowerRoman", "mcmxcix"),
        (14, "upperRoman", "XIV"),
        (0, "upperRoman", "0"),
        (4000, "upperRoman", "4000"),
        (1, "lowerLetter", "a"),
        (28, "upperLetter", "BB"),
        (6, "chicago", "††"),
        (3, "none", ""),
        (3, "ordinal", "3"),
    ],
)
def test_a_number_shows_as_word_shows_it(number: int, style: str, expected: str) -> None:
    assert counted(number, style) == expected
