"""The card that opens beside a sentence: a footnote, an endnote or the writer's comment."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import Card, GhostButton, Glyph, IconButton, PrimaryButton, label

if TYPE_CHECKING:
    from factcheck.domain.draft import Note


def note_title(note: Note) -> str:
    """What a note is called: "Footnote 3", or who commented and when."""
    if note.kind == "comment":
        who = note.author or note.initials or _("somebody")
        words = _("Comment by {who}").format(who=who)
        return f"{words} · {note.date[:10]}" if note.date else words
    name = _("Footnote {n}") if note.kind == "footnote" else _("Endnote {n}")
    return name.format(n=note.label).strip()


class NoteCard(Card):
    """Shows a note with its answers and addresses; ``taken`` asks to make it evidence."""

    taken = Signal(str)
    closed = Signal()

    WIDTH = 380

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = ""
        self.setFixedWidth(self.WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        inset(self._column, 14, 10, 10, 12)
        self._column.setSpacing(8)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self.lift()
        self.hide()

    def show_note(self, note: Note, answers: Sequence[Note] = ()) -> None:
        """Show a note and, for a comment, what was answered."""
        self._clear()
        self.key = note.key
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(Glyph("message-square" if note.kind == "comment" else "quote", 15, "accent"))
        head.addWidget(label(note_title(note), 12, 600, "secondary"), 1)
        self.shut = IconButton("x", _("Close"), key="Esc", size=15, side=26)
        self.shut.clicked.connect(self.closed)
        head.addWidget(self.shut)
        self._column.addLayout(head)
        self._column.addWidget(_text_of(note.text))
        for answer in answers:
            self._column.addWidget(label(note_title(answer), 12, 600, "secondary"))
            self._column.addWidget(_text_of(answer.text))
        for address in dict.fromkeys(each for one in (note, *answers) for each in one.links):
            self._column.addLayout(_address_row(address))
        foot = QHBoxLayout()
        foot.addWidget(label(_("Nobody has checked it yet."), 12, 400, "faint"), 1)
        self.use = PrimaryButton(_("Use as evidence"), px=12, pressed=lambda: self.taken.emit(self.key))
        self.use.setToolTip(_("Make it evidence of the claim, marked as the writer's and unchecked") + "  W")
        foot.addWidget(self.use)
        self._column.addLayout(foot)
        self.setAccessibleName(f"{note_title(note)}: {note.text}")
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        _emptied(self._column)


def _emptied(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _emptied(inner)
            inner.deleteLater()


def _text_of(text: str) -> QWidget:
    """The words of a note, to be selected and copied; long ones scroll."""
    words = label(text, 13, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words.setMinimumWidth(NoteCard.WIDTH - 44)
    words.setMaximumWidth(NoteCard.WIDTH - 30)
    needed = words.heightForWidth(NoteCard.WIDTH - 44)
    if needed <= 240:
        words.setMinimumHeight(needed)
        return words
    area = QScrollArea()
    area.setWidget(words)
    area.setWidgetResizable(True)
    area.setFixedHeight(240)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _address_row(address: str) -> QHBoxLayout:
    """An address as text, never as a link: nothing is fetched by looking at a note."""
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(Glyph("link-2", 14, "secondary"))
    words = QLabel()
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setProperty("tone", "accent")
    words.setText(words.fontMetrics().elidedText(address, Qt.TextElideMode.ElideMiddle, NoteCard.WIDTH - 130))
    words.setToolTip(f"<span>{escape(address)}</span>")  # a tip would take an address for mark-up
    row.addWidget(words, 1)
    copy = GhostButton(_("Copy"), px=12, pressed=lambda: QGuiApplication.clipboard().setText(address))
    copy.setAccessibleName(_("Copy {address}").format(address=address))
    row.addWidget(copy)
    return row
