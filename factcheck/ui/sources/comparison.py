"""A quotation beside the passage of its source, with the words that differ marked on both sides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui import theme as themes
from factcheck.ui.article.offsets import Offsets
from factcheck.ui.fonts import reading_font
from factcheck.ui.forms.boxes import TextBox
from factcheck.ui.widgets import Glyph, label

if TYPE_CHECKING:
    from factcheck.text.comparing import Comparison, Piece

LONGEST: Final = 20_000  # characters of a passage that are held against a quotation while somebody types


def compare(quotation: str, passage: str) -> Comparison | None:
    """Hold a passage against a quotation; None where there is nothing to compare."""
    if not quotation.strip() or not passage.strip() or len(passage) > LONGEST:
        return None
    from factcheck.text.comparing import compared

    return compared(quotation, passage)


def answer_words(answer: str) -> str:
    """What became of the quotation, in words; never whether it is true."""
    return {
        "found": _("Word for word"),
        "rounded": _("Rounded: a number is given less exactly"),
        "altered": _("Words differ"),
        "elided": _("Words are left out, as the quotation says"),
        "not found": _("The quotation is not in this passage"),
    }.get(answer, answer)


ANSWER_LOOKS: Final = {
    "found": ("check", "good"),
    "rounded": ("scale", "accent"),
    "altered": ("triangle-alert", "warn_text"),
    "elided": ("ellipsis", "secondary"),
    "not found": ("search", "secondary"),
}


def marks_on(document: QTextDocument, pieces: Iterable[Piece]) -> list[QTextEdit.ExtraSelection]:
    """Marks for the pieces that differ. An underline's pattern says what a colour says too."""
    theme, offsets = themes.current(), Offsets(document.toPlainText())
    line = QTextCharFormat.UnderlineStyle
    looks = {
        "changed": (theme.warn_ground, theme.warn_text, line.SingleUnderline),
        "added": (theme.warn_ground, theme.warn_text, line.WaveUnderline),
        "missing": (theme.hover, theme.secondary, line.DashUnderline),
        "elided": ("", theme.secondary, line.DotLine),
        "rounded": (theme.soft, theme.accent, line.DashDotLine),
    }
    marks = []
    for start, end, kind in pieces:
        if kind not in looks:
            continue
        ground, ink, pattern = looks[kind]
        mark = QTextEdit.ExtraSelection()
        shape = QTextCharFormat()
        if ground:
            shape.setBackground(QColor(ground))
        shape.setUnderlineStyle(pattern)
        shape.setUnderlineColor(QColor(ink))
        mark.format = shape
        cursor = QTextCursor(document)
        cursor.setPosition(offsets.to_units(start))
        cursor.setPosition(offsets.to_units(end), QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        marks.append(mark)
    return marks


class AnswerLine(QWidget):
    """What became of the quotation, with an icon."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._glyph = Glyph("check", 14)
        self._words = label("", 12, 500, "secondary")
        row.addWidget(self._glyph)
        row.addWidget(self._words)
        row.addStretch()
        self.show_answer(None)

    def show_answer(self, comparison: Comparison | None) -> None:
        """Show an answer; None hides the line."""
        self.setVisible(comparison is not None)
        if comparison is not None:
            name, tone = ANSWER_LOOKS.get(comparison.answer, ("info", "secondary"))
            self._glyph.show_icon(name, tone)
            self._words.setText(answer_words(comparison.answer))
            self.setAccessibleName(self._words.text())


class MarkedText(TextBox):
    """Words to read and to copy, as high as they are (at most ``most`` lines), with marks."""

    def __init__(self, name: str, px: int = 14, most: int = 12) -> None:
        super().__init__(1, most)
        self._pieces: tuple[Piece, ...] = ()
        self.setReadOnly(True)
        self.setFont(reading_font(px))
        self.setAccessibleName(name)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        themes.theming.theme_changed.connect(self.on_theme_changed)

    def show_text(self, text: str, pieces: Iterable[Piece] = ()) -> None:
        """Show words and mark the pieces of them."""
        if self.toPlainText() != text:
            self.setPlainText(text)
        self._pieces = tuple(pieces)
        self.setExtraSelections(marks_on(self.document(), self._pieces))

    def on_theme_changed(self, _theme: themes.Theme) -> None:
        """Mark in the other theme's colours."""
        self.setExtraSelections(marks_on(self.document(), self._pieces))


def side(title: str, text: QWidget) -> QVBoxLayout:
    """A column with its title."""
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label(title, 12, 500, "secondary"))
    column.addWidget(text)
    return column


class SideBySide(QWidget):
    """Quotation and passage, to be read; the words that differ are marked."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = AnswerLine()
        self.quotation = MarkedText(_("Quotation"), 13)
        self.passage = MarkedText(_("Passage"), 13)
        columns = QHBoxLayout()
        columns.setSpacing(8)
        for title, text in ((_("In the article"), self.quotation), (_("In the source"), self.passage)):
            column = side(title, text)
            column.addStretch()
            columns.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2, 0, 0)
        whole.setSpacing(6)
        whole.addLayout(columns)
        whole.addWidget(self.answer)

    def show_both(self, quotation: str, passage: str) -> None:
        """Show the two, and what became of the quotation."""
        comparison = compare(quotation, passage)
        self.quotation.show_text(quotation, comparison.quotation if comparison else ())
        self.passage.show_text(passage, comparison.passage if comparison else ())
        self.answer.show_answer(comparison)
