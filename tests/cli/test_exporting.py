"""Reports over the command line: for whom, which parts, and the handover pack."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.formats.docx.report.house_templates import magazine
from tests.formats.docx.report.package import W, Written


@pytest.fixture
def sample(run: Run, tmp_path: Path) -> Path:
    """The sample project."""
    path = tmp_path / "sample.factcheck"
    run("sample", path)
    return path


def exported(run: Run, sample: Path, *more: str) -> Written:
    out = sample.with_name("report.docx")
    assert run("export", sample, out, "--as", "Ada", *more).code == 0
    return Written(out)


def test_each_audience_gets_its_own_report(run: Run, sample: Path) -> None:
    editor = exported(run, sample, "--for", "editor")
    assert "Reply log" in editor.styled("heading 1")
    assert list(editor.document.iter(f"{W}ins"))
    public = exported(run, sample, "--for", "public")
    assert "Reply log" not in public.styled("heading 1")
    assert "Not checked yet" not in public.text
    assert public.comments == []
    assert public.notes("endnote")
    writer = exported(run, sample, "--for", "writer")
    assert writer.styled("heading 1") == ["Questions to the writer"]
    corrections = exported(run, sample, "--for", "corrections")
    assert corrections.styled("heading 1") == ["Corrections"]


def test_parts_and_remarks_are_chosen(run: Run, sample: Path) -> None:
    seen = exported(run, sample, "--parts", "claims-table,article", "--remarks", "footnotes", "--no-tracked")
    headings = seen.styled("heading 1")
    assert headings[0] == "Claims at a glance"
    assert all(one.startswith("Annotated article") for one in headings[1:])
    assert seen.notes("footnote")
    assert not list(seen.document.iter(f"{W}ins"))
    assert "Sign-offs" in exported(run, sample, "--parts", "all").styled("heading 1")
    refused = run("export", sample, sample.with_name("x.docx"), "--parts", "cover,poem")
    refused.refused("poem")
    refused.refused("claims-table")


def test_a_confidential_source_is_named_only_where_that_is_asked(run: Run, sample: Path) -> None:
    assert "Henrik Dahl" not in exported(run, sample).text
    assert "Henrik Dahl" in exported(run, sample, "--confidential").text


def test_a_handover_pack_proves_itself(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack.zip"
    assert run("export", sample, out, "--for", "handover", "--as", "Ada").code == 0
    with zipfile.ZipFile(out) as archive:
        archive.extractall(tmp_path / "pack")
    assert {path.name for path in (tmp_path / "pack").iterdir()} >= {"report.docx", "project.json", "README.txt"}
    done = subprocess.run(
        ["sha256sum", "-c", "MANIFEST.sha256"], cwd=tmp_path / "pack", check=True, capture_output=True, text=True
    )
    assert "report.docx: OK" in done.stdout
    assert b"Henrik Dahl" not in out.read_bytes()
    assert "Henrik Dahl" not in (tmp_path / "pack" / "project.json").read_text("utf-8")
    run("export", sample, tmp_path / "x.docx", "--for", "handover").refused(".zip")
    run("export", sample, tmp_path / "x.zip", "--for", "writer").refused("--for")
    part = tmp_path / "part.zip"
    assert run("export", sample, part, "--article", "1", "--as", "Ada").code == 0
    with zipfile.ZipFile(part) as archive:
        assert "project.json" not in archive.namelist()


def test_a_report_in_a_template_is_written_and_comes_back_without_a_change(run: Run, sample: Path) -> None:
    template = magazine(sample.with_name("house.docx"))
    seen = exported(run, sample, "--template", str(template), "--remarks", "footnotes")
    assert next(line for line in seen.lines if line) == "For the eyes of the desk"
    assert run("readback", sample, seen.path, "--dry-run", "--as", "Ada").out == "The report brings nothing new.\n"
    assert "For the eyes" not in exported(run, sample, "--template", "none").text
    run("export", sample, sample.with_name("x.docx"), "--template", "nowhere.docx").refused("nowhere.docx")
