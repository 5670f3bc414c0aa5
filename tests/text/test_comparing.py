"""A quotation beside its passage: the answer, and exactly the words that differ."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.comparing import Comparison, compared

PASSAGE = (
    "Near Ukraine’s borders, Russia has deployed about 100,000 troops. It denies preparing an invasion, but says it is "
    "prepared to take “military-technical measures”. Exports rose by 40.8 % in 2020. He is not guilty. I came. I did "
    "not see. I won the vote in Paris."
)


def marked(text: str, pieces: tuple[tuple[int, int, str], ...]) -> list[tuple[str, str]]:
    return [(text[start:end], kind) for start, end, kind in pieces if kind != "same"]


@pytest.mark.parametrize(
    ("quotation", "answer", "in_quotation", "in_passage"),
    [
        ("Russia has deployed about 100,000 troops", "found", [], []),
        ("RUSSIA has deployed about 100k troops!", "found", [], []),
        ("prepared to take 'military technical measures'", "found", [], []),
        ("Ukraine's borders", "found", [], []),
        ("… Russia has deployed …", "found", [], []),
        ("Russia has not deployed", "altered", [("not", "added")], []),
        ("Russia deployed about 100,000 troops", "altered", [], [("has", "missing")]),
        ("He is guilty", "altered", [], [("not", "missing")]),
        ("guilty", "altered", [], [("not", "missing")]),
        ("He is", "altered", [], [("not", "missing")]),
        ("It admits preparing an invasion", "altered", [("admits", "changed")], [("denies", "changed")]),
        ("deployed about 120,000 troops", "altered", [("about 120,000", "changed")], [("about 100,000", "changed")]),
        ("Exports rose by 40.8 % in 2019", "altered", [("2019", "changed")], [("2020", "changed")]),
        ("Imports, exports rose by 40.8 %", "altered", [("Imports", "added")], []),
        ("Exports rose by about 40 %", "rounded", [("about 40 %", "rounded")], [("40.8 %", "rounded")]),
        (
            "Exports rose by over 40 percent in 2020",
            "rounded",
            [("over 40 percent", "rounded")],
            [("40.8 %", "rounded")],
        ),
        ("Russia … denies", "elided", [("…", "elided")], [("has deployed about 100,000 troops. It", "elided")]),
        ("I came. (...) I won", "elided", [("(...)", "elided")], [("I did not see", "elided")]),
        ("and says it", "altered", [("and", "added")], []),
        ("[Moscow] denies preparing", "elided", [("[Moscow]", "elided")], []),
        ("It [firmly] denies preparing", "elided", [("[firmly]", "elided")], []),
        ("It denies [not] preparing", "altered", [("[not]", "elided")], []),
        ("about 100,000 [900,000] troops", "altered", [("[900,000]", "elided")], []),
        ("He is … guilty", "altered", [("…", "elided")], [("not", "elided")]),
        ("The moon is made of green cheese", "not found", [], []),
        ("... “”", "not found", [], []),
        ("", "not found", [], []),
    ],
)
def test_answers_and_marks(
    quotation: str, answer: str, in_quotation: list[tuple[str, str]], in_passage: list[tuple[str, str]]
) -> None:
    comparison = compared(quotation, PASSAGE)
    assert comparison.answer == answer
    assert marked(quotation, comparison.quotation) == in_quotation
    assert marked(PASSAGE, comparison.passage) == in_passage


def test_the_stretch_is_the_best_one() -> None:
    passage = "The bank is open. The new bank in Paris is closed on Mondays. The bank is new."
    comparison = compared("the new bank in Lyon is closed on Mondays", passage)
    assert comparison.stretch is not None
    assert passage[slice(*comparison.stretch)] == "The new bank in Paris is closed on Mondays"


def test_nothing_is_in_an_empty_passage() -> None:
    assert compared("A word", "") == Comparison("not found")


@pytest.mark.parametrize(
    ("quotation", "passage", "answer"),
    [
        ("Il est coupable", "Il n’est pas coupable.", "altered"),
        ("Er ist schuldig", "Er ist nicht schuldig.", "altered"),
        ("Es culpable", "No es culpable.", "altered"),
        ("one soldier crossed", "Not one soldier crossed.", "altered"),
        ("He came.", "Did he agree? No. He came.", "found"),
        ("中国有14亿人", "据说中国有14亿人。", "found"),
        ("中国没有14亿人", "据说中国有14亿人。", "altered"),
        ("हिन्दी", "हिन्दा", "not found"),
        ("café", "cafe\u0301", "found"),
        ("He won 5km", "He won 5 km", "altered"),
        ("version 2.0.1", "version 2.0.2", "altered"),
    ],
)
def test_other_languages_and_traps(quotation: str, passage: str, answer: str) -> None:
    assert compared(quotation, passage).answer == answer


WORDS = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo", "lima"]
PASSAGES = st.lists(
    st.sampled_from([*WORDS, "the", "of", "5 %", "1,200", "alpha.", "“bravo”", "not"]), min_size=6, max_size=60
)


@given(PASSAGES, st.data())
def test_what_stands_there_is_found_and_every_not_is_caught(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 5))
    taken = words[start : data.draw(st.integers(start + 5, len(words)))]
    passage = " ".join(words)
    quotation = " ".join(taken)
    if (
        words[start - 1 : start] != ["not"]
        and words[start + len(taken) :][:1] != ["not"]
        and passage.count(quotation) == 1
    ):
        comparison = compared(quotation.upper(), passage)
        assert comparison.answer == "found"
        assert {kind for _, _, kind in (*comparison.quotation, *comparison.passage)} == {"same"}
    place = data.draw(st.integers(0, len(taken)))
    with_not = " ".join([*taken[:place], "not", *taken[place:]])
    if with_not.upper() not in passage.upper().replace("“", "").replace("”", "") and "not" not in words:
        comparison = compared(with_not, passage)
        assert comparison.answer in {"altered", "not found"}
        if comparison.answer == "altered":
            assert "not" in " ".join(found for found, _ in marked(with_not, comparison.quotation))


@given(st.lists(st.sampled_from(WORDS), min_size=6, max_size=30, unique=False), st.data())
def test_every_not_that_was_left_out_is_caught(words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words)))
    passage = " ".join([*words[:place], "not", *words[place:]])
    for quotation in (" ".join(words), " ".join([*words[:place], "…", *words[place:]])):
        assert compared(quotation, passage).answer == "altered"


@given(st.text(max_size=60), st.text(max_size=120))
def test_any_two_texts_can_be_compared(quotation: str, passage: str) -> None:
    comparison = compared(quotation, passage)
    for text, pieces in ((quotation, comparison.quotation), (passage, comparison.passage)):
        reached = 0
        for start, end, kind in pieces:
            assert reached <= start < end <= len(text)
            assert kind in {"same", "rounded", "changed", "missing", "added", "elided"}
            reached = end
    if comparison.answer == "found":
        folded = [re.sub(r"\W", "", text.casefold()) for text in (quotation, passage)]
        assert not folded[0].isalpha() or not folded[1].isalpha() or comparison.stretch is not None
    if comparison.stretch is None:
        assert comparison == Comparison("not found")


def test_long_texts_are_parted_and_still_compared_word_by_word() -> None:
    numbered = [f"{WORDS[index % 12]}{index // 12}x" for index in range(3000)]
    quoted = [*numbered[500:1000], *numbered[1001:1500]]
    quoted[100] = "other"
    quotation, passage = " ".join(quoted), " ".join(numbered)
    comparison = compared(quotation, passage)
    assert comparison.answer == "altered"
    assert marked(quotation, comparison.quotation) == [("other", "changed")]
    assert marked(passage, comparison.passage) == [(numbered[600], "changed"), (numbered[1000], "missing")]
    assert compared(" ".join(["zulu"] * 999), passage).answer == "not found"
    elided = compared(" ".join([*numbered[10:300], "…", *numbered[1200:1500]]), passage)
    assert elided.answer == "elided"
    assert len(elided.passage) == 3
