"""The backups of the project: when each was made and why, what it holds, and what was written since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from factcheck.locales import labelled, listed, short_time
from factcheck.translation import _, ngettext
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.widgets import GhostButton, PrimaryButton, label

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.project.restoring import Kept

ROW: Final = 32
MOST_NAMES: Final = 3


class BackupsDialog(QDialog):
    """The dialog; accepted, ``backup`` is what to go back to."""

    def __init__(self, kept: Sequence[Kept], profile: str, parent: QWidget) -> None:
        from factcheck.project.backups import OTHER

        super().__init__(parent)
        self.setWindowTitle(_("Go back to a backup"))
        self.setMinimumWidth(640)
        self._kept, self._profile = kept, profile
        self.list = QListWidget()
        self.list.setAccessibleName(_("Backups"))
        self.list.setObjectName("outline")
        self.list.setProperty("frame", True)
        self.list.setMinimumHeight(min(len(kept), 10) * ROW + 8)
        for one in kept:
            item = QListWidgetItem(self._line(one))
            item.setSizeHint(QSize(0, ROW))
            if one.claims is None:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.list.addItem(item)
        self.preview = label("", 13, 400, wrap=True)
        self.preview.setMinimumHeight(40)
        self.confirm = PrimaryButton(_("Go back"), pressed=self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        when = _("One is made each day of work, before a copy is brought in, before an upgrade and before going back.")
        column.addWidget(label(when, 12, 400, "secondary", wrap=True))
        column.addWidget(self.list, 1)
        column.addWidget(self.preview)
        cancel = GhostButton(_("Cancel"), pressed=self.reject)
        column.addLayout(dialog_foot((), (cancel, self.confirm)))
        self.list.currentRowChanged.connect(self.on_chosen)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept() if self.confirm.isEnabled() else None)
        # One of another copy is never gone back to by a mere press of Enter.
        sound = [row for row, one in enumerate(kept) if one.claims is not None and one.backup.whose != OTHER]
        self.list.setCurrentRow(sound[0] if sound else -1)
        self.on_chosen()
        (self.list if sound else cancel).setFocus()  # a list that gets the focus chooses its first row

    @property
    def backup(self) -> Path:
        """The chosen backup."""
        return self._kept[self.list.currentRow()].backup.path

    def on_chosen(self) -> None:
        """Say what going back to the chosen one would mean."""
        one = self._kept[self.list.currentRow()] if self.list.currentRow() >= 0 else None
        self.confirm.setEnabled(one is not None and one.claims is not None and one.since > 0)
        self.preview.setText("" if one is None else _told(one))

    def _line(self, one: Kept) -> str:
        from factcheck.project.backups import reason_in_words, whose_in_words

        moment = short_time(one.backup.made_at)
        if one.claims is None:
            holds = _("damaged")
        elif self._profile == "drafts":
            holds = ngettext("{n} fact", "{n} facts", one.claims).format(n=one.claims)
        else:
            holds = ngettext("{n} claim", "{n} claims", one.claims).format(n=one.claims)
        parts = (moment, reason_in_words(one.backup.why), whose_in_words(one.backup.whose), holds)
        return " · ".join(part for part in parts if part)


def _told(one: Kept) -> str:
    if one.claims is None:
        return _("This backup is damaged and cannot be gone back to.")
    if not one.since:
        return _("Nothing was written since: the project is as it was then.")
    since = ngettext("{n} edit was made since.", "{n} edits were made since.", one.since).format(n=one.since)
    names = listed([author or _("Somebody") for author in one.authors[:MOST_NAMES]])
    more = len(one.authors) - MOST_NAMES
    if more > 0:
        names = ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=names, n=more)
    kept = _("What stands there now is kept as a backup, so there is a way back from going back.")
    return f"{labelled(names, since)} {kept}"
