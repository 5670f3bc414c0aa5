"""Peeking at a claim from its words: the card opens where the pointer rests, or by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.article.peek_card import PeekCard
from factcheck.ui.fonts import font

if TYPE_CHECKING:
    from factcheck.project.queries.articles import Mark
    from factcheck.project.queries.claims import ClaimSheet
    from factcheck.ui.article.view import ArticleView

_RESTS: Final = 400  # milliseconds until a pointer that rests on a highlight asks for its card
_LEAVES: Final = 250  # until the card closes once the pointer has left, so that it can be reached
_TELLS: Final = 1800


class Peeker(QObject):
    """Opens and closes the card; ``asked`` wants a claim to be read, ``opened`` wants it shown in the panel."""

    asked = Signal(str)
    opened = Signal(str)
    mark: Mark | None = None  # the highlight whose card is open, or on its way

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self.card = PeekCard(view.viewport())
        self.tag = PlaceTag(view.viewport())
        self._resting = QTimer(self, interval=_RESTS, singleShot=True)
        self._leaving = QTimer(self, interval=_LEAVES, singleShot=True)
        self._resting.timeout.connect(self.on_rested)
        self._leaving.timeout.connect(self.close_card)
        self.card.pressed.connect(self.open_claim)
        for watched in (self.card, view.viewport()):
            watched.installEventFilter(self)
        view.strip.valueChanged.connect(self.on_scrolled)

    @property
    def is_open(self) -> bool:
        """Whether a card is open."""
        return self.card.isVisible()

    def hover(self, mark: Mark | None) -> None:
        """The pointer is over a highlight, or over none."""
        if mark is not None and self.mark is not None and mark.highlight_id == self.mark.highlight_id:
            self._leaving.stop()
        elif mark is not None:
            self.close_card()
            self.mark = mark
            self._resting.start()
        elif not self.is_open:
            self.close_card()
        elif not self._leaving.isActive():
            self._leaving.start()

    def on_rested(self) -> None:
        """The pointer stayed."""
        if self.mark is not None:
            self.asked.emit(self.mark.claim_id)

    def toggle(self) -> bool:
        """Open the card of the chosen claim, or close it; false where no claim is chosen."""
        mark = self._view.sheet.chosen()
        if self.is_open:
            self.close_card()
            return True
        if mark is not None:
            self._view.show_span(mark.start, mark.end)
            self.mark = mark
            self.asked.emit(mark.claim_id)
        return mark is not None

    def show_claim(self, sheet: ClaimSheet) -> None:
        """Open the card with the claim that was read, where it is still wanted."""
        mark, view = self.mark, self._view
        if mark is None or mark.claim_id != sheet.claim.record.id:
            return
        rating = view.sheet.ratings.get(sheet.claim.record.rating_id or "")
        quote = view.sheet.page.text[mark.start : mark.end]
        self.card.show_claim(sheet, rating, view.sheet.profile, quote, view.sheet.place_among(mark))
        rects = view.sheet.geometry.rects(mark.start, mark.end)
        pointer = view.to_page(view.viewport().mapFromGlobal(view.cursor().pos()).toPointF())
        under = [rect for rect in rects if rect.adjusted(-2, -2, 2, 4).contains(pointer)]
        if not rects:
            return
        view.place_card(self.card, (under or rects)[-1], beside=8)
        if not self.is_open:
            self.card.show()
            self.card.raise_()
            said = QAccessibleAnnouncementEvent(self.card, self.card.accessibleName())
            QAccessible.updateAccessibility(said)

    def open_claim(self) -> None:
        """Ask for the claim of the open card, or else the chosen one, to be shown in the panel."""
        claim_id = self.mark.claim_id if self.is_open and self.mark is not None else self._view.sheet.claim_id
        self.close_card()
        if claim_id:
            self.opened.emit(claim_id)

    def close_card(self) -> None:
        """Close the card, or wait for none any more."""
        self._resting.stop()
        self._leaving.stop()
        self.mark = None
        self.card.hide()

    def on_scrolled(self, _value: int) -> None:
        """The words went from under the card."""
        self.close_card()
        self.tag.hide()

    def cycle(self) -> bool:
        """Choose the next claim on the same words, from the innermost out; false where there is no other."""
        view, sheet = self._view, self._view.sheet
        mark = sheet.chosen()
        if mark is None:
            return False
        over = sheet.over(mark)
        if len(over) < 2:  # the reader pointed where it lies alone
            sheet.pointed = -1
            over = sheet.over(mark)
        if len(over) < 2:
            return False
        following = over[(over.index(mark) + 1) % len(over)]
        view.click_mark(following, max(each.start for each in over))
        view.show_span(following.start, following.end)
        self.tell_place(following)
        return True

    def tell_place(self, mark: Mark) -> None:
        """Say which of the claims on these words is chosen, where there are several."""
        number, count = self._view.sheet.place_among(mark)
        rects = self._view.sheet.geometry.rects(mark.start, mark.end)
        if count < 2 or not rects:
            self.tag.hide()
            return
        self.tag.tell(_("{n} of {count}").format(n=number, count=count), self._view.to_viewport(rects[0]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.mark is None:  # there is nothing to close; nor is there while the window is cleared away
            return False
        if event.type() == QEvent.Type.Enter and watched is self.card:
            self._leaving.stop()
        elif event.type() == QEvent.Type.Leave and self.is_open:
            self._leaving.start()
        elif event.type() == QEvent.Type.Leave or (
            event.type() == QEvent.Type.MouseButtonPress and watched is not self.card
        ):
            self.close_card()
        return False


class PlaceTag(QWidget):
    """A few words at a corner of a highlight; they go by themselves."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._going = QTimer(self, interval=_TELLS, singleShot=True)
        self._going.timeout.connect(self.hide)
        self.hide()

    def tell(self, words: str, rect: QRectF) -> None:
        """Say something at the top of ``rect``, in the parent's pixels."""
        self.words = words
        self.setAccessibleName(words)
        metrics = QFontMetrics(font(11, 600))
        self.resize(metrics.horizontalAdvance(words) + 14, 19)
        self.move(round(rect.right()) - self.width() + 6, max(0, round(rect.top()) - 15))
        self.show()
        self.raise_()
        self.update()
        self._going.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.text))
        painter.drawRoundedRect(self.rect(), 9, 9)
        painter.setPen(QColor(theme.surface))
        painter.setFont(font(11, 600))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
