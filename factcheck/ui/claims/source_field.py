"""The field at the foot of the sources: a pasted link, a dropped file, or words to search the sources by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.fonts import font
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.icons import icon
from factcheck.ui.sources.looks import origin_line, source_icon, source_title

if TYPE_CHECKING:
    from factcheck.project.queries.sources import SourceLine
    from factcheck.ui.live_project import LiveProject

SEARCH_AFTER: Final = 120  # milliseconds after the last key until the sources are searched
MOST: Final = 8
CHOICE: Final = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex
# What a row of the list stands for: ("source", its id), ("title", words) or ("interview", words).
Choice = tuple[str, str]


class SourceChoices(QAbstractListModel):
    """What the typed words may mean: sources that hold them, and new ones of that name."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Choice, str, str]] = []

    def show_found(self, lines: Sequence[SourceLine], words: str) -> None:
        """Show the sources found for ``words``."""
        self.beginResetModel()
        self._rows = []
        for line in lines[:MOST]:
            source = line.source
            where = origin_line(source)
            text = f"{source_title(source)}  ·  {where}" if where else source_title(source)
            self._rows.append((("source", source.id), text, source_icon(source.kind)))
        if words:
            self._rows.append((("title", words), _("New source “{words}”").format(words=words), "plus"))
            self._rows.append((("interview", words), _("New interview with {words}").format(words=words), "mic"))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice, text, icon_name = self._rows[index.row()]
        if role == CHOICE:
            return choice
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return text
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(icon_name, size=16)
        return None


class SourceField(LineBox):
    """Enter with a link gives ``link_given``; a row of the list gives ``chosen`` (see ``Choice``)."""

    link_given = Signal(str)
    chosen = Signal(tuple)

    def __init__(self, live: LiveProject) -> None:
        super().__init__()
        self._live = live
        self._asked = ""
        self.setFixedHeight(34)
        self.setPlaceholderText(_("Paste a link, drop a file, or search sources"))
        self.setAccessibleName(_("Add source"))
        self._plus = self.addAction(icon("plus", themes.current().faint), QLineEdit.ActionPosition.LeadingPosition)
        self._plus.setText(_("Add source"))
        themes.theming.theme_changed.connect(self.on_theme_changed)
        self.choices = SourceChoices(self)
        self._completer = QCompleter(self.choices, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setWidget(self)
        self._completer.setMaxVisibleItems(MOST + 2)
        self.popup = QListView()
        self.popup.setFont(font(13))
        self._completer.setPopup(self.popup)
        activated: Any = self._completer.activated
        activated[QModelIndex].connect(self.on_activated)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SEARCH_AFTER)
        self._timer.timeout.connect(self.on_search_due)
        self.textEdited.connect(lambda _text: self._timer.start())
        self.setAcceptDrops(False)  # the inspector takes what is dropped

    def on_theme_changed(self, theme: themes.Theme) -> None:
        """Tint the icon anew."""
        self._plus.setIcon(icon("plus", theme.faint))

    def on_search_due(self) -> None:
        """Search the sources by what is typed."""
        words = self.text().strip()
        if not words or _is_link(words):
            self.popup.hide()
            return
        self._asked = words

        def query(reading: Any) -> list[SourceLine]:
            from factcheck.project.queries.sources import sources

            return sources(reading, words)

        self._live.ask(query, partial(self._show_found, words))

    def _show_found(self, words: str, lines: list[SourceLine]) -> None:
        if words != self._asked or words != self.text().strip() or not self.hasFocus():
            return
        self.choices.show_found(lines, words)
        self._completer.complete(QRect(0, 0, self.width(), self.height()))

    def on_activated(self, index: QModelIndex) -> None:
        """Take a row of the list."""
        choice: Choice = index.data(CHOICE)
        self._asked = ""
        self.popup.hide()
        self.clear()
        self.chosen.emit(tuple(choice))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.key() == Qt.Key.Key_Down and self.text().strip():
            self.on_search_due()
            return
        super().keyPressEvent(event)

    def _take(self) -> None:
        words = self.text().strip()
        if not words:
            return
        row = self.popup.currentIndex()
        if self.popup.isVisible() and row.isValid():
            self.on_activated(row)
            return
        self._timer.stop()
        self._asked = ""
        self.popup.hide()
        if _is_link(words):
            self.link_given.emit(_whole_link(words))
        else:
            self.chosen.emit(("title", words))
        self.clear()


def _is_link(words: str) -> bool:
    from factcheck.text.addresses import looks_like_link

    return looks_like_link(words)


def _whole_link(words: str) -> str:
    from factcheck.text.addresses import links_in

    return links_in(words)[0]
