"""Words that were quoted elsewhere are found again in the text, changed or not, or nowhere: never on other words."""

from __future__ import annotations

import random

import pytest

from factcheck.text.anchoring import Selector, selector_of
from factcheck.text.quoting import sure_place
from factcheck.text.sentences import sentences
from tests.text.copy_edits import LEVELS, edited
from tests.text.test_placing import STORY

TEXT = "He said no. The bridge 🙂 cost 4.2 million crowns in all. She laughed. He said no. Nobody was hurt that day."


@pytest.mark.parametrize(("words", "occurrence"), [("bridge 🙂 cost", 1), ("He said no.", 1), ("He said no.", 2)])
def test_own_selectors_are_found_again(words: str, occurrence: int) -> None:
    start = -1
    for _time in range(occurrence):
        start = TEXT.index(words, start + 1)
    selector = selector_of(TEXT, start, start + len(words))
    assert sure_place(TEXT, selector) == (start, start + len(words))
    longer = f"A new first paragraph.\n{TEXT}"
    moved = sure_place(longer, selector)
    # The first of two alike has nothing before it that would tell it from the other, but what follows it does.
    assert moved is not None
    assert longer[slice(*moved)] == words
    assert moved[0] == start + len("A new first paragraph.\n")


@pytest.mark.parametrize(
    "selector",
    [
        Selector("He said no.", "", "", -1, -1),  # twice
        Selector("He said no.", "", "", 0, 11),  # a position alone proves nothing
        Selector("no.", "", "", -1, -1),
        Selector("hurt", "", "", -1, -1),  # too short to be meant for certain
        Selector("Nobody was hurt", "and the mayor said that ", " by it, said the police", -1, -1),
        Selector("words of another text altogether", "before ", " after", 3, 9),
        Selector("cost 4.2 million crowns", "The bridge 🙂 never ", " in all. She laughed.", -1, -1),
        Selector("cost 4.3 million crowns", "The bridge 🙂 ", " in all. She laughed.", 22, 45),  # another number
    ],
)
def test_what_is_not_sure_has_no_place(selector: Selector) -> None:
    assert sure_place(TEXT, selector) is None


def test_long_words_without_context_are_sure_where_they_stand_once() -> None:
    start = TEXT.index("Nobody was hurt that day")
    selector = Selector("Nobody was hurt that day", "", "", -1, -1)
    assert sure_place(TEXT, selector) == (start, start + 24)


@pytest.mark.parametrize("level", LEVELS)
def test_after_a_copy_editor_a_place_is_right_or_there_is_none(level: str) -> None:
    text = "\n".join([STORY, STORY.replace("harbour", "airport").replace("quay", "runway").replace("boat", "plane")])
    spans = sentences(text)
    wrong = placed = total = 0
    for seed in range(8):
        chance = random.Random(seed)
        foreign = ["It rained all week in the north of it."]
        draft = edited(text, spans, spans, LEVELS[level], chance, vocabulary=["market", "letter"], foreign=foreign)
        for mark, truth in zip(spans, draft.places, strict=True):
            total += 1
            place = sure_place(draft.text, selector_of(text, *mark))
            if place is None:
                continue
            placed += 1
            there = truth is not None and truth[0] < place[1] and place[0] < truth[1]
            wrong += not there and draft.text[slice(*place)] != text[slice(*mark)]
    assert placed > total / 12
    assert wrong == 0
