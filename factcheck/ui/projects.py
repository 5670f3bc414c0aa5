"""What a person does with projects: make, open, close, set, export."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from factcheck.settings import data_folder
from factcheck.translation import _
from factcheck.ui.start.new_project import SUFFIX, NewProjectDialog, documents_folder

if TYPE_CHECKING:
    from factcheck.domain.progress import Progress
    from factcheck.ui.dialogs.project_settings_dialog import ProjectSettings
    from factcheck.ui.main_window import MainWindow


def recent_folder(window: MainWindow) -> Path:
    """Where the person last kept a project."""
    folders = (Path(path).parent for path in window.settings.recent)
    return next((folder for folder in folders if folder.is_dir()), documents_folder())


def new_project(window: MainWindow) -> None:
    """Ask for a new project, make it and open it."""
    dialog = NewProjectDialog(recent_folder(window), window)
    if dialog.exec():
        make_project(window, dialog.path, dialog.profile, dialog.scale, dialog.name)


def make_project(window: MainWindow, path: Path, profile: str, scale: str, name: str) -> None:
    """Make a project and open it."""
    window.begin_opening(path)
    window.live.create(path, profile, scale, name)


def choose_project(window: MainWindow) -> None:
    """Ask which project to open."""
    path, _kind = QFileDialog.getOpenFileName(
        window, _("Open a project"), str(recent_folder(window)), _("Projects (*{suffix})").format(suffix=SUFFIX)
    )
    if path:
        open_project(window, Path(path))


def open_project(window: MainWindow, path: Path) -> None:
    """Open a project; the one that is open is closed once this one is known to be sound."""
    window.begin_opening(path)
    window.live.open(path)


def open_sample(window: MainWindow) -> None:
    """Open the sample project; it is made where it is not there yet."""
    path = data_folder() / f"{_('Sample')}{SUFFIX}"
    if path.exists():
        open_project(window, path)
        return

    def make(_progress: Progress) -> Path:
        from factcheck.sample import build_sample

        path.parent.mkdir(parents=True, exist_ok=True)
        return build_sample(path, author=window.settings.author)

    window.begin_opening(path)
    window.jobs.run(make, partial(open_project, window), window.on_failed, title=_("Making the sample project"))


def close_project(window: MainWindow) -> None:
    """Close the project; the start page follows."""
    window.leave_article()
    window.live.close()


def project_settings(window: MainWindow) -> None:
    """Show the project's settings, and apply what was changed."""
    from factcheck.ui.dialogs.project_settings_dialog import ProjectSettingsDialog, project_settings_in

    def show(settings: ProjectSettings) -> None:
        dialog = ProjectSettingsDialog(settings, window.live, window)
        if dialog.exec():
            for edit in dialog.edits():
                window.live.apply(edit)

    window.live.ask(project_settings_in, show)


def forget_recent(window: MainWindow, path: str) -> None:
    """Take a project off the list of recent ones."""
    window.settings.forget(path)
    window.show_recent()
