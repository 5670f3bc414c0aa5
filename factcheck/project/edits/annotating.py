"""Claims out of what people wrote into a draft: comments with their threads, footnotes with the sources they name.

A comment makes a claim of the words that it is about. A footnote stands at a point: it is evidence of the claim that
a comment made there, or else makes one of the words that lead to it in its sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from factcheck.domain.draft import ArticleDraft, Note, NoteKind
from factcheck.domain.records import Article, Claim, Comment, Omission, Revision
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
        _Annotations(recording, article, revision, self.draft, self.kinds).write()
        return article_id


class _Annotations:
    """The notes of one draft, and the claims that are made of them: one for each stretch of words."""

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
        self._sentences = recording.sentences(revision, article.language)
        self._claims: dict[Span, Claim] = {}

    def write(self) -> None:
        """Write claims, highlights, comments and evidence; a stretch that was left out and is spoken of comes back."""
        comments = [note for note in self._notes if note.kind == "comment"]
        about = [(note, self._claim(span)) for note in comments if not note.parent and (span := self._spoken_of(note))]
        calls = [note for note in self._notes if note.kind != "comment"]
        cited = list(self._cited(calls))
        self._recording.add_all(list(self._claims.values()))
        self._recording.add_all(
            [
                anchored(self._text, self._revision.id, claim.id, start, end)
                for (start, end), claim in self._claims.items()
            ]
        )
        self._write_threads(about, comments)
        linked = [(note, claim) for note, claim in about if note.links or links_in(note.text)]
        for note, claim in (*cited, *linked):
            cite_note(self._recording, claim.id, note)
        self._show_omitted()

    def _claim(self, span: Span) -> Claim:
        start, end = span
        if span not in self._claims:
            self._claims[span] = Claim(article_id=self._article.id, words=self._text[start:end])
        return self._claims[span]

    def _spoken_of(self, note: Note) -> Span | None:
        """The words that a comment is about: its range, or the sentence around its point; None where it is lost."""
        if note.start == note.end:
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

    def _cited(self, notes: Sequence[Note]) -> Sequence[tuple[Note, Claim]]:
        """The footnotes and endnotes with their claims; several at one point are about the same words."""
        found: list[tuple[Note, Claim]] = []
        commented = list(self._claims)
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
        around = [span for span in spans if span[0] < place and word <= span[1]]
        return min(around, key=lambda span: span[1] - span[0], default=None)

    def _leading_to(self, place: int, before: int) -> Span | None:
        """The words of a sentence that lead to a note, behind those that lead to the note before."""
        start, _end = self._sentence(max(0, place - 1))
        return self._trimmed(max(start, before), place, _OPENING)

    def _write_threads(self, about: Sequence[tuple[Note, Claim]], comments: Sequence[Note]) -> None:
        ids = comment_ids(self._article.id, comments)
        roots = {note.key: (ids[note.key], claim) for note, claim in about}
        answers = {note.key: note for note in comments if note.parent}
        made = [self._comment(note, ids[note.key], claim, None) for note, claim in about]
        for note in answers.values():
            above = note
            while above.parent in answers:
                above = answers[above.parent]
            if above.parent in roots:
                root_id, claim = roots[above.parent]
                made.append(self._comment(note, ids[note.key], claim, root_id))
        self._recording.add_all(made)

    @staticmethod
    def _comment(note: Note, id_: str, claim: Claim, parent_id: str | None) -> Comment:
        return Comment(
            id=id_,
            claim_id=claim.id,
            parent_id=parent_id,
            text=note.text,
            author=note.author,
            written_at=moment_of(note.date),
            resolved=note.resolved,
        )

    def _show_omitted(self) -> None:
        for omission in self._recording.records(Omission, OmissionRow.revision_id == self._revision.id):
            if any(start < omission.end and omission.start < end for start, end in self._claims):
                self._recording.change(Omission, omission.id, {"shown": True})
