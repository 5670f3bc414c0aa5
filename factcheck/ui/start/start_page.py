"""No project is open: make one, open one, or look at the sample."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from factcheck.domain.address import Address, location_of
from factcheck.translation import _
from factcheck.ui.mirroring import inset
from factcheck.ui.start.empty_page import centred
from factcheck.ui.widgets import GhostButton, Glyph, IconButton, PrimaryButton, label

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH: Final = 520
SHOWN: Final = 6


class StartPage(QWidget):
    """The first page; the window binds the buttons to actions. Recent projects are chosen and forgotten by signals."""

    recent_chosen = Signal(str)
    recent_forgotten = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.new = PrimaryButton(_("New project…"), "file-plus", px=14)
        self.open = GhostButton(_("Open…"), "folder-open")
        self.server = GhostButton(_("Open from a server…"), "database")
        self.sample = GhostButton(_("Open the sample project"), "book-open-text")
        for button in (self.new, self.open, self.server, self.sample):
            button.setProperty("tall", True)
            button.setAutoDefault(True)  # Enter presses it, as Space does
        self.recent_heading = label(_("Recent projects"), 12, 600, "secondary")
        inset(self.recent_heading, 12, 0, 0, 4)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        box = QWidget()
        box.setFixedWidth(WIDTH)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.recent_heading)
        inner.addLayout(self._recent)
        column = QVBoxLayout(self)
        column.addStretch(3)
        column.addLayout(centred(Glyph("list-checks", 40, "accent", 1.5)))
        column.addSpacing(14)
        column.addLayout(centred(label(_("Check a draft or a public statement"), 22, 600)))
        column.addSpacing(4)
        said = _("Mark the facts, prove each one with sources, and hand over a Word report.")
        column.addLayout(centred(label(said, 14, tone="secondary")))
        column.addSpacing(20)
        column.addLayout(centred(self.new, self.open, self.server, self.sample))
        column.addSpacing(32)
        column.addLayout(centred(box))
        column.addStretch(4)
        self.setFocusProxy(self.new)

    def show_recent(self, paths: Sequence[str]) -> None:
        """Show the recent projects, latest first."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for path in paths[:SHOWN]:
            self._recent.addWidget(self._row(path))
        self.recent_heading.setVisible(bool(paths))

    def _row(self, path: str) -> QWidget:
        row = RecentRow(path)
        row.clicked.connect(partial(self._choose, path))
        row.forget.clicked.connect(partial(self._forget, path))
        return row

    def _choose(self, path: str, _checked: bool = False) -> None:
        self.recent_chosen.emit(path)

    def _forget(self, path: str, _checked: bool = False) -> None:
        self.recent_forgotten.emit(path)


class RecentRow(QPushButton):
    """A recent project: its name, where it lies, and a way to take it off the list."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.setProperty("row", True)
        self.setFixedHeight(48)
        self.setAutoDefault(True)
        self.setToolTip(path)
        self.setAccessibleName(_("Open {path}").format(path=path))
        location = location_of(path)
        self.forget = IconButton("x", _("Take {name} off this list").format(name=location.stem), size=14, side=26)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(location.stem, 13, 600))
        folder = label("", 12, tone="faint")
        words.addWidget(folder)
        row = QHBoxLayout(self)
        inset(row, 10, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(Glyph("database" if isinstance(location, Address) else "folder-open", 16))
        row.addLayout(words, 1)
        row.addWidget(self.forget)
        where = str(location.parent)
        folder.setText(folder.fontMetrics().elidedText(where, Qt.TextElideMode.ElideMiddle, WIDTH - 110))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 48)
