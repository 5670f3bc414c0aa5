"""The edit that keeps what stood at the addresses of sources when a person asked to look there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.domain.links import Seen
from factcheck.domain.records import LinkLook, Source
from factcheck.domain.times import precisely_now
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


def looks_of(sources: Iterable[Source], seen: Iterable[Seen]) -> tuple[LinkLook, ...]:
    """What was seen just now at the address of each source."""
    return tuple(
        LinkLook(
            source_id=source.id,
            address=source.address,
            looked_at=precisely_now(),
            status=one.status,
            trouble=one.trouble,
            final_address=one.final_address,
            title=one.title,
            digest=one.digest,
        )
        for source, one in zip(sources, seen, strict=True)
    )
