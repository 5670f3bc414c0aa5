"""Boxes for text and choices: one that grows with its text, and a list that the wheel leaves alone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
)

from factcheck.ui.fonts import font

FRAME = 22  # pixels that frame, padding and document margin add to the lines


class TextBox(QPlainTextEdit):
    """A box of several lines; it grows with its text from ``lines`` to ``most`` and scrolls beyond."""

    def __init__(self, lines: int = 2, most: int = 8, *, family: str = "") -> None:
        super().__init__()
        self._lines, self._most = lines, most
        self.setFont(font(13, family=family) if family else font(13))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.on_size_changed())
        self.on_size_changed()

    def on_size_changed(self) -> None:
        """Take the height that the text needs."""
        # The layout of a plain text document counts in lines.
        lines = round(self.document().size().height())
        shown = min(max(lines, self._lines), self._most)
        scroll = lines > self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scroll else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)
        height = shown * self.fontMetrics().lineSpacing() + FRAME
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.on_size_changed()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A box that has nothing to scroll leaves the wheel to the panel.
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            event.ignore()
        else:
            super().wheelEvent(event)


class LineBox(QLineEdit):
    """A box of one line."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(13))


class ChoiceBox(QComboBox):
    """A choice out of a vocabulary: stored values with their labels. The wheel scrolls the panel, never the choice."""

    def __init__(self, options: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setFont(font(13))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.offer(options)

    def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """Offer other options; what is chosen stays chosen where it is among them."""
        chosen = self.value
        self.clear()
        for value, words in options:
            self.addItem(words, value)
        self.choose(chosen)

    @property
    def value(self) -> str:
        """The stored value of what is chosen."""
        data = self.currentData()
        return data if isinstance(data, str) else ""

    def words_for(self, value: str) -> str:
        """The label of a stored value."""
        position = self.findData(value)
        return self.itemText(position) if position >= 0 else value

    def choose(self, value: str) -> None:
        """Show a stored value; one that is no option (a newer program's) is added."""
        position = self.findData(value)
        if position < 0 and value:
            self.addItem(value, value)
            position = self.count() - 1
        self.setCurrentIndex(max(position, 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As every box; words that are too long for it end in dots, where Qt would cut them in the middle."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - 2
        if not self.itemIcon(self.currentIndex()).isNull():
            room -= self.iconSize().width() + 4
        words = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = words
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 30)

