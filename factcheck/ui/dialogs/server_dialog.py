"""Asks for a project on a PostgreSQL server: which server, who, which of the projects there; or for a place there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from factcheck.domain.address import PORT, Address, address_in, is_address
from factcheck.domain.problems import CertificateWanted, Problem, ServerAsks
from factcheck.translation import _
from factcheck.ui.forms.boxes import LineBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.widgets import GhostButton, PrimaryButton, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.domain.progress import Progress
    from factcheck.ui.jobs import Job, Jobs

WIDTH: Final = 520
ROW: Final = 30


class ServerDialog(QDialog):
    """The dialog; accepted, ``address`` names the project.

    ``known`` is the address to begin with, ``wanted`` what was lacking there. ``bringing`` is the name of a project
    that is to be brought to the server (``is_new``: to be made there); empty: one that lies there is to be opened.
    """

    def __init__(
        self,
        jobs: Jobs,
        known: Address | None,
        wanted: ServerAsks | None,
        bringing: str,
        parent: QWidget | None,
        *,
        is_new: bool = False,
    ) -> None:
        super().__init__(parent)
        bring = _("New project on a server") if is_new else _("Bring the project to a server")
        self.setWindowTitle(bring if bringing else _("Open from a server"))
        self.setMinimumWidth(WIDTH)
        self._jobs = jobs
        self._job: Job | None = None
        self._gone = False
        self._base = known or Address("")
        self._bringing = bool(bringing)
        self.server, self.database, self.user, self.password = LineBox(), LineBox(), LineBox(), LineBox()
        self.server.setPlaceholderText("db.example.org")
        self.database.setPlaceholderText(_("For example: desk"))
        self.password.setEchoMode(LineBox.EchoMode.Password)
        self.certificate = GhostButton("", pressed=self.on_choose_certificate)
        self.name = LineBox()
        self.name.setText(bringing)
        self.keep = QCheckBox(_("Keep the password in the system’s keyring"))
        self.keep.setEnabled(False)
        self.keep.setToolTip(_("This system has no keyring: the password is asked for each time."))
        self.projects = QListWidget()
        self.projects.setAccessibleName(_("Projects on the server"))
        self.projects.setObjectName("projects")
        self.projects.setProperty("frame", True)
        self.projects.hide()
        self.warning = label("", 12, tone="bad", wrap=True)
        self.warning.hide()
        self.connect_button = GhostButton(_("Connect"), pressed=self.on_connect)
        bring = _("Create project") if is_new else _("Bring it there")
        self.confirm = PrimaryButton(bring if bringing else _("Open"), pressed=self.on_open)
        self._place()
        self._show_address(self._base)
        self._typed = self.server.text()
        self.server.editingFinished.connect(self.take_apart)
        for box in (self.server, self.database, self.user, self.password, self.name):
            box.textChanged.connect(self.on_typed)
        self.projects.itemSelectionChanged.connect(self.show_what_can_be_done)
        self.projects.itemDoubleClicked.connect(lambda _item: self.on_open())
        self.show_what_can_be_done()
        (self.password if known else self.server).setFocus()
        if wanted is not None:
            self._show_what_is_lacking(wanted)
        self._jobs.run(_can_keep, self.on_keyring_known)

    def done(self, result: int) -> None:
        self._gone = True  # an answer that comes later finds no widgets
        super().done(result)

    def _place(self) -> None:
        self._form = form = QFormLayout()
        form.setSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: list[tuple[str, QWidget]] = [
            (_("Server"), self.server),
            (_("Database"), self.database),
            (_("User"), self.user),
            (_("Password"), self.password),
            ("", self.keep),
            (_("Certificate"), self.certificate),
        ]
        if self._bringing:
            rows.append((_("Name there"), self.name))
        for words, field in rows:
            form.addRow(words, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self.projects, 1)
        column.addWidget(self.warning)
        cancel = GhostButton(_("Cancel"), pressed=self.reject)
        left = () if self._bringing else (self.connect_button,)
        column.addLayout(dialog_foot(left, (cancel, self.confirm)))
        cancel.setAutoDefault(False)

    def _show_address(self, address: Address) -> None:
        port = f":{address.port}" if address.port != PORT else ""
        self.server.setText(f"[{address.host}]{port}" if ":" in address.host else f"{address.host}{port}")
        self.database.setText(address.database)
        self.user.setText(address.user)
        self._offer_certificate(wanted=bool(address.authority))

    def _offer_certificate(self, *, wanted: bool) -> None:
        """Let the file be chosen that vouches for the server, where most servers' certificates need none."""
        file = Path(self._base.authority).name
        self.certificate.setText(file or _("Choose its file…"))
        self.certificate.setToolTip(self._base.authority or _("Whoever looks after the server has it."))
        self._form.setRowVisible(self.certificate, wanted)

    @property
    def address(self) -> Address:
        """What is typed and chosen. Raises ``Problem`` where it is no address."""
        where = f"postgresql://{quote(self.server.text().strip(), safe=':[].-')}"
        typed, _none = address_in(f"{where}/{quote(self.database.text().strip(), safe='')}")
        chosen = self.projects.selectedItems()
        project = self.name.text().strip() if self._bringing else chosen[0].text() if chosen else self._base.project
        base = self._base
        said = Address(
            typed.database, project, typed.host, typed.port, self.user.text().strip(), base.secured, base.authority
        )
        return address_in(str(said))[0]

    # --- what the person does ---------------------------------------------------------------------------

    def on_typed(self) -> None:
        """What the server said no longer holds; an address that was pasted is taken apart at once."""
        was_pasted = len(self.server.text()) - len(self._typed) > 1
        self._typed = self.server.text()
        self.projects.clear()
        self.projects.hide()
        self._tell("")
        self.show_what_can_be_done()
        if was_pasted:
            self.take_apart()

    def take_apart(self) -> None:
        """Put the parts of a whole address where they belong."""
        words = self.server.text().strip()
        if not is_address(words):
            return
        try:
            self._base, password = address_in(words)
        except Problem as problem:
            self._tell(str(problem))
            return
        self._show_address(self._base)
        if password:
            self.password.setText(password)

    def show_what_can_be_done(self) -> None:
        """Let the next step be pressed."""
        server = self.server.text().strip()
        whole = is_address(server) or bool(server and self.database.text().strip())
        whole = whole and self._job is None
        self.connect_button.setEnabled(whole)
        chosen = self.projects.selectedItems() or self._base.project
        named = bool(self.name.text().strip() if self._bringing else chosen)
        self.confirm.setEnabled(whole and named)
        first = self.confirm if self.confirm.isEnabled() else self.connect_button
        first.setDefault(True)

    def on_choose_certificate(self) -> None:
        """Trust the certificates in a file that is chosen."""
        kinds = ";;".join((_("Certificates (*.pem *.crt *.cer)"), _("All files (*)")))
        folder = str(Path(self._base.authority).parent) if self._base.authority else ""
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Certificate of the server"), folder, kinds)
        if chosen:
            self._base = replace(self._base, authority=chosen)
            self._offer_certificate(wanted=True)
            self.on_typed()

    def on_connect(self) -> None:
        """See which projects are there."""
        self._ask(self.on_found)

    def on_open(self) -> None:
        """See that the server lets this person in, and end with the address."""
        self._ask(lambda _names: self.accept())

    def on_found(self, names: list[str]) -> None:
        """Show the projects."""
        self.projects.clear()
        for name in names:
            item = QListWidgetItem(name)
            item.setSizeHint(QSize(0, ROW))
            self.projects.addItem(item)
        self.projects.setVisible(bool(names))
        self._grow()
        if names:
            self.projects.setCurrentRow(0)
            self.projects.setFocus()
        else:
            self._tell(_("This database holds no project that you may read."))
        self.show_what_can_be_done()

    def on_keyring_known(self, there: bool) -> None:
        """The system's keyring can be used, or there is none."""
        if self._gone:
            return
        self.keep.setEnabled(there)
        if there:
            self.keep.setToolTip("")

    def _ask(self, then: Callable[[list[str]], None]) -> None:
        self.take_apart()
        try:
            address = self.address
        except Problem as problem:
            self._tell(str(problem))
            return
        self._tell(_("Connecting…"), tone="secondary")
        password, keep = self.password.text(), self.keep.isChecked()

        def answered(names: list[str]) -> None:
            self._end()
            if not self._gone:
                then(names)

        def failed(problem: Problem) -> None:
            self._end()
            if self._gone:
                return
            if isinstance(problem, ServerAsks):
                self._show_what_is_lacking(problem)
            else:
                self._tell(str(problem))

        self._job = self._jobs.run(partial(_projects, address, password, keep), answered, failed, self._end)
        self.show_what_can_be_done()

    def _show_what_is_lacking(self, problem: ServerAsks) -> None:
        """Say it, and put the cursor where it is given."""
        self._tell(problem.message)
        if isinstance(problem, CertificateWanted):
            self._offer_certificate(wanted=True)
            self.certificate.setFocus()
        else:
            self.password.setFocus()
            self.password.selectAll()

    def _end(self) -> None:
        self._job = None
        if self._gone:
            return
        self._tell("")
        self.show_what_can_be_done()

    def _tell(self, words: str, tone: str = "bad") -> None:
        self.warning.setProperty("tone", tone)
        self.warning.style().polish(self.warning)
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        self._grow()

    def _grow(self) -> None:
        """Be as high as what is said needs."""
        needed = self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height()
        if needed > self.height():
            self.resize(self.width(), needed)


def _can_keep(_progress: Progress) -> bool:
    from factcheck.project.server import passwords

    return passwords.can_keep()


def _projects(address: Address, password: str, keep: bool, _progress: Progress) -> list[str]:
    """The projects that the person may read; a password that the server took is known from then on."""
    from contextlib import closing

    from factcheck.project.server import layout, passwords
    from factcheck.project.server.connecting import Link

    before = passwords.password_of(address)
    if password:
        passwords.tell(address, password)
    try:
        with closing(Link(address)) as link:
            names = layout.projects(link)
    except Problem:
        passwords.tell(address, before)
        raise
    if password and keep:
        passwords.keep(address, password)
    return names
