"""The words of the two profiles, and the labels of what records hold."""

from __future__ import annotations

import pytest

from factcheck.domain import labels, records
from factcheck.domain.report import DRAFT_PARTS, STATEMENT_PARTS
from factcheck.ui import words
from factcheck.ui.reports.offering import part_words

VOCABULARIES = (
    records.CLAIM_KINDS, records.CLAIM_STATUSES, records.PRIORITIES, records.STANCES, records.SOURCE_KINDS,
    records.TERMS, records.QUERY_TO,
)  # fmt: skip


def test_both_profiles_know_the_same_phrases() -> None:
    assert words._statement_words().keys() == words._draft_words().keys()


def test_drafts_speak_of_facts_and_statements_of_claims() -> None:
    assert [words.word(profile, "Claim") for profile in ("statements", "drafts")] == ["Claim", "Fact"]
    assert words.phrase("drafts", "claim number", n=4) == "Fact 4"
    assert words.phrase("statements", "have a verdict", done=9, all=12) == "9 of 12 have a verdict"
    with pytest.raises(KeyError):
        words.word("drafts", "nothing of the kind")


def test_every_value_of_a_vocabulary_has_a_label() -> None:
    unlabelled = [
        value for vocabulary in VOCABULARIES for value in vocabulary if value and value not in labels._labels("en")
    ]
    assert unlabelled == []


def test_every_part_of_a_report_has_a_label() -> None:
    for profile, parts in (("statements", STATEMENT_PARTS), ("drafts", DRAFT_PARTS)):
        for part in parts:
            assert part_words(profile, part)[0].isupper()


def test_a_value_of_a_newer_program_stands_as_it_is() -> None:
    assert words.label("hologram") == "hologram"
