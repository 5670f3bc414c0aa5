"""Two texts word by word: nothing is lost on either side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.differing import Piece, differing, from_where_they_differ

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


def test_an_excerpt_begins_shortly_before_what_differs() -> None:
    same = "The minutes of the council say so at length, and the paper of the next day gives the same date "
    texts = [same + "and names the mayor.", same + "and names the minister."]
    assert from_where_they_differ(texts, 60) == ["…and names the mayor.", "…and names the minister."]
    assert from_where_they_differ(texts, 200) == texts
    assert from_where_they_differ(["", texts[0]], 60) == ["", texts[0]]
    assert from_where_they_differ(["short", f"other {same * 3}"], 60) == ["short", f"other {same * 3}".strip()]


@given(st.text("ab 能", max_size=80), WORDS, WORDS)
def test_what_differs_is_within_what_is_shown(same: str, first: str, second: str) -> None:
    longest = 16
    lines = [" ".join((same + words).split()) for words in (first, second)]
    shown = [words[:longest] for words in from_where_they_differ(lines, longest)]
    assert (shown[0] == shown[1]) == (lines[0] == lines[1])
