"""What a copy of the project would bring, shown before it is brought in: who, how much, and each conflict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QScrollBar, QVBoxLayout, QWidget

from factcheck.locales import labelled, short_time
from factcheck.settings import initials_of
from factcheck.translation import _, ngettext
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.history.telling import field_name
from factcheck.ui.mirroring import turned
from factcheck.ui.widgets import Avatar, Card, GhostButton, Glyph, PrimaryButton, label
from factcheck.ui.words import phrase

if TYPE_CHECKING:
    from factcheck.project.merging import Merged
    from factcheck.project.queries.conflicts import ConflictLine

# More would be no preview; the filter of the claims shows all of them afterwards.
MOST: Final = 30
LONGEST: Final = 160
SCROLLING: Final = {
    Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
}


class BringInDialog(QDialog):
    """The preview; accepted, the copy is to be brought in."""

    def __init__(
        self, name: str, merged: Merged, conflicts: Sequence[ConflictLine], profile: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Bring in a copy"))
        self.setMinimumWidth(540)
        self._profile = profile
        self._area: QScrollArea | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(turned(name), 15, 600, wrap=True))
        column.addWidget(label(summary(merged), 13, 400, wrap=True))
        for author, edits in merged.authors:
            column.addLayout(_author_row(author, edits))
        from factcheck.project.merging import damage_in_words

        for words in damage_in_words(merged):
            column.addLayout(_warning_row(words))
        if conflicts:
            title = ngettext("{n} conflict", "{n} conflicts", len(conflicts)).format(n=len(conflicts))
            column.addSpacing(4)
            column.addWidget(label(title, 13, 600))
            column.addWidget(label(_("Both values are kept until somebody decides."), 12, 400, "secondary"))
            column.addWidget(self._list(conflicts), 1)
        column.addSpacing(4)
        self.backup = label(_("A backup is made first; one step leads back to it."), 12, 400, "secondary", wrap=True)
        column.addWidget(self.backup)
        self.confirm = PrimaryButton(_("Bring in"), pressed=self.accept)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.confirm)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = SCROLLING.get(Qt.Key(event.key()))
        if step is None or self._area is None:
            super().keyPressEvent(event)
        else:
            self._area.verticalScrollBar().triggerAction(step)

    def _list(self, conflicts: Sequence[ConflictLine]) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for conflict in conflicts[:MOST]:
            column.addWidget(self._card(conflict))
        if len(conflicts) > MOST:
            more = len(conflicts) - MOST
            column.addWidget(label(ngettext("and {n} more", "and {n} more", more).format(n=more), 12, 400, "secondary"))
        column.addStretch()
        area = self._area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys of the dialog scroll it
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setAccessibleName(_("Conflicts"))
        area.setMinimumHeight(min(116 * len(conflicts[:MOST]), 260))
        return area

    def _card(self, conflict: ConflictLine) -> Card:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        column.addWidget(label(" · ".join(self._place(conflict)), 12, 600, wrap=True))
        from factcheck.text.differing import from_where_they_differ

        values = from_where_they_differ(conflict.shown, LONGEST)
        for side, shown in zip(conflict.sides, values, strict=True):
            if conflict.field == "-":
                shown = _("removed") if side.value else _("kept")  # noqa: PLW2901 - the words for it
            value = label(turned(_cut(shown)) or _("(empty)"), 13, 400, "" if shown else "secondary", wrap=True)
            value.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(value)
            said = labelled(side.author or _("Somebody"), short_time(side.at))
            column.addWidget(label(said, 11, 400, "secondary"))
        return card

    def _place(self, conflict: ConflictLine) -> Iterator[str]:
        if conflict.claim is not None:
            yield phrase(self._profile, "claim number", n=conflict.claim.number)
        if conflict.field == "-":
            yield _("Removed here, edited there")
        else:
            yield field_name(self._profile, conflict.table, conflict.field)
        if conflict.claim is not None and conflict.claim.words:
            yield turned(f"“{_cut(conflict.claim.words)}”")


def summary(merged: Merged) -> str:
    """How much is new, in a sentence."""
    edits = ngettext("{n} new edit", "{n} new edits", merged.edits).format(n=merged.edits)
    claims = ngettext("{n} new claim", "{n} new claims", merged.claims).format(n=merged.claims)
    return _("{edits}, among them {claims}.").format(edits=edits, claims=claims) if merged.claims else f"{edits}."


def _author_row(author: str, edits: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    name = author or _("Somebody")
    row.addWidget(Avatar(initials_of(name)))
    row.addWidget(label(turned(name), 13, 500))
    row.addWidget(label(ngettext("{n} edit", "{n} edits", edits).format(n=edits), 12, 400, "secondary"))
    row.addStretch()
    return row


def _warning_row(words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Glyph("triangle-alert", 14, "warn_text"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, 12, 400, "warn", wrap=True), 1)
    return row


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rstrip() + "…"
