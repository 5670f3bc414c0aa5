"""Some computers with one project between them: each has an application folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.domain.records import Claim
from factcheck.project.edits.claims import EditClaim
from factcheck.project.project import Project
from factcheck.project.replica import Exchanged


class Computers:
    """Whoever opens the project at one of them carries the name of its owner; ``claim_id`` is a claim of it."""

    claim_id: str

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.monkeypatch = folder, monkeypatch

    def at(self, name: str) -> None:
        """Go to somebody's computer."""
        self.monkeypatch.setenv("FACTCHECK_HOME", str(self.folder / name))

    def exchange(self, project: Project) -> Exchanged:
        self.at(project.author)
        assert project.shared is not None
        return project.shared.exchange()

    def write(self, project: Project, field: str, words: str) -> None:
        self.at(project.author)
        project.apply(EditClaim(self.claim_id, {field: words}))

    def read(self, project: Project) -> Claim:
        return project.read(lambda reading: reading.get(Claim, self.claim_id))
