"""Words that time wears out are found, and whether it has."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.text.perishing import has_passed, perishing


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("She said yesterday that it is currently shut.", "en", ["yesterday", "currently"]),
        ("Ines Hallam, 71, moved last year; her 12-year-old son stayed.", "en", ["71", "last year", "12-year-old"]),
        ("Soon it will be still.", "en", []),
        ("Elle l’a dit hier ; actuellement, l’an dernier, Yvonne, 82 ans, chantait.", "fr",
         ["hier", "actuellement", "l’an dernier", "82 ans"]),
        ("Das sagte er gestern; derzeit, vor drei Jahren, die 34-Jährige.", "de",
         ["gestern", "derzeit", "vor drei Jahren", "34-Jährige"]),
        ("今日", "ja", []),
    ],
)  # fmt: skip
def test_words(text: str, language: str, words: list[str]) -> None:
    assert [text[start:end] for start, end, _kind in perishing(text, language)] == words


def test_a_day_a_fortnight_a_year() -> None:
    written = date(2026, 12, 30)
    assert not has_passed("day", written, written)
    assert has_passed("day", written, date(2026, 12, 31))
    assert not has_passed("year", written, date(2026, 12, 31))
    assert has_passed("year", written, date(2027, 1, 1))
    assert not has_passed("lately", written, date(2027, 1, 4))
    assert has_passed("lately", written, date(2027, 1, 14))
    assert has_passed("age", written, date(2027, 4, 1))
