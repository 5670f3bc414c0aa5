"""What of an article goes along to its next draft, and where it stands there: gathered, then placed beside the project.

Placing long drafts takes seconds, so it needs no project: ``standing`` reads what it needs, ``placed`` works on that,
and the edit (``edits/revising.py``) takes the result, as far as it still fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from factcheck.domain.progress import Progress
from factcheck.domain.records import Article, Claim, Highlight, OpenPlace, Revision, Sentence
from factcheck.project.reading import Reading
from factcheck.project.tables import ClaimRow, HighlightRow, OpenPlaceRow, SentenceRow
from factcheck.text.draft_pair import Span
from factcheck.text.placing import Placement, placements

# A stretch of a draft: the revision's id, start and end.
At = tuple[str, int, int]
Placed = Mapping[At, Placement]


class Draft(NamedTuple):
    """A draft that marks stand in: its number, text and sentences."""

    number: int
    text: str
    sentences: Sequence[Span]


@dataclass(frozen=True)
class Standing:
    """The highlights and decisions that a new draft is asked for, in the order of the text, and the drafts they are in.

    The highlights are those of the current draft, and those of earlier ones that still wait for their place in it.
    """

    revision: Revision
    language: str
    highlights: list[Highlight]
    decisions: list[Sentence]
    drafts: dict[str, Draft]


def standing(reading: Reading, article_id: str) -> Standing:
    """What stands in the current draft of an article; marks of removed claims stay behind."""
    article = reading.get(Article, article_id)
    current = reading.get(Revision, article.revision_id or "")
    highlights = reading.records(Highlight, HighlightRow.revision_id == current.id, order_by=HighlightRow.start)
    waiting = reading.records(OpenPlace, OpenPlaceRow.revision_id == current.id, OpenPlaceRow.decision == "")
    asked = [place.highlight_id for place in waiting]
    highlights += reading.records(Highlight, HighlightRow.id.in_(asked), order_by=HighlightRow.start)  # type: ignore[attr-defined] # a column at class level
    # A claim of another article may stand in this one too.
    marked = {str(highlight.claim_id) for highlight in highlights}
    claims = {claim.id for claim in reading.records(Claim, ClaimRow.id.in_(marked))}  # type: ignore[attr-defined]
    highlights = [highlight for highlight in highlights if highlight.claim_id in claims]
    drafts = {}
    for revision_id in {current.id, *(str(highlight.revision_id) for highlight in highlights)}:
        revision = reading.get(Revision, revision_id)
        text, sentences = reading.text(revision), reading.sentences(revision, article.language)
        drafts[revision_id] = Draft(revision.number, text, sentences)
    decisions = reading.records(Sentence, SentenceRow.revision_id == current.id)
    return Standing(current, article.language, highlights, decisions, drafts)


def placed(
    stood: Standing, text: str, sentences: Sequence[Span] | None = None, progress: Progress | None = None
) -> Placed:
    """Where all that stands in an article is in its next draft; raises ``Cancelled``."""
    if sentences is None:
        from factcheck.text.sentences import sentences as cut

        sentences = cut(text, stood.language)
    found: dict[At, Placement] = {}
    for revision_id, draft in stood.drafts.items():
        marks = [(one.start, one.end) for one in marks_of(stood) if one.revision_id == revision_id]
        if marks:
            places = placements(draft.text, text, marks, draft.sentences, sentences, progress)
            found |= {(revision_id, start, end): place for (start, end), place in zip(marks, places, strict=True)}
    return found


def marks_of(stood: Standing) -> list[Highlight | Sentence]:
    """All stretches that are asked for."""
    return [*stood.highlights, *stood.decisions]


def at(mark: Highlight | Sentence) -> At:
    """The stretch that a mark covers."""
    return str(mark.revision_id), mark.start, mark.end
