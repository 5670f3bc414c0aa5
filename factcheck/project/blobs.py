"""Texts and files, kept by their SHA-256 in chunks; equal content is kept once."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Final

import sqlalchemy as sa

from factcheck.domain.problems import Problem
from factcheck.project.plain_sql import tuples
from factcheck.project.tables import BlobChunkRow, BlobRow
from factcheck.translation import _

CHUNK: Final = 256 * 1024
LARGEST: Final = 200 * 1024 * 1024
_CHUNKS: Final = "SELECT content FROM blob_chunk WHERE sha256 = ? ORDER BY number"
HEAVY: Final = 20 * 1024 * 1024
BLOB: sa.Table = BlobRow.__table__  # type: ignore[attr-defined] # set by SQLModel at run time
BLOB_CHUNK: sa.Table = BlobChunkRow.__table__  # type: ignore[attr-defined] # set by SQLModel at run time


def store_blob(connection: sa.Connection, content: bytes) -> str:
    """Keep some bytes; the answer is their SHA-256 (hex). Raises ``Problem`` above ``LARGEST``."""
    if len(content) > LARGEST:
        raise Problem(
            _("The file is larger than {limit} MB.").format(limit=LARGEST // 1024**2),
            _("Keep it beside the project and note its place in the source."),
        )
    sha256 = hashlib.sha256(content).hexdigest()
    if connection.execute(sa.select(BLOB.c.sha256).where(BLOB.c.sha256 == sha256)).first() is None:
        connection.execute(sa.insert(BLOB), {"sha256": sha256, "size": len(content)})
        chunks = [
            {"sha256": sha256, "number": number, "content": content[start : start + CHUNK]}
            for number, start in enumerate(range(0, len(content), CHUNK))
        ]
        if chunks:
            connection.execute(sa.insert(BLOB_CHUNK), chunks)
    return sha256


def blob(connection: sa.Connection, sha256: str) -> bytes:
    """The bytes of a blob; raises ``Problem`` where they are not there or not what their name says."""
    content = b"".join(chunk for (chunk,) in tuples(connection, _CHUNKS, (sha256,)))
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Problem(
            _("A text or file inside the project is missing or damaged."),
            _("Run “factcheck check” on the project, and restore it from a copy."),
        )
    return content


def drop_blobs(connection: sa.Connection, hashes: set[str]) -> None:
    """Remove blobs for good."""
    for table in (BLOB_CHUNK, BLOB):
        connection.execute(sa.delete(table).where(table.c.sha256.in_(hashes)))


def unite(connection: sa.Connection, other: sqlite3.Connection, named: set[str]) -> tuple[int, set[str]]:
    """Take over from another copy what is ``named`` and not here: how many came, and which are in neither."""
    missing = named - set(connection.execute(sa.select(BLOB.c.sha256)).scalars())
    came = set()
    for sha256 in sorted(missing):
        size = other.execute("SELECT sum(length(content)) FROM blob_chunk WHERE sha256 = ?", (sha256,)).fetchone()[0]
        known = other.execute("SELECT count(*) FROM blob WHERE sha256 = ?", (sha256,)).fetchone()[0]
        if not known or (size or 0) > LARGEST:
            continue
        chunks = other.execute("SELECT content FROM blob_chunk WHERE sha256 = ? ORDER BY number", (sha256,))
        content = b"".join(chunk for (chunk,) in chunks if isinstance(chunk, bytes))
        if hashlib.sha256(content).hexdigest() == sha256:
            store_blob(connection, content)
            came.add(sha256)
    return len(came), missing - came
