"""What stands above an article's own words: its title where the text has none, and where it appeared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from factcheck.domain.draft import Structure
from factcheck.translation import _, ngettext
from factcheck.ui import theme as themes
from factcheck.ui.article.typesetting import COLUMN, HEAD_KINDS
from factcheck.ui.fonts import font, reading_font

if TYPE_CHECKING:
    from factcheck.domain.records import Article

_META = 30
_WORDS_A_MINUTE = 220


@dataclass(frozen=True, slots=True)
class Head:
    """Painted, never part of the document; ``title`` is empty where the text begins with its own."""

    title: str
    meta: str
    language: str
    has_lines: bool  # the text has a title, standfirst or byline of its own; the particulars follow them

    def above(self, zoom: float) -> float:
        """The room that it wants above the text, in pixels."""
        room = 0.0 if self.has_lines or not self.meta else _META + 24
        if self.title:
            metrics = QFontMetrics(reading_font(round(31 * zoom), 700, self.language))
            box = QRect(0, 0, round(COLUMN * zoom), 10_000)
            room += metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, self.title).height() + 10
        return room

    def after(self) -> float:
        """The room that it wants below the text's own head lines."""
        return _META if self.has_lines and self.meta else 0

    def paint(self, painter: QPainter, place: QRectF, zoom: float, below_head: float) -> None:
        """Paint it at the top of the column ``place``; ``below_head`` is where the text's own head ends."""
        theme = themes.current()
        y = place.top()
        if self.title:
            painter.setFont(reading_font(round(31 * zoom), 700, self.language))
            painter.setPen(QColor(theme.text))
            y = painter.drawText(place, Qt.TextFlag.TextWordWrap, self.title).bottom() + 10
        painter.setFont(font(12, 500))
        painter.setPen(QColor(theme.faint))
        y = below_head + 16 if self.has_lines else y
        painter.drawText(QPointF(place.left(), y + 12), self.meta)


def head_of(article: Article, text: str, structure: Structure) -> Head:
    """What to tell above a revision's text: who, where, when, and how long it is."""
    kinds = {block.kind for block in structure.blocks}
    first = text[: text.find("\n")] if "\n" in text else text
    title = "" if "title" in kinds or first.strip() == article.title.strip() else article.title
    words = len(text.split()) if len(text) < 200_000 else text.count(" ") + text.count("\n")
    told = [
        _("By {name}").format(name=article.byline) if article.byline and "byline" not in kinds else "",
        article.publication,
        article.published,
        ngettext("{n} word", "{n} words", words).format(n=f"{words:,}"),
        _("{n} min").format(n=max(1, round(words / _WORDS_A_MINUTE))),
    ]
    meta = "  ·  ".join(part for part in told if part)
    return Head(title, meta, article.language, bool(kinds & HEAD_KINDS))
