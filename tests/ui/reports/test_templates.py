"""Templates of the house in the export dialog, and the pages before they are saved."""

from __future__ import annotations

from pathlib import Path

import docx
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from factcheck.domain.progress import Silent
from factcheck.domain.report import HouseTemplate
from factcheck.formats.docx.preview import Preview
from factcheck.ui.reports.preview_dialog import PreviewDialog, painted_pages
from factcheck.ui.reports.template_dialog import TemplateDialog
from factcheck.ui.widgets import Banner
from tests.formats.docx.report.house_templates import magazine
from tests.ui.reports.report_desk import PATIENCE, ReportDesk


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
