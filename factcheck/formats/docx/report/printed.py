"""What is printed of an article: its layout, and its claims with their places in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from factcheck.domain.report import ReportArticle, ReportClaim, ReportSource
from factcheck.formats.docx.marks import CLAIM, HIGHLIGHT, RATIONALE
from factcheck.formats.docx.report.allocation import Link, bookmark_name
from factcheck.formats.docx.report.markup import SpokenLine, spoken_lines
from factcheck.formats.docx.report.suggesting import Suggestion, suggestions
from factcheck.formats.report.layout import Clip, Layout


class Place(NamedTuple):
    """A printed highlight of a claim: its number among the claim's, the bookmark that it carries, where it is."""

    number: int
    anchor: str
    clip: Clip


@dataclass(slots=True, eq=False)
class PrintedSource:
    """A source of the list: what it is called, its link, and its name as runs (in the link)."""

    entry: ReportSource
    name: str
    link: Link | None
    inside: str


class Citation(NamedTuple):
    """Evidence: the number of its source, its passage, and in words and as runs what the source is called and does."""

    number: int
    passage: str
    words: str
    inside: str


@dataclass(slots=True, eq=False)
class PrintedClaim:
    """A claim with what several parts of the report need of it.

    ``name`` is its id as names of bookmarks end in it; ``anchor`` is the bookmark of its own section or row,
    ``rationale`` that of its rationale, ``place`` that of its first printed highlight (or empty); ``words`` are those
    of the article that it stands for.
    ``said`` are the lines of the rationale, ``suggested`` the tracked changes that its ``correction`` asks for;
    ``by_hand`` says that there are none, as it is not certain which words they would change. ``links`` are the
    relationships of what its ``citations`` lead to. A ``settled`` fact of a draft stands as it is: it has a thin line
    and its number, and no comment.
    """

    claim: ReportClaim
    name: str
    anchor: str
    rationale: str
    places: list[Place]
    words: str
    correction: str
    settled: bool
    said: list[SpokenLine]
    citations: list[Citation] | None = None
    links: dict[str, None] = field(default_factory=dict)
    suggested: Sequence[Suggestion] = ()
    by_hand: bool = False

    @property
    def place(self) -> str:
        """The bookmark of the first printed highlight; empty where none is printed."""
        return self.places[0].anchor if self.places else ""

    @property
    def is_lost(self) -> bool:
        """Whether its words are gone from the current draft."""
        return bool(self.claim.old_words) and not self.claim.highlights


class PrintedArticle:
    """An article with the layout of its text and its claims in order; new wordings are changes in it if ``tracked``."""

    def __init__(self, article: ReportArticle, profile: str, *, tracked: bool = False) -> None:
        self.article = article
        self._drafts = profile == "drafts"
        self.layout = Layout(article.text, article.structure.blocks, article.omitted)
        self.claims = [self._printed(claim) for claim in article.claims]
        if tracked:
            asked = [one for one in self.claims if one.correction]
            asked.sort(key=lambda one: min((place.clip.start for place in one.places), default=0))
            wordings = [(one.correction, one.claim.highlights) for one in asked]
            for claim, found in zip(asked, suggestions(article.text, self.layout, wordings), strict=True):
                claim.suggested, claim.by_hand = found or (), found is None

    def _printed(self, claim: ReportClaim) -> PrintedClaim:
        name = bookmark_name("", claim.claim.id)
        places = []
        for number, highlight in enumerate(claim.highlights, 1):
            clip = self.layout.clip(highlight.start, highlight.end)
            if clip is not None:
                places.append(Place(number, f"{HIGHLIGHT}{name}_{number}", clip))
        correction = claim.claim.correction.strip()
        settled = self._drafts and claim.rating is not None and not claim.open and not correction
        section, rationale = f"{CLAIM}{name}", f"{RATIONALE}{name}"
        said = spoken_lines(claim.claim.rationale)
        return PrintedClaim(claim, name, section, rationale, places, own_words(claim), correction, settled, said)

    def count_notes(self, kind: str, remarks: str) -> int:
        """How many footnotes or endnotes are printed, with remarks on claims where those are of the kind too."""
        own = sum(bool(one.places) and not one.settled for one in self.claims) if remarks == f"{kind}s" else 0
        notes = (note for note in self.article.structure.notes if note.kind == kind)
        return own + sum(self.layout.place(note.start) is not None for note in notes)


def own_words(claim: ReportClaim) -> str:
    """The words of the article that a claim stands for: its quotations, or what they were in an older draft."""
    if len(claim.highlights) == 1:
        return claim.highlights[0].quote or claim.claim.words
    quotations = dict.fromkeys(highlight.quote for highlight in claim.highlights if highlight.quote)
    return " … ".join(quotations or dict.fromkeys(claim.old_words)) or claim.claim.words
