"""Asks for a person: the likeliest one is chosen already, so that Enter confirms; a new name may be written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from factcheck.settings import initials_of
from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.fonts import font
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.mirroring import draw_words, placed
from factcheck.ui.widgets import GhostButton, PrimaryButton, label, paint_avatar, paint_focus

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from factcheck.domain.records import Person

ROW: Final = 36
WIDTH: Final = 380
_SHOWN: Final = 6
_NAME: Final = Qt.ItemDataRole.UserRole
_INITIALS: Final = Qt.ItemDataRole.UserRole + 1
_MORE: Final = Qt.ItemDataRole.UserRole + 2


class PersonDelegate(QStyledItemDelegate):
    """Paints a person: initials, name, role."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(WIDTH - 60, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, rect = themes.current(), QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(QColor(theme.accent), 1) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.soft if chosen else theme.hover))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, rect.adjusted(3, 3, -3, -3))
        inner = rect.adjusted(8, 0, -10, 0)
        face = QRectF(inner.x(), inner.center().y() - 11, 22, 22)
        paint_avatar(painter, placed(painter, face, inner), index.data(_INITIALS))
        words = placed(painter, inner.adjusted(32, 0, 0, 0), inner)
        painter.setFont(font(13, 500))
        painter.setPen(QColor(theme.text))
        draw_words(painter, words, index.data(Qt.ItemDataRole.DisplayRole))
        painter.setFont(font(12))
        painter.setPen(QColor(theme.secondary))
        draw_words(painter, words, index.data(_MORE), far=True)
        painter.restore()


class PersonChooser(QDialog):
    """A field above the people; the arrows move in the list while one writes. ``chosen`` carries a name ("": nobody).

    The first of ``people`` is chosen; ``nobody`` is the words of a row for nobody, where there is to be one.
    """

    chosen = Signal(str)

    def __init__(
        self, title: str, confirm: str, people: Sequence[Person], parent: QWidget, *, me: str = "", nobody: str = ""
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self._people, self._me, self._nobody = tuple(people), me, nobody
        self.field = LineBox()
        self.field.setPlaceholderText(_("Name"))
        self.field.setAccessibleName(_("Name"))
        self.field.textEdited.connect(self.on_typed)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("people")
        self.list.setAccessibleName(_("People"))
        self.list.setItemDelegate(PersonDelegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.list.currentRowChanged.connect(self.on_row_changed)
        self.confirm = PrimaryButton(confirm, pressed=self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(title, 15, 600, wrap=True))
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.confirm)))
        self.on_typed("")
        self.list.setFixedHeight(min(max(self.list.count(), 1), _SHOWN) * ROW + 4)
        self.list.setVisible(self.list.count() > 0)
        self.field.setFocus()

    def names(self) -> list[str]:
        """The names that are offered now."""
        return [self.list.item(row).data(_NAME) for row in range(self.list.count())]

    def on_typed(self, words: str) -> None:
        """Offer who fits what was typed, and what was typed itself where that is nobody's name."""
        wanted = words.strip()
        self.list.clear()
        for person in self._people:
            if wanted.casefold() in person.name.casefold():
                more = _("you") if person.name == self._me else person.role
                self._offer(person.name, person.name, person.initials or initials_of(person.name), more)
        if self._nobody and not wanted:
            self._offer("", self._nobody, "–", "")
        if wanted and wanted not in {person.name for person in self._people}:
            self._offer(wanted, wanted, initials_of(wanted), _("new"))
        self.list.setCurrentRow(0)
        self.on_row_changed(self.list.currentRow())

    def _offer(self, name: str, words: str, initials: str, more: str) -> None:
        item = QListWidgetItem(words)
        for role, value in ((_NAME, name), (_INITIALS, initials), (_MORE, more)):
            item.setData(role, value)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {more}" if more else words)
        self.list.addItem(item)

    def on_row_changed(self, row: int) -> None:
        """Only somebody can be chosen."""
        self.confirm.setEnabled(row >= 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in steps:
            row = self.list.currentRow() + steps[Qt.Key(event.key())]
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
            return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        item = self.list.currentItem()
        if self.list.currentRow() < 0:
            return
        self.chosen.emit(item.data(_NAME))
        super().accept()
