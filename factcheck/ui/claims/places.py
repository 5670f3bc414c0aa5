"""The places of a claim in the article: each can be gone to and taken away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.claims.section import Section, link_button
from factcheck.ui.forms.elided import Elided
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import Glyph, IconButton, label
from factcheck.ui.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.domain.records import Highlight


class PlaceRow(QWidget):
    """One highlight: its words, and what can be done with it; a place in an earlier draft is struck."""

    def __init__(self, highlight: Highlight, *, earlier: bool) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        inset(row, 2, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(Glyph("rotate-ccw" if earlier else "highlighter", 14, "warn_text" if earlier else "secondary"))
        row.addWidget(Elided(highlight.quote, 12, 400, "secondary" if earlier else "text", struck=earlier))
        self.go = IconButton("arrow-left", _("Go to this place"), size=14, side=26)
        self.remove = IconButton("x", _("Take this place away"), size=14, side=26)
        if not earlier:
            row.addWidget(self.go)
        row.addWidget(self.remove)
        self.setAccessibleName(highlight.quote)


class Places(Section):
    """The highlights of a claim. A claim that has none in this draft says how it gets one."""

    go_wanted = Signal(str)
    remove_wanted = Signal(str)
    add_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.add = link_button(_("Add selected words"))
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.clicked.connect(lambda _checked=False: self.add_wanted.emit())
        self.add_to_head(self.add)
        self.lost = label(
            _("These words are not in this draft any more. Choose the new ones in the article and press H."),
            12, 400, "warn", wrap=True,
        )  # fmt: skip
        column = self.layout()
        if column is not None:
            column.addWidget(self.lost)

    def show_places(self, highlights: Sequence[Highlight], earlier: Sequence[Highlight], profile: str) -> None:
        """Show the places in this draft, and those of earlier drafts where there is none in this one."""
        self.title.setText(word(profile, "highlights"))
        self.add.setToolTip(word(profile, "add highlight"))
        lost = list(earlier) if not highlights else []
        self.lost.setVisible(bool(lost))
        rows: list[tuple[object, QWidget]] = []
        for highlight in (*highlights, *lost):
            key = (highlight.id, highlight.quote, highlight.revision_id, not highlights)
            row = self.kept(key)
            if row is None:
                row = PlaceRow(highlight, earlier=not highlights)
                row.go.clicked.connect(partial(self._go, highlight.id))
                row.remove.clicked.connect(partial(self._remove, highlight.id))
            rows.append((key, row))
        self.show_rows(rows)

    def _go(self, highlight_id: str, _checked: bool = False) -> None:
        self.go_wanted.emit(highlight_id)

    def _remove(self, highlight_id: str, _checked: bool = False) -> None:
        self.remove_wanted.emit(highlight_id)
