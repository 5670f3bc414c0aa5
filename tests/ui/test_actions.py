"""Actions as data: every one is whole, and no two share a key."""

from __future__ import annotations

from itertools import chain

import pytest
from PySide6.QtGui import QKeySequence

from factcheck.domain.scales import presets, read_scale
from factcheck.resources import resource
from factcheck.ui.actions import LAST_VERDICT_KEY, Action, actions

STANDINGS = {"project", "writable", "article", "current", "claim", "undo", "redo"}
WANTED = [
    "J",
    "K",
    "N",
    "P",
    "C",
    "X",
    "1",
    "2",
    "3",
    "4",
    "5",
    "0",
    "E",
    "S",
    "R",
    "A",
    "?",
    "F1",
    "F11",
    "/",
    "Ctrl+F",
    "Q",
    "U",
    "W",
    "Ctrl+Z",
    "Ctrl+Shift+Z",
    "Ctrl+K",
    "Ctrl+E",
    "Ctrl+N",
    "Ctrl+O",
]


def listed(profile: str = "statements", scale: str = "default") -> tuple[Action, ...]:
    return actions(profile, read_scale(presets()[scale])[1])


@pytest.mark.parametrize("profile", ["statements", "drafts"])
def test_every_action_is_whole(profile: str) -> None:
    for action in listed(profile):
        assert action.words, action.id
        assert resource("icons", f"{action.icon}.svg").is_file(), action.id
        assert set(action.needs) <= STANDINGS, action.id
        assert callable(action.run)
        assert all(not QKeySequence(key).isEmpty() for key in action.keys), action.id


def test_no_two_actions_share_an_id_or_a_key() -> None:
    made = listed()
    assert len({action.id for action in made}) == len(made)
    keys = [QKeySequence(key).toString() for key in chain.from_iterable(action.keys for action in made)]
    assert len(set(keys)) == len(keys)
    assert {QKeySequence(key).toString() for key in WANTED} <= set(keys)


def test_plain_letters_are_keys_of_letter_actions_only() -> None:
    for action in listed():
        for key in action.keys:
            plain = len(key) == 1 and key.isalnum()
            assert not plain or action.letter, action.id


def test_verdicts_have_the_keys_from_one_and_the_words_of_the_profile() -> None:
    verdicts = [action for action in listed("drafts", "drafts") if action.id.startswith("verdict.")]
    assert [action.words for action in verdicts][:2] == ["Finding: Confirmed", "Finding: Confirmed with change"]
    assert [action.keys for action in verdicts] == [("1",), ("2",), ("3",), ("4",), ("5",), ("0",)]
    many = [action for action in listed(scale="science-feedback") if action.id.startswith("verdict.")]
    assert many[LAST_VERDICT_KEY].keys == ()
    assert [action for action in actions("statements", ()) if action.id.startswith("verdict.")] == []
