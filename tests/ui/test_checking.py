"""The keys of checking, pressed faster than the project writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from factcheck.project.queries import claims
from factcheck.project.queries.claim_lists import ClaimLine
from tests.factories import add_article, new_project
from tests.ui.windows import Desk, desk


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    project = new_project(tmp_path)
    add_article(project)
    project.close()
    with desk(qtbot) as made:
        made.open(project.path)
        made.go_to("4.2 million")
        yield made


def lines(at: Desk) -> list[ClaimLine]:
    return at.ask(lambda reading: claims.claim_lines(reading, None))


def typed(at: Desk, keys: str) -> None:
    """Press keys without waiting for what they do."""
    at.qtbot.keyClicks(at.window.pane.view, keys)
    at.settle()


def test_a_verdict_right_after_the_mark_rates_that_claim(at: Desk) -> None:
    typed(at, "cc4")
    [line] = lines(at)
    assert line.rating_id is not None
    assert at.window.selection.claim_id == line.id
    assert at.window.marking is None


def test_a_verdict_of_the_next_sentence_is_not_given_to_the_last(at: Desk) -> None:
    typed(at, "cj4")
    first, second = lines(at)
    assert (first.rating_id is None, second.rating_id is None) == (True, False)
