"""Removing an article or a source for good: its words leave rows, log and blobs, here and in every later merge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from factcheck.domain.records import (
    Article,
    Attachment,
    Claim,
    Comment,
    Evidence,
    Highlight,
    LinkLook,
    Omission,
    OpenPlace,
    Proposal,
    Query,
    Record,
    Review,
    Revision,
    Sentence,
    SignOff,
    Source,
    Vote,
    Waiver,
)
from factcheck.project.blobs import drop_blobs
from factcheck.project.recording import Recording
from factcheck.project.rows import fields_of
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
_TIES: Final = ("source_id", "claim_id", "position", "confidential", "privileged")
_BLOBS: Final = ("text_sha256", "structure_sha256", "original_sha256")


def blobs_in_use(recording: Recording) -> set[str]:
    """The texts and files of all drafts and attachments, removed ones too: undo brings those back."""
    return {
        sha256
        for column in _BLOBS
        for (sha256,) in recording.tuples(f"SELECT {column} FROM revision")  # noqa: S608 - names of columns
    } | {sha256 for (sha256,) in recording.tuples("SELECT sha256 FROM attachment")}


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
        hashes = self._hashes(recording, revisions) | {
            sign_off.digest for sign_off in recording.records(SignOff, ROWS[SignOff].c.article_id == self.article_id)
        }
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
        drop_blobs(recording.connection, hashes - blobs_in_use(recording))
        recording.connection.execute(sa.delete(SEGMENTATION).where(SEGMENTATION.c.revision_id.in_(revisions)))
        for row_id in (self.article_id, *claims):
            recording.connection.execute(sa.delete(DRAFT).where(DRAFT.c.field_key.contains(row_id)))

    @staticmethod
    def _ids(recording: Recording, kind: type[Record], column: str, parents: list[str]) -> list[str]:
        table = ROWS[kind]
        query = sa.select(table.c.id).where(table.c[column].in_(parents))
        return list(recording.connection.execute(query).scalars())

    @staticmethod
    def _hashes(recording: Recording, revisions: list[str]) -> set[str]:
        table = ROWS[Revision]
        query = sa.select(*(table.c[name] for name in _BLOBS)).where(table.c.id.in_(revisions))
        return {sha256 for row in recording.connection.execute(query) for sha256 in row if sha256}


@dataclass(frozen=True)
class PurgeSource:
    """Remove a source for good, with the evidence that it gave and its files. This cannot be undone.

    What was written of it elsewhere (in a rationale, a comment) stays: nobody but a person can tell that.
    """

    source_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Remove source for good")

    def apply(self, recording: Recording) -> None:
        """Erase the words, then drop the files that nothing else uses."""
        recording.get(Source, self.source_id)  # or say that there is none
        removed = [self.source_id]
        hashes: set[str] = set()
        for kind in (Evidence, Attachment, LinkLook):
            table = ROWS[kind]
            for row in recording.connection.execute(sa.select(table).where(table.c.source_id == self.source_id)).all():
                if kind is Attachment:
                    hashes |= {row.sha256} - {""}
                recording.redact(kind, row.id, _words_of(kind))
                recording.remove(kind, row.id)
                removed.append(row.id)
        recording.redact(Source, self.source_id, _words_of(Source))
        recording.remove(Source, self.source_id)
        drop_blobs(recording.connection, hashes - blobs_in_use(recording))
        for row_id in removed:
            recording.connection.execute(sa.delete(DRAFT).where(DRAFT.c.field_key.contains(row_id)))


def _words_of(kind: type[Record]) -> list[str]:
    """The fields to be erased: all but what ties records together and keeps what comes back protected."""
    return [name for name in fields_of(kind) if name not in _TIES]
