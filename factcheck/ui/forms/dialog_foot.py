"""The last row of a dialog: what removes or adds stands at its left, what ends it at its right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton


def dialog_foot(left: Sequence[QPushButton], right: Sequence[QPushButton]) -> QHBoxLayout:
    """A row of buttons; the last one at the right is what Enter presses."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in left:
        row.addWidget(button)
    row.addStretch()
    for button in right:
        row.addWidget(button)
    for button in (*left, *right):
        button.setFixedHeight(32)
    if right:
        right[-1].setDefault(True)
    return row
