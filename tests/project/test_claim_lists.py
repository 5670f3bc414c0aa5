"""Lists of claims: filters, words, orders, and the beginning of a long one."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.domain.records import Review
from factcheck.project.edits.claims import EditClaim
from factcheck.project.edits.many_claims import RateClaims, RemoveClaims, TagClaims, UntagClaims
from factcheck.project.edits.reviewing import AssignClaims, SendToReview, WithdrawReview
from factcheck.project.edits.sources import Cite
from factcheck.project.edits.verdicts import RateClaim
from factcheck.project.project import Project
from factcheck.project.queries.claim_lists import FILTERS, ClaimWish, beginning, is_at_hand, lines_of, listed
from factcheck.project.queries.project import scale_in_use
from factcheck.project.queries.tags import common_traits, tags, tags_of
from tests.factories import add_article, mark, new_project


class Lists:
    """A project of two articles, with three claims in the first and one in the second."""

    def __init__(self, folder: Path) -> None:
        self.project: Project = new_project(folder)
        self.first, self.second = add_article(self.project), add_article(self.project)
        self.bridge, self.cars, self.months = (
            mark(self.project, self.first, words) for words in ("4.2 million", "9,000 cars", "14 months")
        )
        self.other = mark(self.project, self.second, "4.2 million")
        self.ratings = [rating.id for rating in self.project.read(scale_in_use)[1]]
        self.names = {self.bridge: "bridge", self.cars: "cars", self.months: "months", self.other: "other"}

    def named(self, wish: ClaimWish) -> list[str]:
        return [self.names[claim_id] for claim_id in self.project.read(lambda reading: listed(reading, wish))]


@pytest.fixture
def on(tmp_path: Path) -> Lists:
    return Lists(tmp_path)


def test_every_filter_is_the_same_for_all_claims_and_for_one_of_them(on: Lists) -> None:
    on.project.apply(RateClaim(on.bridge, on.ratings[0]))
    on.project.apply(EditClaim(on.cars, {"status": "re-check", "assignee": "Ada Mihović"}))
    on.project.apply(Cite(on.cars, address="https://traffic.example"))
    expected = {
        "all": ["bridge", "cars", "months"], "unchecked": ["cars", "months"], "open": ["cars", "months"],
        "mine": ["cars"], "re-check": ["cars"], "no source": ["bridge", "months"], "one source": ["cars"],
        "inbox": ["cars"], "assigned": ["cars"],
    }  # fmt: skip
    for name in FILTERS:
        wish = ClaimWish(on.first.id, name)
        assert on.named(wish) == expected.get(name, []), name
        for claim_id in (on.bridge, on.cars, on.months):
            among = on.project.read(lambda reading: listed(reading, wish, [claim_id]))  # noqa: B023 - read at once
            assert bool(among) is (on.names[claim_id] in expected.get(name, [])), name


def test_words_are_beginnings_and_all_of_them_must_be_there(on: Lists) -> None:
    on.project.apply(EditClaim(on.bridge, {"rationale": "The Überprüfung says so."}))
    assert on.named(ClaimWish(on.first.id, words="MILL überpr")) == ["bridge"]
    assert on.named(ClaimWish(on.first.id, words="million cars")) == []
    assert on.named(ClaimWish(None, words="million")) == ["bridge", "other"]
    assert on.named(ClaimWish(on.first.id, words="  ")) == ["bridge", "cars", "months"]


def test_orders_and_their_reverse(on: Lists) -> None:
    on.project.apply(RateClaim(on.months, on.ratings[0]))
    on.project.apply(RateClaim(on.bridge, on.ratings[2]))
    on.project.apply(EditClaim(on.cars, {"status": "in review"}))
    late = mark(on.project, on.first, "Nobody was hurt")
    on.names[late] = "late"
    orders = {
        "place": ["bridge", "cars", "late", "months"],
        "verdict": ["months", "bridge", "cars", "late"],
        "status": ["late", "cars", "bridge", "months"],
        "age": ["bridge", "cars", "months", "late"],
    }
    for sort, expected in orders.items():
        assert on.named(ClaimWish(on.first.id, sort=sort)) == expected
    assert on.named(ClaimWish(on.first.id, sort="place", descending=True)) == orders["place"][::-1]
    assert on.named(ClaimWish(on.first.id, sort="age", descending=True)) == orders["age"][::-1]
    # What is alike stays by place.
    assert on.named(ClaimWish(on.first.id, sort="verdict", descending=True)) == ["cars", "late", "bridge", "months"]


def test_all_articles_come_one_after_the_other_and_number_their_own(on: Lists) -> None:
    wish = ClaimWish(None)
    assert on.named(wish) == ["bridge", "cars", "months", "other"]
    lines = on.project.read(lambda reading: lines_of(reading, listed(reading, wish)))
    assert [line.number for line in lines] == [1, 2, 3, 1]


def test_the_beginning_of_a_list_needs_no_order(on: Lists) -> None:
    assert on.project.read(lambda reading: beginning(reading, on.first.id, 2)) == [on.bridge, on.cars]
    assert on.project.read(lambda reading: beginning(reading, None, 9)) == [on.bridge, on.cars, on.months, on.other]
    assert on.project.read(lambda reading: is_at_hand(reading, ClaimWish(None)))


def test_one_edit_rates_several_and_one_undo_takes_it_back(on: Lists) -> None:
    both = (on.bridge, on.months)
    on.project.apply(EditClaim(on.months, {"status": "needs attention"}))
    on.project.apply(RateClaims(both, on.ratings[1]))
    lines = on.project.read(lambda reading: lines_of(reading, both))
    assert [(line.rating_id, line.status) for line in lines] == [
        (on.ratings[1], "checked"), (on.ratings[1], "needs attention"),
    ]  # fmt: skip
    on.project.undo()
    lines = on.project.read(lambda reading: lines_of(reading, both))
    assert [(line.rating_id, line.status) for line in lines] == [(None, "unstarted"), (None, "needs attention")]


def test_one_undo_brings_several_removed_claims_back(on: Lists) -> None:
    on.project.apply(RemoveClaims((on.bridge, on.cars)))
    assert on.named(ClaimWish(on.first.id)) == ["months"]
    on.project.undo()
    assert on.named(ClaimWish(on.first.id)) == ["bridge", "cars", "months"]


def test_tags_are_put_on_shared_and_taken_off(on: Lists) -> None:
    tag_id = on.project.apply(TagClaims((on.bridge, on.other), " #Money  talk ")).value
    assert on.project.apply(TagClaims((on.cars,), "Money talk")).value == tag_id
    assert [tag.name for tag in on.project.read(tags)] == ["Money talk"]
    assert on.named(ClaimWish(None, tag_id=tag_id)) == ["bridge", "cars", "other"]
    on.project.apply(UntagClaims((on.cars, on.other, on.months), tag_id))
    assert on.named(ClaimWish(None, tag_id=tag_id)) == ["bridge"]
    on.project.apply(TagClaims((on.cars,), "Money talk"))
    assert [tag.id for tag in on.project.read(lambda reading: tags_of(reading, on.cars))] == [tag_id]


def test_a_claim_that_is_named_twice_counts_once(on: Lists) -> None:
    twice = (on.bridge, on.cars, on.bridge)
    tag_id = on.project.apply(TagClaims(twice, "money")).value
    assert on.named(ClaimWish(on.first.id, tag_id=tag_id)) == ["bridge", "cars"]
    for edit in (
        RateClaims(twice, on.ratings[0]),
        AssignClaims(twice, "Jonas Kern"),
        SendToReview(twice, "Jonas Kern"),
        WithdrawReview(twice),
        UntagClaims(twice, tag_id),
        RemoveClaims(twice),
    ):
        on.project.apply(edit)
    assert len(on.project.read(lambda reading: reading.records(Review))) == 2
    assert on.named(ClaimWish(on.first.id)) == ["months"]


def test_what_claims_have_in_common(on: Lists) -> None:
    both = (on.bridge, on.cars)
    tag_id = on.project.apply(TagClaims(both, "money")).value
    some_id = on.project.apply(TagClaims((on.cars,), "traffic")).value
    traits = on.project.read(lambda reading: common_traits(reading, both))
    assert (traits.count, traits.rating_id, traits.status, traits.assignee) == (2, (None,), "unstarted", "")
    assert ([tag.id for tag in traits.tags], [tag.id for tag in traits.some_tags]) == ([tag_id], [some_id])
    on.project.apply(RateClaim(on.cars, on.ratings[0]))
    traits = on.project.read(lambda reading: common_traits(reading, both))
    assert (traits.rating_id, traits.status) == (None, None)
