"""What a person does with projects: make, open, close, set, export."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from factcheck import locales
from factcheck.settings import initials_of, sample_path, settings_folder
from factcheck.translation import _, ngettext, pgettext
from factcheck.ui import garbage, sending, sharing, showing
from factcheck.ui.dialogs.asking import accepted
from factcheck.ui.dialogs.paste_dialog import PASTE_KEY
from factcheck.ui.start.new_project import SUFFIX, NewProjectDialog, documents_folder

if TYPE_CHECKING:
    from factcheck.domain.address import Location
    from factcheck.domain.problems import Problem
    from factcheck.domain.progress import Progress
    from factcheck.ui.dialogs.project_settings_dialog import ProjectSettings
    from factcheck.ui.main_window import MainWindow


# Under which a project is kept that is not made yet.
NEW: Final = "new project"


def recent_folder(window: MainWindow) -> Path:
    """Where the person last kept a project."""
    folders = (Path(path).parent for path in window.settings.recent)
    return next((folder for folder in folders if folder.is_dir()), documents_folder())


# --- making and opening ------------------------------------------------------------------------------


def new_project(window: MainWindow) -> None:
    """Ask for a new project, make it and open it."""
    settings = window.settings

    def keep(left: dict[str, str]) -> None:
        settings.keep_place("", NEW, **left)
        save_settings(window)

    dialog = NewProjectDialog(recent_folder(window), window, settings.place_of("", NEW))
    dialog.kept.connect(keep)
    answered = accepted(dialog)
    if settings.view.get("", {}).pop(NEW, None) is not None:
        save_settings(window)
    if answered and dialog.on_a_server:
        from factcheck.ui import serving

        serving.make_on_server(window, dialog.profile, dialog.scale, dialog.name)
    elif answered:
        make_project(window, dialog.path, dialog.profile, dialog.scale, dialog.name)


def make_project(window: MainWindow, path: Location, profile: str, scale: str, name: str) -> None:
    """Make a project and open it."""
    _begin_opening(window, path)
    window.live.create(path, profile, scale, name)


def choose_project(window: MainWindow) -> None:
    """Ask which project to open."""
    kinds = _("Projects (*{suffix})").format(suffix=f"{SUFFIX} *.age")
    path, _kind = QFileDialog.getOpenFileName(window, _("Open a project"), str(recent_folder(window)), kinds)
    if path:
        open_project(window, Path(path))


def open_project(window: MainWindow, path: Location) -> None:
    """Open a project; the one that is open is closed once this one is known to be sound."""
    if sending.is_sealed(path):
        sending.open_sealed(window, Path(str(path)))
        return
    _begin_opening(window, path)
    window.opening_bar.begin(path.stem)
    window.live.open(path)


def open_sample(window: MainWindow) -> None:
    """Open the sample project; it is made where it is not there yet."""
    path = sample_path()
    if path.exists():
        open_project(window, path)
        return

    def make(_progress: Progress) -> Path:
        from factcheck.sample import build_sample

        path.parent.mkdir(parents=True, exist_ok=True)
        return build_sample(path, author=window.settings.author)

    _begin_opening(window, path)
    window.jobs.run(
        make, partial(open_project, window), partial(on_failed, window), title=_("Making the sample project")
    )


def _begin_opening(window: MainWindow, path: Location) -> None:
    """Show the shape of what is on its way."""
    window.claims.commit()
    window.follower.keep_place()
    window.opening = path
    window.banners.clear()
    if not window.live.is_open:
        showing.show_name(window, path.stem)
        showing.show_page(window, window.pane.skeleton)


def on_opened(window: MainWindow) -> None:
    """A project is open: its articles follow by the overview."""
    live = window.live
    window.opening = None
    again = window.session.begin()
    window.selection.choose_article("")
    showing.show_page(window, window.pane.skeleton)
    if live.location is not None:
        window.settings.remember(live.location)
        save_settings(window)
    showing.show_recent(window)
    window.header.show_notice(_("Read only") if live.read_only_reason else "")
    if live.read_only_reason:
        window.banners.show_banner("warn", _("Read only."), live.read_only_reason, subject="read only")
    if again:
        window.banners.show_banner(
            "info",
            _("The program did not end in order last time."),
            _("This is what was open; every saved change is there."),
            [(_("Close project"), partial(window.bound.run, "project.close"))],
            subject="again",
        )
    if live.left_typing:
        _tell_of_kept_text(window)


def _tell_of_kept_text(window: MainWindow) -> None:
    """Text that was being typed when the program ended was kept: say so, and lead to its claim."""
    from factcheck.ui.reports.export_dialog import MARKING_KEY

    keys = [key.split(":") for key in window.live.left_typing]
    claims = [row for table, row, *_field in keys if table == "claim"]
    show: list[tuple[str, Callable[[], object]]] = []
    if claims:
        show = [(_("Show it"), partial(_show_kept_text, window, claims[0]))]
    elif PASTE_KEY in window.live.left_typing:
        show = [(_("Show it"), partial(window.bound.run, "article.paste"))]
    elif MARKING_KEY in window.live.left_typing:
        show = [(_("Show it"), partial(window.bound.run, "report.export"))]
    window.banners.show_banner(
        "info",
        _("Text that was being typed when the program ended was kept."),
        ngettext("It stands in {n} field again.", "It stands in {n} fields again.", len(keys)).format(n=len(keys)),
        show,
        subject="kept text",
    )


def _show_kept_text(window: MainWindow, claim_id: str) -> None:
    from factcheck.domain.records import Claim
    from factcheck.ui.going import show_claim

    def show(claim: Claim) -> None:
        show_claim(window, claim.id, claim.article_id or "")

    window.live.ask(lambda reading: reading.get(Claim, claim_id), show)


def on_failed(window: MainWindow, problem: Problem) -> None:
    """Show what happened; where a project could not be opened, what was there before stands again."""
    from factcheck.domain.problems import ServerAsks

    asks = isinstance(problem, ServerAsks) and window.opening is not None
    if not asks:
        window.banners.tell(problem, sharing.ways_out(window, problem))
    if window.opening is None:
        return
    window.opening = None
    if not window.live.is_open:
        showing.show_start(window)
    if isinstance(problem, ServerAsks):
        from factcheck.ui import serving

        serving.ask_what_is_lacking(window, problem)


def on_gave_up(window: MainWindow) -> None:
    """Nobody waits any more for the project that was being opened: what was there before stands again."""
    window.opening = None
    if not window.live.is_open:
        showing.show_start(window)


def close_project(window: MainWindow) -> None:
    """Close the project; the start page follows."""
    window.claims.commit()
    window.follower.keep_place()
    save_settings(window)
    window.live.close()


def on_closed(window: MainWindow) -> None:
    """No project is open any more."""
    window.banners.clear()
    window.selection.choose_article("")
    showing.show_start(window)


def load_what_opening_needs() -> None:
    """Import the heavy libraries, so that the first project opens without a wait."""
    import factcheck.project.project
    import factcheck.project.queries.claims
    import factcheck.project.queries.panel  # noqa: F401 - all of them for their import alone
    from factcheck.project.schema import schema
    from factcheck.project.tables import SCHEMA

    schema(SCHEMA)  # with which every file is compared
    locales.number(10_000)  # Babel's data
    garbage.settle()


# --- settings and export -----------------------------------------------------------------------------


def save_settings(window: MainWindow) -> None:
    """Keep the settings; a disk that refuses is told of, and nothing else stops."""
    from factcheck.domain.problems import Problem

    try:
        window.settings.save()
    except OSError as error:
        problem = Problem(
            _("The settings could not be saved: {why}.").format(why=error.strerror or error),
            _("See that the disk has room and that you may write to {folder}.").format(folder=settings_folder()),
        )
        window.banners.tell(problem)


def export_report(window: MainWindow) -> None:
    """Ask what the report should hold, and write it."""
    window.claims.commit()
    _tell_initials(window)
    window.dialogs.open_export()


def _tell_initials(window: MainWindow) -> None:
    """Let the project know initials that do not follow from the name: they sign the comments in the report."""
    from factcheck.project.edits.project import SetPerson

    author, initials = window.settings.author, window.settings.initials
    if window.can_write and author and initials != initials_of(author):
        window.live.apply(SetPerson(author, initials))


def on_exported(window: MainWindow, path: str) -> None:
    """Say where the report is."""
    window.banners.show_banner(
        "info",
        _("The report is written."),
        path,
        (
            (pgettext("verb", "Open"), partial(QDesktopServices.openUrl, QUrl.fromLocalFile(path))),
            (_("Show folder"), partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(Path(path).parent)))),
        ),
        subject="exported",
    )


def make_scale(window: MainWindow) -> None:
    """Make a scale of one's own."""
    window.dialogs.open_scale_editor(window.overview.profile)


def project_settings(window: MainWindow) -> None:
    """Show the project's settings, and apply what was changed."""
    from factcheck.ui.dialogs.project_settings_dialog import ProjectSettingsDialog, project_settings_in

    def show(settings: ProjectSettings) -> None:
        dialog = ProjectSettingsDialog(settings, window.live, window)
        if accepted(dialog):
            for edit in dialog.edits():
                window.live.apply(edit)

    window.live.ask(project_settings_in, show)


def program_settings(window: MainWindow) -> None:
    """Show the settings of the person and the program, and take the answers over."""
    from factcheck.ui.settings_dialog import SettingsDialog

    dialog = SettingsDialog(window.settings, window)
    if accepted(dialog):
        dialog.put_into(window.settings)
        save_settings(window)
        if window.live.author != window.settings.author:
            window.live.author = window.settings.author
            # Every change tells its author: from the next opening on it is the new one.
            if window.live.location is not None:
                open_project(window, window.live.location)
        window.theme_asked.emit()
        showing.show_person(window)
        showing.on_look_shown(window)


def forget_recent(window: MainWindow, path: str) -> None:
    """Take a project off the list of recent ones."""
    window.settings.forget(path)
    save_settings(window)
    showing.show_recent(window)
