"""HTML, Markdown and PDF of reports: whole, escaped, looked through, the same for the same report."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from markdown_it import MarkdownIt

from factcheck.domain.problems import Cancelled, Problem
from factcheck.domain.report import Report
from factcheck.formats.docx.writing import write_report
from factcheck.formats.packages import words_of_package
from factcheck.formats.report.making import document_of
from factcheck.formats.report.pdf import THREAD, data_of
from factcheck.formats.report.values import plain
from factcheck.formats.report.writing import write_html, write_markdown, write_pdf
from factcheck.translation import words_in
from tests.factories_drafts import drafts_report
from tests.factories_report import (
    MADE_AT,
    Writing,
    made_article,
    made_claim,
    made_report,
    rating,
    sized_report,
)
from tests.factories_statements import statements_report
from tests.factories_torture import scripts_report, several_articles_report, torture_report

WRITERS: dict[str, Callable[..., None]] = {".html": write_html, ".md": write_markdown, ".pdf": write_pdf}
REPORTS = {
    "statements": statements_report,
    "drafts": drafts_report,
    "scripts": scripts_report,
    "torture": torture_report,
    "several": several_articles_report,
}


def written(report: Report, folder: Path, suffix: str) -> str:
    """The words of a written file, as its reader meets them."""
    path = folder / f"report{suffix}"
    WRITERS[suffix](report, path)
    if suffix == ".pdf":
        if shutil.which("pdftotext") is None:
            pytest.skip("pdftotext is not installed")
        done = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True)
        return " ".join(done.stdout.decode().split())
    content = path.read_text(encoding="utf-8")
    if suffix == ".md":
        content = f"<div>{MarkdownIt('commonmark').enable('table').render(content)}</div>"
    return " ".join("".join(map(str, html.fromstring(content).itertext())).split())


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("which", REPORTS)
def test_every_report_is_written_and_twice_alike(tmp_path: Path, which: str, suffix: str) -> None:
    for name in ("one", "two"):
        WRITERS[suffix](REPORTS[which](), tmp_path / f"{name}{suffix}")
    first, second = (tmp_path / f"{name}{suffix}" for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([first.name, second.name])


@pytest.mark.parametrize("suffix", WRITERS)
def test_it_says_what_the_report_says(tmp_path: Path, suffix: str) -> None:
    told = written(statements_report(), tmp_path, suffix)
    for words in (
        "Minister opens harbour with promise of 4,000 jobs",
        "8 claims, 1 open, 2 with new wording.",
        "The council approved 185 million on 14 June 2021.",
        "An official of the harbour board",
        "T. B. K. Oduya",
        "void: changed since",
        "How are the 4,000 jobs counted?",
    ):
        assert words in told


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_draft_tells_what_is_left_to_the_word_and_which_findings_are_to_be_checked_again(
    tmp_path: Path, suffix: str
) -> None:
    report = drafts_report()
    [article] = report.articles
    told = written(replace(report, articles=(replace(article, words_left=((0, 4, "name"),)),)), tmp_path, suffix)
    assert told.count("Unchecked: 1 name") == 2
    assert "was Confirmed" in told
    assert "Re-check: the current draft has other words" in told


def odd() -> Report:
    """Words that are commands in one of the formats."""
    w = Writing()
    w.line("<script>alert(1)</script> #import ‘x’ [a](javascript:b) `c` *d* $e$ | f ]]> &amp; \\ @label", "title")
    w.line("1. no list\t# no heading")
    w.span("no list", "link", "javascript:alert(1)")
    rationale = "# </style><b onclick='x'>bold</b>\n- one\n=== two"
    claim = made_claim(1, w, ("no list",), rating("false"), rationale=rationale)
    return made_report((made_article(w, (claim,), title="<i>T</i> & #eval"),))


@pytest.mark.parametrize("suffix", WRITERS)
def test_words_stay_words(tmp_path: Path, suffix: str) -> None:
    told = written(odd(), tmp_path, suffix)
    for words in ("<script>alert(1)</script>", "[a](javascript:b)", "`c` *d* $e$ | f ]]> &amp; \\ @label", "#eval"):
        assert words in told, words
    assert "<b onclick='x'>bold</b>" in told
    assert "=== two" in told


def test_html_holds_no_script_and_fetches_nothing(tmp_path: Path) -> None:
    written(odd(), tmp_path, ".html")
    page = html.parse(str(tmp_path / "report.html")).getroot()
    assert not page.xpath("//script | //img | //iframe | //object | //link | //@onclick | //b")
    assert not [one for one in page.xpath("//@href") if not re.match(r"https?://|mailto:|#", one)]
    assert not page.xpath("//@style"), "the policy forbids them"
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_latin_words_in_an_arabic_report_read_from_the_left(tmp_path: Path) -> None:
    write_html(scripts_report(), tmp_path / "report.html")
    written_html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in written_html
    assert '<p dir="auto">The sources prove the words as they stand.</p>' in written_html


@pytest.mark.parametrize("which", REPORTS)
def test_links_inside_html_lead_somewhere_and_places_are_once(tmp_path: Path, which: str) -> None:
    write_html(REPORTS[which](), tmp_path / "report.html")
    page = html.parse(str(tmp_path / "report.html")).getroot()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    wanted = {one[1:] for one in page.xpath("//@href") if one.startswith("#")}
    lost = wanted - set(ids)
    assert which == "torture" or not lost  # that one cites a source that is not there


def test_marks_lie_over_their_words(tmp_path: Path) -> None:
    report = statements_report()
    write_html(report, tmp_path / "report.html")
    page = html.parse(str(tmp_path / "report.html")).getroot()
    marked = "".join(one.text_content() for one in page.xpath("//mark"))
    for claim in report.articles[0].claims:
        for highlight in claim.highlights:
            assert highlight.quote in marked or claim.number in (4, 5)  # these two overlap
    assert {one.get("title") for one in page.xpath("//mark")} >= {"True", "False"}


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_confidential_word_stops_it(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"report{suffix}"
    path.write_bytes(b"old")
    for secret in ("Ines Moreau", "not one crown more than", "audit.example.org/reports/2025-17"):
        with pytest.raises(Problem, match="a friend"):
            WRITERS[suffix](replace(statements_report(), secrets={secret: "a friend"}), path)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", WRITERS)
def test_cancel_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    class Impatient:
        def step(self, *_told: Any) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        WRITERS[suffix](statements_report(), tmp_path / f"report{suffix}", Impatient())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_folder_that_is_not_there_is_told(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(Problem) as told:
        WRITERS[suffix](statements_report(), tmp_path / "none" / f"report{suffix}")
    assert told.value.remedy


def test_the_pdf_is_tagged_and_says_what_it_is(tmp_path: Path) -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo is not installed")
    write_pdf(statements_report(), tmp_path / "report.pdf")
    told = subprocess.run(["pdfinfo", tmp_path / "report.pdf"], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Tagged: +yes", told)
    assert re.search(r"Title: +Minister opens harbour", told)
    struct = subprocess.run(["pdfinfo", "-struct", tmp_path / "report.pdf"], check=True, capture_output=True, text=True)
    assert {"H1", "H2", "P", "Table", "TH", "Link"} <= set(re.findall(r"^\s*(\w+)", struct.stdout, re.MULTILINE))


def test_every_part_and_every_audience(tmp_path: Path) -> None:
    for audience in ("editor", "writer", "public", "corrections"):
        report = statements_report()
        made = replace(report, options=replace(report.options, audience=audience))
        with words_in("en-GB"):
            document = document_of(made)
            parts = [chapter.part for chapter in document.chapters]
            data_of(document, MADE_AT, "")
        assert parts[0] == "cover"
        assert len(parts) == len({(chapter.part, chapter.anchor) for chapter in document.chapters})


@pytest.mark.parametrize("suffix", [*WRITERS, ".docx"])
def test_readers_of_the_paper_are_not_told_how_far_the_desk_got(tmp_path: Path, suffix: str) -> None:
    report = statements_report()
    public = replace(report, options=replace(report.options, audience="public", parts=("cover",)))
    if suffix == ".docx":
        write_report(public, tmp_path / "public.docx")
        told = " ".join(word for _place, word in words_of_package(tmp_path / "public.docx"))
    else:
        told = written(public, tmp_path, suffix)
    assert "8 claims." in told
    assert "dealt with" not in told
    assert "open" not in told.replace("opens harbour", "")
    assert "new wording" not in told


def test_text_that_is_left_out_is_not_printed() -> None:
    w = Writing()
    w.line("One two three.", "title")
    claim = made_claim(1, w, ("One two three",), None)
    report = made_report((made_article(w, (claim,), omitted=((4, 8),), untouched=((0, 14),)),))
    with words_in("en-GB"):
        told = [plain(getattr(one, "runs", ())) for chapter in document_of(report).chapters for one in chapter.pieces]
    assert "One three.[1]" not in told
    assert any(one.startswith("One three") for one in told)
    assert not any("two" in one for one in told)


def test_the_words_are_those_of_the_article(tmp_path: Path) -> None:
    report = statements_report()
    french = tuple(replace(one, article=one.article.model_copy(update={"language": "fr"})) for one in report.articles)
    assert "13 mars 2026" in written(replace(report, articles=french), tmp_path, ".html")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_from_their_ground_in_light_and_dark(tmp_path: Path, dark: bool) -> None:
    write_html(statements_report(), tmp_path / "report.html")
    style = html.parse(str(tmp_path / "report.html")).getroot().xpath("string(//style)")
    light, _media, darker = style.partition("@media screen and (prefers-color-scheme: dark)")
    rules = darker if dark else light
    names = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", light.split("@media")[1 if dark else 0]))
    assert len(names) >= 9
    for name in ("ink", "soft", "link", "removed", "added", "warn"):
        assert contrast(names[name], names["paper"]) >= 4.5, name
    labels = re.findall(r"\.verdict\.v\d+\{background:(#\w{6});color:(#\w{6})\}", rules)
    assert len(labels) >= 6
    for ground, words in labels:
        assert contrast(ground, words) >= 4.5
        assert contrast(ground, names["ink"]) >= 4.5, "the words of the article on a mark"


class Impatient:
    """Progress that is cancelled while the pages are set."""

    def __init__(self) -> None:
        self.steps: list[int] = []

    def step(self, done: int, total: int, what: str = "") -> None:
        del total, what
        self.steps.append(done)
        if self.steps.count(1) > 1:
            raise Cancelled


def test_setting_the_pages_is_cancelled_while_it_goes_on(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_pdf(sized_report(400, sentences=2000), tmp_path / "report.pdf", Impatient())
    [layout] = [one for one in threading.enumerate() if one.name == THREAD]
    assert not list(tmp_path.iterdir())
    # The next one is written all the same, after it.
    write_pdf(statements_report(), tmp_path / "next.pdf")
    assert (tmp_path / "next.pdf").read_bytes().startswith(b"%PDF")
    layout.join()
