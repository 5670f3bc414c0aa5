"""Asks for a few words: what is missing in a claim that is sent back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.forms.boxes import TextBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.widgets import GhostButton, PrimaryButton, label


class RemarkDialog(QDialog):
    """A box and two buttons; Ctrl+Enter sends too. ``written`` carries the words."""

    written = Signal(str)

    def __init__(self, title: str, confirm: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.box = TextBox(3)
        self.box.setPlaceholderText(hint)
        self.box.setAccessibleName(hint)
        self.box.textChanged.connect(self.on_text_changed)
        self.confirm = PrimaryButton(confirm, pressed=self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(title, 15, 600, wrap=True))
        column.addWidget(self.box)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.confirm)))
        self.on_text_changed()
        self.box.setFocus()

    def on_text_changed(self) -> None:
        """Only words can be sent."""
        self.confirm.setEnabled(bool(self.box.toPlainText().strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)

    def accept(self) -> None:
        words = self.box.toPlainText().strip()
        if words:
            self.written.emit(words)
            super().accept()
