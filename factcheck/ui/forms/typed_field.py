"""What happens to the text of one field between the first key and the edit that it becomes.

The text becomes one edit when the focus leaves its box, or after Ctrl+Enter. That edit tells which saved text was on
screen, so a box that shows an old text never overwrites a newer one: both live, and a person resolves them. A text that
arrives while somebody is typing waits beside the box and never replaces what is typed.
"""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from shiboken6 import isValid

KEEP_AFTER = 400  # milliseconds after the first key until the text is kept against a crash

Box: TypeAlias = QPlainTextEdit | QLineEdit


def storable(text: str) -> str:
    """The text without what no file can hold: half a surrogate pair becomes the replacement character, NUL goes."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class TypedField(QObject):
    """The text of one box; ``committed`` carries the text and the id of the change that was on screen.

    ``kept`` carries text that is to survive a crash, ``forgotten`` says that it need not any more. ``overtaken``
    carries what somebody else saved while this text was being typed, ``settled`` that nothing waits any more.
    """

    committed = Signal(str, str)
    kept = Signal(str)
    forgotten = Signal()
    overtaken = Signal(str)
    settled = Signal()

    def __init__(self, box: Box) -> None:
        super().__init__(box)
        self._box = box
        self._saved, self._seen = "", ""
        self._waiting: tuple[str, str] | None = None
        self._sent: str | None = None
        self._answered = False
        self._commit_again = False
        self._kept = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER)
        self._timer.timeout.connect(self.on_keep_due)
        box.textChanged.connect(self.on_text_changed)
        box.installEventFilter(self)

    @property
    def text(self) -> str:
        """What stands in the box."""
        return storable(self._box.toPlainText() if isinstance(self._box, QPlainTextEdit) else self._box.text())

    @property
    def changed(self) -> bool:
        """Whether the box holds text that is not saved."""
        return self.text != self._saved

    @property
    def is_kept(self) -> bool:
        """Whether the text is kept against a crash."""
        return self._kept

    @property
    def waiting(self) -> str | None:
        """What somebody else saved while this text was being typed."""
        return self._waiting[0] if self._waiting else None

    # --- what is saved arrives -------------------------------------------------------------------

    def begin(self, text: str, seen: str) -> None:
        """Show another record's text; what the box held before has to be committed by then."""
        self._timer.stop()
        self._sent, self._answered, self._commit_again, self._kept = None, False, False, False
        self._settle()
        self._adopt(text, seen, fill=True)

    def show_saved(self, text: str, seen: str) -> None:
        """Take in what is saved now: into the box, or beside it while somebody types."""
        if self._sent is not None and (self._answered or text == self._sent):
            self._on_own_arrived(text, seen)
        elif self._sent is not None:
            return  # read before our own edit was written: the next reading holds it
        elif not self.changed or text == self.text:
            self._settle()
            self._adopt(text, seen, fill=text != self.text)
        elif seen != self._seen:
            self._waiting = (text, seen)
            self.overtaken.emit(text)

    def _on_own_arrived(self, text: str, seen: str) -> None:
        typed_on = self.text != self._sent
        self._sent, self._answered = None, False
        self._settle()
        self._adopt(text, seen, fill=not typed_on and text != self.text)
        if self._commit_again:
            self._commit_again = False
            self.commit()

    def _adopt(self, text: str, seen: str, *, fill: bool) -> None:
        self._saved, self._seen = text, seen
        if fill:
            self._fill(text)
            self._timer.stop()
        if not self.changed:
            self._forget()

    def _fill(self, text: str) -> None:
        self._box.blockSignals(True)
        if isinstance(self._box, QPlainTextEdit):
            self._box.setPlainText(text)
        else:
            self._box.setText(text)
            self._box.setCursorPosition(0)
        self._box.blockSignals(False)

    # --- what is typed goes ----------------------------------------------------------------------

    def commit(self) -> None:
        """Make the typed text an edit; nothing happens where it is what is saved."""
        self._timer.stop()
        if self._sent is not None:
            self._commit_again = self.text != self._sent
        elif self.changed:
            self._sent = self.text
            self.committed.emit(self.text, self._seen)
        else:
            self._settle()
            self._forget()

    def on_answered(self, *, written: bool = True) -> None:
        """The edit is written: the next reading shows it. Or it changed nothing, and there will be none."""
        self._answered = self._sent is not None
        if self.text == self._sent:
            self._forget()
        if self._sent is not None and not written:
            self._on_own_arrived(self._sent, self._seen)

    def on_refused(self) -> None:
        """The edit could not be written: the text stays typed and unsaved."""
        if self._sent is not None:
            self._sent, self._answered, self._commit_again = None, False, False
            self._kept = True
            self.kept.emit(self.text)

    def restore(self, text: str) -> None:
        """Put back what was being typed when the program ended; what is saved waits beside it."""
        if text != self._saved:
            self._fill(text)
            self._kept = True
            self._waiting = (self._saved, self._seen)
        else:
            self.forgotten.emit()

    def keep_mine(self) -> None:
        """Let the typed text replace what waits: the person has seen it."""
        if self._waiting:
            self._saved, self._seen = self._waiting
            self._settle()
            self.commit()

    def take_theirs(self) -> None:
        """Let what waits replace the typed text."""
        if self._waiting:
            text, seen = self._waiting
            self._settle()
            self._adopt(text, seen, fill=True)

    def edit_both(self) -> None:
        """Put both texts into the box, to be made one."""
        if self._waiting:
            mine = self.text
            self._saved, self._seen = self._waiting
            self._settle()
            self.put(f"{self._saved}\n\n{mine}" if self._saved else mine)

    def put(self, text: str) -> None:
        """Type ``text`` for the person, to be edited on."""
        if isinstance(self._box, QPlainTextEdit):
            self._box.setPlainText(text)
        else:
            self._box.setText(text.replace("\n", " "))
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- keys and focus --------------------------------------------------------------------------

    def on_text_changed(self) -> None:
        """Keep the text a moment after the first key, and again while typing goes on."""
        if not self._timer.isActive():
            self._timer.start()

    def on_keep_due(self) -> None:
        """Keep what stands in the box now."""
        if self.changed:
            self._kept = True
            self.kept.emit(self.text)
        else:
            self._forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not isValid(self._box):  # it loses the focus while it is being deleted with its dialog
            return False
        if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
            if event.reason() not in passing:
                self.commit()
                self._drop_native_undo()
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._leaves_to_window(event)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._ends_typing(event):
            self.commit()
            return True
        return False

    def _ends_typing(self, event: QKeyEvent) -> bool:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return control or isinstance(self._box, QLineEdit)

    def _leaves_to_window(self, event: QKeyEvent) -> bool:
        """Undo and redo belong to the box only while it has something of its own to take back."""
        if isinstance(self._box, QPlainTextEdit):
            undoable = self._box.document().isUndoAvailable()
            redoable = self._box.document().isRedoAvailable()
        else:
            undoable, redoable = self._box.isUndoAvailable(), self._box.isRedoAvailable()
        undo, redo = event.matches(QKeySequence.StandardKey.Undo), event.matches(QKeySequence.StandardKey.Redo)
        if (undo and not undoable) or (redo and not redoable):
            event.ignore()
            return True
        return False

    def _drop_native_undo(self) -> None:
        if isinstance(self._box, QPlainTextEdit):
            self._box.document().clearUndoRedoStacks()
        else:
            place = self._box.cursorPosition()
            self._box.blockSignals(True)
            self._box.setText(self._box.text())
            self._box.blockSignals(False)
            self._box.setCursorPosition(place)

    def _settle(self) -> None:
        if self._waiting:
            self._waiting = None
            self.settled.emit()

    def _forget(self) -> None:
        if self._kept:
            self._kept = False
            self.forgotten.emit()
