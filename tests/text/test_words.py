"""Words and characters: whole ones, in every script, and never inside what a reader sees as one character."""

from __future__ import annotations

import subprocess
import sys

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.words import next_grapheme, next_word, previous_grapheme, previous_word, snap, word_spans

PIECES = st.sampled_from(
    [
        *"aZé1 9-'’.,%$€\n\t", "\u00a0", "\u202f", "\u2009", "\r\n", "e\u0301", "\u0301", "\u200d", "\u200c", "\ufe0f",
        "\u00ad", "\u2060", "\u0600", "\u0604", "👩‍👩‍👧", "👍🏽", "🇫🇷", "🇫", "1\ufe0f\u20e3",
        "한국", "\u1112\u1161\u11ab", "क्षि", "हिन्दी", "ไทย",
        "中国", "ひら", "カナ", "العَرَبِيَّة", "עברית", "don’t", "100,000", "3.5", "U.S.", "—", "(", ")", "“", "”",
        "\ud800",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=40))


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t ask O'Neill's boys' club.", ["Don’t", "ask", "O'Neill's", "boys", "club"]),
        ("Jean-Luc’s 18-year-old — no", ["Jean-Luc’s", "18-year-old", "no"]),
        ("It cost $3.5bn, -5% or 100,000.", ["It", "cost", "$3.5bn", "-5%", "or", "100,000"]),
        ("\u0600-100", ["100"]),
        ("2010-2015, 10:30, 3/4", ["2010-2015", "10:30", "3", "4"]),
        ("1\u202f000\u202f000 € et 12\u00a0500 %", ["1\u202f000\u202f000", "et", "12\u00a0500"]),
        ("l’année\u00a02020", ["l’année", "2020"]),
        ("the U.S. and U.S.A. too.", ["the", "U.S", "and", "U.S.A", "too"]),
        ("e\u0301t\u0301é cafe\u0301s", ["e\u0301t\u0301é", "cafe\u0301s"]),
        ("family 👩‍👩‍👧 and 👍🏽🇫🇷!", ["family", "👩‍👩‍👧", "and", "👍🏽", "🇫🇷"]),
        ("قال العَرَبِيَّةُ ٣٫٥ ذلك", ["قال", "العَرَبِيَّةُ", "٣٫٥", "ذلك"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("中国有14亿人。", ["中", "国", "有", "14", "亿", "人"]),
        ("한국의 カタカナ", ["한국의", "カタカナ"]),
        ("... — “”", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(TEXTS)
def test_words_are_whole_characters_in_order(text: str) -> None:
    borders = {0, *(match.end() for match in regex.finditer(r"\X", text))}
    offsets = [offset for span in word_spans(text) for offset in span]
    assert offsets == sorted(offsets)
    assert set(offsets) <= borders
    for start, end in word_spans(text):
        assert start < end
        assert not text[start].isspace()
        assert not text[end - 1].isspace() or regex.search(r"\s\p{M}*$", text[start:end]) is None


@given(TEXTS)
def test_moves_by_character_stop_at_every_border_and_nowhere_else(text: str) -> None:
    borders = [0, *(match.end() for match in regex.finditer(r"\X", text))]
    for offset in range(len(text) + 1):
        assert next_grapheme(text, offset) == min([border for border in borders if border > offset] or [len(text)])
        assert previous_grapheme(text, offset) == max([border for border in borders if border < offset] or [0])


@given(TEXTS)
def test_moves_by_word_agree_with_the_words_of_the_whole_text(text: str) -> None:
    spans = word_spans(text)
    for offset in range(len(text) + 1):
        assert next_word(text, offset) == next((end for _, end in spans if end > offset), len(text))
        assert previous_word(text, offset) == next((start for start, _ in reversed(spans) if start < offset), 0)


@given(TEXTS, st.data())
def test_a_snapped_range_holds_whole_words_and_all_that_was_dragged(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = snap(text, start, end)
    assert snap(text, end, start) == (first, last)
    dragged = [offset for offset in range(start, end) if not text[offset].isspace()]
    assert all(first <= offset < last for offset in dragged)
    assert text[first:last] == text[first:last].strip()
    for begin, finish in word_spans(text):
        assert finish <= first or last <= begin or (first <= begin and finish <= last)
    if first < last:
        assert snap(text, first, last) == (first, last)


@pytest.mark.parametrize(
    ("text", "dragged", "expected"),
    [
        ("The quick brown fox", (6, 12), "quick brown"),
        ("The quick brown fox", (3, 4), ""),
        ("The quick brown fox", (6, 6), "quick"),
        ("The quick brown fox", (9, 9), "quick"),
        ("The  quick", (4, 4), ""),
        ("said “no.” Then", (6, 10), "no.”"),
        ("paid $100,000.50 today", (9, 10), "$100,000.50"),
        ("a 👩‍👩‍👧 b", (3, 4), "👩‍👩‍👧"),
        ("“(.)”", (1, 2), "("),
        ("قال العَرَبِيَّةُ ذلك", (6, 8), "العَرَبِيَّةُ"),
        ("text", (-5, 99), "text"),
        ("", (0, 0), ""),
    ],
)
def test_snap(text: str, dragged: tuple[int, int], expected: str) -> None:
    first, last = snap(text, *dragged)
    assert text[first:last] == expected


@given(st.one_of(st.text(st.characters(max_codepoint=127), max_size=40), st.text("ab1 .,:'-+$%(_", max_size=25)))
def test_plain_words_are_the_same_beside_others(text: str) -> None:
    assert word_spans(text) == word_spans(f"{text}\n中")[:-1]


def test_moves_stay_inside_the_text() -> None:
    for move in (next_word, previous_word, next_grapheme, previous_grapheme):
        assert move("", 0) == 0
        assert 0 <= move("ab", -3) <= 2
        assert 0 <= move("ab", 99) <= 2


def test_importing_the_module_does_not_load_the_tables() -> None:
    code = "import sys, factcheck.text.words; sys.exit('regex' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
