"""The history as CSV and JSON: guarded against formulas, complete, one line for each changed field."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.history import Entry, Step
from factcheck.formats.history import COLUMNS, Names, guarded, write_csv, write_json

AT = datetime(2025, 11, 3, 13, 2, 5, tzinfo=UTC)
ENTRY = Entry(
    "e1", AT, "+Jonas", "Edit claim",
    (Step("claim", "c1", "rationale", "", "=1+1\nnext", "a1", "c1"), Step("claim", "c1", "deleted", None, True)),
)  # fmt: skip
NAMES = Names({"a1": "Ferries"}, {"c1": 4})


def test_a_line_for_each_field() -> None:
    file = io.StringIO()
    write_csv([ENTRY, Entry("e2", AT, "Ada", "Nothing", ())], NAMES, file)
    heads, first, second, third = csv.reader(io.StringIO(file.getvalue()))
    assert tuple(heads) == COLUMNS
    assert first == [
        "2025-11-03T13:02:05+00:00", "'+Jonas", "Edit claim", "Ferries", "4", "claim", "rationale", "", "'=1+1\nnext",
        "e1",
    ]  # fmt: skip
    assert second[6:9] == ["deleted", "", "yes"]
    assert third[2:4] == ["Nothing", ""]


def test_json_holds_it_all() -> None:
    file = io.StringIO()
    write_json([ENTRY, ENTRY], NAMES, file)
    read = json.loads(file.getvalue())
    assert len(read) == 2
    assert read[0]["steps"][0]["to"] == "=1+1\nnext"
    assert (read[0]["steps"][1]["claim"], read[0]["undone"]) == (None, False)
    file = io.StringIO()
    write_json([], NAMES, file)
    assert json.loads(file.getvalue()) == []


@given(st.text(max_size=20))
def test_no_text_begins_like_a_formula(text: str) -> None:
    cell = guarded(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@"))
    assert cell in (text, f"'{text}")
