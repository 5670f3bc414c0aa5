"""For tests: the window in a language of choice, and English again afterwards; what of its words is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget

from factcheck.translation import use_language
from factcheck.ui import theme as themes
from factcheck.ui.speaking import speak


@contextmanager
def speaking(app: QApplication, tag: str) -> Iterator[None]:
    """Speak a language, dressed for its direction."""
    speak(app, tag)
    themes.apply_theme(app, themes.current())
    try:
        yield
    finally:
        for translator in app.findChildren(QTranslator):
            app.removeTranslator(translator)
            translator.deleteLater()
        use_language("en")
        QLocale.setDefault(QLocale.c())
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        themes.apply_theme(app, themes.current())


def cut_off(window: QWidget) -> list[str]:
    """The words of buttons and labels in sight that have less room than they want."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        # What paints its own words (Elided, verdict buttons) shortens them with dots; that is told by its tip.
        ours = [kind for kind in type(widget).__mro__ if kind.__module__.startswith("factcheck")]
        own = any("paintEvent" in vars(kind) for kind in ours)
        icon_only = Qt.ToolButtonStyle.ToolButtonIconOnly
        own = own or type(widget).__name__ == "Elided"
        own = own or (isinstance(widget, QToolButton) and widget.toolButtonStyle() == icon_only)
        if isinstance(widget, QAbstractButton | QLabel) and widget.text() and not own:
            wraps = isinstance(widget, QLabel) and widget.wordWrap()
            wanted = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().width()
            if wanted > (widget.height() if wraps else widget.width()) + 1:
                found.append(f"{type(widget).__name__} “{widget.text()}” wants {wanted}, has {widget.size().toTuple()}")
    return found
