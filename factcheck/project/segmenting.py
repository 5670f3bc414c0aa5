"""The sentences of a revision, cut once and kept: a cache that can be rebuilt at any time."""

from __future__ import annotations

from array import array

import sqlalchemy as sa

from factcheck.project import rows
from factcheck.project.tables import SegmentationRow
from factcheck.text.sentences import ENGINE, sentences
from factcheck.text.spans import Spans

SEGMENTATION: sa.Table = SegmentationRow.__table__  # type: ignore[attr-defined] # set by SQLModel at run time


def keep_sentences(connection: sa.Connection, revision_id: str, text: str, language: str) -> Spans:
    """Cut a text into sentences and keep the spans (code points)."""
    spans = sentences(text, language)
    flat = array("I", [offset for span in spans for offset in span])
    key = {"revision_id": revision_id, "engine": engine(language)}
    rows.upsert(connection, SEGMENTATION, [{**key, "spans": flat.tobytes()}])
    return Spans.of(spans)


def kept_sentences(connection: sa.Connection, revision_id: str, language: str) -> Spans | None:
    """The kept spans; None where this engine has not cut this revision yet."""
    kept = connection.execute(
        sa.select(SEGMENTATION.c.spans).where(
            SEGMENTATION.c.revision_id == revision_id, SEGMENTATION.c.engine == engine(language)
        )
    ).scalar_one_or_none()
    if kept is None:
        return None
    flat = array("I")
    flat.frombytes(kept)
    return Spans(flat[::2].tolist(), flat[1::2].tolist())


def engine(language: str) -> str:
    """What cut the sentences: engine, its version, and the language that it was told."""
    return f"{ENGINE} {language}"
