"""Coverage: untouched, open, dealt with or left out, sentence by sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.coverage import DEALT, LEFT_OUT, OPEN, UNTOUCHED, coverage

SENTENCES = [(0, 10), (11, 20), (21, 30), (31, 40)]


def test_untouched_text_is_seen_as_such() -> None:
    assert list(coverage(SENTENCES, [], [], [])) == [UNTOUCHED] * 4


def test_an_open_claim_keeps_its_sentence_open_whatever_else_stands_there() -> None:
    assert list(coverage(SENTENCES, [(2, 4)], [(5, 8)], [(0, 10)])) == [OPEN, UNTOUCHED, UNTOUCHED, UNTOUCHED]


def test_closed_claims_and_decisions_deal_with_the_sentences_that_they_touch() -> None:
    assert list(coverage(SENTENCES, [], [(8, 12)], [(31, 40)])) == [DEALT, DEALT, UNTOUCHED, DEALT]


def test_a_mark_that_only_borders_a_sentence_does_not_touch_it() -> None:
    assert list(coverage(SENTENCES, [], [(10, 11)], [])) == [UNTOUCHED] * 4


def test_what_is_left_out_does_not_count() -> None:
    assert list(coverage(SENTENCES, [], [], [], [(11, 30)])) == [UNTOUCHED, LEFT_OUT, LEFT_OUT, UNTOUCHED]
    assert list(coverage(SENTENCES, [], [], [], [(11, 25)])) == [UNTOUCHED, LEFT_OUT, UNTOUCHED, UNTOUCHED]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=12), st.integers(1, 12))
def test_marks_are_found_in_every_sentence_that_they_touch(marks: list[tuple[int, int]], every: int) -> None:
    sentences = [(at, at + every) for at in range(3, 60, every + 1)]
    spans = [(start, start + length) for start, length in marks]
    expected = [
        OPEN if any(start < end and until > begin for start, until in spans) else UNTOUCHED for begin, end in sentences
    ]
    assert list(coverage(sentences, spans, [], [])) == expected
