"""The tests' own ground: the home folder is empty, and the display answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import platformdirs

CODE = """
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
print(application.platformName(), application.primaryScreen().size().width())
"""


def test_settings_and_data_lie_in_the_home_of_the_test(home: Path) -> None:
    for folder in (platformdirs.user_config_path("factcheck"), platformdirs.user_data_path("factcheck")):
        assert folder.is_relative_to(home)
        assert not folder.exists()


def test_a_program_finds_the_display(x_display: str, home: Path) -> None:
    environment = {"DISPLAY": x_display, "QT_QPA_PLATFORM": "xcb", "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    done = subprocess.run([sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["xcb", "1440"]
