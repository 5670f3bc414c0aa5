"""The edit that merges what a colleague did in a report: all that was chosen, as one step that undo takes back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.domain.draft import ArticleDraft, Block, Note, OmittedStretch, Span, Structure
from factcheck.domain.problems import Problem
from factcheck.domain.records import Article, Claim, Comment, Omission, Query, Revision
from factcheck.domain.returning import Returned, moment_of
from factcheck.project.edits.highlights import anchored, take_back_decisions
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.queries.articles import structure_of
from factcheck.project.recording import Recording
from factcheck.project.tables import ClaimRow, OmissionRow
from factcheck.text.rewording import Moving, Rewording, reworded
from factcheck.translation import _

_DAY = len("2026-03-14")


@dataclass(frozen=True)
class MergeReport:
    """Merge changes that a report brought back; ``file_name`` is the report's. The answer is how many were merged.

    Comments keep their authors and times. Words that were put differently make the next draft of their article, into
    which its highlights are carried as into any other.
    """

    changes: tuple[Returned, ...]
    file_name: str = ""

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Read back a report")

    def apply(self, recording: Recording) -> int:
        """Write everything that can be merged, the new drafts last: places are those of the current ones."""
        merged = [change for change in self.changes if change.can_be_merged]
        for change in merged:
            if change.revision_id and recording.get(Article, change.article_id).revision_id != change.revision_id:
                raise Problem(
                    _("A new draft of the article came in meanwhile, so that places in it are no longer certain."),
                    _("Read the report back once more."),
                )
        for change in merged:
            if change.kind != "wording":
                _merge(recording, change)
        for article_id in dict.fromkeys(change.article_id for change in merged if change.kind == "wording"):
            _reword(recording, article_id, [one for one in merged if one.article_id == article_id], self.file_name)
        return len(merged)


def _merge(recording: Recording, change: Returned) -> None:
    if change.kind == "verdict":
        RateClaim(change.claim_id, change.rating_id or None, change.seen).apply(recording)
    elif change.kind == "rationale":
        seen = {"rationale": change.seen} if change.seen else {}
        recording.change(Claim, change.claim_id, {"rationale": change.new}, seen)
    elif change.kind == "remark text":
        recording.change(Comment, change.row_id, {"text": change.new})
    elif change.kind == "resolved":
        recording.change(Comment, change.row_id, {"resolved": change.resolved})
    elif change.kind == "question":
        _ask(recording, change)
    else:
        if change.kind == "claim":
            _make_claim(recording, change)
        _remark(recording, change)


def _remark(recording: Recording, change: Returned) -> None:
    parent = recording.find(Comment, change.parent_id) if change.parent_id else None
    recording.add(
        Comment(
            id=change.row_id,
            claim_id=change.claim_id,
            parent_id=None if parent is None else parent.id,
            text=change.new,
            author=change.author,
            written_at=moment_of(change.date),
        )
    )


def _make_claim(recording: Recording, change: Returned) -> None:
    """Make a claim of the words that a comment is about, where several comments did not make it already."""
    if recording.records(Claim, ClaimRow.id == change.claim_id):
        return
    article = recording.get(Article, change.article_id)
    revision = recording.get(Revision, article.revision_id or "")
    highlight = anchored(recording.text(revision), revision.id, change.claim_id, change.start, change.end)
    recording.add_all([Claim(id=change.claim_id, article_id=article.id, words=highlight.quote), highlight])
    take_back_decisions(recording, [highlight])


def _ask(recording: Recording, change: Returned) -> None:
    recording.add(
        Query(
            id=change.row_id,
            article_id=change.article_id,
            to="editor",
            addressee=change.author,
            question=f"“{change.words}” {change.new}" if change.words else change.new,
            channel=_("comment in the report"),
            asked=change.date[:_DAY],
        )
    )


def _reword(recording: Recording, article_id: str, changes: list[Returned], file_name: str) -> None:
    article = recording.get(Article, article_id)
    revision = recording.get(Revision, article.revision_id or "")
    text, structure = recording.text(revision), structure_of(recording, revision)
    omissions = recording.records(Omission, OmissionRow.revision_id == revision.id, order_by=OmissionRow.start)
    wordings = [Rewording(one.start, one.end, one.text) for one in changes if one.kind == "wording"]
    moving, new = Moving(wordings), reworded(text, wordings)
    draft = ArticleDraft(
        text=new,
        structure=Structure(
            tuple(_blocks(structure.blocks, moving, new)),
            tuple(span for one in structure.spans if (span := _moved_span(one, moving)) is not None),
            tuple(_moved_note(note, moving) for note in structure.notes),
        ),
        omissions=tuple(
            OmittedStretch(moving.place(one.start), moving.place(one.end, behind=True), one.reason, one.shown)
            for one in omissions
            if moving.place(one.start) < moving.place(one.end, behind=True)
        ),
        language=article.language,
        original_name=file_name,
        media_type=revision.media_type,
    )
    ReviseArticle(article_id, draft).apply(recording)


def _blocks(blocks: Sequence[Block], moving: Moving, text: str) -> list[Block]:
    """A block for each line, of the kind that began in it; lines that are new are paragraphs."""
    kinds = {moving.place(block.start): block for block in blocks}
    starts = sorted(kinds)
    made: list[Block] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        at = bisect_left(starts, start)
        if at < len(starts) and starts[at] <= end:
            block = kinds[starts[at]]
            made.append(Block(block.kind, start, end, block.level, block.marker))
        elif line.strip():
            made.append(Block("paragraph", start, end))
        start = end + 1
    return made


def _moved_span(span: Span, moving: Moving) -> Span | None:
    start, end = moving.place(span.start), moving.place(span.end, behind=True)
    return Span(span.kind, start, end, span.target) if start < end else None


def _moved_note(note: Note, moving: Moving) -> Note:
    start = moving.place(note.start, behind=note.start == note.end)
    end = max(start, moving.place(note.end, behind=True))
    kept = {name: getattr(note, name) for name in Note.__dataclass_fields__ if name not in ("start", "end")}
    return Note(start=start, end=end, **kept)
