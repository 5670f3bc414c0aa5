"""The shadow of what floats: under its frame wherever that goes, darkest beside it, the same on every side."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFrame, QWidget
from pytestqt.qtbot import QtBot

from factcheck.ui.shadow import Shadow, _blurred


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    page.resize(600, 500)
    qtbot.addWidget(page)
    page.show()
    return page


def test_it_goes_where_its_frame_goes(page: QWidget, qtbot: QtBot) -> None:
    frame = QFrame(page)
    frame.setGeometry(100, 80, 300, 200)
    shadow = Shadow(frame, blur=20, drop=6, alpha=80)
    assert not shadow.isVisible()
    frame.show()
    assert shadow.isVisible()
    assert shadow.geometry() == QRect(80, 66, 340, 240)
    frame.setGeometry(10, 20, 200, 100)
    assert shadow.geometry() == QRect(-10, 6, 240, 140)
    frame.raise_()
    order = [child for child in page.children() if isinstance(child, QWidget)]
    assert order.index(shadow) == order.index(frame) - 1
    frame.hide()
    assert not shadow.isVisible()


def test_it_goes_with_its_frame_to_another_page_and_for_good(page: QWidget, qtbot: QtBot) -> None:
    other = QWidget(page)
    frame = QFrame(page)
    shadow = Shadow(frame, blur=20, drop=6, alpha=80)
    gone: list[bool] = []
    shadow.destroyed.connect(lambda: gone.append(True))
    frame.setParent(other)
    assert shadow.parentWidget() is other
    frame.deleteLater()
    qtbot.waitUntil(lambda: gone == [True])


@pytest.mark.parametrize(("width", "height", "ratio"), [(193, 193, 1.0), (150, 61, 1.0), (150, 61, 1.5)])
def test_it_is_dark_beside_the_frame_and_fades_alike_on_every_side(width: int, height: int, ratio: float) -> None:
    image = _blurred(width, height, 48 if height > 100 else 16, 80, ratio).toImage()
    wide, high = image.width(), image.height()
    assert (wide, high) == (round(width * ratio), round(height * ratio))

    def dark(x: int, y: int) -> int:
        return image.pixelColor(x, y).alpha()

    middle = [dark(x, high // 2) for x in range(wide)]
    assert middle == middle[::-1]
    assert middle[: wide // 2] == sorted(middle[: wide // 2])
    assert [dark(wide // 2, y) for y in range(high)] == [dark(wide // 2, high - 1 - y) for y in range(high)]
    assert dark(0, 0) == 0
    assert max(middle) >= 75


def test_a_large_frame_is_shadowed_as_a_small_one(page: QWidget) -> None:
    frame = QFrame(page)
    frame.setGeometry(60, 60, 480, 400)
    shadow = Shadow(frame, blur=20, drop=0, alpha=200)
    frame.show()
    page.setStyleSheet("background: white")
    shown = shadow.grab().toImage()
    across = [shown.pixelColor(x, 200).value() for x in range(80)]
    assert across == [shown.pixelColor(shown.width() - 1 - x, 200).value() for x in range(80)]
    assert across[:40] == sorted(across[:40], reverse=True), "ever darker towards the frame"
    assert len({shown.pixelColor(x, 200).value() for x in range(90, 400)}) == 1, "the same all along"
