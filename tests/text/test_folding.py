"""Words are made alike as a keyboard would type them, in every script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.folding import folded, spaced, tokens


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Größtenteils É", "grosstenteils e"),
        ("Škoda Łódź Ødegård", "skoda lodz odegard"),
        ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
        ("İstanbul ılık", "istanbul ilik"),
        ("йод иод", "йод иод"),  # another letter, not an accent
        ("مُدَرِّس", "مدرس"),
        ("ﬁnal ９９", "final 99"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_no_case_and_no_accents(words: str, plain: str) -> None:
    assert folded(words) == plain


def test_scripts_without_spaces_are_parted() -> None:
    assert tokens("騒音レベル9,000ドル") == ["騒", "音", "レ", "ベ", "ル", "9", "000", "ド", "ル"]
    assert tokens("정부가 말했다") == ["정부가", "말했다"]
    assert tokens("“—!” 🙂") == []


@given(st.text())
def test_folding_again_changes_nothing(words: str) -> None:
    assert spaced(folded(words)) == spaced(words)
    assert " ".join(tokens(" ".join(tokens(words)))) == " ".join(tokens(words))
