"""``factcheck history``: newest first, of a claim, an article, the project; as a table, JSON and CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def marked(run: Run, project: Path, article: Path) -> Path:
    """Two articles with a claim each; a formula was written into the first one's rationale."""
    run("import", project, article, "--as", "Jonas Kern")
    for number, name in ((1, "Ada Mihović"), (2, "Jonas Kern")):
        answer = run(
            "mark", project, number, "--quote", "twelve schools today", "--verdict", "False",
            "--rationale", "=HYPERLINK(1)", "--as", name,
        )  # fmt: skip
        assert answer.code == 0, answer
    return project


def test_the_project_newest_first(run: Run, marked: Path) -> None:
    lines = run("history", marked).out.splitlines()
    assert lines[0].split() == ["When", "Who", "Edit", "Claim", "Change"]
    assert "Jonas Kern" in lines[1]
    assert any("claim.rationale: → =HYPERLINK(1)" in line for line in lines)
    assert any(line.endswith(" claim made") for line in lines)
    told = run("history", marked, "--json").json
    assert [entry["author"] for entry in told][:2] == ["Jonas Kern", "Ada Mihović"]
    assert told[-1]["edit"] == "New project"
    assert {"article", "claim", "field", "from", "id", "record", "to"} == set(told[0]["steps"][0])


def test_one_claim_and_one_article(run: Run, marked: Path) -> None:
    run("history", marked, "--claim", 1).refused("Several articles", "--article")
    run("history", marked, "--claim", 9).refused("no claim", "9")
    told = run("history", marked, "--claim", 1, "--article", 2, "--json").json
    assert [entry["author"] for entry in told] == ["Jonas Kern"]
    verdict = next(step for step in told[0]["steps"] if step["field"] == "rating_id")
    assert (verdict["from"], verdict["to"], verdict["claim"]) == (None, "False", 1)
    claim_id = next(step["id"] for step in told[0]["steps"] if step["record"] == "claim")
    assert run("history", marked, "--claim", claim_id[:8], "--json").json == told
    authors = {entry["author"] for entry in run("history", marked, "--article", 2, "--json").json}
    assert authors == {"Jonas Kern"}


def test_no_cell_of_the_csv_is_a_formula(run: Run, marked: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("history", marked, "--csv", "--claim", 1, "--article", 1).out)))
    written = next(row for row in rows if row["field"] == "rationale")
    assert (written["author"], written["from"], written["to"]) == ("Ada Mihović", "", "'=HYPERLINK(1)")
    assert written["claim"] == "1"
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
