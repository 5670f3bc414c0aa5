"""A button that unfolds something, and tells a screen reader whether that is expanded or collapsed.

Qt's own buttons have no such state; an interface of ours brings it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleStateChangeEvent
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from factcheck.ui.widgets import GhostButton

_PRESS: Final = "Press"  # the name by which Qt and screen readers know it, in every language


class UnfoldButton(GhostButton):
    """Asks by ``pressed`` to unfold or fold; what it shows is told to it."""

    def __init__(self, *, pressed: Callable[[], object]) -> None:
        super().__init__("", pressed=pressed, px=12)
        self.unfolded = False
        _install()

    def tell(self, *, unfolded: bool) -> None:
        """Say how things stand."""
        if unfolded is not self.unfolded:
            self.unfolded = unfolded
            if QAccessible.isActive():
                state = QAccessible.State()
                state.expanded = state.collapsed = True
                QAccessible.updateAccessibility(QAccessibleStateChangeEvent(self, state))


class _Spoken(QAccessibleWidget):
    def __init__(self, button: UnfoldButton) -> None:
        super().__init__(button, QAccessible.Role.Button)
        self._button = button

    def state(self) -> QAccessible.State:
        state = super().state()
        if isValid(self._button):
            state.expandable = True
            state.expanded, state.collapsed = self._button.unfolded, not self._button.unfolded
        return state

    def text(self, kind: QAccessible.Text) -> str:
        return super().text(kind) or (self._button.text() if kind is QAccessible.Text.Name else "")

    def actionNames(self) -> list[str]:
        return [_PRESS, *super().actionNames()] if self._button.isEnabled() else []

    def doAction(self, name: str) -> None:
        if name == _PRESS:
            self._button.click()
        else:
            super().doAction(name)


# Qt deletes an interface with its widget; until then Python has to keep it.
_kept: list[_Spoken] = []


def _spoken(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, UnfoldButton):
        return None
    _kept[:] = [one for one in _kept if isValid(one)]
    _kept.append(_Spoken(thing))
    return _kept[-1]


@cache
def _install() -> None:
    QAccessible.installFactory(_spoken)
