"""How arguments name what is in a project."""

from __future__ import annotations

from typing import Final

from factcheck.cli.printing import one_line
from factcheck.domain.problems import Problem
from factcheck.domain.records import Article, Rating, Source
from factcheck.locales import listed as in_a_row
from factcheck.project.queries.project import scale_in_use
from factcheck.project.reading import Reading
from factcheck.project.tables import ArticleRow, SourceRow
from factcheck.translation import _, ngettext

# Shorter beginnings of an id could be meant as a number.
_SHORTEST_ID: Final = 6


def article_of(reading: Reading, wanted: str) -> Article:
    """The article by the number that ``list articles`` shows, by its id, or by the beginning of its id."""
    listed = reading.records(Article, order_by=(ArticleRow.position, ArticleRow.id))
    if wanted.isdecimal() and 1 <= int(wanted) <= len(listed):
        return listed[int(wanted) - 1]
    by_id = [article for article in listed if len(wanted) >= _SHORTEST_ID and article.id.startswith(wanted.lower())]
    if len(by_id) != 1:
        raise Problem(
            _("There is no article “{wanted}”.").format(wanted=one_line(wanted)),
            ngettext(
                "There is {n} article; “factcheck list P articles” shows its number.",
                "There are {n} articles; “factcheck list P articles” shows their numbers.",
                len(listed),
            ).format(n=len(listed)),
        )
    return by_id[0]


def source_of(reading: Reading, wanted: str) -> Source:
    """The source by its place in ``list sources``, by its id, or by the beginning of its id."""
    listed = reading.records(Source, order_by=(SourceRow.title, SourceRow.id))
    if wanted.isdecimal() and 1 <= int(wanted) <= len(listed):
        return listed[int(wanted) - 1]
    by_id = [source for source in listed if len(wanted) >= _SHORTEST_ID and source.id.startswith(wanted.lower())]
    if len(by_id) != 1:
        raise Problem(
            _("There is no source “{wanted}”.").format(wanted=one_line(wanted)),
            _("Give its place in “factcheck list P sources”, from 1, or its id."),
        )
    return by_id[0]


def rating_of(reading: Reading, wanted: str) -> Rating:
    """The verdict of the scale in use, by its label or its key."""
    scale, ratings = scale_in_use(reading)
    for rating in ratings:
        if wanted.strip().casefold() in (rating.label.casefold(), rating.key.casefold()):
            return rating
    raise Problem(
        _("The scale “{scale}” has no verdict “{wanted}”.").format(scale=scale.name, wanted=one_line(wanted)),
        _("Choose one of: {labels}.").format(labels=in_a_row(rating.label for rating in ratings)),
    )
