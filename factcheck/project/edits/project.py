"""Edits of the project itself: its beginning, its profile, the people in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from factcheck.domain.problems import Problem
from factcheck.domain.records import Person, ProjectRecord, Rating, Scale, SourcingProfile, named_id
from factcheck.domain.scales import PROFILES, default_scale, presets, read_scale
from factcheck.domain.sourcing_profiles import read_sourcing, shipped
from factcheck.locales import listed
from factcheck.project.recording import Recording
from factcheck.translation import _, words_in


def preset_scale(wanted: str) -> tuple[Scale, tuple[Rating, ...]]:
    """A shipped scale by its key or name; raises ``Problem`` that lists what there is."""
    shipped = {key: read_scale(path) for key, path in presets().items()}
    for key, (scale, ratings) in shipped.items():
        if wanted.casefold() in (key.casefold(), scale.key.casefold(), scale.name.casefold()):
            return scale, ratings
    raise Problem(
        _("There is no scale “{name}”.").format(name=wanted),
        _("Choose one of: {names}.").format(names=listed(shipped)),
    )


@dataclass(frozen=True)
class BeginProject:
    """The first edit of a project: its name, profile and scale."""

    scale: Scale
    ratings: tuple[Rating, ...]
    profile: str
    title: str
    project_id: str = ""

    @classmethod
    def of(cls, *, profile: str, scale: str, name: str) -> BeginProject:
        """Check the choices; raises ``Problem`` for a profile or scale that there is not."""
        if profile not in PROFILES:
            raise Problem(
                _("There is no profile “{name}”.").format(name=profile), _("Choose “drafts” or “statements”.")
            )
        found, ratings = preset_scale(scale or default_scale(profile))
        return cls(found, ratings, profile, name)

    def for_project(self, project_id: str) -> BeginProject:
        """The same for a project whose id is known now."""
        return replace(self, project_id=project_id)

    @property
    def name(self) -> str:
        """Menu words."""
        return _("New project")

    def apply(self, recording: Recording) -> None:
        """Write the project's own record and its scale."""
        recording.add(self.scale)
        recording.add_all(self.ratings)
        recording.add(ProjectRecord(id=self.project_id, name=self.title, profile=self.profile, scale_id=self.scale.id))


@dataclass(frozen=True)
class EditProject:
    """Change fields of the project's record."""

    fields: Mapping[str, Any]
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Project settings")

    def apply(self, recording: Recording) -> None:
        """Set the fields."""
        project = recording.records(ProjectRecord)[0]
        recording.change(ProjectRecord, project.id, self.fields, self.seen)


@dataclass(frozen=True)
class UseSourcing:
    """Choose how many sources a fact needs before press.

    ``sourcing`` is the id of a profile, the key of a shipped one, the path of a TOML file, or empty for what is usual.
    """

    sourcing: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Choose sourcing")

    def apply(self, recording: Recording) -> None:
        """Copy the profile into the project where it is new, and choose it."""
        project = recording.records(ProjectRecord)[0]
        recording.change(ProjectRecord, project.id, {"sourcing_id": self._profile_id(recording)})

    def _profile_id(self, recording: Recording) -> str | None:
        if not self.sourcing or recording.find(SourcingProfile, self.sourcing) is not None:
            return self.sourcing or None
        if self.sourcing.endswith(".toml"):
            return recording.add(read_sourcing(Path(self.sourcing)))
        with words_in("en"):  # two copies that choose the same write the same, whatever their language
            known = shipped()
        for key, profile in known.items():
            if self.sourcing in (key, profile.id):
                return recording.add(profile)
        raise Problem(
            _("There is no sourcing profile “{name}”.").format(name=self.sourcing),
            _("Choose one of: {names}.").format(names=listed(known)),
        )


@dataclass(frozen=True)
class SetPerson:
    """Add a person to the project, or set the initials and role of one."""

    person: str
    initials: str = ""
    role: str = ""

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Person")

    def apply(self, recording: Recording) -> str:
        """Answer the person's id."""
        person_id = named_id("person", self.person)
        if recording.find(Person, person_id) is None:
            return recording.add(Person(id=person_id, name=self.person, initials=self.initials, role=self.role))
        recording.change(Person, person_id, {"initials": self.initials, "role": self.role})
        return person_id
