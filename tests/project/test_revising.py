"""A new draft carries what is certain, whichever article a claim was first made in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from factcheck.domain.records import OpenPlace
from factcheck.project.carrying import placed, standing
from factcheck.project.checking import faults
from factcheck.project.edits.claims import RemoveClaim
from factcheck.project.edits.highlights import AddHighlight
from factcheck.project.edits.open_places import DeclareLost, PlaceHighlight
from factcheck.project.edits.revising import ReviseArticle
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.project import Project
from factcheck.project.queries.drafts import DraftReview, draft_review
from factcheck.project.queries.listing import ListedClaim, listed_claims
from factcheck.project.queries.project import scale_in_use
from factcheck.project.queries.reports import report_of
from factcheck.project.rows import from_json
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


# --- what is asked about -------------------------------------------------------------------------------


LONG = (
    "Harbour bridge reopens\nThe bridge cost 4.2 million crowns. It carries 9,000 cars a day, the mayor said.\n"
    "The next inspection is in 2031."
)


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[tuple[Project, str, str]]:
    """A project whose claim "9,000 cars" has become "8,000 cars": the article's id, the claim's, and the project."""
    opening = new_project(tmp_path)
    line = add_article(opening, LONG)
    claim_id = mark(opening, line, "9,000 cars", text=LONG)
    opening.apply(ReviseArticle(line.id, draft(LONG.replace("9,000", "8,000"))))
    yield opening, line.id, claim_id
    opening.close()


def review(opening: Project, article_id: str) -> DraftReview:
    return opening.read(lambda reading: draft_review(reading, article_id))


def quotes(opening: Project) -> list[str]:
    return [place.quotation for place in only(opening).highlights]


def test_a_number_that_changed_is_asked_about_with_a_place(asked: tuple[Project, str, str]) -> None:
    opening, article_id, claim_id = asked
    found = review(opening, article_id)
    [one] = found.asked
    proposed = found.texts[found.revision_id][one.place.start : one.place.end]
    assert (one.claim.id, one.old.quote, proposed) == (claim_id, "9,000 cars", "8,000 cars")
    assert (one.place.stakes, one.place.decision, found.left, quotes(opening)) == (["8,000", "9,000"], "", 1, [])
    assert opening.read(faults) == []
    assert from_json(OpenPlace, "stakes", ["a", 5]) == from_json(OpenPlace, "stakes", "a") == []


def test_what_is_asked_is_placed_split_and_declared_lost_each_undone_by_one_step(
    asked: tuple[Project, str, str],
) -> None:
    opening, article_id, _claim_id = asked
    [one] = review(opening, article_id).asked
    new = LONG.replace("9,000", "8,000")
    first, second = span(new, "8,000 cars"), span(new, "2031")
    opening.apply(PlaceHighlight(one.place.id, (first,)))
    assert (quotes(opening), review(opening, article_id).left) == (["8,000 cars"], 0)
    assert review(opening, article_id).asked[0].place.stakes == ["8,000", "9,000"]
    opening.apply(PlaceHighlight(one.place.id, (first, second)))
    assert quotes(opening) == ["8,000 cars", "2031"]
    assert review(opening, article_id).asked[0].placed == (first, second)
    opening.apply(DeclareLost(one.place.id))
    assert (quotes(opening), review(opening, article_id).asked[0].place.decision) == ([], "lost")
    opening.undo()
    assert quotes(opening) == ["8,000 cars", "2031"]
    opening.undo()
    opening.undo()
    assert (quotes(opening), review(opening, article_id).left) == ([], 1)
    assert opening.read(faults) == []


def test_what_nobody_answered_is_asked_again_of_the_next_draft_or_found_there(asked: tuple[Project, str, str]) -> None:
    opening, article_id, _claim_id = asked
    opening.apply(ReviseArticle(article_id, draft(LONG.replace("9,000", "7,000"))))
    found = review(opening, article_id)
    assert [(one.old.quote, one.place.stakes) for one in found.asked] == [("9,000 cars", ["7,000", "9,000"])]
    opening.apply(ReviseArticle(article_id, draft(LONG + " It is dry.")))
    assert (review(opening, article_id).asked, quotes(opening)) == ([], ["9,000 cars"])


def test_places_found_beforehand_are_taken_and_found_again_where_somebody_marked_more(tmp_path: Path) -> None:
    with closing(new_project(tmp_path)) as opening:
        line = add_article(opening, LONG)
        mark(opening, line, "9,000 cars", text=LONG)
        stood = opening.read(lambda reading: standing(reading, line.id))
        new = "By our reporter. " + LONG
        places = placed(stood, new)
        elsewhere = {key: replace(place, start=0, end=6) for key, place in places.items()}
        opening.apply(ReviseArticle(line.id, draft(new), elsewhere))
        assert quotes(opening) == ["By our"]  # it was not placed a second time
        opening.undo()
        mark(opening, line, "4.2 million", text=LONG)
        opening.apply(ReviseArticle(line.id, draft(new), elsewhere))
        found = {place.quotation for claim in opening.read(listed_claims) for place in claim.highlights}
        assert found == {"4.2 million", "9,000 cars"}


def test_two_copies_that_answer_alike_make_one_highlight(asked: tuple[Project, str, str], tmp_path: Path) -> None:
    opening, article_id, _claim_id = asked
    [one] = review(opening, article_id).asked
    copy = tmp_path / "copy.factcheck"
    shutil.copyfile(opening.path, copy)
    place = PlaceHighlight(one.place.id, (span(LONG, "9,000 cars"),))
    with closing(Project.open(copy, author="Kim Oduya")) as other:
        other.apply(place)
    opening.apply(place)
    merged, _nothing = opening.bring_in(copy, then=lambda _reading, _merged: None)
    assert not merged.conflicts
    assert (quotes(opening), opening.read(faults)) == (["8,000 cars"], [])


def test_a_highlight_added_by_hand_answers_the_only_question_about_its_claim(asked: tuple[Project, str, str]) -> None:
    opening, article_id, claim_id = asked
    revision_id = review(opening, article_id).revision_id
    opening.apply(AddHighlight(claim_id, revision_id, *span(LONG, "9,000 cars")))
    [one] = review(opening, article_id).asked
    assert (one.place.decision, len(one.placed), quotes(opening)) == ("placed", 1, ["8,000 cars"])
    opening.undo()
    assert (review(opening, article_id).left, quotes(opening)) == (1, [])


def test_a_finding_on_words_that_changed_is_none_in_the_report_until_it_is_given_again(
    asked: tuple[Project, str, str],
) -> None:
    opening, article_id, claim_id = asked
    _scale, ratings = opening.read(scale_in_use)
    rate = RateClaim(claim_id, ratings[0].id)
    opening.apply(rate)
    opening.apply(ReviseArticle(article_id, draft(LONG.replace("9,000", "7,000"))))
    [article] = opening.read(report_of).articles
    assert (article.claims[0].rating, article.claims[0].open) == (None, True)
    opening.apply(rate)
    [article] = opening.read(report_of).articles
    assert (article.claims[0].rating, article.claims[0].open) == (ratings[0], False)
