"""Asks for the passphrase of a copy that came encrypted."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.mirroring import turned
from factcheck.ui.widgets import GhostButton, PrimaryButton, label


class PassphraseDialog(QDialog):
    """The dialog; accepted, ``passphrase`` is the answer. ``said`` is what was wrong with the one before."""

    def __init__(self, name: str, said: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Encrypted copy"))
        self.setMinimumWidth(440)
        self.box = LineBox()
        self.box.setEchoMode(LineBox.EchoMode.Password)
        self.box.setAccessibleName(_("Passphrase"))
        self.box.setPlaceholderText(_("Passphrase"))
        self.box.textChanged.connect(self.on_typed)
        self.confirm = PrimaryButton(_("Decrypt"), pressed=self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(turned(name), 15, 600, wrap=True))
        column.addWidget(
            label(_("This copy is encrypted. Whoever sent it knows the passphrase."), 13, 400, "secondary", wrap=True)
        )
        if said:
            column.addWidget(label(said, 12, 500, "bad", wrap=True))
        column.addWidget(self.box)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.confirm)))
        self.on_typed()
        self.box.setFocus()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.box.text()

    def on_typed(self) -> None:
        """Nothing opens with nothing."""
        self.confirm.setEnabled(bool(self.box.text()))
