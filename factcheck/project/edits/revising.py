"""A new draft of an article: what is certain is carried, a person is asked about the place of every other highlight."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from factcheck.domain.draft import ArticleDraft
from factcheck.domain.findings import RE_CHECK
from factcheck.domain.problems import Problem
from factcheck.domain.records import Article, Claim, Highlight, OpenPlace, Revision, Sentence
from factcheck.project.carrying import Placed, at, marks_of, placed, standing
from factcheck.project.edits.annotating import join_notes
from factcheck.project.edits.articles import add_revision
from factcheck.project.edits.highlights import anchored
from factcheck.project.recording import Recording
from factcheck.text.placing import Placement
from factcheck.translation import _


@dataclass(frozen=True)
class Revised:
    """What became of the marks: how many highlights were carried, how many are asked about, what is to re-check.

    A claim whose words changed is among those carried and those to re-check: it stands at its new words, and its check
    is stale.
    """

    revision_id: str
    carried: int
    asked: int
    re_check: tuple[str, ...]


@dataclass(frozen=True)
class ReviseArticle:
    """Make a draft the next revision of an article.

    A highlight is carried only where its place is certain (``factcheck.text.placing``); of every other one an
    ``OpenPlace`` asks. A claim whose words changed, or one of whose places is asked about, keeps its record, is open
    again and listed "re-check". New and changed sentences are untouched.

    Its comments and footnotes are joined with what was made of those of the draft before, where that was asked for.
    ``places`` was found beforehand (``factcheck.project.carrying``); where it does not tell of all that stands in the
    article now, everything is placed again here.
    """

    article_id: str
    draft: ArticleDraft
    places: Placed = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Menu words."""
        return _("New draft")

    def apply(self, recording: Recording) -> Revised:
        """Write the revision, carry what is certain, ask about the rest, and open it again."""
        article = recording.get(Article, self.article_id)
        parent = recording.get(Revision, article.revision_id or "")
        draft = replace(self.draft, language=article.language)
        if recording.text(parent) == draft.text:
            raise Problem(
                _("This draft has the same words as the one that is there."), _("Choose the file of the new draft.")
            )
        stood = standing(recording, article.id)
        revision = add_revision(recording, article.id, draft, parent)
        recording.change(Article, article.id, {"revision_id": revision.id})
        places = self.places
        if any(at(mark) not in places for mark in marks_of(stood)):
            places = placed(stood, draft.text, recording.sentences(revision, article.language))

        kept: list[Highlight] = []
        asked: list[OpenPlace] = []
        stale: list[str] = []
        for highlight in stood.highlights:
            placement = places[at(highlight)]
            if placement.stands:
                kept.append(_carried(highlight, placement, draft.text, revision.id))
            else:
                asked.append(_asked(highlight, placement, revision.id))
            if not placement.stands or placement.arrival == "changed":
                stale.append(str(highlight.claim_id))
        decided = [
            _decided(decision, places[at(decision)], revision.id)
            for decision in stood.decisions
            if places[at(decision)].stands and places[at(decision)].arrival != "changed"
        ]
        recording.add_all([*kept, *asked, *decided])
        join_notes(recording, article, revision, parent, draft)
        re_check = tuple(dict.fromkeys(stale))
        for claim_id in re_check:
            recording.change(Claim, claim_id, {"status": RE_CHECK})
        return Revised(revision.id, len(kept), len(asked), re_check)


def _carried(highlight: Highlight, placement: Placement, text: str, revision_id: str) -> Highlight:
    """A highlight at its place in the new draft."""
    there = anchored(text, revision_id, str(highlight.claim_id), placement.start, placement.end)
    came = {"arrival": placement.arrival, "confidence": round(placement.confidence, 3), "from_id": highlight.id}
    return there.model_copy(update=came)


def _asked(highlight: Highlight, placement: Placement, revision_id: str) -> OpenPlace:
    """The question where a highlight stands, with the place that is proposed."""
    return OpenPlace(
        claim_id=highlight.claim_id,
        highlight_id=highlight.id,
        revision_id=revision_id,
        start=placement.start,
        end=placement.end,
        arrival=placement.arrival,
        confidence=round(placement.confidence, 3),
        stakes=list(placement.stakes),
    )


def _decided(decision: Sentence, placement: Placement, revision_id: str) -> Sentence:
    """A decision about a sentence at its place in the new draft."""
    return Sentence(
        revision_id=revision_id,
        start=placement.start,
        end=placement.end,
        decision=decision.decision,
        reason=decision.reason,
    )
