"""Signing off, and exporting a Word report with choices that the project remembers."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from factcheck.domain.progress import Silent
from factcheck.domain.records import Source
from factcheck.domain.report import HouseTemplate
from factcheck.formats.docx.preview import Preview
from factcheck.formats.text import draft_of_text
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.project import EditProject
from factcheck.project.edits.reviews import SignArticle
from factcheck.project.edits.sources import Cite, EditSource
from factcheck.project.queries.project import project_record
from factcheck.project.queries.reports import report_of
from factcheck.project.queries.sealing import sign_offs
from factcheck.project.sending import present_state
from factcheck.ui.jobs import Jobs
from factcheck.ui.reports.export_dialog import MARKING_KEY, ExportDialog
from factcheck.ui.reports.offering import VALUE, file_name, part_words
from factcheck.ui.reports.preview_dialog import PreviewDialog, painted_pages
from factcheck.ui.reports.sign_off_dialog import SignOffDialog, SignOffRow
from factcheck.ui.reports.template_dialog import TemplateDialog
from factcheck.ui.widgets import Banner
from tests.formats.docx.report.house_templates import magazine
from tests.ui.factories_desk import Desk

# Milliseconds: the process that writes is begun by the first report, and a busy machine takes its time over that.
PATIENCE = 30_000


class ReportDesk:
    """A desk to sign off and export from."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        self.desk, self.qtbot, self.live, self.jobs = desk, desk.qtbot, desk.live, jobs
        self.window = QWidget()
        desk.show(self.window)
        desk.open()

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.desk.settle()

    def export_dialog(self) -> ExportDialog:
        dialog = ExportDialog(self.live, self.jobs, (), self.window)
        dialog.open()
        self.qtbot.waitUntil(dialog.export.isEnabled)
        return dialog


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


@pytest.fixture
def on(desk: Desk, jobs: Jobs) -> ReportDesk:
    return ReportDesk(desk, jobs)


# --- sign-off ---------------------------------------------------------------------------------------------


def test_a_pass_is_signed_voided_by_a_change_and_withdrawn(on: ReportDesk) -> None:
    dialog = SignOffDialog(on.live, on.desk.article.id, on.window)
    dialog.open()
    on.desk.settle()
    assert dialog.windowTitle() == "Approve"
    assert "4 are still open." in dialog.state.text()
    on.qtbot.keyClicks(dialog.remark, "second reading")
    on.click(dialog.sign)
    on.qtbot.waitUntil(lambda: len(dialog.signed.rows) == 1)

    def row() -> SignOffRow:
        found = dialog.signed.rows[0]
        assert isinstance(found, SignOffRow)
        return found

    assert "Ada Mihović" in row().accessibleName()
    assert row().accessibleName().endswith("second reading, Holds")
    on.live.apply(EditClaim(on.desk.claims[0], {"rationale": "after all"}))
    on.qtbot.waitUntil(lambda: row().accessibleName().endswith("Void: changed since"))
    on.click(row().withdraw)
    on.qtbot.waitUntil(lambda: not dialog.signed.rows)
    assert on.desk.read(lambda reading: sign_offs(reading, on.desk.article.id)) == []
    dialog.reject()


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_enter_signs_and_only_then_closes(on: ReportDesk, modifier: Qt.KeyboardModifier) -> None:
    dialog = SignOffDialog(on.live, on.desk.article.id, on.window)
    dialog.open()
    on.desk.settle()
    on.qtbot.keyClicks(dialog.remark, "by keys")
    on.qtbot.keyClick(dialog.remark, Qt.Key.Key_Return, modifier)
    on.qtbot.waitUntil(lambda: len(dialog.signed.rows) == 1)
    assert dialog.isVisible()
    on.qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert len(on.desk.read(lambda reading: sign_offs(reading, on.desk.article.id))) == 1


def test_the_passes_of_the_house_are_offered_in_order_and_a_broken_one_tells_who_broke_it(on: ReportDesk) -> None:
    on.live.apply(EditProject({"passes": ["Desk", "Law"]}))
    dialog = SignOffDialog(on.live, on.desk.article.id, on.window)
    dialog.open()
    on.desk.settle()
    assert dialog.passes.text() == "Desk: open   Law: open"
    assert dialog.pass_name.currentText() == "Desk"
    on.click(dialog.sign)
    on.qtbot.waitUntil(lambda: dialog.passes.text() == "Desk: signed   Law: open")
    assert dialog.pass_name.currentText() == "Law"
    on.live.apply(EditClaim(on.desk.claims[0], {"rationale": "after all"}))
    on.qtbot.waitUntil(lambda: dialog.passes.text() == "Desk: void   Law: open")
    row = dialog.signed.rows[0]
    assert isinstance(row, SignOffRow)
    [told] = row.told
    assert told.startswith("Ada Mihović, ")
    assert ": Rationale · “" in told
    dialog.reject()


def test_a_sign_off_that_came_without_what_it_signed_is_not_called_void(on: ReportDesk) -> None:
    on.live.apply(EditProject({"passes": ["Desk", "Law"]}))
    on.live.apply(SignArticle(on.desk.article.id, "Desk", "Ana"))
    on.desk.settle()
    bare = on.desk.path.with_name("bare.factcheck")
    bare.write_bytes(on.desk.read(present_state))
    with on.qtbot.waitSignal(on.live.opened):
        on.live.open(bare)
    dialog = SignOffDialog(on.live, on.desk.article.id, on.window)
    dialog.open()
    on.qtbot.waitUntil(lambda: dialog.passes.text() == "Desk: not verifiable   Law: open")
    assert dialog.signed.rows[0].accessibleName().endswith("Not verifiable here")
    dialog.reject()


def test_a_sign_off_needs_a_pass_and_a_name(on: ReportDesk) -> None:
    dialog = SignOffDialog(on.live, on.desk.article.id, on.window)
    dialog.open()
    on.desk.settle()
    assert dialog.sign.isEnabled()
    dialog.person.clear()
    assert not dialog.sign.isEnabled()
    dialog.person.setText("Jonas Keller")
    dialog.pass_name.setEditText(" ")
    assert not dialog.sign.isEnabled()
    dialog.reject()


# --- export -----------------------------------------------------------------------------------------------


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


# --- for whom, in which template, and how it looks ------------------------------------------------------------


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


def test_a_template_is_looked_at_mapped_and_remembered(on: ReportDesk, tmp_path: Path) -> None:
    template = magazine(tmp_path / "house.docx")
    dialog = on.export_dialog()
    dialog.house.look_at(str(template))
    on.qtbot.waitUntil(lambda: bool(dialog.findChildren(TemplateDialog)), timeout=PATIENCE)
    [shown] = dialog.findChildren(TemplateDialog)
    assert "holds for it" in shown.found.text()
    assert shown.boxes["heading 1"].value == "heading 1"
    shown.boxes["Report Text"].choose("House Text")
    on.click(shown.use)
    assert dialog.house.template is not None
    assert dialog.house.name.text() == "house.docx"
    with on.qtbot.waitSignal(dialog.exported, timeout=PATIENCE):
        dialog.write(tmp_path / "report.docx")
    words = "".join(one.text for one in docx.Document(str(tmp_path / "report.docx")).paragraphs)
    assert words.startswith("For the eyes of the desk")
    again = on.export_dialog()
    assert again.house.template is not None
    assert dict(again.house.template.styles)["Report Text"] == "House Text"
    on.click(again.house.without)
    assert again.options().template is None
    again.reject()


def test_another_template_gets_its_own_styles_and_keeps_those_that_were_chosen(on: ReportDesk, tmp_path: Path) -> None:
    dialog = on.export_dialog()
    former = (("heading 1", ""), ("Report Text", "House Text"), ("Title", "Gone"))
    dialog.house.show_template(HouseTemplate(str(tmp_path / "old.docx"), former))
    dialog.house.look_at(str(magazine(tmp_path / "house.docx")))
    on.qtbot.waitUntil(lambda: bool(dialog.findChildren(TemplateDialog)), timeout=PATIENCE)
    [shown] = dialog.findChildren(TemplateDialog)
    found = {role: shown.boxes[role].value for role in ("heading 1", "Report Text", "Title")}
    assert found == {"heading 1": "heading 1", "Report Text": "House Text", "Title": "Title"}
    shown.reject()
    dialog.reject()


def test_a_template_that_must_not_be_used_is_told_of(on: ReportDesk, tmp_path: Path) -> None:
    (tmp_path / "bad.docx").write_bytes(b"no zip")
    dialog = on.export_dialog()
    dialog.house.look_at(str(tmp_path / "bad.docx"))
    on.qtbot.waitUntil(lambda: bool(dialog.findChildren(Banner)), timeout=PATIENCE)
    assert dialog.house.template is None
    assert dialog.house.isEnabled()
    dialog.house.on_without()
    on.qtbot.waitUntil(lambda: not dialog.findChildren(Banner))
    dialog.reject()


def test_the_pages_are_shown_before_they_are_saved(on: ReportDesk) -> None:
    dialog = on.export_dialog()
    on.click(dialog.preview)
    on.qtbot.waitUntil(lambda: bool(dialog.findChildren(PreviewDialog)))
    [preview] = dialog.findChildren(PreviewDialog)
    on.qtbot.waitUntil(lambda: bool(preview.pages), timeout=PATIENCE)
    assert len(preview.pages) >= 3
    page = preview.pages[0].pixmap().toImage()
    assert page.width() > 500
    inks = {page.pixelColor(x, y).name() for x in range(0, page.width(), 3) for y in range(0, page.height() // 3, 3)}
    assert len(inks) > 10  # letters, not an empty sheet
    assert "comments stand in the margin" in preview.said.text()
    preview.reject()
    dialog.reject()


def test_a_preview_is_given_up(on: ReportDesk) -> None:
    dialog = on.export_dialog()
    on.click(dialog.preview)
    on.qtbot.waitUntil(lambda: bool(dialog.findChildren(PreviewDialog)))
    [preview] = dialog.findChildren(PreviewDialog)
    preview.reject()
    on.qtbot.waitUntil(on.jobs.idle)
    dialog.reject()


def test_a_preview_is_black_on_white_in_a_dark_window(qapp: QApplication) -> None:
    preview = Preview("<p>Words without a colour</p>", 200, 100, (10, 10, 10, 10), ("", ""), ("", ""), 0, cut=False)
    before = qapp.palette()
    try:
        pages = []
        for ink in ("#1D2127", "#E4E2DD"):
            palette = QPalette(before)
            palette.setColor(QPalette.ColorRole.Text, QColor(ink))
            qapp.setPalette(palette)
            pages += painted_pages(preview, 1, Silent())
    finally:
        qapp.setPalette(before)
    light, dark = pages
    assert light == dark
    assert min(dark.pixelColor(x, y).lightness() for x in range(dark.width()) for y in range(80)) < 60
