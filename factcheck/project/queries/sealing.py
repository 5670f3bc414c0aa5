"""Sign-offs: what was signed, whether it still stands, and by which changes it fell.

What is signed is a *manifest*: a line for the text, one for its structure, and one for each record that bears on the
article, with the SHA-256 of its salted content. The digest of a sign-off is the SHA-256 of its manifest, which is kept
as a blob of that name, so that a later look finds the records that became others. The salt is that of the record's
creation in the log: whoever gets the manifest alone cannot guess a short secret. ``resources/ledger.md`` tells how all
this is verified without the program.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa

from factcheck.domain.problems import Problem
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
from factcheck.domain.report import Breach, ReportSignOff
from factcheck.project.reading import Reading
from factcheck.project.tables import KINDS, ROWS

HEADING: Final = "factcheck manifest 1"
SIGNING: Final = "Sign off"  # the name of the edit that signs, in the log
MOST_BREACHES: Final = 20
_KEPT: Final = "SELECT 1 FROM blob WHERE sha256 = ?"
_SALTS: Final = """
SELECT "row", min(salt) FROM change WHERE tbl = ? AND field = '+' AND "row" IN (SELECT value FROM json_each(?))
GROUP BY "row"
"""
_SIGNED: Final = """
SELECT edit.hlc, edit.name FROM change JOIN edit ON edit.id = change.edit
WHERE tbl = 'sign_off' AND "row" = ? AND field = '+' ORDER BY edit.hlc LIMIT 1
"""
_LATEST: Final = """
SELECT edit.author, edit.hlc, edit.name, change.field FROM change JOIN edit ON edit.id = change.edit
WHERE tbl = ? AND "row" = ? ORDER BY edit.hlc DESC, change.seq DESC
"""
_SILENT: Final = frozenset({"+", "prefix", "suffix", "start", "end", "confidence", "arrival", "from_id", "position"})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def content_of(record: Record) -> str:
    """A record as JSON with sorted names: what its line in a manifest digests, behind the salt."""
    values = {name: _plain(value) for name, value in record.model_dump().items()}
    return json.dumps(values, sort_keys=True, ensure_ascii=False)


def signed_records(reading: Reading, article_id: str) -> list[Record]:
    """The article as a record, and every living record that bears on it in its current draft."""
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
    return list({part.id: part for part in parts}.values())


def salts_of(reading: Reading, records: list[Record]) -> dict[str, str]:
    """The salt of each record by its id: that of its creation in the log (the same in every copy)."""
    tables: dict[str, list[str]] = defaultdict(list)
    for record in records:
        tables[str(ROWS[type(record)].name)].append(record.id)
    return {
        row: salt for table, ids in tables.items() for row, salt in reading.tuples(_SALTS, (table, json.dumps(ids)))
    }


def manifest_of(reading: Reading, article_id: str) -> str:
    """What a sign-off of an article signs now; one line a record, in the order of their names."""

    def read() -> str:
        article = reading.get(Article, article_id)
        revision = reading.get(Revision, article.revision_id or "")
        records = signed_records(reading, article_id)
        salts = salts_of(reading, records)
        lines = sorted(
            f"{ROWS[type(one)].name} {one.id} {_sha256(salts.get(one.id, '') + content_of(one))}"
            for one in records
        )
        heading = (HEADING, f"text {revision.text_sha256}", f"structure {revision.structure_sha256}")
        return "\n".join((*heading, *lines, ""))

    return reading.once(("manifest", article_id), read)


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def sign_offs(reading: Reading, article_id: str) -> list[ReportSignOff]:
    """The sign-offs of an article, oldest first, each with whether what was signed still stands."""
    signed = reading.of(SignOff, "signed_at", article_id=article_id)
    return [_judged(reading, article_id, sign_off) for sign_off in signed]


def _judged(reading: Reading, article_id: str, sign_off: SignOff) -> ReportSignOff:
    if _stands(reading, article_id, sign_off):
        return ReportSignOff(sign_off, valid=True)
    return ReportSignOff(sign_off, valid=False, unproven=_came_alone(reading, sign_off))


def _came_alone(reading: Reading, sign_off: SignOff) -> bool:
    """Whether it came without its manifest, which a project's JSON and a copy without history leave behind.

    The manifest could be sent, not the salts, by which earlier values could be guessed from it. What is changed here
    afterwards breaks it like any other.
    """
    if _has_manifest(reading, sign_off):
        return False
    signed = reading.tuples(_SIGNED, (sign_off.id,))
    return bool(signed) and signed[0][1] != SIGNING and not breaches(reading, sign_off)


def _stands(reading: Reading, article_id: str, sign_off: SignOff) -> bool:
    if sign_off.digest == _sha256(manifest_of(reading, article_id)):
        return True
    # Sign-offs of before there were manifests have a digest over the whole.
    return not _has_manifest(reading, sign_off) and sign_off.digest == _digest_of_old(reading, article_id)


def _has_manifest(reading: Reading, sign_off: SignOff) -> bool:
    return bool(reading.tuples(_KEPT, (sign_off.digest,)))


def _digest_of_old(reading: Reading, article_id: str) -> str:
    def read() -> str:
        revision = reading.get(Revision, reading.get(Article, article_id).revision_id or "")
        content = {
            part.id: [type(part).__name__, {name: _plain(value) for name, value in part.model_dump().items()}]
            for part in signed_records(reading, article_id)
        }
        whole = {"text": revision.text_sha256, "structure": revision.structure_sha256, "records": content}
        return _sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False))

    return reading.once(("old digest", article_id), read)


def breaches(reading: Reading, sign_off: SignOff) -> list[Breach]:
    """The changes since a sign-off, latest first: who, when, which field; empty where it still stands.

    Where two copies were brought together, a change may be older than the signature and still unseen by its signer:
    what the manifests say counts, and the log is asked for the latest change of each record that differs.
    """
    article_id = sign_off.article_id or ""
    if _stands(reading, article_id, sign_off):
        return []
    signed = reading.tuples(_SIGNED, (sign_off.id,))
    since = signed[0][0] if signed else 0
    found = [
        breach for table, row in _unlike(reading, sign_off, since) for breach in _changes(reading, table, row, since)
    ]
    return sorted(set(found), key=lambda one: one.at, reverse=True)[:MOST_BREACHES]


def _unlike(reading: Reading, sign_off: SignOff, since: int) -> Iterator[tuple[str, str]]:
    """The records that are otherwise than signed: table and id."""
    article_id = sign_off.article_id or ""
    try:
        signed = reading.blob(sign_off.digest).decode("utf-8", "replace")
    except Problem:  # signed before there were manifests: all that was changed since on the records of now
        changed = """SELECT DISTINCT tbl, "row" FROM change JOIN edit ON edit.id = change.edit WHERE edit.hlc > ?"""
        own = {record.id for record in signed_records(reading, article_id)}
        yield from (pair for pair in reading.tuples(changed, (since,)) if pair[1] in own)
        return
    before, now = (
        {tuple(line.split(" ")[:2]): line for line in words.splitlines() if line.count(" ") == 2}
        for words in (signed, manifest_of(reading, article_id))
    )
    for table, row in before.keys() | now.keys():
        if before.get((table, row)) != now.get((table, row)) and table != HEADING.split(" ")[0]:
            yield table, row


def _changes(reading: Reading, table: str, row: str, since: int) -> list[Breach]:
    changes = reading.tuples(_LATEST, (table, row))
    later = [change for change in changes if change[1] > since] or changes[:1]
    told = [change for change in later if change[3] not in _SILENT] or later[:1]
    about = _about(reading, table, row)
    return [
        Breach(datetime.fromtimestamp((hlc >> 16) / 1000, UTC), author, name, table, row, field, about)
        for author, hlc, name, field in told
    ]


def _about(reading: Reading, table: str, row: str) -> str:
    """The words of the claim that a record is or hangs on; empty where there is none."""
    record = reading.find(KINDS[table], row) if table in KINDS else None
    claim = record if isinstance(record, Claim) else reading.find(Claim, getattr(record, "claim_id", None))
    return claim.words if claim is not None else ""
