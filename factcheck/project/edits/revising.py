"""A new draft of an article: what is certain is carried, every other claim is asked for again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factcheck.domain.draft import ArticleDraft
from factcheck.domain.findings import RE_CHECK
from factcheck.domain.problems import Problem
from factcheck.domain.records import Article, Claim, Highlight, Revision, Sentence
from factcheck.project.edits.articles import add_revision
from factcheck.project.edits.highlights import anchored
from factcheck.project.recording import Recording
from factcheck.project.tables import ClaimRow, HighlightRow, SentenceRow
from factcheck.text.placing import Placement, placements
from factcheck.translation import _


@dataclass(frozen=True)
class Revised:
    """What became of the marks: how many highlights were carried, and which claims are to be checked again.

    A claim whose words changed is among both: it stands at its new words, and its check is stale.
    """

    revision_id: str
    carried: int
    re_check: tuple[str, ...]


@dataclass(frozen=True)
class ReviseArticle:
    """Make a draft the next revision of an article.

    A highlight is carried only where its place is certain (``factcheck.text.placing``). A claim whose words changed,
    or that loses one of its highlights, keeps its record, is open again and listed "re-check". New and changed
    sentences are untouched.
    """

    article_id: str
    draft: ArticleDraft

    @property
    def name(self) -> str:
        """Menu words."""
        return _("New draft")

    def apply(self, recording: Recording) -> Revised:
        """Write the revision, carry what is certain, and open the rest again."""
        article = recording.get(Article, self.article_id)
        parent = recording.get(Revision, article.revision_id or "")
        draft = replace(self.draft, language=article.language)
        old = recording.text(parent)
        if old == draft.text:
            raise Problem(
                _("This draft has the same words as the one that is there."), _("Choose the file of the new draft.")
            )
        revision = add_revision(recording, article.id, draft, parent)
        recording.change(Article, article.id, {"revision_id": revision.id})
        old_sentences = recording.sentences(parent, article.language)
        new_sentences = recording.sentences(revision, article.language)

        highlights = recording.records(Highlight, HighlightRow.revision_id == parent.id, order_by=HighlightRow.start)
        # A claim of another article may stand in this one too.
        marked = {str(highlight.claim_id) for highlight in highlights}
        claims = {claim.id for claim in recording.records(Claim, ClaimRow.id.in_(marked))}  # type: ignore[attr-defined] # a column at class level
        highlights = [highlight for highlight in highlights if highlight.claim_id in claims]
        decisions = recording.records(Sentence, SentenceRow.revision_id == parent.id)
        marks = [(mark.start, mark.end) for mark in highlights] + [(mark.start, mark.end) for mark in decisions]
        placed = placements(old, draft.text, marks, old_sentences, new_sentences)

        kept, stale = [], []
        for highlight, placement in zip(highlights, placed, strict=False):
            if placement.stands:
                kept.append(_carried(highlight, placement, draft.text, revision.id))
            if not placement.stands or placement.arrival == "changed":
                stale.append(str(highlight.claim_id))
        decided = [
            Sentence(
                revision_id=revision.id,
                start=placement.start,
                end=placement.end,
                decision=decision.decision,
                reason=decision.reason,
            )
            for decision, placement in zip(decisions, placed[len(highlights) :], strict=True)
            if placement.stands and placement.arrival != "changed"
        ]
        recording.add_all([*kept, *decided])
        re_check = tuple(dict.fromkeys(stale))
        for claim_id in re_check:
            recording.change(Claim, claim_id, {"status": RE_CHECK})
        return Revised(revision.id, len(kept), re_check)


def _carried(highlight: Highlight, placement: Placement, text: str, revision_id: str) -> Highlight:
    """A highlight at its place in the new draft."""
    there = anchored(text, revision_id, str(highlight.claim_id), placement.start, placement.end)
    came = {"arrival": placement.arrival, "confidence": round(placement.confidence, 3), "from_id": highlight.id}
    return there.model_copy(update=came)
