"""Edits of claims and their threads of comments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.domain.problems import Problem
from factcheck.domain.records import Claim, Comment
from factcheck.domain.times import precisely_now
from factcheck.project.recording import Recording
from factcheck.translation import _


@dataclass(frozen=True)
class EditClaim:
    """Change fields of a claim; ``seen`` says which change each field showed."""

    claim_id: str
    fields: Mapping[str, Any]
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Edit claim")

    def apply(self, recording: Recording) -> None:
        """Set the fields."""
        recording.change(Claim, self.claim_id, self.fields, self.seen)


@dataclass(frozen=True)
class EditClaims:
    """Change the same fields of several claims."""

    claim_ids: tuple[str, ...]
    fields: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Edit claims")

    def apply(self, recording: Recording) -> None:
        """Set the fields of each."""
        for claim_id in dict.fromkeys(self.claim_ids):
            recording.change(Claim, claim_id, self.fields)


@dataclass(frozen=True)
class RemoveClaim:
    """Take a claim out; what hangs on it comes back with it."""

    claim_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Remove claim")

    def apply(self, recording: Recording) -> None:
        """Flag the claim alone."""
        recording.remove(Claim, self.claim_id)


@dataclass(frozen=True)
class AddComment:
    """Say something in a claim's thread; the answer is the comment's id."""

    claim_id: str
    text: str
    parent_id: str | None = None

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Comment")

    def apply(self, recording: Recording) -> str:
        """Write the comment."""
        if not self.text.strip():
            raise Problem(_("The comment is empty."), _("Write something first."))
        comment = Comment(
            claim_id=self.claim_id,
            parent_id=self.parent_id,
            text=self.text,
            author=recording.author,
            written_at=precisely_now(),
        )
        return recording.add(comment)


@dataclass(frozen=True)
class EditComment:
    """Change a comment, or mark it resolved."""

    comment_id: str
    fields: Mapping[str, Any]
    seen: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Edit comment")

    def apply(self, recording: Recording) -> None:
        """Set the fields."""
        recording.change(Comment, self.comment_id, self.fields, self.seen)


@dataclass(frozen=True)
class RemoveComment:
    """Take a comment out."""

    comment_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Remove comment")

    def apply(self, recording: Recording) -> None:
        """Flag the comment."""
        recording.remove(Comment, self.comment_id)
