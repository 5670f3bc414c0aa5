"""The head of the inspector: which claim, how far it is, and the menu of what else can be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from factcheck.translation import _
from factcheck.ui.forms.conflict_card import clear_layout
from factcheck.ui.mirroring import inset
from factcheck.ui.presence import here
from factcheck.ui.widgets import Avatar, GhostButton, IconButton, label
from factcheck.ui.words import phrase, status_words, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.domain.records import Claim
    from factcheck.ui.presence import Colleague

MOST_FACES: Final = 2


class ClaimHead(QWidget):
    """"Claim 4 · in review"; the status is a button with a menu. Review and approval are asked for by signals."""

    status_chosen = Signal(str)
    review_wanted = Signal()
    approve_wanted = Signal()
    assign_wanted = Signal()
    query_wanted = Signal()
    highlight_wanted = Signal()
    remove_wanted = Signal()
    field_wanted = Signal()
    history_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._profile, self._status = "statements", ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.title = label("", 13, 600)
        row.addWidget(self.title)
        row.addSpacing(4)
        row.addWidget(label("·", 12, 500, "secondary"))
        self.status = GhostButton("", px=12)
        self.status.setProperty("plain", True)
        self.status.setProperty("small", True)
        self.status.setFixedHeight(24)
        self.status.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.status.clicked.connect(lambda _checked=False: self.offer_statuses())
        row.addWidget(self.status)
        self.was = label("", 12, 500, "warn")
        inset(self.was, 4, 0, 0, 0)
        self.was.hide()
        row.addWidget(self.was)
        row.addStretch()
        self._faces = QHBoxLayout()
        self._faces.setSpacing(3)
        row.addLayout(self._faces)
        self.here = label("", 12, 500, "secondary")
        inset(self.here, 4, 0, 6, 0)
        self.here.hide()
        row.addWidget(self.here)
        self.history = IconButton("history", _("History"), key="Shift+H", size=16, side=26)
        self.history.clicked.connect(lambda _checked=False: self.history_wanted.emit())
        row.addWidget(self.history)
        self.more = IconButton("ellipsis", _("What else can be done"), size=16, side=26)
        self.more.clicked.connect(lambda _checked=False: self.offer_more())
        row.addWidget(self.more)

    def show_claim(self, claim: Claim, number: int, profile: str, was: str = "") -> None:
        """Show which claim it is, its status, and ``was``: the verdict that it had before its words changed."""
        self._profile, self._status = profile, claim.status
        self.title.setText(phrase(profile, "claim number", n=number))
        words = status_words(profile, claim.status)
        self.status.setText(words)
        self.was.setText(was)
        self.was.setVisible(bool(was))
        self.status.setAccessibleName(_("Status: {status}").format(status=words))

    def show_present(self, colleagues: Sequence[Colleague]) -> None:
        """Show who else has the claim open."""
        clear_layout(self._faces)
        for colleague in colleagues[:MOST_FACES]:
            self._faces.addWidget(Avatar(colleague.initials, colleague.name, 20))
        self.here.setText(here(colleagues))
        self.here.setVisible(bool(colleagues))

    def offer_statuses(self) -> QMenu:
        """Show the statuses."""
        from factcheck.domain.records import CLAIM_STATUSES

        menu = self._menu()
        for status in CLAIM_STATUSES:
            action = menu.addAction(status_words(self._profile, status))
            action.setCheckable(True)
            action.setChecked(status == self._status)
            action.triggered.connect(partial(self._choose, status))
        menu.popup(self.status.mapToGlobal(self.status.rect().bottomLeft()))
        return menu

    def _choose(self, status: str, _checked: bool = False) -> None:
        if status == self._status:
            return
        # These two are asked of, or given by, somebody: a status alone would not tell by whom.
        if status == "in review":
            self.review_wanted.emit()
        elif status == "signed off":
            self.approve_wanted.emit()
        else:
            self.status_chosen.emit(status)

    def offer_more(self) -> QMenu:
        """Show what else can be done."""
        menu = self._menu()
        menu.addAction(_("Add field…")).triggered.connect(self.field_wanted)
        menu.addAction(_("Ask a question…")).triggered.connect(self.query_wanted)
        menu.addAction(_("Send to review…")).triggered.connect(self.review_wanted)
        menu.addAction(_("Assign to…")).triggered.connect(self.assign_wanted)
        menu.addAction(word(self._profile, "add highlight")).triggered.connect(self.highlight_wanted)
        menu.addSeparator()
        menu.addAction(word(self._profile, "remove")).triggered.connect(self.remove_wanted)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        return menu

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
