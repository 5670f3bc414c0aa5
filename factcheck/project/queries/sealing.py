"""The digest that a sign-off stores: of the draft, its claims and everything that bears on them."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from factcheck.domain.records import (
    Article,
    Attachment,
    Claim,
    Evidence,
    Highlight,
    Omission,
    Query,
    Record,
    Revision,
    Sentence,
    SignOff,
    Source,
)
from factcheck.domain.report import ReportSignOff
from factcheck.project.reading import Reading
from factcheck.project.tables import (
    AttachmentRow,
    ClaimRow,
    EvidenceRow,
    HighlightRow,
    OmissionRow,
    QueryRow,
    SentenceRow,
    SignOffRow,
    SourceRow,
)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def digest_of_article(reading: Reading, article_id: str) -> str:
    """SHA-256 (hex) over the JSON of the article, its current draft and every living record on it, by id."""
    article = reading.get(Article, article_id)
    revision = reading.get(Revision, article.revision_id or "")
    claims = reading.records(Claim, ClaimRow.article_id == article_id)
    ids = [claim.id for claim in claims]
    evidence = reading.records(Evidence, EvidenceRow.claim_id.in_(ids))  # type: ignore[union-attr] # a column at class level
    sources = reading.records(Source, SourceRow.id.in_({e.source_id for e in evidence}))  # type: ignore[attr-defined] # likewise
    parts: list[Record] = [
        article.model_copy(update={"position": ""}),
        *claims,
        *reading.records(Highlight, HighlightRow.revision_id == revision.id),
        *evidence,
        *sources,
        *reading.records(Attachment, AttachmentRow.source_id.in_([source.id for source in sources])),  # type: ignore[union-attr] # likewise
        *reading.records(Omission, OmissionRow.revision_id == revision.id),
        *reading.records(Sentence, SentenceRow.revision_id == revision.id),
        *reading.records(Query, QueryRow.article_id == article_id),
        *reading.records(Query, QueryRow.claim_id.in_(ids)),  # type: ignore[union-attr] # likewise
    ]
    content = {
        part.id: [type(part).__name__, {name: _plain(value) for name, value in part.model_dump().items()}]
        for part in parts
    }
    whole = {"text": revision.text_sha256, "structure": revision.structure_sha256, "records": content}
    return hashlib.sha256(
        json.dumps(whole, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    ).hexdigest()


def sign_offs(reading: Reading, article_id: str) -> list[ReportSignOff]:
    """The sign-offs of an article, oldest first, each with whether what was signed still stands."""
    signed = reading.records(SignOff, SignOffRow.article_id == article_id, order_by=SignOffRow.signed_at)
    if not signed:
        return []
    digest = digest_of_article(reading, article_id)
    return [ReportSignOff(sign_off, sign_off.digest == digest) for sign_off in signed]
