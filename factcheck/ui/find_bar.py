"""The bar that finds words in the article; it stands in the toolbar, so that nothing moves when it opens."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from factcheck import locales
from factcheck.text.finding import LONGEST
from factcheck.translation import _, ngettext
from factcheck.ui.fonts import font
from factcheck.ui.widgets import GhostButton, IconButton, label, set_state


class FindBar(QWidget):
    """A field, what to tell apart, how many hits there are, and the way from hit to hit.

    ``asked`` tells that other words, or the same ones otherwise, are looked for.
    """

    asked = Signal()
    stepped = Signal(int)
    put_back_asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Find in the article"))
        self.field.setAccessibleName(_("Find in the article"))
        self.field.setMaxLength(LONGEST)
        self.field.setMinimumWidth(90)
        self.field.setMaximumWidth(300)
        self.exact = self._switch("case-sensitive", _("Match capitals and accents"))
        self.whole = self._switch("whole-word", _("Whole words only"))
        self.count = label("", 12, tone="secondary")
        self.count.setFont(font(12))
        self.put_back = GhostButton(_("Put back"), px=12, pressed=self.put_back_asked.emit)
        self.put_back.setToolTip(_("These words are in a part that is left out of the article"))
        self.put_back.hide()
        self.previous = IconButton("chevron-up", _("Previous hit"), size=17, side=28)
        self.next = IconButton("chevron-down", _("Next hit"), size=17, side=28)
        self.shut = IconButton("x", _("Close"), key="Esc", size=16, side=28)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.field, 1)
        row.addSpacing(4)
        for part in (self.exact, self.whole):
            row.addWidget(part)
        row.addSpacing(6)
        for each in (self.count, self.put_back, self.previous, self.next, self.shut):
            row.addWidget(each)
        row.addStretch()
        self.field.textChanged.connect(lambda _text: self.asked.emit())
        self.shut.clicked.connect(self.closed)
        self.show_count(0, 0, done=True)

    def _switch(self, icon: str, name: str) -> IconButton:
        made = IconButton(icon, name, size=17, side=28)
        made.setCheckable(True)
        made.toggled.connect(lambda _on: self.asked.emit())
        return made

    def begin(self, words: str) -> None:
        """Step into the field; ``words``, where there are any, are looked for at once."""
        if words:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_count(self, number: int, count: int, *, done: bool, left_out: bool = False) -> None:
        """Tell which hit of how many is the current one (0: none), and whether it is left out of the article."""
        asked = bool(self.field.text().strip())
        if not asked:
            words = ""
        elif not count:
            words = _("No hits") if done else _("Looking…")
        elif number and done:
            words = _("{n} of {count}").format(n=locales.number(number), count=locales.number(count))
        else:
            words = ngettext("{count} hit", "{count} hits", count).format(count=locales.number(count))
        if left_out:
            words = _("{place} · left out").format(place=words)
        set_state(self.count, "tone", "bad" if asked and done and not count else "secondary")
        self.count.setText(words)
        self.count.setVisible(bool(words))
        self.field.setAccessibleDescription(words)
        self.put_back.setVisible(left_out)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
