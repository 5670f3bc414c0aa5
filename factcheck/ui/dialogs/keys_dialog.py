"""The key map: every action by group with its key; searched, printed, and changed by pressing a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from factcheck.text.folding import folded
from factcheck.translation import _
from factcheck.ui.dialogs.asking import accepted
from factcheck.ui.dialogs.key_dialog import KeyDialog
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.forms.elided import Elided
from factcheck.ui.forms.tab_order import order_tabs
from factcheck.ui.key_map import as_html, give, in_words, remapped
from factcheck.ui.mirroring import inset
from factcheck.ui.palette import caps_of
from factcheck.ui.widgets import GhostButton, KeyCap, label, make_clearable

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from factcheck.settings import Settings
    from factcheck.ui.actions import Action

# Words, keys, and the id of the action; "" where the key belongs to the article and stays.
Line = tuple[str, tuple[str, ...], str]


class KeysDialog(QDialog):
    """Lists the keys of ``own`` (the actions with their usual keys) as ``settings`` change them."""

    keys_changed = Signal()

    def __init__(self, own: Sequence[Action], settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own, self._settings = list(own), settings
        self.setWindowTitle(_("All keys"))
        self.resize(820, 760)
        self.sought = LineBox()
        self.sought.setPlaceholderText(_("Find a key or what it does"))
        self.sought.setAccessibleName(self.sought.placeholderText())
        make_clearable(self.sought)
        self.sought.textChanged.connect(lambda _words: self.show_lines())
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its lines have the focus
        self.area.viewport().setAutoFillBackground(False)
        self.reset = GhostButton(_("All usual keys"), pressed=self.on_reset)
        self.printing = GhostButton(_("Print…"), pressed=self.on_print)
        foot = dialog_foot((self.reset, self.printing), (GhostButton(_("Close"), pressed=self.reject),), enter=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.sought)
        column.addWidget(self.area, 1)
        said = _("Press a line to change its key. Characters act only in the article and the list of claims.")
        if not settings.letters:
            said = _("Press a line to change its key. Characters are switched off in the settings.")
        column.addWidget(label(said, 12, tone="secondary", wrap=True))
        column.addLayout(foot)
        self.lines: list[Line] = []
        self.rows: dict[str, KeyRow] = {}
        self.show_lines()
        self.sought.setFocus()

    def groups(self) -> dict[str, list[Line]]:
        """The lines by group, as the keys are now."""
        groups: dict[str, list[Line]] = {}
        for action in self._actions():
            groups.setdefault(action.group, []).append((action.words, caps_of(action.keys), action.id))
        groups[_("Words in the article")] = [
            (_("Take more or fewer words"), ("Shift", "← →"), ""),
            (_("Take exact letters"), ("Shift", "Alt", "← →"), ""),
            (_("Take the words under the mouse"), (_("drag"),), ""),
            (_("Back to the article"), ("Esc",), ""),
        ]
        return groups

    def _actions(self) -> list[Action]:
        return remapped(self._own, self._settings.keys, letters=self._settings.letters)

    def show_lines(self) -> None:
        """Show what fits the words that are sought; with none, what has a key or could have one."""
        wanted = folded(self.sought.text()).split()
        groups = {
            name: [
                line
                for line in lines
                if all(word in folded(f"{name} {line[0]} {' '.join(line[1])}") for word in wanted)
            ]
            for name, lines in self.groups().items()
        }
        shown = [(name, lines) for name, lines in groups.items() if lines]
        self.lines = [line for _name, lines in shown for line in lines]
        self.rows = {}
        at = self.area.verticalScrollBar().value()
        page = QWidget()
        page.setAutoFillBackground(False)
        columns = QHBoxLayout(page)
        inset(columns, 0, 4, 12, 4)
        columns.setSpacing(28)
        for part in _halves(shown):
            columns.addLayout(self._column(part), 1)
        self.area.setWidget(page)
        self.area.verticalScrollBar().setValue(at)
        self.reset.setEnabled(bool(self._settings.keys))
        order_tabs(self)

    def _column(self, groups: Iterable[tuple[str, list[Line]]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        for name, lines in groups:
            heading = label(name, 12, 600, "secondary")
            inset(heading, 8, 0, 0, 3)
            column.addWidget(heading)
            for words, keys, action_id in lines:
                row = KeyRow(words, keys, changed=action_id in self._settings.keys)
                row.setEnabled(bool(action_id))
                row.clicked.connect(partial(self._change, action_id))
                self.rows[action_id or words] = row
                column.addWidget(row)
            column.addSpacing(12)
        column.addStretch(1)
        return column

    def _change(self, action_id: str, _checked: bool = False) -> None:
        actions = self._actions()
        action = next(one for one in actions if one.id == action_id)
        own = next(one for one in self._own if one.id == action_id)
        dialog = KeyDialog(action, own, actions, self)
        if accepted(dialog):
            self._take(give(self._own, self._settings.keys, action_id, dialog.keys))
            if action_id in self.rows:
                self.rows[action_id].setFocus()

    def on_reset(self) -> None:
        """Give every action its usual key again."""
        self._take({})

    def _take(self, keys: dict[str, list[str]]) -> None:
        self._settings.keys = keys
        self.show_lines()
        self.keys_changed.emit()

    def on_print(self) -> None:
        """Ask for a printer, and print what has a key."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if accepted(QPrintDialog(printer, self)):
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the map, without what has no key."""
        usual = {action.id: in_words(action.keys) for action in self._actions()}
        document = QTextDocument()
        document.setHtml(
            as_html(
                {
                    name: [(words, usual.get(id_) or " ".join(keys)) for words, keys, id_ in lines if keys]
                    for name, lines in self.groups().items()
                }
            )
        )
        document.print_(printer)


class KeyRow(QPushButton):
    """What an action does and its keys; pressing it changes them."""

    def __init__(self, words: str, keys: Sequence[str], *, changed: bool) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setMinimumHeight(28)
        said = " ".join(keys) if keys else _("no key")
        self.setAccessibleName(f"{words}, {said}")
        row = QHBoxLayout(self)
        inset(row, 8, 2, 6, 2)
        row.setSpacing(4)
        row.addWidget(Elided(words, weight=600 if changed else 400), 1)  # words give way, keys do not
        self.setToolTip(words)
        if not keys:
            row.addWidget(label("—", tone="faint"))
        for key in keys:
            row.addWidget(KeyCap(key), 0, Qt.AlignmentFlag.AlignVCenter)


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
