"""Edits of articles and their drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.domain.draft import ArticleDraft, structure_to_json
from factcheck.domain.positions import between
from factcheck.domain.problems import Problem
from factcheck.domain.records import Article, Omission, Revision
from factcheck.domain.times import now
from factcheck.project.recording import Recording
from factcheck.project.segmenting import keep_sentences, keep_words
from factcheck.project.tables import ArticleRow
from factcheck.translation import _


def add_revision(
    recording: Recording, article_id: str, draft: ArticleDraft, parent: Revision | None = None
) -> Revision:
    """Store a draft as a revision of an article: text, structure and original as blobs, folded stretches as rows."""
    if not draft.text.strip():
        raise Problem(_("There is no text in it."), _("Choose another file, or paste the text."))
    revision = Revision(
        article_id=article_id,
        parent_id=parent.id if parent else None,
        number=parent.number + 1 if parent else 1,
        text_sha256=recording.store_blob(draft.text.encode("utf-8", "surrogatepass")),
        structure_sha256=recording.store_blob(structure_to_json(draft.structure).encode("utf-8", "surrogatepass")),
        original_sha256=recording.store_blob(draft.original) if draft.original else "",
        original_name=draft.original_name,
        media_type=draft.media_type,
        encoding=draft.encoding,
        characters=len(draft.text),
        made_at=now(),
        intake={"counts": dict(draft.counts), "unread": list(draft.unread)},
    )
    recording.add(revision)
    recording.add_all(
        [
            Omission(revision_id=revision.id, start=one.start, end=one.end, reason=one.reason, shown=one.shown)
            for one in draft.omissions
        ]
    )
    keep_sentences(recording.connection, revision.id, draft.text, draft.language)
    keep_words(recording.connection, revision.id, draft.text, draft.language)
    return revision


@dataclass(frozen=True)
class AddArticle:
    """Bring an article in; the answer is its id."""

    draft: ArticleDraft

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Add article")

    def apply(self, recording: Recording) -> str:
        """Write the article and its first revision."""
        articles = recording.records(Article, order_by=ArticleRow.position)
        draft = self.draft
        article = Article(
            title=draft.title or draft.text.strip().split("\n", 1)[0][:120],
            byline=draft.byline,
            publication=draft.publication,
            published=draft.published,
            address=draft.address,
            language=draft.language,
            position=between(articles[-1].position if articles else ""),
        )
        revision = add_revision(recording, article.id, draft)
        return recording.add(article.model_copy(update={"revision_id": revision.id}))


@dataclass(frozen=True)
class EditArticle:
    """Change an article's particulars."""

    article_id: str
    fields: Mapping[str, Any]
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Edit article")

    def apply(self, recording: Recording) -> None:
        """Set the fields."""
        recording.change(Article, self.article_id, self.fields, self.seen)


@dataclass(frozen=True)
class MoveArticle:
    """Put an article after another in the list (None: first)."""

    article_id: str
    after: str | None

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Move article")

    def apply(self, recording: Recording) -> None:
        """Give the article a key between its new neighbours."""
        others = [a for a in recording.records(Article, order_by=ArticleRow.position) if a.id != self.article_id]
        at = next((n + 1 for n, article in enumerate(others) if article.id == self.after), 0)
        before = others[at - 1].position if at else ""
        after = others[at].position if at < len(others) else ""
        recording.change(Article, self.article_id, {"position": between(before, after)})


@dataclass(frozen=True)
class RemoveArticle:
    """Take an article out of the project; its texts and claims stay, so that it can come back."""

    article_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Remove article")

    def apply(self, recording: Recording) -> None:
        """Flag the article alone: what hangs on it comes back with it."""
        recording.remove(Article, self.article_id)


@dataclass(frozen=True)
class ShowOmission:
    """Put a stretch that was left out back into the article, or fold it again."""

    omission_id: str
    shown: bool

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Put text back") if self.shown else _("Leave text out")

    def apply(self, recording: Recording) -> None:
        """Set the flag."""
        recording.change(Omission, self.omission_id, {"shown": self.shown})
