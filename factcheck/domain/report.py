"""A report in memory: everything an exporter needs, already filtered for who may read it.

Numbers are display order from 1. Confidential sources come as their public view; privileged
sources, internal notes and evidence notes are not here at all. ``secrets`` lists the words that must
not occur in the written file; an exporter that finds one stops.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from factcheck.domain.draft import Structure
from factcheck.domain.records import (
    Article,
    Claim,
    Comment,
    Evidence,
    Highlight,
    Person,
    Query,
    Rating,
    Revision,
    Scale,
    SignOff,
    Source,
)
from factcheck.translation import known_tag

STATEMENT_PARTS: Final = ("cover", "corrections", "claims table", "article", "claims", "sources", "sign-offs")
DRAFT_PARTS: Final = ("cover", "open items", "changes", "article", "sources", "untouched", "sign-offs")
# How sources are cited: a newsroom's short form, or the style of a manual.
CITATION_STYLES: Final = ("short", "apa", "chicago", "mla", "iso690")


def parts_of(profile: str) -> tuple[str, ...]:
    """The parts of a report in their order, for a project's profile."""
    return DRAFT_PARTS if profile == "drafts" else STATEMENT_PARTS


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What the person chose for a report; ``parts`` is a choice out of ``parts_of(profile)``, order kept.

    ``paper`` is ``A4`` or ``Letter``; ``marking`` stands in the header ("Confidential"); ``citations`` is one of
    ``CITATION_STYLES``.
    """

    parts: tuple[str, ...] = STATEMENT_PARTS
    line_numbers: bool = False
    marking: str = "Confidential"
    paper: str = "A4"
    citations: str = CITATION_STYLES[0]


@dataclass(frozen=True, slots=True)
class ReportEvidence:
    """Evidence with the number of its source in the source list."""

    evidence: Evidence
    source_number: int


@dataclass(frozen=True, slots=True)
class ReportClaim:
    """A claim as the report shows it.

    ``rating`` is None while unchecked, or while to be checked again. ``highlights`` stand in the article's current
    revision; ``old_words`` are the quotations of highlights that were not carried into it. ``open`` is
    whether the fact still needs somebody; ``asked`` says who is asked (names or roles of open queries).
    ``author`` and ``at`` (UTC) are those of the latest finding.
    """

    number: int
    claim: Claim
    rating: Rating | None
    highlights: tuple[Highlight, ...]
    old_words: tuple[str, ...]
    evidence: tuple[ReportEvidence, ...]
    comments: tuple[Comment, ...]
    queries: tuple[Query, ...]
    open: bool
    asked: tuple[str, ...]
    author: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class ReportSource:
    """A source in the list: its number, its public view, the claims that use it, its files' names."""

    number: int
    source: Source
    claim_numbers: tuple[int, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportSignOff:
    """A sign-off and whether the draft and its claims are still what was signed."""

    sign_off: SignOff
    valid: bool


@dataclass(frozen=True, slots=True)
class ReportArticle:
    """One article with its current revision.

    ``omitted`` are the stretches that stay folded (not printed); ``untouched`` the sentences that
    nobody has dealt with, both as code points into ``text``; ``sentences`` is how many there are in
    all, ``dealt`` how many are dealt with.
    """

    number: int
    article: Article
    revision: Revision
    text: str
    structure: Structure
    omitted: tuple[tuple[int, int], ...]
    claims: tuple[ReportClaim, ...]
    queries: tuple[Query, ...]
    untouched: tuple[tuple[int, int], ...]
    sentences: int
    dealt: int
    sign_offs: tuple[ReportSignOff, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything an exporter needs; ``made_at`` (aware UTC) goes into the file, so equal reports give equal bytes."""

    project_id: str
    project_name: str
    profile: str
    scale: Scale
    ratings: tuple[Rating, ...]
    checker: Person
    made_at: datetime
    articles: tuple[ReportArticle, ...]
    sources: tuple[ReportSource, ...]
    secrets: Mapping[str, str]  # forbidden words -> the alias of their source
    options: ReportOptions = ReportOptions()
    conflicts: int = 0


def language_of(report: Report) -> str:
    """The tag of the report's words: the language that most of its articles are written in, of those that we speak.

    Empty where we speak none of them; the person's own language stands then.
    """
    tags = Counter(filter(None, (known_tag(one.article.language) for one in report.articles)))
    return max(tags, key=tags.__getitem__, default="")
