"""The outline of an article: its headings as a list that one goes through by keys, and that knows where one is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QFrame, QTreeView, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.popover import Popover

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from factcheck.ui.article.typesetting import Typeset

_WIDTH: Final = 340
_ROW: Final = 28
_MOST_ROWS: Final = 16
_START: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words, its level from 1 (the title), and the code point where it begins."""

    words: str
    level: int
    start: int


def headings(page: Typeset) -> list[Heading]:
    """The title and the headings of an article, by place."""
    found = []
    for block in sorted(page.blocks.values(), key=lambda block: block.start):
        if block.kind in {"title", "heading"}:
            level = 1 if block.kind == "title" else 1 + max(1, block.level)
            found.append(Heading(" ".join(page.text[block.start : block.end].split()), level, block.start))
    return found


def heading_at(listed: list[Heading], point: int) -> int:
    """The number of the heading that a code point stands under; the first of all where it stands above them."""
    return max(0, bisect_right([each.start for each in listed], point) - 1)


class Outline(Popover):
    """Lists headings under one another. ``looked_at`` follows the keys, ``chosen`` ends it, ``given_up`` goes back.

    The wheel turned beside it is meant for the article (``scrolled``), and the heading that one reads is pointed at.
    """

    looked_at = Signal(int)
    chosen = Signal(int)
    given_up = Signal()
    scrolled = Signal(QWheelEvent)

    def __init__(self, parent: QWidget, listed: list[Heading], current: int) -> None:
        super().__init__(parent, _("Outline"))
        self.tree = _Tree()
        self.model = QStandardItemModel(self)
        self._decided = self._following = False
        self._listed, self._items = listed, list[QStandardItem]()
        above: list[tuple[int, QStandardItem]] = []
        for heading in listed:
            item = QStandardItem(heading.words)
            item.setEditable(False)
            item.setData(heading.start, _START)
            item.setToolTip(heading.words)
            item.setSizeHint(QSize(0, _ROW))
            while above and above[-1][0] >= heading.level:
                above.pop()
            (above[-1][1] if above else self.model.invisibleRootItem()).appendRow(item)
            above.append((heading.level, item))
            self._items.append(item)
        self.tree.setModel(self.model)
        self.tree.expandAll()
        if self._items:
            here = self._items[current].index()
            self.tree.setCurrentIndex(here)
            self.tree.scrollTo(here, QTreeView.ScrollHint.PositionAtCenter)
        self.tree.setFixedSize(_WIDTH, min(_MOST_ROWS, max(1, len(self._items))) * _ROW + 2)
        self.tree.selectionModel().currentChanged.connect(self.on_current_changed)
        self.tree.clicked.connect(self.on_chosen)
        self.tree.entered_key.connect(lambda: self.on_chosen(self.tree.currentIndex()))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.tree)
        self.closed.connect(self.on_closed)
        self.tree.setFocus()

    def follow(self, point: int) -> None:
        """Point at the heading that a code point stands under; the article stays where it is."""
        self._following = True
        self.tree.setCurrentIndex(self._items[heading_at(self._listed, point)].index())
        self._following = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            super().wheelEvent(event)
        else:
            self.scrolled.emit(event)

    def on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        """The keys went to another heading."""
        if current.isValid() and not self._following:
            self.looked_at.emit(current.data(_START))

    def on_chosen(self, index: QModelIndex) -> None:
        """Go to a heading, and close."""
        if index.isValid():
            self._decided = True
            self.chosen.emit(index.data(_START))
            self.close()

    def on_closed(self) -> None:
        """Closed without a choice: back to where the reader was."""
        if not self._decided:
            self._decided = True
            self.given_up.emit()


class _Tree(QTreeView):
    entered_key = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outline")
        self.setAccessibleName(_("Headings of the article"))
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_key.emit()
        else:
            super().keyPressEvent(event)
