"""Widgets in a row go on in the next line where there is no room, from the side where reading begins."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from factcheck.ui.forms.flow import Flow


def flowing(qtbot: QtBot, width: int, *, mirrored: bool = False) -> list[QRect]:
    host = QWidget()
    qtbot.addWidget(host)
    host.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    flow = Flow(spacing=10)
    host.setLayout(flow)
    boxes = [QWidget() for _n in range(4)]
    for box in boxes:
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    boxes[1].hide()
    host.resize(width, 100)
    host.show()
    assert host.heightForWidth(width) == flow.heightForWidth(width)
    return [box.geometry() for box in boxes if box.isVisible()]


def test_what_fits_stands_in_one_line(qtbot: QtBot) -> None:
    assert flowing(qtbot, 330) == [QRect(0, 0, 100, 20), QRect(110, 0, 100, 20), QRect(220, 0, 100, 20)]


def test_what_does_not_fit_goes_on_below(qtbot: QtBot) -> None:
    assert flowing(qtbot, 250) == [QRect(0, 0, 100, 20), QRect(110, 0, 100, 20), QRect(0, 30, 100, 20)]


def test_it_is_mirrored(qtbot: QtBot) -> None:
    assert flowing(qtbot, 250, mirrored=True) == [
        QRect(150, 0, 100, 20), QRect(40, 0, 100, 20), QRect(150, 30, 100, 20),
    ]  # fmt: skip
