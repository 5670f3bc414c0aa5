"""Text that is being written and becomes something only when the person says so, such as a comment."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from factcheck.ui.forms.typed_field import KEEP_AFTER, storable


class UnsaidText(QObject):
    """Watches a box: ``kept`` carries text that is to survive a crash, ``said`` comes with Ctrl+Enter."""

    kept = Signal(str)
    forgotten = Signal()
    said = Signal()

    def __init__(self, box: QPlainTextEdit) -> None:
        super().__init__(box)
        self._box = box
        self._kept = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER)
        self._timer.timeout.connect(self.keep)
        box.textChanged.connect(self.on_text_changed)
        box.installEventFilter(self)

    @property
    def text(self) -> str:
        """What stands in the box."""
        return storable(self._box.toPlainText())

    def on_text_changed(self) -> None:
        """Keep the text a moment after the first key, and again while typing goes on."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep what stands in the box now."""
        self._timer.stop()
        if self.text:
            self._kept = True
            self.kept.emit(self.text)
        elif self._kept:
            self._kept = False
            self.forgotten.emit()

    def put(self, text: str, *, kept: bool = False) -> None:
        """Put text into the box; ``kept`` where it is kept already."""
        self._box.setPlainText(text)
        self._timer.stop()
        self._kept = kept

    def clear(self) -> None:
        """It is said: empty the box, and forget what was kept."""
        self._box.clear()
        self.keep()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        elif (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.said.emit()
            return True
        return False
