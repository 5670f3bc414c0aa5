"""The sentences and the checkable words of a revision, found once and kept: a cache that can be rebuilt at any time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa

from factcheck.project import rows
from factcheck.project.plain_sql import tuples
from factcheck.project.tables import SegmentationRow
from factcheck.text.checkables import KINDS, VERSION, Checkable, checkables
from factcheck.text.sentences import ENGINE, sentences
from factcheck.text.spans import Spans

# Characters up to which they are found while the text is brought in; of longer ones beside the window, when opened.
SHORT: Final = 60_000
_NUMBERS: Final = {kind: number for number, kind in enumerate(KINDS)}
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
    flat = _kept(connection, revision_id, engine(language))
    return None if flat is None else Spans(flat[::2].tolist(), flat[1::2].tolist())


def keep_words(connection: sa.Connection, revision_id: str, text: str, language: str) -> None:
    """Find what can be checked in a text and keep it; in a long one that is left for later."""
    if len(text) <= SHORT:
        flat = flat_words(checkables(text, language))
        key = {"revision_id": revision_id, "engine": _finder(language)}
        rows.upsert(connection, SEGMENTATION, [{**key, "spans": flat.tobytes()}])


def kept_words(connection: sa.Connection, revision_id: str, language: str) -> list[Checkable] | None:
    """What is kept of what can be checked; None where these rules have not looked yet."""
    kept = _kept(connection, revision_id, _finder(language))
    return None if kept is None else words_of(kept)


def flat_words(words: Iterable[Checkable]) -> array[int]:
    """What can be checked as numbers, three for each: a hundredth of the memory."""
    return array("I", [part for start, end, kind in words for part in (start, end, _NUMBERS[kind])])


def words_of(flat: array[int]) -> list[Checkable]:
    """The same as words again."""
    kinds = map(KINDS.__getitem__, flat[2::3])
    return [Checkable(*one) for one in zip(flat[::3].tolist(), flat[1::3].tolist(), kinds, strict=True)]


def _kept(connection: sa.Connection, revision_id: str, made_by: str) -> array[int] | None:
    kept = tuples(connection, _KEPT, (revision_id, made_by))
    if not kept:
        return None
    flat = array("I")
    flat.frombytes(kept[0][0])
    return flat


def _finder(language: str) -> str:
    """What found the words: the rules, their version, and the language that they were told."""
    return f"checkables {VERSION} {language}"


def engine(language: str) -> str:
    """What cut the sentences: engine, its version, and the language that it was told."""
    return f"{ENGINE} {language}"
