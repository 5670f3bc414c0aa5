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
from pathlib import Path
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

STATEMENT_PARTS: Final = (
    "cover", "contents", "corrections", "queries", "claims table", "article", "claims", "sources", "replies",
    "sign-offs", "header", "footer",
)  # fmt: skip
DRAFT_PARTS: Final = (
    "cover", "contents", "open items", "changes", "claims table", "article", "claims", "sources", "replies",
    "untouched", "sign-offs", "header", "footer",
)  # fmt: skip
# Who a report is for. ``handover`` is the editor's report in a pack with files and data.
AUDIENCES: Final = ("editor", "public", "writer", "corrections", "handover")
_OFFERED: Final = {
    "public": {"cover", "contents", "claims table", "article", "claims", "sources", "header", "footer"},
    "writer": {"cover", "queries", "header", "footer"},
    "corrections": {"cover", "corrections", "changes", "header", "footer"},
}
# A draft's facts are told in its comments and open items; the editor may ask for more.
_SELDOM: Final = {"drafts": {"claims table", "claims"}}
# Where what is said of a claim stands beside the words of the article.
REMARKS: Final = ("comments", "footnotes", "endnotes", "none")
# How sources are cited: a newsroom's short form, or the style of a manual.
CITATION_STYLES: Final = ("short", "apa", "chicago", "mla", "iso690")


def parts_of(profile: str, audience: str = "editor") -> tuple[str, ...]:
    """The parts that a report may have, in their order, for a project's profile and an audience."""
    whole = DRAFT_PARTS if profile == "drafts" else STATEMENT_PARTS
    if audience == "writer":  # a question to the writer stands in no other part
        whole = STATEMENT_PARTS
    offered = _OFFERED.get(audience)
    return whole if offered is None else tuple(part for part in whole if part in offered)


def usual_parts(profile: str, audience: str = "editor") -> tuple[str, ...]:
    """The parts that a report has where nobody chose otherwise."""
    seldom = _SELDOM.get(profile, set()) if audience in ("editor", "handover") else set()
    return tuple(part for part in parts_of(profile, audience) if part not in seldom)


@dataclass(frozen=True, slots=True)
class HouseTemplate:
    """A Word template of the house: its path, and which of its styles stands for which of ours, by their names."""

    path: str
    styles: tuple[tuple[str, str], ...] = ()

    def at(self, path: str) -> HouseTemplate:
        """The same choices for another template; which style this one had none for is found out anew there."""
        if Path(path).resolve() == Path(self.path).resolve():
            return self
        return HouseTemplate(path, tuple((ours, theirs) for ours, theirs in self.styles if theirs))


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What the person chose for a report; ``parts`` is a choice out of ``parts_of(profile, audience)``, order kept.

    ``remarks`` is one of ``REMARKS``; ``tracked`` writes new wordings as tracked changes too. ``citations`` is one
    of ``CITATION_STYLES``. ``paper`` is ``A4`` or ``Letter``; ``marking`` stands in the header
    ("Confidential"). ``named`` says that confidential sources are named, because somebody asked for it.
    """

    parts: tuple[str, ...] = STATEMENT_PARTS
    audience: str = "editor"
    remarks: str = "comments"
    tracked: bool = True
    citations: str = CITATION_STYLES[0]
    line_numbers: bool = False
    marking: str = "Confidential"
    paper: str = "A4"
    named: bool = False
    template: HouseTemplate | None = None
    address: str = ""  # where the check itself is published


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
    ``author`` and ``at`` (UTC) are those of the latest finding; ``was`` is what the finding is called that is to be
    checked again (empty: none).
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
    was: str = ""


@dataclass(frozen=True, slots=True)
class ReportSource:
    """A source in the list: its number, its public view, the claims that use it, its files' names."""

    number: int
    source: Source
    claim_numbers: tuple[int, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Breach:
    """A change that broke a sign-off: when (UTC), by whom, in which edit, on which field of which record.

    ``field`` is a field's name, ``+`` where the record came to be, ``-`` where it was removed or brought back;
    ``about`` are the words of the claim that it bears on.
    """

    at: datetime
    author: str
    edit: str
    table: str
    row: str
    field: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class ReportSignOff:
    """A sign-off and whether the draft and its claims are still what was signed.

    ``unproven``: nobody can tell here, since it came by a file or a copy without what it signed. Then it is not valid.
    """

    sign_off: SignOff
    valid: bool
    unproven: bool = False


@dataclass(frozen=True, slots=True)
class ReportArticle:
    """One article with its current revision.

    ``omitted`` are the stretches that stay folded (not printed); ``untouched`` the sentences that
    nobody has dealt with, both as code points into ``text``; ``sentences`` is how many there are in
    all, ``dealt`` how many are dealt with. ``words_left`` are the names, figures, dates … that nobody has marked or
    decided on (start, end, kind); None where nobody has looked.
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
    words_left: tuple[tuple[int, int, str], ...] | None = None


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
