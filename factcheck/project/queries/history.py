"""Questions to the change log as a history: of a claim, of an article, of the whole project; newest first, by pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from factcheck.domain.history import CREATED, ERASED, Entry, Step
from factcheck.domain.records import Article
from factcheck.project import rows
from factcheck.project.queries.articles import claim_numbers
from factcheck.project.reading import Reading
from factcheck.project.tables import KINDS

PAGE: Final = 100
# An edit may touch thousands of fields (an import); a page shows so many of each.
MOST_STEPS: Final = 20
# What hangs on a claim, and with it belongs to its history.
_OF_CLAIM: Final = (
    "highlight", "open_place", "evidence", "comment", "query", "review", "claim_tag", "proposal", "vote",
)
_OF_ARTICLE: Final = ("claim", "revision", "query", "sign_off", "waiver")
# What tells a person nothing: places in lists and texts, names of blobs, what a record hangs on.
_SILENT: Final = frozenset({
    "position", "claim_id", "article_id", "revision_id", "parent_id", "from_id", "note_key", "prefix", "suffix",
    "confidence", "arrival", "text_sha256", "structure_sha256", "original_sha256", "sha256", "digest",
    "intake", "report", "asked_by", "author", "written_at", "asked_at", "answered_at", "made_at", "added_at",
    "signed_at", "start", "end", "media_type", "encoding", "characters", "size", "extracted_text", "scale_id",
    "sourcing_id", "number", "key", "version", "source", "language", "rules", "tag_id",
    "highlight_id", "stakes", "proposal_id", "subject", "state", "waived_at", "proposed_at", "decided_at", "voted_at",
    "looked_at", "decided_by",
})  # fmt: skip
# How the id in a field is told: the value of a column of the row that it names.
_TOLD: Final = {
    "rating_id": "SELECT label FROM rating WHERE id = ?",
    "source_id": (
        "SELECT CASE WHEN title <> '' THEN title WHEN address <> '' THEN address ELSE person END"
        " FROM source WHERE id = ?"
    ),
}
# Where a row belongs: its article and its claim; the first answer counts.
_PLACES_OF: Final = {
    "article": ("SELECT id, '' FROM article WHERE id = ?",),
    "claim": ("SELECT article_id, id FROM claim WHERE id = ?",),
    **{
        table: (f"SELECT article_id, claim.id FROM {table} JOIN claim ON claim.id = claim_id WHERE {table}.id = ?",)  # noqa: S608
        for table in _OF_CLAIM
        if table != "query"
    },
    "query": (
        "SELECT claim.article_id, claim.id FROM query JOIN claim ON claim.id = claim_id WHERE query.id = ?",
        "SELECT article_id, '' FROM query WHERE id = ?",
    ),
    **{table: (f"SELECT article_id, '' FROM {table} WHERE id = ?",) for table in ("revision", "sign_off", "waiver")},  # noqa: S608
    **{
        table: (f"SELECT article_id, '' FROM {table} JOIN revision ON revision.id = revision_id WHERE {table}.id = ?",)  # noqa: S608
        for table in ("omission", "sentence")
    },
}
Place = tuple[int, int]  # clock and arrival of an edit: where a page ends


class Page(NamedTuple):
    """Entries, newest first; ``rest`` is where the next page begins, None at the end."""

    entries: list[Entry]
    rest: Place | None


_EDITS: Final = "SELECT edit.id, edit.hlc, edit.arrival, edit.author, edit.name, edit.undoes FROM edit"
_LATEST: Final = "(edit.hlc, edit.arrival) < (?, ?) ORDER BY edit.hlc DESC, edit.arrival DESC LIMIT ?"
# The rows of a claim, and those of an article, as table and id; the id comes as often as ``?`` stands there.
_ROWS_OF_CLAIM: Final = " UNION ALL ".join((
    "SELECT 'claim' AS tbl, ? AS id",
    *(f"SELECT '{table}', id FROM {table} WHERE claim_id = ?" for table in _OF_CLAIM),  # noqa: S608 - constants
))  # fmt: skip
_ROWS_OF_ARTICLE: Final = " UNION ALL ".join((
    "SELECT 'article' AS tbl, ? AS id",
    *(f"SELECT '{table}', id FROM {table} WHERE article_id = ?" for table in _OF_ARTICLE),  # noqa: S608
    *(
        f"SELECT '{table}', {table}.id FROM claim JOIN {table} ON claim_id = claim.id WHERE claim.article_id = ?"  # noqa: S608
        for table in _OF_CLAIM
    ),
    *(
        f"SELECT '{table}', {table}.id FROM revision JOIN {table} ON revision_id = revision.id WHERE article_id = ?"  # noqa: S608
        for table in ("omission", "sentence")
    ),
))  # fmt: skip
_TOUCHING: Final = """
{edits} WHERE edit.id IN (
    SELECT change.edit FROM ({own}) AS own CROSS JOIN change ON change.tbl = own.tbl AND change."row" = own.id
) AND {latest}
"""
# Newest first, and no further than the page: an article's rows are many, and most edits of a project are of them.
_WITHIN: Final = """
{edits} WHERE EXISTS (
    SELECT 1 FROM change WHERE change.edit = edit.id AND (tbl, "row") IN (SELECT tbl, id FROM ({own}))
) AND {latest}
"""
_STEPS: Final = """
SELECT site, seq, tbl, "row", field, value, prev FROM change WHERE edit = ? {among} ORDER BY seq LIMIT ?
"""
_COUNT: Final = "SELECT count(*) FROM change WHERE edit = ? {among}"
_AMONG: Final = ' AND (tbl, "row") IN (SELECT tbl, id FROM ({own}))'
_SINCE: Final = """
SELECT edit.author FROM change JOIN edit ON edit.id = change.edit
WHERE tbl = ? AND "row" = ? AND (field = ? OR ? = '+') AND edit.arrival > ? AND edit.author <> ? LIMIT 1
"""
_FAR: Final = (2**62, 2**62)
# To how many fields of an edit it is looked whether somebody built on them; taking back looks to all.
_LOOKED_AT: Final = 10


def claim_history(reading: Reading, claim_id: str, after: Place | None = None, limit: int = PAGE) -> Page:
    """What became of a claim: its fields, places, evidence, comments, queries, reviews, tags."""
    return _page(reading, _ROWS_OF_CLAIM, claim_id, after, limit)


def history(reading: Reading, article_id: str = "", after: Place | None = None, limit: int = PAGE) -> Page:
    """What became of an article and all that belongs to it, or ("") of the whole project."""
    return _page(reading, _ROWS_OF_ARTICLE if article_id else "", article_id, after, limit)


def whole_history(reading: Reading, *, article_id: str = "", claim_id: str = "") -> Iterator[Entry]:
    """Every entry, newest first, with all of its steps: for an audit."""
    rest: Place | None = _FAR
    while rest is not None:
        own, about = (_ROWS_OF_CLAIM, claim_id) if claim_id else (_ROWS_OF_ARTICLE if article_id else "", article_id)
        entries, rest = _page(reading, own, about, rest, PAGE, most=-1)
        yield from entries


def _page(reading: Reading, own: str, about: str, after: Place | None, limit: int, *, most: int = MOST_STEPS) -> Page:
    ids = (about,) * own.count("?")
    touching = _TOUCHING if own == _ROWS_OF_CLAIM else _WITHIN
    query = touching.format(edits=_EDITS, own=own, latest=_LATEST) if own else f"{_EDITS} WHERE {_LATEST}"
    found = reading.tuples(query, (*ids, *(after or _FAR), limit + 1))
    # An edit of one claim may touch others; one that touches other articles too is told as a whole.
    among, named = (_AMONG.format(own=own), ids) if own == _ROWS_OF_CLAIM else ("", ())
    undoing = _undoing(reading)
    teller = _Teller(reading)
    entries = []
    for edit_id, hlc, arrival, author, name, undoes in found[:limit]:
        changes = reading.tuples(_STEPS.format(among=among), (edit_id, *named, most))
        count = len(changes)
        if count == most:
            count = reading.tuples(_COUNT.format(among=among), (edit_id, *named))[0][0]
        entries.append(
            Entry(
                edit_id=edit_id,
                at=datetime.fromtimestamp((hlc >> 16) / 1000, UTC),
                author=author,
                name=name,
                steps=tuple(teller.steps(changes)),
                more=count - len(changes),
                reversal=_reversal(undoes, undoing),
                undone=_undone(edit_id, undoing),
                built_on_by=_built_on_by(reading, changes, arrival),
            )
        )
    rest = (found[limit - 1][1], found[limit - 1][2]) if len(found) > limit else None
    return Page(entries, rest)


def rows_of_claim(reading: Reading, claim_id: str) -> frozenset[tuple[str, str]]:
    """The rows that belong to a claim's history, as table and id."""
    return frozenset(tuple(row) for row in reading.tuples(_ROWS_OF_CLAIM, (claim_id,) * _ROWS_OF_CLAIM.count("?")))


# --- undo ---------------------------------------------------------------------------------------------


class _Undoing(NamedTuple):
    """Which edit undoes which, and the reverse."""

    undoes: dict[str, str]
    undone_by: dict[str, str]


def _undoing(reading: Reading) -> _Undoing:
    def read() -> _Undoing:
        pairs = [tuple(row) for row in reading.tuples("SELECT id, undoes FROM edit WHERE undoes IS NOT NULL")]
        return _Undoing(dict(pairs), {other: one for one, other in pairs})

    return reading.once("undoing", read)


def _reversal(undoes: str | None, undoing: _Undoing) -> str:
    if undoes is None:
        return ""
    return "redo" if undoes in undoing.undoes else "undo"


def _undone(edit_id: str, undoing: _Undoing) -> bool:
    """Whether an edit was undone and not done again."""
    reversals = 0
    while (by := undoing.undone_by.get(edit_id)) is not None:
        edit_id, reversals = by, reversals + 1
    return reversals % 2 == 1


def _built_on_by(reading: Reading, changes: Sequence[Any], arrival: int) -> str:
    """Who else changed one of these fields since, or wrote in a record that came to be here."""
    for _site, _seq, table, row, field, _value, _prev in changes[:_LOOKED_AT]:
        later = reading.tuples(_SINCE, (table, row, field, field, arrival, reading.author))
        if later:
            return str(later[0][0])
    return ""


# --- telling ------------------------------------------------------------------------------------------


class _Teller:
    """Turns changes into steps that can be read; what it has looked up it keeps."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._places: dict[tuple[str, str], tuple[str, str]] = {}
        self._told: dict[tuple[str, Any], Any] = {}

    def steps(self, changes: Iterable[Any]) -> Iterator[Step]:
        """The steps worth telling."""
        for _site, _seq, table, row, field, value, prev in changes:
            if table not in KINDS or field in _SILENT:
                continue
            article_id, claim_id = self._place(table, row)
            if field == CREATED or field.startswith(ERASED):
                yield Step(table, row, field, None, None, article_id, claim_id)
            else:
                before = self._before(table, row, field, json.loads(prev))
                after = self._tell(field, None if value is None else json.loads(value))
                yield Step(table, row, field, before, after, article_id, claim_id)

    def _before(self, table: str, row: str, field: str, prev: list[str]) -> Any:
        """What stood there; of the sides of a conflict the last one."""
        values = []
        for key in prev:
            site, _colon, seq = key.rpartition(":")
            for kind, value in self._reading.tuples(
                'SELECT field, value FROM change WHERE site = ? AND seq = ? AND tbl = ? AND "row" = ?',
                (site, int(seq), table, row),
            ):
                if kind == field:
                    values.append(None if value is None else json.loads(value))
        default = rows.defaults_of(KINDS[table]).get(field)
        return self._tell(field, values[-1] if values else default)

    def _tell(self, field: str, value: Any) -> Any:
        if field not in _TOLD or value is None:
            return value
        if (field, value) not in self._told:
            found = self._reading.tuples(_TOLD[field], (value,))
            self._told[field, value] = found[0][0] if found else value
        return self._told[field, value]

    def _place(self, table: str, row: str) -> tuple[str, str]:
        """The article and the claim that a row belongs to."""
        if (table, row) not in self._places:
            self._places[table, row] = self._found_place(table, row)
        return self._places[table, row]

    def _found_place(self, table: str, row: str) -> tuple[str, str]:
        for query in _PLACES_OF.get(table, ()):
            found = self._reading.tuples(query, (row,))
            if found and found[0][0]:
                return found[0][0], found[0][1]
        return "", ""


def names(reading: Reading) -> tuple[dict[str, str], dict[str, int]]:
    """What articles and claims are called in a history: titles, and display numbers; removed claims have none."""
    articles = {article.id: article for article in reading.records(Article)}
    numbers: dict[str, int] = {}
    for article in articles.values():
        numbers.update(claim_numbers(reading, article))
    titles = {article_id: article.title for article_id, article in articles.items()}
    return titles, numbers
