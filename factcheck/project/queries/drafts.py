"""Questions about the drafts of an article: which highlights wait for a place, and two drafts with their marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from factcheck.domain.records import Article, Claim, Highlight, OpenPlace, Revision
from factcheck.project.queries.articles import Mark, claim_numbers, marks
from factcheck.project.reading import Reading
from factcheck.project.tables import ClaimRow, HighlightRow, OpenPlaceRow, RevisionRow

Span = tuple[int, int]


class Asked(NamedTuple):
    """A highlight that is asked about: the question, the highlight as it stood, its claim.

    ``placed`` is where the answer put it.
    """

    place: OpenPlace
    old: Highlight
    claim: Claim
    number: int
    placed: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class DraftReview:
    """All that is asked about the current draft of an article, in the order of the text; texts and numbers by draft."""

    article_id: str
    revision_id: str
    asked: list[Asked]
    texts: dict[str, str]
    numbers: dict[str, int]

    @property
    def left(self) -> int:
        """How many are not decided yet."""
        return sum(not one.place.decision for one in self.asked)


@dataclass(frozen=True, slots=True)
class TwoDrafts:
    """Two drafts of an article, each with its text and marks."""

    revisions: tuple[Revision, Revision]
    texts: tuple[str, str]
    marks: tuple[list[Mark], list[Mark]]


def draft_review(reading: Reading, article_id: str) -> DraftReview:
    """What is asked about the current draft."""
    article = reading.get(Article, article_id)
    revision = reading.get(Revision, article.revision_id or "")
    places = reading.records(OpenPlace, OpenPlaceRow.revision_id == revision.id)
    olds = {
        one.id: one
        for one in reading.records(Highlight, HighlightRow.id.in_([place.highlight_id for place in places]))  # type: ignore[attr-defined] # a column at class level
    }
    claims = {
        one.id: one
        for one in reading.records(Claim, ClaimRow.id.in_([place.claim_id for place in places]))  # type: ignore[attr-defined]
    }
    answers: dict[str, list[Span]] = {}
    for highlight in reading.records(
        Highlight, HighlightRow.revision_id == revision.id, HighlightRow.decided_by != "", order_by=HighlightRow.start
    ):
        answers.setdefault(highlight.from_id or "", []).append((highlight.start, highlight.end))
    revisions = {id_: reading.get(Revision, id_) for id_ in {revision.id, *(str(o.revision_id) for o in olds.values())}}
    texts = {id_: reading.text(one) for id_, one in revisions.items()}
    numbers = claim_numbers(reading, article)
    asked = []
    for place in places:
        old, claim = olds.get(place.highlight_id or ""), claims.get(place.claim_id or "")
        if old is not None and claim is not None:
            asked.append(Asked(place, old, claim, numbers.get(claim.id, 0), tuple(answers.get(old.id, ()))))
    asked.sort(key=lambda one: (revisions[str(one.old.revision_id)].number, one.old.start, one.old.end, one.place.id))
    return DraftReview(article_id, revision.id, asked, texts, {id_: one.number for id_, one in revisions.items()})


def two_drafts(reading: Reading, first: str, second: str) -> TwoDrafts:
    """Two drafts to be compared."""
    one, other = reading.get(Revision, first), reading.get(Revision, second)
    return TwoDrafts(
        (one, other), (reading.text(one), reading.text(other)), (marks(reading, first), marks(reading, second))
    )


class StoodIn(NamedTuple):
    """Where a claim stood in one draft: its quotations in order; ``arrival`` as ``Highlight`` has it, or "asked"."""

    number: int
    revision_id: str
    quotes: tuple[str, ...]
    arrival: str
    by_person: bool


def stood_in(reading: Reading, claim_id: str) -> list[StoodIn]:
    """Where a claim stood in each draft of its article from the first that it was marked in, the latest first."""
    claim = reading.get(Claim, claim_id)
    revisions = reading.records(Revision, RevisionRow.article_id == claim.article_id, order_by=RevisionRow.number)
    highlights = reading.records(Highlight, HighlightRow.claim_id == claim_id, order_by=HighlightRow.start)
    asked = {place.revision_id: place for place in reading.records(OpenPlace, OpenPlaceRow.claim_id == claim_id)}
    told: list[StoodIn] = []
    for revision in revisions:
        here = [one for one in highlights if one.revision_id == revision.id]
        question = asked.get(revision.id)
        if here:
            arrivals = [one.arrival for one in here]
            arrival = next((name for name in ("changed", "moved", "exact") if name in arrivals), "made")
            by_person = any(one.decided_by for one in here)
            told.append(StoodIn(revision.number, revision.id, tuple(one.quote for one in here), arrival, by_person))
        elif question is not None and not question.decision:
            told.append(StoodIn(revision.number, revision.id, (), "asked", by_person=False))
        elif told:
            by_person = question is not None and question.decision == "lost"
            told.append(StoodIn(revision.number, revision.id, (), "lost", by_person))
    return told[::-1]
