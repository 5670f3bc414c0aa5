"""What a sub-editor would mark in a report, whatever it is written as: dates, capitals, numbers, lines left alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from markdown_it import MarkdownIt

from factcheck.domain.problems import Problem
from factcheck.domain.records import Comment
from factcheck.domain.report import Report
from factcheck.formats.docx.writing import write_report
from factcheck.formats.packages import words_of_package
from factcheck.formats.report.making import document_of
from factcheck.formats.report.pdf import data_of, pdf_of
from factcheck.formats.report.spreadsheet import write_xlsx
from factcheck.formats.report.values import Item, Paragraph, plain
from factcheck.formats.report.writing import write_html, write_markdown, write_pdf
from factcheck.translation import words_in
from tests.factories_report import (
    MADE_AT,
    Writing,
    made_article,
    made_claim,
    made_evidence,
    made_report,
    made_source,
    rating,
    sized_report,
    with_parts,
)
from tests.factories_torture import scripts_report

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WIDEST_SHEET = 250
LEFT_MARGIN = 22 / 25.4 * 72
RIGHT_EDGE = (210 - 22) / 25.4 * 72


def two_articles() -> Report:
    """Both have a claim 1 that rests on source 2, which is known by its alias; the first has sources 2 and 1."""
    articles = []
    for number, slug in enumerate(("BATHS", "BEES"), 1):
        w = Writing()
        w.line(f"The first fact of {slug}, and no other.")
        claim = made_claim(
            1,
            w,
            ("first fact",),
            rating("true"),
            speaker="Ada Lund",
            stated_on="2025-09-01",
            evidence=(made_evidence(2), made_evidence(1)) if number == 1 else (made_evidence(2),),
            comments=(Comment(author="Mira", written_at=MADE_AT, text="Is that all?"),) if number == 1 else (),
        )
        claim = replace(claim, claim=claim.claim.model_copy(update={"id": f"{number:032d}"}))
        articles.append(made_article(w, (claim,), number, title=f"All about {slug.lower()}", slug=slug))
    sources = (
        made_source(1, (1,), kind="interview", person="Pia Osterholt", standing="primary", channel="telephone"),
        made_source(2, (1,), kind="interview", title="an official", confidential=True, alias="an official"),
    )
    return made_report(tuple(articles), sources=sources)


def page_of(report: Report, folder: Path) -> Any:
    write_html(report, folder / "report.html")
    return html.parse(str(folder / "report.html")).getroot()


def test_claims_that_use_a_source_are_told_by_article_and_lead_to_its_own(tmp_path: Path) -> None:
    page = page_of(two_articles(), tmp_path)
    [entry] = page.xpath("//li[@id='source-2']")
    assert "BATHS: claim 1 · BEES: claim 1" in entry.text_content()
    assert entry.xpath(".//a/@href") == [f"#claim-{number:032d}" for number in (1, 2)]
    write_xlsx(two_articles(), tmp_path / "report.xlsx")
    assert any("BATHS: 1; BEES: 1" in words for _part, words in words_of_package(tmp_path / "report.xlsx"))


@pytest.mark.parametrize("suffix", [".html", ".md", ".docx", ".xlsx"])
def test_a_day_is_written_out(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"report{suffix}"
    write = {".html": write_html, ".md": write_markdown, ".docx": write_report, ".xlsx": write_xlsx}[suffix]
    write(two_articles(), path)
    whole = path.read_text() if suffix in (".html", ".md") else "".join(words for _p, words in words_of_package(path))
    assert "Ada Lund, 1 September 2025" in whole
    assert "2025-09-01" not in whole


def test_what_stands_at_the_beginning_of_a_line_has_a_capital(tmp_path: Path) -> None:
    page = page_of(two_articles(), tmp_path)
    known, alias = (page.xpath(f"//li[@id='source-{number}']")[0].text_content() for number in (1, 2))
    assert "Primary source · telephone" in known
    assert "An official, interview" in alias
    assert "Identity known to the desk" in alias


def test_coverage_says_of_which_article_it_is_where_there_are_several(tmp_path: Path) -> None:
    told = page_of(two_articles(), tmp_path).text_content()
    assert "BATHS: 10 of 10 sentences" in told
    assert "BEES: 10 of 10 sentences" in told
    [first, _second] = two_articles().articles
    assert "BATHS: 10 of" not in page_of(made_report((first,)), tmp_path).text_content()


def test_comments_do_not_pass_for_evidence() -> None:
    pieces = [piece for chapter in document_of(two_articles()).chapters for piece in chapter.pieces]
    [comment] = [at for at, one in enumerate(pieces) if isinstance(one, Item) and one.marker == "–"]
    label = pieces[comment - 1]
    assert isinstance(label, Paragraph)
    assert plain(label.runs) == "Comments"


def test_evidence_keeps_the_numbers_of_its_sources_in_markdown(tmp_path: Path) -> None:
    write_markdown(two_articles(), tmp_path / "report.md")
    made = MarkdownIt("commonmark").enable("table").render((tmp_path / "report.md").read_text())
    page: Any = html.fromstring(f"<div>{made}</div>")
    assert not page.xpath("//ol"), "an ordered list would count by itself"
    items = [" ".join(one.text_content().split()) for one in page.xpath("//li")]
    told = re.findall(r"\[(\d)\] [^[]*supports", " ".join(items))
    assert told == ["2", "1", "2"]


def test_notes_of_the_writer_keep_their_labels_in_markdown(tmp_path: Path) -> None:
    w = Writing()
    w.line("A fact that has a note.")
    w.footnote("A fact", "See the register.", label="iv")
    write_markdown(made_report((made_article(w, ()),)), tmp_path / "report.md")
    assert "- iv See the register." in (tmp_path / "report.md").read_text()


def test_the_legend_ends_with_what_is_not_checked_and_markdown_has_none(tmp_path: Path) -> None:
    w = Writing()
    w.line("One fact and another one.")
    claims = (made_claim(1, w, ("One fact",), None), made_claim(2, w, ("another one",), rating("true")))
    report = with_parts(made_report((made_article(w, claims),)), "article")
    [legend] = page_of(report, tmp_path).xpath("//p[@class='legend']")
    assert legend.text_content().split("The number")[0].split("  ")[:2] == ["True", "Not checked yet"]
    write_markdown(report, tmp_path / "report.md")
    assert "Not checked yet" not in (tmp_path / "report.md").read_text(), "all marks look alike there"


def test_a_sheet_fits_a_page_and_can_be_read_there(tmp_path: Path) -> None:
    write_xlsx(two_articles(), tmp_path / "report.xlsx")
    with zipfile.ZipFile(tmp_path / "report.xlsx") as archive:
        sheets = sorted(name for name in archive.namelist() if "/sheet" in name)
        assert len(sheets) == 4
        for name in sheets:
            sheet: Any = etree.fromstring(archive.read(name))
            spans = [(int(one.get("max")) - int(one.get("min")) + 1, one) for one in sheet.iter(f"{M}col")]
            # In digits, without the padding that is added for each cell.
            width = sum(count * int(float(one.get("width"))) for count, one in spans)
            assert width <= WIDEST_SHEET, name  # 11 points shrink to 6.5 where a sheet is 250 wide on A4
            head = next(sheet.iter(f"{M}row"))
            assert float(head.get("ht") or 15) >= (30 if "sheet3" in name else 15), (
                "“Primary or secondary” takes two lines"
            )
            [setup] = sheet.iter(f"{M}pageSetup")
            assert (setup.get("orientation"), setup.get("fitToHeight")) == ("landscape", "0")


def pages_of(report: Report, path: Path) -> list[str]:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    write_pdf(report, path)
    told = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True).stdout.decode()
    return told.split("\f")


@pytest.mark.parametrize("rows", range(26, 38))
def test_a_title_stays_with_its_article_at_the_foot_of_a_page(tmp_path: Path, rows: int) -> None:
    """The table of claims grows row by row, so that each line of the article’s beginning comes to the foot once."""
    w = Writing()
    w.line("The title of the article", "title")
    w.line("What stands first.", "standfirst")
    w.line("By a writer", "byline")
    w.line("These words begin the article. " * 40)
    claims = tuple(made_claim(number, w, ("begin",), rating("true")) for number in range(1, rows))
    report = with_parts(made_report((made_article(w, claims),)), "claims table", "article")
    [page] = [one for one in pages_of(report, tmp_path / "report.pdf") if "The title of the article" in one]
    for words in ("The number in brackets", "What stands first.", "By a writer", "These words"):
        assert words in page


@pytest.mark.parametrize("lines", range(8, 20))
def test_the_contents_and_an_entry_of_the_source_list_are_not_torn(tmp_path: Path, lines: int) -> None:
    """The cover grows by an article at a time; the list of sources moves with it."""
    articles = []
    for number in range(1, lines):
        w = Writing()
        w.line("Short.")
        articles.append(made_article(w, (), number, title=f"Number {number}"))
    sources = tuple(
        made_source(
            number, (), title=f"Source {number}", address="https://a.example/1", archive_address="https://b.c/2"
        )
        for number in range(1, 30)
    )
    report = made_report(tuple(articles), sources=sources)
    pages = pages_of(with_parts(report, "cover", "contents", "article", "sources"), tmp_path / "report.pdf")
    [contents] = [one for one in pages if re.search(r"^Contents$", one, re.MULTILINE)]
    assert "Sources" in contents.split("Contents", 1)[1].splitlines()
    for page in pages:
        assert not page.startswith(("https://", "Archived")), "the first line of a page goes on with an entry"


def test_no_line_begins_with_the_number_of_a_claim(tmp_path: Path) -> None:
    w = Writing()
    quotes = tuple(f"A fact that is number {chr(97 + at // 26)}{chr(97 + at % 26)} here." for at in range(150))
    w.line(" ".join(quotes))
    claims = tuple(made_claim(number, w, (quote,), None) for number, quote in enumerate(quotes, 1))
    report = with_parts(made_report((made_article(w, claims),)), "article")
    pages_of(report, tmp_path / "report.pdf")
    boxes = subprocess.run(["pdftotext", "-bbox", tmp_path / "report.pdf", "-"], check=True, capture_output=True).stdout
    placed = re.findall(r'xMin="([\d.]+)"[^>]*>([^<]+)</word>', boxes.decode())
    begins = [word for left, word in placed if float(left) < LEFT_MARGIN + 2]
    assert len(begins) > 50
    assert not [word for word in begins if word.startswith("[")]


def test_the_legend_follows_the_report_and_not_the_language_of_the_verdicts(tmp_path: Path) -> None:
    report = with_parts(scripts_report(), "article")
    [legend] = page_of(report, tmp_path).xpath("//p[@class='legend']")
    assert legend.text_content().startswith("Confirmed")
    assert legend.get("dir") is None, "that of the page, which reads from the right"
    with words_in("ar"):
        told = json.loads(data_of(document_of(report), MADE_AT, ""))
    [told_legend] = [one for part in told["chapters"] for one in part["pieces"] if one.get("style") == "legend"]
    assert told_legend["dir"] == ""


@pytest.mark.parametrize(
    ("language", "forms"),
    [("ja", "ja"), ("ko-KR", "ko"), ("zh", "sc"), ("zh-Hant", "tc"), ("zh_TW", "tc"), ("zh-CN", "sc"), ("en", "sc")],
)
def test_han_characters_have_the_forms_of_the_article(language: str, forms: str) -> None:
    w = Writing()
    w.line("直骨角")
    report = made_report((made_article(w, (), language=language),))
    told = json.loads(data_of(document_of(report), MADE_AT, ""))
    assert told["east"] == forms
    assert pdf_of(json.dumps(told), MADE_AT).startswith(b"%PDF")


def test_places_that_nothing_leads_to_have_no_name_in_a_long_pdf() -> None:
    """Names cost the layout memory; a report with more links than are kept live has those of its chapters alone."""
    report = sized_report(700, sentences=700)
    told = data_of(document_of(report), MADE_AT, "")
    assert '"a":' not in told
    assert '"i":' in told, "the contents are live"


def test_no_word_runs_off_the_page(tmp_path: Path) -> None:
    """The end of an address is often a number that no line can hold."""
    token = "x9" * 90
    w = Writing()
    w.line(f"A word of {token} letters.")
    claim = made_claim(1, w, (token,), rating("true"), correction=token[:60], evidence=(made_evidence(1),))
    source = made_source(1, (1,), title="T", address=f"https://a.example/path?q={token}")
    pages_of(made_report((made_article(w, (claim,)),), sources=(source,)), tmp_path / "report.pdf")
    boxes = subprocess.run(["pdftotext", "-bbox", tmp_path / "report.pdf", "-"], check=True, capture_output=True).stdout
    ends = [float(right) for right in re.findall(r'xMax="([\d.]+)"', boxes.decode())]
    assert max(ends) <= RIGHT_EDGE + 1


def test_a_confidential_word_is_found_though_it_may_be_parted(tmp_path: Path) -> None:
    token = "Quibble" * 6
    w = Writing()
    w.line(f"A word of {token} letters.")
    report = made_report((made_article(w, ()),), secrets={token: "a neighbour"})
    with pytest.raises(Problem, match="a neighbour"):
        write_pdf(report, tmp_path / "report.pdf")
