"""The list of claims on screen: one column of cards of a fixed height, and the field that filters it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QLineEdit, QTableView

from factcheck.ui import theme as themes
from factcheck.ui.claims.claim_card import CARD_HEIGHT, COMPACT_HEIGHT, ClaimCard
from factcheck.ui.claims.claims_model import ClaimsModel
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.icons import icon

_STEPS: Final[dict[int, int]] = {Qt.Key.Key_N: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_P: -1, Qt.Key.Key_Up: -1}


class ClaimsTable(QTableView):
    """Rows of a fixed height: a change of one claim lays nothing out anew, however long the list is."""

    stepped = Signal(int)
    remove_wanted = Signal()

    def __init__(self, model: ClaimsModel) -> None:
        super().__init__()
        self.following = False
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
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(24)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        themes.theming.theme_changed.connect(self.on_theme_changed)

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

    def point_at(self, row: int, *, scroll: bool) -> None:
        """Choose a row (-1: none) without telling the selection, which knows already."""
        self.following = True
        try:
            if row < 0:
                self.clearSelection()
                self.selectionModel().clearCurrentIndex()
                return
            index = self.model().index(row, 0)
            if self.currentIndex() != index or not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
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
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of their own here; they do not search the list."""


class FilterField(LineBox):
    """Words to filter the list by; Esc empties and leaves it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._glass = self.addAction(icon("search", themes.current().faint), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
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
