"""What can be checked in a text is found: against articles marked by hand, and case by case."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.checkables import KINDS, checkables
from tests.text.marked_articles import Score, articles, read, score


def found(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(text[start:end], kind) for start, end, kind in checkables(text, language)]


@pytest.mark.parametrize("among", ["tuned", "held"])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", ["name", "figure", "date", "quotation"])
def test_nearly_all_that_is_marked_by_hand_is_found(among: str, language: str, kind: str) -> None:
    scores = [
        score(one.text, one.marks, checkables(one.text, language), kind)
        for one in articles(among)
        if one.language == language
    ]
    whole = Score(*map(sum, zip(*scores, strict=True)))
    assert whole.marks > 20 or kind == "quotation"
    assert whole.recall >= 0.95
    assert whole.precision >= 0.85


def test_a_mark_is_read_with_the_marks_inside_it() -> None:
    one = read("en_1", "He said {q|“I saw {f|12} boats”} on {d|Monday}.")
    assert one.text == "He said “I saw 12 boats” on Monday."
    assert [(one.text[start:end], kind) for start, end, kind in one.marks] == [
        ("12", "figure"), ("“I saw 12 boats”", "quotation"), ("Monday", "date"),
    ]  # fmt: skip


def test_what_a_sentence_holds_is_told_apart() -> None:
    text = "Mayor Gwen Okafor said on 12 June 2023 that the oldest bridge cost £4.2 million, “a fair price”."
    assert found(text) == [
        ("Mayor", "title"), ("Gwen Okafor", "name"), ("12 June 2023", "date"), ("oldest", "superlative"),
        ("£4.2 million", "figure"), ("“a fair price”", "quotation"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yesterday Smith left. He said no.", ["Smith"]),
        ("Scientists disagree, and other scientists too.", []),
        ("She works for the Bank of England and for Brandt & Lowe.", ["Bank of England", "Brandt & Lowe"]),
        ("The WHO and the U.S. agreed; I’m not sure.", ["WHO", "U.S."]),
        ("“We left,” said Ola Brekke. “Nobody asked.”", ["Ola Brekke"]),
        ("Ludwig van Beethoven met J. K. Rowling", ["Ludwig van Beethoven", "J. K. Rowling"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [words for words, kind in found(text) if kind == "name"] == names


def test_a_headline_with_capitals_names_whom_the_text_names() -> None:
    text = "Council Ignored Warnings From Okafor About Bridge\nGwen Okafor spoke. Okafor was angry, she said."
    assert [words for words, kind in found(text) if kind == "name"] == ["Okafor", "Gwen Okafor", "Okafor"]


def test_german_nouns_are_no_names() -> None:
    text = "Bundeskanzler Olaf Scholz nannte am Montag in Berlin die Zahl der Arbeitslosen: 2,4 Millionen."
    assert found(text, "de") == [
        ("Bundeskanzler", "title"), ("Olaf Scholz", "name"), ("Montag", "date"), ("Berlin", "name"),
        ("2,4 Millionen", "figure"),
    ]  # fmt: skip


def test_of_other_languages_what_needs_no_words_is_found() -> None:
    text = "El presidente Pedro Sánchez dijo en Madrid que «el 12,5 % de los 3.000» volverá en 2024."
    assert ("Pedro Sánchez", "name") in found(text, "es")
    assert ("2024", "date") in found(text, "es")
    assert ("«el 12,5 % de los 3.000»", "quotation") in found(text, "es")


def test_a_quotation_without_its_end_goes_on_to_the_end_of_the_paragraph() -> None:
    text = "“It went on.\n“And on,” she said."
    assert [words for words, kind in found(text) if kind == "quotation"] == ["“It went on.", "“And on,”"]


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "de", "ja", "xx", "en-GB"]))
def test_tokens_lie_in_the_text_and_only_quotations_and_works_hold_others(text: str, language: str) -> None:
    tokens = checkables(text, language)
    assert tokens == sorted(tokens, key=lambda one: (one.start, -one.end, one.kind))
    plain = [one for one in tokens if one.kind not in ("quotation", "title")]
    for one in tokens:
        assert 0 <= one.start < one.end <= len(text)
        assert one.kind in KINDS
        assert text[one.start : one.end].strip() == text[one.start : one.end]
    for one, other in pairwise(plain):
        assert one.end <= other.start
