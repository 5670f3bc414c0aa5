"""What a person does with projects on a server: open one, make one there, bring one there, take one from there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from factcheck.domain.address import Address, Location, folder_of
from factcheck.domain.problems import Problem
from factcheck.translation import _, ngettext
from factcheck.ui.dialogs.asking import accepted
from factcheck.ui.start.new_project import SUFFIX

if TYPE_CHECKING:
    from factcheck.domain.problems import ServerAsks
    from factcheck.domain.progress import Progress
    from factcheck.project.merging import Merged
    from factcheck.ui.main_window import MainWindow


def open_from_server(window: MainWindow) -> None:
    """Ask which project on which server, and open it."""
    _ask(window, _last_server(window), None)


def ask_what_is_lacking(window: MainWindow, wanted: ServerAsks) -> None:
    """A server wants a password or a certificate: ask for it, and open the project that was to be opened."""
    _ask(window, wanted.address, wanted)


def _ask(window: MainWindow, known: Address | None, wanted: ServerAsks | None) -> None:
    from factcheck.ui import projects
    from factcheck.ui.dialogs.server_dialog import ServerDialog

    dialog = ServerDialog(window.jobs, known, wanted, "", window)
    if accepted(dialog):
        window.last_server = dialog.address.of_project("")
        projects.open_project(window, dialog.address)


def _last_server(window: MainWindow) -> Address | None:
    """The server that was meant last, whatever came of it; else the one of the latest project that was opened."""
    if window.last_server is not None:
        return window.last_server
    from factcheck.domain.address import location_of

    recent = (location_of(words) for words in window.settings.recent)
    address = next((location for location in recent if isinstance(location, Address)), None)
    return address.of_project("") if address is not None else None


def make_on_server(window: MainWindow, profile: str, scale: str, name: str) -> None:
    """Ask on which server a new project is to lie, make it there and open it."""
    from factcheck.ui import projects
    from factcheck.ui.dialogs.server_dialog import ServerDialog

    dialog = ServerDialog(window.jobs, _last_server(window), None, name, window, is_new=True)
    if accepted(dialog):
        window.last_server = dialog.address.of_project("")
        projects.make_project(window, dialog.address, profile, scale, name)


def bring_to_server(window: MainWindow) -> None:
    """Bring the open project to a server, and go on with it there."""
    from factcheck.ui import projects
    from factcheck.ui.dialogs.server_dialog import ServerDialog

    live = window.live
    if live.path is None or live.location is None:
        return
    if isinstance(live.location, Address):
        window.banners.tell(
            Problem(
                _("This project lies on a server already."), _("To have it on another one, save it as a file first.")
            )
        )
        return
    window.claims.commit()
    dialog = ServerDialog(window.jobs, _last_server(window), None, live.path.stem, window)
    if not accepted(dialog):
        return
    window.last_server = dialog.address.of_project("")

    def then(moved: tuple[Location, Merged | None]) -> None:
        place, merged = moved
        projects.open_project(window, place)
        words = _("It was not there before.")
        if merged is not None:
            words = _came_in(merged)
        window.banners.show_banner(
            "info",
            _("The project is on the server; work goes on there."),
            " ".join((words, _("The file stays as it is and can be brought in again."))),
            subject="moved",
        )

    window.jobs.run(
        partial(_move, live.path, dialog.address, live.author), then, title=_("Bringing the project to the server")
    )


def save_as_file(window: MainWindow) -> None:
    """Put all of a project that lies on a server into a file."""
    live = window.live
    if live.path is None or live.location is None:
        return
    window.claims.commit()
    name = str(folder_of(live.location) / f"{live.location.stem}{SUFFIX}")
    kinds = _("Projects (*{suffix})").format(suffix=SUFFIX)
    chosen, _kind = QFileDialog.getSaveFileName(
        window, _("Save as a file"), name, kinds, options=QFileDialog.Option.DontConfirmOverwrite
    )
    if not chosen:
        return
    path = Path(chosen) if chosen.endswith(SUFFIX) else Path(chosen + SUFFIX)

    def then(moved: tuple[Location, Merged | None]) -> None:
        merged = moved[1]
        words = _("All of the project is in the file.")
        if merged is not None:
            words = _("The project was in this file already; {words}").format(words=_came_in(merged))
        window.banners.show_banner(
            "info",
            words,
            str(path),
            ((_("Show folder"), partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))),),
            subject="moved",
        )

    # The replica: it is there also while the server is away.
    window.jobs.run(partial(_move, live.path, path, live.author), then, title=_("Saving as a file"))


def _came_in(merged: Merged) -> str:
    told = [ngettext("{n} edit came in.", "{n} edits came in.", merged.edits).format(n=merged.edits)]
    if merged.conflicts:
        n = len(merged.conflicts)
        told.append(ngettext("{n} conflict is to be decided.", "{n} conflicts are to be decided.", n).format(n=n))
    return " ".join(told)


def _move(source: Location, target: Location, author: str, progress: Progress) -> tuple[Location, Merged | None]:
    from factcheck.project.server.moving import move

    return move(source, target, author=author, progress=progress)
