"""A small sheet that opens at a button and closes by Escape or by a press beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QWidget


class Popover(QFrame):
    """Open it with ``open_below``; it is made for one opening, and goes for good when it closes."""

    closed = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def open_below(self, anchor: QWidget) -> None:
        """Open below the end of an anchor: the edges at the reader's far side are in line."""
        self.adjustSize()
        rect = anchor.rect()
        rtl = anchor.isRightToLeft()
        corner = anchor.mapToGlobal(rect.bottomLeft() if rtl else rect.bottomRight())
        left = corner.x() if rtl else corner.x() - self.width() + 1
        self.move(QPoint(max(0, left), corner.y() + 5))
        self.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()
        self.close()
