"""Reading the notes of an article: which stand in a sentence, opening their card, taking one as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from factcheck.domain.draft import Note
    from factcheck.ui.article.view import ArticleView


class NoteReader:
    """Opens and closes the card of notes; asks by the signals of its view."""

    def __init__(self, view: ArticleView) -> None:
        self._view = view

    def here(self) -> list[Note]:
        """The notes in the sentence under the cursor, by place; answers are within what they answer."""
        sentence = self._view.current_sentence()
        if sentence is None:
            return []
        page = self._view.sheet.page
        lines = range(page.line_of(sentence[0]), page.line_of(sentence[1]) + 1)
        notes = [note for line in lines for note in page.notes.get(line, ())]
        return [note for note in notes if sentence[0] <= note.end <= sentence[1]]

    def open(self, key: str = "") -> bool:
        """Open a note beside its sentence; without a key the sentence's own, one after the other."""
        shown = self._view.card.key
        if not key:
            keys = [note.key for note in self.here()]
            if not keys:
                return False
            key = keys[(keys.index(shown) + 1) % len(keys)] if shown in keys else keys[0]
        if not self._view.show_card(key):
            return False
        self._view.note_opened.emit(key)
        return True

    def close(self) -> None:
        """Close the note that is open."""
        card = self._view.card
        if card.isAncestorOf(QApplication.focusWidget() or self._view):
            self._view.setFocus()
        card.key = ""
        card.hide()

    def take(self) -> bool:
        """Ask to make the open note, or the sentence's first one, evidence; false where there is none."""
        shown = self._view.card.key
        keys = [shown] if shown else [note.key for note in self.here()]
        if not keys:
            return False
        self._view.note_taken.emit(keys[0])
        return True
