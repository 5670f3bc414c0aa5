"""What is dropped on the window: projects are opened, its copies, reports and articles come in, text is pasted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.ui import intake, projects, reading_back, sharing
from factcheck.ui.sending import SEALED
from factcheck.ui.start.new_project import SUFFIX

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from factcheck.ui.main_window import MainWindow


def dropped_files(source: QMimeData) -> list[Path]:
    """The files of this computer among what is dropped."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]


def takes(window: MainWindow, source: QMimeData) -> bool:
    """Whether the window can do anything with it now."""
    files = dropped_files(source)
    if any(path.suffix in (SUFFIX, SEALED) for path in files):
        return True
    return window.can_write and (bool(files) or source.hasText())


def take(window: MainWindow, source: QMimeData) -> None:
    """Open, add or paste what was dropped."""
    files = dropped_files(source)
    project = next((path for path in files if path.suffix in (SUFFIX, SEALED)), None)
    if project is not None and window.can_write and sharing.is_copy(window, project):
        sharing.bring_in(window, project)
    elif project is not None:
        projects.open_project(window, project)
    elif files:
        reports = [path for path in files if window.can_write and reading_back.is_report(window, path)]
        others = [path for path in files if path not in reports]
        for path in reports:
            reading_back.read_back(window, path)
        if others:
            intake.add_files(window, others)
    else:
        intake.paste_article(window, source)
