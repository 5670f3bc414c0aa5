"""What the mouse does in the article: takes a sentence, words, a highlight or its edge, opens a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBasicTimer, QObject, QPointF, Qt, QTimerEvent
from PySide6.QtGui import QCursor, QGuiApplication, QMouseEvent

from factcheck.ui.article import taking
from factcheck.ui.article.painting import note_rect

if TYPE_CHECKING:
    from factcheck.text.spans import Span
    from factcheck.ui.article.view import ArticleView

_GRAB: Final = 5  # how near to a highlight's edge the pointer takes hold of it, in pixels
_SCROLL_EVERY: Final = 40  # milliseconds, while dragging beyond the border


class Pointer(QObject):
    """Follows one gesture from press to release; places are those of the viewport."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed: QPointF | None = None
        self._anchor = 0
        self._dragging = False
        self._edge = ""  # "start" or "end" of the chosen highlight while it is dragged
        self._timer = QBasicTimer()

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        view, place = self._view, event.position()
        sheet = view.sheet
        self._pressed, self._dragging = place, False
        self._edge = self._edge_at(place)
        self._anchor = sheet.geometry.edge_at(view.to_page(place))
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._extend(place, exact=_exact(event))
            self._pressed = None

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved."""
        if self._pressed is None:
            self._hover(event.position())
            return
        far = (event.position() - self._pressed).manhattanLength()
        if not self._dragging and far < QGuiApplication.styleHints().startDragDistance():
            return
        self._dragging = True
        self._drag(event.position(), exact=_exact(event))
        inside = 0 <= event.position().y() <= self._view.viewport().height()
        if inside:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start(_SCROLL_EVERY, self)

    def release(self, event: QMouseEvent) -> None:
        """The button went up."""
        self._timer.stop()
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, self._pressed = self._pressed, None
        if not self._dragging:
            self._click(pressed)
        elif self._edge:
            self._view.commit_resize()
        else:
            self._view.announce_range()

    def take_word(self, event: QMouseEvent) -> None:
        """Two clicks take the word."""
        self._pressed = None
        point = self._view.sheet.geometry.point_at(self._view.to_page(event.position()))
        if point is not None:
            self._view.take_range(taking.drawn(self._view.sheet.page.text, point, point + 1, exact=False))
            self._view.announce_range()

    def timerEvent(self, event: QTimerEvent) -> None:
        self.scroll(QPointF(self._view.viewport().mapFromGlobal(QCursor.pos())))

    def scroll(self, place: QPointF) -> None:
        """Scroll towards a place beyond the border, and drag on."""
        view = self._view
        below = place.y() - view.viewport().height()
        strip = view.verticalScrollBar()
        strip.setValue(strip.value() + round(below / 2 if below > 0 else min(0.0, place.y() / 2)))
        self._drag(place, exact=False)

    def _click(self, place: QPointF) -> None:
        view = self._view
        key = self._note_at(place)
        if key:
            view.notes.open(key)
            return
        view.notes.close()
        point = view.sheet.geometry.point_at(view.to_page(place))
        if point is None:
            view.take_range(None)
            return
        over = view.sheet.marks.at(point)
        if over:
            # The same place again goes on to the next one out, then begins again with the innermost.
            ids = [mark.highlight_id for mark in over]
            at = ids.index(view.sheet.highlight_id) + 1 if view.sheet.highlight_id in ids else 0
            view.click_mark(over[at % len(over)], point)
            view.peeker.tell_place(over[at % len(over)])
        else:
            view.click_sentence(point)

    def _extend(self, place: QPointF, *, exact: bool) -> None:
        """Shift and a click move the nearer end of what is taken to the pointer."""
        view = self._view
        at = view.sheet.geometry.edge_at(view.to_page(place))
        start, end = view.current_range() or view.current_sentence() or (at, at)
        fixed = end if abs(at - start) < abs(at - end) else start
        view.take_range(taking.drawn(view.sheet.page.text, fixed, at, exact=exact), anchor=fixed)
        view.announce_range()

    def _drag(self, place: QPointF, *, exact: bool) -> None:
        view, sheet = self._view, self._view.sheet
        head = sheet.geometry.edge_at(view.to_page(place))
        if not self._edge:
            view.take_range(taking.drawn(sheet.page.text, self._anchor, head, exact=exact), anchor=self._anchor)
            return
        mark = sheet.chosen()
        if mark is None:
            return
        fixed = mark.end if self._edge == "start" else mark.start
        span: Span = taking.drawn(sheet.page.text, fixed, head, exact=exact)
        # The edge that is not held stays where it is, inside a word too.
        low, high = (span[0], fixed) if self._edge == "start" else (fixed, span[1])
        if low < high:
            view.preview_resize((low, high))

    def _edge_at(self, place: QPointF) -> str:
        """Which edge of the chosen highlight lies under the pointer; empty where none does."""
        sheet = self._view.sheet
        mark = sheet.chosen()
        if mark is None:
            return ""
        rects = sheet.geometry.rects(*sheet.place_of(mark))
        page = self._view.to_page(place)
        if not rects:
            return ""
        first, last = rects[0], rects[-1]
        rtl = sheet.page.right_to_left
        for name, x, rect in (
            ("start", first.right() if rtl else first.left(), first),
            ("end", last.left() if rtl else last.right(), last),
        ):
            if abs(page.x() - x) <= _GRAB and rect.top() - 2 <= page.y() <= rect.bottom() + 4:
                return name
        return ""

    def _note_at(self, place: QPointF) -> str:
        sheet, page = self._view.sheet, self._view.to_page(place)
        for block, frame in sheet.geometry.blocks_between(page.y() - 4, page.y() + 4):
            for note in sheet.page.notes.get(block.blockNumber(), ()):
                if note_rect(sheet, block, frame, note).adjusted(-2, -3, 2, 5).contains(page):
                    return note.key
        return ""

    def _hover(self, place: QPointF) -> None:
        view, sheet = self._view, self._view.sheet
        point = sheet.geometry.point_at(view.to_page(place))
        over = sheet.marks.at(point) if point is not None else []
        if self._edge_at(place):
            shape = Qt.CursorShape.SizeHorCursor
        elif over or self._note_at(place):
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        view.viewport().setCursor(shape)
        # Of several, the chosen one is meant: a click goes on to the next.
        mark = next((each for each in over if each.highlight_id == sheet.highlight_id), over[0] if over else None)
        view.peeker.hover(mark)
        hovered = mark.highlight_id if mark else ""
        if hovered != sheet.hovered_id:
            sheet.hovered_id = hovered
            view.viewport().update()


def _exact(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
