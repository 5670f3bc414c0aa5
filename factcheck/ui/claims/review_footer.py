"""The foot of the inspector: with whom the claim is, what can be answered, and the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from factcheck.locales import short_time
from factcheck.settings import initials_of
from factcheck.translation import _
from factcheck.ui.forms.conflict_card import first_name
from factcheck.ui.forms.elided import Elided
from factcheck.ui.widgets import Avatar, GhostButton, PrimaryButton
from factcheck.ui.words import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from factcheck.domain.records import Claim, Review

_GAP: Final = 8  # pixels between the parts of a row


class ReviewFooter(QWidget):
    """"With Jonas since 13:40". The buttons ask by signals; ``next`` goes on to the next unchecked claim."""

    send_wanted = Signal()
    withdraw_wanted = Signal()
    approve_wanted = Signal()
    send_back_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.avatar = Avatar("", side=22)
        self.said = Elided("", 12, tone="secondary")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.send = GhostButton(_("Send to review"), pressed=self.send_wanted.emit)
        self.withdraw = GhostButton(_("Withdraw"), pressed=self.withdraw_wanted.emit)
        self.send_back = GhostButton(_("Send back…"), pressed=self.send_back_wanted.emit)
        self.approve = PrimaryButton("", "check", pressed=self.approve_wanted.emit)
        self.next = PrimaryButton(_("Next unchecked"))
        self._buttons = (self.send, self.withdraw, self.send_back, self.approve, self.next)
        told, row = QHBoxLayout(), QHBoxLayout()
        told.setSpacing(_GAP)
        told.addWidget(self.avatar)
        told.addWidget(self.said, 1)
        row.setSpacing(_GAP)
        row.addStretch(1)
        for button in self._buttons:
            button.setFixedHeight(32)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(_GAP)
        self._parts.addLayout(told, 1)
        self._parts.addLayout(row)

    def show_review(
        self, claim: Claim, review: Review | None, *, author: str, profile: str, initials: Mapping[str, str]
    ) -> None:
        """Show what became of the claim; ``author`` is who sits here, ``review`` the one that counts."""
        who, words = _told(claim, review, author, profile)
        self.avatar.setVisible(bool(who))
        self.avatar.show_person(initials.get(who) or initials_of(who), who)
        self.said.show_text(words)
        in_review = claim.status == "in review"
        asked = in_review and review is not None and review.asked_of == author
        self.approve.setText(word(profile, "Sign off"))
        self.send.setVisible(not in_review and claim.status != "signed off")
        self.send.setText(_("Send again") if claim.status == "needs attention" and review else _("Send to review"))
        self.withdraw.setVisible(in_review and not asked)
        self.send_back.setVisible(asked)
        self.approve.setVisible(asked)
        self.next.setVisible(not asked)
        self._fit()

    def _fit(self) -> None:
        """Let the words stand beside the buttons where there is room for all of them, else above."""
        buttons = [button.sizeHint().width() + _GAP for button in self._buttons if not button.isHidden()]
        said = self.avatar.width() + _GAP + self.said.sizeHint().width() if self.said.text() else 0
        way = QBoxLayout.Direction.LeftToRight
        if said + sum(buttons) > self.width():
            way = QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def lock(self, *, locked: bool) -> None:
        """Let nothing be answered (a project that is read only)."""
        for button in (self.send, self.withdraw, self.send_back, self.approve):
            button.setEnabled(not locked)


def _told(claim: Claim, review: Review | None, author: str, profile: str) -> tuple[str, str]:
    """Whose picture stands there, and the words beside it."""
    if claim.status == "in review" and review is not None:
        time = short_time(review.asked_at)
        if review.asked_of == author:
            return review.asked_by, _("{name} asked you, {time}").format(name=first_name(review.asked_by), time=time)
        return review.asked_of, _("With {name} since {time}").format(name=first_name(review.asked_of), time=time)
    if claim.status == "signed off" and review is not None and review.answer == "approved":
        time = short_time(review.answered_at)
        if review.asked_of == author:
            return review.asked_of, word(profile, "approved by you").format(time=time)
        return review.asked_of, word(profile, "approved by").format(name=first_name(review.asked_of), time=time)
    if claim.status == "needs attention" and review is not None and review.answer == "sent back":
        time = short_time(review.answered_at)
        return review.asked_of, _("Sent back by {name}, {time}").format(name=first_name(review.asked_of), time=time)
    if claim.assignee:
        return claim.assignee, _("Assigned to {name}").format(name=first_name(claim.assignee))
    return "", ""
