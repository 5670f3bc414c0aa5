"""Claims out of what people wrote into a draft: comments with their threads, footnotes with the sources they name.

A comment makes a claim of the words that it is about; one that is about none is a question on the article. A footnote
stands at a point: it is evidence of the claim that a comment made there, or else makes one of the words that lead to it
in its sentence; a comment on a footnote is about the same words. Of a next draft, what is known is passed over: a
comment by its author, time and words, a footnote by its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from json import dumps

from factcheck.domain.draft import ArticleDraft, Note, NoteKind
from factcheck.domain.records import Article, Claim, Comment, Highlight, Omission, Query, Revision
from factcheck.domain.returning import comment_ids, moment_of
from factcheck.project.edits.articles import AddArticle
from factcheck.project.edits.highlights import anchored
from factcheck.project.edits.sources import cite_note
from factcheck.project.recording import Recording
from factcheck.project.tables import OmissionRow
from factcheck.text.addresses import links_in
from factcheck.translation import _

Span = tuple[int, int]
# A note may be called behind the marks that end the words that it is about.
_CLOSING = ".,;:!?…”’»\"')]"
_OPENING = f"{_CLOSING}–—-( "
_DAY = len("2026-03-14")
_TAKEN = "notes"  # in a revision's intake: the kinds of notes that claims were made of


@dataclass(frozen=True)
class AddAnnotated:
    """Bring an article in and make claims of its notes of some kinds; the answer is the article's id."""

    draft: ArticleDraft
    kinds: frozenset[NoteKind]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Add article")

    def apply(self, recording: Recording) -> str:
        """Write the article with its first revision, then the claims."""
        article_id: str = AddArticle(self.draft).apply(recording)
        article = recording.get(Article, article_id)
        revision = recording.get(Revision, article.revision_id or "")
        _take(recording, article, revision, self.draft, self.kinds)
        return article_id


def join_notes(
    recording: Recording, article: Article, revision: Revision, parent: Revision, draft: ArticleDraft
) -> None:
    """Join the notes of a next draft with what was made of those of its parent, of the same kinds."""
    kinds = parent.intake.get(_TAKEN)
    if kinds:
        _take(recording, article, revision, draft, kinds)


def _take(
    recording: Recording, article: Article, revision: Revision, draft: ArticleDraft, kinds: Collection[NoteKind]
) -> None:
    recording.change(Revision, revision.id, {"intake": {**revision.intake, _TAKEN: sorted(kinds)}})
    _Annotations(recording, article, revision, draft, kinds).write()


class _Annotations:
    """The notes of one draft, and the claims that they are about: one for each stretch of words.

    Claims that stand in the draft already are taken where a note is about words of theirs.
    """

    def __init__(
        self,
        recording: Recording,
        article: Article,
        revision: Revision,
        draft: ArticleDraft,
        kinds: Collection[NoteKind],
    ) -> None:
        self._recording, self._article, self._revision = recording, article, revision
        self._text = draft.text
        self._notes = [note for note in draft.structure.notes if note.kind in kinds and note.text.strip()]
        self._called = {note.start for note in self._notes if note.kind != "comment"}
        self._sentences = recording.sentences(revision, article.language)
        standing = recording.of(Highlight, revision_id=revision.id)
        self._standing: dict[Span, str] = {(one.start, one.end): str(one.claim_id) for one in standing}
        self._made: dict[Span, Claim] = {}
        self._ids = comment_ids(article.id, self._notes)
        # What was removed is known too: who removed it does not want it back.
        self._known = {id_: (claim_id, resolved) for id_, claim_id, resolved in self._known_comments()}

    def _known_comments(self) -> Sequence[tuple[str, str, bool]]:
        query = "SELECT id, claim_id, resolved FROM comment WHERE id IN (SELECT value FROM json_each(?))"
        return self._recording.tuples(query, (dumps([*self._ids.values()]),))

    def write(self) -> None:
        """Write claims, highlights, comments and evidence; a stretch that was left out and is spoken of comes back."""
        comments = [note for note in self._notes if note.kind == "comment"]
        unknown = [note for note in comments if self._ids[note.key] not in self._known]
        roots = [note for note in unknown if not note.parent]
        spans = {note.key: self._spoken_of(note) for note in roots if note.start < note.end}
        commented = [*self._standing, *filter(None, spans.values())]
        spans |= {note.key: self._spoken_of(note, commented) for note in roots if note.start == note.end}
        about = [(note, self._claim(span)) for note in roots if (span := spans[note.key])]
        cited = list(self._cited(self._unknown_calls()))
        self._recording.add_all(list(self._made.values()))
        self._recording.add_all(
            [anchored(self._text, self._revision.id, claim.id, *span) for span, claim in self._made.items()]
        )
        self._write_threads(about, comments)
        self._ask([note for note in roots if not spans[note.key]], comments)
        linked = [(note, claim_id) for note, claim_id in about if note.links or links_in(note.text)]
        for note, claim_id in (*cited, *linked):
            cite_note(self._recording, claim_id, note)
        self._show_omitted()

    def _claim(self, span: Span) -> str:
        """The claim on a stretch of words: one that stands on them, or around them, or a new one."""
        around = self._shortest(one for one in self._standing if one[0] <= span[0] and span[1] <= one[1])
        if around is not None:
            return self._standing[around]
        if span not in self._made:
            self._made[span] = Claim(article_id=self._article.id, words=self._text[slice(*span)])
        return self._made[span].id

    def _spoken_of(self, note: Note, commented: Sequence[Span] = ()) -> Span | None:
        """The words that a comment is about: its range, or the sentence around its point; None where it is lost.

        At a footnote they are those of the footnote, which is about the words of one of ``commented`` or leads to it.
        """
        if note.start == note.end:
            if note.start in self._called:
                return self._within(commented, note.start) or self._leading_to(note.start, 0)
            if note.start >= len(self._text):  # also where comments stand that stand nowhere
                return None
            return self._trimmed(*self._sentence(note.start))
        return self._trimmed(note.start, note.end)

    def _sentence(self, place: int) -> Span:
        around = [span for span in self._sentences if span[0] <= place <= span[1]]
        return around[-1] if around else (place, place)

    def _trimmed(self, start: int, end: int, marks: str = "") -> Span | None:
        while start < end and (self._text[start].isspace() or self._text[start] in marks):
            start += 1
        while start < end and self._text[end - 1].isspace():
            end -= 1
        return (start, end) if start < end else None

    def _unknown_calls(self) -> list[Note]:
        """The footnotes and endnotes that are evidence of no claim yet; notes of the same words are counted."""
        query = (
            "SELECT evidence.claim_id, evidence.passage FROM evidence JOIN claim ON claim.id = evidence.claim_id"
            " WHERE evidence.origin = 'writer' AND claim.article_id = ?"
        )
        evidence = self._recording.tuples(query, (self._article.id,))
        known = Counter((str(claim_id), str(words)) for claim_id, words in evidence)
        elsewhere: list[Note] = []
        for note in self._notes:
            if note.kind != "comment":
                span = self._within([*self._standing], note.start)
                here = (self._standing[span] if span else "", note.text)
                if known[here]:
                    known[here] -= 1
                else:
                    elsewhere.append(note)
        left = Counter[str]()
        for (_claim_id, words), times in known.items():
            left[words] += times
        unknown = []
        for note in elsewhere:
            if left[note.text]:  # its claim has not found its place yet, or has gone
                left[note.text] -= 1
            else:
                unknown.append(note)
        return unknown

    def _cited(self, notes: Sequence[Note]) -> Sequence[tuple[Note, str]]:
        """The footnotes and endnotes with their claims; several at one point are about the same words."""
        found: list[tuple[Note, str]] = []
        commented = [*self._standing, *self._made]
        before = 0
        for place, called in groupby(sorted(notes, key=lambda note: note.start), key=lambda note: note.start):
            span = self._within(commented, place) or self._leading_to(place, before)
            before = place
            if span is not None:
                found += [(note, self._claim(span)) for note in called]
            elif found:
                found += [(note, found[-1][1]) for note in called]
        return found

    def _within(self, spans: Sequence[Span], place: int) -> Span | None:
        """The shortest of some stretches in which, or at the end of which, a note is called."""
        word = place
        while word and self._text[word - 1] in _CLOSING:
            word -= 1
        return self._shortest(span for span in spans if span[0] < place and word <= span[1])

    @staticmethod
    def _shortest(spans: Iterable[Span]) -> Span | None:
        return min(spans, key=lambda span: span[1] - span[0], default=None)

    def _leading_to(self, place: int, before: int) -> Span | None:
        """The words of a sentence that lead to a note, behind those that lead to the note before."""
        start, _end = self._sentence(max(0, place - 1))
        return self._trimmed(max(start, before), place, _OPENING)

    def _write_threads(self, about: Sequence[tuple[Note, str]], comments: Sequence[Note]) -> None:
        roots = {note.key: claim_id for note, claim_id in about}
        roots |= {note.key: self._known[id_][0] for note in comments if (id_ := self._ids[note.key]) in self._known}
        answers = {note.key: note for note in comments if note.parent}
        made = [self._comment(note, self._ids[note.key], claim_id, None) for note, claim_id in about]
        for note in answers.values():
            root = _root(note, answers)
            if root in roots and self._ids[note.key] not in self._known:
                made.append(self._comment(note, self._ids[note.key], roots[root], self._ids[root]))
        self._recording.add_all(made)
        for note in comments:
            id_ = self._ids[note.key]
            if note.resolved and not self._known.get(id_, ("", True))[1]:
                self._recording.change(Comment, id_, {"resolved": True})

    def _ask(self, lost: Sequence[Note], comments: Sequence[Note]) -> None:
        """Make questions on the article of comments that are about no words of it, with what was answered to them."""
        answers_to = {note.key: note for note in comments if note.parent}
        for note in lost:
            if self._recording.find(Query, self._ids[note.key]) is None:
                thread = [one for one in answers_to.values() if _root(one, answers_to) == note.key]
                answers = [f"{one.author}: {one.text}" for one in thread]
                self._recording.add(
                    Query(
                        id=self._ids[note.key],
                        article_id=self._article.id,
                        to="editor",
                        addressee=note.author,
                        question=note.text,
                        channel=_("comment in the draft"),
                        asked=note.date[:_DAY],
                        answer="\n".join(answers),
                        closed=note.resolved,
                    )
                )

    @staticmethod
    def _comment(note: Note, id_: str, claim_id: str, parent_id: str | None) -> Comment:
        return Comment(
            id=id_,
            claim_id=claim_id,
            parent_id=parent_id,
            text=note.text,
            author=note.author,
            written_at=moment_of(note.moment or note.date),
            resolved=note.resolved,
        )

    def _show_omitted(self) -> None:
        for omission in self._recording.records(Omission, OmissionRow.revision_id == self._revision.id):
            if any(start < omission.end and omission.start < end for start, end in self._made):
                self._recording.change(Omission, omission.id, {"shown": True})


def _root(note: Note, answers: Mapping[str, Note]) -> str:
    """The key of the comment that a thread began with, of one of its answers."""
    while note.parent in answers:
        note = answers[note.parent]
    return note.parent
