"""Characters are kept as they are, but for line ends and what cannot be seen or stored."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from factcheck.formats.cleaning import clean, is_blank, on_one_line


def test_every_line_end_becomes_lf() -> None:
    assert clean("a\r\nb\rc\nd\u2028e\u2029f\vg\fh\x85i") == "a\nb\nc\nd\ne\nf\ng\nh\ni"


def test_nothing_is_normalised() -> None:
    words = "cafe\u0301 \u00a0\u200d👩‍🚀\tﬁ"
    assert clean(words) == words


def test_what_is_no_character_goes_or_is_replaced_one_for_one() -> None:
    assert clean("a\x00b\x1bc\x7fd\x9fe") == "abcde"
    assert clean("\ud83dx\ufdd0\ufffe\U0001ffff") == "\ufffdx\ufffd\ufffd\ufffd"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(words: str) -> None:
    once = clean(words)
    assert clean(once) == once
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\n" for sign in once)


def test_blank_is_what_nobody_sees() -> None:
    assert is_blank(" \t\u00a0\u200b\ufeff\u00ad")
    assert not is_blank(" . ")
    assert on_one_line("  a\r\n b\t c ") == "a b c"
