"""Every control tells a screen reader what it is, what it is called and how it stands, in every part of the window."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

import factcheck.ui
from factcheck.ui.main_window import MainWindow
from factcheck.ui.shadow import Shadow
from tests.ui.visiting import drafts_project, statements_project, visit
from tests.ui.windows import desk

ROLE = QAccessible.Role
# What must have a name: all that can be operated or read.
NAMED = {
    ROLE.Button, ROLE.ButtonMenu, ROLE.CheckBox, ROLE.RadioButton, ROLE.ComboBox, ROLE.EditableText, ROLE.SpinBox,
    ROLE.List, ROLE.ListItem, ROLE.Table, ROLE.Cell, ROLE.Tree, ROLE.TreeItem, ROLE.MenuItem, ROLE.PageTab, ROLE.Link,
    ROLE.Slider, ROLE.StaticText, ROLE.Dialog, ROLE.Window,
}  # fmt: skip
# What Qt calls a widget of which it knows nothing.
UNKNOWN = {ROLE.Client, ROLE.NoRole}
MOST_ROWS = 30


def faults(root: QWidget) -> list[str]:
    """What is wrong in all that is shown below a widget, one line each."""
    return list(_faults(QAccessible.queryAccessibleInterface(root), ""))


def _faults(found: QAccessibleInterface, where: str) -> Iterator[str]:
    # Qt's stubs do not say that there may be no object behind it.
    state, role, thing = found.state(), found.role(), cast("QObject | None", found.object())
    name = found.text(QAccessible.Text.Name).strip()
    if state.invisible:
        return
    here = f"{where}/{type(thing).__name__ if thing is not None else role.name}"
    blank = isinstance(thing, QLabel) and not thing.text()
    if role in NAMED and not name and not blank:
        yield f"{here}: {role.name} without a name"
    if isinstance(thing, QWidget):
        scrolled = isinstance(thing, QScrollArea) and bool(name)  # keys scroll it; what it holds has roles
        if thing.focusPolicy() & Qt.FocusPolicy.TabFocus and role in UNKNOWN and thing.isEnabled() and not scrolled:
            yield f"{here}: can have the focus and has no role"
        if bool(state.disabled) is thing.isEnabled():
            yield f"{here}: does not tell whether it can be used"
        told = state.checked or state.selected or found.text(QAccessible.Text.Description)
        if thing.property("chosen") and not told:
            yield f"{here}: does not tell that it is chosen"
        own = type(thing).__module__.startswith("factcheck.") and "paintEvent" in vars(type(thing))
        own = own and not isinstance(thing, Shadow)  # it says nothing that its frame does not
        if own and role in UNKNOWN and not name and not found.childCount():
            yield f"{here}: paints itself and has no name"
    for number in range(min(found.childCount(), MOST_ROWS)):
        child = cast("QAccessibleInterface | None", found.child(number))
        if child is not None and child.isValid():
            yield from _faults(child, here)


@pytest.mark.parametrize("make", [statements_project, drafts_project])
def test_everything_shown_has_name_role_and_state(qtbot: QtBot, tmp_path: Path, make: object, home: Path) -> None:
    assert callable(make)
    seen: set[str] = set()
    found: list[str] = []

    def look(widget: QWidget, name: str) -> None:
        QApplication.processEvents()
        seen.add(type(widget).__name__)
        found.extend(f"{name}: {fault}" for fault in faults(widget))

    with desk(qtbot) as at:
        visit(at, make(tmp_path), look)
    assert not found, "\n".join(dict.fromkeys(found))
    assert MainWindow.__name__ in seen
    if make is statements_project:
        unseen = sorted(_dialogs() - seen)
        assert not unseen, f"dialogs that no test looks at: {unseen}"


def _dialogs() -> set[str]:
    """The dialogs of the program."""
    for module in pkgutil.walk_packages(factcheck.ui.__path__, "factcheck.ui."):
        importlib.import_module(module.name)

    def below(kind: type[QDialog]) -> Iterator[type[QDialog]]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    own = [kind for kind in below(QDialog) if kind.__module__.startswith("factcheck.")]
    return {kind.__name__ for kind in own if not kind.__subclasses__()}
