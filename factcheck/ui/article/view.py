"""The article view: reads, marks and walks through one draft of an article.

The document holds the revision's text and nothing else; what is marked is painted under it. All offsets that come in
and go out are code points of that text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QWidget

from factcheck.translation import _
from factcheck.ui.announcing import announcer
from factcheck.ui.article.head import head_of
from factcheck.ui.article.keyboard import handle_key
from factcheck.ui.article.marking import MarkIndex
from factcheck.ui.article.noting import NoteReader
from factcheck.ui.article.page_view import PageView
from factcheck.ui.article.peeking import Peeker
from factcheck.ui.article.pointing import Pointer
from factcheck.ui.article.spoken import claim_in_words, sentence_in_words
from factcheck.ui.article.taking import kept_out_of

if TYPE_CHECKING:
    from factcheck.domain.records import Omission, Rating, Sentence
    from factcheck.project.queries.articles import Mark, OpenArticle
    from factcheck.text.checkables import Checkable
    from factcheck.text.spans import Span


class ArticleView(PageView):
    """Shows an ``OpenArticle``; says what the reader did, and changes nothing by itself."""

    sentence_moved = Signal(int)
    range_taken = Signal(int, int)
    claim_clicked = Signal(str)  # empty: the reader stands where there is no claim
    resize_asked = Signal(str, int, int)
    note_opened = Signal(str)
    note_taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointer = Pointer(self)
        self._words_shown = True
        self.peeker = Peeker(self)
        self.notes = NoteReader(self)
        self._asked: tuple[Mark, Span] | None = None  # the last resize that was asked for
        self.gutter.claim_pressed.connect(self.on_claim_pressed)
        self.card.taken.connect(self.note_taken)
        self.card.closed.connect(self.notes.close)

    # What is shown --------------------------------------------------------------------------------------------------

    def show_article(self, opened: OpenArticle, ratings: Mapping[str, Rating], profile: str = "statements") -> None:
        """Show a draft from its beginning; its sentences may follow by ``set_sentences``."""
        article = opened.article.record
        head = head_of(article, opened.text, opened.structure)
        self.notes.close()
        self.peeker.close_card()
        self.set_text(opened.text, opened.structure, article.language, head)
        sheet = self.sheet
        sheet.ratings, sheet.profile = dict(ratings), profile
        sheet.marks, sheet.whole = MarkIndex(sheet.page.lines, opened.marks), opened.whole
        sheet.set_decided(opened.decisions)
        sheet.set_omissions(opened.omissions)
        self.attach()
        sheet.words_shown = self._words_shown
        sheet.set_words(opened.words or ())
        self.set_sentences(opened.sentences)

    def set_marks(self, marks: MarkIndex) -> None:
        """Take all highlights, where those in sight came first; they are put in order by the lines of this page."""
        sheet = self.sheet
        sheet.marks, sheet.whole = marks, True
        sheet.forget_states()
        self.refresh()

    def set_sentences(self, spans: Sequence[Span]) -> None:
        """Take the sentences, or more of them; the cursor stays, or goes to the first sentence of the body."""
        sheet = self.sheet
        sheet.set_sentences(spans)
        if sheet.sentence < 0 and sheet.sentences:
            body = sheet.page.last_head + 1
            start = sheet.page.lines[body] if body < len(sheet.page.lines) else 0
            sheet.sentence = sheet.sentence_near(start)
        self.refresh()

    def set_words(self, words: Sequence[Checkable]) -> None:
        """Take the words that can be checked, found later than the text."""
        self.sheet.set_words(words)
        self.refresh()

    def show_words(self, shown: bool) -> None:
        """Underline the words that are unchecked, or no longer."""
        self._words_shown = self.sheet.words_shown = shown
        self.viewport().update()

    def set_decisions(self, decisions: Iterable[Sentence]) -> None:
        """Take what was decided about sentences."""
        for span in self.sheet.set_decided(decisions):
            self._show_change(*span)

    def set_omissions(self, omissions: Sequence[Omission]) -> None:
        """Fold what is left out, unfold what was put back; the words at the top of the view stay where they are."""
        top = self.top_place()
        self.sheet.set_omissions(omissions)
        self.keep_place(top)
        self.refresh()

    def set_ratings(self, ratings: Mapping[str, Rating], profile: str | None = None) -> None:
        """Take the verdicts of another scale, and the profile where it is another one."""
        self.sheet.ratings = dict(ratings)
        self.sheet.profile = profile or self.sheet.profile
        self.sheet.forget_looks()
        self.sheet.forget_states()
        self.refresh()

    def put_mark(self, mark: Mark) -> None:
        """Show one more highlight, or one that has changed."""
        sheet = self.sheet
        before = sheet.marks.put(mark)
        if mark.highlight_id == sheet.highlight_id:
            sheet.resized = None
        if sheet.taken == (mark.start, mark.end):
            self.take_range(None)
        self._show_change(mark.start, mark.end)
        if before is not None and (before.start, before.end) != (mark.start, mark.end):
            self._show_change(before.start, before.end)

    def drop_mark(self, highlight_id: str) -> None:
        """Take a highlight away."""
        sheet = self.sheet
        before = sheet.marks.drop(highlight_id)
        if before is None:
            return
        if sheet.highlight_id == highlight_id:
            sheet.highlight_id, sheet.resized = "", None
        self._show_change(before.start, before.end)

    def _show_change(self, start: int, end: int) -> None:
        """Find out again how far sentences are dealt with, and paint anew where a highlight stands, and the strip."""
        self.sheet.refresh_states(start, end)
        around = [(start, end), *self.sheet.sentences_between(start, end)]
        self.strip.redraw_between(min(span[0] for span in around), max(span[1] for span in around))
        self.repaint_span(start, end)

    # Where the reader is --------------------------------------------------------------------------------------------

    def current_sentence(self) -> Span | None:
        """The sentence under the cursor."""
        sheet = self.sheet
        return sheet.sentences[sheet.sentence] if 0 <= sheet.sentence < len(sheet.sentences) else None

    def current_range(self) -> Span | None:
        """The words that the reader took, where any."""
        return self.sheet.taken

    def sentence_count(self) -> tuple[int, int]:
        """Which sentence the cursor is on, from 1, and of how many; what is left out does not count."""
        return self.sheet.counted()

    def move_sentence(self, step: int) -> None:
        """Go ``step`` sentences on (or back), over what is left out."""
        sheet = self.sheet
        number = sheet.sentence_after(sheet.sentence, step) if sheet.sentence >= 0 else sheet.sentence_near(0)
        if number >= 0:
            self._stand_on(number)

    def go_to(self, start: int) -> None:
        """Go to the sentence at a code point."""
        number = self.sheet.sentence_near(start)
        if number >= 0:
            self._stand_on(number)
        else:
            self.show_span(start, start + 1)

    def go_to_claim(self, claim_id: str) -> None:
        """Choose a claim and show where it stands; empty chooses none. Nothing is said of it by ``claim_clicked``."""
        sheet = self.sheet
        marks = sheet.marks.of_claim(claim_id)
        stale = self._pointed_at()
        another = claim_id != sheet.claim_id
        sheet.claim_id = claim_id
        if sheet.highlight_id not in {mark.highlight_id for mark in marks}:
            sheet.highlight_id = marks[0].highlight_id if marks else ""
            sheet.resized = None
        mark = sheet.chosen()
        if mark is not None:
            number = sheet.sentence_at(mark.start)
            if number >= 0 and (another or number != sheet.sentence):
                sheet.sentence = number
                self.sentence_moved.emit(number)  # in the same sentence too: it is another of the claims there
            self.show_span(mark.start, mark.end)
            if another:
                self.sync_cursor(mark.start)
                if self.hasFocus():
                    announcer.say(self, lambda: claim_in_words(sheet, mark))
        self._point_elsewhere(stale)

    def _point_elsewhere(self, stale: list[Span]) -> None:
        """Paint anew what was pointed at, and what is now: the whole page takes thrice as long."""
        for span in {*stale, *self._pointed_at()}:
            self.repaint_span(*span)
        self.strip.update()

    def _pointed_at(self) -> list[Span]:
        """What is painted as chosen, or as where the reader is."""
        chosen = [self.sheet.place_of(mark) for mark in self.sheet.marks.of_claim(self.sheet.claim_id)]
        sentence = self.current_sentence()
        return [*chosen, sentence] if sentence is not None else chosen

    def _stand_on(self, number: int, *, scroll: bool = True) -> None:
        """Put the cursor on a sentence, and choose the claim that begins there, or none."""
        sheet, stale = self.sheet, self._pointed_at()
        if sheet.taken is not None or sheet.resized is not None:
            self.repaint_page()
        sheet.sentence, sheet.taken, sheet.resized = number, None, None
        start, end = sheet.sentences[number]
        chosen = sheet.chosen()
        if chosen is None or not (chosen.start < end and chosen.end > start):
            chosen = next(iter(sheet.marks.between(start, end)), None)
        self.sync_cursor()
        if scroll:
            self.show_span(start, end)
        self.sentence_moved.emit(number)
        if self.hasFocus():
            announcer.say(self, lambda: sentence_in_words(sheet))
        self._choose(chosen)
        self._point_elsewhere(stale)

    def _choose(self, mark: Mark | None) -> None:
        sheet = self.sheet
        before = sheet.claim_id
        sheet.claim_id, sheet.highlight_id = (mark.claim_id, mark.highlight_id) if mark else ("", "")
        if sheet.claim_id != before:
            self.claim_clicked.emit(sheet.claim_id)

    # What the reader takes ------------------------------------------------------------------------------------------

    def click_sentence(self, point: int) -> None:
        """Take the sentence at a code point."""
        number = self.sheet.sentence_at(point)
        if number >= 0:
            self._stand_on(number, scroll=False)
        else:
            self.take_range(None)

    def click_mark(self, mark: Mark, point: int) -> None:
        """Choose a highlight that the reader pointed at."""
        sheet = self.sheet
        number = sheet.sentence_at(point)
        sheet.taken = sheet.resized = None
        sheet.claim_id, sheet.highlight_id, sheet.pointed = mark.claim_id, mark.highlight_id, point
        if number >= 0:
            sheet.sentence = number
            self.sync_cursor()
            self.sentence_moved.emit(number)
        self.repaint_page()
        self.claim_clicked.emit(mark.claim_id)

    def take_range(self, span: Span | None, anchor: int | None = None) -> None:
        """Take words, or let them go; nothing is taken that is folded away between ``anchor`` and them."""
        if span is not None:
            folded = ((each.start, each.end) for each in self.sheet.folds if not each.shown)
            span = kept_out_of(self.sheet.page.text, span, span[0] if anchor is None else anchor, folded)
        taken = span if span is not None and span[0] < span[1] else None
        if taken != self.sheet.taken:
            self.sheet.taken = taken
            if taken is not None:
                self.sheet.sentence = self.sheet.sentence_near(taken[0])
            self.sync_cursor()
            self.viewport().update()

    def announce_range(self) -> None:
        """Say which words are taken."""
        if self.sheet.taken is not None:
            clipboard = QGuiApplication.clipboard()
            if clipboard.supportsSelection():
                clipboard.setText(self._words(*self.sheet.taken), clipboard.Mode.Selection)
            self.range_taken.emit(*self.sheet.taken)
            if self.sheet.sentence >= 0:
                self.sentence_moved.emit(self.sheet.sentence)

    def preview_resize(self, span: Span) -> None:
        """Show the chosen highlight at another place, until ``commit_resize``."""
        self.sheet.resized = span
        self.viewport().update()

    def commit_resize(self) -> None:
        """Ask for the chosen highlight's new place; it is shown there until its new self is put."""
        mark, span = self.sheet.chosen(), self.sheet.resized
        if mark is None or span is None or span == (mark.start, mark.end):
            self.sheet.resized = None
        elif self._asked != (mark, span):
            self._asked = (mark, span)
            self.resize_asked.emit(mark.highlight_id, *span)

    def let_go(self) -> bool:
        """Close what is open, or let go what is taken; false where there was neither."""
        if self.peeker.is_open:
            self.peeker.close_card()
        elif self.card.isVisible():
            self.notes.close()
        elif self.sheet.resized is not None:
            self.sheet.resized = None
        elif self.sheet.taken is not None:
            self.take_range(None)
        else:
            return False
        self.repaint_page()
        return True

    def open_here(self) -> bool:
        """Open what is here: the claim of the card, a note of the sentence, or the chosen claim; false for nothing."""
        if not self.peeker.is_open and self.notes.open():
            return True
        anything = self.peeker.is_open or bool(self.sheet.claim_id)
        self.peeker.open_claim()
        return anything

    # Copying --------------------------------------------------------------------------------------------------------

    def copy_words(self) -> None:
        """Copy what is taken, or the sentence, as plain text."""
        span = self.sheet.taken or self.current_sentence()
        if span is not None:
            QGuiApplication.clipboard().setText(self._words(*span))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Copy"), self.copy_words)
        menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        if self.sheet.taken is not None:
            data.setText(self._words(*self.sheet.taken))
        return data

    def _words(self, start: int, end: int) -> str:
        """The words of the revision itself, so that no separator of Qt's gets into the clipboard."""
        return self.sheet.page.text[start:end]

    def sync_cursor(self, point: int | None = None) -> None:
        """Tell assistive technology, by the editor's own cursor, where the reader is: in the sentence, or at a point.

        Words that are taken come first.
        """
        to_units = self.sheet.page.offsets.to_units
        span = self.sheet.taken
        sentence = self.current_sentence()
        if span is None and sentence is not None:
            start = sentence[0] if point is None else point
            span = (start, start)
        if span is not None:
            cursor = self.textCursor()
            cursor.setPosition(to_units(span[0]))
            cursor.setPosition(to_units(span[1]), QTextCursor.MoveMode.KeepAnchor)
            at = self.strip.value()
            self.setTextCursor(cursor)
            self.strip.setValue(at)  # it scrolls by rules of its own

    # Events ---------------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.take_word(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not handle_key(self, event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift:
            self.commit_resize()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit_resize()
        self.viewport().update()

    def on_claim_pressed(self, claim_id: str) -> None:
        """A mark in the gutter was pressed."""
        self.go_to_claim(claim_id)
        self.claim_clicked.emit(claim_id)
