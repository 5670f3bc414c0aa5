"""The row that tells of a stretch that was left out, with the button that puts it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from factcheck.locales import number
from factcheck.translation import _, ngettext
from factcheck.ui import theme as themes
from factcheck.ui.article.folding import Fold
from factcheck.ui.fonts import font
from factcheck.ui.mirroring import inset
from factcheck.ui.unfolding import UnfoldButton
from factcheck.ui.widgets import Glyph, label


def reason_words(reason: str) -> str:
    """Why a stretch was left out, for the reader."""
    return {
        "boilerplate": _("around the article"),
        "also read": _("also read"),
        "advert": _("advertisement"),
        "box": _("box in the article"),
    }.get(reason, reason)


class FoldRow(QWidget):
    """Tells how much is left out and why; its button asks to put it back, or to leave it out again."""

    toggled = Signal(str, bool)

    def __init__(self, parent: QWidget, fold: Fold) -> None:
        super().__init__(parent)
        self.fold = fold
        row = QHBoxLayout(self)
        inset(row, 10, 0, 5, 0)
        row.setSpacing(8)
        self._glyph = Glyph("fold-vertical", 15, "faint")
        self._words = label("", 12, 400, "secondary")
        self._words.setFont(font(12))
        self.button = UnfoldButton(pressed=self._press)
        row.addWidget(self._glyph)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.show_fold(fold)

    def show_fold(self, fold: Fold) -> None:
        """Tell of the stretch as it is now."""
        self.fold = fold
        told = ngettext("{n} character left out", "{n} characters left out", fold.characters)
        if fold.shown and fold.reason == "box":
            told = ngettext("{n} character", "{n} characters", fold.characters)
        elif fold.shown:
            told = ngettext("{n} character put back", "{n} characters put back", fold.characters)
        words = told.format(n=number(fold.characters))
        reason = reason_words(fold.reason)
        self._words.setText(f"{words} · {reason}" if reason else words)
        self._glyph.show_icon("unfold-vertical" if fold.shown else "fold-vertical", "faint")
        name = _("Leave out") if fold.shown else _("Put back")
        self.button.setText(name)
        self.button.tell(unfolded=fold.shown)
        self.button.setAccessibleName(f"{name}: {self._words.text()}")
        self.setAccessibleName(self._words.text())

    def _press(self) -> None:
        self.toggled.emit(self.fold.omission_id, not self.fold.shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(theme.panel))
        painter.setPen(QPen(QColor(theme.edge), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
