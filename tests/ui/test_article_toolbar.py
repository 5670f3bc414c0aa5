"""The bar above the article: what is kept of the file that was read, and what gives way in a narrow window."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from factcheck.formats.registry import read_article
from factcheck.project.edits.articles import AddArticle
from factcheck.ui.main_window import SMALLEST
from tests.factories import add_article, new_project
from tests.ui.windows import desk

PAGE = (
    "<html lang='en'><head><title>Ferry record</title></head><body><article><h1>Ferry record</h1>"
    + "<p>The harbour office counted 4,120 passengers on Monday, more than on any day before it.</p>" * 6
    + "</article></body></html>"
)


def test_a_file_that_is_kept_is_told_with_its_day(qtbot: QtBot, tmp_path: Path) -> None:
    page = tmp_path / "ferry.html"
    page.write_text(PAGE, encoding="utf-8")
    project = new_project(tmp_path)
    project.apply(AddArticle(read_article(page)))
    add_article(project)
    project.close()
    with desk(qtbot) as at:
        at.open(project.path)
        toolbar = at.window.pane.toolbar
        assert toolbar.kept.isVisible()
        assert toolbar.kept.text().startswith("Snapshot of ")
        assert toolbar.kept.toolTip().endswith("ferry.html")
        at.window.resize(*SMALLEST)
        at.settle()
        assert not toolbar.kept.isVisible()
        at.window.resize(1440, 900)
        at.window.selection.choose_article(at.window.overview.articles[1].id)
        at.settle()
        assert not toolbar.kept.isVisible()  # pasted text has no file


def test_no_words_are_cut_in_the_smallest_window(qtbot: QtBot, tmp_path: Path) -> None:
    project = new_project(tmp_path)
    add_article(project)
    project.close()
    with desk(qtbot) as at:
        at.open(project.path)
        at.window.resize(*SMALLEST)
        at.settle()
        view = at.window.pane.view
        text = view.sheet.page.text
        assert all(
            rect.right() <= view.viewport().width() for rect in view.sheet.geometry.rects(0, text.index("Also read"))
        )
