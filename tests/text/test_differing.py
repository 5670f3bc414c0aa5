"""Two texts word by word: nothing is lost on either side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.differing import Piece, differing

PARTS = st.sampled_from(["bills", "fell", "11", " ", ", ", "能源", "🙂", "don’t", "\n"])
WORDS = st.lists(PARTS, max_size=12).map("".join)


def test_words_that_changed_stand_beside_each_other() -> None:
    assert differing("Bills fell by 40 percent.", "Bills fell by 11 percent, says the agency.") == [
        Piece("same", "Bills fell by "),
        Piece("gone", "40"),
        Piece("new", "11"),
        Piece("same", " percent"),
        Piece("new", ", says the agency"),
        Piece("same", "."),
    ]


def test_very_long_texts_stand_side_by_side() -> None:
    first, second = "word " * 4_000, "other " * 4_000
    assert differing(first, second) == [Piece("gone", first), Piece("new", second)]


@given(WORDS, WORDS)
def test_each_side_can_be_put_together_again(first: str, second: str) -> None:
    pieces = differing(first, second)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == first
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == second
    assert all(piece.text for piece in pieces)
