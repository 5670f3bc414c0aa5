"""The window as a picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from factcheck.__main__ import main
from factcheck.domain.problems import Problem
from factcheck.settings import Settings, settings_folder
from factcheck.ui import theme as themes
from factcheck.ui.screenshot import _noise_unsaid, write_screenshot


@pytest.mark.parametrize(("dark", "size"), [(False, (1440, 900)), (True, (1100, 700))])
def test_a_picture_of_the_project(
    qtbot: QtBot, project_file: Path, tmp_path: Path, dark: bool, size: tuple[int, int]
) -> None:
    out = tmp_path / "picture.png"
    write_screenshot(project_file, out, dark=dark, size=size)
    picture = QImage(str(out))
    assert (picture.width(), picture.height()) == size
    theme = themes.DARK if dark else themes.LIGHT
    assert picture.pixelColor(5, 300) == QColor(theme.window)
    colours = {picture.pixelColor(x, y).name() for x in range(300, 700, 3) for y in range(100, 180, 3)}
    assert len(colours) > 5, "the article's title is painted"
    assert not settings_folder().exists(), "nothing is remembered of it"


def test_only_the_platforms_noise_is_unsaid(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    heard: list[str] = []
    for before in (lambda _kind, _context, message: heard.append(message), None):
        outer = qInstallMessageHandler(before)
        with _noise_unsaid():
            qWarning("This plugin does not support propagateSizeHints()")
            qWarning("a word that matters")
        qInstallMessageHandler(outer)
    assert heard == ["a word that matters"]
    assert capsys.readouterr().err == "a word that matters\n"


def test_what_is_no_project_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    bad = tmp_path / "bad.factcheck"
    bad.write_text("no project")
    with pytest.raises(Problem):
        write_screenshot(bad, tmp_path / "picture.png")
    assert not (tmp_path / "picture.png").exists()


def test_a_folder_that_is_not_there_is_told(qtbot: QtBot, project_file: Path, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="could not be written"):
        write_screenshot(project_file, tmp_path / "none" / "picture.png")


def test_by_the_command_line(
    qtbot: QtBot, project_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["screenshot", str(project_file), str(tmp_path / "p.png"), "--size", "1000x600"]) == 0
    assert QImage(str(tmp_path / "p.png")).width() == 1000
    assert main(["screenshot", str(tmp_path / "none.factcheck"), str(tmp_path / "q.png")]) == 1
    said = capsys.readouterr().err.strip()
    assert len(said.splitlines()) == 1
    assert Settings.load().recent == []
