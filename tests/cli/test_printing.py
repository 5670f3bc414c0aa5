"""Lines that a terminal shows as they are meant."""

from __future__ import annotations

import io
import os

import pytest

from factcheck.cli import printing


def test_one_line_holds_nothing_that_a_terminal_obeys() -> None:
    assert printing.one_line(" Two\r\nlines\t\x1b[2J \u202egnorts\u202c\x9b5m ") == "Two lines [2J gnorts5m"
    assert printing.one_line("“שלום” 👩‍🔬") == "“שלום” 👩‍🔬"


def test_widths_are_columns_of_a_terminal() -> None:
    assert [printing.width(words) for words in ("abc", "東京", "e\u0301", "a\u200db", "")] == [3, 4, 1, 2, 0]


def test_long_words_are_cut_at_columns() -> None:
    assert printing.shortened("a  b\nc", 5) == "a b c"
    assert printing.shortened("one two three", 8) == "one two…"
    assert printing.shortened("東京タワー", 6) == "東京…"


def test_columns_are_aligned_and_numbers_stand_right() -> None:
    rows = [(1, "東京", 12, "first\nwords"), (10, "abc", 3, "second")]
    assert list(printing.table(("No.", "City", "n", "Words"), rows)) == [
        "No.  City   n  Words",
        "  1  東京  12  first words",
        " 10  abc    3  second",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_last_column_ends_at_the_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("COLUMNS", "40")
    lines = list(printing.table(("No.", "Words"), [(1, "many words " * 10)]))
    assert max(map(len, lines)) <= 40
    assert lines[1].endswith("…")
    assert os.environ["COLUMNS"] == "40"
