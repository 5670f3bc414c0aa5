"""The sentences of a revision, cut once and kept: a cache that can be rebuilt at any time."""

from __future__ import annotations

from array import array
from typing import Final

import sqlalchemy as sa

from factcheck.project import rows
from factcheck.project.plain_sql import tuples
from factcheck.project.tables import SegmentationRow
from factcheck.text.sentences import ENGINE, sentences
from factcheck.text.spans import Spans

_KEPT: Final = "SELECT spans FROM segmentation WHERE revision_id = ? AND engine = ?"
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
    kept = tuples(connection, _KEPT, (revision_id, engine(language)))
    if not kept:
        return None
    flat = array("I")
    flat.frombytes(kept[0][0])
    return Spans(flat[::2].tolist(), flat[1::2].tolist())


def engine(language: str) -> str:
    """What cut the sentences: engine, its version, and the language that it was told."""
    return f"{ENGINE} {language}"
