"""What people differ on in a claim and no field shows: its verdict, its status, whether it is to be there at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.locales import listed
from factcheck.translation import _
from factcheck.ui.claims.evidence_row import EvidenceRow
from factcheck.ui.forms.conflict_card import ConflictCard, conflict_title, words_of
from factcheck.ui.widgets import Pill
from factcheck.ui.words import status_words, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from factcheck.ui.claims.sheet import InspectedClaim


class ClaimConflicts:
    """Three cards, each in sight while there is something to decide; they are placed by the caller."""

    def __init__(self) -> None:
        self.verdict, self.status, self.removal = (ConflictCard() for _n in range(3))
        self.verdict.reviewable = self.status.reviewable = True

    def show(self, read: InspectedClaim, author: str) -> None:
        """Show on what people differ; ``author`` is who sits here."""
        sides = read.sheet.claim.conflicts
        verdicts, statuses, removals = (sides.get(field, ()) for field in ("rating_id", "status", "-"))
        changed = word(read.profile, "changed verdict")
        self.verdict.show_sides(
            verdicts,
            author=author,
            title=conflict_title(verdicts, author, word(read.profile, "Verdict"), changed),
            render=lambda rating_id: Pill(read.ratings.get(rating_id or "")),
        )
        self.status.show_sides(
            statuses,
            author=author,
            title=conflict_title(statuses, author, _("Status")),
            render=lambda status: words_of(status_words(read.profile, status)),
        )
        names = listed(dict.fromkeys(side.author for side in removals))
        self.removal.ask(
            _("{names} removed this while somebody else was working on it.").format(names=names) if removals else "",
            ((_("Keep it"), False), (_("Remove it"), True)),
        )


def first_difference(within: QWidget, rows: Iterable[QWidget]) -> tuple[QWidget | None, QWidget | None]:
    """The first part on which people differ, a card or a row of evidence, and what of it takes the focus."""
    for card in within.findChildren(ConflictCard):
        if card.isVisible() and card.buttons:
            return card, card.buttons[0]
    for row in rows:
        if isinstance(row, EvidenceRow) and (row.line.evidence.conflicts or row.line.source.conflicts):
            return row, row
    return None, None
