"""Every key can be changed or switched off; no two actions share one, and characters act only where one reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QKeySequence

from factcheck.ui.actions import Action
from factcheck.ui.key_map import as_html, give, in_words, is_kept, is_single, owner, remapped


def action(id_: str, *keys: str, letter: bool = False) -> Action:
    return Action(id_, "Group", id_.title(), keys, "plus", (), lambda _window: None, letter)


OWN = (action("mark", "C", letter=True), action("source", "S", letter=True), action("redo", "Ctrl+Y", "Ctrl+R"))


def keys(changed: dict[str, list[str]], *, letters: bool = True) -> dict[str, tuple[str, ...]]:
    return {one.id: one.keys for one in remapped(OWN, changed, letters=letters)}


@pytest.mark.parametrize(
    ("key", "single"),
    [("C", True), ("Shift+C", True), ("?", True), ("7", True), ("F11", False), ("Ctrl+C", False), ("Del", False)],
)
def test_what_writes_a_character_is_single(key: str, single: bool) -> None:
    assert is_single(key) is single


def test_characters_can_be_switched_off() -> None:
    assert keys({}, letters=False) == {"mark": (), "source": (), "redo": ("Ctrl+Y", "Ctrl+R")}


def test_a_character_given_to_any_action_acts_only_where_one_reads() -> None:
    [_mark, _source, redo] = remapped(OWN, {"redo": ["Z"]}, letters=True)
    assert redo.keys == ("Z",)
    assert redo.letter


def test_a_key_that_is_given_away_is_lost_by_its_owner_and_comes_back_with_it() -> None:
    changed = give(OWN, {}, "source", ["C"])
    assert keys(changed) == {"mark": (), "source": ("C",), "redo": ("Ctrl+Y", "Ctrl+R")}
    changed = give(OWN, changed, "mark", ["C"])
    assert keys(changed)["source"] == ()
    changed = give(OWN, changed, "source", ["S"])
    assert changed == {}


def test_settings_that_give_a_key_twice_or_give_a_kept_one_are_mended() -> None:
    assert keys({"mark": ["X"], "source": ["X"], "redo": ["Esc"]}) == {"mark": ("X",), "source": (), "redo": ()}
    assert keys({"somebody.elses": ["C"]})["mark"] == ("C",)


def test_who_has_a_key_is_told() -> None:
    found = owner(OWN, "ctrl+r", "mark")
    assert found is not None
    assert found.id == "redo"
    assert owner(OWN, "C", "mark") is None
    assert is_kept("Tab")
    assert is_kept("Ctrl+C")


def test_the_printed_map_is_escaped() -> None:
    assert "&lt;b&gt;" in as_html({"Group": [("<b>", in_words(["Ctrl+Y"]))]})


SOME = st.sampled_from(["C", "S", "X", "Ctrl+Y", "Ctrl+R", "F5", "Esc", "not a key at all"])


@given(st.dictionaries(st.sampled_from(["mark", "source", "redo"]), st.lists(SOME, max_size=3)), st.booleans())
def test_no_two_actions_ever_share_a_key(changed: dict[str, list[str]], letters: bool) -> None:
    held = [QKeySequence(key).toString() for one in keys(changed, letters=letters).values() for key in set(one)]
    assert len(held) == len(set(held))
