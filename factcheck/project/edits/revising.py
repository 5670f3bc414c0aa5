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
from factcheck.text.carrying import carried
from factcheck.translation import _


@dataclass(frozen=True)
class Revised:
    """What became of the marks: how many highlights were carried, and which claims are to be checked again."""

    revision_id: str
    carried: int
    re_check: tuple[str, ...]


@dataclass(frozen=True)
class ReviseArticle:
    """Make a draft the next revision of an article.

    A highlight is carried only where its sentence is unchanged and its place unambiguous. A claim that
    loses one keeps its record and its old words, is open again and listed "re-check". New sentences are untouched.
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
        places = carried(old, draft.text, marks, old_sentences, new_sentences)

        kept, lost = [], []
        for highlight, place in zip(highlights, places, strict=False):
            if place is None:
                lost.append(str(highlight.claim_id))
            else:
                moved = anchored(draft.text, revision.id, str(highlight.claim_id), *place)
                kept.append(moved.model_copy(update={"arrival": "exact", "from_id": highlight.id}))
        decided = [
            Sentence(revision_id=revision.id, start=place[0], end=place[1], decision=old.decision, reason=old.reason)
            for old, place in zip(decisions, places[len(highlights) :], strict=True)
            if place is not None
        ]
        recording.add_all([*kept, *decided])
        re_check = tuple(dict.fromkeys(lost))
        for claim_id in re_check:
            recording.change(Claim, claim_id, {"status": RE_CHECK})
        return Revised(revision.id, len(kept), re_check)
