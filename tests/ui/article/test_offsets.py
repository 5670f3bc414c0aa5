"""Code points and UTF-16 units."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.ui.article.offsets import Offsets

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("😀👩‍🚀é𝔘a")), max_size=40)


@given(TEXTS)
def test_every_offset_is_that_of_the_encoded_text(text: str) -> None:
    offsets = Offsets(text)
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le", "surrogatepass")) // 2
        assert offsets.to_units(point) == unit
        assert offsets.to_points(unit) == point


def test_an_offset_inside_a_character_is_where_it_begins() -> None:
    offsets = Offsets("a😀b😀")
    assert [offsets.to_points(unit) for unit in range(7)] == [0, 1, 1, 2, 3, 3, 4]
