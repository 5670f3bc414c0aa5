"""The preview shows what would be saved: all words, in order, with the looks of the file."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from factcheck.domain.report import HouseTemplate, Report
from factcheck.formats.docx.preview import preview_of
from tests.factories_drafts import drafts_report
from tests.factories_report import sized_report
from tests.factories_statements import statements_report
from tests.factories_torture import scripts_report, torture_report
from tests.formats.docx.report.house_templates import changed, magazine
from tests.formats.docx.report.package import W, written


@pytest.mark.parametrize("made", [statements_report, drafts_report, torture_report, scripts_report])
def test_every_word_of_the_file_is_in_the_preview(tmp_path: Path, made: object) -> None:
    report: Report = made()  # type: ignore[operator] # a factory
    seen = written(report, tmp_path / "report.docx")
    expected = "".join(
        one.text or ""
        for one in seen.document.iter(f"{W}t", f"{W}delText")
        if one.getparent().tag == f"{W}r"  # type: ignore[union-attr] # it stands in a run
    )
    shown = unescape(re.sub(r"<[^>]*>", "", preview_of(report).html))
    assert re.findall(r"\w", shown) == re.findall(r"\w", expected)


def test_paper_header_and_comments_are_told() -> None:
    report = statements_report()
    preview = preview_of(replace(report, options=replace(report.options, paper="Letter")))
    assert (preview.width, preview.height) == (612, 792)
    assert preview.header == ("harbour-speech · draft 1 · 14 March 2026, 09:30 UTC", "Confidential")
    assert preview.footer == ("Spring edition", "Page {page} of {pages}")
    assert preview.comments == 10
    assert not preview.cut
    assert "text-decoration:line-through" in preview.html
    assert "page-break-before:always" in preview.html


def test_a_template_and_its_header_are_shown(tmp_path: Path) -> None:
    report = statements_report()
    template = HouseTemplate(str(magazine(tmp_path / "m.docx")))
    preview = preview_of(replace(report, options=replace(report.options, template=template)))
    assert "The Lakeside Review" in preview.header[0]
    assert "For the eyes of the desk" in preview.html
    assert "#7A1F2B" in preview.html


def test_what_a_template_switches_off_is_off(tmp_path: Path) -> None:
    def as_libre_office(members: dict[str, bytes]) -> None:
        off = '<w:numPr><w:numId w:val="0"/></w:numPr><w:bidi w:val="0"/><w:pageBreakBefore w:val="0"/>'
        body = members["word/document.xml"].decode()
        style = re.search(r'<w:pStyle w:val="Subtitle"\s*/>', body)
        assert style is not None
        members["word/document.xml"] = body.replace(style[0], style[0] + off, 1).encode()

    template = changed(magazine(tmp_path / "m.docx").read_bytes(), tmp_path / "n.docx", as_libre_office)
    report = statements_report()
    preview = preview_of(replace(report, options=replace(report.options, template=HouseTemplate(str(template)))))
    start = preview.html.rindex("<p", 0, preview.html.index("For the eyes of the desk"))
    opening = preview.html[start : preview.html.index("For the eyes of the desk")]
    assert "rtl" not in opening
    assert "page-break" not in opening
    assert "•" not in opening


def test_of_a_long_report_the_beginning_is_shown() -> None:
    preview = preview_of(sized_report(1000))
    assert preview.cut
    assert len(preview.html) < 600_000
