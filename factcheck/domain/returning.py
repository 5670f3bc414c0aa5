"""A report that comes back: what it said when it left, what a reader found in it, and each change that this shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, Literal, NamedTuple

from factcheck.domain.draft import Note
from factcheck.domain.records import named_id

# White space, controls, joiners, marks of direction and halves of pairs: programs add and drop them as they like.
_UNSEEN: Final = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffd-\uffff]+"
)
_ASCII: Final = bytes(range(0x80))
_UNSEEN_ASCII: Final = bytes([*range(0x21), 0x7F])
_BETWEEN: Final = b"\x1f"
_MINUTE: Final = len("2026-03-14T09:30")


def said(*words: str) -> str:
    """A digest of what can be seen of words: whether a text came back as it went, 16 hexadecimal digits."""
    return _digest(_BETWEEN.join([_seen(word) for word in words]))


def _digest(seen: bytes) -> str:
    return sha256(seen).hexdigest()[:16]


def _seen(words: str) -> bytes:
    # Most words hold nothing unseen but spaces and line ends; of whole texts the pattern takes ten times as long.
    plain = words.encode("utf-8", "surrogatepass")
    others = b"" if words.isascii() else plain.translate(None, _ASCII)
    if others and _UNSEEN.search(others.decode("utf-8", "surrogatepass")):
        plain = _UNSEEN.sub("", words).encode("utf-8", "surrogatepass")
    return plain.translate(None, _UNSEEN_ASCII)


def remark_by(author: str, date: str) -> str:
    """The digest of a comment by its author and the minute it was written (of an ISO 8601 date)."""
    return said(author, date[:_MINUTE])


def remark_said(author: str, date: str, text: str) -> str:
    """The digest of a comment by its author, the minute it was written, and its words."""
    return said(author, date[:_MINUTE], text)


def remark_digests(author: str, date: str, text: str) -> tuple[str, str]:
    """Both digests of a comment, ``remark_by`` and ``remark_said``."""
    signed = _seen(author) + _BETWEEN + _seen(date[:_MINUTE])
    return _digest(signed), _digest(signed + _BETWEEN + _seen(text))


def remark_id(article_id: str, author: str, date: str, text: str, occurrence: int = 0) -> str:
    """The id of a comment that came in a Word file: the same comment in another file of the article has the same."""
    return named_id("remark", article_id, remark_said(author, date, text), str(occurrence))


def comment_ids(article_id: str, notes: Sequence[Note]) -> dict[str, str]:
    """The ids that comments of a file have as comments on claims, by the keys of their notes.

    They follow from author, time and words, so that the same comment in another file of the article is known again.
    """
    ids: dict[str, str] = {}
    times: Counter[str] = Counter()
    for note in notes:
        if note.kind == "comment":
            said = remark_said(note.author, note.date, note.text)
            ids[note.key] = remark_id(article_id, note.author, note.date, note.text, times[said])
            times[said] += 1
    return ids


def moment_of(date: str) -> datetime | None:
    """The aware UTC moment that a Word file gives; None where it gives none."""
    try:
        found = datetime.fromisoformat(date)
    except ValueError:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


# ---------------------------------------------------------------------------------------- as it left the project


@dataclass(frozen=True, slots=True)
class ReportedClaim:
    """A claim as the report showed it: the id of its rating (empty for none) and the digest of its rationale."""

    rating_id: str
    rationale: str


class ReportedRemark(NamedTuple):
    """A comment as the report showed it; ``comment_id`` is empty where it was made for the report alone.

    ``by`` is the digest of who wrote it and when, ``said`` that of its words too; ``lines`` is how many it has.
    """

    by: str
    said: str
    claim_id: str
    comment_id: str
    resolved: bool
    lines: int = 1


@dataclass(frozen=True, slots=True)
class ReportedArticle:
    """Which revision of an article was printed, without which stretches of its text (code points)."""

    article_id: str
    revision_id: str
    omitted: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportState:
    """What a report said when it left the project. ``unchecked`` is what stood for no verdict."""

    project_id: str
    unchecked: str = ""
    articles: tuple[ReportedArticle, ...] = ()
    claims: Mapping[str, ReportedClaim] = field(default_factory=dict)
    remarks: tuple[ReportedRemark, ...] = ()


# ---------------------------------------------------------------------------------------- as it came back


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """The words of an article as they came back, without the numbers of claims, and where claims stand in them."""

    text: str
    claims: Mapping[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class FoundRemark:
    """A comment as it came back.

    ``start`` and ``end`` are code points of the article ``article_id`` (empty: it stands elsewhere, and ``claim_id`` is
    that of the section or row that it stands in, if any). ``parent`` is the place in the list of the comment that it
    answers, or -1. ``resolved`` is None where the file does not say. ``date`` is as it stands at the comment, by which
    it is known again; ``moment`` the same in UTC where the file tells that.
    """

    author: str
    date: str
    text: str
    article_id: str = ""
    start: int = 0
    end: int = 0
    claim_id: str = ""
    parent: int = -1
    resolved: bool | None = None
    moment: str = ""


@dataclass(frozen=True, slots=True)
class FoundVerdict:
    """What a control says: its words, and the id of the rating that they are an entry for (None where for none)."""

    label: str
    rating_id: str | None


@dataclass(frozen=True, slots=True)
class ReportRead:
    """What was found in a report.

    ``verdicts`` are what the controls of a claim say, ``rows`` the cells of the rows and headings that a claim has,
    ``rationales`` the words in their places. What is not here is unknown. ``state`` is None where it was lost.
    """

    project_id: str
    state: ReportState | None
    articles: Mapping[str, FoundArticle]
    verdicts: Mapping[str, tuple[FoundVerdict, ...]]
    rows: Mapping[str, tuple[tuple[str, ...], ...]]
    rationales: Mapping[str, str]
    remarks: tuple[FoundRemark, ...]


# ---------------------------------------------------------------------------------------- what changed

ChangeKind = Literal["remark", "claim", "question", "remark text", "resolved", "verdict", "rationale", "wording"]


@dataclass(frozen=True, slots=True)
class Returned:
    """One change that a report brought back, as it is shown and as it is merged.

    ``remark`` is a comment on a claim, ``claim`` one on words that no claim stands at, ``question`` one that stands at
    no words of an article. ``words`` are those that the change bears on. ``start`` and ``end`` are code points of the
    article's current text: the words that a new claim is made of, or that ``text`` stands for (``wording``; -1 where
    they are gone from the draft, so that it cannot be merged); ``revision_id`` is that draft. ``row_id`` is the comment
    that is written or changed, ``seen`` the change of the log that the report showed; ``since`` says that the project
    went on since then.
    """

    kind: ChangeKind
    article_id: str
    claim_id: str = ""
    row_id: str = ""
    parent_id: str = ""
    old: str = ""
    new: str = ""
    words: str = ""
    author: str = ""
    date: str = ""
    start: int = 0
    end: int = 0
    revision_id: str = ""
    text: str = ""
    rating_id: str = ""
    resolved: bool = False
    seen: str = ""
    since: bool = False

    @property
    def can_be_merged(self) -> bool:
        """Whether the place where it belongs is there still."""
        return self.start >= 0
