"""Asks for the key of one action: press it, or choose none, or the usual one; conflicts are told before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.fonts import font
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.key_map import in_words, is_kept, is_single, owner
from factcheck.ui.widgets import GhostButton, PrimaryButton, label

if TYPE_CHECKING:
    from factcheck.ui.actions import Action

_MODIFIERS: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown}
)
_LEAVING: Final = frozenset(
    {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
)


class KeyField(QLineEdit):
    """Takes the next key that is pressed; Tab, Enter and Esc do what they always do."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFont(font(16, 500))
        self.setFixedHeight(44)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setPlaceholderText(_("Press the new key"))
        self.setAccessibleName(self.placeholderText())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _LEAVING:
            event.ignore()
        elif key not in _MODIFIERS:
            self.pressed.emit(_sequence(event))


def _sequence(event: QKeyEvent) -> str:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    sign = chr(event.key()) if event.key() < 0x10000 else ""
    # Shift only makes the sign: "?" is no "Shift+?".
    if sign and not sign.isalpha() and held == Qt.KeyboardModifier.ShiftModifier:
        held = Qt.KeyboardModifier.NoModifier
    return QKeySequence(held.value | event.key()).toString()


class KeyDialog(QDialog):
    """``keys`` are those that were chosen: one, none, or the action's own."""

    def __init__(self, action: Action, own: Action, actions: Sequence[Action], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action, self._own, self._actions = action, own, actions
        self.keys = list(action.keys)
        self.setWindowTitle(_("Change a key"))
        self.setMinimumWidth(500)
        self.field = KeyField()
        self.field.setText(in_words(action.keys))
        self.field.pressed.connect(self.on_pressed)
        self.note = label("", 12, tone="secondary", wrap=True)
        self.note.setMinimumHeight(34)
        self.set = PrimaryButton(_("Set"), pressed=self.accept)
        self.off = GhostButton(_("No key"), pressed=lambda: self._choose([]))
        self.usual = GhostButton(_("The usual key"), pressed=lambda: self._choose(list(own.keys)))
        self.usual.setToolTip(in_words(own.keys) or _("none"))
        self.usual.setEnabled(list(own.keys) != list(action.keys))
        self.off.setEnabled(bool(action.keys))
        self.set.setEnabled(False)
        cancel = GhostButton(_("Cancel"), pressed=self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(action.words, 14, 600, wrap=True))
        column.addWidget(self.field)
        column.addWidget(self.note)
        column.addLayout(dialog_foot((self.usual, self.off), (cancel, self.set)))
        self.field.setFocus()

    def on_pressed(self, key: str) -> None:
        """Show the key, and what giving it away would mean."""
        self.field.setText(in_words([key]))
        other = owner(self._actions, key, self._action.id)
        kept = is_kept(key)
        if kept:
            words = _("Fields, lists and the article need this key. Press another one.")
        elif other is not None:
            words = _("This is the key of “{action}”, which will have none.").format(action=other.words)
        elif is_single(key):
            words = _("A character acts only while the article or the list of claims has the focus.")
        else:
            words = ""
        self.note.setText(words)
        self.set.setEnabled(not kept)
        self.keys = [key]

    def _choose(self, keys: list[str]) -> None:
        self.keys = keys
        self.accept()
