"""The ledger: who signed, voted and waived what, when; and what is needed to verify it without the program."""

from __future__ import annotations

from typing import Any, Final

from factcheck.domain.problems import Problem
from factcheck.domain.records import Article, Claim, Proposal, Rating, Revision, Vote, Waiver
from factcheck.domain.report import ReportSignOff
from factcheck.project.queries.articles import claim_numbers
from factcheck.project.queries.project import project_record, ratings
from factcheck.project.queries.sealing import breaches, content_of, salts_of, sign_offs, signed_records
from factcheck.project.reading import Reading
from factcheck.project.tables import ROWS

_ARTICLES: Final = "SELECT id FROM article WHERE NOT deleted ORDER BY position, id"


def ledger_of(reading: Reading, *, contents: bool = False) -> dict[str, Any]:
    """The ledger as plain JSON (``resources/ledger.md`` tells its form); ``contents`` adds the signed records."""
    project = project_record(reading)
    found: dict[str, Any] = {"project": project.id, "name": project.name, "sign_offs": [], "votes": [], "waivers": []}
    texts: dict[str, str] = {}
    records: dict[str, str] = {}
    for (article_id,) in reading.tuples(_ARTICLES):
        article = reading.get(Article, article_id)
        signed = sign_offs(reading, article_id)
        for one in signed:
            found["sign_offs"].append(_sign_off(reading, article, one, texts))
        found["votes"] += _votes(reading, article, ratings(reading))
        found["waivers"] += [_waiver(article, one) for one in reading.of(Waiver, "waived_at", article_id=article_id)]
        if contents and signed:
            own = signed_records(reading, article_id)
            salts = salts_of(reading, own)
            records |= {f"{ROWS[type(one)].name} {one.id}": salts.get(one.id, "") + content_of(one) for one in own}
    found["texts"] = texts
    if contents:
        found["records"] = records
    return found


def _sign_off(reading: Reading, article: Article, judged: ReportSignOff, texts: dict[str, str]) -> dict[str, Any]:
    one = judged.sign_off
    try:
        manifest: str | None = reading.blob(one.digest).decode("utf-8", "replace")
    except Problem:  # signed before there were manifests
        manifest = None
    revision = reading.find(Revision, one.revision_id)
    if revision is not None and manifest is not None:
        texts[revision.text_sha256] = reading.text(revision)
    return {
        "id": one.id,
        "article": article.title,
        "draft": revision.number if revision else None,
        "pass": one.pass_name,
        "person": one.person,
        "at": one.signed_at.isoformat() if one.signed_at else None,
        "remark": one.remark,
        "digest": one.digest,
        "holds": None if judged.unproven else judged.valid,
        "broken_by": [
            {
                "at": breach.at.isoformat(timespec="seconds"),
                "author": breach.author,
                "edit": breach.edit,
                "record": f"{breach.table} {breach.row}",
                "field": breach.field,
            }
            for breach in breaches(reading, one)
        ],
        "manifest": manifest,
    }


def _votes(reading: Reading, article: Article, known: dict[str, Rating]) -> list[dict[str, Any]]:
    numbers = claim_numbers(reading, article)
    told = []
    for claim in reading.of(Claim, article_id=article.id):
        for one in reading.of(Proposal, "proposed_at", claim_id=claim.id):
            rating = known.get(one.rating_id or "")
            told.append(
                {
                    "article": article.title,
                    "claim": numbers.get(claim.id),
                    "words": claim.words,
                    "proposed": rating.label if rating else None,
                    "by": one.person,
                    "at": one.proposed_at.isoformat() if one.proposed_at else None,
                    "result": one.result,
                    "decided_by": one.decided_by,
                    "decided_at": one.decided_at.isoformat() if one.decided_at else None,
                    "votes": [
                        {"person": vote.person, "choice": vote.choice, "remark": vote.remark,
                         "at": vote.voted_at.isoformat() if vote.voted_at else None}
                        for vote in reading.of(Vote, "voted_at", proposal_id=one.id)
                    ],
                }
            )  # fmt: skip
    return told


def _waiver(article: Article, one: Waiver) -> dict[str, Any]:
    at = one.waived_at.isoformat() if one.waived_at else None
    return {"article": article.title, "kind": one.kind, "person": one.person, "at": at, "reason": one.reason}
