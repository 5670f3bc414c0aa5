"""The digest that a sign-off stores: of the draft, its claims and everything that bears on them."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from factcheck.domain.records import (
    Article,
    Attachment,
    Claim,
    Comment,
    Evidence,
    Highlight,
    Omission,
    OpenPlace,
    Query,
    Record,
    Revision,
    Sentence,
    SignOff,
    Source,
)
from factcheck.domain.report import ReportSignOff
from factcheck.project.reading import Reading
from factcheck.project.tables import ROWS


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def digest_of_article(reading: Reading, article_id: str) -> str:
    """SHA-256 (hex) over the JSON of the article, its current draft and every living record on it, by id."""
    article = reading.get(Article, article_id)
    revision = reading.get(Revision, article.revision_id or "")
    claims = ROWS[Claim]
    own = sa.select(claims.c.id).where(claims.c.article_id == article_id, claims.c.deleted == sa.false())
    evidence = ROWS[Evidence]
    cited = sa.select(evidence.c.source_id).where(evidence.c.claim_id.in_(own), evidence.c.deleted == sa.false())
    parts: list[Record] = [article.model_copy(update={"position": ""})]
    for kind, condition in (
        (Claim, claims.c.id.in_(own)),
        (Highlight, ROWS[Highlight].c.revision_id == revision.id),
        (Evidence, evidence.c.claim_id.in_(own)),
        (Source, ROWS[Source].c.id.in_(cited)),
        (Attachment, ROWS[Attachment].c.source_id.in_(cited)),
        (OpenPlace, ROWS[OpenPlace].c.revision_id == revision.id),
        (Omission, ROWS[Omission].c.revision_id == revision.id),
        (Sentence, ROWS[Sentence].c.revision_id == revision.id),
        (Comment, ROWS[Comment].c.claim_id.in_(own)),
        (Query, ROWS[Query].c.claim_id.in_(own)),
        (Query, ROWS[Query].c.article_id == article_id),
    ):
        parts += reading.records(kind, condition)
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
    signed = reading.of(SignOff, "signed_at", article_id=article_id)
    if not signed:
        return []
    digest = digest_of_article(reading, article_id)
    return [ReportSignOff(sign_off, sign_off.digest == digest) for sign_off in signed]
