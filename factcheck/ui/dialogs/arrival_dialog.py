"""Shows what a file would bring, before anything of it comes in: a summary, and entries that can be left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.forms.field_row import FieldRow
from factcheck.ui.reports.offering import CheckList
from factcheck.ui.widgets import GhostButton, PrimaryButton, label


class ArrivalDialog(QDialog):
    """The dialog; accepted, ``chosen`` are the values of the entries that shall come in.

    ``entries`` are values with their words, all of them chosen at first; where there are none, all comes or nothing.
    """

    def __init__(self, heading: str, words: Sequence[str], entries: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.resize(620, 480 if entries else 160)
        self.list = CheckList(_("What would come in"))
        self.list.offer(entries, [value for value, _words in entries])
        self.confirm = PrimaryButton(_("Bring in"), pressed=self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for line in words:
            column.addWidget(label(line, wrap=True))
        if entries:
            column.addWidget(FieldRow(_("What would come in"), self.list), 1)
            self.list.itemChanged.connect(lambda _item: self.confirm.setEnabled(bool(self.chosen)))
        else:
            self.list.setParent(self)
            self.list.hide()
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.confirm)))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values of the entries that shall come in."""
        return self.list.chosen
