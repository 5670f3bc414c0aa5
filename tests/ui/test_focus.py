"""The keyboard: what has the focus shows it by a ring that can be seen, Tab reaches all of it and is never caught."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from factcheck.ui import going
from factcheck.ui import theme as themes
from tests.ui.contrasts import contrast
from tests.ui.visiting import drafts_project, statements_project, visit
from tests.ui.windows import desk

LEAST = 3.0  # WCAG 2.2, 1.4.11 and 2.4.13
MOST_STEPS = 150


def stops(root: QWidget) -> list[QWidget]:
    """What Tab stops at in a window, from where it begins, until it comes round or stays."""
    root.activateWindow()
    met: list[QWidget] = []
    for _step in range(MOST_STEPS):
        QTest.keyClick(QApplication.focusWidget() or root, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is None or here in met:
            break
        met.append(here)
    return met


def ring(widget: QWidget) -> tuple[int, float]:
    """How many pixels the focus changes in and around a widget, and how strong the strongest of them stands out."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget)
        area = area.parentWidget()

    window = widget.window()
    QApplication.processEvents()
    frame = widget.rect().translated(widget.mapTo(window, QPoint())).adjusted(-3, -3, 3, 3)
    frame = frame.intersected(window.rect())

    def picture() -> QImage:
        QApplication.processEvents()
        return window.grab(frame).toImage()

    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    focused = picture()
    widget.clearFocus()
    plain = picture()
    if not isValid(widget):  # the list that Tab went through has made its row anew
        return 1_000, 21.0
    count, best = 0, 1.0
    told: dict[tuple[int, int], float] = {}
    for y in range(focused.height()):
        for x in range(focused.width()):
            one, two = focused.pixel(x, y), plain.pixel(x, y)
            if one != two:
                if (one, two) not in told:
                    told[one, two] = contrast(focused.pixelColor(x, y).name(), plain.pixelColor(x, y).name())
                if told[one, two] >= LEAST:
                    count += 1
                best = max(best, told[one, two])
    return count, best


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("make", [statements_project, drafts_project])
def test_focus_is_seen_and_goes_round(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, make: Callable[[Path], Path], dark: bool
) -> None:
    themes.apply_theme(qapp, themes.DARK if dark else themes.LIGHT)
    unseen: list[str] = []
    met: set[str] = set()
    with desk(qtbot) as at:

        def look(widget: QWidget, name: str) -> None:
            if isinstance(widget, QMenu):
                return
            for stop in stops(widget):
                if not isValid(stop) or not stop.isVisible() or not stop.isEnabled():  # since Tab went on
                    continue
                kind = f"{type(stop).__name__} “{stop.accessibleName() or getattr(stop, 'text', str)()}”"
                if kind in met:
                    continue
                met.add(kind)
                # As many pixels as a line of two along a small button at least.
                least = 2 * min(stop.width(), 24)
                count, best = ring(stop)
                if count < least:
                    unseen.append(f"{name}: {kind}: {count} pixels, at most {best:.1f}:1")

        visit(at, make(tmp_path), look)
    themes.apply_theme(qapp, themes.LIGHT)
    print(len(met))
    assert not unseen, "\n".join(unseen)


def test_tab_goes_as_one_reads(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with desk(qtbot) as at:
        at.open(statements_project(tmp_path))
        window = at.window
        window.pane.view.setFocus()
        going.step_claim(window, 1)
        at.settle()
        window.header.sidebar.setFocus()
        met = stops(window)
        first = met.index(window.header.sidebar)
        met = [*met[first:], *met[:first]]
        parts = (window.header, window.sidebar, window.pane.toolbar, window.pane.view, window.claims)
        order = [next((n for n, part in enumerate(parts) if part is one or part.isAncestorOf(one)), -1) for one in met]
        assert order == sorted(order), "header, sidebar, tools, text, claims"
        assert set(order) == set(range(len(parts)))
        places = [met.index(one) for one in (window.claims.chips.chips["all"], window.claims.table)]
        inside = met.index(window.claims.inspector.head.status)
        assert [*places, inside] == sorted([*places, inside])
