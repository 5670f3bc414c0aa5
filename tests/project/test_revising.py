"""A new draft carries what is certain, whichever article a claim was first made in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.project.edits.claims import RemoveClaim
from factcheck.project.edits.highlights import AddHighlight
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.project import Project
from factcheck.project.queries.listing import ListedClaim, listed_claims
from tests.factories import add_article, draft, mark, new_project, span

OTHER = "Another paper\nIt says so too. It carries 9,000 cars a day, the mayor said."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Project, str]]:
    """A project whose only claim stands in two articles, and the id of the second."""
    opening = new_project(tmp_path)
    claim_id = mark(opening, add_article(opening), "9,000 cars")
    second = add_article(opening, OTHER)
    opening.apply(AddHighlight(claim_id, second.revision_id, *span(OTHER, "9,000 cars")))
    yield opening, second.id
    opening.close()


def only(opening: Project) -> ListedClaim:
    (claim,) = opening.read(listed_claims)
    return claim


def test_a_claim_of_another_article_is_carried(desk: tuple[Project, str]) -> None:
    opening, second = desk
    words = OTHER.replace("It says", "Here it says")
    assert opening.apply(ReviseArticle(second, draft(words))).value.carried == 1
    assert [(place.article, place.start) for place in only(opening).highlights] == [
        (1, only(opening).highlights[0].start),
        (2, words.index("9,000")),
    ]


def test_a_claim_of_another_article_is_asked_for_again(desk: tuple[Project, str]) -> None:
    opening, second = desk
    revised = opening.apply(ReviseArticle(second, draft(OTHER.replace("9,000 cars", "9,000 lorries")))).value
    assert revised.re_check == (only(opening).id,)
    assert only(opening).status == "re-check"
    opening.undo()
    assert (only(opening).status, len(only(opening).highlights)) == ("unstarted", 2)


def test_a_removed_claim_is_not_carried(desk: tuple[Project, str]) -> None:
    opening, second = desk
    opening.apply(RemoveClaim(only(opening).id))
    revised = opening.apply(ReviseArticle(second, draft(OTHER.replace("It says", "Here it says")))).value
    assert (revised.carried, revised.re_check) == (0, ())
