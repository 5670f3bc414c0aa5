"""The last row of a dialog: what removes or adds stands at its left, what ends it at its right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton


def dialog_foot(left: Sequence[QPushButton], right: Sequence[QPushButton], *, enter: bool = True) -> QHBoxLayout:
    """A row of buttons; the last one at the right is what Enter presses, unless ``enter`` says that none is.

    What goes on stands last and what gives up before it, the same on every system.
    """
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in left:
        row.addWidget(button)
    row.addStretch()
    for button in right:
        row.addWidget(button)
    for button in (*left, *right):
        button.setFixedHeight(32)
    if right and enter:
        right[-1].setDefault(True)
    return row
