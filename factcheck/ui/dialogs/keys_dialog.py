"""The key map: every action that has a key, by group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.palette import caps_of
from factcheck.ui.widgets import KeyCap, label

if TYPE_CHECKING:
    from factcheck.ui.actions import Action

Line = tuple[str, tuple[str, ...]]


class KeysDialog(QDialog):
    """Lists the keys; ``letters`` says whether single keys are switched on."""

    def __init__(self, actions: Sequence[Action], *, letters: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("All keys"))
        self.resize(780, 740)
        groups: dict[str, list[Line]] = {}
        for action in actions:
            if action.keys and (letters or not action.letter):
                groups.setdefault(action.group, []).append((action.words, caps_of(action.keys)))
        groups[_("Words in the article")] = [
            (_("Take more or fewer words"), ("Shift", "← →")),
            (_("Take exact letters"), ("Shift", "Alt", "← →")),
            (_("Take the words under the mouse"), (_("drag"),)),
            (_("Back to the article"), ("Esc",)),
        ]
        self.lines = [line for lines in groups.values() for line in lines]
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(4, 4, 16, 4)
        columns.setSpacing(40)
        named = list(groups.items())
        for part in _halves(named):
            columns.addLayout(_column(part), 1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.addWidget(scroll, 1)
        if not letters:
            column.addWidget(
                label(_("Single letters and digits are switched off in the settings."), 12, tone="secondary")
            )
        column.addWidget(buttons)


def _halves(groups: list[tuple[str, list[Line]]]) -> tuple[list[tuple[str, list[Line]]], list[tuple[str, list[Line]]]]:
    """The groups in two columns of about the same height."""
    total = sum(len(lines) + 2 for _name, lines in groups)
    height, at = 0, len(groups)
    for position, (_name, lines) in enumerate(groups):
        if height + len(lines) / 2 >= total / 2:
            at = position
            break
        height += len(lines) + 2
    return groups[:at], groups[at:]


def _column(groups: Iterable[tuple[str, list[Line]]]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    for name, lines in groups:
        column.addWidget(label(name, 12, 600, "secondary"))
        grid = QGridLayout()
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        for row, (words, keys) in enumerate(lines):
            grid.addWidget(label(words), row, 0)
            caps = QHBoxLayout()
            caps.setSpacing(4)
            for key in keys:
                caps.addWidget(KeyCap(key))
            grid.addLayout(caps, row, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)
        column.addSpacing(10)
    column.addStretch(1)
    return column
