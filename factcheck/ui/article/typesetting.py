"""Sets a revision's text as a document: one block per line, the text unchanged, its structure as formats.

What a structure adds (list markers, bars, rules, note labels, rows for folded stretches) is never a character of the
document: it is painted, in room that the formats leave for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from math import ceil
from operator import sub
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from factcheck.domain.draft import Block, Note, Span, Structure
from factcheck.ui.article.laying import PageLayout
from factcheck.ui.article.line_kinds import BODY, HEAD_KINDS, KINDS, PLAIN, Kind, kind_of
from factcheck.ui.article.offsets import Offsets
from factcheck.ui.article.reading_style import ReadingStyle
from factcheck.ui.fonts import UI, font, reading_font, reads_right_to_left
from factcheck.ui.theme import Theme

OVERHANG: Final = 10  # what tints and outlines may reach beyond the column; there the gutter begins
ABOVE: Final = 36
BELOW: Final = 220
HEAD_GAP: Final = 24
FOLD_ROW: Final = 44

# Characters that a QTextDocument takes as structure; what stands for them is as long.
_STRUCTURE = re.compile("[\x00\r\u2029\ufdd0\ufdd1\ufffc]")
_STAND_INS: Final = {
    0x0: "\ufffd",
    0xD: "\u2028",
    0x2029: "\u2028",
    0xFDD0: "\ufffd",
    0xFDD1: "\ufffd",
    0xFFFC: "\ufffd",
}


@dataclass(slots=True)
class Typeset:
    """A text as a document.

    ``lines`` are the code-point starts of its lines, which are the document's blocks; ``blocks`` the structure's
    block of a line, where it is no plain paragraph; ``last_head`` is the last line of title, standfirst and byline
    (-1: there is none). ``runs`` are the first and last lines of neighbours that are set alike, plain ones left out;
    ``hidden`` the lines that are not shown. ``tones`` are the stretches in another ink (UTF-16 start and end, colour of
    ``Theme``), ``notes`` the notes of a line by their place.
    """

    document: QTextDocument
    text: str
    structure: Structure
    language: str
    offsets: Offsets
    lines: list[int]
    blocks: dict[int, Block]
    style: ReadingStyle
    right_to_left: bool
    last_head: int = -1
    runs: list[tuple[int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    tones: list[tuple[int, int, str]] = field(default_factory=list)
    notes: dict[int, list[Note]] = field(default_factory=dict)

    @property
    def zoom(self) -> float:
        """The size of its letters; 1 is 100 %."""
        return self.style.zoom

    @property
    def layout(self) -> PageLayout:
        """The layout of the document."""
        layout = self.document.documentLayout()
        assert isinstance(layout, PageLayout)  # noqa: S101 - ``typeset`` set it
        return layout

    def line_of(self, point: int) -> int:
        """The number of the line that holds a code point."""
        return bisect_right(self.lines, point) - 1

    def line_end(self, line: int) -> int:
        """Where a line ends, before its line end."""
        return self.lines[line + 1] - 1 if line + 1 < len(self.lines) else len(self.text)

    def recolour(self, theme: Theme) -> None:
        """Take the inks of another theme."""
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        for start, end, tone in self.tones:
            _select(cursor, start, end)
            ink = QTextCharFormat()
            ink.setForeground(QColor(getattr(theme, tone)))
            cursor.mergeCharFormat(ink)
        cursor.endEditBlock()


def typeset(
    text: str,
    structure: Structure,
    *,
    language: str,
    theme: Theme,
    parent: QObject,
    style: ReadingStyle = ReadingStyle(),  # noqa: B008 - a value that nobody can change
    rooms: tuple[float, float] = (0, 0),
) -> Typeset:
    """Set ``text``; ``rooms`` are left above the first line and below the head's last one.

    Nothing is laid out yet: that is done for what comes into view.
    """
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setPlainText(text.translate(_STAND_INS) if any(chr(each) in text for each in _STAND_INS) else text)
    lines = list(accumulate(map((1).__add__, map(len, text.split("\n"))), initial=0))[:-1]
    rtl = reads_right_to_left(language, text)
    page = Typeset(document, text, structure, language, Offsets(text), lines, {}, style, rtl)
    page.blocks |= {
        page.line_of(block.start): block for block in structure.apart if 0 <= block.start <= len(text)
    }
    body = next((block.start for block in structure.blocks if block.kind not in HEAD_KINDS), len(text))
    heads = (line for line, block in page.blocks.items() if block.kind in HEAD_KINDS and block.start < body)
    page.last_head = max(heads, default=-1)
    page.runs = _runs(page)
    _hide_empty_lines(page)
    set_in(page, style, theme=theme, rooms=rooms)
    return page


def set_in(page: Typeset, style: ReadingStyle, *, theme: Theme, rooms: tuple[float, float]) -> None:
    """Set a page in a size, font and measure. Its text stays in the document: to put it there takes longest."""
    document, page.style = page.document, style
    page.tones.clear()
    page.notes.clear()
    together = QTextCursor(document)
    together.beginEditBlock()
    document.setDefaultFont(reading_font(round(BODY * style.zoom), 400, page.language, style.face))
    _set_lines(page, rooms[1])
    _set_spans(page, page.structure.spans)
    _set_notes(page, page.structure.notes)
    page.recolour(theme)
    frame = document.rootFrame().frameFormat()
    frame.setTopMargin(ABOVE + rooms[0])
    frame.setBottomMargin(BELOW)
    frame.setLeftMargin(OVERHANG)
    frame.setRightMargin(OVERHANG)
    document.rootFrame().setFrameFormat(frame)
    together.endEditBlock()
    document.setDocumentLayout(PageLayout(document, _guess_of(page)))


def _select(cursor: QTextCursor, start: int, end: int) -> None:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)


def _block_format(kind: Kind, zoom: float, *, rtl: bool, below: float | None = None) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setTopMargin(kind.above * zoom)
    made.setBottomMargin(kind.below * zoom if below is None else below)
    made.setLineHeight(kind.spacing, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if kind.indent:
        made.setLeftMargin(kind.indent * zoom)  # Qt turns it round where the block runs from right to left
    if rtl:
        made.setLayoutDirection(made.layoutDirection().RightToLeft)
    return made


def _set_lines(page: Typeset, below_head: float) -> None:
    cursor = QTextCursor(page.document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setBlockFormat(_block_format(PLAIN, page.zoom, rtl=page.right_to_left))
    to_units = page.offsets.to_units
    for first, last in page.runs:
        block = page.blocks[first]
        kind = kind_of(block)
        start, end = to_units(page.lines[first]), to_units(page.line_end(last))
        _select(cursor, start, end)
        below = HEAD_GAP * page.zoom + below_head if first <= page.last_head <= last else None
        made = _block_format(kind, page.zoom, rtl=page.right_to_left, below=below)
        if block.kind == "heading":
            made.setHeadingLevel(min(block.level or 1, 6) + 1)
        elif block.kind == "title":
            made.setHeadingLevel(1)
        elif block.kind == "table_row":
            made.setTabPositions(_tab_stops(page, first, last))
        cursor.setBlockFormat(made)
        if kind.below < PLAIN.below and block.kind in {"list_item", "table_row"}:
            _part_from_next(cursor, end, PLAIN.below * page.zoom)
        letters = QTextCharFormat()
        letters.setFont(_font(kind, page.style, page.language))
        _select(cursor, start, end)
        cursor.setCharFormat(letters)
        if kind.tone != "text" and end > start:
            page.tones.append((start, end, kind.tone))


def _part_from_next(cursor: QTextCursor, end: int, below: float) -> None:
    """The last item of a list, or row of a table, keeps the distance of a paragraph."""
    cursor.setPosition(end)
    margin = QTextBlockFormat()
    margin.setBottomMargin(below)
    cursor.mergeBlockFormat(margin)


def _font(kind: Kind, style: ReadingStyle, language: str) -> QFont:
    px = round(kind.px * style.zoom)
    return font(px, kind.weight, UI) if kind.interface else reading_font(px, kind.weight, language, style.face)


def _runs(page: Typeset) -> list[tuple[int, int]]:
    """First and last line of each run of neighbours that are set alike, plain ones left out."""
    runs: list[tuple[int, int]] = []
    for line in sorted(line for line, block in page.blocks.items() if block.kind in KINDS):
        block = page.blocks[line]
        if runs and runs[-1][1] == line - 1:
            before = page.blocks[line - 1]
            if before.kind == block.kind and before.level == block.level and block.kind not in HEAD_KINDS:
                runs[-1] = (runs[-1][0], line)
                continue
        runs.append((line, line))
    return runs


def _tab_stops(page: Typeset, first: int, last: int) -> list[QTextOption.Tab]:
    """Where the columns of a table begin: as wide as their widest cells, squeezed into the column."""
    metrics = QFontMetricsF(_font(KINDS["table_row"], page.style, ""))
    widths: list[float] = []
    for line in range(first, last + 1):
        for column, cell in enumerate(page.text[page.lines[line] : page.line_end(line)].split("\t")):
            width = metrics.horizontalAdvance(cell[:80]) + 20
            if column < len(widths):
                widths[column] = max(widths[column], width)
            else:
                widths.append(width)
    squeeze = min(1.0, page.style.column / max(1.0, sum(widths)))
    stops: list[QTextOption.Tab] = []
    at = 0.0
    for width in widths[:-1]:
        at += width * squeeze
        stops.append(QTextOption.Tab(at, QTextOption.TabType.LeftTab))
    return stops


def _hide_empty_lines(page: Typeset) -> None:
    """Empty lines part paragraphs in plain text; here their own space does."""
    if not (page.text.startswith("\n") or page.text.endswith("\n") or "\n\n" in page.text):
        return
    ends = [*page.lines[1:], len(page.text) + 1]
    if len(page.lines) > 1:
        for line, (start, end) in enumerate(zip(page.lines, ends, strict=True)):
            if end - start == 1:
                page.hidden.add(line)
                page.document.findBlockByNumber(line).setVisible(False)


def _guess_of(page: Typeset) -> Callable[[float], list[float]]:
    """What guesses how high each line is in a column of some pixels, from how many characters it has.

    It holds nothing of Qt's: the layout, which belongs to the document, must not keep the document alive.
    """
    sample = page.text[:1000].replace("\n", " ") or " "
    language = page.language
    letter = QFontMetricsF(_font(PLAIN, page.style, language)).horizontalAdvance(sample) / len(sample) / BODY
    lengths = list(map(sub, [*page.lines[1:], len(page.text) + 1], page.lines))
    kinds = [(first, last + 1, kind_of(page.blocks[first])) for first, last in page.runs]
    zoom, hidden = page.zoom, page.hidden
    high = {
        kind: ceil(QFontMetricsF(_font(kind, page.style, language)).height()) * kind.spacing / 100
        for kind in {PLAIN, *(kind for _first, _after, kind in kinds)}
    }

    def guess(width: float) -> list[float]:
        heights: list[float] = []
        for first, after, kind in [(0, len(lengths), PLAIN), *kinds]:
            # A word that does not fit leaves some room.
            fitting = max(1, int((width - kind.indent * zoom) / (letter * kind.px)) - 3)
            line, room = high[kind], max(kind.above, kind.below) * zoom
            heights[first:after] = [-(-length // fitting) * line + room for length in lengths[first:after]]
        for number in hidden:
            heights[number] = 0.0
        return heights

    return guess


def _set_spans(page: Typeset, spans: tuple[Span, ...]) -> None:
    cursor = QTextCursor(page.document)
    cursor.beginEditBlock()
    to_units = page.offsets.to_units
    for span in spans:
        if not 0 <= span.start < span.end <= len(page.text):
            continue  # the structure came with the file
        start, end = to_units(span.start), to_units(span.end)
        _select(cursor, start, end)
        cursor.mergeCharFormat(_span_format(span.kind))
        if span.kind == "link":
            page.tones.append((start, end, "accent"))
    cursor.endEditBlock()


@cache
def _span_format(kind: str) -> QTextCharFormat:
    made = QTextCharFormat()
    if kind == "strong":
        made.setFontWeight(QFont.Weight.Bold)
    elif kind == "emphasis":
        made.setFontItalic(True)
    elif kind == "underline":
        made.setFontUnderline(True)
    elif kind == "strike":
        made.setFontStrikeOut(True)
    elif kind in {"superscript", "subscript"}:
        align = QTextCharFormat.VerticalAlignment
        made.setVerticalAlignment(align.AlignSuperScript if kind == "superscript" else align.AlignSubScript)
    elif kind == "code":
        made.setFontFamilies(["JetBrains Mono", "DejaVu Sans Mono", "Menlo", "Consolas", "monospace"])
    return made


def note_font() -> QFont:
    """The font of a note's label."""
    return font(11, 600)


def note_label(note: Note) -> str:
    """What stands in the text for a note; empty for a comment, which shows an icon."""
    return "" if note.kind == "comment" else (note.label or "*")


def note_width(note: Note) -> float:
    """How wide a note's label is, in pixels."""
    words = note_label(note)
    return (QFontMetricsF(note_font()).horizontalAdvance(words) if words else 13) + 3


def _set_notes(page: Typeset, notes: tuple[Note, ...]) -> None:
    """Leave room for each note's label at its place, by the letter spacing of one character."""
    room: dict[int, float] = {}
    for note in sorted(notes, key=lambda note: (note.end, note.start)):
        if note.parent or not 0 <= note.end <= len(page.text):
            continue  # an answer is read with the comment that it answers
        line = page.line_of(note.end)
        page.notes.setdefault(line, []).append(note)
        at = note.end
        if at >= page.line_end(line):
            continue  # beyond the last word there is room
        # A space takes the room without parting the letters of a word, which matters where they join.
        carrier = at if page.text[at].isspace() or at == page.lines[line] else at - 1
        room[carrier] = room.get(carrier, 0) + note_width(note)
    cursor = QTextCursor(page.document)
    cursor.beginEditBlock()
    for carrier, width in room.items():
        _select(cursor, page.offsets.to_units(carrier), page.offsets.to_units(carrier + 1))
        spaced = QTextCharFormat()
        spaced.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        spaced.setFontLetterSpacing(width)
        cursor.mergeCharFormat(spaced)
    cursor.endEditBlock()
