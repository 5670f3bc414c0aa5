"""The edit that keeps what stood at the addresses of sources when a person asked to look there."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.records import LinkLook, Source
from factcheck.project.recording import Recording
from factcheck.translation import _


@dataclass(frozen=True)
class NoteLinkLooks:
    """Keep some looks; of a source that was removed meanwhile none."""

    looks: tuple[LinkLook, ...]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Look at links")

    def apply(self, recording: Recording) -> None:
        """Write the looks."""
        recording.add_all([look for look in self.looks if recording.find(Source, look.source_id) is not None])
