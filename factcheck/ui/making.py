"""Making a large part of the window in small steps, with a breath between them, or at once where nobody looks on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from PySide6.QtWidgets import QWidget


def at_once(steps: Iterable[None]) -> None:
    """Take all steps now."""
    deque(steps, maxlen=0)


def dress(part: QWidget) -> None:
    """Let the style sheet dress a part and all in it: Qt would do it for the whole window when it is first shown."""
    for widget in (part, *part.findChildren(QWidget)):
        widget.ensurePolished()
