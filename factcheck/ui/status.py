"""The status bar: where one is in the article, what the keys do, and whether all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from factcheck.translation import _
from factcheck.ui.widgets import Glyph, KeyCap, label
from factcheck.ui.words import word

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

HEIGHT: Final = 28
# Below this width (pixels) the hints would be cut in the middle of a word.
HINTS_FROM: Final = 1000
LAST_VERDICT: Final = 9


class StatusBar(QWidget):
    """The bar along the foot of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.place = label("", 12, tone="secondary")
        self.saved_icon = Glyph("check", 14, "good")
        self.saved = label("", 12, tone="secondary")
        self.saved_icon.hide()
        self._acting = False
        self.hints = QWidget()
        self.hints.hide()
        self._hint_row = QHBoxLayout(self.hints)
        self._hint_row.setContentsMargins(0, 0, 0, 0)
        self._hint_row.setSpacing(6)
        # Two halves of equal width keep the hints in the middle of the window.
        left, right = QWidget(), QWidget()
        for half, parts in ((left, (self.place,)), (right, (self.saved_icon, self.saved))):
            half.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            row = QHBoxLayout(half)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            if half is right:
                row.addStretch(1)
            for part in parts:
                row.addWidget(part)
            if half is left:
                row.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.addWidget(left, 1)
        row.addWidget(self.hints)
        row.addWidget(right, 1)

    def show_hints(self, profile: str, key: Callable[[str], str]) -> None:
        """Tell the keys for checking, in the words of a profile; ``key`` gives that of an action, or ""."""
        while (item := self._hint_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        hints = [
            ((key("go.next_sentence"), key("go.previous_sentence")), _("sentence")),
            ((key("mark.claim"),), word(profile, "claim")),
            (_verdict_keys(key), word(profile, "verdict")),
            ((key("mark.nothing"),), _("nothing to check")),
            ((key("claim.source"),), _("source")),
            ((key("claim.review"),), _("review")),
            ((key("window.keys"),), _("all keys")),
        ]
        for keys, words in hints:
            if not all(keys):
                continue
            for cap in keys:
                self._hint_row.addWidget(KeyCap(cap, 18))
            self._hint_row.addWidget(label(words, 12, tone="faint"))
            self._hint_row.addSpacing(6)
        self._fit()

    def let_hints(self, *, acting: bool) -> None:
        """Say whether the keys act on what is shown; where they do not, none is told."""
        self._acting = acting
        self._fit()

    def show_place(self, words: str) -> None:
        """Show where one is: 'Sentence 1 of 23'."""
        self.place.setText(words)

    def show_saved(self, words: str, *, good: bool = True) -> None:
        """Show whether all is saved ("": no project is open)."""
        self.saved.setText(words)
        self.saved_icon.show_icon("check" if good else "hourglass", "good" if good else "secondary")
        self.saved_icon.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.hints.setVisible(self._acting and self.width() >= HINTS_FROM)


def _verdict_keys(key: Callable[[str], str]) -> tuple[str, ...]:
    """The keys of the verdicts in one cap, "1–5", as long as they follow each other; else of the first and last."""
    keys = [key(f"verdict.{number}") for number in range(1, LAST_VERDICT + 1)]
    keys = [one for one in keys if one]
    if not keys:
        return ("",)
    return (f"{keys[0]}–{keys[-1]}",) if keys == [str(n) for n in range(1, len(keys) + 1)] else (keys[0], keys[-1])
