"""The page that shows two drafts side by side with their highlights and the words that differ; only to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from factcheck.locales import number
from factcheck.translation import _, ngettext
from factcheck.ui.drafts.draft_text import Stretch, TwoSides
from factcheck.ui.widgets import IconButton, Separator, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.project.queries.drafts import TwoDrafts

Span = tuple[int, int]
MARGIN: Final = 18


class ComparePage(QWidget):
    """Steps from difference to difference; ``left`` tells that it is left."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Two drafts compared"))
        self._stops: list[Span] = []
        self._at = -1
        self.title, self.told = label("", 15, 600), label("", 13, tone="secondary")
        self.back = IconButton("chevron-up", _("Previous difference"), key="P", size=17, side=30)
        self.next = IconButton("chevron-down", _("Next difference"), key="N", size=17, side=30)
        self.close_page = IconButton("x", _("Back to the article"), key="Esc", size=17, side=30)
        self.sides = TwoSides()
        self.back.clicked.connect(lambda _checked=False: self._step(-1))
        self.next.clicked.connect(lambda _checked=False: self._step(1))
        self.close_page.clicked.connect(lambda _checked=False: self.left.emit())
        for button, key in ((self.back, "P"), (self.next, "N"), (self.close_page, "Esc")):
            shortcut = QShortcut(QKeySequence(key), self, button.click)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusProxy(self.sides.new)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.told)
        head.addStretch(1)
        for button in (self.back, self.next, self.close_page):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, MARGIN)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(Separator())
        column.addWidget(self.sides, 1)

    def show_drafts(self, drafts: TwoDrafts, gone: Sequence[Span], came: Sequence[Span], stops: Sequence[Span]) -> None:
        """Show two drafts; ``gone`` and ``came`` are the words of one only, ``stops`` where they stand, in both."""
        old, new = drafts.revisions
        names = [_("Draft {n}").format(n=number(one.number)) for one in (old, new)]
        self.title.setText(_("Draft {n} beside draft {m}").format(n=number(old.number), m=number(new.number)))
        count = ngettext("{n} place differs", "{n} places differ", len(stops)).format(n=number(len(stops)))
        self.told.setText(count if stops else _("No words differ"))
        self.sides.show_names(names)
        for side, text, marks, alone in zip(
            (self.sides.old, self.sides.new), drafts.texts, drafts.marks, (gone, came), strict=True
        ):
            side.show_text(text)
            side.show_stretches(
                [
                    *(Stretch(mark.start, mark.end, "mark") for mark in marks),
                    *(Stretch(*span, "differs") for span in alone),
                ]
            )
        self._stops, self._at = list(stops), -1
        for button in (self.back, self.next):
            button.setEnabled(bool(stops))
        self.sides.old.go_to(0)
        self.sides.new.go_to(0)
        self._step(1)

    def _step(self, by: int) -> None:
        if not self._stops:
            return
        self._at = (self._at + by) % len(self._stops) if self._at >= 0 else 0
        old, new = self._stops[self._at]
        self.sides.old.go_to(old)
        self.sides.new.go_to(new)
