"""The palette (Ctrl K): every action that can be done now, and the articles, claims and sources of the project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from factcheck.text.folding import folded
from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.fonts import font
from factcheck.ui.icons import icon, pixmap
from factcheck.ui.mirroring import draw_words, placed
from factcheck.ui.shadow import Shadow
from factcheck.ui.widgets import Separator

if TYPE_CHECKING:
    from factcheck.ui.actions import Action

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
WIDTH: Final = 600
ROW: Final = 38
HEADING: Final = 30
MOST_HEIGHT: Final = 420
FEW: Final = 4
_GLYPH: Final = 17
_TOP: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: a heading (nothing to run), or something to do or to go to. ``keys`` are drawn as key caps."""

    words: str
    icon: str = ""
    keys: tuple[str, ...] = ()
    run: Callable[[], object] | None = None


def entries_of(actions: Sequence[Action], words: str, run: Callable[[str], object]) -> list[Entry]:
    """The actions whose words hold all of the typed ones, under the headings of their groups.

    Where nothing is typed, the first few of each group.
    """
    wanted = folded(words).split()
    entries: list[Entry] = []
    group, many = "", 0
    for action in actions:
        if action.id == "window.palette" or not all(
            word in folded(f"{action.words} {action.group}") for word in wanted
        ):
            continue
        if action.group != group:
            group, many = action.group, 0
            entries.append(Entry(group))
        many += 1
        if not wanted and many > FEW:
            continue
        entries.append(Entry(action.words, action.icon, caps_of(action.keys), partial(run, action.id)))
    return entries


def draw_icons(actions: Iterable[Action]) -> Iterator[None]:
    """Draw the icons of actions in steps, ahead of the first opening, which would wait for all of them."""
    ratio = cast("QGuiApplication", QGuiApplication.instance()).devicePixelRatio()
    for number, action in enumerate(actions):
        pixmap(action.icon or "chevron-right", themes.current().secondary, _GLYPH, ratio)
        if number % 4 == 3:
            yield


def caps_of(keys: Sequence[str]) -> tuple[str, ...]:
    """The first key sequence as single caps: ``("Ctrl", "K")``."""
    if not keys:
        return ()
    native = QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return tuple(part for part in native.split("+") if part) or ("+",)


class _Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable if self.entries[index.row()].run else flag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.words}, {' '.join(entry.keys)}" if entry.keys else entry.words
        return None


class _EntryDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH - 20, ROW if index.data(ENTRY_ROLE).run else HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        theme = themes.current()
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.run is None:
            painter.setFont(font(12, 600))
            painter.setPen(QColor(theme.faint))
            draw_words(painter, placed(painter, rect.adjusted(10, 4, 0, 0), rect), entry.words)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.soft))
            painter.drawRoundedRect(rect, 7, 7)
        ratio = painter.device().devicePixelRatioF()
        glyph = pixmap(entry.icon or "chevron-right", theme.secondary, _GLYPH, ratio)
        spot = placed(painter, QRectF(rect.x() + 12, rect.center().y() - 8.5, 17, 17), rect).topLeft()
        painter.drawPixmap(spot, glyph)
        right = self._paint_caps(painter, rect, entry.keys)
        face = font(14, 500)
        painter.setFont(face)
        painter.setPen(QColor(theme.text))
        room = rect.adjusted(40, 0, right - rect.right() - 10, 0)
        words = QFontMetrics(face).elidedText(entry.words, Qt.TextElideMode.ElideRight, int(room.width()))
        draw_words(painter, placed(painter, room, rect), words)
        painter.restore()

    @staticmethod
    def _paint_caps(painter: QPainter, rect: QRectF, keys: tuple[str, ...]) -> float:
        """Draw the key caps from the end; where they begin, measured from the left."""
        theme = themes.current()
        face = font(11, 500)
        painter.setFont(face)
        right = rect.right() - 10
        for key in reversed(keys):
            width = max(20.0, QFontMetrics(face).horizontalAdvance(key) + 12.0)
            cap = QRectF(round(right - width) + 0.5, round(rect.center().y() - 10) + 0.5, width, 20)
            painter.setPen(QPen(QColor(theme.edge), 1))
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(placed(painter, cap, rect), 4, 4)
            painter.setPen(QColor(theme.secondary))
            painter.drawText(placed(painter, cap, rect), Qt.AlignmentFlag.AlignCenter, key)
            right = cap.left() - 6
        return right


def _with_places(entries: list[Entry], found: list[Entry]) -> list[Entry]:
    """What can be done, with the places that one may want to go to after the first group."""
    headings = [row for row, entry in enumerate(entries) if entry.run is None]
    second = headings[1] if len(headings) > 1 else len(entries)
    rest = entries[second:]
    if found and rest and rest[0].words == found[0].words:  # the steps from place to place; they have keys
        after = headings[2] if len(headings) > 2 else len(entries)
        rest = entries[after:]
    return [*entries[:second], *found, *rest]


class Palette(QFrame):
    """Floats above the window; ``find`` is asked for what the project holds and answers by ``show_found``."""

    closed = Signal()

    def __init__(
        self,
        parent: QWidget,
        actions: Sequence[Action],
        run: Callable[[str], object],
        find: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self._actions, self._run, self._find = actions, run, find
        self.setObjectName("palette")
        self.setAccessibleName(_("Search or run a command"))
        self.setFixedWidth(WIDTH)
        self.field = QLineEdit()
        self.field.setFont(font(16))
        self.field.setFixedHeight(54)
        self.field.setTextMargins(8, 0, 8, 0)
        self.field.setPlaceholderText(_("Type a command, a claim number, or words from any article"))
        self.field.setAccessibleName(self.field.placeholderText())
        glass = self.field.addAction(icon("search", themes.current().faint), QLineEdit.ActionPosition.LeadingPosition)
        glass.setText(_("Search"))
        self.rows = QListView()
        self._model = _Entries()
        self.rows.setModel(self._model)
        self.rows.setItemDelegate(_EntryDelegate(self.rows))
        self.rows.setObjectName("commands")
        self.rows.setAccessibleName(_("Commands"))
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setMouseTracking(True)
        self.rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.clicked.connect(self.on_row_clicked)
        self.rows.entered.connect(self.on_row_entered)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addWidget(Separator())
        inset = QVBoxLayout()
        inset.setContentsMargins(8, 4, 8, 0)
        inset.addWidget(self.rows)
        column.addLayout(inset)
        self.shadow = Shadow(self, blur=48, drop=14, alpha=min(255, themes.current().shadow + 30))
        self._found: list[Entry] = []
        self.field.textChanged.connect(self.on_typed)
        self.field.installEventFilter(self)
        self.on_typed("")

    def on_typed(self, words: str) -> None:
        """Show what fits the words, and ask the project."""
        self._found = []
        self._fill()
        self._find(words)

    def show_found(self, words: str, found: list[Entry]) -> None:
        """Show what the project holds, where the words are still those that were asked for."""
        if words == self.field.text():
            self._found = found
            self._fill()

    def _fill(self) -> None:
        words = self.field.text()
        entries = entries_of(self._actions, words, self._run)
        found = [Entry(_("Go to")), *self._found] if self._found else []
        if not words.strip():
            entries = _with_places(entries, found)
        elif words.strip().removeprefix("#").isdigit():  # a number means a claim before anything else
            entries = [*found, *entries]
        else:
            entries = [*entries, *found]
        self._model.show(entries or [Entry(_("Nothing of that name"))])
        self._choose(next((row for row, entry in enumerate(entries) if entry.run), -1))
        heights = sum(ROW if entry.run else HEADING for entry in self._model.entries)
        self.rows.setFixedHeight(min(heights + 2, MOST_HEIGHT))
        # The layout learns of the new height only later; without this the palette keeps the old one.
        self._column.activate()
        self.adjustSize()

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.rows.setCurrentIndex(self._model.index(row))
        if row == next((n for n, entry in enumerate(self._model.entries) if entry.run), -1):
            self.rows.scrollToTop()

    def _step(self, by: int) -> None:
        """Go to the next row that can be run, past headings."""
        row = self.rows.currentIndex().row() + by
        while 0 <= row < len(self._model.entries):
            if self._model.entries[row].run:
                self._choose(row)
                return
            row += by

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close_palette()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
            if event.key() in steps:
                self._step(steps[Qt.Key(event.key())])
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.on_row_clicked(self.rows.currentIndex())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_palette()
                return True
        return super().eventFilter(watched, event)

    def on_row_entered(self, index: QModelIndex) -> None:
        """Choose the row under the mouse."""
        if self._model.entries[index.row()].run:
            self.rows.setCurrentIndex(index)

    def on_row_clicked(self, index: QModelIndex) -> None:
        """Close, then do what the row says."""
        entry = self._model.entries[index.row()] if index.isValid() else Entry("")
        if entry.run is not None:
            self.close_palette()
            entry.run()

    def close_palette(self) -> None:
        """Go away, once."""
        if self.isVisible():
            self.hide()
            self.closed.emit()
