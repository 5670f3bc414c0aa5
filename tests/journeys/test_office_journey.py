"""A report goes through LibreOffice, which opens and saves it: what a colleague did comes back, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from factcheck.formats.docx.returning import report_in
from factcheck.project.project import Project
from factcheck.project.queries.returned import returned_changes
from tests.formats.docx.returned import edited, report_bytes, returning_project
from tests.formats.docx.word_hand import Done

SCRIPTS = (7, 11, 12, 15)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_a_report_and_nothing_false_comes_back(tmp_path: Path) -> None:
    path, _article_id = returning_project(tmp_path)
    content = report_bytes(path, tmp_path)
    meant: dict[str, list[Done]] = {"report.docx": []}
    (tmp_path / "report.docx").write_bytes(content)
    for seed in SCRIPTS:
        back, done = edited(content, seed)
        (tmp_path / f"{seed}.docx").write_bytes(back)
        meant[f"{seed}.docx"] = done
    command = (
        "soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved"),
    )  # fmt: skip
    subprocess.run([*command, *(str(tmp_path / name) for name in meant)], check=True, capture_output=True, timeout=300)
    with closing(Project.open(path, author="Ada Mihović")) as project:
        for name, done in meant.items():
            report = report_in((tmp_path / "saved" / name).read_bytes())
            changes = project.read(partial(returned_changes, report=report))
            came = sorted((one.kind, one.old.strip(), one.new.strip()) for one in changes)
            # The words that a comment makes a claim of are told apart from what they were before.
            assert came == sorted(
                (one.kind, "" if one.kind == "claim" else one.old.strip(), one.new.strip()) for one in done
            ), name
