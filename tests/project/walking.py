"""The steps of a random walk through a project: for each kind of edit, one that can be applied to what is there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from hypothesis import strategies as st

from factcheck.domain.draft import NoteKind, Structure, structure_to_json
from factcheck.domain.interchange import WholeProject
from factcheck.domain.records import (
    RESULTS,
    VOTES,
    Article,
    Attachment,
    Claim,
    Comment,
    Evidence,
    Highlight,
    LinkLook,
    Omission,
    OpenPlace,
    ProjectRecord,
    Proposal,
    Query,
    Rating,
    Record,
    Revision,
    Scale,
    SignOff,
    Source,
    Tag,
    Waiver,
    named_id,
    new_id,
)
from factcheck.domain.returning import Returned
from factcheck.project.edits.annotating import AddAnnotated
from factcheck.project.edits.articles import AddArticle, EditArticle, MoveArticle, RemoveArticle, ShowOmission
from factcheck.project.edits.claims import AddComment, EditClaim, EditClaims, EditComment, RemoveClaim, RemoveComment
from factcheck.project.edits.conflicts import ResolveConflict, ResolvePlace
from factcheck.project.edits.highlights import AddHighlight, DecideSentences, MarkClaim, MoveHighlight, RemoveHighlight
from factcheck.project.edits.links import NoteLinkLooks
from factcheck.project.edits.many_claims import RateClaims, RemoveClaims, TagClaims, UntagClaims
from factcheck.project.edits.open_places import DeclareLost, PlaceHighlight
from factcheck.project.edits.project import EditProject, SetPerson, UseSourcing
from factcheck.project.edits.returning import MergeReport
from factcheck.project.edits.reviewing import ApproveClaims, AssignClaims, SendBack, SendToReview, WithdrawReview
from factcheck.project.edits.reviews import AskQuery, EditQuery, RemoveQuery, SignArticle, WithdrawSignOff
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.edits.sources import (
    AddSource,
    AttachFile,
    Cite,
    CiteNew,
    EditEvidence,
    EditSource,
    RemoveAttachment,
    RemoveEvidence,
    RemoveSource,
    UseNote,
)
from factcheck.project.edits.taking_annotations import TakeInAnnotations
from factcheck.project.edits.taking_back import TakeBack
from factcheck.project.edits.taking_in import TakeInProject, TakeInSources
from factcheck.project.edits.together import Together
from factcheck.project.edits.verdicts import ChooseScale, MakeScale, RateClaim, UseScale
from factcheck.project.edits.voting import CastVote, CloseVote, ProposeVerdict
from factcheck.project.edits.waivers import TakeBackWaiver, Waive
from factcheck.project.edits.words import AddHighlights
from factcheck.project.project import Project
from factcheck.project.queries.articles import structure_of
from factcheck.project.reading import Reading
from factcheck.project.recording import Edit
from factcheck.project.rows import CONFLICT
from factcheck.project.tables import ROWS
from factcheck.text.anchoring import Selector
from factcheck.text.quoting import AnnotatedPlace, Annotation
from tests.factories import LINES, draft

R = TypeVar("R", bound=Record)
T = TypeVar("T")
ALL_NOTES: frozenset[NoteKind] = frozenset({"comment", "footnote"})
WORDS = st.text(max_size=8)
# Ids are random; the order of creation lets a failing walk be walked again.
CREATED = """
SELECT "row" FROM change JOIN edit ON edit.id = change.edit WHERE tbl = ? AND field = '+' ORDER BY arrival, seq
"""


class Walker:
    """Chooses among what there is in the project now; a kind of which there is nothing gives ``Nothing``."""

    def __init__(self, project: Project, data: st.DataObject) -> None:
        self.project = project
        self.data = data

    def draw(self, strategy: st.SearchStrategy[Any]) -> Any:
        return self.data.draw(strategy)

    def one(self, kind: type[R]) -> R:
        def in_order(reading: Reading) -> list[R]:
            created = reading.tuples(CREATED, (str(ROWS[kind].name),))
            order = {row_id: number for number, (row_id,) in enumerate(created)}
            return sorted(reading.records(kind), key=lambda record: order[record.id])

        return self.chosen(self.project.read(in_order))

    def chosen(self, found: Sequence[T]) -> T:
        if not found:
            raise Nothing
        return found[int(self.draw(st.integers(0, len(found) - 1)))]

    def revision(self) -> Revision:
        revision_id = self.one(Article).revision_id or ""
        return self.project.read(lambda reading: reading.get(Revision, revision_id))

    def span(self, revision: Revision) -> tuple[int, int]:
        start = self.draw(st.integers(0, revision.characters - 1))
        return start, self.draw(st.integers(start + 1, min(start + 40, revision.characters)))

    def conflict(self) -> sa.Row[Any]:
        query = sa.select(CONFLICT).order_by(CONFLICT.c.row, CONFLICT.c.field)
        return self.chosen(self.project.read(lambda reading: reading.connection.execute(query).all()))


class Nothing(Exception):
    """There is nothing that this step could be taken with."""


def revised(walker: Walker) -> ReviseArticle:
    lines = walker.draw(st.lists(st.sampled_from([*LINES, "A new sentence. And another."]), min_size=1, max_size=6))
    article = walker.one(Article)
    revision = walker.project.read(lambda reading: reading.get(Revision, article.revision_id or ""))
    text = "\n".join([*lines, "The end."])
    if walker.project.read(lambda reading: reading.text(revision)) == text:
        raise Nothing
    return ReviseArticle(article.id, draft(text))


def answered(walker: Walker) -> PlaceHighlight:
    asked = walker.one(OpenPlace)
    revision = walker.project.read(lambda reading: reading.get(Revision, asked.revision_id or ""))
    return PlaceHighlight(asked.id, tuple(walker.span(revision) for _ in range(walker.draw(st.integers(1, 2)))))


def marked(walker: Walker) -> MarkClaim:
    revision = walker.revision()
    spans = tuple(walker.span(revision) for _ in range(walker.draw(st.integers(1, 2))))
    rating = walker.draw(st.booleans()) and walker.one(Rating)
    return MarkClaim(revision.id, spans, rating.id if rating else None)


def highlighted(walker: Walker) -> AddHighlight:
    revision = walker.revision()
    return AddHighlight(walker.one(Claim).id, revision.id, *walker.span(revision))


def highlighted_often(walker: Walker) -> AddHighlights:
    revision = walker.revision()
    spans = tuple(walker.span(revision) for _ in range(walker.draw(st.integers(0, 3))))
    return AddHighlights(walker.one(Claim).id, revision.id, spans)


def moved(walker: Walker) -> MoveHighlight:
    highlight = walker.one(Highlight)
    revision = walker.project.read(lambda reading: reading.get(Revision, highlight.revision_id or ""))
    return MoveHighlight(highlight.id, *walker.span(revision))


def decided(walker: Walker) -> DecideSentences:
    revision = walker.revision()
    spans = walker.project.read(lambda reading: reading.sentences(revision, "en"))
    return DecideSentences(revision.id, (walker.draw(st.sampled_from(spans)),), walker.draw(st.booleans()))


def resolved(walker: Walker) -> ResolveConflict:
    conflict = walker.conflict()
    sides = json.loads(conflict.sides)
    removal = conflict.field == "-"
    value = walker.draw(st.booleans()) if removal else walker.draw(st.sampled_from([side[3] for side in sides]))
    return ResolveConflict(conflict.tbl, conflict.row, conflict.field, value, tuple(side[0] for side in sides))


def place_resolved(walker: Walker) -> ResolvePlace:
    conflict = walker.conflict()
    if (conflict.tbl, conflict.field) != ("highlight", "quote"):
        raise Nothing
    sides = tuple(side[0] for side in json.loads(conflict.sides))
    return ResolvePlace(conflict.row, walker.draw(st.sampled_from(sides)), sides)


def placed(walker: Walker) -> MoveArticle:
    return MoveArticle(walker.one(Article).id, (walker.draw(st.booleans()) and walker.one(Article).id) or None)


def returned(walker: Walker) -> MergeReport:
    """A report that came back with a remark, another rationale, a comment on words and words put differently."""
    claim, revision = walker.one(Claim), walker.revision()
    article_id = str(revision.article_id)
    start, end = walker.span(revision)
    at, until = walker.span(revision)
    made = new_id()
    changes = (
        Returned("remark", article_id, claim.id, new_id(), new="Why?", author="Bo", date="2026-04-02T10:00:00Z"),
        Returned("rationale", article_id, claim.id, new=walker.draw(WORDS)),
        Returned("verdict", article_id, claim.id, rating_id=walker.one(Rating).id),
        Returned("claim", article_id, made, new_id(), new="Who?", start=start, end=end, revision_id=revision.id),
        Returned("question", article_id, "", new_id(), new="Where?", author="Bo"),
        Returned("wording", article_id, start=at, end=until, text=f"novel {made}", revision_id=revision.id),
    )
    chosen = walker.draw(st.sets(st.sampled_from(range(len(changes))), min_size=1))
    return MergeReport(tuple(changes[number] for number in sorted(chosen)))


def together(walker: Walker) -> Together:
    first = marked(walker)
    return Together("", first, lambda claim_id: [RateClaim(claim_id, None), Cite(claim_id, "https://a.example/t")])


def taken_back(walker: Walker) -> TakeBack:
    query = "SELECT id FROM edit WHERE name <> 'New project' ORDER BY arrival"
    edit_id = walker.chosen([row[0] for row in walker.project.read(lambda reading: reading.tuples(query))])
    return TakeBack(edit_id, (walker.draw(st.booleans()) and walker.one(Claim).id) or "")


def fields(walker: Walker, *names: str) -> dict[str, str]:
    return {name: walker.draw(WORDS) for name in names}


def another_project(w: Walker) -> TakeInProject:
    """A project with one article and one source, out of three that come again and again."""
    words = w.draw(st.sampled_from("ABC"))
    text, structure = f"{words} is said.", structure_to_json(Structure())
    names = {name: hashlib.sha256(name.encode()).hexdigest() for name in (text, structure)}
    revision = Revision(
        id=named_id("revision", words),
        article_id=named_id("article", words),
        text_sha256=names[text],
        structure_sha256=names[structure],
        characters=len(text),
    )
    article = Article(id=named_id("article", words), title=words, revision_id=revision.id)
    source = Source(id=named_id("source", words), title=w.draw(WORDS))
    records: dict[type[Record], tuple[Any, ...]] = {
        ProjectRecord: (ProjectRecord(),),
        Article: (article,),
        Revision: (revision,),
        Source: (source,),
    }
    return TakeInProject(WholeProject(records, {names[text]: text}, {names[structure]: structure}))


def annotated(w: Walker) -> TakeInAnnotations:
    """An annotation on words that every article has."""
    place = AnnotatedPlace("", "", Selector("The end.", "", "", -1, -1))
    return TakeInAnnotations(w.one(Article).id, (Annotation(new_id(), "True", w.draw(WORDS), (place,)),))


# One way to make an edit of each kind; the walk chooses among them.
STEPS: dict[type, Callable[[Walker], Edit]] = {
    AddArticle: lambda w: AddArticle(draft(w.draw(st.sampled_from(LINES)) + "\nThe end.")),
    EditArticle: lambda w: EditArticle(w.one(Article).id, fields(w, "title", "slug")),
    MoveArticle: placed,
    RemoveArticle: lambda w: RemoveArticle(w.one(Article).id),
    AddAnnotated: lambda w: AddAnnotated(draft(w.draw(st.sampled_from(LINES)) + "\nb crowns. c"), ALL_NOTES),
    ReviseArticle: revised,
    PlaceHighlight: answered,
    DeclareLost: lambda w: DeclareLost(w.one(OpenPlace).id),
    ShowOmission: lambda w: ShowOmission(w.one(Omission).id, shown=w.draw(st.booleans())),
    MarkClaim: marked,
    AddHighlight: highlighted,
    MoveHighlight: moved,
    RemoveHighlight: lambda w: RemoveHighlight(w.one(Highlight).id),
    DecideSentences: decided,
    EditClaim: lambda w: EditClaim(w.one(Claim).id, fields(w, "words", "rationale")),
    EditClaims: lambda w: EditClaims((w.one(Claim).id, w.one(Claim).id), fields(w, "assignee")),
    RemoveClaim: lambda w: RemoveClaim(w.one(Claim).id),
    AddComment: lambda w: AddComment(w.one(Claim).id, f"said: {w.draw(WORDS)}"),
    EditComment: lambda w: EditComment(w.one(Comment).id, {"resolved": w.draw(st.booleans())}),
    RemoveComment: lambda w: RemoveComment(w.one(Comment).id),
    RateClaim: lambda w: RateClaim(w.one(Claim).id, (w.draw(st.booleans()) and w.one(Rating).id) or None),
    RateClaims: lambda w: RateClaims((w.one(Claim).id, w.one(Claim).id), w.one(Rating).id),
    RemoveClaims: lambda w: RemoveClaims((w.one(Claim).id, w.one(Claim).id)),
    TagClaims: lambda w: TagClaims((w.one(Claim).id,), w.draw(st.sampled_from(["money", "health"]))),
    UntagClaims: lambda w: UntagClaims((w.one(Claim).id,), w.one(Tag).id),
    UseScale: lambda w: UseScale(w.draw(st.sampled_from(["politifact", "true-false-unproven", "default"]))),
    MakeScale: lambda w: MakeScale(w.draw(st.sampled_from("AB")), ({"label": "Yes"}, {"label": "No"})),
    ChooseScale: lambda w: ChooseScale(w.one(Scale).id),
    AddSource: lambda w: AddSource(fields(w, "title", "authors")),
    EditSource: lambda w: EditSource(w.one(Source).id, {"confidential": w.draw(st.booleans()), **fields(w, "alias")}),
    RemoveSource: lambda w: RemoveSource(w.one(Source).id),
    Cite: lambda w: Cite(w.one(Claim).id, f"https://a.example/{w.draw(st.integers(0, 3))}"),
    CiteNew: lambda w: CiteNew(w.one(Claim).id, fields(w, "title")),
    EditEvidence: lambda w: EditEvidence(w.one(Evidence).id, fields(w, "passage")),
    RemoveEvidence: lambda w: RemoveEvidence(w.one(Evidence).id),
    AttachFile: lambda w: AttachFile("scan.pdf", w.draw(st.binary(max_size=4)), claim_ids=(w.one(Claim).id,)),
    RemoveAttachment: lambda w: RemoveAttachment(w.one(Attachment).id),
    TakeInProject: another_project,
    TakeInAnnotations: annotated,
    TakeInSources: lambda w: TakeInSources((Source(title=w.draw(WORDS)), Source(title=w.draw(WORDS)))),
    UseNote: lambda w: UseNote(w.one(Claim).id, w.chosen(w.project.read(with_a_note)), "f1"),
    AskQuery: lambda w: AskQuery({"claim_id": w.one(Claim).id, **fields(w, "question")}),
    EditQuery: lambda w: EditQuery(w.one(Query).id, {"closed": w.draw(st.booleans())}),
    RemoveQuery: lambda w: RemoveQuery(w.one(Query).id),
    SignArticle: lambda w: SignArticle(w.one(Article).id, "first reading", "Ada Mihović"),
    WithdrawSignOff: lambda w: WithdrawSignOff(w.one(SignOff).id),
    EditProject: lambda w: EditProject(fields(w, "name")),
    UseSourcing: lambda w: UseSourcing(w.draw(st.sampled_from(["", "one", "two", "three"]))),
    Waive: lambda w: Waive(w.one(Article).id, "word", w.draw(st.sampled_from("ab")), "now", f"for {w.draw(WORDS)}"),
    TakeBackWaiver: lambda w: TakeBackWaiver(w.one(Waiver).id),
    ProposeVerdict: lambda w: ProposeVerdict(w.one(Claim).id, w.one(Rating).id, w.draw(WORDS)),
    CastVote: lambda w: CastVote(w.one(Proposal).id, w.draw(st.sampled_from(VOTES))),
    CloseVote: lambda w: CloseVote(w.one(Proposal).id, w.draw(st.sampled_from(RESULTS[1:]))),
    NoteLinkLooks: lambda w: NoteLinkLooks((LinkLook(source_id=w.one(Source).id, status=200, title=w.draw(WORDS)),)),
    AddHighlights: highlighted_often,
    SetPerson: lambda w: SetPerson(w.draw(st.sampled_from(["Ana", "Bo"])), w.draw(WORDS)),
    SendToReview: lambda w: SendToReview((w.one(Claim).id, w.one(Claim).id), w.draw(st.sampled_from(["Bo Ek", "Zoe"]))),
    ApproveClaims: lambda w: ApproveClaims((w.one(Claim).id,)),
    SendBack: lambda w: SendBack((w.one(Claim).id,), f"why: {w.draw(WORDS)}"),
    WithdrawReview: lambda w: WithdrawReview((w.one(Claim).id,)),
    AssignClaims: lambda w: AssignClaims((w.one(Claim).id,), w.draw(st.sampled_from(["", "Bo Ek"]))),
    TakeBack: taken_back,
    MergeReport: returned,
    ResolveConflict: resolved,
    ResolvePlace: place_resolved,
    Together: together,
}


def with_a_note(reading: Reading) -> list[str]:
    return [revision.id for revision in reading.records(Revision) if structure_of(reading, revision).notes]
