"""Taking words: whole ones, exact characters where asked, never what is folded away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.ui.article import taking

TEXT = "The line “cost” 4.5 million, they said. 👩‍🚀 flew e\u0301tat."


def words(span: tuple[int, int]) -> str:
    return TEXT[slice(*span)]


def test_a_stretch_is_widened_to_words() -> None:
    at = TEXT.index("ine")
    assert words(taking.drawn(TEXT, at, TEXT.index("ost") + 2, exact=False)) == "line “cost"
    assert words(taking.drawn(TEXT, TEXT.index("ost") + 2, at, exact=False)) == "line “cost"
    assert words(taking.drawn(TEXT, at, at, exact=False)) == "line"


def test_an_exact_stretch_keeps_its_borders_but_splits_no_character() -> None:
    at = TEXT.index("ine")
    assert words(taking.drawn(TEXT, at, at + 2, exact=True)) == "in"
    pilot = TEXT.index("👩")
    assert words(taking.drawn(TEXT, pilot + 1, pilot + 2, exact=True)) == "👩‍🚀"
    assert taking.drawn(TEXT, len(TEXT), len(TEXT), exact=True) == (len(TEXT), len(TEXT))
    assert taking.drawn(TEXT, 0, 0, exact=True)[0] == 0


def test_the_end_moves_by_words() -> None:
    span = (TEXT.index("cost"), TEXT.index("cost") + 4)
    longer = taking.end_moved(TEXT, span, forward=True, exact=False)
    assert words(longer) == "cost” 4.5"
    assert words(taking.end_moved(TEXT, longer, forward=True, exact=False)) == "cost” 4.5 million"
    assert words(taking.end_moved(TEXT, longer, forward=False, exact=False)) == "cost”"
    assert taking.end_moved(TEXT, span, forward=False, exact=False) == span  # never empty


def test_the_start_moves_by_words() -> None:
    span = (TEXT.index("million"), TEXT.index("million") + 7)
    longer = taking.start_moved(TEXT, span, forward=False, exact=False)
    assert words(longer) == "4.5 million"
    assert words(taking.start_moved(TEXT, longer, forward=True, exact=False)) == "million"
    assert taking.start_moved(TEXT, span, forward=True, exact=False) == span


def test_edges_move_by_characters() -> None:
    span = (TEXT.index("flew"), TEXT.index("flew") + 4)
    assert words(taking.end_moved(TEXT, span, forward=False, exact=True)) == "fle"
    assert words(taking.end_moved(TEXT, span, forward=True, exact=True)) == "flew "
    assert words(taking.start_moved(TEXT, span, forward=True, exact=True)) == "lew"
    back = taking.start_moved(
        TEXT, taking.start_moved(TEXT, span, forward=False, exact=True), forward=False, exact=True
    )
    assert words(back) == "👩‍🚀 flew"


SPANS = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda span: (min(span), max(span)))


@given(SPANS, SPANS, st.integers(0, 50))
def test_nothing_is_taken_that_is_folded_away(span: tuple[int, int], folded: tuple[int, int], anchor: int) -> None:
    start, end = taking.kept_out_of(TEXT, span, anchor, [folded])
    assert start <= end
    if start < end:
        assert span[0] <= start < end <= span[1]
        assert end <= folded[0] or start >= folded[1] or folded[0] == folded[1]
