"""Fractional keys: there is always room between two, and they sort as they were put."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.positions import between


def test_the_first_key_leaves_room_on_both_sides() -> None:
    first = between()
    assert between("", first) < first < between(first)


@given(st.lists(st.integers(0, 30), max_size=60))
def test_keys_keep_the_order_in_which_things_were_put(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = min(place, len(keys))
        before = keys[at - 1] if at else ""
        after = keys[at] if at < len(keys) else ""
        keys.insert(at, between(before, after))
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_many_at_the_same_place_still_sort() -> None:
    low, high = between(), between(between())
    for _ in range(200):
        middle = between(low, high)
        assert low < middle < high
        high = middle
