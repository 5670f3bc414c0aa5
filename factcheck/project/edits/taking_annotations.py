"""The edit that makes claims of annotations, each at words that are certain, or where a person is asked about them."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.findings import RE_CHECK
from factcheck.domain.records import Article, Claim, Highlight, OpenPlace, Record, Revision
from factcheck.project import rows
from factcheck.project.edits.highlights import anchored, take_back_decisions
from factcheck.project.queries.project import scale_in_use
from factcheck.project.recording import Recording
from factcheck.project.tables import RevisionRow
from factcheck.text.anchoring import Span
from factcheck.text.placing import placements
from factcheck.text.quoting import AnnotatedPlace, Annotation, sure_place
from factcheck.translation import _


@dataclass(frozen=True)
class Annotated:
    """What came of annotations: the claims that are new, how many were known, and whose place is asked or not there.

    ``asked`` counts the places that wait for a person; ``unplaced`` are the quotations of annotations that were left
    out, because their words stand nowhere for certain.
    """

    claim_ids: tuple[str, ...]
    known: int
    asked: int
    unplaced: tuple[str, ...]


@dataclass(frozen=True)
class TakeInAnnotations:
    """Make a claim of each annotation on an article; the answer is an ``Annotated``.

    Words that stand in the current draft as quoted are marked. Words of an earlier draft are carried from there as with
    a new draft: where that is not certain, a person is asked. An annotation that is a claim here already, removed or
    not, adds nothing.
    """

    article_id: str
    annotations: tuple[Annotation, ...]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Import annotations")

    def apply(self, recording: Recording) -> Annotated:
        """Write the claims with their places."""
        drafts = _Drafts(recording, recording.get(Article, self.article_id))
        _scale, ratings = scale_in_use(recording)
        by_label = {rating.label.casefold(): rating.id for rating in ratings}
        there = rows.known_ids(recording.connection, [Claim(id=one.claim_id) for one in self.annotations])
        made: list[str] = []
        unplaced: list[str] = []
        asked = 0
        for annotation in self.annotations:
            if annotation.claim_id in there:
                continue
            found = [one for place in annotation.places for one in drafts.found(annotation.claim_id, place)]
            if not found:
                unplaced.append(annotation.places[0].selector.quote)
                continue
            highlights = [one for one in found if isinstance(one, Highlight)]
            questions = [one for one in found if isinstance(one, OpenPlace)]
            asked += len(questions)
            rating_id = by_label.get(annotation.label.casefold())
            changed = questions or any(one.arrival == "changed" for one in highlights)
            status = "checked" if rating_id else "unstarted"
            claim = Claim(
                id=annotation.claim_id,
                article_id=self.article_id,
                words=" … ".join(dict.fromkeys(one.quote for one in highlights)),
                rationale=annotation.text,
                rating_id=rating_id,
                status=RE_CHECK if changed and rating_id else status,
            )
            recording.add_all([claim, *highlights, *questions])
            take_back_decisions(recording, [one for one in highlights if one.revision_id == drafts.current.id])
            made.append(claim.id)
        return Annotated(tuple(made), len(there), asked, tuple(unplaced))


class _Drafts:
    """An article's drafts, in which quoted words are looked for, the current one first."""

    def __init__(self, recording: Recording, article: Article) -> None:
        self._recording = recording
        self._language = article.language
        self.current = recording.get(Revision, article.revision_id or "")
        drafts = recording.records(
            Revision, RevisionRow.article_id == article.id, order_by=(RevisionRow.number, RevisionRow.id)
        )
        self._earlier = [one for one in reversed(drafts) if one.id != self.current.id]

    def found(self, claim_id: str, place: AnnotatedPlace) -> list[Record]:
        """The highlight on the quoted words; one in an earlier draft, carried or with a question; or nothing."""
        text = self._recording.text(self.current)
        span = sure_place(text, place.selector)
        if span is not None:
            return [anchored(text, self.current.id, claim_id, *span)]
        for earlier in self._earlier:
            span = sure_place(self._recording.text(earlier), place.selector)
            if span is not None:
                return self._carried(claim_id, earlier, span)
        return []

    def _carried(self, claim_id: str, earlier: Revision, span: Span) -> list[Record]:
        text, new = self._recording.text(earlier), self._recording.text(self.current)
        before = anchored(text, earlier.id, claim_id, *span)
        (placement,) = placements(
            text,
            new,
            [span],
            self._recording.sentences(earlier, self._language),
            self._recording.sentences(self.current, self._language),
        )
        came = {"arrival": placement.arrival, "confidence": round(placement.confidence, 3)}
        if placement.stands:
            now = anchored(new, self.current.id, claim_id, placement.start, placement.end)
            return [before, now.model_copy(update={**came, "from_id": before.id})]
        return [
            before,
            OpenPlace(
                claim_id=claim_id,
                highlight_id=before.id,
                revision_id=self.current.id,
                start=placement.start,
                end=placement.end,
                stakes=list(placement.stakes),
                **came,  # type: ignore[arg-type] # as the fields are
            ),
        ]
