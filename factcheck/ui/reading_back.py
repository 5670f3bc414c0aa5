"""Reading back a report that a colleague edited: asked for or dropped, read beside the window, shown, then merged."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog

from factcheck.apart import Task
from factcheck.translation import _, ngettext
from factcheck.ui import projects
from factcheck.ui.dialogs.asking import accepted

if TYPE_CHECKING:
    from factcheck.domain.changes import Done
    from factcheck.domain.returning import ReportRead, Returned
    from factcheck.project.reading import Reading
    from factcheck.ui.main_window import MainWindow

_SUBJECT: Final = "read back"
_READ: Final = "factcheck.formats.docx.returning:read_report"


def choose_report(window: MainWindow) -> None:
    """Ask for the report that came back."""
    folder = window.live.path.parent if window.live.path is not None else Path.home()
    path, _kind = QFileDialog.getOpenFileName(
        window, _("Read back a report"), str(folder), _("Word documents (*.docx)")
    )
    if path:
        read_back(window, Path(path))


def is_report(window: MainWindow, path: Path) -> bool:
    """Whether a file is a report of the open project."""
    if path.suffix.lower() != ".docx" or not window.live.is_open:
        return False
    from factcheck.formats.docx.returning import project_of_report

    return project_of_report(path) == window.live.project_id != ""


def read_back(window: MainWindow, path: Path) -> None:
    """Read a report beside the window, show what it would change, and merge what the person leaves on."""
    window.claims.commit()

    def compare(report: ReportRead) -> None:
        def query(reading: Reading) -> tuple[list[Returned], dict[str, int]]:
            from factcheck.project.queries.listing import listed_claims
            from factcheck.project.queries.returned import returned_changes

            return returned_changes(reading, report), {line.id: line.number for line in listed_claims(reading)}

        window.live.ask(query, partial(_show, window, path), partial(projects.on_failed, window))

    task: Task[ReportRead] = Task(_READ, (path,), watched=False)
    window.jobs.run(task, compare, partial(projects.on_failed, window), title=_("Reading the report"))


def _show(window: MainWindow, path: Path, found: tuple[list[Returned], dict[str, int]]) -> None:
    changes, numbers = found
    if not changes:
        words = _("Nothing in it was changed, or all of it is in the project already.")
        window.banners.show_banner("info", _("The report brings nothing new."), words, subject=_SUBJECT)
        return
    from factcheck.project.edits.returning import MergeReport
    from factcheck.ui.dialogs.read_back_dialog import ReadBackDialog

    dialog = ReadBackDialog(path.name, changes, numbers, window.overview.profile, window)
    if accepted(dialog) and dialog.chosen:
        window.live.apply(MergeReport(dialog.chosen, path.name), partial(_tell, window))


def _tell(window: MainWindow, done: Done) -> None:
    words = ngettext("{n} change of the report came in.", "{n} changes of the report came in.", done.value)
    window.banners.show_banner(
        "info", words.format(n=done.value), "", [(_("Undo"), partial(window.live.undo, done.edit_id))], subject=_SUBJECT
    )
