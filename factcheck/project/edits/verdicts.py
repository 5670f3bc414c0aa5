"""Edits of verdicts and of the scales that they are given on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.domain.findings import SIGNED_OFF, settled, unsettled
from factcheck.domain.records import Claim, ProjectRecord, Rating, Scale
from factcheck.domain.scales import read_scale, scale_from
from factcheck.project.edits.project import preset_scale
from factcheck.project.recording import Recording
from factcheck.translation import _


@dataclass(frozen=True)
class RateClaim:
    """Give a claim a verdict (None: none); ``seen`` is the change whose verdict was on screen."""

    claim_id: str
    rating_id: str | None
    seen: str = ""

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Verdict") if self.rating_id else _("Clear verdict")

    def apply(self, recording: Recording) -> None:
        """Set the verdict, and the status where a verdict settles it."""
        claim = recording.get(Claim, self.claim_id)
        status = settled(claim.status) if self.rating_id else unsettled(claim.status)
        if claim.status == SIGNED_OFF and claim.rating_id == self.rating_id:
            status = SIGNED_OFF
        seen = {"rating_id": self.seen} if self.seen else {}
        recording.change(Claim, self.claim_id, {"rating_id": self.rating_id, "status": status}, seen)


def _use(recording: Recording, scale: Scale, ratings: tuple[Rating, ...]) -> str:
    recording.add(scale)
    recording.add_all(ratings)
    project = recording.records(ProjectRecord)[0]
    recording.change(ProjectRecord, project.id, {"scale_id": scale.id})
    return scale.id


@dataclass(frozen=True)
class UseScale:
    """Copy a scale into the project and use it for new verdicts; verdicts given before keep theirs.

    ``scale`` is a preset's key or name, or the path of a TOML file. The answer is the scale's id.
    """

    scale: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Choose scale")

    def apply(self, recording: Recording) -> str:
        """Write the scale where it is new, and choose it."""
        path = Path(self.scale)
        found, ratings = read_scale(path) if path.suffix == ".toml" else preset_scale(self.scale)
        return _use(recording, found, ratings)


@dataclass(frozen=True)
class MakeScale:
    """Make a scale of one's own and use it; ``ratings`` are plain data as in a scale file. The answer is its id."""

    title: str
    ratings: tuple[Mapping[str, Any], ...]
    profile: str = "statements"

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Make scale")

    def apply(self, recording: Recording) -> str:
        """Write the scale and choose it."""
        data = {"name": self.title, "profile": self.profile, "rating": [dict(row) for row in self.ratings]}
        return _use(recording, *scale_from(data))


@dataclass(frozen=True)
class ChooseScale:
    """Use a scale that the project holds for new verdicts."""

    scale_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Choose scale")

    def apply(self, recording: Recording) -> None:
        """Set it in the project's record."""
        project = recording.records(ProjectRecord)[0]
        recording.change(ProjectRecord, project.id, {"scale_id": self.scale_id})
