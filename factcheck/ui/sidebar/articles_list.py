"""The list of articles: title, publication, how many sentences are dealt with, and how many words are unchecked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from factcheck.domain.counting import size_in_words
from factcheck.locales import number
from factcheck.translation import _, ngettext
from factcheck.ui import theme as themes
from factcheck.ui.fonts import font
from factcheck.ui.mirroring import draw_words, placed
from factcheck.ui.presence import here
from factcheck.ui.widgets import paint_avatar, paint_progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from factcheck.project.queries.articles import ArticleLine
    from factcheck.ui.presence import Colleague

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE: Final = Qt.ItemDataRole.UserRole
PRESENT_ROLE: Final = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT: Final = 51
FACE: Final = 18  # pixels of a colleague's picture
MOST_FACES: Final = 3
_TOP: Final = QModelIndex()


class ArticlesModel(QAbstractListModel):
    """The articles of the project, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[ArticleLine] = []
        self._present: Mapping[str, Sequence[Colleague]] = {}

    def show_present(self, present: Mapping[str, Sequence[Colleague]]) -> None:
        """Show who else has which article open."""
        self._present = present
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def show(self, lines: Sequence[ArticleLine]) -> None:
        """Show these articles; rows that stay the same articles are only painted anew."""
        if [line.id for line in lines] == [line.id for line in self._lines]:
            self._lines = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def row_of(self, article_id: str) -> int:
        """The row of an article, or -1."""
        return next((row for row, line in enumerate(self._lines) if line.id == article_id), -1)

    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title or _("Untitled")
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((line.title or _("Untitled"), *left_words(line)))
        if role == PRESENT_ROLE:
            return self._present.get(line.id, ())
        if role == Qt.ItemDataRole.AccessibleTextRole and not line.sentences:
            return line.title or _("Untitled")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = _("Article {number}, {title}: {done} of {total} sentences dealt with").format(
                number=line.number, title=line.title, done=line.dealt, total=line.sentences
            )
            present = self._present.get(line.id, ())
            return ", ".join((spoken, *left_words(line), *([here(present)] if present else [])))
        return None


def left_words(line: ArticleLine) -> tuple[str, ...]:
    """How many checkable words of an article are left, in words; nothing where that is not known yet."""
    if line.words_left < 0:
        return ()
    if not line.words_left:
        return (_("every word checked"),)
    told = ngettext("{n} word unchecked", "{n} words unchecked", line.words_left)
    return (told.format(n=number(line.words_left)),)


class ArticleDelegate(QStyledItemDelegate):
    """Paints an article's row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: ArticleLine = index.data(LINE_ROLE)
        theme = themes.current()
        state, rect = option.state, QRectF(option.rect).adjusted(0, 0, 0, -3)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(theme.soft if chosen else theme.hover))
            painter.drawRoundedRect(rect, 7, 7)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        inner = rect.adjusted(8, 7, -8, -6)
        face = font(13, 600 if chosen else 500)
        first = self._paint_present(painter, inner, index.data(PRESENT_ROLE))
        painter.setFont(face)
        painter.setPen(QColor(theme.text))
        title = QFontMetrics(face).elidedText(
            line.title or _("Untitled"), Qt.TextElideMode.ElideRight, int(first.width())
        )
        draw_words(painter, first, title, above=True)
        self._paint_progress(painter, inner, line)
        painter.restore()

    @staticmethod
    def _paint_present(painter: QPainter, inner: QRectF, present: Sequence[Colleague]) -> QRectF:
        """The colleagues who are here, where the first line ends; the answer is what is left of it."""
        shown = present[:MOST_FACES]
        for place, colleague in enumerate(shown, 1):
            face = QRectF(inner.right() - place * (FACE + 2), inner.top(), FACE, FACE)
            paint_avatar(painter, placed(painter, face, inner), colleague.initials)
        taken = len(shown) * (FACE + 2) + 4 if shown else 0
        return placed(painter, inner.adjusted(0, 0, -taken, 0), inner)

    @staticmethod
    def _paint_progress(painter: QPainter, inner: QRectF, line: ArticleLine) -> None:
        """The second line: publication where lines begin, ring and counts where they end."""
        theme = themes.current()
        low = QRectF(inner.x(), inner.bottom() - 15, inner.width(), 15)
        counts, face = f"{line.dealt}/{line.sentences}", font(11, 500)
        if line.words_left > 0:  # what is left in both kinds; the tip tells which number is which
            counts = f"{counts} · {number(line.words_left)}"
        width = QFontMetrics(face).horizontalAdvance(counts)
        ring = QRectF(round(low.right() - width - 20), round(low.center().y() - 7), 14, 14)
        if line.sentences:
            painter.setFont(face)
            painter.setPen(QColor(theme.secondary))
            draw_words(painter, low, counts, far=True)
            paint_progress(painter, placed(painter, ring, low), line.dealt, line.sentences)
        face = font(12)
        painter.setFont(face)
        painter.setPen(QColor(theme.faint))
        room = int(ring.left() - low.left() - 6)
        where = line.publication or line.byline or size_in_words(line.characters)
        words = QFontMetrics(face).elidedText(where, Qt.TextElideMode.ElideRight, room)
        draw_words(painter, low, words)


class ArticlesList(QListView):
    """The articles; a click or Enter chooses one, the menu key or a right click asks for its menu."""

    article_asked = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.articles = ArticlesModel()
        self.setModel(self.articles)
        self.setItemDelegate(ArticleDelegate(self))
        self.setObjectName("articles")
        self.setAccessibleName(_("Articles"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.clicked.connect(self.on_row_asked)
        self.customContextMenuRequested.connect(self.on_menu_requested)
        themes.theming.theme_changed.connect(self.on_theme_changed)

    def choose(self, article_id: str) -> None:
        """Show an article as the chosen one ("": none)."""
        row = self.articles.row_of(article_id)
        if row < 0:
            self.clearSelection()
            return
        index = self.articles.index(row)
        if index != self.currentIndex() or not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)

    def on_row_asked(self, index: QModelIndex) -> None:
        """Ask for the article of a row."""
        if index.isValid():
            self.article_asked.emit(index.data(LINE_ROLE).id)

    def on_menu_requested(self, place: QPoint) -> None:
        """Ask for the menu of the article at a place in the list."""
        index = self.indexAt(place) if self.indexAt(place).isValid() else self.currentIndex()
        if index.isValid():
            self.menu_asked.emit(index.data(LINE_ROLE).id, self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.on_row_asked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def on_theme_changed(self, _theme: themes.Theme) -> None:
        """Paint in the new colours."""
        self.viewport().update()
