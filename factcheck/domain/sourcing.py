"""What of a source may leave the project: aliases for confidential ones, nothing of privileged ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from factcheck.domain.records import Attachment, Source
from factcheck.translation import _

# Shorter words would stop an export at every turn ("Li", "An"), but two Chinese signs are a whole name.
SHORTEST_SECRET = 3
SHORTEST_WITHOUT_CASE = 2


def public_view(source: Source) -> Source:
    """The source as a report may print it: a confidential one keeps its kind, its standing and its alias only."""
    if not source.confidential:
        return source.model_copy(update={"note": "", "contact": ""})
    return Source(
        id=source.id,
        kind=source.kind,
        title=source.alias or _("Confidential source"),
        standing=source.standing,
        terms=source.terms,
        confidential=True,
        alias=source.alias,
    )


def secrets(source: Source, attachments: Iterable[Attachment] = ()) -> tuple[str, ...]:
    """The words that must not occur in anything that leaves the project on account of this source."""
    if not (source.confidential or source.privileged):
        return ()
    words = [
        source.person,
        *source.authors.replace(";", ",").split(","),
        source.contact,
        source.address,
        source.archive_address,
        source.recording,
        source.title,
        *(attachment.name for attachment in attachments),
    ]
    # An alias is what is meant to be printed.
    kept = {word.strip() for word in words} - {source.alias.strip()}
    return tuple(sorted(word for word in kept if len(word) >= _shortest(word)))


def _shortest(word: str) -> int:
    return SHORTEST_WITHOUT_CASE if any(unicodedata.category(sign) == "Lo" for sign in word) else SHORTEST_SECRET
