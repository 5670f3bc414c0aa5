"""How many of the golden rules of sentence segmentation are kept, by language."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.text.sentences import sentences

CASES = Path(__file__).parents[1] / "data" / "golden_rules.txt"


def golden_rules() -> dict[str, list[list[str]]]:
    """The sentences of each case, by language."""
    rules: dict[str, list[list[str]]] = {}
    for block in CASES.read_text(encoding="utf-8").strip().split("\n\n"):
        if block.startswith("= "):
            language = block[2:]
            rules[language] = []
        elif not block.startswith("#"):
            rules[language].append(block.splitlines())
    return rules


RULES = golden_rules()


def kept(case: list[str], language: str) -> bool:
    # Chinese is written without spaces between sentences.
    text = ("" if language == "zh" else " ").join(case)
    return [text[start:end] for start, end in sentences(text, language)] == case


def test_all_english_rules_are_here() -> None:
    assert len(RULES["en"]) == 48


def test_english_golden_rules() -> None:
    broken = [case for case in RULES["en"] if not kept(case, "en")]
    # Only the case that wants a sentence to begin with ". . ." is answered otherwise; at least 44 are demanded.
    assert [case[-1] for case in broken] == [". . . The practice was not abandoned. . . ."]


@pytest.mark.parametrize("language", ["fr", "de", "es", "ar", "hi", "zh"])
def test_golden_rules_of_other_languages(language: str) -> None:
    assert [case for case in RULES[language] if not kept(case, language)] == []
