"""The application: fonts, theme, the window painted first, the project opened behind it, and an orderly end."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from factcheck import __version__
from factcheck.domain.address import Location
from factcheck.settings import Settings
from factcheck.ui import theme as themes
from factcheck.ui.session import left_behind
from factcheck.ui.speaking import speak

if TYPE_CHECKING:
    from factcheck.ui.main_window import MainWindow


# Seconds after which a thread that computes lets the window's thread go on. It is asked each time that the window comes
# back from Qt, so Python's own 5 ms add up to a window that halts.
SWITCH_AFTER: Final = 0.001


def make_application() -> QApplication:
    """The one ``QApplication``, dressed by nobody yet."""
    sys.setswitchinterval(SWITCH_AFTER)
    app = QApplication.instance() or QApplication(["factcheck"])
    assert isinstance(app, QApplication)  # noqa: S101 - what Qt answers; a core application would be a bug of ours
    app.setApplicationName("factcheck")
    app.setApplicationDisplayName("Factcheck")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("factcheck")
    return app


class ThemeFollower(QObject):
    """Dresses the application in the chosen theme, and follows the system where that is the choice."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app, self._settings = app, settings
        self._blinking = app.cursorFlashTime()
        app.styleHints().colorSchemeChanged.connect(self.on_system_changed)
        app.styleHints().accessibility().contrastPreferenceChanged.connect(self.on_system_changed)
        self.put_on()

    def put_on(self) -> None:
        """Put on the theme of the settings, unless the application wears it already; let things move, or not."""
        self._app.setCursorFlashTime(0 if self._settings.still else self._blinking)
        wanted = themes.theme_named(self._settings.theme)
        if wanted is not themes.current() or not self._app.styleSheet():
            themes.apply_theme(self._app, wanted)

    def on_system_changed(self, _asked: Qt.ColorScheme | Qt.ContrastPreference) -> None:
        """The system turned dark or light, or asks for more or less contrast."""
        self.put_on()


def make_window(app: QApplication, settings: Settings) -> MainWindow:
    """The window, dressed and not yet shown."""
    follower = ThemeFollower(app, settings)
    from factcheck.ui.main_window import MainWindow

    window = MainWindow(settings)
    window.theme_asked.connect(follower.put_on)
    return window


def run(project: Location | None = None, *, author: str = "", language: str = "") -> int:
    """Open the window, on a project where one is named; the exit code of the program.

    ``language`` is a tag that stands above the choice in the settings, this time.
    """
    app = make_application()
    settings = Settings.load()
    speak(app, language, settings.language)
    if author:
        settings.go_by(author)
    again = None if project else left_behind()
    project = project or again
    window = make_window(app, settings)
    app.aboutToQuit.connect(window.shut_down)
    window.restore_place()
    window.announce(project)
    window.show()

    def begin() -> None:
        window.begin_gently(project, again=again is not None, then=catch_bugs)

    def catch_bugs() -> None:
        window.bugs.install()

    window.when_painted(begin)
    return app.exec()


if __name__ == "__main__":
    sys.exit(run())
