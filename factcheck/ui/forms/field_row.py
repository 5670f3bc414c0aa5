"""One field of a form: its name, its box, what waits beside it, and the card of a conflict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from factcheck.locales import short_time
from factcheck.translation import _
from factcheck.ui.forms.conflict_card import (
    LONG,
    ConflictCard,
    MarkedWords,
    clear_layout,
    conflict_title,
    first_name,
    words_of,
)
from factcheck.ui.forms.flow import Flow
from factcheck.ui.forms.typed_field import TypedField
from factcheck.ui.widgets import GhostButton, label

if TYPE_CHECKING:
    from factcheck.domain.changes import Side

LONGEST_NOTICE = 200  # characters of a waiting text that its line shows


class WaitingNotice(QFrame):
    """A line that says what was saved meanwhile, with the ways on."""

    review_wanted = Signal()

    def __init__(self, field: TypedField) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        self._words = label("", 12, 400, "", wrap=True)
        column.addWidget(self._words)
        # Of a long text the words that differ from what is typed are marked.
        self._marked = QVBoxLayout()
        column.addLayout(self._marked)
        row = Flow(spacing=6)
        self.keep = GhostButton(_("Keep mine"), pressed=field.keep_mine, px=12)
        self.take = GhostButton(_("Take theirs"), pressed=field.take_theirs, px=12)
        self.both = GhostButton(_("Edit both"), pressed=field.edit_both, px=12)
        self.review = GhostButton(_("Send both to review"), pressed=self.review_wanted.emit, px=12)
        self.review.hide()
        for button in (self.keep, self.take, self.both, self.review):
            # A click must not take the focus from the box: that alone would make an edit of the text.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        column.addLayout(row)
        self.hide()

    def tell(self, words: str, text: str, take: str, typed: str = "") -> None:
        """Show the notice; ``take`` is what the second button says, ``typed`` what the text is held against."""
        clear_layout(self._marked)
        if typed and max(len(text), len(typed)) > LONG:
            self._words.setText(words)
            self._marked.addWidget(MarkedWords(text, typed))
        else:
            shown = text if len(text) <= LONGEST_NOTICE else text[:LONGEST_NOTICE] + "…"
            self._words.setText(f"{words} “{shown}”" if shown else words)
        self.take.setText(take)
        self.setAccessibleName(f"{words} {text}")
        self.show()


class FieldRow(QWidget):
    """A field with its name above the box (``named`` false: the name is for screen readers only).

    ``resolved`` carries the value that a person took in the conflict card.
    """

    resolved = Signal(object)
    review_wanted = Signal()

    def __init__(self, name: str, box: QWidget, *, named: bool = True) -> None:
        super().__init__()
        self.name, self.box = name, box
        self.make_visible: Callable[[Any], QWidget] = _rendered
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.title: QLabel | None = None
        if named:
            self.title = label(name, 12, 500, "secondary")
            self.title.setBuddy(box)
            self.column.addWidget(self.title)
        box.setAccessibleName(name)
        typed = box.lineEdit() if isinstance(box, QComboBox) else None
        if typed is not None:
            typed.setAccessibleName(name)
        self.column.addWidget(box)
        self.conflict = ConflictCard()
        self.conflict.resolved.connect(self.resolved)
        self.conflict.review_wanted.connect(self.review_wanted)
        self.column.addWidget(self.conflict)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        # No focus proxy: Tab would stop at the row too, wherever Qt happens to keep it, and from there go round.
        self.box.setFocus(reason)

    def allow_review(self) -> None:
        """Offer to send both values to review."""
        self.conflict.reviewable = True

    def rename(self, name: str, hint: str = "") -> None:
        """Take another name and hint (the profile's words)."""
        self.name = name
        self.box.setAccessibleName(name)
        if self.title is not None:
            self.title.setText(name)
        if hint and isinstance(self.box, (QLineEdit, QPlainTextEdit)):
            self.box.setPlaceholderText(hint)

    def show_conflict(self, sides: tuple[Side, ...], author: str) -> None:
        """Show the values that differ; no sides: no card."""
        title = conflict_title(sides, author, self.name)
        self.conflict.show_sides(sides, author=author, title=title, render=self.make_visible)


class TextRow(FieldRow):
    """A field of text, with what waits beside it while somebody types."""

    def __init__(self, name: str, box: QLineEdit | QPlainTextEdit, *, named: bool = True) -> None:
        super().__init__(name, box, named=named)
        self.typed = TypedField(box)
        self.typed.settled.connect(self.on_settled)
        self._notice: WaitingNotice | None = None

    @property
    def notice(self) -> WaitingNotice:
        """What waits beside what is typed; made where something does for the first time, which is seldom."""
        if self._notice is None:
            self._notice = notice = WaitingNotice(self.typed)
            notice.review.setVisible(self.conflict.reviewable)
            notice.review_wanted.connect(self.on_review_wanted)
            self.column.insertWidget(self.column.indexOf(self.box) + 1, notice)
        return self._notice

    def on_settled(self) -> None:
        """Nothing waits any longer."""
        if self._notice is not None:
            self._notice.hide()

    def on_review_wanted(self) -> None:
        """Save what is typed beside what was saved meanwhile: both live on, and somebody else decides."""
        self.typed.commit()
        self.review_wanted.emit()

    def write_on(self) -> None:
        """Go into the box; into one of several lines behind what stands there."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(self.box, QPlainTextEdit):
            self.box.moveCursor(QTextCursor.MoveOperation.End)

    def show_conflict(self, sides: tuple[Side, ...], author: str) -> None:
        """Show the texts that differ; they can be made one."""
        title = conflict_title(sides, author, self.name)
        self.conflict.show_sides(sides, author=author, title=title, render=self.make_visible, mergeable=True)

    def tell_waiting(self, who: str) -> None:
        """Say what was saved meanwhile, and by whom (empty: another window)."""
        time = short_time(datetime.now(UTC))
        words = _("{name} saved this at {time}:").format(name=who or _("Another window"), time=time)
        take = _("Take {name}’s").format(name=first_name(who)) if who else _("Take theirs")
        self.notice.tell(words, self.typed.waiting or "", take, self.typed.text)

    def restore(self, text: str) -> None:
        """Put back what was being typed when the program ended, beside what is saved."""
        self.typed.restore(text)
        if self.typed.waiting is not None:
            words = _("You were typing this when the program ended. Saved is:")
            self.notice.tell(words, self.typed.waiting or _("nothing"), _("Take what is saved"))


def _rendered(value: Any) -> QWidget:
    if isinstance(value, bool):
        return words_of(_("yes") if value else _("no"))
    return words_of(value)
