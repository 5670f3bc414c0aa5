"""An article view on screen, with the sample in it, and a hand that points and types."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.project.queries.articles import OpenArticle
from factcheck.ui import theme
from factcheck.ui.article.view import ArticleView
from tests.ui.factories_ui import ratings, sample

NOTHING = Qt.KeyboardModifier.NoModifier


class Hand:
    """Points at words and presses keys, as a reader does."""

    def __init__(self, view: ArticleView) -> None:
        self.view = view

    def place(self, words: str, letter: int = 0) -> QPoint:
        """The middle of a letter of the words, in the viewport."""
        start = self.view.sheet.page.text.index(words) + letter
        rect = self.view.sheet.geometry.rects(start, start + 1)[0]
        return self.view.to_viewport(rect).center().toPoint()

    def click(self, words: str, letter: int = 0, held: Qt.KeyboardModifier = NOTHING) -> None:
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, held, self.place(words, letter))

    def drag(self, first: QPoint, last: QPoint, held: Qt.KeyboardModifier = NOTHING) -> None:
        port, button = self.view.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(port, button, held, first)
        for share in (0.3, 0.7, 1.0):
            self.move(first + (last - first) * share, held, button)
        QTest.mouseRelease(port, button, held, last)

    def move(
        self,
        place: QPoint,
        held: Qt.KeyboardModifier = NOTHING,
        button: Qt.MouseButton = Qt.MouseButton.NoButton,
    ) -> None:
        port, at = self.view.viewport(), QPointF(place)
        moved = QMouseEvent(QEvent.Type.MouseMove, at, port.mapToGlobal(at), button, button, held)
        QApplication.sendEvent(port, moved)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NOTHING) -> None:
        QTest.keyClick(self.view, key, held)

    def words(self, span: tuple[int, int] | None) -> str:
        """The words of a stretch."""
        return "" if span is None else self.view.sheet.page.text[slice(*span)]

    def picture(self) -> QImage:
        """The viewport as it is painted."""
        return self.view.viewport().grab().toImage()


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Callable[..., ArticleView]:
    """Shows an article (the sample where none is given) in a view of the mock's size."""
    theme.apply_theme(qapp, theme.LIGHT)
    kept: list[ArticleView] = []  # a view that nobody holds may be collected while it is painted

    def shown(opened: OpenArticle | None = None, profile: str = "statements") -> ArticleView:
        view = ArticleView()
        kept.append(view)
        qtbot.addWidget(view)
        view.resize(792, 900)
        scale = "drafts" if profile == "drafts" else "default"
        view.show_article(opened or sample(profile=profile), ratings(scale), profile)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        view.setFocus()
        qapp.processEvents()
        qtbot.waitUntil(lambda: not view.strip.waits())
        return view

    return shown


@pytest.fixture
def view(show: Callable[..., ArticleView]) -> ArticleView:
    """A view with the sample."""
    return show()


@pytest.fixture
def hand(view: ArticleView) -> Hand:
    """A hand over the sample's view."""
    return Hand(view)
