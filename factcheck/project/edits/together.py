"""Several edits as one: they come, and are undone, together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from factcheck.project.recording import Edit, Recording


@dataclass(frozen=True)
class Together:
    """A first edit, and those that follow from its answer (the claim that it made); the answer is the first's."""

    name: str
    first: Edit
    following: Callable[[Any], Iterable[Edit]]

    def apply(self, recording: Recording) -> Any:
        """Write all of them in order."""
        made = self.first.apply(recording)
        for edit in self.following(made):
            edit.apply(recording)
        return made
