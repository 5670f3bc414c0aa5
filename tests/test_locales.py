"""Numbers, dates and lists are written as the language in use writes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from factcheck import locales
from factcheck.translation import use_language

MOMENT = datetime(2025, 3, 3, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("tag", "number", "percent", "size", "day"),
    [
        ("en", "12,431", "16%", "3.5 MB", "3 March 2025"),
        ("en-US", "12,431", "16%", "3.5 MB", "March 3, 2025"),
        ("de", "12.431", "16\xa0%", "3,5\xa0MB", "3. März 2025"),
        ("fr", "12\u202f431", "16\xa0%", "3,5\xa0Mo", "3 mars 2025"),
        ("es", "12.431", "16\xa0%", "3,5\xa0MB", "3 de marzo de 2025"),
        ("ar", "12,431", "16%", "3.5 م.ب", "3 مارس 2025"),
    ],
)
def test_each_language_in_its_own_way(tag: str, number: str, percent: str, size: str, day: str) -> None:
    use_language(tag)
    assert locales.number(12431) == number
    assert locales.percent(16) == percent
    assert locales.size(3_456_789) == size
    assert locales.day(MOMENT) == day


def test_small_numbers_are_alike_everywhere() -> None:
    assert [locales.number(n) for n in (0, 7, 999)] == ["0", "7", "999"]
    assert locales.size(7) == "7 bytes"


def test_a_region_that_nobody_has_falls_back_on_its_language() -> None:
    use_language("de-XX")
    assert locales.number(12431) == "12.431"


def test_moments_in_little_room() -> None:
    now = datetime.now(UTC)
    assert locales.short_time(now) == f"{now.astimezone():%H:%M}"
    assert locales.short_time(now.isoformat()) == locales.short_time(now)
    past = now - timedelta(days=800)
    assert str(past.astimezone().year) in locales.short_time(past)
    assert locales.short_time(None) == locales.short_time("Tuesday") == ""


def test_a_moment_for_everybody_is_in_utc() -> None:
    assert locales.day_and_time(MOMENT) == "3 March 2025, 09:30 UTC"
    assert locales.day_and_time(None) == ""


def test_a_day_in_a_record_is_written_out_and_other_words_stay() -> None:
    use_language("fr")
    assert locales.written_day("2026-03-09") == "9 mars 2026"
    assert [locales.written_day(words) for words in ("2 Feb", "2026", "2026-02-30", "")] == [
        "2 Feb", "2026", "2026-02-30", "",
    ]  # fmt: skip


def test_lists_have_the_comma_of_the_language() -> None:
    assert locales.listed(["a", 2]) == "a, 2"
    use_language("ar")
    assert locales.listed(["أ", "ب"]) == "أ، ب"


def test_names_are_sorted_as_people_look_them_up() -> None:
    assert sorted(["Zoe", "émile", "Emil", "Éva"], key=locales.sort_key) == ["Emil", "émile", "Éva", "Zoe"]
