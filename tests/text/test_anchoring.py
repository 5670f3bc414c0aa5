"""Selectors say where words stand and notice when they do not; quotations are found as people type them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.anchoring import Selector, occurrences, selector_of, verified

TEXTS = st.text(alphabet="ab “”\"'’-–\n\u00a0é\u0301😀", max_size=60)


@given(TEXTS, st.data())
def test_a_selector_is_verified_in_its_own_text_only(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    selector = selector_of(text, start, end)
    assert selector.quote == text[start:end]
    assert len(selector.prefix) <= 32 >= len(selector.suffix)
    assert text[:start].endswith(selector.prefix)
    assert text[end:].startswith(selector.suffix)
    assert verified(text, selector)
    assert not verified(f"x{text}", selector) or f"x{text}"[start:end] == text[start:end]


def test_a_selector_is_not_verified_on_other_words() -> None:
    text = "He said no. She said no. They said yes."
    selector = selector_of(text, 12, 24, context=5)
    assert selector == Selector("She said no.", " no. ", " They", 12, 24)
    assert verified(text, selector)
    assert not verified(text.replace("She", "Sue"), selector)
    assert not verified(f"Oh. {text}", selector)
    assert not verified(text, replace(selector, prefix="yes. "))
    assert not verified(text, replace(selector, suffix=" We"))
    assert not verified(text, replace(selector, start=-5, end=-1))
    assert not verified(text, replace(selector, start=24, end=12))
    assert not verified("", selector)


@given(TEXTS, st.data())
def test_what_stands_in_the_text_is_found_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end].strip()
    places = occurrences(text, text[start:end])
    assert places == sorted(places)
    for first, last in places:
        assert 0 <= first < last <= len(text)
        assert not text[last : last + 1].startswith("\u0301")
    if quote and not text[text.index(quote) + len(quote) :].startswith("\u0301") and quote[0] != "\u0301":
        assert text.index(quote) in [first for first, _ in places]


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("He said no. He said no.", "He said no.", [(0, 11), (12, 23)]),
        ("He said no.", "  said no\n", [(3, 10)]),
        ("He said no.", "Said", []),
        ("He said no.", "", []),
        ("He said no.", " \n", []),
        ("😀 He  said\n“no”", 'He said "no"', [(2, 15)]),
        ("l’été\u00a02020", "l'été 2020", [(0, 10)]),
        ("the 2010–2015 plan", "2010-2015", [(4, 13)]),
        ("the cafe\u0301 is", "café", [(4, 9)]),
        ("the café is", "cafe\u0301", [(4, 8)]),
        ("the cafe\u0301 is", "cafe", []),
        ("100 % (1.5)", "100 % (1.5)", [(0, 11)]),
        ("an exact 'x' and a typed ’x’", "'x'", [(9, 12)]),
        ("👩‍👩‍👧", "👩", []),
    ],
)
def test_occurrences(text: str, quote: str, expected: list[tuple[int, int]]) -> None:
    assert occurrences(text, quote) == expected
