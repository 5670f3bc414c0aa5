"""Which articles of the project annotations of other programs are on."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.domain.records import Article
from factcheck.domain.sameness import plain_address
from factcheck.project.reading import Reading
from factcheck.text.quoting import Annotation


def on_articles(
    reading: Reading, annotations: Iterable[Annotation], article_id: str = ""
) -> dict[str, tuple[Annotation, ...]]:
    """The annotations by the ids of the articles that they name, by id or by address; all on one where it is given."""
    if article_id:
        return {article_id: tuple(annotations)}
    articles = reading.records(Article)
    ids = {article.id: article.id for article in articles}
    addresses = {plain_address(article.address): article.id for article in articles if article.address.strip()}
    found: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        place = annotation.places[0]
        named = ids.get(place.article_id) or addresses.get(plain_address(place.source))
        if named:
            found.setdefault(named, []).append(annotation)
    return {id_: tuple(some) for id_, some in found.items()}
