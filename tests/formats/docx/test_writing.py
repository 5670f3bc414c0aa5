"""A report is written whole or not at all, and the same report gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import zipfile
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from factcheck.domain.problems import Cancelled, Problem
from factcheck.domain.report import Report
from factcheck.formats.docx import writing
from factcheck.formats.docx.faults import Fault
from factcheck.formats.docx.writing import write_report
from tests.factories_drafts import drafts_report
from tests.factories_report import MADE_AT, sized_report, with_parts
from tests.factories_statements import statements_report
from tests.factories_torture import several_articles_report
from tests.formats.docx.report.package import R, W, Written, text_of, written


class Impatient:
    """Progress that is cancelled at its first step."""

    def step(self, *_told: object) -> None:
        raise Cancelled


class Noting:
    """Progress that keeps what it is told."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []

    def step(self, done: int, total: int, *_what: object) -> None:
        self.steps.append((done, total))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("report", [statements_report, drafts_report, several_articles_report])
def test_equal_reports_give_equal_bytes(tmp_path: Path, report: object) -> None:
    one, two = tmp_path / "one.docx", tmp_path / "two.docx"
    write_report(report(), one)  # type: ignore[operator] # a factory
    write_report(report(), two)  # type: ignore[operator]
    assert digest(one) == digest(two)


def test_a_report_speaks_the_language_of_its_articles(tmp_path: Path) -> None:
    report = statements_report()
    articles = [replace(one, article=one.article.model_copy(update={"language": "de-AT"})) for one in report.articles]
    german = written(replace(report, articles=tuple(articles)), tmp_path / "german.docx")
    assert "14. März 2026, 09:30 UTC" in german.text
    assert "Behauptungen im Überblick" in german.text
    unknown = [replace(one, article=one.article.model_copy(update={"language": "it"})) for one in report.articles]
    english = written(replace(report, articles=tuple(unknown)), tmp_path / "english.docx")
    assert "Claims at a glance" in english.text


def test_dates_are_those_of_the_report(tmp_path: Path) -> None:
    report = statements_report()
    elsewhere = MADE_AT.astimezone(timezone(timedelta(hours=5)))
    one = written(report, tmp_path / "one.docx")
    two = written(replace(report, made_at=elsewhere), tmp_path / "two.docx")
    assert digest(one.path) == digest(two.path)
    assert b"2026-03-14T09:30:00Z" in one.members["docProps/core.xml"]
    with zipfile.ZipFile(one.path) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_leads_back_to_its_project(tmp_path: Path) -> None:
    report = statements_report()
    seen = written(report, tmp_path / "report.docx")
    custom = seen.members["docProps/custom.xml"].decode()
    article = report.articles[0]
    assert f'name="FactcheckProject"><vt:lpwstr>{report.project_id}<' in custom
    assert f'name="FactcheckDraft1"><vt:lpwstr>{article.article.id} {article.revision.id}<' in custom


def test_a_report_replaces_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(b"old")
    write_report(statements_report(), path)
    assert zipfile.is_zipfile(path)
    assert [one.name for one in tmp_path.iterdir()] == ["report.docx"]


def test_progress_is_told_and_never_beyond_its_total(tmp_path: Path) -> None:
    progress = Noting()
    write_report(sized_report(100, 5000), tmp_path / "report.docx", progress)
    assert len(progress.steps) > 3
    assert all(done <= total for done, total in progress.steps)
    assert progress.steps[-1] == (1, 1)


@pytest.mark.parametrize("old", [b"old", None])
def test_cancel_leaves_nothing_and_touches_nothing(tmp_path: Path, old: bytes | None) -> None:
    path = tmp_path / "report.docx"
    if old is not None:
        path.write_bytes(old)
    with pytest.raises(Cancelled):
        write_report(sized_report(20, 5000), path, Impatient())
    assert [one.name for one in tmp_path.iterdir()] == ([] if old is None else ["report.docx"])
    assert old is None or path.read_bytes() == old


def test_a_forbidden_word_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(b"old")
    with pytest.raises(Problem):
        write_report(replace(statements_report(), secrets={"Marta Lundmark": "a source"}), path)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.docx"]


def test_a_file_that_word_would_refuse_is_not_handed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "lint", lambda _path: [Fault("BM01", "word/document.xml", "two bookmarks")])
    with pytest.raises(Problem, match="two bookmarks"):
        write_report(statements_report(), tmp_path / "report.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"report\.docx") as told:
        write_report(statements_report(), tmp_path / "nowhere" / "report.docx")
    assert told.value.remedy


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.mkdir()
    (path / "kept").touch()
    with pytest.raises(Problem):
        write_report(statements_report(), path)
    assert [one.name for one in tmp_path.iterdir()] == ["report.docx"]
    assert (path / "kept").exists()


def test_no_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")  # as Windows does while Word has the file open

    monkeypatch.setattr(Path, "replace", refused)
    with pytest.raises(Problem, match="cannot be written") as told:
        write_report(statements_report(), tmp_path / "report.docx")
    assert "Word" in told.value.remedy
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Problem):
        write_report(statements_report(), tmp_path / "report.docx")
    tmp_path.chmod(0o700)


def test_header_and_footer(tmp_path: Path) -> None:
    seen = written(drafts_report(), tmp_path / "report.docx")
    headers = [text_of(seen.part(name).find(f"{W}p")) for name in seen.members if name.startswith("word/header")]  # type: ignore[arg-type] # each has one
    assert headers == ["faro-wind · draft 3 · 14 March 2026, 09:30 UTC\tConfidential"]
    (footer,) = (seen.members[name].decode() for name in seen.members if name.startswith("word/footer"))
    assert "Number 12" in footer
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_several_articles_have_headers_of_their_own(tmp_path: Path) -> None:
    seen = written(several_articles_report(), tmp_path / "report.docx")
    headers = [text_of(seen.part(name).find(f"{W}p")).split(" · ")[0] for name in seen.members if "word/header" in name]  # type: ignore[arg-type] # as above
    assert sorted(headers) == ["Article 1", "Article 2", "Article 3", "Spring edition", "Spring edition"]
    referred = [one.get(f"{R}id") for one in seen.document.iter(f"{W}headerReference")]
    assert len(referred) == len(set(referred)) == 5


def options_of(report: Report, **options: object) -> Report:
    return replace(report, options=replace(report.options, **options))  # type: ignore[arg-type] # fields of ReportOptions


def test_line_numbers_and_paper_by_choice(tmp_path: Path) -> None:
    plain = written(statements_report(), tmp_path / "plain.docx")
    numbered = written(options_of(statements_report(), line_numbers=True, paper="Letter"), tmp_path / "numbered.docx")
    assert plain.document.find(f".//{W}lnNumType") is None
    sections = list(numbered.document.iter(f"{W}sectPr"))
    assert [one.find(f"{W}lnNumType") is not None for one in sections] == [False, True, False]
    counted = {
        id_
        for name, id_ in numbered.style_ids.items()
        for one in numbered.part("word/styles.xml").iterfind(f"{W}style[@{W}styleId='{id_}']/{W}pPr")
        if (found := one.find(f"{W}suppressLineNumbers")) is None or found.get(f"{W}val") == "0"
    }
    assert counted == {id_ for id_ in numbered.style_ids.values() if id_.startswith("Article")} - {"ArticleTable"}
    sizes = {one.find(f"{W}pgSz").get(f"{W}w") for one in sections}  # type: ignore[union-attr] # each has one
    assert sizes == {"12240"}


def test_the_shell_is_our_own(tmp_path: Path) -> None:
    seen = written(statements_report(), tmp_path / "report.docx")
    assert (
        b'compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
        in seen.members["word/settings.xml"]
    )
    assert {"annotation text", "annotation reference", "annotation subject", "Balloon Text"} <= set(seen.style_ids)
    assert "Theme" not in seen.members["word/styles.xml"].decode()
    assert not [name for name in seen.members if "thumbnail" in name or "Template" in name]
    assert seen.members["word/document.xml"].count(b"w:highlight") == 0


WITHOUT_HEADING = ("cover", "contents", "header", "footer")


@pytest.mark.parametrize("part", statements_report().options.parts)
def test_each_part_of_a_report_on_statements_can_stand_alone(tmp_path: Path, part: str) -> None:
    seen = written(with_parts(statements_report(), part), tmp_path / "report.docx")
    assert seen.text.strip()
    assert len(seen.styled("heading 1")) == (0 if part in WITHOUT_HEADING else 1)


@pytest.mark.parametrize("part", drafts_report().options.parts)
def test_each_part_of_a_report_on_a_draft_can_stand_alone(tmp_path: Path, part: str) -> None:
    seen = written(with_parts(drafts_report(), part), tmp_path / "report.docx")
    assert seen.text.strip()
    assert len(seen.styled("heading 1")) == (0 if part in WITHOUT_HEADING else 1)


def test_parts_stand_in_the_order_of_the_profile(tmp_path: Path) -> None:
    report = statements_report()
    backwards = with_parts(report, *reversed(report.options.parts))
    seen = written(backwards, tmp_path / "report.docx")
    assert seen.styled("heading 1") == [
        "Corrections", "Queries for the editor", "Claims at a glance", "Annotated article", "Claim by claim",
        "Sources", "Reply log", "Sign-offs",
    ]  # fmt: skip
    assert seen.styled("toc 1") == seen.styled("heading 1")
    assert isinstance(seen, Written)
