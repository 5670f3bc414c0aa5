"""Questions about sources: the list, one source with its uses, the bytes of a file."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.domain.changes import Shown
from factcheck.domain.records import Article, Attachment, Source
from factcheck.project.queries.articles import claim_numbers
from factcheck.project.reading import Reading
from factcheck.project.tables import AttachmentRow, SourceRow


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the list, with how many claims it speaks on and how many files it holds."""

    source: Source
    claims: int
    files: int


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A claim that a source speaks on."""

    claim_id: str
    number: int
    article_id: str
    words: str


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """One source as its editor shows it."""

    source: Shown[Source]
    attachments: list[Attachment]
    uses: list[SourceUse]


_USES = """
SELECT DISTINCT claim.id, claim.article_id, claim.words
FROM evidence JOIN claim ON claim.id = evidence.claim_id JOIN article ON article.id = claim.article_id
WHERE evidence.source_id = ? AND NOT evidence.deleted AND NOT claim.deleted AND NOT article.deleted
"""
_COUNTS = """
SELECT source_id, count(DISTINCT claim_id) FROM evidence JOIN claim ON claim.id = claim_id
WHERE NOT evidence.deleted AND NOT claim.deleted GROUP BY source_id
"""


def sources(reading: Reading, words: str = "") -> list[SourceLine]:
    """The sources by title; with words, those that hold all of them in title, authors, publisher, address or alias."""
    claims = dict(tuple(row) for row in reading.tuples(_COUNTS))
    files = dict(
        tuple(row) for row in reading.tuples("SELECT source_id, count(*) FROM attachment WHERE NOT deleted GROUP BY 1")
    )
    wanted = words.casefold().split()
    lines = []
    for source in reading.records(Source, order_by=(SourceRow.title, SourceRow.id)):
        sought = (source.title, source.authors, source.publisher, source.address, source.alias, source.person)
        held = " ".join(sought).casefold()
        if all(word in held for word in wanted):
            lines.append(SourceLine(source, claims.get(source.id, 0), files.get(source.id, 0)))
    return lines


def source(reading: Reading, source_id: str) -> SourceSheet:
    """One source with its files and the claims that use it."""
    found = reading.get(Source, source_id)
    numbers: dict[str, dict[str, int]] = {}
    uses = []
    for claim_id, article_id, words in reading.tuples(_USES, (source_id,)):
        if article_id not in numbers:
            numbers[article_id] = claim_numbers(reading, reading.get(Article, article_id))
        uses.append(SourceUse(claim_id, numbers[article_id].get(claim_id, 0), article_id, words))
    attachments = reading.records(Attachment, AttachmentRow.source_id == source_id, order_by=AttachmentRow.name)
    return SourceSheet(reading.shown(found), attachments, sorted(uses, key=lambda use: (use.article_id, use.number)))


def attachment_bytes(reading: Reading, attachment_id: str) -> bytes:
    """The bytes of an attached file."""
    return reading.blob(reading.get(Attachment, attachment_id).sha256)


def size_of_files(reading: Reading) -> int:
    """The bytes of all attached files together."""
    return int(reading.tuples("SELECT coalesce(sum(size), 0) FROM attachment WHERE NOT deleted")[0][0])
