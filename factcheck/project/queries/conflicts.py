"""The conflicts of a project: what was written twice, by whom and when, and the claim that it bears on."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from factcheck.domain.changes import Side
from factcheck.domain.records import PLACE
from factcheck.project.queries.listing import ListedClaim, listed_claims
from factcheck.project.queries.project import ratings
from factcheck.project.reading import Reading
from factcheck.project.rows import CONFLICT
from factcheck.project.tables import TABLES

# Each conflict with the articles that it bears on ("": all of them).
_IN_ARTICLES: Final = " UNION ALL ".join((
    "SELECT tbl, \"row\", field, \"row\" FROM conflict WHERE tbl = 'article'",
    "SELECT tbl, \"row\", field, '' FROM conflict WHERE tbl IN ('project', 'scale', 'rating', 'person')",
    "SELECT tbl, \"row\", field, article_id FROM conflict JOIN claim ON claim.id = \"row\" WHERE tbl = 'claim'",
    *(
        f'SELECT tbl, "row", field, {table}.article_id FROM conflict JOIN {table} ON {table}.id = "row"'  # noqa: S608
        f" WHERE tbl = '{table}'"
        for table in ("revision", "sign_off", "query", "waiver")
    ),
    *(
        f'SELECT tbl, "row", field, claim.article_id FROM conflict JOIN {table} ON {table}.id = "row"'  # noqa: S608
        f" JOIN claim ON claim.id = {table}.claim_id WHERE tbl = '{table}' AND NOT claim.deleted"
        for table in ("highlight", "evidence", "comment", "query", "review", "proposal", "vote")
    ),
    """
    SELECT tbl, "row", field, claim.article_id FROM conflict JOIN evidence ON evidence.source_id = "row"
    JOIN claim ON claim.id = evidence.claim_id WHERE tbl = 'source' AND NOT evidence.deleted AND NOT claim.deleted
    """,
))  # fmt: skip
# The fields that hold the id of another record, which says nothing to a person.
_RATING: Final = "rating_id"


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One conflict; ``field`` is ``"-"`` where a record was removed here and edited there.

    ``claim`` is None where it bears on no claim (a source, the project), or on one that is removed; ``shown`` are
    the sides' values as a person reads them, in the order of ``sides``, the side that is displayed last.
    """

    table: str
    row: str
    field: str
    sides: tuple[Side, ...]
    claim: ListedClaim | None
    shown: tuple[str, ...]


def conflicts(reading: Reading, among: Collection[tuple[str, str, str]] | None = None) -> list[ConflictLine]:
    """Every conflict, or those ``among`` them (table, row, field), by article and claim."""
    found = reading.connection.execute(
        sa.select(CONFLICT).order_by(CONFLICT.c.tbl, CONFLICT.c.row, CONFLICT.c.field)
    ).all()
    if among is not None:
        wanted = set(among)
        found = [row for row in found if (row.tbl, row.row, row.field) in wanted]
    # Where a highlight stands is one question, though it is kept in several fields.
    found = [row for row in found if row.tbl != "highlight" or row.field == "quote" or row.field not in PLACE]
    if not found:
        return []
    borne = [_claim_of(reading, row.tbl, row.row) for row in found]
    claims = {claim.id: claim for claim in listed_claims(reading, set(borne))}
    labels = {rating_id: rating.label for rating_id, rating in ratings(reading).items()}
    lines = []
    for row, claim_id in zip(found, borne, strict=True):
        sides = tuple(Side(*side) for side in json.loads(row.sides))
        claim = claims.get(claim_id)
        shown = tuple(_shown(row.field, side.value, labels) for side in sides)
        lines.append(ConflictLine(row.tbl, row.row, row.field, sides, claim, shown))
    return sorted(lines, key=lambda line: (line.claim.article, line.claim.number) if line.claim else (2**31, 0))


def conflicts_of(reading: Reading, claim_ids: Collection[str]) -> list[ConflictLine]:
    """The conflicts that bear on some claims."""
    return [line for line in conflicts(reading) if line.claim is not None and line.claim.id in claim_ids]


def counted_conflicts(reading: Reading, article_ids: Collection[str]) -> int:
    """How many conflicts bear on a report of these articles: theirs, their claims', and those of the project itself."""
    found = {
        (table, row, field)
        for table, row, field, article_id in reading.tuples(_IN_ARTICLES)
        if article_id == "" or article_id in article_ids
    }
    return sum(table != "highlight" or field == "quote" or field not in PLACE for table, _row, field in found)


def _claim_of(reading: Reading, table: str, row_id: str) -> str:
    """The id of the claim that a record is or hangs on; empty where there is none."""
    if table == "claim":
        return row_id
    columns = TABLES[table].c
    if "claim_id" not in columns:
        return ""
    return reading.connection.execute(sa.select(columns.claim_id).where(columns.id == row_id)).scalar() or ""


def _shown(field: str, value: Any, labels: dict[str, str]) -> str:
    if field == _RATING:
        return labels.get(value or "", "")
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
