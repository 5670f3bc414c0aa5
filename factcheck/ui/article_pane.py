"""The middle of the window: toolbar, banners, and below them the article or the page that stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.article.skeleton import SkeletonView
from factcheck.ui.article_toolbar import ArticleToolbar
from factcheck.ui.banners import BannerArea
from factcheck.ui.start.start_page import StartPage
from factcheck.ui.widgets import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from factcheck.domain.draft import Note
    from factcheck.ui.article.finder import Finder
    from factcheck.ui.article.view import ArticleView
    from factcheck.ui.drafts.compare_page import ComparePage
    from factcheck.ui.drafts.review_page import ReviewPage
    from factcheck.ui.press.press_page import PressPage
    from factcheck.ui.start.empty_page import EmptyPage

Span = tuple[int, int]

MOST_FOUND: Final = 100  # characters taken that are looked for


class ArticlePane(QWidget):
    """Places what stands in the middle, and answers where the reader is.

    ``view``, ``finder`` and ``empty`` are there once ``furnish`` was called: the first picture does without.
    """

    view: ArticleView
    finder: Finder
    empty: EmptyPage
    review: ReviewPage
    compare: ComparePage
    press: PressPage

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("center")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(300)
        self.toolbar = ArticleToolbar()
        self.banners = BannerArea()
        self.start, self.skeleton = StartPage(), SkeletonView()
        self.stack = QStackedWidget()
        self.stack.setObjectName("stack")
        for page in (self.start, self.skeleton):
            self.stack.addWidget(page)
        self._alone = False
        self.corner = IconButton("minimize-2", _("Leave reading mode"), key="Esc", size=17, side=30)
        self.corner.setParent(self)
        self.corner.hide()
        self.banners.focus_left.connect(self.on_focus_left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.banners)
        column.addWidget(self.stack, 1)

    def furnish(self) -> None:
        """Add the pages of an open project."""
        from factcheck.ui.article.finder import Finder
        from factcheck.ui.article.view import ArticleView
        from factcheck.ui.start.empty_page import EmptyPage

        self.view, self.empty = ArticleView(), EmptyPage()
        self.finder, bar = Finder(self.view), self.toolbar.find_bar
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        self.finder.found.connect(self.on_found)
        bar.asked.connect(self.on_find_asked)
        bar.stepped.connect(self.finder.step)
        bar.closed.connect(self.close_find)
        bar.put_back_asked.connect(self.on_put_back_asked)

    def on_focus_left(self) -> None:
        """What had the focus is gone: the page takes it, so that the letter keys go on acting."""
        page = self.stack.currentWidget()
        if page is not None:
            page.setFocus()

    def show_page(self, page: QWidget) -> None:
        """Show the article, the skeleton, or a page that stands in their place."""
        self.stack.setCurrentWidget(page)
        if page is self.skeleton:
            self.toolbar.clear()
        elif page is not getattr(self, "view", None):
            self.toolbar.show_find(False)
        self._fit_toolbar()

    def show_alone(self, alone: bool) -> None:
        """Show the article without its toolbar, which comes where words are looked for; or with it again."""
        self._alone = alone
        self._fit_toolbar()

    def _fit_toolbar(self) -> None:
        page, finding = self.stack.currentWidget(), not self.toolbar.find_bar.isHidden()
        told = page in {self.skeleton, getattr(self, "view", None)}
        self.toolbar.setVisible(told and (finding or not self._alone))
        self.corner.setVisible(self._alone and not finding)
        self.corner.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = 26  # the strip and a little
        x = beside if self.isRightToLeft() else self.width() - self.corner.width() - beside
        self.corner.move(x, 10)

    @property
    def has_article(self) -> bool:
        """Whether an article is shown."""
        return self.stack.currentWidget() is self.view

    # --- finding words -----------------------------------------------------------------------------

    def open_find(self) -> None:
        """Open the bar that finds words, with the words taken in it, where they are not many."""
        taken, bar = self.taken(), self.toolbar.find_bar
        words = self.view.sheet.page.text[slice(*taken)] if taken else ""
        if bar.isHidden():
            self.finder.begin()
            self.toolbar.show_find(True)
            self._fit_toolbar()
        bar.begin(words if len(words) <= MOST_FOUND and "\n" not in words else "")
        self.on_find_asked()

    def step_find(self, by: int) -> None:
        """Go to the next hit (1) or the previous one (-1); the last words are looked for again where none are."""
        if self.toolbar.find_bar.isHidden():
            self.open_find()
        else:
            self.finder.step(by)

    def close_find(self) -> None:
        """Close the bar; the words of the current hit are taken."""
        self.finder.stop()
        self.toolbar.show_find(False)
        self._fit_toolbar()
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def on_find_asked(self) -> None:
        """Other words are looked for."""
        bar = self.toolbar.find_bar
        self.finder.look_for(bar.field.text(), exact=bar.exact.isChecked(), whole=bar.whole.isChecked())

    def on_found(self) -> None:
        """Tell how many hits there are."""
        search, number = self.finder.search, self.view.sheet.hit + 1
        count, done = (len(search), search.done) if search is not None else (0, True)
        self.toolbar.find_bar.show_count(number, count, done=done, left_out=self.finder.left_out is not None)

    def on_put_back_asked(self) -> None:
        """Ask to put back the stretch that is left out where the current hit stands."""
        omission_id = self.finder.await_put_back()
        if omission_id:
            self.view.omission_toggled.emit(omission_id, True)

    # --- where the reader is -----------------------------------------------------------------------

    def taken(self) -> Span | None:
        """The words that the reader took."""
        return self.view.current_range()

    def sentence(self) -> Span | None:
        """The sentence under the cursor."""
        return self.view.current_sentence()

    def claim_on(self, span: Span | None) -> str:
        """The claim that stands on just these words ("": none)."""
        if span is None:
            return ""
        marks = self.view.sheet.marks.between(*span)
        return next((mark.claim_id for mark in marks if (mark.start, mark.end) == span), "")

    def sentences_taken(self) -> list[Span]:
        """The sentences that the words taken reach into, or the one under the cursor."""
        taken, sentence = self.taken(), self.sentence()
        if taken is None:
            return [sentence] if sentence else []
        start, end = taken
        return [span for span in self.view.sheet.sentences if span[0] < end and span[1] > start]

    def decided(self) -> list[Span]:
        """The sentences of which somebody said that there is nothing to check."""
        return self.view.sheet.decided

    def release(self) -> None:
        """Let go of the words taken."""
        self.view.take_range(None)

    def note_here(self) -> Note | None:
        """The note that is open, or the first one of the sentence; comments of the writer's among them."""
        view = self.view
        if view.card.key:
            notes = [note for notes in view.sheet.page.notes.values() for note in notes]
            return next((note for note in notes if note.key == view.card.key), None)
        return next(iter(view.notes.here()), None)

    def next_open(self) -> Span | None:
        """The next sentence, from here on and round again, that is untouched or holds a claim that is open.

        In a sentence that is dealt with but for some words, the next of these words.
        """
        sheet, taken = self.view.sheet, self.taken()
        here = sheet.sentences[sheet.sentence][0] - 1 if 0 <= sheet.sentence < len(sheet.sentences) else -1
        point = taken[0] if taken else here
        number, word = sheet.open_after(sheet.sentence), sheet.word_after(point)
        sentence = sheet.sentences[number] if number >= 0 else None
        if word is None or sentence is None:
            return word[:2] if word is not None else sentence
        # The text goes round: what comes first behind here counts.
        length = len(sheet.page.text) + 1
        return min((sentence, word[:2]), key=lambda span: (span[0] - point - 1) % length)

    def spans_taken(self) -> list[Span]:
        """The words taken, sentence by sentence: a whole sentence where no word of it is left out."""
        taken = self.taken()
        if taken is None:
            return self.sentences_taken()
        text, spans = self.view.sheet.page.text, []
        for start, end in self.sentences_taken():
            low, high = max(start, taken[0]), min(end, taken[1])
            rest = text[start:low] + text[high:end]
            spans.append((low, high) if any(map(str.isalnum, rest)) else (start, end))
        return spans
