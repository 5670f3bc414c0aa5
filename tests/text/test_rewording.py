"""What was put differently, as the fewest words; and where places are afterwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.rewording import Moving, Rewording, reworded, rewordings

WORDS = st.lists(st.sampled_from(["one", "two", "three,", "four.", "\n", "“five”", "6"]), max_size=12).map(" ".join)

PAIRS = [
    ("", ""),
    ("the same", "the same"),
    ("not one crown more", "27 million more"),
    ("a b", "a big b"),
    ("a big b", "a b"),
    ("all of it", "nothing whatsoever"),
    ("fell by a third, from 9.3 to 6.1", "fell by a quarter, from 9.3 to 7.1"),
    ("失业率下降了三分之一", "失业率下降了四分之一"),
    ("بنسبة 12 في المئة", "بنسبة 13 في المئة"),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_the_changes_lead_from_the_old_words_to_the_new(old: str, new: str) -> None:
    assert reworded(old, rewordings(old, new)) == new


def test_no_more_words_change_than_must() -> None:
    old = "fell by a third, from 9.3 to 6.1 percent"
    changes = rewordings(old, "fell by a quarter, from 9.3 to 7.1 percent")
    assert [(old[one.start : one.end], one.new) for one in changes] == [("third", "quarter"), ("6.1", "7.1")]
    assert len(rewordings("costs not one crown", "costs 27 million")) == 1


def test_the_fewest_words_are_named() -> None:
    old = "Fares rose by nine per cent.\nNo."
    assert rewordings(old, "Fares rose by eight per cent.\nNew line\nNo.") == [
        Rewording(14, 18, "eight"),
        Rewording(29, 29, "New line\n"),
    ]
    assert rewordings("It cost 4.2 million, he said", "It cost 4.3 billion, he said") == [
        Rewording(8, 19, "4.3 billion")
    ]
    assert rewordings("works of cost. In", "works of . In") == [Rewording(9, 13, "")]
    assert rewordings("same", "same") == []


def test_places_move_with_the_words_around_them() -> None:
    old = "one two three four"
    moving = Moving(rewordings(old, "one 2 three extra four"))
    assert [moving.place(old.index(word)) for word in old.split()] == [0, 4, 6, 18]
    assert moving.place(7, behind=True) == 5
    assert moving.touched(4, 7)
    assert not moving.touched(0, 2)


@given(WORDS, WORDS)
def test_the_changes_make_the_one_of_the_other(old: str, new: str) -> None:
    changes = rewordings(old, new)
    assert reworded(old, changes) == new
    moving = Moving(changes)
    for at in range(len(old) + 1):
        assert 0 <= moving.place(at) <= len(new)
        assert moving.place(at) <= moving.place(at + 1, behind=True) <= len(new) or at == len(old)
