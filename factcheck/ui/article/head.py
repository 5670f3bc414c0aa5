"""What stands above an article's own words: its title where the text has none, and where it appeared."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from factcheck.domain.draft import Structure
from factcheck.locales import number, written_day
from factcheck.translation import _, ngettext
from factcheck.ui import theme as themes
from factcheck.ui.article.line_kinds import HEAD_KINDS
from factcheck.ui.fonts import font, reading_font, reads_right_to_left
from factcheck.ui.mirroring import apart, reads_rightwards_first

if TYPE_CHECKING:
    from factcheck.domain.records import Article
    from factcheck.ui.article.reading_style import ReadingStyle

_META = 30
_BETWEEN = "  ·  "
_WORDS_A_MINUTE = 220
_BOOK = 200_000  # characters
_SAMPLES, _SAMPLE = 50, 2_000  # stretches of a book in which words are counted, and the characters of each
_CHARACTERS_A_MINUTE = 500
_WITHOUT_SPACES = ("ja", "zh", "th", "lo", "km", "my")


@dataclass(frozen=True, slots=True)
class Head:
    """Painted, never part of the document; ``title`` is empty where the text begins with its own."""

    title: str
    meta: str
    language: str
    has_lines: bool  # the text has a title, standfirst or byline of its own; the particulars follow them
    right_to_left: bool = False
    byline: str = ""  # the last of these lines, where it is a byline: the particulars go on in it if there is room

    def above(self, style: ReadingStyle, width: float) -> float:
        """The room that it wants above the text in a column of a width, in pixels."""
        room = 0.0 if self.has_lines or not self.meta else _META + 24
        if self.title:
            metrics = QFontMetrics(self._title_font(style))
            box = QRect(0, 0, round(width), 10_000)
            room += metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, self.title).height() + 10
        return room

    def _title_font(self, style: ReadingStyle) -> QFont:
        return reading_font(round(31 * style.zoom), 700, self.language, style.face)

    def after(self, style: ReadingStyle) -> float:
        """The room that it wants below the text's own head lines."""
        return _META if self.has_lines and self.meta and not self._goes_on(style) else 0

    def _goes_on(self, style: ReadingStyle) -> bool:
        line = QFontMetrics(font(round(12 * style.zoom), 500)).horizontalAdvance(self.byline + _BETWEEN + self.meta)
        return bool(self.byline) and line <= style.column

    def paint(self, painter: QPainter, place: QRectF, style: ReadingStyle, last: QRectF) -> None:
        """Paint it at the top of the column ``place``; ``last`` is the last line of the text's own head."""
        theme = themes.current()
        rtl = self.right_to_left
        window = painter.layoutDirection()
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        y = place.top()
        if self.title:
            painter.setFont(self._title_font(style))
            painter.setPen(QColor(theme.text))
            y = painter.drawText(place, Qt.TextFlag.TextWordWrap, self.title).bottom() + 10
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        side |= Qt.AlignmentFlag.AlignAbsolute
        painter.setPen(QColor(theme.faint))
        if self._goes_on(style):
            painter.setFont(font(round(12 * style.zoom), 500))
            left, right = (place.left(), last.left()) if rtl else (last.right(), place.right() + 20)
            line = QRectF(left, last.top(), right - left, last.height())
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, _BETWEEN + self.meta)
        else:
            painter.setFont(font(12, 500))
            y = last.bottom() + 16 if self.has_lines else y
            painter.drawText(QRectF(place.left(), y, place.width(), 16), side, self.meta)
        painter.setLayoutDirection(window)


def head_of(article: Article, text: str, structure: Structure) -> Head:
    """What to tell above a revision's text: who, where, when, and how long it is."""
    kinds = {block.kind for block in structure.apart}
    heads = list(takewhile(lambda block: block.kind in HEAD_KINDS, structure.blocks))
    said = "\n".join(text[block.start : block.end] for block in heads if block.kind == "byline")
    year = article.published[:4]
    first = text[: text.find("\n")] if "\n" in text else text
    title = "" if "title" in kinds or first.strip() == article.title.strip() else article.title
    length, minutes = _length(text, article.language)
    told = [
        _("By {name}").format(name=article.byline) if article.byline and "byline" not in kinds else "",
        article.publication if article.publication not in said else "",
        written_day(article.published) if not (article.published in said or (year.isdigit() and year in said)) else "",
        length,
        _("{n} min").format(n=max(1, round(minutes))),
    ]
    parts = [part for part in told if part]
    turned = reads_right_to_left(article.language, text)
    if any(reads_rightwards_first(part, turned) != turned for part in parts):  # several directions on one line
        parts = [apart(part) for part in parts]
    meta = _BETWEEN.join(parts)
    byline = said if heads and heads[-1].kind == "byline" and "\n" not in said else ""
    return Head(title, meta, article.language, bool(heads), turned, byline)


def _words_about(text: str) -> int:
    """How many words a book has, to three figures: to count them takes longer than to paint its first page."""
    step = len(text) // _SAMPLES
    sampled = "".join(text[start : start + _SAMPLE] for start in range(0, len(text), step))
    count = (sampled.count(" ") + sampled.count("\n")) * len(text) // len(sampled)
    return int(round(count, 3 - len(str(count))))


def _length(text: str, language: str) -> tuple[str, float]:
    """How long a text is, in words, and in minutes of reading."""
    if language.lower().startswith(_WITHOUT_SPACES):
        count = len(text)
        return ngettext("{n} character", "{n} characters", count).format(n=number(count)), count / _CHARACTERS_A_MINUTE
    count = len(text.split()) if len(text) < _BOOK else _words_about(text)
    return ngettext("{n} word", "{n} words", count).format(n=number(count)), count / _WORDS_A_MINUTE
