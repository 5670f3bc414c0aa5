"""Edits of queries and sign-offs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.domain.problems import Problem
from factcheck.domain.records import QUERY_TO, Article, Query, SignOff
from factcheck.domain.times import now
from factcheck.project.queries.sealing import manifest_of
from factcheck.project.recording import Recording
from factcheck.translation import _


@dataclass(frozen=True)
class AskQuery:
    """Put a question to the writer, the editor, the lawyer or the person written about; the answer is its id."""

    fields: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Query")

    def apply(self, recording: Recording) -> str:
        """Write the query."""
        query = Query(**self.fields)
        if query.to not in QUERY_TO:
            raise Problem(
                _("A query goes to the writer, the editor, the lawyer or the person written about."),
                _("Choose one of them."),
            )
        if not query.asked:
            query = query.model_copy(update={"asked": now().date().isoformat()})
        return recording.add(query)


@dataclass(frozen=True)
class EditQuery:
    """Change fields of a query, its answer among them."""

    query_id: str
    fields: Mapping[str, Any]
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Edit query")

    def apply(self, recording: Recording) -> None:
        """Set the fields."""
        recording.change(Query, self.query_id, self.fields, self.seen)


@dataclass(frozen=True)
class RemoveQuery:
    """Take a query out."""

    query_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Remove query")

    def apply(self, recording: Recording) -> None:
        """Flag the query."""
        recording.remove(Query, self.query_id)


@dataclass(frozen=True)
class SignArticle:
    """Sign a pass over an article as it stands now; any later change voids it. The answer is its id."""

    article_id: str
    pass_name: str
    person: str
    remark: str = ""

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Sign off")

    def apply(self, recording: Recording) -> str:
        """Write the sign-off with the digest of the draft and its claims."""
        if not self.person.strip() or not self.pass_name.strip():
            raise Problem(_("A sign-off needs a pass and a name."), _("Fill in both."))
        article = recording.get(Article, self.article_id)
        return recording.add(
            SignOff(
                article_id=article.id,
                revision_id=article.revision_id,
                pass_name=self.pass_name.strip(),
                person=self.person.strip(),
                signed_at=now(),
                digest=recording.store_blob(manifest_of(recording, article.id).encode("utf-8", "surrogatepass")),
                remark=self.remark,
            )
        )


@dataclass(frozen=True)
class WithdrawSignOff:
    """Take a sign-off back."""

    sign_off_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Withdraw sign-off")

    def apply(self, recording: Recording) -> None:
        """Flag the sign-off."""
        recording.remove(SignOff, self.sign_off_id)
