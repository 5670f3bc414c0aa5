"""Coverage: untouched, open, dealt with or left out, sentence by sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.checkables import checkables
from factcheck.text.coverage import (
    DEALT,
    LEFT_OUT,
    OPEN,
    PARTLY,
    UNTOUCHED,
    coverage,
    unchecked,
    with_unchecked,
)
from factcheck.text.spans import Spans

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


# --- words -------------------------------------------------------------------------------------------

TEXT = "Okafor paid 12 crowns. Menon said “no more”, twice."
WORDS = checkables(TEXT)


def left(*covered: tuple[int, int]) -> list[str]:
    found = unchecked(TEXT, WORDS, covered)
    return [TEXT[word.start : word.end] for word, is_left in zip(WORDS, found, strict=True) if is_left]


def test_without_marks_every_word_is_unchecked() -> None:
    assert left() == ["Okafor", "12", "Menon", "“no more”", "twice"]


def test_marks_cover_the_words_that_they_cover_and_no_others() -> None:
    assert left((0, 11)) == ["12", "Menon", "“no more”", "twice"]
    assert left((0, 3), (12, 14)) == ["Okafor", "Menon", "“no more”", "twice"]
    assert left((0, 3), (2, 6)) == ["12", "Menon", "“no more”", "twice"]


def test_quotation_marks_need_no_check() -> None:
    start = TEXT.index("no more")
    assert "“no more”" not in left((start, start + 7))
    assert "“no more”" in left((start, start + 2))


def test_a_decision_about_a_word_is_none_about_its_sentence() -> None:
    assert list(coverage([(0, 22), (23, 51)], [], [], [(0, 6)])) == [UNTOUCHED, UNTOUCHED]
    assert list(coverage([(0, 22), (23, 51)], [], [], [(0, 22)])) == [DEALT, UNTOUCHED]


def test_a_sentence_is_dealt_with_once_its_words_are() -> None:
    sentences = Spans.of([(0, 22), (23, 51)])
    states = coverage(sentences, [], [(0, 6)], [(23, 51)])
    found = unchecked(TEXT, WORDS, [(0, 6), (23, 51)])
    with_unchecked(states, sentences, (word.start for word, is_left in zip(WORDS, found, strict=True) if is_left))
    assert list(states) == [PARTLY, DEALT]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=8))
def test_a_word_is_unchecked_where_a_letter_of_it_is_covered_by_nothing(marks: list[tuple[int, int]]) -> None:
    covered = {at for start, length in marks for at in range(start, start + length)}
    expected = [
        any(TEXT[at].isalnum() and at not in covered for at in range(word.start, word.end)) for word in WORDS
    ]
    assert [bool(one) for one in unchecked(TEXT, WORDS, [(start, start + n) for start, n in marks])] == expected
