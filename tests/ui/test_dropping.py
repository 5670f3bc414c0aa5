"""Whatever is dropped anywhere in the window comes in: files as articles, links without a fetch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from factcheck.ui.dialogs.paste_dialog import PasteDialog
from tests.factories import TEXT, add_article, new_project
from tests.ui.windows import Desk, answer, desk

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with closing(new_project(tmp_path)) as project:
        add_article(project)
    with desk(qtbot) as made:
        made.open(project.path)
        yield made


def drop(widget: QWidget, data: QMimeData) -> bool:
    """Drag over the middle of a part of the window and let go; whether it was taken."""
    place = widget.rect().center()
    entering = QDragEnterEvent(QPoint(place), Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(widget, entering)
    if not entering.isAccepted():
        return False
    dropping = QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(widget, dropping)
    return dropping.isAccepted()


def parts(at: Desk) -> list[QWidget]:
    window = at.window
    return [window.pane.view.viewport(), window.header, window.sidebar.list, window.status, window.pane.view.gutter]


def test_a_file_dropped_on_any_part_is_an_article(at: Desk, tmp_path: Path) -> None:
    for number, part in enumerate(parts(at), 1):
        path = tmp_path / f"draft {number}.txt"
        path.write_text(f"Story {number}\n" + f"Word{number} " * 9, encoding="utf-8")
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        assert drop(part, data), part
        at.until(lambda: len(at.window.overview.articles) == number + 1)  # noqa: B023 - waited for at once
        at.settle()


def test_a_dropped_link_is_written_down_and_not_fetched(at: Desk) -> None:
    told: list[tuple[str, str, bool]] = []

    def look(dialog: PasteDialog) -> None:
        told.append((dialog.address, dialog.note.text(), dialog.add.isEnabled()))
        dialog.reject()

    data = QMimeData()
    data.setUrls([QUrl("https://news.example/bridge")])
    answer(PasteDialog, look)
    assert drop(at.window.pane.view.viewport(), data)
    at.until(lambda: bool(told))
    [(address, note, can_add)] = told
    assert address == "https://news.example/bridge"
    assert note.startswith("Pages are not fetched")
    assert not can_add
    at.settle()


def test_rich_text_keeps_its_structure(at: Desk) -> None:
    data = QMimeData()
    data.setText("Bridge news\nIt cost 4.2 million.\nLater\nNo.")
    link = "<a href='https://b.example/'>4.2 million</a>"
    data.setHtml(f"<h1>Bridge news</h1><p>It cost {link}.</p><h2>Later</h2><p>No.</p>")
    answer(PasteDialog, lambda dialog: dialog.add.click())
    assert drop(at.window.pane.view.viewport(), data)
    at.until(lambda: len(at.window.overview.articles) == 2)
    at.settle()
    article = at.window.follower.article
    assert article is not None
    assert [block.kind for block in article.structure.blocks] == ["title", "paragraph", "heading", "paragraph"]
    assert [span.target for span in article.structure.spans if span.kind == "link"] == ["https://b.example/"]


def test_keys_share_the_room_that_the_mouse_can_drag(at: Desk) -> None:
    at.go_to("4.2 million")
    at.key("c")
    before = at.window.claims.splitter.sizes()
    at.run("window.list_more")
    assert at.window.claims.splitter.sizes()[0] > before[0]
    at.run("window.list_less")
    assert at.window.claims.splitter.sizes() == before


@pytest.mark.parametrize(("button", "articles", "drafts"), [(0, 1, 2), (1, 2, 1)])
def test_a_file_that_looks_like_a_new_draft_is_asked_about(
    at: Desk, tmp_path: Path, button: int, articles: int, drafts: int
) -> None:
    path = tmp_path / "second.txt"
    path.write_text(TEXT.replace("9,000", "8,000"), encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert drop(at.window.pane.view.viewport(), data)
    at.until(lambda: bool(at.window.banners.words()))
    at.settle()
    assert at.window.banners.words() == ["second.txt looks like a new draft of “Harbour bridge reopens”."]
    at.window.banners._banners[0][1].buttons[button].click()
    at.until(lambda: not at.window.banners.shows("draft or article"))
    at.settle()
    at.settle()
    assert at.window.follower.article is not None
    assert (len(at.window.overview.articles), at.window.follower.article.revision.number) == (articles, drafts)
