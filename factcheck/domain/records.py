"""The records of a project: frozen values, each field declared once.

Table classes in ``factcheck.project.tables`` add what a database needs to these fields. Every
field has a default, because a record is derived from a change log that may be partial (a
redacted value, a newer program's log). Ids are UUIDs as 32 hexadecimal digits, made here.
Offsets are code points into the text of a revision. Machine times are aware UTC; dates that
people type ("2024", "spring 1998") are text.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha1
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid4

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from factcheck.domain.times import UtcTime

CLAIM_KINDS: Final = (
    "statistic", "quotation", "name", "date", "attribution", "event", "comparison", "image", "not checkable", "other",
)  # fmt: skip
CLAIM_STATUSES: Final = (
    "unstarted", "in progress", "in review", "needs attention", "re-check", "checked", "signed off",
)  # fmt: skip
PRIORITIES: Final = ("", "high", "low")
STANCES: Final = ("supports", "refutes", "context")
SOURCE_KINDS: Final = (
    "web page", "report", "article", "book", "study", "law", "data", "interview", "letter", "broadcast", "image",
    "document", "other",
)  # fmt: skip
TERMS: Final = ("", "on record", "background", "off record")
QUERY_TO: Final = ("writer", "editor", "lawyer", "person")
REVIEW_ANSWERS: Final = ("", "approved", "sent back", "withdrawn")
VOTES: Final = ("for", "against", "abstain")
RESULTS: Final = ("", "adopted", "rejected", "withdrawn")
# The fields of a highlight that mean something only together.
PLACE: Final = ("start", "end", "quote", "prefix", "suffix")
NOTHING_TO_CHECK: Final = "nothing to check"


def new_id() -> str:
    """A new random id: 32 hexadecimal digits."""
    return uuid4().hex


def named_id(*words: str) -> str:
    """The id of a shared vocabulary's entry: equal words give equal ids in every copy of a project."""
    name = NAMESPACE_URL.bytes + ("factcheck:" + "\x1f".join(words)).encode()
    # What uuid5 does, without the object: a bibliography has an id for each of its many thousand entries.
    digest = bytearray(sha1(name, usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    return digest.hex()


class Record(SQLModel):
    """A frozen value with an id."""

    model_config = {"frozen": True}

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)


class ProjectRecord(Record):
    """The project itself, one row; its id is the project's id.

    ``profile`` is ``drafts`` or ``statements``; ``scale_id`` is the scale that new verdicts use;
    ``report`` remembers the choices of the last report; ``passes`` names the passes of the house in their order
    (empty: those of the profile, ``factcheck.domain.passes``).
    """

    name: str = ""
    profile: str = "statements"
    scale_id: str | None = Field(default=None, foreign_key="scale.id")
    sourcing_id: str | None = Field(default=None, foreign_key="sourcing_profile.id")
    report: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    passes: list[str] = Field(default_factory=list, sa_type=JSON)


class Person(Record):
    """Somebody who works on the project."""

    name: str = ""
    initials: str = ""
    role: str = ""


class Article(Record):
    """An article or a public statement; its text stands in its revisions.

    ``revision_id`` is the current one. ``position`` is a fractional key that orders articles.
    ``slug`` is the short name of the desk.
    """

    title: str = ""
    byline: str = ""
    publication: str = ""
    published: str = ""
    address: str = ""
    language: str = "en"
    slug: str = ""
    position: str = ""
    revision_id: str | None = Field(default=None, foreign_key="revision.id")


class Revision(Record):
    """One immutable draft of an article. Text, structure and original file are blobs, named by SHA-256 (hex).

    ``number`` is the draft number, from 1; ``parent_id`` the revision that it follows; ``intake``
    holds ``{"counts": {...}, "unread": [...]}`` as the importer told.
    """

    article_id: str | None = Field(default=None, foreign_key="article.id")
    parent_id: str | None = Field(default=None, foreign_key="revision.id")
    number: int = 1
    text_sha256: str = ""
    structure_sha256: str = ""
    original_sha256: str = ""
    original_name: str = ""
    media_type: str = ""
    encoding: str = ""
    characters: int = 0
    made_at: datetime | None = Field(default=None, sa_type=UtcTime)
    intake: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Omission(Record):
    """A stretch of a revision that is folded on screen and left out of report and claims unless ``shown``."""

    revision_id: str | None = Field(default=None, foreign_key="revision.id")
    start: int = 0
    end: int = 0
    reason: str = ""
    shown: bool = False


class Sentence(Record):
    """A person's decision about words of a revision, mostly a sentence: ``nothing to check`` in them.

    It covers these words and no others: what is to check beside them in the same sentence stays unchecked.
    """

    revision_id: str | None = Field(default=None, foreign_key="revision.id")
    start: int = 0
    end: int = 0
    decision: str = NOTHING_TO_CHECK
    reason: str = ""


class Claim(Record):
    """One checkable fact. ``words`` is the claim as stated, editable; the quotation stays with the highlight.

    ``rationale`` is public, ``note`` internal; ``correction`` is the suggested wording.
    """

    article_id: str | None = Field(default=None, foreign_key="article.id")
    words: str = ""
    kind: str = ""
    priority: str = ""
    status: str = "unstarted"
    rating_id: str | None = Field(default=None, foreign_key="rating.id")
    rationale: str = ""
    note: str = ""
    correction: str = ""
    assignee: str = ""
    speaker: str = ""
    speaker_role: str = ""
    stated_on: str = ""
    occasion: str = ""


class Highlight(Record):
    """A claim's place in one revision, with the selectors that verify it (W3C TextQuote and TextPosition).

    ``arrival`` tells how it came here: ``made``, ``exact``, ``moved``, ``changed``; ``from_id`` from which highlight of
    an earlier draft. ``decided_by`` is ``person`` where one was asked; who that was stands in the log.
    """

    claim_id: str | None = Field(default=None, foreign_key="claim.id")
    revision_id: str | None = Field(default=None, foreign_key="revision.id")
    start: int = 0
    end: int = 0
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    arrival: str = "made"
    confidence: float = 1.0
    decided_by: str = ""
    from_id: str | None = Field(default=None, foreign_key="highlight.id")


class OpenPlace(Record):
    """A highlight of an earlier draft whose place in this one is for a person to decide.

    ``highlight_id`` names it, ``revision_id`` the draft it is asked about; ``start``, ``end``, ``arrival`` and
    ``confidence`` are the place that is proposed (-1: none); ``stakes`` are the numbers, names and negations that
    differ. ``decision``: "" (open), ``placed`` or ``lost``.
    """

    claim_id: str | None = Field(default=None, foreign_key="claim.id")
    highlight_id: str | None = Field(default=None, foreign_key="highlight.id")
    revision_id: str | None = Field(default=None, foreign_key="revision.id")
    start: int = -1
    end: int = -1
    arrival: str = "lost"
    confidence: float = 0.0
    stakes: list[str] = Field(default_factory=list, sa_type=JSON)
    decision: str = ""


class Source(Record):
    """Where evidence comes from; used by any number of claims.

    A ``confidential`` source appears by its ``alias``; a ``privileged`` one leaves in no export.
    ``wire`` names the agency copy that several sources share. The interview's particulars are
    ``person``, ``contact``, ``interviewed_on``, ``channel``, ``terms`` and ``recording``.
    """

    kind: str = ""
    title: str = ""
    authors: str = ""
    publisher: str = ""
    address: str = ""
    archive_address: str = ""
    published: str = ""
    accessed: str = ""
    standing: str = ""  # "primary", "secondary" or empty
    wire: str = ""
    confidential: bool = False
    alias: str = ""
    privileged: bool = False
    person: str = ""
    contact: str = ""
    interviewed_on: str = ""
    channel: str = ""
    terms: str = ""
    recording: str = ""
    note: str = ""


class Evidence(Record):
    """What a source says about a claim. ``origin`` is ``writer`` where the writer's footnote gave it.

    ``verified`` is false while nobody but the writer vouches for it; ``note`` is internal.
    ``note_key`` names the footnote of the revision that it came from.
    """

    claim_id: str | None = Field(default=None, foreign_key="claim.id")
    source_id: str | None = Field(default=None, foreign_key="source.id")
    stance: str = "supports"
    passage: str = ""
    locator: str = ""
    note: str = ""
    origin: str = "checker"
    verified: bool = True
    note_key: str = ""
    position: str = ""


class Attachment(Record):
    """A file kept inside the project, by its SHA-256 (hex); ``size`` in bytes."""

    source_id: str | None = Field(default=None, foreign_key="source.id")
    name: str = ""
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    added_at: datetime | None = Field(default=None, sa_type=UtcTime)
    extracted_text: str = ""


class Query(Record):
    """A question to the writer, the editor, the lawyer or the person written about.

    ``to`` is one of ``QUERY_TO``, ``addressee`` the name; ``closed`` once it is answered for good.
    """

    article_id: str | None = Field(default=None, foreign_key="article.id")
    claim_id: str | None = Field(default=None, foreign_key="claim.id")
    to: str = "writer"
    addressee: str = ""
    question: str = ""
    channel: str = ""
    asked: str = ""
    due: str = ""
    answer: str = ""
    answered: str = ""
    closed: bool = False


class Comment(Record):
    """A remark in a claim's thread."""

    claim_id: str | None = Field(default=None, foreign_key="claim.id")
    parent_id: str | None = Field(default=None, foreign_key="comment.id")
    text: str = ""
    author: str = ""
    written_at: datetime | None = Field(default=None, sa_type=UtcTime)
    resolved: bool = False


class Review(Record):
    """Who asked whom to look at a claim, and the answer: one of ``REVIEW_ANSWERS``, empty while it is waited for."""

    claim_id: str | None = Field(default=None, foreign_key="claim.id")
    asked_by: str = ""
    asked_of: str = ""
    asked_at: datetime | None = Field(default=None, sa_type=UtcTime)
    answer: str = ""
    remark: str = ""
    answered_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Tag(Record):
    """A word that groups claims; its id is ``named_id("tag", name)``."""

    name: str = ""


class ClaimTag(Record):
    """A tag on a claim; its id is ``named_id("claim_tag", claim_id, tag_id)``."""

    claim_id: str | None = Field(default=None, foreign_key="claim.id")
    tag_id: str | None = Field(default=None, foreign_key="tag.id")


class SignOff(Record):
    """A person's signature under a pass over an article; ``digest`` says what was signed (hex SHA-256)."""

    article_id: str | None = Field(default=None, foreign_key="article.id")
    revision_id: str | None = Field(default=None, foreign_key="revision.id")
    pass_name: str = ""
    person: str = ""
    signed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    digest: str = ""
    remark: str = ""


class Waiver(Record):
    """A person's word that something need not stand in the way of print, and why.

    ``kind`` and ``subject`` name the obstacle (``factcheck.domain.press``); ``state`` is what it was like (a digest):
    where that is another one by now, the waiver counts no more.
    """

    article_id: str | None = Field(default=None, foreign_key="article.id")
    kind: str = ""
    subject: str = ""
    state: str = ""
    reason: str = ""
    person: str = ""
    waived_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Proposal(Record):
    """A verdict that is put to the vote; ``result`` is one of ``RESULTS``, empty while votes are taken."""

    claim_id: str | None = Field(default=None, foreign_key="claim.id")
    rating_id: str | None = Field(default=None, foreign_key="rating.id")
    person: str = ""
    proposed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    remark: str = ""
    result: str = ""
    decided_by: str = ""
    decided_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Vote(Record):
    """A person's vote on a proposal, one of ``VOTES``; its id is ``named_id("vote", proposal_id, person)``."""

    claim_id: str | None = Field(default=None, foreign_key="claim.id")
    proposal_id: str | None = Field(default=None, foreign_key="proposal.id")
    person: str = ""
    choice: str = ""
    remark: str = ""
    voted_at: datetime | None = Field(default=None, sa_type=UtcTime)


class LinkLook(Record):
    """What stood at the address of a source when a person asked to look there.

    ``status`` is the answer's number (0: none came), ``trouble`` says why none did; ``digest`` is the SHA-256 (hex) of
    the words of the page, ``title`` its title.
    """

    source_id: str | None = Field(default=None, foreign_key="source.id")
    address: str = ""
    looked_at: datetime | None = Field(default=None, sa_type=UtcTime)
    status: int = 0
    trouble: str = ""
    final_address: str = ""
    title: str = ""
    digest: str = ""


class Scale(Record):
    """A rating scale, copied into the project when chosen; an id never changes meaning."""

    key: str = ""
    name: str = ""
    version: str = ""
    profile: str = "statements"
    language: str = "en"
    source: str = ""


class Rating(Record):
    """One verdict of a scale. ``rank`` 1 is truest; None where the label has no order.

    ``closes`` is false where the fact stays open ("On author"); ``proven`` marks the findings
    that let the words stand. Colours are ``#RRGGBB``; ``pattern`` is the line under the words.
    """

    scale_id: str | None = Field(default=None, foreign_key="scale.id")
    key: str = ""
    label: str = ""
    definition: str = ""
    position: int = 0
    rank: int | None = None
    closes: bool = True
    proven: bool = False
    icon: str = "circle-dashed"
    pattern: str = "solid"
    strong_light: str = "#565A69"
    tint_light: str = "#E6E8EC"
    strong_dark: str = "#9CA1A9"
    tint_dark: str = "#30353D"


class SourcingProfile(Record):
    """How many sources a fact needs, and of which kinds; ``rules`` maps a claim kind to a number."""

    key: str = ""
    name: str = ""
    version: str = ""
    minimum: int = 1
    rules: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


RECORDS: Final[tuple[type[Record], ...]] = (
    ProjectRecord, Person, Scale, Rating, SourcingProfile, Article, Revision, Omission, Sentence, Claim, Highlight,
    OpenPlace, Source, Evidence, Attachment, Query, Comment, Review, Tag, ClaimTag, SignOff, Waiver, Proposal, Vote,
    LinkLook,
)  # fmt: skip
