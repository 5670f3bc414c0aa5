"""The dialog that takes a text from the clipboard, with its title and address."""

from __future__ import annotations

import json
from typing import Final, cast

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QTextEdit, QVBoxLayout, QWidget

from factcheck.translation import _
from factcheck.ui.fonts import reading_font
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.widgets import GhostButton, PrimaryButton, label

# Under which a text is kept that is not an article yet; and how long after the last key (milliseconds).
PASTE_KEY: Final = "paste:article:text"
KEEP_AFTER: Final = 700


def is_link(words: str) -> bool:
    """Whether words are one address and nothing else."""
    return words.startswith(("http://", "https://")) and len(words.split()) == 1


class PasteBox(QTextEdit):
    """Takes rich text; ``html`` is what the clipboard held, as long as it was not altered here."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(reading_font(15))
        self.setProperty("field", True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Text of the article"))
        self.setPlaceholderText(_("Paste the text here"))
        self._html = ""

    @property
    def html(self) -> str:
        """The HTML of what was pasted; "" for plain text, or where it was altered after."""
        return "" if self.document().isModified() else self._html

    def take_back(self, text: str, html: str) -> None:
        """Hold a text again that was kept, with the HTML that it came as."""
        self._html = html
        self.setPlainText(text)
        self.document().setModified(not html)

    def insertFromMimeData(self, source: QMimeData) -> None:
        whole = not self.toPlainText().strip() or self.textCursor().selectedText() == self.toPlainText()
        if not whole:
            self.insertPlainText(source.text())
        elif source.hasHtml():
            self._html = source.html()
            # Shown without its pictures and addresses: nothing is ever fetched.
            self.setPlainText(source.text())
            self.document().setModified(False)
        else:
            self._html = ""
            self.setPlainText(source.text())


class PasteDialog(QDialog):
    """Asks for a text; starts with what the clipboard holds (``source``, or the clipboard itself), or what was kept.

    ``kept`` carries what is to survive a crash; it is handed to another dialog as ``left``.
    """

    kept = Signal(str)

    def __init__(
        self,
        heading: str,
        accept_words: str,
        source: QMimeData | None = None,
        parent: QWidget | None = None,
        left: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.resize(680, 560)
        self.title_box, self.address_box, self.text_box = LineBox(), LineBox(), PasteBox()
        self.title_box.setPlaceholderText(_("Taken from the text where you leave it empty"))
        self.address_box.setPlaceholderText("https://")
        self.note = label("", 12, tone="secondary", wrap=True)
        self.note.hide()
        self.add = PrimaryButton(accept_words, pressed=self.accept)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(_("Title"), self.title_box)
        form.addRow(_("Address"), self.address_box)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.text_box, 1)
        column.addWidget(self.note)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.add)))
        self.text_box.textChanged.connect(self.on_text_changed)
        # An empty clipboard hands over nothing at all on some systems, whatever Qt's stubs say.
        held = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
        self._keeping = QTimer(self, interval=KEEP_AFTER, singleShot=True)
        self._keeping.timeout.connect(lambda: self.kept.emit(self._as_left()))
        if not self._restore(left):
            self._begin(source or held or QMimeData())
        self.on_text_changed()
        for box in (self.title_box, self.address_box):
            box.textChanged.connect(lambda _words: self._keeping.start())
        # Enter is a new line in the text.
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.add.click)

    def _begin(self, source: QMimeData) -> None:
        words = source.text().strip()
        if is_link(words):
            self.address_box.setText(words)
            self.note.setText(_("Pages are not fetched: open the page, select its text, copy it, and paste it here."))
        elif words:
            self.text_box.insertFromMimeData(source)
            self.note.setText(_("This is what the clipboard held."))
        self.note.setVisible(bool(words))
        self.text_box.setFocus()

    def on_text_changed(self) -> None:
        """Let it be added once there is a text, and keep it."""
        self._keeping.start()
        self.add.setEnabled(bool(self.text_box.toPlainText().strip()))

    def _as_left(self) -> str:
        words = {"title": self.title, "address": self.address, "text": self.text, "html": self.html}
        return json.dumps(words, ensure_ascii=False)

    def _restore(self, left: str) -> bool:
        """Take back what was kept; whether there was any text."""
        try:
            words = {str(name): str(value) for name, value in json.loads(left or "{}").items()}
        except (ValueError, AttributeError):
            return False
        if not words.get("text", "").strip():
            return False
        self.title_box.setText(words.get("title", ""))
        self.address_box.setText(words.get("address", ""))
        self.text_box.take_back(words["text"], words.get("html", ""))
        self.note.setText(_("This is what stood here when the program ended."))
        self.note.show()
        self.text_box.setFocus()
        return True

    @property
    def title(self) -> str:
        """The title as typed, or ""."""
        return self.title_box.text().strip()

    @property
    def address(self) -> str:
        """The address as typed, or ""."""
        return self.address_box.text().strip()

    @property
    def text(self) -> str:
        """The text."""
        return self.text_box.toPlainText()

    @property
    def html(self) -> str:
        """The HTML that the text came as, or ""."""
        return self.text_box.html
