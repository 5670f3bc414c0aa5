"""The passes of an article before it goes out: who signs, in which order."""

from __future__ import annotations

from typing import Final

from factcheck.domain.records import ProjectRecord
from factcheck.translation import _

MOST: Final = 12
LONGEST: Final = 60  # characters


def passes_of(project: ProjectRecord) -> tuple[str, ...]:
    """The passes that the house has named, or else those of the profile, in their order."""
    named = tuple(dict.fromkeys(name.strip()[:LONGEST] for name in project.passes if name.strip()))[:MOST]
    if named:
        return named
    if project.profile == "drafts":
        return _("Checker"), _("Second reader"), _("Editor"), _("Lawyer")
    return _("Checker"), _("Second reader"), _("Editor")
