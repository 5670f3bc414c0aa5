"""The sentence that somebody probably meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.nearest import nearest_sentence

TEXT = "The bridge cost 4.2 million crowns. It carries 9,000 cars a day. Nobody was hurt."
SENTENCES = [(0, 35), (36, 64), (65, 81)]


def test_a_slip_of_the_pen_still_finds_its_sentence() -> None:
    for quote in ("cost 4.3 million kronor", "The BRIDGE costs 4.2 million", "bridge cost 4.2 million crowns. It car"):
        assert nearest_sentence(TEXT, SENTENCES, quote) == SENTENCES[0]
    assert nearest_sentence(TEXT, SENTENCES, "9000 cars a day") == SENTENCES[1]


def test_words_that_are_nowhere_find_nothing() -> None:
    assert nearest_sentence(TEXT, SENTENCES, "Zebras graze quietly") is None
    assert nearest_sentence(TEXT, SENTENCES, "…?!") is None
    assert nearest_sentence(TEXT, [], "The bridge") is None


@given(st.text(max_size=200))
def test_it_is_one_of_the_sentences_or_none(quote: str) -> None:
    assert nearest_sentence(TEXT, SENTENCES, quote) in (*SENTENCES, None)
