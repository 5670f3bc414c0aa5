"""A report goes through LibreOffice, which opens and saves it: what a colleague did comes back, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from factcheck.domain.report import HouseTemplate, parts_of
from factcheck.domain.returning import Returned
from factcheck.formats.docx.returning import report_in
from factcheck.formats.docx.writing import write_report
from factcheck.project.edits.returning import MergeReport
from factcheck.project.project import Project
from factcheck.project.queries.reports import report_of
from factcheck.project.queries.returned import returned_changes
from factcheck.sample import build_sample
from tests.formats.docx.report.house_templates import magazine
from tests.formats.docx.returned import ARABIC, JAPANESE, edited, report_bytes, returning_project, spoken_project
from tests.formats.docx.word_hand import Done

SCRIPTS = (7, 11, 12, 15)
OFFICE_PYTHON = Path("/usr/bin/python3")  # the one that Debian's python3-uno is for
HAND = Path(__file__).with_name("office_hand.py")


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


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_reports_of_any_shape_and_nothing_false_comes_back(tmp_path: Path) -> None:
    sample = build_sample(tmp_path / "sample.factcheck")
    house = HouseTemplate(str(magazine(tmp_path / "house.docx")))
    options: tuple[dict[str, Any], ...] = (
        {},
        {"remarks": "footnotes", "line_numbers": True},
        {"remarks": "endnotes", "tracked": False},
        {"template": house},
    )
    projects = (
        sample,
        spoken_project(tmp_path / "ar.factcheck", "ar", *ARABIC),
        spoken_project(tmp_path / "ja.factcheck", "ja", *JAPANESE),
    )
    made: list[tuple[Path, Path]] = []
    for path in projects:
        with closing(Project.open(path, author="Ada Mihović")) as project:
            report = project.read(report_of)
        for number, more in enumerate(options):
            made.append((path, tmp_path / f"{path.stem}{number}.docx"))
            chosen = replace(report.options, parts=parts_of(report.profile), audience="editor", **more)
            write_report(replace(report, options=chosen), made[-1][1])
    command = (
        "soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved"),
    )  # fmt: skip
    subprocess.run([*command, *(str(file) for _path, file in made)], check=True, capture_output=True, timeout=300)
    for path, file in made:
        saved = report_in((tmp_path / "saved" / file.name).read_bytes())
        assert saved.rationales, file.name
        with closing(Project.open(path, author="Ada Mihović")) as project:
            assert project.read(partial(returned_changes, report=saved)) == [], file.name


@pytest.mark.skipif(not Path("/usr/lib/python3/dist-packages/uno.py").exists(), reason="python3-uno is not installed")
def test_what_a_colleague_does_in_libreoffice_comes_back(tmp_path: Path) -> None:
    path, _article_id = returning_project(tmp_path)
    report, back = tmp_path / "report.docx", tmp_path / "back.docx"
    report.write_bytes(report_bytes(path, tmp_path))
    steps = [
        ["comment", "painted", "Who painted?"],
        ["comment", "1991", "Which month?"],
        ["replace", "and 東京 on", "and 京都 on"],
        ["replace tracked", "children", "pupils"],
        ["type", "cost\xa02\xa0", "INDEED "],  # behind the number of a claim, whose looks it takes on
        ["replace", "Records for 1 show 7 rows.", "Records for 1 show 7 rows. So it is."],  # takes on those of a label
        ["type", "Rationale  ", "Nobody counted. "],  # where there is none yet
        ["reply", "4 · False", "Which school?"],
        ["resolve", "Remark 0 on 5", ""],
        ["choose", "Claim 7", "False"],
        ["replace", "In 1907 the harbour of ward 7 returned after 704 days and 4548 crowns of cost.", ""],
        ["replace tracked", "In 1911 the tower of ward 11 grew after 24 days and 7818 crowns of cost.", ""],
    ]
    subprocess.run(
        [OFFICE_PYTHON, HAND, report, back, json.dumps(steps)], check=True, capture_output=True, timeout=300
    )
    answered_in_the_window(back)
    with closing(Project.open(path, author="Ada Mihović")) as project:
        read = partial(returned_changes, report=report_in(back.read_bytes()))
        changes = project.read(read)
        project.apply(MergeReport(tuple(changes), back.name))
        assert project.read(read) == []
        project.undo()
        assert told(project.read(read)) == told(changes)
    assert told(changes) == [
        ("claim", "", "Who painted?"),
        ("rationale", "", "Nobody counted."),
        (
            "rationale",
            "Records for 1 show 7 rows.\nThe auditor agrees on point 1.",
            "Records for 1 show 7 rows. So it is.\nThe auditor agrees on point 1.",
        ),
        ("remark", "", "Which month?"),
        ("remark", "", "Which school?"),
        ("resolved", "", "Remark 0 on 5"),
        ("verdict", "Mostly true", "False"),
        ("wording", "", "都"),
        ("wording", "In 1907 the harbour of ward 7 returned after 704 days and 4548 crowns of cost.", ""),
        ("wording", "In 1911 the tower of ward 11 grew after 24 days and 7818 crowns of cost.", ""),
        ("wording", "children", "pupils"),
        ("wording", "cost", "costINDEED "),
        ("wording", "東", ""),
    ]
    assert {one.author for one in changes if one.kind in ("claim", "remark")} == {"Bo Lind"}
    (answer,) = (one for one in changes if one.new == "Which school?")
    assert answer.words == "In 1912 the garden of ward 12 closed"


def told(changes: list[Returned]) -> list[tuple[str, str, str]]:
    return sorted((one.kind, one.old, one.new) for one in changes)


def answered_in_the_window(back: Path) -> None:
    """Let the answer begin as LibreOffice's own window begins it: with a line that says whom it is for."""
    with zipfile.ZipFile(back) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    comments = members["word/comments.xml"].decode()
    line = 'Reply to Ada Mihović (11/29/2026, 21:11): "..."'
    words = "<w:t>Which school?</w:t>"
    assert comments.count(words) == 1
    told = f"<w:t>{line}</w:t></w:r></w:p><w:p><w:r>{words}"
    members["word/comments.xml"] = comments.replace(words, told).encode()
    with zipfile.ZipFile(back, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
