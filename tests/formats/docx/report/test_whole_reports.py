"""Whole reports, read by strangers: pandoc, docx2python, and the judges of Word files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx2python import docx2python

from factcheck.domain.report import Report
from factcheck.formats.docx.lint import lint
from factcheck.formats.docx.writing import write_report
from tests.factories_drafts import drafts_report
from tests.factories_kinds import kinds_of_report
from tests.factories_report import sized_report, with_parts
from tests.factories_statements import statements_report
from tests.factories_torture import scripts_report, several_articles_report, torture_report
from tests.formats.docx.report.package import W, Written, text_of
from tests.validators.ecma import ecma_findings, judged_parts
from tests.validators.office import office_findings, sdk_findings

REPORTS: dict[str, Callable[[], Report]] = {
    "statements": statements_report,
    "drafts": drafts_report,
    "torture": torture_report,
    "scripts": scripts_report,
    "several articles": several_articles_report,
    "a hundred claims": lambda: sized_report(100, 500),
    "letter paper, line numbers": lambda: with_options(statements_report(), paper="Letter", line_numbers=True),
    "no part": lambda: with_parts(statements_report()),
    "sources only": lambda: with_parts(drafts_report(), "sources"),
    "nothing in it": lambda: replace(statements_report(), articles=(), sources=(), ratings=()),
}


def with_options(report: Report, **options: Any) -> Report:
    return replace(report, options=replace(report.options, **options))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All reports, written once."""
    folder = tmp_path_factory.mktemp("reports")
    made = {}
    for number, (name, report) in enumerate(REPORTS.items()):
        made[name] = folder / f"{number}.docx"
        write_report(report(), made[name])
    return made


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every kind of report, each of which our own checks pass."""
    folder = tmp_path_factory.mktemp("kinds")
    made = []
    for number, (name, report) in enumerate(kinds_of_report()):
        made.append(folder / f"{number}.docx")
        write_report(report, made[-1])
        assert lint(made[-1]) == [], name
    return made


def test_the_judges_of_word_files_find_nothing(files: dict[str, Path], kinds: list[Path]) -> None:
    assert office_findings(*files.values(), *kinds) == []


def test_the_schemas_of_the_standard_find_nothing(files: dict[str, Path], kinds: list[Path]) -> None:
    assert ecma_findings(*files.values(), *kinds) == []
    unjudged = {"customXml/item1.xml"}  # our own: the standard leaves its form to the writer
    with zipfile.ZipFile(files["torture"]) as archive:
        parts = {name for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    assert judged_parts(files["torture"]) == parts - unjudged


def test_the_open_xml_sdk_finds_nothing_in_a_report_of_a_thousand_claims(tmp_path: Path) -> None:
    path = tmp_path / "thousand.docx"
    write_report(sized_report(1000), path)
    office_findings()  # skips where the judges are not installed
    assert sdk_findings(path) == []


@pytest.mark.parametrize("name", REPORTS)
def test_our_own_checks_find_nothing(files: dict[str, Path], name: str) -> None:
    assert lint(files[name]) == []


@pytest.mark.parametrize("name", REPORTS)
def test_pandoc_and_docx2python_read_the_same_text_and_comments(files: dict[str, Path], name: str) -> None:
    seen = Written(files[name])
    pandoc_words, pandoc_comments, pandoc_notes = read_by_pandoc(files[name])
    words, comments = read_by_docx2python(files[name])
    assert pandoc_comments == comments == len(seen.comments)
    assert pandoc_notes == len(seen.notes("footnote")) + len(seen.notes("endnote"))
    # docx2python takes a note's own mark for text, pandoc does not.
    marks = "".join(
        text_of(run) for run in seen.document.iter(f"{W}r") if run.find(f"*[@{W}customMarkFollows]") is not None
    )
    assert sorted(pandoc_words + comparable(marks)) == sorted(words)


def read_by_pandoc(path: Path) -> tuple[list[str], int, int]:
    """The words of the body, the number of comments and that of notes, as pandoc sees them."""
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    done = subprocess.run(
        ["pandoc", "--track-changes=all", "--from=docx", "--to=json", path], check=True, capture_output=True
    )
    tree = json.loads(done.stdout)
    words: list[str] = []
    comments = notes = 0

    def walk(node: Any) -> None:
        nonlocal comments, notes
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            kind: str = node.get("t", "")
            content: Any = node.get("c")
            if kind == "Note":
                notes += 1
            elif kind == "Span" and "comment-start" in content[0][1]:
                comments += 1  # its content is the comment's own text
            elif kind == "Span" and "deletion" in content[0][1]:
                pass  # docx2python reads a document with all its changes accepted
            elif kind == "Str":
                words.append(content)
            elif kind == "Table":
                walk(content[3:])  # what stands before is what screen readers say, and widths
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                words.append(" ")
            else:
                walk(content)
                if kind in ("Para", "Plain", "Header"):
                    words.append(" ")

    title = tree["meta"].get("title", {}).get("c", [])  # pandoc takes title and subtitle out of the body
    walk(tree["blocks"])
    body = comparable("".join(words))
    words.clear()
    walk([title, tree["meta"].get("subtitle", {}).get("c", [])])
    return body + comparable("".join(words)), comments, notes


def read_by_docx2python(path: Path) -> tuple[list[str], int]:
    """The words of the body and the number of comments, as docx2python sees them."""
    with docx2python(path, duplicate_merged_cells=False) as content:
        lines = (line for table in content.body for row in table for cell in row for line in cell)
        body = "\n".join(re.sub(r"^\t*(\w+\)|--)\t", "", line) for line in lines)  # markers of lists, its own too
        body = re.sub(r"----(?:footnote|endnote)\d+----", "", body)  # its own marks, of notes and of links
        body = re.sub(r'<a href="[^"]*">|</a>', "", body)
        return comparable(body), len(content.comments)


def comparable(text: str) -> list[str]:
    """The letters and digits of a text: readers differ in spaces, dashes and bullets."""
    return re.findall(r"[^\W_]", text)
