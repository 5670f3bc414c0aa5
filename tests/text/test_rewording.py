"""What was put differently, as the fewest words; and where places are afterwards."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.rewording import Moving, Rewording, reworded, rewordings

WORDS = st.lists(st.sampled_from(["one", "two", "three,", "four.", "\n", "“five”", "6"]), max_size=12).map(" ".join)


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
