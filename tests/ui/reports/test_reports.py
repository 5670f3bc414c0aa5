"""Exporting a report: what is chosen, remembered, written, and refused."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from factcheck.domain.records import Source
from factcheck.domain.report import HouseTemplate
from factcheck.formats.text import draft_of_text
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.sources import Cite, EditSource
from factcheck.project.queries.project import project_record
from factcheck.project.queries.reports import report_of
from factcheck.ui.jobs import Jobs
from factcheck.ui.reports.export_dialog import MARKING_KEY
from factcheck.ui.reports.offering import VALUE, file_name, part_words
from factcheck.ui.widgets import Banner
from tests.formats.docx.report.house_templates import magazine
from tests.ui.factories_desk import Desk
from tests.ui.reports.report_desk import PATIENCE, ReportDesk


def test_a_report_is_written_and_the_choices_are_remembered(on: ReportDesk, tmp_path: Path) -> None:
    dialog = on.export_dialog()
    parts = [dialog.parts.item(row) for row in range(dialog.parts.count())]
    assert parts[0].text() == "Cover with counts"
    parts[0].setCheckState(Qt.CheckState.Unchecked)
    dialog.marking.setText("Desk only")
    dialog.paper.choose("Letter")
    dialog.citations.choose("mla")
    dialog.line_numbers.setChecked(True)
    target = tmp_path / "report.docx"
    with on.qtbot.waitSignal(dialog.exported, timeout=PATIENCE) as exported:
        dialog.write(target)
    assert exported.args == [str(target)]
    assert zipfile.is_zipfile(target)
    report = on.desk.read(project_record).report
    assert (report["marking"], report["paper"], report["line_numbers"]) == ("Desk only", "Letter", True)
    assert report["citations"] == "mla"
    assert "cover" not in report["parts"]
    again = on.export_dialog()
    assert again.marking.text() == "Desk only"
    assert "cover" not in again.parts.chosen
    again.reject()


def test_the_parts_follow_the_profile(make_desk: Callable[..., Desk], jobs: Jobs) -> None:
    on = ReportDesk(make_desk("drafts"), jobs)
    dialog = on.export_dialog()
    assert [dialog.parts.item(row).text() for row in range(dialog.parts.count())] == [
        "Cover with counts", "Contents", "Open items, by who owes the answer", "Changes: old and new wording",
        "Table of claims", "Annotated draft", "A section for each claim", "Source list", "Reply log",
        "Untouched text", "Sign-offs", "Header on each page", "Footer with page numbers",
    ]  # fmt: skip
    assert part_words("statements", "article") == "Annotated article"
    dialog.reject()


def test_what_is_open_or_in_conflict_is_said_before(on: ReportDesk) -> None:
    claim = on.desk.claims[0]
    on.desk.apply_as("Jonas Keller", EditClaim(claim, {"note": "one"}, {"note": "nobody:0"}))
    on.desk.apply_as("Mira Castellan", EditClaim(claim, {"note": "two"}, {"note": "nobody:0"}))
    dialog = on.export_dialog()
    assert "4 entries are still open." in dialog.warning.text()
    assert "conflict" in dialog.warning.text()
    dialog.reject()


def test_only_conflicts_of_the_chosen_articles_are_told(on: ReportDesk) -> None:
    [second] = on.desk.apply_as("Ada Mihović", AddArticle(draft_of_text("The ferry sank.")))
    note = on.desk.claims[0]
    on.desk.apply_as("Jonas Keller", EditClaim(note, {"note": "one"}, {"note": "nobody:0"}))
    on.desk.apply_as("Mira Castellan", EditClaim(note, {"note": "two"}, {"note": "nobody:0"}))
    dialog = on.export_dialog()
    assert "1 conflict is not resolved." in dialog.warning.text()
    assert [dialog.articles.item(row).data(VALUE) for row in range(2)] == [on.desk.article.id, second]
    dialog.articles.item(0).setCheckState(Qt.CheckState.Unchecked)
    on.qtbot.waitUntil(dialog.warning.isHidden)
    dialog.articles.item(0).setCheckState(Qt.CheckState.Checked)
    on.qtbot.waitUntil(lambda: "1 conflict" in dialog.warning.text())
    dialog.reject()
    assert on.desk.read(lambda reading: report_of(reading, (second,))).conflicts == 0
    assert on.desk.read(report_of).conflicts == 1


def test_nothing_chosen_is_nothing_to_export(on: ReportDesk) -> None:
    dialog = on.export_dialog()
    dialog.articles.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.export.isEnabled()
    dialog.reject()


@pytest.mark.parametrize(
    ("typed", "kind", "made"),
    [
        ("mine", "", "mine.docx"),
        ("mine", "Web page (HTML) (*.html)", "mine.html"),
        ("mine.md", "Word document (*.docx)", "mine.md"),
        ("v1.2", "Word document (*.docx)", "v1.2.docx"),
    ],
)
def test_the_person_chooses_where_to_and_as_what(
    on: ReportDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kind: str, made: str
) -> None:
    offered: list[str] = []

    def choose(_parent: object, _title: str, path: str, kinds: str, _first: str) -> tuple[str, str]:
        offered.append(path)
        assert not kind or kind in kinds.split(";;")
        return str(tmp_path / typed), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog = on.export_dialog()
    with on.qtbot.waitSignal(dialog.exported, timeout=PATIENCE):
        on.click(dialog.export)
    assert offered[0].endswith("Harbour bridge reopens.docx")
    assert (tmp_path / made).is_file()


def test_the_kind_of_file_says_what_can_be_chosen(on: ReportDesk) -> None:
    dialog = on.export_dialog()

    def choose(kind: str) -> None:
        dialog.kind.choose(kind)
        dialog.kind.activated.emit(dialog.kind.currentIndex())

    assert dialog.house.isEnabled()
    choose(".pdf")
    assert dialog.parts.isEnabled()
    assert dialog.preview.isEnabled()
    closed = (dialog.house, dialog.tracked, dialog.remarks, dialog.line_numbers)
    assert not any(widget.isEnabled() for widget in closed)
    choose(".csv")
    assert dialog.export.isEnabled()
    assert not any(widget.isEnabled() for widget in (dialog.parts, dialog.citations, dialog.marking, dialog.preview))
    choose(".bib")
    for audience in ("writer", "handover", "editor"):
        dialog.audience.choose(audience)
        dialog.on_audience_chosen()
        on.desk.settle()
        assert dialog.kind.value == (".zip" if audience == "handover" else ".docx")
        assert (dialog.kind.findData(".bib") >= 0) == (audience == "editor")
    dialog.reject()


def test_a_kind_without_template_that_is_chosen_at_the_last_moment_is_told_of(
    on: ReportDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_told: (str(tmp_path / "report.html"), ""))
    dialog = on.export_dialog()
    dialog.house.show_template(HouseTemplate(str(magazine(tmp_path / "house.docx"))))
    on.click(dialog.export)
    [banner] = dialog.findChildren(Banner)
    assert "report.html" in banner.accessibleName()
    assert not (tmp_path / "report.html").exists()
    with on.qtbot.waitSignal(dialog.exported, timeout=PATIENCE):
        on.click(banner.buttons[0])
    assert (tmp_path / "report.html").is_file()


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
def test_a_file_that_a_completed_name_would_overwrite_is_asked_about(
    on: ReportDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton
) -> None:
    target = tmp_path / "mine.docx"
    target.write_bytes(b"of a colleague")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_told: (str(tmp_path / "mine"), ""))
    asked: list[str] = []

    def ask(_parent: object, _title: str, words: str, *_buttons: object) -> QMessageBox.StandardButton:
        asked.append(words)
        return answer

    monkeypatch.setattr(QMessageBox, "warning", ask)
    dialog = on.export_dialog()
    on.click(dialog.export)
    assert ["mine.docx" in words for words in asked] == [True]
    if answer == QMessageBox.StandardButton.Yes:
        on.qtbot.waitUntil(lambda: zipfile.is_zipfile(target), timeout=PATIENCE)
    else:
        assert on.jobs.idle()
        assert target.read_bytes() == b"of a colleague"
        dialog.reject()


def test_a_report_that_would_name_a_confidential_source_is_not_written(on: ReportDesk, tmp_path: Path) -> None:
    on.live.apply(Cite(on.desk.claims[0], address="https://budget.example/secret"))
    on.desk.settle()
    source_id = on.desk.read(lambda reading: reading.records(Source)[0].id)
    on.live.apply(EditSource(source_id, {"confidential": True, "alias": "an official", "person": "bridge cost"}))
    on.desk.settle()
    dialog = on.export_dialog()
    target = tmp_path / "report.docx"
    dialog.write(target)
    on.qtbot.waitUntil(lambda: bool(dialog.findChildren(Banner)), timeout=PATIENCE)
    assert not target.exists()
    assert dialog.export.isEnabled()
    dialog.reject()


def test_a_folder_that_cannot_be_written_is_told_of(on: ReportDesk, tmp_path: Path) -> None:
    dialog = on.export_dialog()
    dialog.write(tmp_path / "nowhere" / "report.docx")
    on.qtbot.waitUntil(lambda: bool(dialog.findChildren(Banner)), timeout=PATIENCE)
    dialog.reject()


def test_cancel_leaves_nothing_behind(on: ReportDesk, tmp_path: Path) -> None:
    dialog = on.export_dialog()
    dialog.write(tmp_path / "report.docx")
    dialog.named.toggle()
    assert not dialog.export.isEnabled()  # it is written already
    dialog.on_cancel()
    on.qtbot.waitUntil(lambda: on.live.idle() and on.jobs.idle(), timeout=PATIENCE)
    on.qtbot.waitUntil(dialog.export.isEnabled)
    assert dialog.focusWidget() is dialog.export
    assert list(tmp_path.glob("*.docx")) == []
    assert list(tmp_path.glob(".*.part")) == []
    dialog.reject()


def test_names_of_files_that_every_system_takes() -> None:
    assert file_name('Is it "safe"? <yes>/no') == "Is it safe yes no.docx"
    assert file_name("…") == "….docx"
    assert file_name("   ") == "Report.docx"
    assert len(file_name("x" * 500)) == 85


def test_a_marking_that_is_half_typed_is_kept_and_forgotten_with_the_dialog(on: ReportDesk) -> None:
    dialog = on.export_dialog()
    dialog.marking.clear()
    on.qtbot.keyClicks(dialog.marking, "Not for pub")

    def kept() -> dict[str, str]:
        with closing(sqlite3.connect(on.desk.path)) as file:
            return dict(file.execute("SELECT field_key, text FROM draft"))

    on.qtbot.waitUntil(lambda: kept() == {MARKING_KEY: "Not for pub"})
    on.live.left_typing = kept()  # as it is after a crash
    again = on.export_dialog()
    assert again.marking.text() == "Not for pub"
    dialog.reject()
    again.reject()
    on.qtbot.waitUntil(lambda: not kept())


def test_each_audience_is_offered_its_own_parts_and_remembered(on: ReportDesk, tmp_path: Path) -> None:
    dialog = on.export_dialog()
    dialog.audience.choose("public")
    dialog.on_audience_chosen()
    on.qtbot.waitUntil(lambda: dialog.parts.count() < 9)
    assert "replies" not in dialog.parts.chosen
    assert not dialog.tracked.isEnabled()
    assert dialog.marking.text() == ""
    assert dialog.remarks.value == "endnotes"
    dialog.remarks.choose("footnotes")
    with on.qtbot.waitSignal(dialog.exported, timeout=PATIENCE):
        dialog.write(tmp_path / "public.docx")
    again = on.export_dialog()
    assert (again.audience.value, again.remarks.value) == ("public", "footnotes")
    again.audience.choose("editor")
    again.on_audience_chosen()
    on.qtbot.waitUntil(lambda: again.remarks.value == "comments")
    again.reject()


def test_a_handover_pack_is_written_from_the_window(on: ReportDesk, tmp_path: Path) -> None:
    dialog = on.export_dialog()
    dialog.audience.choose("handover")
    dialog.on_audience_chosen()
    on.qtbot.waitUntil(lambda: on.live.idle() and dialog.options().audience == "handover")
    with on.qtbot.waitSignal(dialog.exported, timeout=PATIENCE):
        dialog.write(tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        assert {"report.docx", "project.json", "MANIFEST.sha256"} <= set(archive.namelist())


def test_to_name_confidential_sources_is_warned_of_and_not_remembered(on: ReportDesk, tmp_path: Path) -> None:
    dialog = on.export_dialog()
    dialog.named.setChecked(True)
    assert "will be named" in dialog.warning.text()
    with on.qtbot.waitSignal(dialog.exported, timeout=PATIENCE):
        dialog.write(tmp_path / "report.docx")
    again = on.export_dialog()
    assert not again.named.isChecked()
    again.reject()
