"""Reports over the command line: for whom, which parts, and the handover pack."""

from __future__ import annotations

import csv
import json
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from factcheck.project.edits.project import EditProject
from factcheck.project.project import Project
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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("x.pdf", ("--template", "house.docx")),
        ("x.html", ("--remarks", "footnotes")),
        ("x.md", ("--tracked",)),
        ("x.csv", ("--parts", "cover")),
        ("x.bib", ("--citations", "apa")),
        ("x.docx", ("--url", "https://check.example/baths")),
        ("x.json", ("--for", "public")),
        ("x.ris", ("--for", "writer")),
        ("x.claimreview.jsonld", ("--for", "corrections")),
    ],
)
def test_what_would_make_no_difference_is_refused(
    run: Run, sample: Path, tmp_path: Path, name: str, said: tuple[str, ...]
) -> None:
    run("export", sample, tmp_path / name, *said).refused(said[0])
    assert not (tmp_path / name).exists()
    assert run("export", sample, tmp_path / "x.pdf", "--no-tracked", "--template", "none").code == 0


def test_the_page_of_the_check_is_an_address(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.claimreview.jsonld"
    wrong = run("export", sample, out, "--url", "javascript:alert(1)")
    assert (wrong.code, "no web address" in wrong.err) == (2, True)
    said = ("--url", "https://check.example/baths", "--article", "1", "--article", "2")
    assert run("export", sample, out, *said).code == 0
    reviews = json.loads(out.read_text("utf-8"))["@graph"]
    assert {one["url"] for one in reviews} == {"https://check.example/baths"}
    assert len({one["itemReviewed"]["appearance"]["url"] for one in reviews}) == 2


def test_the_last_audience_takes_nothing_from_files_that_it_has_no_part_in(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    names = ("refs.bib", "refs.csl.json", "x.claimreview.jsonld")
    for name in names:
        assert run("export", sample, tmp_path / name, "--for", "public" if "claim" in name else "editor").code == 0
    with closing(Project.open(sample, author="Ada")) as project:
        project.apply(EditProject({"report": {"audience": "corrections"}}))
    for name in names:
        again = tmp_path / f"again-{name}"
        assert run("export", sample, again).code == 0
        assert again.stat().st_size == (tmp_path / name).stat().st_size > 0


def test_tables_hold_what_their_reader_is_told(run: Run, sample: Path, tmp_path: Path) -> None:
    heads, rows = {}, {}
    for audience in ("editor", "public", "writer", "corrections"):
        out = tmp_path / f"{audience}.csv"
        assert run("export", sample, out, "--for", audience).code == 0
        with out.open(encoding="utf-8-sig", newline="") as file:
            heads[audience], *rows[audience] = csv.reader(file)
    assert {"Status", "Open", "Asked"} <= set(heads["editor"])
    assert not {"Status", "Open", "Asked"} & set(heads["public"])
    assert heads["writer"] == ["Article", "Claim", "In the article", "Question", "Due", "Answer"]
    assert any("press kit" in row[3] for row in rows["writer"])
    assert heads["corrections"] == ["Article", "No.", "As published", "Suggested wording", "Verdict"]
    assert rows["corrections"]
    assert all(row[3] for row in rows["corrections"])
    for audience, sheets in (("writer", 1), ("corrections", 1), ("public", 3), ("editor", 4)):
        out = tmp_path / f"{audience}.xlsx"
        assert run("export", sample, out, "--for", audience).code == 0
        with zipfile.ZipFile(out) as archive:
            assert sum(name.startswith("xl/worksheets/sheet") for name in archive.namelist()) == sheets


def test_parts_are_named_in_any_case_and_none_is_no_report(run: Run, sample: Path, tmp_path: Path) -> None:
    assert exported(run, sample, "--parts", "Cover, All").styled("heading 1")
    for words in ("", " , "):
        run("export", sample, tmp_path / "x.docx", "--parts", words).refused("claims-table")


def test_another_template_is_not_bound_to_what_was_chosen_for_the_last(
    run: Run, sample: Path, tmp_path: Path
) -> None:
    template, out = magazine(tmp_path / "house.docx"), tmp_path / "x.docx"
    for path, made in ((tmp_path / "old.docx", False), (template, True)):
        with closing(Project.open(sample, author="Ada")) as project:
            kept = {"path": str(path), "styles": {"heading 1": ""}}
            project.apply(EditProject({"report": {"template": kept}}))
        assert run("export", sample, out, "--template", template).code == 0
        with zipfile.ZipFile(out) as archive:
            sheet = archive.read("word/styles.xml").decode()
        assert ("heading 1 (Factcheck)" in sheet) == made


def test_a_template_that_cannot_be_read_is_named(run: Run, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "house.docx").write_bytes(magazine(tmp_path / "whole.docx").read_bytes()[:3000])
    run("export", sample, tmp_path / "x.docx", "--template", tmp_path / "house.docx").refused("“house.docx”", "damaged")


def test_a_report_is_no_template(run: Run, sample: Path, tmp_path: Path) -> None:
    report = exported(run, sample).path
    run("export", sample, tmp_path / "x.docx", "--template", report).refused("{{report}}")


def test_a_report_never_takes_the_place_of_its_template(run: Run, sample: Path, tmp_path: Path) -> None:
    template = magazine(tmp_path / "house.docx")
    before = template.read_bytes()
    run("export", sample, template, "--template", template).refused("template")
    assert template.read_bytes() == before
