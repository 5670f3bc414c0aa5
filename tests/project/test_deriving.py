"""Deriving a row from its changes: order of arrival never matters, conflicts come from causality alone."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from factcheck.project.deriving import LoggedChange, derive, moment

DEFAULTS: dict[str, Any] = {"words": "", "note": "", "rank": None}


def change(
    seq: int, field: str, value: Any = None, prev: tuple[str, ...] = (), site: str = "a", hlc: int = 0
) -> LoggedChange:
    return LoggedChange(site, seq, hlc or seq << 16, f"author {site}", field, json.dumps(value), prev)


CREATION = change(1, "+")


def test_a_creation_stands_for_the_defaults() -> None:
    state = derive([CREATION], DEFAULTS)
    assert dict(state.values) == {}
    assert not state.deleted
    assert state.top("words") == "a:1"
    assert state.living("words") == frozenset({"a:1"})


def test_an_edit_replaces_what_was_on_screen() -> None:
    state = derive([CREATION, change(2, "words", "one", ("a:1",)), change(3, "words", "two", ("a:2",))], DEFAULTS)
    assert state.values["words"] == "two"
    assert state.top("words") == "a:3"
    assert not state.conflicts


def test_two_edits_of_the_same_state_are_a_conflict_whatever_the_clocks_say() -> None:
    mine = change(2, "words", "mine", ("a:1",), hlc=5 << 16)
    theirs = change(1, "words", "theirs", ("a:1",), site="b", hlc=99 << 16)
    later = change(3, "words", "mine again", ("a:2",), hlc=7 << 16)
    state = derive([CREATION, mine, theirs, later], DEFAULTS)
    assert state.values["words"] == "theirs"
    assert [side.value for side in state.conflicts["words"]] == ["mine again", "theirs"]
    assert [side.author for side in state.conflicts["words"]] == ["author a", "author b"]


def test_equal_values_are_no_conflict() -> None:
    state = derive(
        [CREATION, change(2, "words", "same", ("a:1",)), change(1, "words", "same", ("a:1",), site="b")], DEFAULTS
    )
    assert not state.conflicts


def test_only_a_change_that_saw_every_side_closes_a_conflict() -> None:
    sides = [change(2, "words", "mine", ("a:1",)), change(1, "words", "theirs", ("a:1",), site="b")]
    plain = change(3, "words", "third", ("a:2",))
    resolved = change(4, "words", "third", ("a:2", "b:1"))
    assert derive([CREATION, *sides, plain], DEFAULTS).conflicts
    assert not derive([CREATION, *sides, resolved], DEFAULTS).conflicts


def test_a_default_that_was_created_twice_conflicts_with_a_value_that_saw_only_one_creation() -> None:
    other = change(1, "+", site="b")
    state = derive([CREATION, other, change(2, "words", "set", ("a:1",))], DEFAULTS)
    assert {side.value for side in state.conflicts["words"]} == {"", "set"}


def test_a_row_is_gone_only_where_its_remover_saw_all_that_lives_in_it() -> None:
    words = change(2, "words", "one", ("a:1",))
    removal = change(3, "-", True, ("a:1", "a:2"))
    unseen = change(1, "note", "wait", ("a:1",), site="b")
    assert derive([CREATION, words, removal], DEFAULTS).deleted
    state = derive([CREATION, words, removal, unseen], DEFAULTS)
    assert not state.deleted
    assert "-" in state.conflicts


def test_a_removal_can_be_taken_back() -> None:
    removal = change(2, "-", True, ("a:1",))
    assert not derive([CREATION, removal, change(3, "-", False, ("a:2",))], DEFAULTS).deleted


def test_a_redacted_value_is_none() -> None:
    gone = LoggedChange("a", 2, 2 << 16, "a", "words", None, ("a:1",))
    state = derive([CREATION, gone, change(3, "!words", None, ("a:2",))], DEFAULTS)
    assert state.values["words"] is None


def test_a_moment_is_utc_to_the_second() -> None:
    assert moment(1_700_000_000_999 << 16) == "2023-11-14T22:13:20+00:00"


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from(["words", "note", "-"]),
            st.integers(0, 3),
            st.integers(0, 5),
            st.booleans(),
        ),
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_arrival_never_matters_and_no_value_is_lost(
    steps: list[tuple[str, str, int, int, bool]], rnd: Any
) -> None:
    log = [CREATION]
    for number, (site, field, value, clock, see_all) in enumerate(steps, 2):
        state = derive(log, DEFAULTS)
        seen = state.living(field) if see_all else frozenset({state.top(field)}) if field != "-" else state.living("-")
        content: Any = bool(value % 2) if field == "-" else f"v{value}"
        if field == "-" and content:
            seen = frozenset(key for keys in state.heads.values() for key in keys) | {"a:1"}
        log.append(change(number, field, content, tuple(sorted(seen)), site, clock << 16))
    expected = derive(log, DEFAULTS)
    shuffled = log[:]
    rnd.shuffle(shuffled)
    assert derive(shuffled, DEFAULTS) == expected
    replaced = {(entry.field, prev) for entry in log for prev in entry.prev}
    for entry in log:
        if entry.field in ("words", "note") and (entry.field, entry.id) not in replaced:
            displayed = expected.values[entry.field] == json.loads(entry.value or "null")
            flagged = entry.id in {side.change for side in expected.conflicts.get(entry.field, ())}
            assert displayed or flagged
