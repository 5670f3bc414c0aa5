"""What a person does with copies of a project and hears of its shared file: bring in, go back, what was put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from factcheck.domain.address import folder_of
from factcheck.translation import _, ngettext
from factcheck.ui import sending
from factcheck.ui.dialogs.asking import accepted
from factcheck.ui.start.new_project import SUFFIX

if TYPE_CHECKING:
    from factcheck.domain.problems import Problem
    from factcheck.project.merging import Merged
    from factcheck.project.queries.conflicts import ConflictLine
    from factcheck.project.reading import Reading
    from factcheck.project.replica import Exchanged
    from factcheck.project.restoring import Kept
    from factcheck.project.sealed import Unsealed
    from factcheck.ui.main_window import MainWindow

_BESIDE = "copies beside"
_HEADER = b"SQLite format 3\0"


def choose_copy(window: MainWindow) -> None:
    """Ask for a copy of the open project."""
    folder = folder_of(window.live.location)
    kinds = ";;".join((_("Projects (*{suffix})").format(suffix=f"{SUFFIX} *.age"), _("All files (*)")))
    path, _kind = QFileDialog.getOpenFileName(window, _("Bring in a copy"), str(folder), kinds)
    if path and sending.is_sealed(Path(path)):
        sending.bring_in_sealed(window, Path(path))
    elif path:
        bring_in(window, Path(path))


def is_copy(window: MainWindow, path: Path) -> bool:
    """Whether a file is another copy of the open project."""
    if not window.live.is_open or path == window.live.path:
        return False
    from factcheck.project.looking import glimpse

    seen = glimpse(path)
    return seen is not None and seen.project_uuid == window.live.project_id


def bring_in(window: MainWindow, path: Path | Unsealed) -> None:
    """Show what a copy would bring, and bring it in where the person says so."""
    window.claims.commit()
    bar = window.banners.show_loading(_("Looking through the copy"), path.name, None)

    def show(found: tuple[Merged, Sequence[ConflictLine]]) -> None:
        from factcheck.ui.dialogs.bring_in_dialog import BringInDialog

        window.banners.end_loading(bar)
        merged, conflicts = found
        if not merged.changes and not merged.files:
            window.banners.show_banner("info", _("The copy holds nothing new."), path.name, subject="brought in")
            return
        dialog = BringInDialog(path.name, merged, conflicts, window.overview.profile, window)
        dialog.backup.setVisible(not window.live.is_shared)
        if accepted(dialog):
            _bring_in(window, path)

    def failed(problem: Problem) -> None:
        window.banners.end_loading(bar)
        window.banners.tell(problem)

    window.live.preview_copy(path, show, failed)


def _bring_in(window: MainWindow, path: Path | Unsealed) -> None:
    def tell(found: tuple[Merged, Sequence[ConflictLine]]) -> None:
        merged, conflicts = found
        buttons: list[tuple[str, Callable[[], object]]] = []
        # What a share has taken in comes back from everybody: there, edits are taken back in the history.
        if merged.backup is not None and not window.live.is_shared:
            buttons.append((_("Go back"), partial(go_back, window, merged.backup)))
        words = [ngettext("{n} edit came in.", "{n} edits came in.", merged.edits).format(n=merged.edits)]
        if conflicts:
            count = ngettext("{n} conflict is to be decided.", "{n} conflicts are to be decided.", len(conflicts))
            words.append(count.format(n=len(conflicts)))
        window.banners.show_banner(
            "info", _("The copy was brought in."), " ".join(words), buttons, subject="brought in"
        )
        look_for_copies(window)  # this one holds nothing new any more, another one may

    window.live.bring_in(path, tell)


def choose_backup(window: MainWindow) -> None:
    """Show the backups, and go back to the one that the person chooses."""
    window.claims.commit()
    location = window.live.location
    if not isinstance(location, Path):
        return

    def show(kept: Sequence[Kept]) -> None:
        from factcheck.ui.dialogs.backups_dialog import BackupsDialog

        if not kept:
            window.banners.show_banner(
                "info",
                _("There is no backup of this project yet."),
                _("One is made each day of work, and before copies are brought in."),
                subject="brought in",
            )
            return
        dialog = BackupsDialog(kept, window.overview.profile, window)
        if accepted(dialog):
            go_back(window, dialog.backup)

    window.live.ask(partial(_backups, location), show)


def _backups(path: Path, reading: Reading) -> list[Kept]:
    from factcheck.project.restoring import kept_of

    return kept_of(reading, path)


def go_back(window: MainWindow, backup: Path) -> None:
    """Make the project what it was before a copy was brought in; what stands there now is kept as a backup."""
    window.claims.commit()

    def tell(kept: Path | None) -> None:
        window.banners.show_banner(
            "info",
            _("The project is as it was before."),
            _("What stood there is kept among the backups."),
            [(_("Bring it in again"), partial(bring_in, window, kept))] if kept is not None else (),
            subject="brought in",
        )

    window.live.go_back(backup, tell)


def look_for_copies(window: MainWindow) -> None:
    """See whether a sync program left a copy with something new beside the project."""

    def tell(found: Sequence[Path]) -> None:
        if not found:
            window.banners.dismiss_subject(_BESIDE)
            return
        window.banners.show_banner(
            "warn",
            ngettext(
                "A copy with other edits lies beside the project.",
                "{n} copies with other edits lie beside the project.",
                len(found),
            ).format(n=len(found)),
            found[0].name,
            [(_("Bring this copy in"), partial(bring_in, window, found[0]))],
            subject=_BESIDE,
        )

    if window.can_write:
        window.live.find_copies(tell)


def on_exchanged(window: MainWindow, done: Exchanged) -> None:
    """Say that the shared file cannot be reached, or that harm to it was put right."""
    if done.offline:
        window.header.show_notice(_("Offline"), done.offline)
    else:
        reason = window.live.read_only_reason
        window.header.show_notice(_("Read only") if reason else "", reason)
    for words in done.told:
        window.banners.show_banner("warn", words, _("Nothing of the work is lost."), subject=words)


# --- a damaged project --------------------------------------------------------------------------------


def ways_out(window: MainWindow, problem: Problem) -> list[tuple[str, Callable[[], object]]]:
    """What can be done at once where a project could not be opened: a damaged one is rescued."""
    from factcheck.project.database import Damaged

    path = window.opening
    if not isinstance(problem, Damaged) or not isinstance(path, Path) or not _was_a_database(path):
        return []
    return [(_("Rescue what can be read"), partial(_rescue, window, path))]


def _was_a_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_HEADER)) == _HEADER
    except OSError:
        return False


def _rescue(window: MainWindow, path: Path) -> None:
    from factcheck.project.rescuing import Rescued, rescue
    from factcheck.ui.projects import open_project

    def tell(rescued: Rescued) -> None:
        words = [ngettext("{n} edit was rescued.", "{n} edits were rescued.", rescued.edits).format(n=rescued.edits)]
        if rescued.missing:
            lost = ngettext("{n} change could not be read.", "{n} changes could not be read.", rescued.missing)
            words.append(lost.format(n=rescued.missing))
        words.append(_("The damaged file is kept as {path}.").format(path=rescued.damaged.name))
        open_project(window, path)
        window.banners.show_banner(
            "warn" if rescued.missing else "info", _("The project is sound again."), " ".join(words), subject="rescued"
        )

    window.jobs.run(lambda _progress: rescue(path), tell, title=_("Rescuing the project"))
