"""The head of the claims panel: its title, what has been done, filters, and how the list is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.claims.chip_bar import ChipBar
from factcheck.ui.claims.claims_table import FilterField
from factcheck.ui.claims.list_follower import TAG
from factcheck.ui.claims.view_button import ViewButton
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import IconButton, label
from factcheck.ui.words import count_of_claims, phrase, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.domain.records import Tag
    from factcheck.ui.claims.list_reading import ListTotals


class PanelHead(QWidget):
    """Parts that the panel connects: ``chips``, ``filter`` (hidden until wanted), ``view``, ``density``, ``search``."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        inset(head, 16, 10, 8, 6)
        head.setSpacing(8)
        self.title = label("", 15, 600)
        self.count = label("", 12, 400, "secondary")
        self.search = IconButton("search", "", key="/", size=16, side=28)
        self.view = ViewButton()
        self.density = IconButton("list", _("Compact rows"), size=16, side=28)
        self.density.setCheckable(True)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch()
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for button in (self.search, self.view, self.density):
            buttons.addWidget(button)
        head.addLayout(buttons)
        column.addLayout(head)
        self.chips = ChipBar()
        chips = QHBoxLayout()
        inset(chips, 14, 0, 10, 8)
        chips.addWidget(self.chips)
        column.addLayout(chips)
        self.filter = FilterField()
        self.filter_row = QWidget()
        row = QHBoxLayout(self.filter_row)
        row.setContentsMargins(14, 0, 14, 8)
        row.addWidget(self.filter)
        self.filter_row.hide()
        column.addWidget(self.filter_row)

    def use_profile(self, profile: str) -> None:
        """Take the words of a profile."""
        self.title.setText(word(profile, "Claims"))
        self.search.rename(word(profile, "filter"), "/")
        self.filter.setPlaceholderText(word(profile, "filter"))
        self.filter.setAccessibleName(word(profile, "filter"))

    def show_totals(self, profile: str, totals: ListTotals | None) -> None:
        """Show how many claims have a verdict: of the article, and of the project where the list shows all of it."""
        here = totals.article if totals is not None else None
        project = totals.project if totals is not None else None
        if here is None or (not here.claims and (project is None or not project.claims)):
            self.count.setText("")
            self.count.setToolTip("")
            return
        words = phrase(profile, "have a verdict", done=here.rated, all=here.claims)
        if project is not None:
            words = _("{done} of {all} here · {project_done} of {project_all} in all").format(
                done=here.rated, all=here.claims, project_done=project.rated, project_all=project.claims
            )
        self.count.setText(words)
        self.count.setToolTip(words)

    def offer_filters(self, profile: str, totals: ListTotals | None, tags: Sequence[Tag], queue: str) -> None:
        """Offer the filters that mean something here: some only where there is something to find."""
        counted = (totals.project or totals.article) if totals is not None else None
        filters = [
            ("all", _("All")), ("unchecked", _("Unchecked")), ("no source", _("No source")),
            ("in review", _("In review")), ("mine", _("Mine")), ("one source", _("One source")),
        ]  # fmt: skip
        if profile == "drafts":
            filters.append(("writer only", _("Writer’s note only")))
        if counted is not None and (counted.rechecks or self.chips.value == "re-check"):
            filters.insert(1, ("re-check", _("Re-check")))
        if counted is not None and (counted.conflicts or self.chips.value == "conflicts"):
            filters.insert(1, ("conflicts", _("Conflicts")))
        queues = {"inbox": _("Inbox"), "to review": _("To review"), "assigned": _("Assigned to me")}
        if queue:
            filters.append((queue, queues[queue]))
        # A tag's name is set apart by its sign, as people write it.
        filters += [(f"{TAG}{tag.id}", f"#{tag.name}") for tag in tags]
        self.chips.offer(filters)
        if counted is not None:
            numbers = {"all": counted.claims, "unchecked": counted.claims - counted.rated}
            numbers |= {"re-check": counted.rechecks, "conflicts": counted.conflicts}
            self.chips.tell_counts({name: count_of_claims(profile, number) for name, number in numbers.items()})
