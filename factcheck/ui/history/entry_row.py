"""One entry of a history: who, when, what was changed, and the way back."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from factcheck.locales import short_time
from factcheck.settings import initials_of
from factcheck.translation import _, ngettext
from factcheck.ui import theme as themes
from factcheck.ui.claims.section import link_button
from factcheck.ui.fonts import font
from factcheck.ui.forms.conflict_card import first_name
from factcheck.ui.history import telling
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import Avatar, label

if TYPE_CHECKING:
    from factcheck.domain.history import Entry


class EntryRow(QFrame):
    """An entry; ``place`` are the words of a button that asks for the claim ("": none)."""

    take_back_wanted = Signal()
    claim_wanted = Signal()

    def __init__(
        self, entry: Entry, profile: str, *, initials: str = "", place: str = "", locked: bool = False
    ) -> None:
        super().__init__()
        self.entry, self._profile = entry, profile
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(7)
        time = short_time(entry.at)
        head.addWidget(Avatar(initials or initials_of(entry.author), entry.author, 20))
        head.addWidget(label(entry.author or _("Somebody"), 12, 600))
        head.addWidget(label(time, 12, 400, "faint"))
        head.addStretch()
        self.take_back = link_button(_("Take back"))
        self.take_back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.take_back.clicked.connect(lambda _checked=False: self.take_back_wanted.emit())
        self.reason = label(_reason(entry), 12, 400, "faint")
        inset(self.reason, 0, 0, 6, 0)
        head.addWidget(self.reason)
        head.addWidget(self.take_back)
        self.take_back.setVisible(not (self.reason.text() or locked))
        self.reason.setVisible(bool(self.reason.text()))
        column.addLayout(head)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setFont(font(13))
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inset(self.words, 27, 0, 0, 0)
        column.addWidget(self.words)
        if place:
            self.place = link_button(place)
            self.place.clicked.connect(lambda _checked=False: self.claim_wanted.emit())
            row = QHBoxLayout()
            inset(row, 20, 0, 0, 0)
            row.addWidget(self.place)
            row.addStretch()
            column.addLayout(row)
        themes.theming.theme_changed.connect(self.on_theme_changed)
        self.on_theme_changed(themes.current())
        what = telling.title(entry)
        self.take_back.setAccessibleName(_("Take back: {edit}, {time}").format(edit=what, time=time))
        self.setAccessibleName(f"{entry.author}, {time}: {what}")

    def on_theme_changed(self, theme: themes.Theme) -> None:
        """Tell it in the new colours."""
        lines = telling.lines(self.entry, self._profile)
        if self.entry.more:
            count = ngettext("and {n} more change", "and {n} more changes", self.entry.more)
            lines.append(f'<span style="color:{theme.faint}">{count.format(n=self.entry.more)}</span>')
        what = f'<span style="font-weight:500">{escape(telling.title(self.entry))}</span>'
        self.words.setText("<br>".join((what, *lines)))


def _reason(entry: Entry) -> str:
    """Why it cannot be taken back; empty where it can."""
    if entry.undone:
        return _("Undone")
    if entry.built_on_by:
        return _("{name} has changed this since").format(name=first_name(entry.built_on_by))
    return ""
