"""What stands above an article's own words: its title where the text has none, and where it appeared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from factcheck.domain.draft import Structure
from factcheck.translation import _, ngettext
from factcheck.ui import theme as themes
from factcheck.ui.article.typesetting import COLUMN, HEAD_KINDS
from factcheck.ui.fonts import font, reading_font, reads_right_to_left

if TYPE_CHECKING:
    from factcheck.domain.records import Article

_META = 30
_WORDS_A_MINUTE = 220
_CHARACTERS_A_MINUTE = 500
_WITHOUT_SPACES = ("ja", "zh", "th", "lo", "km", "my")


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
        side = Qt.AlignmentFlag.AlignRight if reads_right_to_left(self.language) else Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(place.left(), y, place.width(), 16), side, self.meta)


def head_of(article: Article, text: str, structure: Structure) -> Head:
    """What to tell above a revision's text: who, where, when, and how long it is."""
    kinds = {block.kind for block in structure.blocks}
    first = text[: text.find("\n")] if "\n" in text else text
    title = "" if "title" in kinds or first.strip() == article.title.strip() else article.title
    length, minutes = _length(text, article.language)
    told = [
        _("By {name}").format(name=article.byline) if article.byline and "byline" not in kinds else "",
        article.publication,
        article.published,
        length,
        _("{n} min").format(n=max(1, round(minutes))),
    ]
    meta = "  ·  ".join(part for part in told if part)
    return Head(title, meta, article.language, bool(kinds & HEAD_KINDS))


def _length(text: str, language: str) -> tuple[str, float]:
    """How long a text is, in words, and in minutes of reading."""
    if language.lower().startswith(_WITHOUT_SPACES):
        count = len(text)
        return ngettext("{n} character", "{n} characters", count).format(n=f"{count:,}"), count / _CHARACTERS_A_MINUTE
    # Splitting a whole book would take longer than painting it; its spaces tell as much.
    count = len(text.split()) if len(text) < 200_000 else text.count(" ") + text.count("\n")
    return ngettext("{n} word", "{n} words", count).format(n=f"{count:,}"), count / _WORDS_A_MINUTE
