"""Questions about links: the addresses of the sources that articles cite, to be looked at where somebody asks."""

from __future__ import annotations

from typing import Final

from factcheck.domain.records import Source
from factcheck.project.reading import Reading

_CITED: Final = """
SELECT DISTINCT evidence.source_id
FROM evidence JOIN claim ON claim.id = claim_id JOIN article ON article.id = article_id
WHERE NOT evidence.deleted AND NOT claim.deleted AND NOT article.deleted AND (?1 = '' OR article.id = ?1)
"""


def cited_links(reading: Reading, article_id: str = "") -> list[Source]:
    """The cited sources with an address on the web, of an article or ("") of all; no confidential ones."""
    found = (reading.find(Source, row[0]) for row in reading.tuples(_CITED, (article_id,)))
    return [
        one
        for one in found
        if one is not None and not (one.confidential or one.privileged) and one.address.startswith(("http://", "https://"))
    ]
