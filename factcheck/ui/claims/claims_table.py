"""The list of claims on screen: one column of cards of a fixed height, and the field that filters it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QLineEdit, QTableView

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.claims.claim_card import CARD_HEIGHT, COMPACT_HEIGHT, ClaimCard
from factcheck.ui.claims.claims_model import ClaimsModel
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.icons import icon
from factcheck.ui.sources.taking import takes_sources
from factcheck.ui.widgets import make_clearable

_ONE_ROW: Final = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_STEPS: Final[dict[int, int]] = {Qt.Key.Key_N: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_P: -1, Qt.Key.Key_Up: -1}


class ClaimsTable(QTableView):
    """Rows of a fixed height: a change of one claim lays nothing out anew, however long the list is."""

    stepped = Signal(int)
    menu_wanted = Signal(QPoint)  # where on the screen
    remove_wanted = Signal()
    one_wanted = Signal()  # Esc: one claim again, of several
    given = Signal(str, QMimeData)  # dropped on a claim ("": pasted on the current one)

    def __init__(self, model: ClaimsModel) -> None:
        super().__init__()
        self.following = False
        self.claims = model
        self._card = ClaimCard(model, self)
        self.setItemDelegate(self._card)
        # The heights first: rows that a model brings take them from here.
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(COMPACT_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(CARD_HEIGHT)
        self.setModel(model)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(24)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.on_menu_wanted)
        themes.theming.theme_changed.connect(self.on_theme_changed)

    def on_menu_wanted(self, place: QPoint) -> None:
        """Choose the claim under the pointer, where it is none of those that are chosen, and ask for the menu."""
        index = self.indexAt(place)
        if not index.isValid():  # the menu key: there is no pointer
            index = self.currentIndex()
            place = self.visualRect(index).center()
        if index.isValid():
            if not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            self.menu_wanted.emit(self.viewport().mapToGlobal(place))

    def on_theme_changed(self, _theme: themes.Theme) -> None:
        """Paint in the new colours."""
        self.viewport().update()

    def show_compact(self, *, compact: bool) -> None:
        """Show rows of 32 px, or cards of 96."""
        self._card.compact = compact
        self.verticalHeader().setDefaultSectionSize(COMPACT_HEIGHT if compact else CARD_HEIGHT)
        self.viewport().update()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def follow(self, *, following: bool) -> None:
        """What is chosen moves because rows do, not because a person moves it."""
        self.following = following

    def selected_rows(self) -> list[int]:
        """The chosen rows in their order; there may be very many."""
        stretches = self.selectionModel().selection().toList()
        return sorted(row for one in stretches for row in range(one.top(), one.bottom() + 1))

    def _look(self) -> None:
        """Have the lines read of the rows that are in sight, and of those around them."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first >= 0:
            self.claims.look_at(first, last if last >= 0 else self.claims.rowCount() - 1)

    def point_at(self, row: int, *, scroll: bool) -> None:
        """Choose a row (-1: none) without telling the selection, which knows already."""
        self.following = True
        try:
            if row < 0:
                self.clearSelection()
                self.selectionModel().clearCurrentIndex()
                return
            index = self.model().index(row, 0)
            if self.currentIndex() != index or self.selected_rows() != [row]:
                self.selectionModel().clearCurrentIndex()
                # Said outright: else Qt adds to what is selected while Ctrl is held, or reaches from there with Shift.
                self.selectionModel().setCurrentIndex(index, _ONE_ROW)
            if scroll:
                self.scrollTo(index)
        finally:
            self.following = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() or event.modifiers() == Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _STEPS:
            self.stepped.emit(_STEPS[event.key()])
        elif plain and event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif plain and event.key() == Qt.Key.Key_Escape and len(self.selected_rows()) > 1:
            self.one_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            data = QApplication.clipboard().mimeData()
            if takes_sources(data):
                self.given.emit("", data)
        else:
            super().keyPressEvent(event)

    # --- what is dragged over a card -------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if takes_sources(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The card under the pointer shows that it will take it."""
        row = self.rowAt(event.position().toPoint().y())
        self._take_over(row)
        if row >= 0 and self.claims.ids[row]:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._take_over(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        row = self.rowAt(event.position().toPoint().y())
        self._take_over(-1)
        if row >= 0 and self.claims.ids[row]:
            event.acceptProposedAction()
            self.given.emit(self.claims.ids[row], event.mimeData())

    def _take_over(self, row: int) -> None:
        if self._card.taking != row:
            self._card.taking = row
            self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of their own here; they do not search the list."""


class FilterField(LineBox):
    """Words to filter the list by; Esc empties and leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._glass = self.addAction(icon("search", themes.current().faint), QLineEdit.ActionPosition.LeadingPosition)
        self._glass.setText(_("Search"))
        make_clearable(self)
        themes.theming.theme_changed.connect(self.on_theme_changed)

    def on_theme_changed(self, theme: themes.Theme) -> None:
        """Tint the icon anew."""
        self._glass.setIcon(icon("search", theme.faint))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)
