"""Edits of highlights: claims made of words, highlights added, moved and removed, sentences decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.domain.problems import Problem
from factcheck.domain.records import PLACE, Claim, Highlight, OpenPlace, Revision, Sentence
from factcheck.project.recording import Recording
from factcheck.project.tables import OpenPlaceRow, SentenceRow
from factcheck.text.anchoring import selector_of
from factcheck.translation import _


def anchored(text: str, revision_id: str, claim_id: str, start: int, end: int) -> Highlight:
    """A highlight on ``text[start:end]`` with the selectors that verify it; raises ``Problem`` outside the text."""
    if not 0 <= start < end <= len(text):
        raise Problem(_("There are no words at that place."), _("Choose words in the article."))
    selector = selector_of(text, start, end)
    return Highlight(
        claim_id=claim_id,
        revision_id=revision_id,
        start=start,
        end=end,
        quote=selector.quote,
        prefix=selector.prefix,
        suffix=selector.suffix,
    )


def take_back_decisions(recording: Recording, highlights: Iterable[Highlight]) -> None:
    """Whoever marks a claim in a sentence says that there is something to check in it after all."""
    for highlight in highlights:
        for decision in recording.of(Sentence, "start", revision_id=highlight.revision_id):
            if decision.start < highlight.end and decision.end > highlight.start:
                recording.remove(Sentence, decision.id)


@dataclass(frozen=True)
class MarkClaim:
    """Make a claim of words in the article, rated at once where a verdict is given; the answer is the claim's id."""

    revision_id: str
    spans: tuple[tuple[int, int], ...]
    rating_id: str | None = None

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Mark claim")

    def apply(self, recording: Recording) -> str:
        """Write the claim and its highlights."""
        revision = recording.get(Revision, self.revision_id)
        text = recording.text(revision)
        claim = Claim(
            article_id=revision.article_id,
            words=" … ".join(text[start:end] for start, end in self.spans),
            rating_id=self.rating_id,
            status="checked" if self.rating_id else "unstarted",
        )
        highlights = [anchored(text, revision.id, claim.id, start, end) for start, end in self.spans]
        recording.add_all([claim, *highlights])
        take_back_decisions(recording, highlights)
        return claim.id


@dataclass(frozen=True)
class AddHighlight:
    """Let a claim stand at one more place; the answer is the highlight's id."""

    claim_id: str
    revision_id: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Add highlight")

    def apply(self, recording: Recording) -> str:
        """Write the highlight; it answers where the claim stands now, where just that was asked of this draft."""
        revision = recording.get(Revision, self.revision_id)
        text = recording.text(revision)
        highlight = anchored(text, revision.id, self.claim_id, self.start, self.end)
        waiting = recording.records(
            OpenPlace,
            OpenPlaceRow.claim_id == self.claim_id,
            OpenPlaceRow.revision_id == revision.id,
            OpenPlaceRow.decision == "",
        )
        if len(waiting) == 1:
            highlight = highlight.model_copy(update={"from_id": waiting[0].highlight_id, "decided_by": "person"})
        recording.add(highlight)
        if len(waiting) == 1:
            recording.change(OpenPlace, waiting[0].id, {"decision": "placed"})
        take_back_decisions(recording, [highlight])
        return highlight.id


@dataclass(frozen=True)
class MoveHighlight:
    """Resize or move a highlight within its draft."""

    highlight_id: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Move highlight")

    def apply(self, recording: Recording) -> None:
        """Anchor the highlight anew."""
        highlight = recording.get(Highlight, self.highlight_id)
        revision = recording.get(Revision, highlight.revision_id or "")
        text = recording.text(revision)
        moved = anchored(text, revision.id, highlight.claim_id or "", self.start, self.end)
        recording.change(Highlight, highlight.id, {name: getattr(moved, name) for name in PLACE}, whole=True)
        claim = recording.get(Claim, highlight.claim_id or "")
        # Words that were never put differently go along with the place they were taken from.
        if claim.words == highlight.quote:
            recording.change(Claim, claim.id, {"words": moved.quote})


@dataclass(frozen=True)
class RemoveHighlight:
    """Take a highlight away; its claim stays."""

    highlight_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Remove highlight")

    def apply(self, recording: Recording) -> None:
        """Flag the highlight."""
        recording.remove(Highlight, self.highlight_id)


@dataclass(frozen=True)
class DecideSentences:
    """Say of sentences that there is nothing to check in them, or take that back."""

    revision_id: str
    spans: tuple[tuple[int, int], ...]
    nothing_to_check: bool

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Nothing to check") if self.nothing_to_check else _("To be checked after all")

    def apply(self, recording: Recording) -> None:
        """Write or flag one decision per sentence."""
        decided = {
            (decision.start, decision.end): decision
            for decision in recording.records(Sentence, SentenceRow.revision_id == self.revision_id)
        }
        for start, end in self.spans:
            known = decided.get((start, end))
            if self.nothing_to_check and known is None:
                recording.add(Sentence(revision_id=self.revision_id, start=start, end=end))
            elif not self.nothing_to_check and known is not None:
                recording.remove(Sentence, known.id)
