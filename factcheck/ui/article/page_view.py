"""The page of an article as a widget: column, gutter, strip, rows of folded stretches, and how all of it is painted."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from factcheck.domain.draft import Note, Structure
from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.article import gutter, painting
from factcheck.ui.article.fold_rows import FoldRows
from factcheck.ui.article.folding import Fold
from factcheck.ui.article.head import Head
from factcheck.ui.article.line_kinds import BODY
from factcheck.ui.article.note_card import NoteCard
from factcheck.ui.article.reading_style import ReadingStyle
from factcheck.ui.article.sheet import Sheet
from factcheck.ui.article.strip import WIDTH as STRIP
from factcheck.ui.article.strip import CoverageStrip
from factcheck.ui.article.typesetting import ABOVE, FOLD_ROW, OVERHANG, Typeset, set_in, typeset
from factcheck.ui.fonts import reading_font

_NEARER: Final = 4  # times to scroll to a place: what is laid out above it on the way there may move it
_SETTLES_AFTER: Final = 120  # milliseconds without a change of the page's height


class PageView(QTextEdit):
    """Lays out a ``Sheet`` in a column of fixed width, so that a wider window breaks no line anew."""

    omission_toggled = Signal(str, bool)
    restyled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article")
        self.setAccessibleName(_("Article text"))
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)  # a file that is dropped here is the window's
        self.setCursorWidth(0)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.viewport().setMouseTracking(True)
        # What is taken is painted under the text, with the highlights: the editor's own mark would hide them.
        unseen = QPalette()
        unseen.setColor(QPalette.ColorRole.Highlight, QColor(0, 0, 0, 0))
        self.setPalette(unseen)
        self.reading = ReadingStyle()
        self._language = "en"
        self._structure = Structure()
        self._head = Head("", "", "en", has_lines=False)
        self._shown: QTextDocument | None = None
        self._rows = FoldRows(self)
        self._kept: tuple[tuple[int, float], int] = ((0, 0.0), -1)  # the place gone to last, and where the strip stood
        self._stays: tuple[int, float] | None = None  # the last line in view and where it begins on the page
        self._settling = QTimer(self, interval=_SETTLES_AFTER, singleShot=True)
        self._settling.timeout.connect(self.on_settled)
        self.sheet = Sheet(self._typeset(""))
        self.strip = CoverageStrip(self, self.sheet)
        self.setVerticalScrollBar(self.strip)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.gutter = gutter.Gutter(self, self.viewport(), self.sheet)
        self.card = NoteCard(self.viewport())
        self.strip.valueChanged.connect(self.on_scrolled)
        themes.theming.theme_changed.connect(self.on_theme_changed)
        self.attach()

    # The text -------------------------------------------------------------------------------------------------------

    def set_text(self, text: str, structure: Structure, language: str, head: Head) -> None:
        """Begin a new sheet for a text; it is shown by ``attach``."""
        self._structure, self._language, self._head = structure, language, head
        self.sheet = Sheet(self._typeset(text))

    def attach(self) -> None:
        """Show the sheet from its beginning."""
        old, self._shown = self._shown, self.sheet.page.document
        self._take_font()
        self.place_column()
        self.setDocument(self.sheet.page.document)
        self.sheet.page.layout.documentSizeChanged.connect(self.on_page_resized)
        if old is not None and old is not self._shown:
            old.deleteLater()
        self._rows.clear()
        self._stays, self._kept = None, ((0, 0.0), -1)
        self.strip.show_sheet(self.sheet)
        self.gutter.show_sheet(self.sheet)
        self.strip.setValue(0)
        self._settling.start()

    def set_reading(self, style: ReadingStyle) -> None:
        """Set the text in another size, font or measure; the words at the top of the view stay there."""
        if style == self.reading:
            return
        self.reading = style
        top = self.top_place()
        self._take_font()  # the editor hands it on to the document, which is set in its own fonts after that
        set_in(self.sheet.page, style, theme=themes.current(), rooms=self._rooms())
        self.sheet.on_page_set()
        self.attach()
        self.keep_place(top)
        self.refresh()
        self.restyled.emit()

    def _take_font(self) -> None:
        style = self.reading
        self.setFont(reading_font(round(BODY * style.zoom), 400, self._language, style.face))

    def _typeset(self, text: str) -> Typeset:
        return typeset(
            text,
            self._structure,
            language=self._language,
            theme=themes.current(),
            parent=self,
            style=self.reading,
            rooms=self._rooms(),
        )

    def _rooms(self) -> tuple[float, float]:
        return self._head.above(self.reading, self._column()), self._head.after(self.reading)

    # Places ---------------------------------------------------------------------------------------------------------

    def to_page(self, place: QPointF) -> QPointF:
        """A place in the viewport, on the page."""
        return place + QPointF(self.horizontalScrollBar().value(), self.strip.value())

    def to_viewport(self, rect: QRectF) -> QRectF:
        """A rectangle of the page, in the viewport."""
        return rect.translated(-self.horizontalScrollBar().value(), -self.strip.value())

    def show_span(self, start: int, end: int) -> None:
        """Scroll so that a stretch can be read; not where it can already."""
        rects = self.sheet.geometry.rects(start, end)
        if not rects:
            return
        top, bottom = rects[0].top() - self.strip.value(), rects[-1].bottom() - self.strip.value()
        height = self.viewport().height()
        if top < 60 or bottom > height - 80:
            self._scroll_to(rects[0].top() - height * 0.35)

    def show_fold(self, fold: Fold) -> None:
        """Scroll to the row of a stretch that is left out."""
        lines = self.sheet.page.lines
        anchor = fold.anchor if fold.anchor >= 0 else len(lines) - 1
        frame = self.sheet.geometry.frame(self.sheet.geometry.block(anchor))
        top = frame.top() - self.strip.value() - fold.rows * FOLD_ROW
        if not 0 < top < self.viewport().height() - 80:
            self._scroll_to(frame.top() - fold.rows * FOLD_ROW - self.viewport().height() * 0.35)

    def top_place(self) -> tuple[int, float]:
        """The code point where the first line in view begins, and how far below the top it stands, in pixels."""
        top, page = self.strip.value(), self.sheet.page
        for block, frame in self.sheet.geometry.blocks_between(top + 8, top + 8 + self.viewport().height()):
            layout = block.layout()
            for line in map(layout.lineAt, range(layout.lineCount())):
                if frame.top() + line.y() + line.height() > top + 8:
                    point = page.offsets.to_points(block.position() + line.textStart())
                    return point, frame.top() + line.y() - top
        return 0, 0

    def keep_place(self, place: tuple[int, float]) -> None:
        """Scroll to what ``top_place`` told."""
        for _each in range(_NEARER):
            rects = self.sheet.geometry.rects(place[0], place[0] + 1)
            if not rects or round(rects[0].top() - place[1]) == self.strip.value():
                break
            self._scroll_to(rects[0].top() - place[1])
        self._kept = place, self.strip.value()

    def _place_kept(self) -> tuple[int, float]:
        """The place gone to last, where the reader has not scrolled since; else what stands at the top."""
        place, value = self._kept
        return place if value == self.strip.value() else self.top_place()

    def _fit(self, place: tuple[int, float]) -> None:
        """Fit the column into another width; the words of a place stay where they were."""
        self.place_column()
        if place[0] or self.strip.value():
            self.keep_place(place)
        self._place_rows()

    def _scroll_to(self, top: float) -> None:
        """Scroll to a height of the page, whatever was in view."""
        self._stays = None
        self.sheet.page.layout.tell()
        self.strip.setValue(round(top))
        self._lay_out_view()

    def place_column(self) -> None:
        """Put column and gutter where the width of the view wants them."""
        width, column = self.width() - STRIP, self._column()
        side = max(64, (width - column) // 2)
        left, right = side - OVERHANG, max(OVERHANG, width - column - side - OVERHANG)
        if self.viewportMargins().left() != left or self.viewportMargins().right() != right:
            self.setViewportMargins(left, 0, right, 0)
        if self.lineWrapColumnOrWidth() != column + 2 * OVERHANG:
            self.setLineWrapColumnOrWidth(column + 2 * OVERHANG)
            self._fit_head(column)
            self.sheet.geometry.forget()
            self._settling.start()
        x = side + column + 6 if self.sheet.page.right_to_left else side - 66
        x += STRIP if self.isRightToLeft() else 0  # there the strip stands on the left
        self.gutter.setGeometry(QRect(x, 0, gutter.WIDTH, self.height()))

    def _column(self) -> int:
        """The width of the column: as the reader likes it, where there is room."""
        return max(160, min(self.reading.column, self.width() - STRIP - 100))

    def _fit_head(self, column: int) -> None:
        """Leave as much room above the text as its title takes in a column of this width."""
        frame = self.sheet.page.document.rootFrame()
        made = frame.frameFormat()
        above = ABOVE + self._head.above(self.reading, column)
        if made.topMargin() != above:
            made.setTopMargin(above)
            frame.setFrameFormat(made)

    def waits(self) -> bool:
        """Whether the strip is still to be drawn, or waits for the layout to come to rest (for pictures)."""
        return self._settling.isActive() or self.strip.waits()

    # Painting -------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Paint everything anew: many marks, or all states, are other ones."""
        self.strip.redraw()
        self._place_rows()
        self.repaint_page()

    def repaint_page(self) -> None:
        """Paint page and gutter anew."""
        self.viewport().update()
        self.gutter.update()
        self.strip.update()

    def repaint_span(self, start: int, end: int) -> None:
        """Paint anew what lies at a stretch, where it is in view."""
        first, last = self.in_view()
        if start <= last and end >= first:
            for rect in self.sheet.geometry.rects(max(start, first), min(end, last)):
                # Tints, stacked underlines and outlines reach a little beyond the words.
                self.viewport().update(self.to_viewport(rect).toAlignedRect().adjusted(-9, -7, 9, 18))
                self.gutter.repaint_beside(self.to_viewport(rect))

    def in_view(self) -> tuple[int, int]:
        """The first and the last code point of the lines in view."""
        band = (self.strip.value(), self.strip.value() + self.viewport().height())
        numbers = [block.blockNumber() for block, _frame in self.sheet.geometry.blocks_between(*band)]
        if not numbers:
            return 0, 0
        return self.sheet.page.lines[numbers[0]], self.sheet.page.line_end(numbers[-1])

    def paintEvent(self, event: QPaintEvent) -> None:
        band = QRectF(event.rect()).translated(0, self.strip.value())
        painter = self._painter()
        if band.top() < 1000:
            self._paint_head(painter)
        painting.paint_below(painter, self.sheet, band, focused=self.hasFocus())
        painter.end()
        super().paintEvent(event)
        painter = self._painter()
        painting.paint_above(painter, self.sheet, band)
        painter.end()

    def _painter(self) -> QPainter:
        """A painter of the page; what it is told to paint at the left stays there in every window."""
        painter = QPainter(self.viewport())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.translate(0, -self.strip.value())
        return painter

    def _paint_head(self, painter: QPainter) -> None:
        last = self.sheet.geometry.end_of(self.sheet.page.last_head)
        place = QRectF(OVERHANG, ABOVE, self.lineWrapColumnOrWidth() - 2 * OVERHANG, 2000)
        self._head.paint(painter, place, self.reading, last)

    # Rows of folded stretches and the note's card -------------------------------------------------------------------

    def _place_rows(self) -> None:
        """Put the rows of folded stretches where they fold."""
        self._rows.place(*self._around_view())

    def _around_view(self) -> tuple[int, int]:
        """The band of the page that is in view, and what reaches into it: tints a little, rows of folds far."""
        top, height = self.strip.value(), self.viewport().height()
        beyond = height if self.sheet.folds else 60
        return top - beyond, top + height + beyond

    def show_card(self, key: str) -> bool:
        """Open the card of a note below its line; false where there is no such note."""
        notes = self._structure.notes
        note = next((each for each in notes if each.key == key), None)
        if note is None:
            return False
        self.card.show_note(note, _answers(notes, key))
        self.show_span(max(0, note.end - 1), note.end + 1)
        rects = self.sheet.geometry.rects(max(0, note.end - 1), max(1, note.end))
        if rects:
            self.place_card(self.card, QRectF(rects[-1].right() - 60, rects[-1].top(), 60, rects[-1].height()))
        self.card.show()
        self.card.raise_()
        return True

    def place_card(self, card: QWidget, words: QRectF, beside: int = 0) -> None:
        """Put a card below words of the page, or above where it has more room; ``beside`` is how far out it begins."""
        line, room = self.to_viewport(words), self.viewport().size()
        left = round(line.left()) - beside
        if self.sheet.page.right_to_left:
            left = round(line.right()) + beside - card.width()
        y = round(line.bottom()) + 8
        if y + card.height() > room.height() and line.top() > card.height() + 8:
            y = round(line.top()) - card.height() - 8
        card.move(max(0, min(left, room.width() - card.width() - 4)), y)

    # Events ---------------------------------------------------------------------------------------------------------

    def on_theme_changed(self, theme: themes.Theme) -> None:
        """Take the theme's inks."""
        self.sheet.page.recolour(theme)
        self.sheet.forget_looks()
        self.refresh()

    def on_page_resized(self) -> None:
        """What came into view is higher or lower than was guessed, or a stretch was folded."""
        self._lay_out_view()
        self._settling.start()

    def on_settled(self) -> None:
        """No line turned out otherwise for a while: the strip takes the places as they are now."""
        self.strip.settle()
        self._place_rows()

    def on_scrolled(self, value: int) -> None:
        """The page was scrolled."""
        self._lay_out_view()
        self.gutter.scroll_to(self.strip.value())
        self._place_rows()

    def _lay_out_view(self) -> None:
        """Lay out what comes into view. What was guessed wrong above words that stay there does not move them."""
        geometry, value, height = self.sheet.geometry, self.strip.value(), self.viewport().height()
        stays, self._stays = self._stays, None
        blocks = [(block.blockNumber(), frame.top()) for block, frame in geometry.blocks_between(*self._around_view())]
        if stays is not None and stays[0] in range(len(self.sheet.page.lines)):
            top = geometry.frame(geometry.block(stays[0])).top()
            if round(top - stays[1]) and abs(stays[1] - value) < 2 * height:
                self.sheet.page.layout.tell()
                self.strip.setValue(value + round(top - stays[1]))
                return  # it comes here again
        self._stays = blocks[-1] if blocks else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self._place_kept()
        super().resizeEvent(event)
        self._fit(place)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit(self._place_kept())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.set_reading(self.reading.zoomed(1 if event.angleDelta().y() > 0 else -1))
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()


def _answers(notes: tuple[Note, ...], key: str) -> list[Note]:
    """The comments that answer a comment, and those that answer them, in the order of the file."""
    known = {key}
    for note in notes:  # an answer stands after what it answers
        if note.parent in known:
            known.add(note.key)
    return [note for note in notes if note.key in known - {key}]
