"""Edits of several claims at once: one undo takes back what one edit did to all of them."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.findings import settled, unsettled
from factcheck.domain.problems import Problem
from factcheck.domain.records import Claim, ClaimTag, Tag, named_id
from factcheck.project.recording import Recording
from factcheck.translation import _


@dataclass(frozen=True)
class RateClaims:
    """Give several claims the same verdict (None: none)."""

    claim_ids: tuple[str, ...]
    rating_id: str | None

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Verdict") if self.rating_id else _("Clear verdict")

    def apply(self, recording: Recording) -> None:
        """Set the verdicts, and each status where a verdict settles it."""
        for claim_id in dict.fromkeys(self.claim_ids):
            claim = recording.get(Claim, claim_id)
            status = settled(claim.status) if self.rating_id else unsettled(claim.status)
            recording.change(Claim, claim_id, {"rating_id": self.rating_id, "status": status})


@dataclass(frozen=True)
class RemoveClaims:
    """Take several claims out; what hangs on them comes back with them."""

    claim_ids: tuple[str, ...]

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Remove claims")

    def apply(self, recording: Recording) -> None:
        """Flag the claims alone."""
        for claim_id in dict.fromkeys(self.claim_ids):
            recording.remove(Claim, claim_id)


@dataclass(frozen=True)
class TagClaims:
    """Put a tag on claims; a tag of that name is made where there is none. The answer is the tag's id."""

    claim_ids: tuple[str, ...]
    tag: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Add tag")

    def apply(self, recording: Recording) -> str:
        """Write the tag and who wears it; their ids are named by what they say, so copies agree."""
        name = " ".join(self.tag.split()).lstrip("#").strip()
        if not name:
            raise Problem(_("The tag is empty."), _("Write a word first."))
        tag = Tag(id=named_id("tag", name), name=name)
        worn = [
            ClaimTag(id=named_id("claim_tag", claim_id, tag.id), claim_id=claim_id, tag_id=tag.id)
            for claim_id in dict.fromkeys(self.claim_ids)
        ]
        recording.add_all([tag, *worn])
        return tag.id


@dataclass(frozen=True)
class UntagClaims:
    """Take a tag off claims; the tag itself stays for others."""

    claim_ids: tuple[str, ...]
    tag_id: str

    @property
    def name(self) -> str:
        """Menu words."""
        return _("Remove tag")

    def apply(self, recording: Recording) -> None:
        """Flag who wears it."""
        for claim_id in dict.fromkeys(self.claim_ids):
            worn = recording.find(ClaimTag, named_id("claim_tag", claim_id, self.tag_id))
            if worn is not None:
                recording.remove(ClaimTag, worn.id)
