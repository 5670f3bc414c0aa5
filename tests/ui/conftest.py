"""What every test of the window stands on: the theme worn, no bug unnoticed, desks that are cleared away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from factcheck.ui import theme as themes
from tests.factories import add_article, new_project
from tests.ui import windows
from tests.ui.factories_desk import Desk


@pytest.fixture
def dressed(qapp: QApplication) -> None:
    """The application in its light theme."""
    if not qapp.styleSheet():
        themes.apply_theme(qapp, themes.LIGHT)


@pytest.fixture
def make_desk(dressed: None, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Makes desks; each is closed at the end."""
    desks: list[Desk] = []

    def make(profile: str = "statements") -> Desk:
        desks.append(Desk(qtbot, tmp_path, profile))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A desk with a project of public statements."""
    return make_desk()


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    """A project with an article and no claim."""
    project = new_project(tmp_path)
    add_article(project)
    project.close()
    return project.path


@pytest.fixture
def at(qtbot: QtBot, project_file: Path) -> Iterator[windows.Desk]:
    """The whole window on that project."""
    with windows.desk(qtbot) as made:
        made.open(project_file)
        yield made
