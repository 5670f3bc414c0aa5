"""Ledgers as XLSX and CSV, and OpenDocument by LibreOffice: words stay words, secrets stay at home."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from factcheck.domain.problems import Cancelled, Problem
from factcheck.domain.report import Report
from factcheck.formats import odt
from factcheck.formats.odt import libre_office, write_odt
from factcheck.formats.report.spreadsheet import LONGEST_CELL, write_csv, write_xlsx
from tests.factories_drafts import drafts_report
from tests.factories_report import Writing, made_article, made_claim, made_report, rating
from tests.factories_statements import statements_report
from tests.factories_torture import scripts_report, torture_report

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WRITERS: dict[str, Callable[..., None]] = {".xlsx": write_xlsx, ".csv": write_csv}
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0", " =1")


def cells(path: Path) -> list[list[tuple[str, str]]]:
    """The cells of the first sheet: type and words."""
    with zipfile.ZipFile(path) as archive:
        shared = etree.fromstring(archive.read("xl/sharedStrings.xml"))
        words = ["".join(map(str, one.itertext(f"{M}t"))) for one in shared.iterfind(f"{M}si")]
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        assert not list(sheet.iter(f"{M}f")), "no formula"
        rows: list[list[tuple[str, str]]] = []
        for row in sheet.iter(f"{M}row"):
            rows.append([])
            for cell in row.iterfind(f"{M}c"):
                value = cell.findtext(f"{M}v") or ""
                kind = cell.get("t") or "n"
                rows[-1].append((kind, words[int(value)] if kind == "s" else value))
    return rows


def with_rationale(*rationales: str) -> Report:
    w = Writing()
    w.line("One two three.")
    claims = tuple(
        made_claim(number, w, ("two",), rating("false"), rationale=words) for number, words in enumerate(rationales, 1)
    )
    return made_report((made_article(w, claims, title="=T()"),))


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("made", [statements_report, drafts_report, torture_report, scripts_report])
def test_twice_alike(tmp_path: Path, suffix: str, made: Callable[[], Report]) -> None:
    for name in ("one", "two"):
        WRITERS[suffix](made(), tmp_path / f"{name}{suffix}")
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


def test_a_workbook_holds_words_and_numbers_only(tmp_path: Path) -> None:
    write_xlsx(with_rationale(*FORMULAS), tmp_path / "r.xlsx")
    rows = cells(tmp_path / "r.xlsx")
    assert [row[8][0] for row in rows[1:]] == ["s"] * len(FORMULAS)
    assert [row[8][1].replace("_x000D_", "").strip() for row in rows[1:]] == [words.strip() for words in FORMULAS]
    assert {kind for row in rows for kind, _words in row} == {"s", "n"}
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert not [name for name in archive.namelist() if "external" in name.lower() or "vba" in name.lower()]


def test_rows_are_as_high_as_their_words_need(tmp_path: Path) -> None:
    write_xlsx(statements_report(), tmp_path / "report.xlsx")
    with zipfile.ZipFile(tmp_path / "report.xlsx") as archive:
        for name in ("sheet1", "sheet2"):
            _head, *rows = etree.fromstring(archive.read(f"xl/worksheets/{name}.xml")).iter(f"{M}row")
            assert all(float(row.get("ht", "0")) >= 30 for row in rows), "the article's title takes two lines"


def test_no_cell_of_a_table_begins_a_formula(tmp_path: Path) -> None:
    write_csv(with_rationale(*FORMULAS), tmp_path / "r.csv")
    content = (tmp_path / "r.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row[8] for row in rows[1:]] == [f"'{words}".replace("\t=", "\t'=") for words in FORMULAS]
    assert {row[0] for row in rows[1:]} == {"'=T()"}
    assert {len(row) for row in rows} == {15}


def test_no_cell_ends_where_another_country_parts_them(tmp_path: Path) -> None:
    write_csv(with_rationale("a;=1+1", "a\t @x", 'a"; "=1+1', "a;\t-1+1"), tmp_path / "r.csv")
    content = (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    for parting in ";", "\t":
        found = [cell for row in csv.reader(io.StringIO(content, newline=""), delimiter=parting) for cell in row]
        assert not [cell for cell in found if cell.lstrip(' "').startswith(("=", "@", "-1"))]
    write_csv(with_rationale("Up; - that is, 5 - 3; down"), tmp_path / "r.csv")
    assert "Up; - that is, 5 - 3; down" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")


def test_a_cell_holds_what_a_cell_can_hold(tmp_path: Path) -> None:
    write_xlsx(with_rationale("🙂" * 40_000, "x" * LONGEST_CELL, "bad \x00\x1b\ud800 words"), tmp_path / "r.xlsx")
    first, second, third = (row[8][1] for row in cells(tmp_path / "r.xlsx")[1:])
    assert first.endswith("🙂…")
    assert len(first.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert second == "x" * LONGEST_CELL
    assert third == "bad  words"


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_confidential_word_stops_it(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(Problem, match="a friend"):
        WRITERS[suffix](replace(statements_report(), secrets={"185 million on 14 June": "a friend"}), tmp_path / "r")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", WRITERS)
def test_cancel_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(Cancelled):
        WRITERS[suffix](statements_report(), tmp_path / "r", Impatient())
    assert list(tmp_path.iterdir()) == []


class Impatient:
    def step(self, *_told: Any) -> None:
        raise Cancelled


# ------------------------------------------------------------------------------------------------------- OpenDocument

needs_libre_office = pytest.mark.skipif(not libre_office(), reason="LibreOffice is not installed")


@needs_libre_office
def test_open_document_text_says_what_the_report_says_and_twice_alike(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_odt(statements_report(), tmp_path / f"{name}.odt")
    with zipfile.ZipFile(tmp_path / "one.odt") as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        told = re.sub(r"<[^>]*>", "", archive.read("content.xml").decode())
    assert "The council approved 185 million on 14 June 2021." in told
    assert (tmp_path / "one.odt").read_bytes() == (tmp_path / "two.odt").read_bytes()


@needs_libre_office
def test_libre_office_is_ended_where_the_person_cancels(tmp_path: Path) -> None:
    class Waiting:
        def step(self, _done: int, _total: int, what: str = "") -> None:
            if "LibreOffice" in what:
                raise Cancelled

    with pytest.raises(Cancelled):
        write_odt(statements_report(), tmp_path / "r.odt", Waiting())
    assert list(tmp_path.iterdir()) == []


def test_without_libre_office_it_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(odt, "libre_office", lambda: "")
    with pytest.raises(Problem, match="not installed") as told:
        write_odt(statements_report(), tmp_path / "r.odt")
    assert "Word" in told.value.remedy


def test_a_program_that_converts_nothing_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for program in ("/bin/true", "/nowhere/soffice"):
        monkeypatch.setattr(odt, "libre_office", lambda program=program: program)
        with pytest.raises(Problem, match="could not convert"):
            write_odt(statements_report(), tmp_path / "r.odt")
    assert list(tmp_path.iterdir()) == []
