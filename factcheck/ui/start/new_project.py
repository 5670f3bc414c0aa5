"""The dialog for a new project: its name, its folder, what is checked, and on which scale."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from factcheck.locales import listed
from factcheck.translation import _
from factcheck.ui.forms.boxes import ChoiceBox, LineBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.forms.typed_field import KEEP_AFTER
from factcheck.ui.mirroring import inset
from factcheck.ui.widgets import GhostButton, PrimaryButton, label

SUFFIX: Final = ".factcheck"
# What one system or another does not allow in the name of a file.
_UNFIT: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def scales_of(profile: str) -> list[tuple[str, str, str]]:
    """The shipped scales for a profile: key, name and labels ("True, False"); the profile's default first."""
    from factcheck.domain.scales import default_scale, presets, read_scale

    offered = []
    for key, path in presets().items():
        scale, ratings = read_scale(path)
        if scale.profile == profile:
            labels = listed(rating.label for rating in ratings)
            offered.append((key, scale.name, labels))
    return sorted(offered, key=lambda row: row[0] != default_scale(profile))


def documents_folder() -> Path:
    """Where a person's documents lie."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


class NewProjectDialog(QDialog):
    """Asks for a new project; ``path``, ``name``, ``profile`` and ``scale`` are the answers.

    ``on_a_server``: it is to be made on a server instead of at ``path``; on which is asked next.
    ``kept`` carries what is typed and chosen a moment later, to be handed to another dialog as ``left``.
    """

    kept = Signal(dict)

    def __init__(
        self, folder: Path | None = None, parent: QWidget | None = None, left: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("New project"))
        self.setMinimumWidth(560)
        self._keeping = QTimer(self, interval=KEEP_AFTER, singleShot=True)
        self._keeping.timeout.connect(lambda: self.kept.emit(self._as_left()))
        self.name_box = LineBox()
        self.name_box.setPlaceholderText(_("For example: Election debates"))
        self.folder_box = QLineEdit(str(folder or documents_folder()))
        self.folder_box.setAccessibleName(_("Folder"))
        choose = GhostButton(_("Choose…"), pressed=self.on_choose_folder)
        self.server = GhostButton(_("On a server…"), pressed=self.on_server)
        self.on_a_server = False
        self.drafts = QRadioButton(_("Drafts before publication"))
        self.statements = QRadioButton(_("Public statements"))
        self._profiles = QButtonGroup(self)
        self.scale_box = ChoiceBox()
        self.scale_box.setMinimumContentsLength(40)
        self.warning = label("", 12, tone="bad", wrap=True)
        self.warning.hide()
        self.make = PrimaryButton(_("Create project"), pressed=self.accept)

        place = QHBoxLayout()
        place.addWidget(self.folder_box, 1)
        place.addWidget(choose)
        place.addWidget(self.server)
        form = QFormLayout()
        form.setSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, field in (
            (_("Name"), self.name_box),
            (_("Folder"), place),
            (_("You check"), self._kinds()),
            (_("Scale"), self.scale_box),
        ):
            form.addRow(words, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self.warning)
        column.addLayout(dialog_foot((), (GhostButton(_("Cancel"), pressed=self.reject), self.make)))
        self.name_box.textChanged.connect(self.on_changed)
        self.folder_box.textChanged.connect(self.on_changed)
        self._offered: list[tuple[str, str]] = []
        self._restore(left or {})
        self.on_changed()
        self._keeping.stop()

    def _kinds(self) -> QVBoxLayout:
        """The two profiles, and what each is for."""
        kinds = QVBoxLayout()
        kinds.setSpacing(2)
        for button, words in (
            (
                self.drafts,
                _("Prove each fact of an article, with queries to writer and editor, and hand back the draft."),
            ),
            (self.statements, _("Rate what somebody said or wrote in public, with rationale and sources.")),
        ):
            self._profiles.addButton(button)
            button.toggled.connect(self.on_changed)
            about = label(words, 12, tone="secondary", wrap=True)
            inset(about, 26, 0, 0, 6)
            kinds.addWidget(button)
            kinds.addWidget(about)
        return kinds

    @property
    def name(self) -> str:
        """The project's name as typed."""
        return self.name_box.text().strip()

    @property
    def path(self) -> Path:
        """The file to make."""
        stem = " ".join(_UNFIT.sub(" ", self.name).split()).strip(" .") or "project"
        return Path(self.folder_box.text()).expanduser() / f"{stem}{SUFFIX}"

    @property
    def profile(self) -> str:
        """``drafts`` or ``statements``."""
        return "drafts" if self.drafts.isChecked() else "statements"

    @property
    def scale(self) -> str:
        """The key of the scale."""
        return self.scale_box.value

    def _as_left(self) -> dict[str, str]:
        return {"name": self.name, "folder": self.folder_box.text(), "profile": self.profile, "scale": self.scale}

    def _restore(self, left: Mapping[str, str]) -> None:
        """Take back what stood here when the program ended."""
        (self.statements if left.get("profile") == "statements" else self.drafts).setChecked(True)
        self.name_box.setText(left.get("name", ""))
        self.folder_box.setText(left.get("folder", "") or self.folder_box.text())
        if left.get("scale") in {key for key, _words in self._offered}:
            self.scale_box.choose(left["scale"])

    def on_choose_folder(self) -> None:
        """Ask for the folder."""
        folder = QFileDialog.getExistingDirectory(self, _("Folder of the project"), self.folder_box.text())
        if folder:
            self.folder_box.setText(folder)

    def on_server(self) -> None:
        """It is to lie on a server: that is all that is asked here."""
        self.on_a_server = True
        self.accept()

    def on_changed(self) -> None:
        """Offer the profile's scales, and say what still stands in the way."""
        self._keeping.start()
        offered = [(key, f"{name}: {labels}") for key, name, labels in scales_of(self.profile)]
        if offered != self._offered:
            self._offered = offered
            self.scale_box.clear()
            self.scale_box.offer(offered)
            self.scale_box.setEnabled(len(offered) > 1)
        warning = ""
        if self.name and self.path.exists():
            warning = _("“{name}” is there already; choose another name.").format(name=self.path.name)
        elif not self.path.parent.is_dir():
            warning = _("There is no folder “{name}”.").format(name=self.path.parent)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        self.make.setEnabled(bool(self.name) and not warning)
        self.server.setEnabled(bool(self.name))
