"""A report that a colleague edited is read back on the command line: told, merged in part, merged once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.formats.docx.returned import edited, report_bytes, returning_project

SCRIPT = 7


@pytest.fixture
def desk(tmp_path: Path) -> tuple[Path, Path]:
    path, _article_id = returning_project(tmp_path)
    content = report_bytes(path, tmp_path)
    back = tmp_path / "back.docx"
    back.write_bytes(edited(content, SCRIPT)[0])
    return path, back


def test_changes_are_told_merged_in_part_and_once(run: Run, desk: tuple[Path, Path]) -> None:
    project, back = desk
    told = run("readback", project, back, "--dry-run")
    assert told.code == 0
    assert told.out.endswith("changes; nothing was merged.\n")
    assert "+ Who says this? 0" in told.out
    changes = run("readback", project, back, "--dry-run", "--json").json["changes"]
    left_out = next(change for change in changes if change["kind"] == "claim")
    run("readback", project, back, "--leave-out", 99).refused("no change 99", "--dry-run")
    merged = run("readback", project, back, "--leave-out", left_out["number"], "--json").json
    assert merged["merged"] == len(changes) - 1
    (again,) = run("readback", project, back, "--json").json["changes"]
    assert (again["kind"], again["new"]) == ("claim", left_out["new"])
    assert run("readback", project, back).out == "The report brings nothing new.\n"
    assert run("check", project).code == 0


def test_another_projects_report_and_other_files_are_refused(
    run: Run, desk: tuple[Path, Path], tmp_path: Path
) -> None:
    _project, back = desk
    other = tmp_path / "other.factcheck"
    assert run("new", other, "--as", "Ana").code == 0
    run("readback", other, back).refused("another project")
    run("readback", other, tmp_path / "none.docx").refused("none.docx")
    (tmp_path / "junk.docx").write_bytes(b"PK\x03\x04 junk")
    run("readback", other, tmp_path / "junk.docx").refused("damaged")
