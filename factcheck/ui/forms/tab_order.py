"""The order in which Tab goes through widgets: that of their places in the layouts, also where rows come and go."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QGridLayout,
    QLayout,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QWidget,
)


def order_tabs(root: QWidget) -> None:
    """Let Tab go through everything below ``root`` in the order in which it is laid out."""
    chain = list(focusable(root))
    passed_over = [widget for widget in chain if not widget.focusPolicy()]
    for widget in passed_over:  # Qt chains only what can have the focus
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for previous, widget in pairwise(chain):
        QWidget.setTabOrder(previous, widget)
    for widget in passed_over:
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def focusable(root: QWidget) -> Iterator[QWidget]:
    """The widgets that Tab stops at, in the order of the layouts; of a choice of one, each that it may stop at."""
    one_of = isinstance(root, QAbstractButton) and root.autoExclusive()
    if one_of or root.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield root
    if isinstance(root, QScrollArea):
        inner = root.widget()
        if inner is not None:
            yield from focusable(inner)
    elif isinstance(root, QSplitter):
        for position in range(root.count()):
            part = root.widget(position)
            if part is not None:
                yield from focusable(part)
    else:
        layout = root.layout()
        if layout is not None:
            yield from _in_layout(layout)
        elif not isinstance(root, QAbstractScrollArea):
            # Not ``children``: wrapping whatever else hangs there for the first time takes long.
            parts = root.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            placed_by_hand = (part for part in parts if not part.isWindow())
            for placed in sorted(placed_by_hand, key=lambda part: (part.y(), part.x())):  # in a row
                yield from focusable(placed)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    order = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places: list[Any] = [layout.getItemPosition(position) for position in order]
        order.sort(key=lambda position: places[position][:2])
    if isinstance(layout, QStackedLayout):
        current = layout.currentWidget()
        if current is not None:
            yield from focusable(current)
        return
    for position in order:
        item = layout.itemAt(position)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield from focusable(widget)
        elif inner is not None:
            yield from _in_layout(inner)
