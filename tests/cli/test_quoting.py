"""From quoted words to their one place."""

from __future__ import annotations

import pytest

from factcheck.cli.quoting import place_of
from factcheck.domain.problems import Problem

TEXT = "One 🙂 two.\nTwo e\u0301 two.\nA line with a word.\n" + "word " * 30
NO_SENTENCES: list[tuple[int, int]] = []


def test_a_place_is_in_code_points() -> None:
    assert place_of(TEXT, "e\u0301", None, NO_SENTENCES) == (15, 17)
    assert TEXT[15:17] == "e\u0301"


def test_a_place_in_what_was_left_out_counts_only_where_there_is_no_other() -> None:
    assert place_of("One two. One.", "One", None, NO_SENTENCES, [(9, 13)]) == (0, 3)
    assert place_of("One two. One.", "One", None, NO_SENTENCES, [(0, 8), (9, 13)][:1]) == (9, 12)
    with pytest.raises(Problem, match="2 times"):
        place_of("One two. One.", "One", None, NO_SENTENCES, [(0, 13)])


def test_many_places_are_not_all_named() -> None:
    with pytest.raises(Problem, match=r"31 times.*and 11 more.*1 to 31") as refusal:
        place_of(TEXT, "word", None, NO_SENTENCES)
    assert "\n" not in str(refusal.value)


def test_contexts_end_at_paragraphs() -> None:
    with pytest.raises(Problem) as refusal:
        place_of(TEXT, "two.", None, NO_SENTENCES)
    assert "paragraph 1 (“One 🙂 two.”); paragraph 2 (“Two e\u0301 two.”)" in str(refusal.value)
