"""Numbers are read with their precision, and a claim agrees with what is stated only within its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.numbers import Quantity, agreement, quantities


def the_quantity(text: str) -> Quantity:
    (quantity,) = quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("100,000 troops", [100_000], ""),
        ("100k", [100_000], ""),
        ("one hundred thousand", [100_000], ""),
        ("0.1 million", [100_000], ""),
        ("twenty-five thousand and six", [25_006], ""),
        ("a hundred", [100], ""),
        ("two million three hundred", [2_000_300], ""),
        ("1.000.000 Euro", [1_000_000], "EUR"),
        ("1 000 000 €", [1_000_000], "EUR"),
        ("1\u202f000,5", [1000.5], ""),
        ("1.234,56 EUR", [1234.56], "EUR"),
        ("1,234.56", [1234.56], ""),
        ("1.250", [1.25, 1250], ""),
        ("0.125", [0.125], ""),
        ("1,250", [1250], ""),
        ("3,5 %", [3.5], "%"),
        ("-5 per cent", [-5], "%"),
        ("3 percentage points", [3], "points"),
        ("$1.2bn", [1.2e9], "USD"),
        ("US$ 5", [5], "USD"),
        ("Rs. 5 crore", [5e7], "INR"),
        ("5 Mio. Euro", [5e6], "EUR"),
        ("3.5 millions", [3.5e6], ""),
        ("five percent", [5], "%"),
        ("zero", [0], ""),
    ],
)
def test_values_and_units(text: str, values: list[float], unit: str) -> None:
    quantity = the_quantity(text)
    assert [value for value, _ in quantity.readings] == pytest.approx(values)
    assert quantity.unit == unit


@pytest.mark.parametrize("text", ["covid19", "B2B", "5km", "3rd", "2.0.1", "10:30", "1" * 16, "1.2.2020", "stone", "m"])
def test_what_is_no_quantity(text: str) -> None:
    assert quantities(text) == []


def test_spans_hold_hedges_and_units() -> None:
    text = "It fell about 40 % to $3 million. Then by more than  20 euros."
    assert [text[found.start : found.end] for found in quantities(text)] == [
        "about 40 %",
        "$3 million",
        "more than  20 euros",
    ]
    assert [(found.hedge, found.side) for found in quantities(text)] == [("about", 0), ("", 0), ("more than", 1)]


@pytest.mark.parametrize(
    ("claimed", "stated", "expected"),
    [
        ("100k", "one hundred thousand", "same"),
        ("0.1 million", "100,000", "same"),
        ("5 %", "five per cent", "same"),
        ("about 40 %", "about 40 percent", "same"),
        ("1.250", "1250", "same"),
        ("1.250", "1.25", "same"),
        ("about 40 %", "40.8 %", "rounded"),
        ("about 40 %", "40 %", "rounded"),
        ("41 %", "40.8 %", "rounded"),
        ("100,000", "98,700", "rounded"),
        ("over 40 %", "40.8 %", "rounded"),
        ("almost 41 %", "40.8 %", "rounded"),
        ("more than 40", "over 40", "rounded"),
        ("about 40", "around 40", "rounded"),
        ("$1.2bn", "$1,249,000,000", "rounded"),
        ("40 %", "40.8 %", "different"),
        ("about 40 %", "44 %", "different"),
        ("40.81 %", "40.8 %", "different"),
        ("over 41 %", "40.8 %", "different"),
        ("over 40", "40", "different"),
        ("40", "over 40", "different"),
        ("under 40", "over 40", "different"),
        ("almost 40 %", "40.8 %", "different"),
        ("5 %", "5", "different"),
        ("5 %", "5 percentage points", "different"),
        ("$5", "€5", "different"),
        ("2020", "2019", "different"),
        ("20 people", "19 people", "different"),
        ("100,000", "60,000", "different"),
        ("-5", "5", "different"),
        ("1,250", "1.25", "different"),
    ],
)
def test_agreement(claimed: str, stated: str, expected: str) -> None:
    assert agreement(the_quantity(claimed), the_quantity(stated)) == expected


@given(st.text(alphabet="0123456789.,- %$€kmo\u00a0 ehundrtwsailb", max_size=40))
def test_any_text_is_read_in_order(text: str) -> None:
    reached = 0
    for quantity in quantities(text):
        assert reached <= quantity.start < quantity.end <= len(text)
        reached = quantity.end
        assert agreement(quantity, quantity) == "same"


@given(st.integers(0, 10**14))
def test_thousands_separators_change_nothing(number: int) -> None:
    forms = {f"{number}", f"{number:,}", f"{number:,}".replace(",", "\u202f"), f"{number:,}".replace(",", "'")}
    values = {the_quantity(form).readings[0][0] for form in forms}
    assert values == {float(number)}
