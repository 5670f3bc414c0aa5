"""The keys of checking, pressed faster than the project writes."""

from __future__ import annotations

import pytest

from tests.ui.windows import Desk


@pytest.fixture
def at(at: Desk) -> Desk:
    at.go_to("4.2 million")
    return at


def typed(at: Desk, keys: str) -> None:
    """Press keys without waiting for what they do."""
    at.qtbot.keyClicks(at.window.pane.view, keys)
    at.settle()


def test_a_verdict_right_after_the_mark_rates_that_claim(at: Desk) -> None:
    typed(at, "cc4")
    [line] = at.lines()
    assert line.rating_id is not None
    assert at.window.selection.claim_id == line.id
    assert at.window.marking is None


def test_a_verdict_of_the_next_sentence_is_not_given_to_the_last(at: Desk) -> None:
    typed(at, "cj4")
    first, second = at.lines()
    assert (first.rating_id is None, second.rating_id is None) == (True, False)
