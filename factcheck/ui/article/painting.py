"""Paints the article's page: highlights and outlines below the text, labels and veils above it.

Everything is measured in the document's own pixels; the view moves the painter. Only lines in view are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextBlock

from factcheck.text.spans import Span
from factcheck.ui import theme as themes
from factcheck.ui.article.line_kinds import BODY
from factcheck.ui.article.sheet import Sheet
from factcheck.ui.article.typesetting import note_font, note_label, note_width
from factcheck.ui.fonts import reading_font
from factcheck.ui.icons import pixmap
from factcheck.ui.verdicts import paint_underline

if TYPE_CHECKING:
    from factcheck.domain.draft import Block, Note

_DEEPEST_TINT: Final = 2  # nested tints are drawn in by two pixels each, so far
_LANE: Final = 4  # pixels between stacked underlines
_LAST_LANE: Final = 3
_REACH: Final = 24  # pixels that underlines and outlines reach beyond the words, at most
_DOTS: Final = (1.0, 2.0)  # pixels drawn and left out under what is unchecked
_VEIL: Final = 0.35  # the share of the ground over words that need no check: they stay above 4.5:1


def paint_below(painter: QPainter, sheet: Sheet, band: QRectF, *, focused: bool) -> None:
    """Paint what lies under the text, within a band of the page."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lines: list[tuple[QRectF, str, str, int, bool]] = []
    blocks = list(sheet.geometry.blocks_between(band.top() - 8, band.bottom() + 8))
    near = band.adjusted(-_REACH, -_REACH, _REACH, _REACH)
    for block, frame in blocks:
        number = block.blockNumber()
        ornament = sheet.page.blocks.get(number)
        if ornament is not None:
            _paint_ornament(painter, sheet, block, frame, ornament)
        for mark, lane in sheet.marks.in_line(number):
            look = sheet.look(mark)
            chosen = sheet.is_chosen(mark)
            strong = chosen or mark.highlight_id == sheet.hovered_id
            for rect in _in_block(sheet, block, frame, sheet.place_of(mark)):
                if not near.intersects(rect):
                    continue
                if look.loud or chosen:
                    _paint_tint(painter, rect, sheet.tint(mark), lane)
                lines.append((rect, look.pattern, look.strong, lane, strong))
    if sheet.taken is not None:
        painter.setBrush(QColor(themes.current().selection))
        painter.setPen(Qt.PenStyle.NoPen)
        for block, frame in blocks:
            for rect in _in_block(sheet, block, frame, sheet.taken):
                painter.drawRoundedRect(rect.adjusted(-1, 1, 1, 1), 3, 3)
    if sheet.search is not None:
        _paint_hits(painter, sheet, blocks)
    if sheet.words_shown:
        _paint_unchecked(painter, sheet, blocks)
    for rect, pattern, colour, lane, strong in lines:
        place = rect.translated(0, 0.5 + min(lane, _LAST_LANE) * _LANE)
        paint_underline(painter, pattern, place, colour, strong=strong)
    if sheet.taken is None and 0 <= sheet.sentence < len(sheet.sentences):
        rects = [r for block, frame in blocks for r in _in_block(sheet, block, frame, sheet.sentences[sheet.sentence])]
        _paint_outline(painter, rects, focused=focused)


def paint_above(painter: QPainter, sheet: Sheet, band: QRectF) -> None:
    """Paint what lies over the text: labels of notes, and a veil over words that need no check."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    veil = QColor(themes.current().surface)
    veil.setAlphaF(_VEIL)
    blocks = list(sheet.geometry.blocks_between(band.top() - 8, band.bottom() + 8))
    if not blocks:
        return
    first, last = sheet.page.lines[blocks[0][0].blockNumber()], sheet.page.line_end(blocks[-1][0].blockNumber())
    veiled = [*sheet.decided, *((each.start, each.end) for each in sheet.folds if each.is_veiled)]
    veiled = [(start, end) for start, end in veiled if start < last and end > first]
    for block, frame in blocks:
        for span in veiled:
            for rect in _in_block(sheet, block, frame, span):
                painter.fillRect(rect.adjusted(-1, 0, 1, 4), veil)
        for note in sheet.page.notes.get(block.blockNumber(), ()):
            _paint_note(painter, note, note_rect(sheet, block, frame, note))


def note_rect(sheet: Sheet, block: QTextBlock, frame: QRectF, note: Note) -> QRectF:
    """Where a note's label stands on the page: raised, after the word that it follows."""
    unit = sheet.page.offsets.to_units(note.end) - block.position()
    neighbours = [each for each in sheet.page.notes[block.blockNumber()] if each.end == note.end]
    before = sum(note_width(each) for each in neighbours[: neighbours.index(note)])
    pieces = sheet.geometry.pieces(block, max(0, unit - 1), unit) if unit else []
    if pieces:
        last, rtl = pieces[-1], sheet.page.right_to_left
        # The room is the character's own spacing where it carries it: a letter before punctuation.
        at_end = unit >= block.length() - 1 or sheet.page.text[note.end].isspace()
        width = note_width(note)
        if rtl:
            x = last.left() - before - width if at_end else last.left() + before
        else:
            x = last.right() + before if at_end else last.right() - sum(map(note_width, neighbours)) + before
        return QRectF(frame.x() + x, frame.y() + last.y() - 1, width, 15)
    line = block.layout().lineForTextPosition(max(0, unit))
    return QRectF(frame.x() + line.x() + before, frame.y() + line.y() - 1, note_width(note), 15)


def _in_block(sheet: Sheet, block: QTextBlock, frame: QRectF, span: Span) -> list[QRectF]:
    """The rectangles of the part of a stretch that lies in a block."""
    to_units, at = sheet.page.offsets.to_units, block.position()
    start, end = max(0, to_units(span[0]) - at), min(block.length() - 1, to_units(span[1]) - at)
    if start >= end:
        return []
    corner = frame.topLeft()
    return [piece.translated(corner) for piece in sheet.geometry.pieces(block, start, end)]


def _paint_tint(painter: QPainter, rect: QRectF, colour: str, lane: int) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect.adjusted(-2, -1 + min(lane, _DEEPEST_TINT) * 2, 2, 2), 3, 3)


def _paint_hits(painter: QPainter, sheet: Sheet, blocks: list[tuple[QTextBlock, QRectF]]) -> None:
    """Mark what was found; the current hit is framed as well."""
    search, theme = sheet.search, themes.current()
    if search is None or not blocks:
        return
    painter.setBrush(QColor(theme.found))
    for block, frame in blocks:
        line = block.blockNumber()
        for number in search.numbers_between(sheet.page.lines[line], sheet.page.line_end(line)):
            here = number == sheet.hit
            painter.setPen(QPen(QColor(theme.found_strong), 2) if here else Qt.PenStyle.NoPen)
            for rect in _in_block(sheet, block, frame, search[number]):
                painter.drawRoundedRect(rect.adjusted(-1.5, -0.5, 1.5, 2), 3, 3)


def _paint_unchecked(painter: QPainter, sheet: Sheet, blocks: list[tuple[QTextBlock, QRectF]]) -> None:
    """A fine row of dots under each word that can be checked and that nobody has marked or decided on."""
    pen = QPen(QColor(themes.current().secondary), 1)
    pen.setDashPattern(_DOTS)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    for block, frame in blocks:
        line = block.blockNumber()
        for word in sheet.words_left(sheet.page.lines[line], sheet.page.line_end(line)):
            for rect in _in_block(sheet, block, frame, word[:2]):
                y = round(rect.bottom() + 1) + 0.5
                painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


def _paint_outline(painter: QPainter, rects: list[QRectF], *, focused: bool) -> None:
    path = QPainterPath()
    for rect in rects:
        box = QPainterPath()
        box.addRoundedRect(rect.adjusted(-6, -3.5, 6, 4.5), 5, 5)
        path = path.united(box)
    ring = QColor(themes.current().accent)
    ring.setAlphaF(1 if focused else 0.35)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ring, 2 if focused else 1.3))
    painter.drawPath(path.simplified())


def _paint_note(painter: QPainter, note: Note, place: QRectF) -> None:
    theme = themes.current()
    if note.kind == "comment":
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(place.topLeft() + QPointF(1, 1), pixmap("message-square", theme.accent, 12, ratio, 2.4))
        return
    painter.setFont(note_font())
    painter.setPen(QColor(theme.accent))
    painter.drawText(
        place.adjusted(1, 0, 4, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, note_label(note)
    )


def _paint_ornament(painter: QPainter, sheet: Sheet, block: QTextBlock, frame: QRectF, what: Block) -> None:
    """Paint what a structure adds beside the words: a list's marker, the bar of a quotation, a table's rule."""
    theme, zoom, rtl = themes.current(), sheet.page.zoom, sheet.page.right_to_left
    layout = block.layout()
    if what.kind == "list_item" and layout.lineCount():
        line = layout.lineAt(0)
        painter.setFont(reading_font(round(BODY * zoom), face=sheet.page.style.face))
        painter.setPen(QColor(theme.secondary))
        edge = frame.left() + line.naturalTextRect().left()
        place = QRectF(edge - 48 * zoom, frame.top() + line.y(), 40 * zoom, line.height())
        align = Qt.AlignmentFlag.AlignRight
        if rtl:
            place.moveLeft(frame.left() + line.naturalTextRect().right() + 8 * zoom)
            align = Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter, what.marker)
    elif what.kind in {"quote", "text_box"}:
        painter.setPen(Qt.PenStyle.NoPen)
        left, width = _column(sheet)
        if what.kind == "text_box":
            painter.setBrush(QColor(theme.panel))
            painter.drawRoundedRect(QRectF(left, frame.top() - 7, width, frame.height() + 16), 6, 6)
        bar = left + (width - 3 if rtl else 0)
        painter.setBrush(QColor(theme.edge))
        painter.drawRoundedRect(QRectF(bar, frame.top() + 2, 3, frame.height() + 2), 1.5, 1.5)
    elif what.kind == "table_row":
        painter.setPen(QPen(QColor(theme.line), 1))
        y = round(frame.bottom() + 3) + 0.5
        left, width = _column(sheet)
        painter.drawLine(QPointF(left, y), QPointF(left + width, y))


def _column(sheet: Sheet) -> tuple[float, float]:
    """Where the column begins, and how wide it is: in a narrow window less than the reader would like."""
    margin = sheet.page.document.rootFrame().frameFormat().leftMargin()
    return margin, sheet.page.document.textWidth() - 2 * margin
