"""A desk for tests of panels and forms: a real project in a file, live, with a panel on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from factcheck.project.project import Project
from factcheck.project.queries.articles import ArticleLine
from factcheck.project.queries.project import scale_in_use
from factcheck.project.reading import Reading
from factcheck.ui.live_project import LiveProject
from factcheck.ui.selection import Selection
from tests import factories

T = TypeVar("T")

WORDS = (
    "The bridge cost 4.2 million crowns.",
    "It carries 9,000 cars a day",
    "The work 🙂 took 14 months.",
    "The next inspection is in 2031.",
)


class Desk(QObject):
    """A project with one article and four claims; ``live`` has it open as Ana."""

    def __init__(self, qtbot: QtBot, folder: Path, profile: str = "statements") -> None:
        super().__init__()
        self.qtbot = qtbot
        self.problems: list[Any] = []
        project = factories.new_project(folder, profile=profile)
        self.path = project.path
        self.article: ArticleLine = factories.add_article(project)
        self.claims = [factories.mark(project, self.article, words) for words in WORDS]
        self.scale = project.read(scale_in_use)[1]
        project.close()
        self.live = LiveProject("Ada Mihović")
        self.live.failed.connect(self.problems.append)
        self.selection = Selection()

    def open(self) -> None:
        """Open the project and turn to its article."""
        with self.qtbot.waitSignal(self.live.opened):
            self.live.open(self.path)
        self.selection.choose_article(self.article.id)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(self.live.idle)

    def show(self, widget: QWidget) -> None:
        """Show a widget and let it have the focus."""
        self.qtbot.addWidget(widget)
        with self.qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()

    def choose(self, number: int) -> str:
        """Choose the claim of this display number."""
        self.selection.choose_claim(self.claims[number - 1], "test")
        self.settle()
        return self.claims[number - 1]

    def read(self, query: Callable[[Reading], T]) -> T:
        """The answer of a query, by an opening of its own."""
        project = Project.open(self.path, author="Reader")
        try:
            return project.read(query)
        finally:
            project.close()

    def apply_as(self, author: str, *edits: Any) -> list[Any]:
        """Let a colleague work on the same file; the answers of the edits."""
        project = Project.open(self.path, author=author)
        try:
            return [project.apply(edit).value for edit in edits]
        finally:
            project.close()

    def close(self) -> None:
        """End the thread."""
        self.live.shut_down()
