"""Removing an article for good: its words leave rows, log and blobs, here and in every later merge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from factcheck.domain.records import (
    Article,
    Claim,
    Comment,
    Evidence,
    Highlight,
    Omission,
    OpenPlace,
    Proposal,
    Query,
    Record,
    Review,
    Revision,
    Sentence,
    SignOff,
    Vote,
    Waiver,
)
from factcheck.project.blobs import drop_blobs
from factcheck.project.recording import Recording
from factcheck.project.segmenting import SEGMENTATION
from factcheck.project.tables import ROWS
from factcheck.project.typing_drafts import DRAFT
from factcheck.translation import _

# Every field that holds words of the draft or about it, by what it hangs on.
_OF_ARTICLE: Final[dict[type[Record], tuple[str, ...]]] = {
    Revision: ("text_sha256", "structure_sha256", "original_sha256", "original_name", "intake"),
    Claim: (
        "words", "rationale", "note", "correction", "speaker", "speaker_role", "stated_on", "occasion", "assignee",
    ),
    Query: ("addressee", "question", "answer", "channel"),
    SignOff: ("digest", "remark"),
    Waiver: ("subject", "state", "reason"),
}  # fmt: skip
_OF_REVISION: Final[dict[type[Record], tuple[str, ...]]] = {Omission: (), Sentence: ("reason",)}
_OF_CLAIM: Final[dict[type[Record], tuple[str, ...]]] = {
    Highlight: ("quote", "prefix", "suffix"),
    OpenPlace: ("stakes",),
    Evidence: ("passage", "locator", "note"),
    Comment: ("text",),
    Query: ("addressee", "question", "answer", "channel"),
    Review: ("remark", "answer"),
    Proposal: ("remark",),
    Vote: ("remark",),
}
_PARTICULARS: Final = ("title", "byline", "publication", "published", "address", "slug")
_BLOBS: Final = ("text_sha256", "structure_sha256", "original_sha256")


@dataclass(frozen=True)
class PurgeArticle:
    """Remove an article, its drafts, claims and marks for good. This cannot be undone; sources stay."""

    article_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Remove article for good")

    def apply(self, recording: Recording) -> None:
        """Erase the words, then drop the texts that no other article uses."""
        revisions = self._ids(recording, Revision, "article_id", [self.article_id])
        claims = self._ids(recording, Claim, "article_id", [self.article_id])
        hashes = self._hashes(recording, revisions)
        for kinds, column, parents in (
            (_OF_REVISION, "revision_id", revisions),
            (_OF_CLAIM, "claim_id", claims),
            (_OF_ARTICLE, "article_id", [self.article_id]),
        ):
            for kind, fields in kinds.items():
                for row_id in self._ids(recording, kind, column, parents):
                    recording.redact(kind, row_id, fields)
                    recording.remove(kind, row_id)
        recording.redact(Article, self.article_id, _PARTICULARS)
        recording.remove(Article, self.article_id)
        drop_blobs(recording.connection, hashes - self._hashes(recording, None))
        recording.connection.execute(sa.delete(SEGMENTATION).where(SEGMENTATION.c.revision_id.in_(revisions)))
        for row_id in (self.article_id, *claims):
            recording.connection.execute(sa.delete(DRAFT).where(DRAFT.c.field_key.contains(row_id)))

    @staticmethod
    def _ids(recording: Recording, kind: type[Record], column: str, parents: list[str]) -> list[str]:
        table = ROWS[kind]
        query = sa.select(table.c.id).where(table.c[column].in_(parents))
        return list(recording.connection.execute(query).scalars())

    @staticmethod
    def _hashes(recording: Recording, revisions: list[str] | None) -> set[str]:
        """The blobs of some revisions; of all revisions and attachments where none are named."""
        table = ROWS[Revision]
        query = sa.select(*(table.c[name] for name in _BLOBS))
        if revisions is not None:
            query = query.where(table.c.id.in_(revisions))
        found = {sha256 for row in recording.connection.execute(query) for sha256 in row if sha256}
        if revisions is None:
            found |= {row[0] for row in recording.tuples("SELECT sha256 FROM attachment")}
        return found
