"""What a person does with what leaves the desk: a copy to be sent, one that came encrypted, a source that must go."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from factcheck.apart import Task
from factcheck.domain.address import folder_of
from factcheck.translation import _, ngettext
from factcheck.ui import showing
from factcheck.ui.dialogs.asking import accepted, may_replace, offer_removal
from factcheck.ui.start.new_project import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.domain.problems import Problem
    from factcheck.project.queries.sources import SourceSheet
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject
    from factcheck.ui.main_window import MainWindow

T = TypeVar("T")

SEALED: Final = ".age"
_ENCRYPT: Final = "factcheck.project.sealed:sealed_into"
_DECRYPT: Final = "factcheck.project.sealed:unseal"
_DECRYPT_INTO: Final = "factcheck.project.sealed:unsealed_into"


# --- a copy to be sent --------------------------------------------------------------------------------


def send_copy(window: MainWindow) -> None:
    """Ask what a copy should hold and where it should lie, and write it."""
    window.claims.commit()

    def ask(protected: int) -> None:
        from factcheck.ui.dialogs.send_copy_dialog import SendCopyDialog

        dialog = SendCopyDialog(protected, window)
        if not accepted(dialog):
            return
        path = _where(window, encrypted=bool(dialog.passphrase))
        if path is not None:
            _write(window, path, dialog.passphrase, history=dialog.history)

    window.live.ask(_protected, ask)


def _protected(reading: Reading) -> int:
    from factcheck.domain.records import Source

    return sum(source.confidential or source.privileged for source in reading.records(Source))


def _where(window: MainWindow, *, encrypted: bool) -> Path | None:
    live = window.live
    if live.location is None:
        return None
    ending = f"{SUFFIX}{SEALED}" if encrypted else SUFFIX
    name = _("{name} (copy)").format(name=live.location.stem)
    kinds = _("Encrypted copies (*{suffix})") if encrypted else _("Projects (*{suffix})")
    chosen, _kind = QFileDialog.getSaveFileName(
        window, _("Send a copy"), str(folder_of(live.location) / f"{name}{ending}"), kinds.format(suffix=ending)
    )
    if not chosen:
        return None
    path = Path(chosen if chosen.endswith(ending) else chosen + ending)
    return None if _is_in_use(window, path) or not may_replace(window, path, chosen) else path


def _is_in_use(window: MainWindow, path: Path) -> bool:
    """A copy never takes the place of the project itself."""
    from factcheck.domain.problems import Problem

    if path.exists() and window.live.path is not None and path.samefile(window.live.path):
        window.banners.tell(
            Problem(_("“{name}” is the open project itself.").format(name=path.name), _("Choose another name."))
        )
        return True
    return False


def _write(window: MainWindow, path: Path, passphrase: str, *, history: bool) -> None:
    from factcheck.project.sealed import write_whole
    from factcheck.project.sending import present_state, whole_copy

    def tell(_nothing: object = None) -> None:
        window.banners.show_banner(
            "info",
            _("The copy is written.") if history else _("The copy without history is written."),
            str(path),
            ((_("Show folder"), partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))),),
            subject="copy written",
        )

    def keep(content: bytes) -> None:
        task: Task[None] = Task(_ENCRYPT, (path, content, passphrase), watched=False, writes=True)
        if passphrase:
            window.jobs.run(task, tell, title=_("Encrypting the copy"))
        else:
            window.jobs.run(lambda _progress: write_whole(path, content), tell, title=_("Writing the copy"))

    window.live.ask(whole_copy if history else present_state, keep)


# --- a copy that came encrypted -----------------------------------------------------------------------


def is_sealed(path: object) -> bool:
    """Whether a file is an encrypted copy."""
    from factcheck.project import sealed

    return isinstance(path, Path) and sealed.is_sealed(path)


def open_sealed(window: MainWindow, path: Path, said: str = "") -> None:
    """Ask for the passphrase and for a place, make a project there, and open it."""
    if not window.live.is_open:
        showing.show_start(window)  # nothing is on its way until the person has answered
    passphrase = _asked(window, path, said)
    if not passphrase:
        return
    name = path.with_suffix("").name
    place = path.with_name(name if name.endswith(SUFFIX) else f"{name}{SUFFIX}")
    kinds = _("Projects (*{suffix})").format(suffix=SUFFIX)
    chosen, _kind = QFileDialog.getSaveFileName(
        window, _("Keep the decrypted project as"), str(place), kinds,
        options=QFileDialog.Option.DontConfirmOverwrite,
    )  # fmt: skip
    if not chosen:
        return
    target = Path(chosen if chosen.endswith(SUFFIX) else chosen + SUFFIX)
    if target.exists():
        from factcheck.domain.problems import Problem

        problem = Problem(_("“{name}” is there already.").format(name=target.name), _("Choose another name."))
        window.banners.tell(problem)
        return

    def opened(_nothing: None) -> None:
        from factcheck.ui.projects import open_project

        open_project(window, target)

    task: Task[None] = Task(_DECRYPT_INTO, (target, path, passphrase), watched=False, writes=True)
    _decrypt(window, task, opened, partial(open_sealed, window, path))


def bring_in_sealed(window: MainWindow, path: Path, said: str = "") -> None:
    """Ask for the passphrase, and bring in what is in the copy; it is never on the disk in the clear."""
    passphrase = _asked(window, path, said)
    if not passphrase:
        return

    def bring(content: bytes) -> None:
        from factcheck.project.sealed import Unsealed
        from factcheck.ui.sharing import bring_in

        bring_in(window, Unsealed(path, content))

    task: Task[bytes] = Task(_DECRYPT, (path, passphrase), watched=False)
    _decrypt(window, task, bring, partial(bring_in_sealed, window, path))


def _asked(window: MainWindow, path: Path, said: str) -> str:
    from factcheck.ui.dialogs.passphrase_dialog import PassphraseDialog

    dialog = PassphraseDialog(path.name, said, window)
    return dialog.passphrase if accepted(dialog) else ""


def _decrypt(window: MainWindow, task: Task[T], then: Callable[[T], None], again: Callable[[str], None]) -> None:
    def failed(problem: Problem) -> None:
        again(str(problem))

    window.jobs.run(task, then, failed, title=_("Decrypting the copy"))


# --- a source that must go ----------------------------------------------------------------------------


def purge_source(live: LiveProject, source_id: str, parent: QWidget, then: Callable[[], None]) -> None:
    """Say what would go, ask, and remove a source for good."""
    from factcheck.project.queries.sources import source

    def ask(sheet: SourceSheet) -> None:
        from factcheck.project.edits.purging import PurgeSource

        asked = confirmation(sheet, parent)
        remove = offer_removal(asked)
        accepted(asked)
        if asked.clickedButton() is remove:
            live.apply(PurgeSource(source_id), lambda _done: then())

    live.ask(lambda reading: source(reading, source_id), ask)


def confirmation(sheet: SourceSheet, parent: QWidget) -> QMessageBox:
    """The question, with all that goes and what stays."""
    record = sheet.source.record
    title = record.title or record.person or record.alias or record.address or _("Untitled source")
    claims = ngettext("{n} claim", "{n} claims", len(sheet.uses)).format(n=len(sheet.uses))
    files = ngettext("{n} file", "{n} files", len(sheet.attachments)).format(n=len(sheet.attachments))
    asked = QMessageBox(parent)
    asked.setWindowTitle(_("Remove for good"))
    asked.setText(_("Remove “{title}” for good?").format(title=title))
    asked.setInformativeText(
        "\n\n".join((
            _(
                "All that is known of it, its passages and notes for {claims} and {files} are erased from this "
                "project, its history included, and from every copy that is brought together with it later. There is "
                "no undo."
            ).format(claims=claims, files=files),
            _(
                "What was written of it elsewhere stays: in rationales, comments and drafts. So do backups and copies "
                "that were made before: the latest ten backups of each place are kept, and all by an older Factcheck."
            ),
        ))
    )
    return asked
