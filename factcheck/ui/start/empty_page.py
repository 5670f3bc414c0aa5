"""An open project without articles: how to add the first one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.fonts import font
from factcheck.ui.widgets import GhostButton, Glyph, PrimaryButton, label


class PasteField(QPlainTextEdit):
    """A field of one line that takes a whole article from the clipboard; ``filled`` carries what was put in."""

    filled = Signal(QMimeData)

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(14))
        self.setFixedSize(380, 40)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rightwards = self.isRightToLeft()
        self.setViewportMargins(0 if rightwards else 26, 3, 26 if rightwards else 0, 0)
        self.setPlaceholderText(_("Paste the text, or its link"))
        self.setAccessibleName(_("Text or link of the article"))
        glyph = Glyph("clipboard-paste", 16, "faint")
        glyph.setParent(self)
        glyph.move(self.width() - 27 if rightwards else 11, 12)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if "\n" in source.text().strip() or len(source.text()) > 200:
            self.filled.emit(source)
        else:
            super().insertFromMimeData(source)

    def event(self, event: QEvent) -> bool:
        # An empty field has nothing to undo: the removal that led here is meant.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            undo = event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.hand_over()
        else:
            super().keyPressEvent(event)

    def hand_over(self) -> None:
        """Tell of the words that stand in the field, and empty it."""
        words = QMimeData()
        words.setText(self.toPlainText().strip())
        self.clear()
        self.filled.emit(words)


class EmptyPage(QWidget):
    """Says what to do; the window binds the buttons to actions. ``filled`` carries pasted text."""

    filled = Signal(QMimeData)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = PasteField()
        self.field.filled.connect(self.filled)
        self.add = PrimaryButton(_("Add article"), pressed=self.field.hand_over, px=14)
        self.paste = GhostButton(_("Paste text"), "clipboard-paste")
        self.files = GhostButton(_("Open files…"), "folder-open")
        self.sample = GhostButton(_("Open the sample project"), "book-open-text")
        for button in (self.add, self.paste, self.files, self.sample):
            button.setProperty("tall", True)
        said = _(
            "Paste the text, or drop Word, HTML or text files anywhere in this window.\n"
            "Sentences become clickable; you mark the ones worth checking."
        )
        column = QVBoxLayout(self)
        column.addStretch(3)
        column.addLayout(centred(Glyph("highlighter", 40, "accent", 1.5)))
        column.addSpacing(14)
        column.addLayout(centred(label(_("Add the first article to check"), 22, 600)))
        column.addSpacing(4)
        for line in said.splitlines():
            column.addLayout(centred(label(line, 14, tone="secondary")))
        column.addSpacing(20)
        column.addLayout(centred(self.field, self.add))
        column.addSpacing(14)
        column.addLayout(centred(self.paste, self.files, self.sample))
        column.addStretch(4)
        self.setFocusProxy(self.field)


def centred(*widgets: QWidget) -> QHBoxLayout:
    """A row of widgets in the middle."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
