"""Every place of a name or a figure is found together; two spellings and two values of one thing are pointed out."""

from __future__ import annotations

import pytest

from factcheck.text.checkables import checkables
from factcheck.text.recurring import groups, two_values, variants
from factcheck.text.sentences import sentences


def grouped(text: str, language: str = "en") -> dict[str, list[str]]:
    found = groups(text, checkables(text, language))
    return {key: [text[one.start : one.end] for one in tokens] for key, tokens in found.items()}


def spellings(text: str) -> list[tuple[str, str]]:
    found = variants(groups(text, checkables(text)))
    return [tuple(text[slice(*one[0][:2])] for one in pair) for pair in found]  # type: ignore[misc] # two of each


def values(text: str) -> list[tuple[str, str]]:
    found = two_values(text, checkables(text), sentences(text))
    return [(text[slice(*two.first[:2])], text[slice(*two.second[:2])]) for two in found]


def test_a_surname_goes_with_the_whole_name() -> None:
    text = "Gwen Okafor spoke. Later Okafor left, and Ravi Menon with Okafor."
    assert grouped(text)["name gwen okafor"] == ["Gwen Okafor", "Okafor", "Okafor"]


def test_a_surname_of_two_people_stays_alone() -> None:
    text = "Anna Smith met Bob Smith. Then Smith left."
    assert set(grouped(text)) == {"name anna smith", "name bob smith", "name smith"}


def test_a_figure_is_its_value() -> None:
    assert grouped("It cost $4.2 million, that is $4,200,000.")["figure 4200000 USD"] == ["$4.2 million", "$4,200,000"]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Anna Smith came. Then Smyth left.", [("Anna Smith", "Smyth")]),
        ("Hans Müller came. Then Mueller left.", [("Hans Müller", "Mueller")]),
        ("Ola Brekke came. Then Ola Berkke left.", [("Ola Brekke", "Ola Berkke")]),
        ("Anna Smith and Bob Smyth came.", []),
        ("Anna Berg spoke. Then Ana Berg left.", [("Anna Berg", "Ana Berg")]),
        ("Tim Berg spoke. Then Tom Berg left, and Ann, and Anna.", []),
        ("He went to Iran, then to Iraq, as Germans from Germany do.", []),
    ],
)
def test_two_spellings(text: str, pairs: list[tuple[str, str]]) -> None:
    assert spellings(text) == pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("In Lemberg 12,000 were killed. Later: 12,500 killed in Lemberg.", [("12,000", "12,500")]),
        ("The bridge cost 4.2 million crowns. It had cost 4.5 million crowns.", [("4.2 million", "4.5 million")]),
        ("The bridge cost 4.2 million crowns. The bridge had cost about 4 million crowns.", []),
        ("She has 12 cats. He has 15 dogs.", []),
        (
            "The harbour cost 40 million euros, said Anna Berg. The harbour cost 42 million euros, others say.",
            [("40 million euros", "42 million euros")],
        ),
        ("The harbour cost 40 million euros, said Anna Berg. The bridge cost 42 million euros, others say.", []),
    ],
)
def test_two_values_of_one_thing(text: str, pairs: list[tuple[str, str]]) -> None:
    assert values(text) == pairs
