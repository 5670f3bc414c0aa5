"""Words are found as a reader means them, and the spans are those of the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text import finding
from factcheck.text.finding import FoldedText, Search

TEXT = (
    "He said “it’s 40.5 percent” – the oﬃce of Mihović, a cafe\u0301, a café, 10\u00a0000 crowns, "
    "a soft\u00adhyphen; Straße, كِتَاب, 東京都, don’t  stop 😀 Zoë_1"
)


def found(words: str, text: str = TEXT, *, exact: bool = False, whole: bool = False) -> list[str]:
    search = Search(FoldedText(text), words, exact=exact, whole=whole).finish()
    return [text[slice(*search[number])] for number in range(len(search))]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("\"it's", ["“it’s"]),
        ('percent" - the', ["percent” – the"]),
        ("office", ["oﬃce"]),
        ("MIHOVIC", ["Mihović"]),
        ("café", ["cafe\u0301", "café"]),
        ("10 000", ["10\u00a0000"]),
        ("softhyphen", ["soft\u00adhyphen"]),
        ("strasse", ["Straße"]),
        ("كتاب", ["كِتَاب"]),
        ("京都", ["京都"]),
        ("don't stop", ["don’t  stop"]),
        ("zoe", ["Zoë"]),
        ("😀", ["😀"]),
        ("ﬃ", ["ﬃ"]),
        ("nowhere", []),
        ("  ", []),
        ("\u00ad", []),
    ],
)
def test_what_a_keyboard_does_not_tell_apart_is_alike(words: str, places: list[str]) -> None:
    assert found(words) == places


def test_capitals_and_accents_are_told_apart_where_asked() -> None:
    assert found("mihović", exact=True) == []
    assert found("Mihović", exact=True) == ["Mihović"]
    assert found("cafe", exact=True) == []  # the accent beyond it makes another letter
    assert found("café", exact=True) == ["cafe\u0301", "café"]
    assert found("\"it's", exact=True) == ["“it’s"]


def test_whole_words_are_no_parts_of_words_or_numbers() -> None:
    assert found("40", whole=True) == []
    assert found("40.5", whole=True) == ["40.5"]
    assert found("cent", whole=True) == []
    assert found("percent", whole=True) == ["percent"]
    assert found("京", whole=True) == ["京"]
    assert found("zoë", whole=True) == []
    assert found("stop", "stop. stop! un-stop\nstop", whole=True) == ["stop"] * 4


def test_hits_never_overlap_nor_cross_a_line() -> None:
    assert found("aa", "aaaaa") == ["aa", "aa"]
    assert found("one two", "one\ntwo one two") == ["one two"]


def test_a_hit_on_the_border_of_two_slices_is_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_SLICE", 7)
    monkeypatch.setattr(finding, "_OVERLAP", 30)
    assert found("percent") == ["percent"]
    assert found("e", whole=False) == found("e", TEXT)
    assert found("aa", "a" * 22) == ["aa"] * 11


def test_hits_are_asked_for_by_place() -> None:
    search = Search(FoldedText("one two one two one"), "one").finish()
    assert [search[each] for each in search.numbers_between(2, 9)] == [(0, 3), (8, 11)]
    assert list(search.numbers_between(3, 8)) == []
    assert [search.number_from(place) for place in (0, 1, 16, 17)] == [0, 1, 2, 0]
    assert Search(FoldedText("one"), "two").finish().number_from(0) == -1


LETTERS = st.text(alphabet="ab ’'-–ﬁfiéeE\u0301ß😀\u00adsİ\u00a0", max_size=60)


@given(LETTERS, st.integers(0, 60), st.integers(1, 8), st.booleans())
def test_any_stretch_of_a_text_is_found_where_it_stands(text: str, start: int, length: int, exact: bool) -> None:
    """What is copied from the text and looked for is among the hits, unless another hit covers its beginning."""
    words = text[start : start + length]
    folded = FoldedText(text)
    search = Search(folded, words, exact=exact).finish()
    hits = [search[number] for number in range(len(search))]
    assert all(0 <= a < z <= len(text) for a, z in hits)
    assert all(one[1] <= two[0] for one, two in pairwise(hits))
    wanted = folded.fold(words, exact=exact)
    for a, z in hits:
        assert " ".join(wanted.split()) in " ".join(folded.fold(text[a:z], exact=exact).split())
    if not exact and words.strip() and wanted.strip():
        assert hits
