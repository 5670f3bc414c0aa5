"""What the command palette finds in a project: articles, claims by number or words, sources; the best first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from factcheck.domain.records import Article
from factcheck.project.queries.articles import claim_numbers
from factcheck.project.reading import Reading
from factcheck.project.word_index import KINDS, match_of, range_of

MOST: Final = 8
# Of what was last worked on, where nothing is typed yet.
_LATEST: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: ``kind`` is ``article``, ``claim`` or ``source``; ``number`` its display number or 0."""

    kind: str
    id: str
    number: int
    words: str
    article_id: str = ""


_ARTICLES: Final = "SELECT id, title FROM article WHERE NOT deleted ORDER BY position, id"
# The latest first; what was removed with its article is passed over.
_AMONG: Final = """
SELECT entry.id FROM found_by JOIN entry ON entry.number = found_by.rowid
WHERE found_by MATCH ? AND found_by.rowid BETWEEN ? AND ?
    AND entry.article_id NOT IN (SELECT id FROM article WHERE deleted)
ORDER BY found_by.rowid DESC LIMIT ?
"""
_LAST: Final = """
SELECT id FROM entry WHERE number BETWEEN ? AND ? AND article_id NOT IN (SELECT id FROM article WHERE deleted)
ORDER BY number DESC LIMIT ?
"""
_CLAIMS: Final = """
SELECT id, article_id, CASE WHEN words <> '' THEN words ELSE coalesce(
    (SELECT quote FROM highlight WHERE claim_id = claim.id AND NOT highlight.deleted ORDER BY start LIMIT 1), '') END
FROM claim WHERE id IN (SELECT value FROM json_each(?))
"""
_SOURCES: Final = """
SELECT id, CASE WHEN title <> '' THEN title ELSE address END FROM source WHERE id IN (SELECT value FROM json_each(?))
"""


def found(reading: Reading, words: str, article_id: str | None = None) -> list[Found]:
    """Articles, claims and sources that hold a beginning of each word; at most ``MOST`` of each kind.

    A number stands for the claim of that number: of the article, of each article where none is named. What begins
    with the words comes before what only holds them, what was changed last before the rest. Without words: all
    articles, and the claims that were worked on last.
    """
    articles = {row[0]: row[1] for row in reading.tuples(_ARTICLES)}
    if not words.strip():
        ids = [row[0] for row in reading.tuples(_LAST, (*range_of("claim"), _LATEST))]
        listed = list(articles)[:MOST]
        return [*_articles(articles, listed), *_claims(reading, ids)]
    numbered = _numbered(reading, words, [article_id] if article_id else list(articles))
    by_words = {kind: _ids(reading, kind, words) for kind in KINDS}
    claims = list(dict.fromkeys([*numbered, *by_words["claim"]]))[:MOST]
    return [
        *_articles(articles, by_words["article"]),
        *_claims(reading, claims),
        *_sources(reading, by_words["source"]),
    ]


def _ids(reading: Reading, kind: str, words: str) -> list[str]:
    """The ids of a kind's best: first those that begin with the words, then those that hold them."""
    ids: dict[str, None] = {}
    for start in (True, False):
        match = match_of(words, start=start)
        if match and len(ids) < MOST:
            ids |= dict.fromkeys(row[0] for row in reading.tuples(_AMONG, (match, *range_of(kind), MOST)))
    return list(ids)[:MOST]


def _numbered(reading: Reading, words: str, article_ids: Sequence[str]) -> Iterator[str]:
    number = words.strip().removeprefix("#")
    if number.isdecimal():
        for article_id in article_ids[:MOST]:
            numbers = claim_numbers(reading, reading.get(Article, article_id))
            yield from (claim_id for claim_id, its in numbers.items() if its == int(number))


def _articles(titles: dict[str, str], ids: Sequence[str]) -> list[Found]:
    numbers = {article_id: number for number, article_id in enumerate(titles, 1)}
    return [Found("article", row_id, numbers[row_id], titles[row_id]) for row_id in ids if row_id in titles]


def _claims(reading: Reading, ids: Sequence[str]) -> list[Found]:
    rows = {row[0]: row for row in reading.tuples(_CLAIMS, (json.dumps(ids),))}
    numbers: dict[str, int] = {}
    for article_id in {row[1] for row in rows.values()}:
        numbers |= claim_numbers(reading, reading.get(Article, article_id))
    return [
        Found("claim", claim_id, numbers.get(claim_id, 0), rows[claim_id][2], rows[claim_id][1]) for claim_id in ids
    ]


def _sources(reading: Reading, ids: Sequence[str]) -> list[Found]:
    titles = dict(tuple(row) for row in reading.tuples(_SOURCES, (json.dumps(ids),)))
    return [Found("source", row_id, 0, titles[row_id]) for row_id in ids]
