"""The language of the window: words, formats and direction, and Qt's own words (Save, Cancel, the menus of fields)."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from factcheck.translation import RIGHT_TO_LEFT, current_language, current_tag, use_language


def speak(app: QApplication, *wanted: str) -> None:
    """Speak the first of the ``wanted`` tags that we know, else what the system speaks; before a window is made."""
    use_language(*wanted, *QLocale.system().uiLanguages())
    spoken = QLocale(current_tag())
    QLocale.setDefault(spoken)
    if current_language() != "en":  # English is what Qt says untranslated
        words = QTranslator(app)
        if words.load(spoken, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(words)
    right_to_left = current_language() in RIGHT_TO_LEFT
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
