"""A desk with the claims panel shown on it, for tests."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from factcheck.settings import Settings
from factcheck.ui.claims.panel import ClaimsPanel
from tests.ui.factories_desk import Desk


class PanelDesk:
    """A desk with the panel shown on it."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.qtbot, self.live, self.selection = desk, desk.qtbot, desk.live, desk.selection
        self.settings = Settings()
        self.panel = ClaimsPanel(desk.live, desk.selection, self.settings)
        self.panel.resize(424, 832)
        desk.show(self.panel)
        desk.open()

    @property
    def numbers(self) -> list[int]:
        return [line.number for line in self.panel.model.lines]

    def choose_filter(self, name: str) -> None:
        self.panel.chips.choose(name)
        self.desk.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.panel.focus_list()
        self.qtbot.keyClick(self.panel.table, key, modifier)
        self.desk.settle()

    def place(self, row: int) -> QPoint:
        """Where a card is."""
        return self.panel.table.visualRect(self.panel.model.index(row, 0)).center()

    def click(self, row: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        viewport = self.panel.table.viewport()
        self.qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, modifier, self.place(row))
        self.desk.settle()
