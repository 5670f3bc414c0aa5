"""Large projects and quick edits for the reliability tests."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from factcheck.domain.records import Claim, Highlight, Revision
from factcheck.project.recording import Recording
from tests.factories import add_article, new_project


@dataclass(frozen=True)
class MarkMany:
    """Make many claims with a highlight each, as one edit."""

    article_id: str
    revision_id: str
    words: Sequence[str]

    name = "Mark many"

    def apply(self, recording: Recording) -> list[str]:
        characters = recording.get(Revision, self.revision_id).characters
        text = recording.text(recording.get(Revision, self.revision_id))
        claims = [Claim(article_id=self.article_id, words=words, rationale=f"why {words}") for words in self.words]
        recording.add_all(claims)
        places = [(number % (characters - 20), number % (characters - 20) + 12) for number in range(len(claims))]
        recording.add_all(
            [
                Highlight(claim_id=claim.id, revision_id=self.revision_id, start=start, end=end, quote=text[start:end])
                for claim, (start, end) in zip(claims, places, strict=True)
            ]
        )
        return [claim.id for claim in claims]


@dataclass(frozen=True)
class WriteEach:
    """Give each of many claims its own words in one field, as one edit."""

    claims: Sequence[str]
    field: str
    words: str

    name = "Write each"

    def apply(self, recording: Recording) -> None:
        for number, claim_id in enumerate(self.claims):
            recording.change(Claim, claim_id, {self.field: f"{self.words} {number}"})


def large_project(folder: Path, claims: int) -> tuple[Path, list[str]]:
    """A project of many claims, and their ids."""
    with closing(new_project(folder)) as project:
        line = add_article(
            project, "\n".join(f"Paragraph {number} says that {number} is a number." for number in range(500))
        )
        ids: list[str] = []
        for start in range(0, claims, 1000):
            words = [f"claim {number}" for number in range(start, min(start + 1000, claims))]
            ids += project.apply(MarkMany(line.id, line.revision_id, words)).value
    return project.path, ids


def rounds(short: int, long: int) -> int:
    """How often a test repeats: a little by default; ``RELIABILITY=long``, or a number of its own, for a release."""
    wanted = os.environ.get("RELIABILITY", "")
    if wanted.isdecimal():
        return int(wanted)
    return long if wanted == "long" else short


def chance() -> int:
    """Where chance begins; ``SEED`` says another number, so that a long run can be done in parts, at once or later."""
    return int(os.environ.get("SEED", "0"))
