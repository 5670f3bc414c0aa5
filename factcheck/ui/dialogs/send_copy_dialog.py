"""Asks what a copy that is sent should hold: its history or the present state alone, and whether it is encrypted."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QFormLayout, QRadioButton, QVBoxLayout, QWidget

from factcheck.translation import _, ngettext
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import GhostButton, PrimaryButton, label

INDENT: Final = 26


class SendCopyDialog(QDialog):
    """The dialog; accepted, ``history`` and ``passphrase`` ("": not encrypted) are the answers.

    ``protected`` counts the confidential and privileged sources of the project.
    """

    def __init__(self, protected: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Send a copy"))
        self.setMinimumWidth(540)
        self.whole = QRadioButton(_("With its history"))
        self.present = QRadioButton(_("Without history"))
        self.encrypted = QCheckBox(_("Encrypt with a passphrase"))
        self.first, self.second = LineBox(), LineBox()
        self.warning = label("", 12, tone="bad", wrap=True)
        self.confirm = PrimaryButton(_("Save the copy…"), pressed=self.accept)
        self._choices = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(6)
        for choice, words in (
            (
                self.whole,
                _(
                    "All that the project holds, so that it can be brought in again: who changed what and when, "
                    "earlier words and what was removed go with it."
                ),
            ),
            (
                self.present,
                _(
                    "A new project of what is there now. Nothing of who changed what, of earlier or removed words, of "
                    "earlier drafts and the files that drafts came from. It cannot be brought in again."
                )
                + " "
                + _("Its sign-offs cannot be verified there."),
            ),
        ):
            self._choices.addButton(choice)
            column.addWidget(choice)
            column.addWidget(_explained(words))
        if protected:
            told = ngettext(
                "{n} confidential or privileged source goes with either.",
                "{n} confidential or privileged sources go with either.",
                protected,
            )
            column.addWidget(label(told.format(n=protected), 12, 500, "warn", wrap=True))
            column.addSpacing(6)
        column.addWidget(self.encrypted)
        column.addWidget(
            _explained(_("In the age format. Tell the passphrase by another way; without it, nobody opens the copy."))
        )
        self.phrases = QWidget()
        form = QFormLayout(self.phrases)
        inset(form, INDENT, 0, 0, 4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, box in ((_("Passphrase"), self.first), (_("The same again"), self.second)):
            box.setEchoMode(LineBox.EchoMode.Password)
            box.textChanged.connect(self.on_changed)
            form.addRow(words, box)
        column.addWidget(self.phrases)
        column.addWidget(self.warning)
        column.addSpacing(8)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.confirm)))
        self.encrypted.toggled.connect(self.on_changed)
        self.whole.setChecked(True)
        self.on_changed()

    @property
    def history(self) -> bool:
        """Whether the history goes with it."""
        return self.whole.isChecked()

    @property
    def passphrase(self) -> str:
        """What it is encrypted with; empty where it is not."""
        return self.first.text() if self.encrypted.isChecked() else ""

    def on_changed(self) -> None:
        """Ask for the passphrase where there is to be one; go on once it was typed twice alike."""
        wanted, first, second = self.encrypted.isChecked(), self.first.text(), self.second.text()
        self.phrases.setVisible(wanted)
        differ = wanted and bool(second) and not first.startswith(second)
        self.warning.setText(_("The two passphrases differ.") if differ else "")
        self.warning.setVisible(differ)
        self.confirm.setEnabled(not wanted or bool(first and first == second))


def _explained(words: str) -> QWidget:
    told = label(words, 12, 400, "secondary", wrap=True)
    inset(told, INDENT, 0, 0, 6)
    return told
