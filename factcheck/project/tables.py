"""The tables of a project: the records with what a database needs, and the log that they are derived from.

Private to ``factcheck.project``. Row tables hold nothing that the log does not say; ``Edit`` and
``ChangeRow`` are the log; blobs stand beside it, named by their content. ``conflict`` and
``segmentation`` can be rebuilt, and so can ``entry`` with its full-text index ``found_by``
(``word_index.py``); ``draft`` and ``presence`` are local and never merged.
"""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import AutoString

from factcheck.domain import records
from factcheck.domain.records import Record

SCHEMA: Final = 3  # how a schema is changed: see migrating.py
MIN_READER: Final = 1
MIN_WRITER: Final = 2  # an older program would leave the index of words behind
APPLICATION_ID: Final = 0x46435448  # "FCTH": marks a project file, see PRAGMA application_id


# STRICT tables know five type names; these rules give every type of the records one of them.
for _type, _name in (
    (sa.String, "TEXT"),
    (AutoString, "TEXT"),
    (sa.JSON, "TEXT"),
    (sa.Boolean, "INTEGER"),
    (sa.BigInteger, "INTEGER"),
    (sa.Float, "REAL"),
    (sa.LargeBinary, "BLOB"),
):

    @compiles(_type, "sqlite")
    def _strict(_element: Any, _compiler: Any, _name: str = _name, **_kw: Any) -> str:
        return _name


class RowMixin(SQLModel):
    """What every derived row has beside its record's fields: rows are flagged, never deleted."""

    model_config = {"frozen": False}
    deleted: bool = False


# Rows are found by their text id, so the id is the place of the row itself and no second index is needed.
_STRICT: Final = {"sqlite_strict": True, "sqlite_with_rowid": False}


class ProjectRow(RowMixin, records.ProjectRecord, table=True):
    """Table ``project``."""

    __tablename__ = "project"
    __table_args__ = _STRICT


class PersonRow(RowMixin, records.Person, table=True):
    """Table ``person``."""

    __tablename__ = "person"
    __table_args__ = _STRICT


class ScaleRow(RowMixin, records.Scale, table=True):
    """Table ``scale``."""

    __tablename__ = "scale"
    __table_args__ = _STRICT


class RatingRow(RowMixin, records.Rating, table=True):
    """Table ``rating``."""

    __tablename__ = "rating"
    __table_args__ = _STRICT


class SourcingProfileRow(RowMixin, records.SourcingProfile, table=True):
    """Table ``sourcing_profile``."""

    __tablename__ = "sourcing_profile"
    __table_args__ = _STRICT


class ArticleRow(RowMixin, records.Article, table=True):
    """Table ``article``."""

    __tablename__ = "article"
    __table_args__ = _STRICT


class RevisionRow(RowMixin, records.Revision, table=True):
    """Table ``revision``."""

    __tablename__ = "revision"
    __table_args__ = (sa.Index("revision_article", "article_id"), _STRICT)


class OmissionRow(RowMixin, records.Omission, table=True):
    """Table ``omission``."""

    __tablename__ = "omission"
    __table_args__ = (sa.Index("omission_revision", "revision_id"), _STRICT)


class SentenceRow(RowMixin, records.Sentence, table=True):
    """Table ``sentence``."""

    __tablename__ = "sentence"
    __table_args__ = (sa.Index("sentence_revision", "revision_id"), _STRICT)


class ClaimRow(RowMixin, records.Claim, table=True):
    """Table ``claim``."""

    __tablename__ = "claim"
    __table_args__ = (
        sa.Index("claim_article", "article_id", "deleted", "rating_id", "status", "assignee"),
        sa.Index("claim_assignee", "assignee", sqlite_where=sa.text("assignee <> ''")),
        _STRICT,
    )


class HighlightRow(RowMixin, records.Highlight, table=True):
    """Table ``highlight``."""

    __tablename__ = "highlight"
    __table_args__ = (
        sa.Index("highlight_revision", "revision_id", "start", sa.text('"end" DESC'), "id", "claim_id", "deleted"),
        sa.Index("highlight_claim", "claim_id", "revision_id", "start"),
        sa.Index("highlight_from", "from_id", sqlite_where=sa.text("from_id IS NOT NULL")),
        _STRICT,
    )


class OpenPlaceRow(RowMixin, records.OpenPlace, table=True):
    """Table ``open_place``."""

    __tablename__ = "open_place"
    __table_args__ = (sa.Index("open_place_revision", "revision_id"), sa.Index("open_place_claim", "claim_id"), _STRICT)


class SourceRow(RowMixin, records.Source, table=True):
    """Table ``source``."""

    __tablename__ = "source"
    __table_args__ = _STRICT


class EvidenceRow(RowMixin, records.Evidence, table=True):
    """Table ``evidence``."""

    __tablename__ = "evidence"
    __table_args__ = (
        sa.Index("evidence_claim", "claim_id", "deleted", "source_id", "origin", "verified"),
        sa.Index("evidence_source", "source_id"),
        _STRICT,
    )


class AttachmentRow(RowMixin, records.Attachment, table=True):
    """Table ``attachment``."""

    __tablename__ = "attachment"
    __table_args__ = (sa.Index("attachment_source", "source_id"), _STRICT)


class QueryRow(RowMixin, records.Query, table=True):
    """Table ``query``."""

    __tablename__ = "query"
    __table_args__ = (sa.Index("query_claim", "claim_id"), _STRICT)


class CommentRow(RowMixin, records.Comment, table=True):
    """Table ``comment``."""

    __tablename__ = "comment"
    __table_args__ = (sa.Index("comment_claim", "claim_id"), _STRICT)


class ReviewRow(RowMixin, records.Review, table=True):
    """Table ``review``."""

    __tablename__ = "review"
    __table_args__ = (
        sa.Index("review_claim", "claim_id"),
        sa.Index("review_open", "asked_of", sqlite_where=sa.text("answer = ''")),
        _STRICT,
    )


class TagRow(RowMixin, records.Tag, table=True):
    """Table ``tag``."""

    __tablename__ = "tag"
    __table_args__ = _STRICT


class ClaimTagRow(RowMixin, records.ClaimTag, table=True):
    """Table ``claim_tag``."""

    __tablename__ = "claim_tag"
    __table_args__ = (
        sa.Index("claim_tag_claim", "claim_id"),
        sa.Index("claim_tag_tag", "tag_id", "deleted", "claim_id"),
        _STRICT,
    )


class SignOffRow(RowMixin, records.SignOff, table=True):
    """Table ``sign_off``."""

    __tablename__ = "sign_off"
    __table_args__ = (sa.Index("sign_off_article", "article_id"), _STRICT)


class WaiverRow(RowMixin, records.Waiver, table=True):
    """Table ``waiver``."""

    __tablename__ = "waiver"
    __table_args__ = (sa.Index("waiver_article", "article_id"), _STRICT)


class ProposalRow(RowMixin, records.Proposal, table=True):
    """Table ``proposal``."""

    __tablename__ = "proposal"
    __table_args__ = (sa.Index("proposal_claim", "claim_id"), _STRICT)


class VoteRow(RowMixin, records.Vote, table=True):
    """Table ``vote``."""

    __tablename__ = "vote"
    __table_args__ = (sa.Index("vote_claim", "claim_id"), sa.Index("vote_proposal", "proposal_id"), _STRICT)


class LinkLookRow(RowMixin, records.LinkLook, table=True):
    """Table ``link_look``."""

    __tablename__ = "link_look"
    __table_args__ = (sa.Index("link_look_source", "source_id", "looked_at"), _STRICT)


class MetaRow(SQLModel, table=True):
    """Table ``meta``, one row: which project this is, and the oldest programs that may read or write it.

    ``exchange_point``: the file is replaced as a whole by its replicas, so nobody may work on it in place.
    """

    __tablename__ = "meta"
    __table_args__ = {"sqlite_strict": True}
    project_uuid: str = Field(primary_key=True)
    min_reader: int = MIN_READER
    min_writer: int = MIN_WRITER
    exchange_point: bool = False


class EditRow(SQLModel, table=True):
    """Table ``edit``: one intention of one person; ``arrival`` is the local order, never merged."""

    __tablename__ = "edit"
    __table_args__ = {"sqlite_strict": True, "sqlite_autoincrement": True}
    arrival: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    site: str = Field(index=True)
    author: str = ""
    hlc: int = Field(default=0, sa_type=sa.BigInteger, index=True)
    name: str = ""
    undoes: str | None = None


class ChangeRow(SQLModel, table=True):
    """Table ``change``: one touched field.

    ``field`` is a column, ``+`` create, ``-`` delete flag, ``!column`` redaction;
    ``value`` is JSON, NULL once redacted; ``prev`` is a JSON list of the change ids that it replaces.
    """

    __tablename__ = "change"
    __table_args__ = (
        sa.Index("change_row", "tbl", "row"),
        sa.Index("change_edit", "edit"),
        sa.Index("change_creation", "tbl", "row", "edit", sqlite_where=sa.text("field = '+'")),
        {"sqlite_strict": True, "sqlite_with_rowid": False},
    )
    site: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    edit: str
    tbl: str
    row: str
    field: str
    value: str | None = None
    prev: str = "[]"
    salt: str = ""
    digest: str = ""


class ConflictRow(SQLModel, table=True):
    """Table ``conflict``, derived: a field with several living values; ``sides`` is JSON."""

    __tablename__ = "conflict"
    __table_args__ = {"sqlite_strict": True, "sqlite_with_rowid": False}
    tbl: str = Field(primary_key=True)
    row: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    sides: str = "[]"


class BlobRow(SQLModel, table=True):
    """Table ``blob``: a text or a file by its SHA-256 (hex), ``size`` in bytes."""

    __tablename__ = "blob"
    __table_args__ = {"sqlite_strict": True, "sqlite_with_rowid": False}
    sha256: str = Field(primary_key=True)
    size: int = 0


class BlobChunkRow(SQLModel, table=True):
    """Table ``blob_chunk``: the bytes of a blob, in order, at most 256 kB each."""

    __tablename__ = "blob_chunk"
    __table_args__ = {"sqlite_strict": True}
    sha256: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    content: bytes = b""


class SegmentationRow(SQLModel, table=True):
    """Table ``segmentation``, derived: the sentences of a revision as one engine cut them."""

    __tablename__ = "segmentation"
    __table_args__ = {"sqlite_strict": True}
    revision_id: str = Field(primary_key=True)
    engine: str = Field(primary_key=True)
    spans: bytes = b""


class EntryRow(SQLModel, table=True):
    """Table ``entry``, derived: the folded words of a claim, an article or a source; ``found_by`` indexes them."""

    __tablename__ = "entry"
    __table_args__ = {"sqlite_strict": True}
    number: int | None = Field(default=None, primary_key=True, sa_type=sa.BigInteger)
    id: str = Field(unique=True)
    article_id: str = ""
    words: str = ""
    more: str = ""


# The words come folded; all that is left to do for SQLite is to part them. Single letters and pairs are often asked
# for, as the beginning of a word that is being typed: they have lists of their own.
sa.event.listen(
    SQLModel.metadata,
    "after_create",
    sa.DDL(  # type: ignore[no-untyped-call] # SQLAlchemy does not tell
        "CREATE VIRTUAL TABLE found_by USING fts5(words, more, content='entry', content_rowid='number',"
        " tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\", prefix='1 2')"
    ).execute_if(dialect="sqlite"),
)


class DraftRow(SQLModel, table=True):
    """Table ``draft``, local: text that is being typed and is no edit yet."""

    __tablename__ = "draft"
    __table_args__ = {"sqlite_strict": True}
    field_key: str = Field(primary_key=True)
    site: str = Field(primary_key=True)
    author: str = ""
    life: str = ""
    text: str = ""


class PresenceRow(SQLModel, table=True):
    """Table ``presence``, local: what each opening has open, for its colleagues; ``at`` in Unix seconds."""

    __tablename__ = "presence"
    __table_args__ = {"sqlite_strict": True}
    site: str = Field(primary_key=True)
    author: str = ""
    place: str = ""
    article_id: str = ""
    claim_id: str = ""
    at: int = Field(default=0, sa_type=sa.BigInteger)


ROWS: Final[dict[type[Record], sa.Table]] = {
    record: row.__table__  # type: ignore[union-attr] # SQLModel gives table classes this attribute at run time
    for record, row in (
        (records.ProjectRecord, ProjectRow),
        (records.Person, PersonRow),
        (records.Scale, ScaleRow),
        (records.Rating, RatingRow),
        (records.SourcingProfile, SourcingProfileRow),
        (records.Article, ArticleRow),
        (records.Revision, RevisionRow),
        (records.Omission, OmissionRow),
        (records.Sentence, SentenceRow),
        (records.Claim, ClaimRow),
        (records.Highlight, HighlightRow),
        (records.OpenPlace, OpenPlaceRow),
        (records.Source, SourceRow),
        (records.Evidence, EvidenceRow),
        (records.Attachment, AttachmentRow),
        (records.Query, QueryRow),
        (records.Comment, CommentRow),
        (records.Review, ReviewRow),
        (records.Tag, TagRow),
        (records.ClaimTag, ClaimTagRow),
        (records.SignOff, SignOffRow),
        (records.Waiver, WaiverRow),
        (records.Proposal, ProposalRow),
        (records.Vote, VoteRow),
        (records.LinkLook, LinkLookRow),
    )
}
KINDS: Final[dict[str, type[Record]]] = {table.name: record for record, table in ROWS.items()}
TABLES: Final[dict[str, sa.Table]] = {table.name: table for table in ROWS.values()}

# What is never merged and leaves with no copy that others get.
LOCAL_TABLES: Final = ("draft", "presence")

# No cascades: they would escape the journal. Deferred, because a merge brings rows in any order.
for _table in TABLES.values():
    for _constraint in _table.foreign_key_constraints:
        _constraint.deferrable = True
        _constraint.initially = "DEFERRED"
