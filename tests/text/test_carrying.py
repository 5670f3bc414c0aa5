"""Marks are carried to a new draft with the same words, on the same sentence, or not at all."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.carrying import carried
from factcheck.text.sentences import sentences

Span = tuple[int, int]


def carry(old: str, new: str, *marks: Span) -> list[Span | None]:
    return carried(old, new, marks, sentences(old), sentences(new))


def marks_on(text: str, words: str) -> list[Span]:
    """Every place of some words."""
    places, start = [], text.find(words)
    while start >= 0:
        places.append((start, start + len(words)))
        start = text.find(words, start + 1)
    return places


def carried_words(old: str, new: str, words: str) -> list[Span | None]:
    return carry(old, new, *marks_on(old, words))


def test_an_unchanged_sentence_keeps_its_mark_wherever_it_went() -> None:
    old = "The sum was 3.5 million. He left early. Nobody asked."
    new = "A new lead.\n\nNobody asked. Really?\nThe sum was 3.5 million. He left late."
    assert carried_words(old, new, "3.5 million") == marks_on(new, "3.5 million")
    assert carried_words(old, new, "Nobody asked.") == marks_on(new, "Nobody asked.")
    assert carried_words(old, new, "He left") == [None]


@pytest.mark.parametrize(
    "edit", ["He left late.", "He left early!", "He  left early.", "he left early.", "", "“He left early.”"]
)
def test_any_change_of_a_sentence_drops_all_its_marks(edit: str) -> None:
    old = "It began. He left early. It ended."
    assert carried_words(old, f"It began. {edit} It ended.", "left early") == [None]
    assert carried_words(old, f"It began. {edit} It ended.", "He left early.") == [None]


def test_a_mark_over_several_sentences_needs_them_unchanged_and_adjacent() -> None:
    old = "One began. Two followed. Three ended. Four was late."
    whole = "Two followed. Three ended."
    assert carried_words(old, f"Zero. {old}", whole) == [(17, 43)]
    assert carried_words(old, "One began. Two followed. New. Three ended. Four was late.", whole) == [None]
    assert carried_words(old, "One began. Three ended. Two followed. Four was late.", whole) == [None]
    assert carried_words(old, "One began. Two followed.\nThree ended. Four was late.", whole) == [None]
    assert carried_words(old, "One began. Two followed. Three finished. Four was late.", whole) == [None]
    assert carried_words(old, f"Zero. {old}", "followed. Three") == marks_on(f"Zero. {old}", "followed. Three")


NO = "He said no."


def test_repeated_sentences_are_carried_in_the_same_company() -> None:
    old = f"Ann asked him. {NO} Bob asked him. {NO} It ended."
    new = f"A new start. {old} A new end."
    assert carried_words(old, new, NO) == marks_on(new, NO)
    moved = f"It began.\nBob asked him. {NO} It ended.\nAnn asked him. {NO} Bob"
    assert carried_words(old, moved, NO) == [None, marks_on(moved, NO)[0]]


@pytest.mark.parametrize(
    "new",
    [
        f"Ann asked him. Bob asked him. {NO} It ended.",
        f"Ann asked him. {NO} Bob asked him. It ended.",
        f"Ann asked him. {NO} {NO} Bob asked him. {NO} It ended.",
        f"Ann asked him. Bob asked him. {NO} {NO} It ended.",
        f"{NO} Ann asked him. Bob asked him. {NO} It did end.",
        f"Ann asked her. {NO} Bob asked her. {NO} It ended.",
        "Ann asked him. Bob asked him. It ended.",
        NO,
    ],
)
def test_repeated_sentences_in_other_company_are_asked_again(new: str) -> None:
    old = f"Ann asked him. {NO} Bob asked him. {NO} It ended."
    assert carried_words(old, new, NO) == [None, None]


def test_one_repeat_may_be_certain_where_the_other_is_not() -> None:
    old = f"Ann asked him. {NO} Bob asked him. {NO} It ended."
    new = f"Ann asked her. {NO} Bob asked him. {NO} It ended."
    assert carried_words(old, new, NO) == [None, marks_on(new, NO)[1]]


def test_a_repeated_block_that_was_deleted_and_written_again_elsewhere_is_not_confused() -> None:
    block = f"She asked. {NO} That was it."
    old = f"{block}\nThe first day.\n{block}\nThe second day."
    new = f"The first day.\n{block}\nThe second day.\n{block}"
    # The block between the two days is the one that was there; the other one is new, or the first: who knows.
    assert carried_words(old, new, NO) == [None, marks_on(new, NO)[0]]


def test_sentences_that_became_repeated_or_single_are_asked_again() -> None:
    assert carried_words(f"{NO} It ended.", f"{NO} It ended. {NO}", NO) == [None]
    assert carried_words(f"{NO} It ended. {NO}", f"{NO} It ended.", NO) == [None, None]


def test_the_same_draft_carries_everything() -> None:
    text = f"{NO} {NO} {NO}\n😀 {NO} e\u0301té.\n\n{NO}"
    marks = [(start, end) for start in range(len(text)) for end in range(start + 1, len(text) + 1)]
    spans = sentences(text)
    wordless = [mark for mark in marks if not any(start < mark[1] and mark[0] < end for start, end in spans)]
    assert len(spans) == 5
    assert [mark for mark, place in zip(marks, carry(text, text, *marks), strict=True) if place != mark] == wordless


def test_marks_that_hold_space_are_carried_only_with_that_space() -> None:
    old = "It began. It ended."
    assert carry(old, f"Oh. {old}", (9, 19)) == [(13, 23)]
    assert carry(old, "It ended. It began.", (9, 19)) == [None]
    assert carry(old, old, (9, 10), (5, 5), (30, 40)) == [None, None, None]
    assert carry(old, "", (0, 5)) == [None]
    assert carry("", old, (0, 0)) == [None]
    assert carry(old, old) == []


SENTENCES = [
    "No.",
    "He said no.",
    "He said yes.",
    "It cost $3.5 million.",
    "😀 came.",
    "Cafe\u0301s closed.",
    "قال لا.",
    "A a.",
]
DRAFTS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), max_size=5)


def edited(paragraphs: list[list[str]], rng: random.Random) -> list[list[str]]:
    """A new draft: sentences and paragraphs deleted, written, doubled, changed and moved."""
    new = [list(paragraph) for paragraph in paragraphs]
    for _ in range(rng.randrange(5)):
        if not new:
            break
        paragraph = rng.choice(new)
        place = rng.randrange(len(paragraph) + 1)
        match rng.randrange(6):
            case 0:
                paragraph[place : place + 1] = []
            case 1:
                paragraph.insert(place, rng.choice(SENTENCES))
            case 2:
                paragraph[place : place + 1] = [f"New {rng.randrange(3)}."]
            case 3:
                new.remove(paragraph)
                new.insert(rng.randrange(len(new) + 1), paragraph)
            case 4:
                new.remove(paragraph)
            case 5:
                new.append(list(paragraph))
    return [paragraph for paragraph in new if paragraph]


@given(DRAFTS, st.randoms(use_true_random=False), st.data())
def test_a_carried_mark_has_its_old_words_in_an_unchanged_sentence(
    paragraphs: list[list[str]], rng: random.Random, data: st.DataObject
) -> None:
    separator = data.draw(st.sampled_from(["\n", "\n\n", " "]))
    old = "\n".join(" ".join(paragraph) for paragraph in paragraphs)
    new = separator.join(" ".join(paragraph) for paragraph in edited(paragraphs, rng))
    offsets = st.integers(0, len(old))
    marks = [(min(pair), max(pair)) for pair in data.draw(st.lists(st.tuples(offsets, offsets), max_size=8))]
    old_sentences, new_sentences = sentences(old), sentences(new)
    places = carried(old, new, marks, old_sentences, new_sentences)
    assert len(places) == len(marks)
    whole = [new[slice(*span)] for span in new_sentences]
    for (start, end), place in zip(marks, places, strict=True):
        if place is None:
            continue
        assert 0 <= place[0] < place[1] <= len(new)
        assert new[slice(*place)] == old[start:end]
        for first, last in old_sentences:
            if first < end and start < last:
                sentence = old[first:last]
                shifted = (first + place[0] - start, last + place[0] - start)
                assert shifted in new_sentences
                assert new[slice(*shifted)] == sentence
                assert whole.count(sentence) == [old[slice(*span)] for span in old_sentences].count(sentence)


@given(DRAFTS, st.randoms(use_true_random=False))
def test_a_sentence_is_never_carried_onto_a_copy_of_it(paragraphs: list[list[str]], rng: random.Random) -> None:
    """Each sentence wears an invisible number through the edits: what is carried arrives at its own number."""
    numbered = [
        [f"{sentence}|{row}.{place}" for place, sentence in enumerate(paragraph)]
        for row, paragraph in enumerate(paragraphs)
    ]
    changed = [
        [sentence for sentence in paragraph if rng.random() > 0.2]
        for paragraph in numbered
        for _ in range(1 if rng.random() > 0.2 else 0)
    ]
    plain_old = [[sentence.split("|")[0] for sentence in paragraph] for paragraph in numbered]
    plain_new = [[sentence.split("|")[0] for sentence in paragraph] for paragraph in changed]
    old, new = ("\n".join(" ".join(paragraph) for paragraph in draft) for draft in (plain_old, plain_new))
    old_spans, new_spans = sentences(old), sentences(new)
    old_numbers = [sentence for paragraph in numbered for sentence in paragraph]
    new_numbers = [sentence for paragraph in changed for sentence in paragraph]
    if len(old_spans) != len(old_numbers) or len(new_spans) != len(new_numbers):
        return  # The engine has joined two of these short sentences.
    for number, place in zip(old_numbers, carried(old, new, old_spans, old_spans, new_spans), strict=True):
        if place is not None:
            assert new_numbers[new_spans.index(place)] == number
