"""A handover pack: what is in it, what stays out of it, and that it is told whether everything arrived."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from factcheck.domain.handover import Handover, SourceFile
from factcheck.domain.problems import Problem
from factcheck.formats.docx.lint import lint
from factcheck.formats.handover import MANIFEST, safe_name, write_handover
from tests.factories_statements import statements_report


def handover() -> Handover:
    files = (
        SourceFile(1, "figures.pdf", b"%PDF-1.7"),
        SourceFile(1, "Figures.pdf", b"another"),
        SourceFile(12, "../../etc/passwd", b"root"),
        SourceFile(3, "aux.txt", "Ein Gespräch".encode()),
    )
    report = statements_report()
    return Handover(replace(report, options=replace(report.options, audience="handover")), files)


def packed(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_report_files_and_a_manifest_of_them_all(tmp_path: Path) -> None:
    write_handover(handover(), tmp_path / "pack.zip")
    members = packed(tmp_path / "pack.zip")
    assert list(members) == [
        "README.txt",
        "report.docx",
        "sources/001 figures.pdf",
        "sources/001 Figures (2).pdf",
        "sources/012 etc passwd",
        "sources/003 _aux.txt",
        MANIFEST,
    ]
    lines = [line.split("  ", 1) for line in members[MANIFEST].decode().splitlines()]
    told = {name: digest for digest, name in lines}
    assert told == {name: sha256(content).hexdigest() for name, content in members.items() if name != MANIFEST}
    (tmp_path / "report.docx").write_bytes(members["report.docx"])
    assert lint(tmp_path / "report.docx") == []
    assert b"only some of its articles" in members["README.txt"]


def test_the_same_pack_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        write_handover(handover(), tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


@pytest.mark.parametrize(
    "file",
    [
        SourceFile(1, "talk with Zelda Quibble.txt", b""),
        SourceFile(1, "talk.txt", b"and then Zelda Quibble said"),
        SourceFile(1, "talk.pdf", b"%PDF\0", "Quibble, Zelda"),
    ],
)
def test_a_file_that_names_a_confidential_source_stops_the_pack(tmp_path: Path, file: SourceFile) -> None:
    made = handover()
    report = replace(made.report, secrets={"Zelda Quibble": "a neighbour"})
    with pytest.raises(Problem, match="a neighbour"):
        write_handover(replace(made, report=report, files=(file,)), tmp_path / "pack.zip")
    assert list(tmp_path.iterdir()) == []


def test_names_that_every_system_takes() -> None:
    assert safe_name("a/b\\c:d?.pdf") == "a b c d.pdf"
    assert safe_name("...") == "file"
    assert safe_name("CON") == "_CON"
    assert safe_name("x" * 300 + ".pdf").endswith("x.pdf")
    assert len(safe_name("x" * 300 + ".pdf")) <= 124
    assert safe_name("name. ") == "name"
