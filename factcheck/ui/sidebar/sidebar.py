"""The sidebar itself: which queue, which article, who works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.fonts import font
from factcheck.ui.mirroring import inset
from factcheck.ui.sidebar.articles_list import ArticlesList
from factcheck.ui.widgets import Avatar, Glyph, IconButton, label, set_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.project.queries.articles import ArticleLine

WIDTH: Final = 224


class NavRow(QPushButton):
    """A queue: icon, words, and how many wait in it. It is checked where it is the one that one looks at."""

    asked = Signal()

    def __init__(self, icon_name: str, words: str) -> None:
        super().__init__()
        self._chosen = False
        self.setCheckable(True)
        self.toggled.connect(self.on_toggled)
        self.clicked.connect(lambda _checked=False: self.asked.emit())
        self.setFixedHeight(32)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._glyph, self._icon = Glyph(icon_name), icon_name
        self._words, self._count = label(words, 13, 500), label("", 12, 500, "faint")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(9)
        row.addWidget(self._glyph)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._count)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show how many wait; none is left blank."""
        self._count.setText(str(count) if count else "")
        self.setAccessibleName(f"{self._words.text()} {count}")

    def choose(self, chosen: bool) -> None:
        """Show whether this is the queue one looks at."""
        self._chosen = chosen
        self.setChecked(chosen)
        set_state(self, "chosen", chosen)
        self._words.setFont(font(13, 600 if chosen else 500))
        self._glyph.show_icon(self._icon, "accent" if chosen else "secondary")

    def nextCheckState(self) -> None:
        """A press asks for the queue; what is checked follows what is shown."""

    def on_toggled(self, checked: bool) -> None:
        """A screen reader toggles without a click: that is a press, too."""
        if checked is not self._chosen:
            self.setChecked(self._chosen)
            self.asked.emit()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 20, 32)


class Sidebar(QWidget):
    """Queues, articles and the person; it shows what it is told and asks by signals."""

    queue_asked = Signal(str)
    article_asked = Signal(str)
    article_menu_asked = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(160)
        self.queues = {
            "inbox": NavRow("inbox", _("Inbox")),
            "all": NavRow("newspaper", _("All articles")),
            "to review": NavRow("eye", _("To review")),
            "assigned": NavRow("user-check", _("Assigned to me")),
            "queries": NavRow("message-circle-question-mark", _("Open queries")),
        }
        self.heading = label("", 12, 600, "secondary")
        self.add = IconButton("plus", _("Add an article"), size=15, side=24)
        self.none = label(_("No articles yet"), 13, tone="faint")
        inset(self.none, 8, 2, 0, 0)
        self.list = ArticlesList()
        self.avatar = Avatar("", "", 24)
        self.person = label("", 13, 500)
        self.settings = IconButton("settings", _("Settings"), size=16, side=28)
        self.project_part = QWidget()
        self._fill()
        for name, row in self.queues.items():
            row.asked.connect(lambda name=name: self.queue_asked.emit(name))
        self.list.article_asked.connect(self.article_asked)
        self.list.menu_asked.connect(self.article_menu_asked)
        self.show_counts(0)
        self.choose_queue("all")

    def _fill(self) -> None:
        column = QVBoxLayout(self.project_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for row in self.queues.values():
            column.addWidget(row)
        column.addSpacing(14)
        line = QHBoxLayout()
        inset(line, 8, 0, 0, 4)
        line.addWidget(self.heading, 1)
        line.addWidget(self.add)
        column.addLayout(line)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        foot = QHBoxLayout()
        inset(foot, 8, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(self.avatar)
        foot.addWidget(self.person, 1)
        foot.addWidget(self.settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 10)
        column.setSpacing(8)
        column.addWidget(self.project_part, 1)
        column.addStretch(0)
        column.addLayout(foot)

    def show_project(self, name: str) -> None:
        """Show the project's name above its articles ("": none is open, and nothing of it is shown)."""
        self.heading.setText(name)
        self.project_part.setVisible(bool(name))

    def show_person(self, name: str, initials: str) -> None:
        """Show who works here."""
        self.avatar.show_person(initials or "?", name)
        self.person.setText(name or _("No name yet"))

    def show_articles(self, lines: Sequence[ArticleLine], chosen: str) -> None:
        """Show the articles, one of them chosen."""
        self.list.articles.show(lines)
        self.list.choose(chosen)
        self.none.setVisible(not lines)
        self.list.setVisible(bool(lines))

    def show_counts(
        self, articles: int, inbox: int = 0, to_review: int = 0, assigned: int = 0, queries: int = 0
    ) -> None:
        """Show how much waits in each queue; that of the queries is there only while one is open."""
        counts = {"all": articles, "inbox": inbox, "to review": to_review, "assigned": assigned, "queries": queries}
        for name, count in counts.items():
            self.queues[name].show_count(count)
        self.queues["queries"].setVisible(queries > 0)

    def choose_queue(self, name: str) -> None:
        """Show which queue one looks at."""
        for key, row in self.queues.items():
            row.choose(key == name)

    def buttons(self) -> tuple[QAbstractButton, QAbstractButton]:
        """The buttons that add an article and open the settings."""
        return self.add, self.settings
