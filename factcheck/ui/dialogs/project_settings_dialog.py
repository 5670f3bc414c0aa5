"""The settings of a project: its name, its profile, the scale that new verdicts use, the passes of the house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QDialog, QFileDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from factcheck.locales import listed
from factcheck.translation import _
from factcheck.ui.forms.boxes import ChoiceBox, LineBox
from factcheck.ui.forms.dialog_foot import dialog_foot
from factcheck.ui.forms.hinted import add_hinted
from factcheck.ui.forms.typed_field import storable
from factcheck.ui.start.new_project import scales_of
from factcheck.ui.widgets import GhostButton, PrimaryButton, label

if TYPE_CHECKING:
    from factcheck.domain.changes import Shown
    from factcheck.domain.records import ProjectRecord, Scale
    from factcheck.project.reading import Reading
    from factcheck.ui.live_project import LiveProject

WIDTH: Final = 600
_PRESET: Final = "preset:"


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """What the dialog shows; ``passes`` are those in use, ``sourcing`` the profiles on offer, ids with names."""

    project: Shown[ProjectRecord]
    scales: list[Scale]
    labels: dict[str, str]
    passes: tuple[str, ...] = ()
    sourcing: tuple[tuple[str, str], ...] = ()


def project_settings_in(reading: Reading) -> ProjectSettings:
    """Read what the dialog shows; ``labels`` are the ratings of each scale in a line."""
    from factcheck.domain.passes import passes_of
    from factcheck.project.queries.project import project_record, ratings_of, scales

    held = scales(reading)
    labels = {scale.id: listed(rating.label for rating in ratings_of(reading, scale.id)) for scale in held}
    project = project_record(reading)
    return ProjectSettings(reading.shown(project), held, labels, passes_of(project), _sourcing(reading))


def _sourcing(reading: Reading) -> tuple[tuple[str, str], ...]:
    """What is usual, the shipped profiles, then those of the project that are no shipped ones."""
    from factcheck.domain.records import SourcingProfile
    from factcheck.domain.sourcing_profiles import shipped, usual

    known = [(one.id, one.name) for one in shipped().values()]
    own = [(one.id, one.name) for one in reading.of(SourcingProfile, "name")]
    return ("", usual()), *known, *(one for one in own if one[0] not in dict(known))


class ProjectSettingsDialog(QDialog):
    """Asks for changes of the project; ``edits`` are the answers. A project that is read only is shown locked."""

    def __init__(self, settings: ProjectSettings, live: LiveProject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Project settings"))
        self.setMinimumWidth(WIDTH)
        self._settings = settings
        project = settings.project.record
        self.name_box = LineBox()
        self.name_box.setText(project.name)
        self.profile_box = ChoiceBox(
            [("drafts", _("Drafts before publication")), ("statements", _("Public statements"))]
        )
        self.profile_box.choose(project.profile)
        self.scale_box = ChoiceBox()
        self.scale_box.setMinimumContentsLength(48)
        self._offer(project.profile)
        self.scale_box.choose(project.scale_id or "")
        self.passes_box = LineBox()
        self.passes_box.setText(", ".join(project.passes))
        self.passes_box.setPlaceholderText(", ".join(settings.passes))
        self._file = GhostButton(_("From a file…"), pressed=self.on_choose_file)
        self.sourcing_box = ChoiceBox(settings.sourcing)
        self.sourcing_box.choose(project.sourcing_id or "")
        self._sourcing_file = GhostButton(_("From a file…"), pressed=self.on_choose_sourcing)
        cancel, save = GhostButton(_("Cancel"), pressed=self.reject), PrimaryButton(_("Save"), pressed=self.accept)
        if live.read_only_reason:
            boxes = (self.name_box, self.profile_box, self.scale_box, self.sourcing_box, self.passes_box)
            for part in (*boxes, self._file, self._sourcing_file):
                part.setEnabled(False)
            save.hide()
        self.profile_box.activated.connect(self.on_profile_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(self._form(str(live.location or "")))
        column.addLayout(dialog_foot((), (cancel, save)))
        self.resize(WIDTH, self.heightForWidth(WIDTH))

    def _form(self, location: str) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("Name"), self.name_box)
        form.addRow(_("You check"), self.profile_box)
        scale, sourcing = (
            _side_by_side(self.scale_box, self._file),
            _side_by_side(self.sourcing_box, self._sourcing_file),
        )
        said = _("What a fact needs before press; copies of one agency’s report are one source.")
        add_hinted(form, _("Scale"), scale, _("Verdicts given before keep the scale that they were given on."))
        add_hinted(form, _("Sources"), sourcing, said)
        said = _("Who signs an article off, in this order, parted by commas.")
        add_hinted(form, _("Passes"), self.passes_box, said)
        form.addRow(_("File"), _told(location))
        return form

    def _offer(self, profile: str) -> None:
        """Offer the scales that the project holds, then the shipped ones that it does not."""
        held = [(scale.id, f"{scale.name}: {self._settings.labels[scale.id]}") for scale in self._settings.scales]
        names = {scale.name for scale in self._settings.scales}
        shipped = [
            (_PRESET + key, f"{name}: {labels}") for key, name, labels in scales_of(profile) if name not in names
        ]
        self.scale_box.clear()
        self.scale_box.offer([*held, *shipped])

    def on_profile_chosen(self) -> None:
        """Offer the scales of the other profile."""
        chosen = self.scale_box.value
        self._offer(self.profile_box.value)
        self.scale_box.choose(chosen)

    def on_choose_file(self) -> None:
        """Ask for a scale of the newsroom's own."""
        path, _kind = QFileDialog.getOpenFileName(self, _("A scale"), "", _("Scales (*.toml)"))
        if path:
            self.scale_box.addItem(Path(path).name, path)
            self.scale_box.choose(path)

    def on_choose_sourcing(self) -> None:
        """Ask for a sourcing profile of the house's own."""
        path, _kind = QFileDialog.getOpenFileName(self, _("Sources"), "", _("Sourcing profiles (*.toml)"))
        if path:
            self.sourcing_box.addItem(Path(path).name, path)
            self.sourcing_box.choose(path)

    def edits(self) -> Sequence[Any]:
        """The edits that the answers make; none where nothing was changed."""
        from factcheck.project.edits.project import EditProject, UseSourcing
        from factcheck.project.edits.verdicts import ChooseScale, UseScale

        project, seen = self._settings.project.record, self._settings.project.seen
        passes = [name for part in self.passes_box.text().split(",") if (name := storable(part).strip())]
        name = self.name_box.text().strip() or project.name
        wanted: dict[str, Any] = {"name": name, "profile": self.profile_box.value, "passes": passes}
        fields = {key: value for key, value in wanted.items() if value != getattr(project, key)}
        edits: list[Any] = []
        if fields:
            edits.append(EditProject(fields, {key: seen[key] for key in fields if key in seen}))
        scale = self.scale_box.value
        if scale.startswith(_PRESET):
            edits.append(UseScale(scale.removeprefix(_PRESET)))
        elif scale.endswith(".toml"):
            edits.append(UseScale(scale))
        elif scale != project.scale_id:
            edits.append(ChooseScale(scale))
        if self.sourcing_box.value != (project.sourcing_id or ""):
            edits.append(UseSourcing(self.sourcing_box.value))
        return edits


def _side_by_side(box: QWidget, button: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(box, 1)
    row.addWidget(button)
    return row


def _told(words: str) -> QWidget:
    return label(words, 12, tone="secondary", wrap=True)
