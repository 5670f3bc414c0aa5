"""The coverage strip: the article's scroll bar, which also shows every claim and all that nobody has dealt with."""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QToolTip, QWidget

from factcheck.locales import labelled, listed, number
from factcheck.text.coverage import PARTLY, UNTOUCHED
from factcheck.translation import _, ngettext
from factcheck.ui import theme as themes
from factcheck.ui.article.spoken import coverage_in_words

if TYPE_CHECKING:
    from factcheck.project.queries.articles import Mark
    from factcheck.ui.article.sheet import Sheet
    from factcheck.ui.verdicts import VerdictLook

WIDTH: Final = 16
_MIRRORED: Final = QTransform(-1, 0, 0, 1, WIDTH, 0)
_TOLD: Final = 5  # claims that a tip tells of
_EXCERPT: Final = 60
_LOOKS: Final = operator.attrgetter("rating_id", "status")  # what the look of a highlight depends on
_LEAST: Final = 3  # pixels that a highlight is high at least
_CALM: Final = 150  # milliseconds without a change
_AFTER: Final = 20  # milliseconds from the first words on screen until the strip is filled: a frame later
_BAND: Final = 40  # pixels that are drawn without a look at how much that was
_MUCH: Final = 1_000  # sentences, words and highlights: what a frame has time for
_ROW: Final = 4  # as many of these take as long as a row of pixels
_LEFT: Final = 5
_BROAD: Final = 6
# Meaning is never colour alone: each pattern under the words has a shape on the strip, told by three rows of pixels.
_SHAPES: Final = {
    "solid": ("######", "######", "######"),
    "double": ("##..##", "##..##", "##..##"),
    "dashed": ("..##..", ".####.", "######"),
    "zigzag": ("##..##", "..##..", "##..##"),
    "dotted": ("......", "..##..", "..##.."),
    "fine": ("######", "#....#", "######"),
    "wave": ("###...", ".####.", "...###"),
    "thick": ("######", "##..##", "##..##"),
    "longdash": ("####..", "####..", "####.."),
    "dashdot": ("######", "......", "..##.."),
    "dashdotdot": ("######", "......", "##..##"),
}


@lru_cache(maxsize=128)
def _tile(pattern: str, colour: str, ratio: float) -> QPixmap:
    """A pattern's shape, to be repeated downwards."""
    tile = QPixmap(round(_BROAD * ratio), round(_LEAST * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    for y, row in enumerate(_SHAPES.get(pattern, _SHAPES["solid"])):
        for x, dot in enumerate(row):
            if dot == "#":
                painter.fillRect(x, y, 1, 1, QColor(colour))
    painter.end()
    return tile


class CoverageStrip(QScrollBar):
    """A real scroll bar. Its marks are drawn once and kept; where something changes, that stretch is drawn anew.

    All of them are drawn in several frames; ``filled`` tells that they are there.
    """

    filled = Signal()

    def __init__(self, parent: QWidget, sheet: Sheet) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAccessibleName(_("Position in the article, and its claims"))
        self._sheet = sheet
        self._drawn: QPixmap | None = None
        self._drawn_to = 0  # down to this height the marks are as they are now
        self._stale: tuple[int, int] | None = None  # the stretch of the text beside which marks were changed
        # Where each line begins and how high it is, in shares of the page's height.
        self._tops: list[float] = []
        self._heights: list[float] = []
        # A book's words are on screen before all that stands in it is looked through.
        self._filled = False
        self._filling = QTimer(self, interval=_AFTER, singleShot=True)
        self._filling.timeout.connect(self.on_filling)
        self._going_on = QTimer(self, interval=0, singleShot=True)
        self._going_on.timeout.connect(self.on_gone_on)
        # What it shows is put into words once it is at rest, where a screen reader listens.
        self._telling = QTimer(self, interval=_CALM, singleShot=True)
        self._telling.timeout.connect(lambda: self.setAccessibleDescription(coverage_in_words(self._sheet)))
        self._hits: list[tuple[float, float]] | None = None  # where words were found, as stretches of the strip

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another article."""
        self._sheet = sheet
        self._tops = []
        self._filled, self._drawn = False, None
        self.settle()

    def waits(self) -> bool:
        """Whether its marks are still to be drawn."""
        return self._drawn_to < self.height() and self.isVisible()

    def on_filling(self) -> None:
        """The words are on screen: now the marks are drawn."""
        self._filled = True
        self.update()

    def on_gone_on(self) -> None:
        """Some marks are drawn: draw more of them, or tell that all are there."""
        if self._drawn_to < self.height():
            self.update()
        else:
            self.filled.emit()

    def redraw(self) -> None:
        """Draw the marks anew at the next paint."""
        self._drawn_to, self._hits = 0, None
        self.update()

    def show_hits(self) -> None:
        """Show where words were found, or no longer."""
        self._hits = None
        self.update()

    def redraw_between(self, start: int, end: int) -> None:
        """Draw anew, at the next paint, what stands beside a stretch of the text."""
        stale = self._stale or (start, end)
        self._stale = min(start, stale[0]), max(end, stale[1])
        self.update()

    def settle(self) -> None:
        """Take the places of the lines as they are by now, where that is seen on the strip."""
        layout = self._sheet.page.layout
        whole = max(1.0, layout.documentSize().height())
        tops, heights = ([place / whole for place in places] for places in layout.places())
        near = 0.5 / max(1, self.height())
        if len(tops) != len(self._tops) or max(map(abs, map(operator.sub, self._tops, tops))) > near:
            self._tops, self._heights = tops, heights
            self.redraw()

    def share(self, point: int) -> float:
        """How far down the page a code point stands, from 0 to 1."""
        return self._ys([point])[0] / max(1, self.height())

    def _ys(self, points: Sequence[int]) -> list[float]:
        """How far down the strip code points stand, in pixels."""
        page, high = self._sheet.page, self.height()
        lines, tops, heights, end = page.lines, self._tops, self._heights, len(page.text) + 1
        numbers = [bisect_right(lines, point) - 1 for point in points]
        return [
            high * (tops[n] + heights[n] * (p - lines[n]) / ((lines[n + 1] if n + 1 < len(lines) else end) - lines[n]))
            for p, n in zip(points, numbers, strict=True)
        ]

    def _points(self, ys: Iterable[float]) -> list[int]:
        """The first code points that begin below heights of the strip, in pixels."""
        page, high = self._sheet.page, max(1, self.height())
        length = len(page.text)
        found = []
        for share in (y / high for y in ys):
            line = max(0, bisect_right(self._tops, share) - 1)
            within = min(1.0, max(0.0, share - self._tops[line]) / (self._heights[line] or 1))
            end = page.lines[line + 1] if line + 1 < len(page.lines) else length + 1
            found.append(page.lines[line] + ceil(within * (end - page.lines[line])))
        return found

    def point_at(self, y: float) -> int:
        """The code point that stands beside a height of the strip: the inverse of ``share``."""
        return min(self._points([y])[0], len(self._sheet.page.text))

    def _hits_placed(self) -> list[tuple[float, float]]:
        """Where words were found; where hits are more than pixels, each row of these asks whether it has one."""
        if self._hits is None:
            search, joined = self._sheet.search, list[tuple[float, float]]()
            if search is not None and len(search) > self.height():
                for y, (start, end) in enumerate(pairwise(self._points(range(self.height() + 1)))):
                    if start < end and search.numbers_between(start, end):
                        joined.append((y, y + 2))
            elif search is not None:
                joined = [(y - 1, y + 1.5) for y in self._ys(search.starts)]
            self._hits = joined
        return self._hits

    def told_at(self, y: float) -> str:
        """What stands beside a height of the strip, in words: claims, hits, and whether anybody has dealt with it."""
        sheet = self._sheet
        start, end = self._points((y - 2, y + 2))
        end = max(end, start + 1)
        marks = list({mark.claim_id: mark for mark in sheet.marks.between(start, end)}.values())
        numbers = sheet.marks.numbers() if marks else {}
        told = []
        for mark in marks[:_TOLD]:
            words = " ".join(sheet.page.text[mark.start : min(mark.end, mark.start + _EXCERPT)].split())
            more = "…" if mark.end > mark.start + _EXCERPT else ""
            told.append(f"{number(numbers[mark.claim_id])}  {sheet.look(mark).label}  “{words}{more}”")
        rest = len(marks) - _TOLD
        if rest > 0:
            told.append(ngettext("and {n} more", "and {n} more", rest).format(n=number(rest)))
        hits = len(sheet.search.numbers_between(start, end)) if sheet.search is not None else 0
        if hits:
            told.append(ngettext("{count} hit", "{count} hits", hits).format(count=number(hits)))
        if sheet.is_untouched(start, end):
            told.append(_("Not dealt with yet"))
        unchecked = sheet.words_left(start, end)[:_TOLD]
        if unchecked:
            found = (" ".join(sheet.page.text[word.start : word.end].split()) for word in unchecked)
            some = listed(f"“{one[:_EXCERPT]}”" for one in found)
            told.append(labelled(_("Unchecked"), some))
        return "\n".join(told)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            words = self.told_at(event.pos().y())
            # As plain text: the words of an article are no mark-up.
            QToolTip.showText(event.globalPos(), f"<div style='white-space: pre-wrap'>{escape(words)}</div>", self)
            if not words:
                QToolTip.hideText()
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drawn = self._hits = None
        self._drawn_to = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        if QAccessible.isActive():
            self._telling.start()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.maximum() > 0:
            thumb = QColor(theme.text)
            thumb.setAlphaF(0.10)
            painter.setBrush(thumb)
            painter.drawRoundedRect(self._thumb().adjusted(2, 0, -2, 0), 4, 4)
        if self._filled:
            painter.drawPixmap(0, 0, self._marks_drawn())
        elif self._sheet.whole and not self._filling.isActive():
            self._filling.start()
        if self.isRightToLeft():
            painter.setTransform(_MIRRORED)
        chosen = self._sheet.marks.of_claim(self._sheet.claim_id)
        for mark, top, bottom in self._placed(chosen):
            painter.setBrush(QColor(self._sheet.look(mark).strong))
            painter.drawRoundedRect(QRectF(3, top, 10, bottom - top), 1.5, 1.5)
        for top, bottom in self._hits_placed():
            painter.fillRect(QRectF(12, top, 3, bottom - top), QColor(theme.found_strong))
        painter.setPen(QColor(theme.line))
        painter.drawLine(0, 0, 0, self.height())

    def _thumb(self) -> QRectF:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        control = QStyle.ComplexControl.CC_ScrollBar
        slider = self.style().subControlRect(control, option, QStyle.SubControl.SC_ScrollBarSlider, self)
        return QRectF(0, slider.y(), WIDTH, slider.height())

    def _marks_drawn(self) -> QPixmap:
        """The marks as they are now; of those that were drawn before, only what is stale is drawn anew."""
        drawn, stale, self._stale = self._drawn, self._stale, None
        if drawn is None:
            ratio = self.devicePixelRatioF()
            drawn = self._drawn = QPixmap(round(self.width() * ratio), max(1, round(self.height() * ratio)))
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)  # without it there is no transparency to clear to
        if stale is not None:
            top, bottom = self._ys(stale)
            self._draw_band(drawn, max(0, floor(top) - 3), min(self._drawn_to, ceil(bottom) + 4))
        if self._drawn_to < self.height():
            self._draw_on(drawn)
        return drawn

    def _draw_on(self, drawn: QPixmap) -> None:
        """Draw more of what is still to be drawn: as much as a frame has time for."""
        done = 0
        while self._drawn_to < self.height() and done < _MUCH:
            top, self._drawn_to = self._drawn_to, min(self._drawn_to + _BAND, self.height())
            self._draw_band(drawn, top, self._drawn_to)
            done += self._sheet.amount(*self._points((top, self._drawn_to))) + _ROW * _BAND
        self._going_on.start()

    def _draw_band(self, drawn: QPixmap, top: int, bottom: int) -> None:
        """Draw the marks and what is untouched, between two heights.

        Highlights are many and pixels few: of those that begin beside the same pixel, what would be seen is drawn.
        """
        if top >= bottom:
            return
        sheet, band = self._sheet, QRectF(0, top, WIDTH, bottom - top)
        painter = QPainter(drawn)
        if self.isRightToLeft():
            painter.setTransform(_MIRRORED)
        painter.setClipRect(band)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.fillRect(band, Qt.GlobalColor.transparent)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        theme, drafts = themes.current(), sheet.profile == "drafts"
        # What nobody has dealt with: broad and in the accent for drafts, where it is what counts.
        untouched, breadth = QColor(theme.accent if drafts else theme.edge), 3 if drafts else 2
        first = top - _LEAST
        bounds = self._points(range(first, bottom + 1))
        states, numbers = sheet.states_until(bounds[-1] + 1), sheet.sentences.touched
        for y, (start, end) in enumerate(pairwise(bounds), first):
            some_sentences = numbers(start if start < end else start - 1, end)  # a letter may cover several pixels
            if states.find(UNTOUCHED, *some_sentences) >= 0:
                painter.fillRect(1, y, breadth, 1, untouched)
            elif start < end and states.find(PARTLY, *some_sentences) >= 0 and sheet.words_left(start, end):
                painter.fillRect(1, y, 1, 1, untouched)
            # The last broad one and the last narrow one: they hide the others. In statements all are broad.
            some = sheet.marks.beginning(start, end)
            looks = map(sheet.look_of, dict.fromkeys(map(_LOOKS, some if drafts else some[-1:])))
            for look in {look.loud: look for look in looks}.values():
                self._draw_look(painter, look, y, y + _LEAST)
        long = (_LEAST + 1) * len(sheet.page.text) / max(1, self.height())
        for mark, above, below in self._placed(sheet.marks.between(bounds[0], bounds[-1], longer=long)):
            self._draw_look(painter, sheet.look(mark), round(above), round(below))
        painter.end()

    def _draw_look(self, painter: QPainter, look: VerdictLook, top: int, bottom: int) -> None:
        """Draw a highlight in its verdict's colour and shape; what is settled in drafts is a thin line."""
        if look.loud:
            tile = _tile(look.pattern, look.strong, self.devicePixelRatioF())
            painter.drawTiledPixmap(_LEFT, top, _BROAD, bottom - top, tile)
        else:
            painter.fillRect(_LEFT + 2, top, 2, bottom - top, QColor(look.strong))

    def _placed(self, marks: Sequence[Mark]) -> list[tuple[Mark, float, float]]:
        """Highlights with where they begin and end on the strip, in pixels."""
        tops, ends = self._ys([mark.start for mark in marks]), self._ys([mark.end for mark in marks])
        return [(mark, top, max(top + _LEAST, end - 1)) for mark, top, end in zip(marks, tops, ends, strict=True)]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A press beside the thumb goes there: that is where the mark is that the reader saw.
        if event.button() == Qt.MouseButton.LeftButton and not self._thumb().contains(event.position()):
            share = event.position().y() / max(1, self.height())
            whole = self.maximum() + self.pageStep()
            self.setValue(round(share * whole - self.pageStep() / 2))
        super().mousePressEvent(event)
