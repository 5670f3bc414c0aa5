"""What a screen reader says without being asked: where the reader went, what became of a claim."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


class Announcer(QObject):
    """Passes words to the screen reader; ``said`` carries them too."""

    said = Signal(str)

    def say(self, speaker: QWidget, words: Callable[[], str]) -> None:
        """Say something at once, on behalf of a widget. Nobody is asked for words where no reader listens."""
        if not QAccessible.isActive():
            return
        told = words()
        if told:
            event = QAccessibleAnnouncementEvent(speaker, told)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(event)
            self.said.emit(told)


announcer: Final = Announcer()
