"""A claim's card in the list (96 px), or its compact row (32 px), painted by a delegate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from factcheck.settings import initials_of
from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.claims.claims_model import LINE, ClaimsModel
from factcheck.ui.fonts import font, reading_font
from factcheck.ui.icons import pixmap
from factcheck.ui.mirroring import draw_words, placed, reads_rightwards_first
from factcheck.ui.verdicts import verdict_look
from factcheck.ui.widgets import paint_avatar, paint_focus, paint_pill, pill_width

if TYPE_CHECKING:
    from factcheck.project.queries.claim_lists import ClaimLine

CARD_HEIGHT: Final = 96
MOST_FACES: Final = 2
COMPACT_HEIGHT: Final = 32
LEAST_TITLE: Final = 40  # pixels below which a title says nothing
_STATUS_ICONS: Final = {
    "in progress": ("pen-line", "faint"),
    "in review": ("eye", "accent"),
    "needs attention": ("circle-alert", "warn_text"),
    "signed off": ("check", "good"),
}


def tidy(quote: str) -> str:
    """A quotation as a card shows it: on one line, with a capital at its beginning, without a comma at its end."""
    words = " ".join(quote.split()).rstrip(",;:")
    return words[:1].upper() + words[1:]


def paint_lines(
    painter: QPainter, rect: QRectF, text: str, face: QFont, colour: str, *, most: int = 2, height: float = 19
) -> None:
    """Draw text in at most ``most`` lines, the last one elided, in its own direction."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    rightwards = reads_rightwards_first(text)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rightwards else Qt.LayoutDirection.LeftToRight)
    # More than two lines of any script fit into so many characters; laying out a page for a card would be waste.
    text = text[: 120 * most]
    layout = QTextLayout(text, face, painter.device())
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(rect.width())
        starts.append(line.textStart())
        if len(starts) > most:
            break
    layout.endLayout()
    painter.setFont(face)
    painter.setPen(QColor(colour))
    window = painter.layoutDirection()
    # One line in a row begins beneath the others; a paragraph stands at the side that its own words begin at.
    at_right = rightwards or (most == 1 and window == Qt.LayoutDirection.RightToLeft)
    align = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    painter.setLayoutDirection(option.textDirection())
    units = text.encode("utf-16-le", "surrogatepass")
    for row, start in enumerate(starts[:most]):
        end = starts[row + 1] if row + 1 < len(starts) else len(units) // 2
        words = units[2 * start : 2 * end].decode("utf-16-le", "replace").strip()
        if row == most - 1 and len(starts) > most:
            rest = units[2 * start :].decode("utf-16-le", "replace")
            words = QFontMetricsF(face).elidedText(rest, Qt.TextElideMode.ElideRight, rect.width())
        flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(QRectF(rect.x(), rect.y() + row * height, rect.width(), height), flags, words)
    painter.setLayoutDirection(window)


class ClaimCard(QStyledItemDelegate):
    """Paints claims; ``compact`` chooses between cards and rows."""

    def __init__(self, model: ClaimsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.compact = False
        self.taking = -1  # the row over which something is dragged that it can take

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(300, COMPACT_HEIGHT if self.compact else CARD_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: ClaimLine | None = index.data(LINE)
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line is None:
            self._paint_shape(painter, rect)
        elif self.compact:
            begins = self._begins_article(index.row(), line)
            self._paint_row(painter, rect, line, begins=begins, chosen=chosen, hovered=hovered, focused=focused)
        else:
            self._paint_card(painter, rect, line, chosen=chosen, hovered=hovered, focused=focused)
        if index.row() == self.taking:
            self._paint_taking(painter, rect)
        painter.restore()

    def _paint_shape(self, painter: QPainter, rect: QRectF) -> None:
        """The shape of a card whose line is still being read."""
        theme = themes.current()
        card = rect.adjusted(14, 4, -4, -4)
        bars = [QRectF(rect.x() + 18, rect.y() + 11, 220, 10)]
        if not self.compact:
            self._frame(painter, placed(painter, card, rect), chosen=False, hovered=False, focused=False)
            bars = [QRectF(card.x() + 12, card.y() + 15, 120, 10), QRectF(card.x() + 12, card.y() + 44, 260, 10)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hover))
        for bar in bars:
            painter.drawRoundedRect(placed(painter, bar, rect), 5, 5)

    def _paint_taking(self, painter: QPainter, rect: QRectF) -> None:
        """What is dragged here becomes a source: the card says so."""
        theme = themes.current()
        card = rect.adjusted(10, 1, -4, -1) if self.compact else rect.adjusted(14, 4, -4, -4)
        card = placed(painter, card, rect)
        painter.setPen(QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine))
        painter.setBrush(themes.mixed(theme.raised, theme.accent, 0.12))
        painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), 7, 7)
        painter.setFont(font(12, 600))
        painter.setPen(QColor(theme.accent))
        painter.drawText(card, Qt.AlignmentFlag.AlignCenter, _("Add as source"))

    def _frame(self, painter: QPainter, rect: QRectF, *, chosen: bool, hovered: bool, focused: bool) -> None:
        theme = themes.current()
        width = 2.0 if focused else 1.5 if chosen else 1.0
        painter.setPen(QPen(QColor(theme.accent if chosen else theme.line), width))
        painter.setBrush(QColor(theme.hover if hovered and not chosen else theme.raised))
        painter.drawRoundedRect(rect, 8, 8)
        if focused:
            paint_focus(painter, rect.adjusted(3, 3, -3, -3))

    def _paint_card(
        self, painter: QPainter, rect: QRectF, line: ClaimLine, *, chosen: bool, hovered: bool, focused: bool
    ) -> None:
        theme = themes.current()
        card = rect.adjusted(14, 4, -4, -4)
        self._frame(painter, placed(painter, card, rect), chosen=chosen, hovered=hovered, focused=focused)
        x, y = card.x() + 12, card.y() + 9
        free = self._paint_marks(painter, rect, line, card.right() - 10, y)
        left = self._paint_number(painter, rect, line, QRectF(x, y, 22, 22))
        look = verdict_look(self._model.legend.rating(line), profile=self._model.legend.profile, status=line.status)
        width = min(pill_width(look.label), max(24.0, free - left - 8))
        elided = QFontMetricsF(font(12, 600)).elidedText(look.label, Qt.TextElideMode.ElideRight, width - 32)
        paint_pill(painter, placed(painter, QRectF(left, y, width, 22), rect), look, elided)
        self._paint_title(painter, rect, line, QRectF(left + width + 8, y, free - left - width - 14, 22))
        words = placed(painter, QRectF(x, y + 30, card.width() - 24, 38), rect)
        face = reading_font(14)
        if line.old_words:
            face.setStrikeOut(True)
            paint_lines(painter, words, tidy(line.old_words), face, theme.secondary)
        else:
            paint_lines(painter, words, tidy(line.words or line.quote), face, theme.text)

    def _begins_article(self, row: int, line: ClaimLine) -> bool:
        """Whether a row is the first one of its article, and so names it."""
        before = self._model.line(row - 1) if row else None
        return bool(self._model.legend.titles) and (before is None or before.article_id != line.article_id)

    def _paint_row(
        self, painter: QPainter, rect: QRectF, line: ClaimLine, *,
        begins: bool, chosen: bool, hovered: bool, focused: bool,
    ) -> None:  # fmt: skip
        theme = themes.current()
        row = rect.adjusted(10, 1, -4, -1)
        if chosen or hovered or focused:
            painter.setPen(QPen(QColor(theme.accent), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.soft if chosen else theme.hover if hovered else theme.panel))
            painter.drawRoundedRect(placed(painter, row.adjusted(1, 0, -1, 0), rect), 6, 6)
        y = row.y() + 4
        free = self._paint_marks(painter, rect, line, row.right() - 8, y, short=True)
        left = self._paint_number(painter, rect, line, QRectF(row.x() + 8, y, 22, 22))
        profile = self._model.legend.profile
        look = verdict_look(self._model.legend.rating(line), profile=profile, status=line.status)
        if profile == "drafts" and look.loud:  # what is open stands out there
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.tint))
            painter.drawRoundedRect(placed(painter, QRectF(left - 3, y, 22, 22), rect), 6, 6)
        ratio = painter.device().devicePixelRatioF()
        spot = placed(painter, QRectF(left, y + 3, 16, 16), rect).topLeft()
        painter.drawPixmap(spot, pixmap(look.icon, look.strong, 16, ratio, 2.2))
        face = reading_font(14)
        face.setStrikeOut(bool(line.old_words))
        if begins:
            free = max(left + 100, free - 130)
            self._paint_title(painter, rect, line, QRectF(free + 4, y, 120, 22))
        words = placed(painter, QRectF(left + 24, y, max(0.0, free - left - 32), 22), rect)
        colour = theme.secondary if line.old_words else theme.text
        paint_lines(painter, words, tidy(line.old_words or line.words or line.quote), face, colour, most=1, height=22)

    def _paint_title(self, painter: QPainter, row: QRectF, line: ClaimLine, rect: QRectF) -> None:
        """The title of the claim's article, where claims of several stand in the list."""
        title = self._model.legend.titles.get(line.article_id, "")
        if not title or rect.width() < LEAST_TITLE:
            return
        face = font(12)
        painter.setFont(face)
        painter.setPen(QColor(themes.current().secondary))
        words = QFontMetricsF(face).elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
        draw_words(painter, placed(painter, rect, row), words)

    @staticmethod
    def _paint_number(painter: QPainter, row: QRectF, line: ClaimLine, rect: QRectF) -> float:
        """The number; the answer is where the verdict begins, measured from the left as all boxes here."""
        face = font(12, 600)
        painter.setFont(face)
        painter.setPen(QColor(themes.current().faint))
        words = str(line.number)
        width = max(rect.width(), QFontMetricsF(face).horizontalAdvance(words) + 7)
        draw_words(painter, placed(painter, QRectF(rect.x(), rect.y(), width, rect.height()), row), words)
        return rect.x() + width

    def _paint_marks(
        self, painter: QPainter, row: QRectF, line: ClaimLine, right: float, y: float, *, short: bool = False
    ) -> float:
        """What stands at the end: badges, status, counts, assignee; the answer is where that begins."""
        theme = themes.current()
        ratio = painter.device().devicePixelRatioF()
        for colleague in self._model.present.get(line.id, ())[:MOST_FACES]:
            face_of = placed(painter, QRectF(right - 21, y + 1, 20, 20), row)
            paint_avatar(painter, face_of, colleague.initials)
            # The ring tells who is here now from who the claim is assigned to.
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.good), 2))
            painter.drawEllipse(face_of.adjusted(-2, -2, 2, 2))
            right -= 29
        if line.assignee:
            initials = self._model.legend.initials.get(line.assignee) or initials_of(line.assignee)
            paint_avatar(painter, placed(painter, QRectF(right - 20, y + 1, 20, 20), row), initials)
            right -= 30
        counts = [("message-square", line.comments, theme.secondary)] if line.comments else []
        counts.append(("link-2", line.sources, theme.secondary if line.sources else theme.bad))
        if line.open_queries:
            counts.append(("message-circle-question-mark", line.open_queries, theme.warn_text))
        face = font(12, 500)
        for name, count, colour in counts:
            words = str(count)
            width = QFontMetricsF(face).horizontalAdvance(words)
            painter.setFont(face)
            painter.setPen(QColor(colour))
            draw_words(painter, placed(painter, QRectF(right - width, y, width + 1, 22), row), words)
            right -= width + 18
            spot = placed(painter, QRectF(right, y + 4, 14, 14), row).topLeft()
            painter.drawPixmap(spot, pixmap(name, colour, 14, ratio))
            right -= 10
        if line.status in _STATUS_ICONS:
            name, tone = _STATUS_ICONS[line.status]
            spot = placed(painter, QRectF(right - 14, y + 4, 14, 14), row).topLeft()
            painter.drawPixmap(spot, pixmap(name, getattr(theme, tone), 14, ratio))
            right -= 24
        if line.conflicts:
            right = self._paint_badge(painter, row, right, y, "arrow-left-right", "" if short else _("Conflict"))
        if line.status == "re-check" or line.old_words:
            right = self._paint_badge(painter, row, right, y, "rotate-ccw", "" if short else _("Re-check"))
        return right

    @staticmethod
    def _paint_badge(painter: QPainter, row: QRectF, right: float, y: float, name: str, words: str) -> float:
        theme = themes.current()
        face = font(11, 600)
        width = QFontMetricsF(face).horizontalAdvance(words) + (28 if words else 22)
        box = QRectF(right - width, y + 1, width, 20)
        painter.setPen(QPen(QColor(theme.warn_edge), 1))
        painter.setBrush(QColor(theme.warn_ground))
        painter.drawRoundedRect(placed(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), row), 10, 10)
        ratio = painter.device().devicePixelRatioF()
        spot = placed(painter, QRectF(box.x() + 5, y + 5, 12, 12), row).topLeft()
        painter.drawPixmap(spot, pixmap(name, theme.warn_text, 12, ratio))
        painter.setFont(face)
        painter.setPen(QColor(theme.warn_text))
        draw_words(painter, placed(painter, box.adjusted(21, 0, -4, 0), row), words)
        return right - width - 8
