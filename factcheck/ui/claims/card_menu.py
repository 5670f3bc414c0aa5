"""What can be done with the chosen claims, as a menu at a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from factcheck.translation import _
from factcheck.ui.words import word

if TYPE_CHECKING:
    from factcheck.ui.claims.panel import ClaimsPanel


def card_menu(panel: ClaimsPanel, place: QPoint, *, profile: str, claim_id: str, locked: bool) -> QMenu:
    """Show the menu of one claim, or of several where ``claim_id`` is empty."""
    menu = QMenu(panel)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if claim_id:
        menu.addAction(word(profile, "Rationale")).triggered.connect(panel.focus_rationale)
        menu.addAction(_("Add source")).triggered.connect(panel.focus_source_field)
        menu.addAction(_("Ask a question…")).triggered.connect(lambda: panel.ask_query(claim_id))
        wanted = menu.addAction(word(profile, "add highlight"))
        wanted.triggered.connect(lambda: panel.add_highlight_wanted.emit(claim_id))
        menu.addSeparator()
    remove = menu.addAction(word(profile, "remove" if claim_id else "remove several"))
    remove.triggered.connect(panel.chosen.remove)
    for action in menu.actions():
        action.setEnabled(not locked)
    menu.popup(place)
    return menu
