"""What the command palette finds in a project: articles, claims by number or words, sources."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.project.queries.articles import articles
from factcheck.project.queries.claims import claim_lines
from factcheck.project.queries.sources import sources
from factcheck.project.reading import Reading

MOST = 8


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: ``kind`` is ``article``, ``claim`` or ``source``; ``number`` its display number or 0."""

    kind: str
    id: str
    number: int
    words: str
    article_id: str = ""


def found(reading: Reading, words: str, article_id: str | None = None) -> list[Found]:
    """Articles, claims (of one article first by number) and sources that hold the words; at most ``MOST`` of each."""
    wanted = words.casefold().split()
    result = [
        Found("article", line.id, line.number, line.title)
        for line in articles(reading)
        if all(word in line.title.casefold() for word in wanted)
    ][:MOST]
    number = words.strip().removeprefix("#")
    if number.isdigit():
        numbered = [line for line in claim_lines(reading, article_id) if line.number == int(number)]
        result += [Found("claim", line.id, line.number, line.words, line.article_id) for line in numbered[:MOST]]
    if wanted:
        lines = claim_lines(reading, None, words=words)
        result += [Found("claim", line.id, line.number, line.words, line.article_id) for line in lines[:MOST]]
        result += [Found("source", line.source.id, 0, line.source.title) for line in sources(reading, words)[:MOST]]
    return result
