"""A whole draft to read beside another one: highlights and words that differ are marked, words can be taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from factcheck.ui import theme as themes
from factcheck.ui.article.offsets import Offsets
from factcheck.ui.fonts import reading_font
from factcheck.ui.widgets import label

SIZE: Final = 15
MARGIN: Final = 14


class Stretch(NamedTuple):
    """A marked stretch, in code points: a highlight, the one in question, or words that only this draft has."""

    start: int
    end: int
    kind: Literal["mark", "asked", "differs"]


class DraftText(QPlainTextEdit):
    """The text of a draft, to be read. Only what is in view is marked, so that long drafts open as fast as others."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFont(reading_font(SIZE))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(MARGIN)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text, self._offsets = "", Offsets("")
        self._stretches: tuple[Stretch, ...] = ()
        self.verticalScrollBar().valueChanged.connect(self.on_scrolled)
        themes.theming.theme_changed.connect(self.on_theme_changed)

    def show_text(self, text: str) -> None:
        """Show a draft; the same one stays as it is."""
        if text != self._text:
            self._text, self._offsets = text, Offsets(text)
            self.setPlainText(text)

    def show_stretches(self, stretches: Iterable[Stretch]) -> None:
        """Mark these stretches and no others."""
        self._stretches = tuple(stretches)
        self._mark()

    def go_to(self, start: int) -> None:
        """Bring a place (code points) to the middle, and stand there."""
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.to_units(start))
        self.setTextCursor(cursor)
        self.centerCursor()
        self._mark()

    def taken(self) -> tuple[int, int] | None:
        """The words taken, whole ones as on the page of the article, in code points."""
        from factcheck.text.words import snap

        cursor = self.textCursor()
        start, end = (self._offsets.to_points(unit) for unit in (cursor.selectionStart(), cursor.selectionEnd()))
        start, end = snap(self._text, start, end) if start < end else (0, 0)
        return (start, end) if start < end else None

    def on_scrolled(self, _value: int) -> None:
        """Mark what came into view."""
        self._mark()

    def on_theme_changed(self, _theme: themes.Theme) -> None:
        """Mark in the other theme's colours."""
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark()

    def _mark(self) -> None:
        corner = QPoint(self.viewport().width(), self.viewport().height())
        first = self._offsets.to_points(self.cursorForPosition(QPoint(0, 0)).block().position())
        last = self._offsets.to_points(self.cursorForPosition(corner).position())
        seen = [one for one in self._stretches if one.start <= last and one.end >= first]
        looks = _looks()
        self.setExtraSelections([self._selection(one, looks[one.kind]) for one in seen])

    def _selection(self, stretch: Stretch, shape: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.format = shape
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offsets.to_units(stretch.start))
        cursor.setPosition(self._offsets.to_units(stretch.end), QTextCursor.MoveMode.KeepAnchor)
        made.cursor = cursor
        return made


def _looks() -> dict[str, QTextCharFormat]:
    """How stretches look: the pattern of the line says what the colour says too."""
    theme, line = themes.current(), QTextCharFormat.UnderlineStyle
    looks = {}
    for kind, ground, ink, pattern in (
        ("mark", theme.unchecked_tint, theme.secondary, line.SingleUnderline),
        ("asked", theme.soft, theme.accent, line.SingleUnderline),
        ("differs", theme.warn_ground, theme.warn_text, line.WaveUnderline),
    ):
        shape = QTextCharFormat()
        shape.setBackground(QColor(ground))
        shape.setUnderlineStyle(pattern)
        shape.setUnderlineColor(QColor(ink))
        if kind == "differs":
            shape.setForeground(QColor(ink))
            shape.setFontWeight(QFont.Weight.DemiBold)
        looks[kind] = shape
    return looks


class TwoSides(QWidget):
    """An older draft beside a newer one, each under its name."""

    def __init__(self) -> None:
        super().__init__()
        self.old, self.new = DraftText(), DraftText()
        self._titles = label("", 12, 600, "secondary"), label("", 12, 600, "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for title, text in zip(self._titles, (self.old, self.new), strict=True):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(title)
            column.addWidget(text, 1)
            row.addLayout(column, 1)

    def show_names(self, names: Sequence[str]) -> None:
        """Name the two drafts, the older one first."""
        for title, text, name in zip(self._titles, (self.old, self.new), names, strict=True):
            title.setText(name)
            text.setAccessibleName(name)
