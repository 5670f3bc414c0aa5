"""Marks find their words in a new draft, or somebody is asked; nothing stands in silence where it does not belong."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.placing import Placement, placements
from factcheck.text.sentences import sentences
from tests.text.copy_edits import LEVELS, Span, edited


def placed(old: str, new: str, *marks: Span) -> list[Placement]:
    return placements(old, new, marks, sentences(old), sentences(new))


def marks_on(text: str, words: str) -> list[Span]:
    """Every place of some words."""
    places, start = [], text.find(words)
    while start >= 0:
        places.append((start, start + len(words)))
        start = text.find(words, start + 1)
    return places


def standing(old: str, new: str, words: str) -> list[Span | None]:
    """Where the marks on some words stand without anybody being asked."""
    return [(one.start, one.end) if one.stands else None for one in placed(old, new, *marks_on(old, words))]


def one(old: str, new: str, words: str) -> Placement:
    """What becomes of the only mark on some words."""
    (mark,) = marks_on(old, words)
    return placed(old, new, mark)[0]


STORY = """The harbour reopened on Monday after two years of work.
Mayor Ilse Brandt said the new quay had cost 14.6 million florins, a third less than planned.
Fishermen had waited for the day, and some of them cried when the first boat came in.
The old cranes were not repaired. They will be sold to a museum in Tolme next spring.
Nobody asked about the debts that the port authority has made since the storm."""


def test_words_that_stayed_are_exact_and_words_that_went_elsewhere_have_moved() -> None:
    lines = STORY.split("\n")
    new = "\n".join([lines[0], lines[3], lines[1], lines[2], lines[4]])
    words = ("14.6 million florins", "They will be sold to a museum in Tolme", "some of them cried")
    _first, moved, exact = placed(STORY, new, *(mark for each in words for mark in marks_on(STORY, each)))
    assert (exact.arrival, exact.stands) == ("exact", True)
    assert (moved.arrival, moved.stands) == ("moved", True)
    assert new[moved.start : moved.end] == "They will be sold to a museum in Tolme"


def test_words_that_were_put_differently_are_changed_and_stand_at_their_new_words() -> None:
    new = STORY.replace(
        "some of them cried when the first boat came in", "some of them wept when the first boat came in"
    )
    found = one(STORY, new, "some of them cried when the first boat came in.")
    assert (found.arrival, found.stands, found.stakes) == ("changed", True, ())
    assert new[found.start : found.end] == "some of them wept when the first boat came in."


@pytest.mark.parametrize(
    ("old", "new", "stakes"),
    [
        ("14.6 million", "16.4 million", ("14.6", "16.4")),
        ("a third less", "a quarter less", ("quarter", "third")),
        ("Ilse Brandt", "Ilse Brand", ("brand", "brandt")),
        ("were not repaired", "were repaired", ("not",)),
        ("museum in Tolme", "museum in Brask", ("brask", "tolme")),
        ("Nobody asked", "Everybody asked", ("nobody",)),
    ],
)
def test_a_number_a_name_or_a_negation_that_differs_is_asked(old: str, new: str, stakes: tuple[str, ...]) -> None:
    (sentence,) = [STORY[start:end] for start, end in sentences(STORY) if old in STORY[start:end]]
    found = one(STORY, STORY.replace(old, new), sentence)
    assert found.start >= 0
    assert not found.is_certain
    assert set(stakes) <= set(found.stakes)


def test_a_part_of_a_sentence_is_asked_about_where_the_sentence_was_turned_round() -> None:
    new = STORY.replace("They will be sold", "They will never be sold")
    found = one(STORY, new, "sold to a museum in Tolme")
    assert new[found.start : found.end] == "sold to a museum in Tolme"
    assert found.stakes == ("never",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("He left early. The boat did sail, they say.", "The boat did not sail, they say."),
        ("He did not wait. The boat did sail, they say.", "He did not wait until the boat did sail, they say."),
    ],
)
def test_a_negation_that_turns_the_sentence_round_is_asked_about_wherever_it_stands(old: str, new: str) -> None:
    assert not one(old, new, "The boat did sail, they say.").stands


def test_words_written_in_the_stead_of_another_sentence_are_asked_about() -> None:
    frame = "The {} denies that anybody warned of the costs at the {}; those who were in the room say otherwise."
    people = ("clerk", "deputy", "auditor", "engineer", "treasurer")
    sites = ("harbour", "depot", "market", "bridge", "quay")
    fillers = [f"It rained in week {number} and the works stood still until the pumps came." for number in range(5)]
    told = [frame.format(*each) for each in zip(people, sites, strict=True)]
    old = "\n".join(f"{one} {filler}" for one, filler in zip(told, fillers, strict=True))
    new = old.replace(told[4] + " ", "").replace(told[1], frame.format("deputy", "ferry stage"))
    for words in (told[1], told[4]):
        found = one(old, new, words)
        assert not found.stands or new[found.start : found.end] == frame.format("deputy", "ferry stage")
    assert not one(old, new, told[4]).stands


def test_what_a_sentence_was_joined_with_is_not_asked_about() -> None:
    old = "The captain of the Norrby did not wait for 40 guests. The boat sailed at once from the quay, they say."
    new = "The captain of the Norrby did not wait for 40 guests, and the boat sailed at once from the quay, they say."
    assert one(old, new, "The boat sailed at once from the quay, they say.").stands
    assert one(old, new, "sailed at once from the quay").stands
    assert not one(old, new.replace("sailed", "never sailed"), "sailed at once from the quay").stands


@pytest.mark.parametrize(
    ("old", "new", "asked"),
    [
        ("a harbour - the old one", "a harbour, the old one", False),
        ("5-4 in the last round", "5\N{EN DASH}4 in the last round", False),
        ("5-4 in the last round", "5-3 in the last round", True),
        ("\N{MINUS SIGN}5 degrees", "5 degrees", True),
        ("what I saw", "what we saw", False),
        ("King Charles I ruled", "King Charles II ruled", True),
        ("World War I began", "World War began", True),
    ],
)
def test_dashes_and_first_persons_count_where_they_say_something(old: str, new: str, *, asked: bool) -> None:
    frame = "In the report that came out today it said {}, as far as anybody at the office remembers it."
    assert one(frame.format(old), frame.format(new), frame.format(old)).stands is not asked


def test_names_that_changed_places_are_asked_about() -> None:
    old = "In the final Arvid beat Birger by three points, and everyone saw it."
    new = "In the final Birger beat Arvid by three points, and everyone saw it."
    assert not one(old, new, old).is_certain


def test_every_word_may_be_a_name_where_a_script_has_no_capitals() -> None:
    old = "وصل الوزير إلى المدينة صباح اليوم ومعه وفد كبير من الخبراء."
    assert not one(old, old.replace("الوزير", "الرئيس"), old).is_certain
    assert one(old, f"خبر جديد.\n{old}", old).stands


def test_what_style_alone_changed_is_exact() -> None:
    old = "“We’re done,” she said \N{EM DASH} and left the hall in a hurry."
    new = old.translate(dict(zip(map(ord, "“”’\N{EM DASH}"), '""\'-', strict=True)))
    assert one(old, new, old) == Placement("exact", 0, len(new), one(old, new, old).confidence)
    assert one(old, new, old).stands


@pytest.mark.parametrize("words", ["9,000", "Trump", "4.2", "2 mill", "strong crowd heard"])
def test_a_mark_on_a_part_of_a_word_stays_on_it(words: str) -> None:
    old = "A 9,000-strong crowd heard Trump’s speech, which cost 4.2 million."
    new = f"It rained, too. {old.replace('’', chr(39))}"
    found = one(old, new, words)
    assert (found.arrival, found.stands) == ("exact", True)
    assert new[found.start : found.end] == words


def test_words_that_are_gone_are_lost() -> None:
    new = "\n".join(line for line in STORY.split("\n") if "cranes" not in line)
    found = one(STORY, new, "The old cranes were not repaired.")
    assert (found.arrival, found.start, found.stands) == ("lost", -1, False)


NO = "He said no."


@pytest.mark.parametrize(
    "new",
    [
        f"Ann asked him. Bob asked him. {NO} It ended.",
        f"Ann asked him. {NO} Bob asked him. It ended.",
        f"{NO} Ann asked him. Bob asked him. {NO} It did end.",
        "Ann asked him. Bob asked him. It ended.",
        NO,
    ],
)
def test_a_repeated_sentence_never_stands_on_the_other_one_in_silence(new: str) -> None:
    old = f"Ann asked him. {NO} Bob asked him. {NO} It ended."
    for question, place in zip(("Ann", "Bob"), standing(old, new, NO), strict=True):
        assert place is None or f"{question} asked him. {NO}" in new[: place[1]][-27:]


def test_the_same_draft_keeps_everything() -> None:
    text = f"{NO} {NO} {NO}\n😀 {NO} e\u0301té.\n\n{NO}"
    spans = sentences(text)
    assert [(one.arrival, one.start, one.end) for one in placed(text, text, *spans)] == [
        ("exact", *span) for span in spans
    ]


def test_marks_on_nothing_have_no_place() -> None:
    old = "It began. It ended."
    assert [one.arrival for one in placed(old, old, (9, 10), (5, 5), (30, 40))] == ["lost"] * 3
    assert [one.arrival for one in placed(old, "", (0, 5))] == ["lost"]
    assert placed(old, old) == []


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


@given(DRAFTS, DRAFTS, st.data())
def test_every_place_holds_words_and_the_exact_ones_those_of_the_mark(
    before: list[list[str]], behind: list[list[str]], data: st.DataObject
) -> None:
    old, new = ("\n".join(" ".join(paragraph) for paragraph in draft) for draft in (before, behind))
    offsets = st.integers(0, len(old))
    marks = [(min(pair), max(pair)) for pair in data.draw(st.lists(st.tuples(offsets, offsets), max_size=8))]
    found = placed(old, new, *marks)
    assert len(found) == len(marks)
    for place in found:
        assert 0 <= place.confidence <= 1
        if place.arrival == "lost":
            assert (place.start, place.end) == (-1, -1)
        else:
            assert 0 <= place.start < place.end <= len(new)
            assert not new[place.start].isspace()
            assert not new[place.end - 1].isspace()


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
    for number, place in zip(old_numbers, placements(old, new, old_spans, old_spans, new_spans), strict=True):
        if place.stands:
            assert new_numbers[new_spans.index((place.start, place.end))] == number


@pytest.mark.parametrize("level", LEVELS)
def test_after_a_copy_editor_marks_are_right_or_asked_about(level: str) -> None:
    # Two stories that differ in a few words: what is left of one is easily taken for the other.
    text = "\n".join([STORY, STORY.replace("harbour", "airport").replace("quay", "runway").replace("boat", "plane")])
    spans = sentences(text)
    vocabulary = ["market", "letter", "garden", "window", "evening"]
    foreign = ["It rained all week in the north of it."]
    wrong = total = 0
    for seed in range(30):
        draft = edited(text, spans, spans, LEVELS[level], random.Random(seed), vocabulary=vocabulary, foreign=foreign)
        places = placements(text, draft.text, spans, spans, sentences(draft.text))
        for mark, truth, place in zip(spans, draft.places, places, strict=True):
            total += 1
            there = truth is not None and truth[0] < place.end and place.start < truth[1]
            same_words = draft.text[place.start : place.end] == text[slice(*mark)]
            wrong += place.stands and not there and not same_words
    assert total > 300
    assert wrong <= total / 100


def test_a_sentence_that_now_begins_the_paragraph_keeps_its_first_word() -> None:
    old = "Bill\nThe harbour cost 40 million euros.\nOlsen runs the port. The ferry carries 1,200 passengers a day."
    new = "Bill\nThe ferry carries 1,200 passengers a day. Olsen runs the port.\nThe harbour cost 40 million euros."
    found = one(old, new, "The ferry carries 1,200 passengers a day")
    assert new[found.start : found.end] == "The ferry carries 1,200 passengers a day"
    assert found.arrival != "changed"
    assert found.stands
