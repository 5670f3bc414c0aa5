"""The middle of the window: toolbar, banners, and below them the article or the page that stands in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from factcheck.ui.article.skeleton import SkeletonView
from factcheck.ui.article_toolbar import ArticleToolbar
from factcheck.ui.banners import BannerArea
from factcheck.ui.start.start_page import StartPage

if TYPE_CHECKING:
    from factcheck.domain.draft import Note
    from factcheck.ui.article.view import ArticleView
    from factcheck.ui.start.empty_page import EmptyPage

Span = tuple[int, int]


class ArticlePane(QWidget):
    """Places what stands in the middle, and answers where the reader is.

    ``view`` and ``empty`` are there once ``furnish`` was called: the first picture does without.
    """

    view: ArticleView
    empty: EmptyPage

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
        self.banners.focus_left.connect(self.on_focus_left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.toolbar)
        column.addWidget(self.banners)
        column.addWidget(self.stack, 1)

    def furnish(self) -> None:
        """Add the pages of an open project."""
        from factcheck.ui.article.view import ArticleView
        from factcheck.ui.start.empty_page import EmptyPage

        self.view, self.empty = ArticleView(), EmptyPage()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)

    def on_focus_left(self) -> None:
        """What had the focus is gone: the page takes it, so that the letter keys go on acting."""
        page = self.stack.currentWidget()
        if page is not None:
            page.setFocus()

    def show_page(self, page: QWidget) -> None:
        """Show the article, the skeleton, the start page or the empty page."""
        self.stack.setCurrentWidget(page)
        self.toolbar.setVisible(page is not self.start and page is not getattr(self, "empty", None))
        if page is self.skeleton:
            self.toolbar.clear()

    @property
    def has_article(self) -> bool:
        """Whether an article is shown."""
        return self.stack.currentWidget() is self.view

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
        return next(iter(view.notes_here()), None)

    def next_open(self) -> Span | None:
        """The next sentence, from here on and round again, that is untouched or holds a claim that is open."""
        from factcheck.text.coverage import DEALT

        sheet = self.view.sheet
        count = len(sheet.sentences)
        for step in range(1, count + 1):
            number = (sheet.sentence + step) % count
            if sheet.states[number] is not None and sheet.states[number] != DEALT:
                return sheet.sentences[number]
        return None
