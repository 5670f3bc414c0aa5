"""Pointers and adverts are told from the article, line by line, and never more than they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text.noise import noise_lines


@pytest.mark.parametrize(
    "line",
    [
        "Also read: Russian officers doubtful of full scale Ukraine invasion, finds US intelligence",
        "ALSO READ | Satellite image shows hardware",
        "Read more – What we know about the talks",
        "Read More",
        "Related Articles",
        "See also:",
        "• Don’t miss",
        "Lire aussi : Le plan de paix",
        "À LIRE AUSSI",
        "A\u0300 lire aussi",
        "Lesen Sie auch: Was wir wissen",
        "Mehr zum Thema",
        "Lea también: Qué sabemos",
        "Lo más leído",
        ">> Read next >>",
    ],
)
def test_pointers(line: str) -> None:
    assert noise_lines(f"Before.\n{line}\nAfter.") == [(8, 8 + len(line), "also read")]


@pytest.mark.parametrize(
    "line",
    ["ADVERTISEMENT", "Advertisement", "- Sponsored -", "(Ad)", "Story continues below advertisement", "[Publicité]",
     "ANZEIGE", "Werbung", "Publicidad", "Contenido\u00a0patrocinado", "  Scroll  to continue…"],
)  # fmt: skip
def test_adverts(line: str) -> None:
    assert noise_lines(line) == [(0, len(line), "advert")]


@pytest.mark.parametrize(
    "line",
    [
        "Also read in the court were letters of the accused.",
        "Also read-only files are kept.",
        "Read more books, he said: it helps.",
        "“Read more: it helps,” he said.",
        "He asked them to read more: they did.",
        "See also the report of 2020.",
        "Advertisement spending rose by 5 %.",
        "The advertisement",
        "Sponsored by the state, the film was shown.",
        "Werbung kostet Geld.",
        "Advertising",
        "Also read: " + "a very long line " * 20,
        "Ratio: 3",
        "- - -",
        "Macron tells Putin he wants to avoid war",
    ],
)
def test_the_article_is_left_alone(line: str) -> None:
    assert noise_lines(line) == []


def test_places_are_code_points_of_whole_lines() -> None:
    text = "😀 A lead.\n\nAlso read: One\nThe text.\nADVERTISEMENT"
    assert [(text[start:end], reason) for start, end, reason in noise_lines(text)] == [
        ("Also read: One", "also read"),
        ("ADVERTISEMENT", "advert"),
    ]
    assert noise_lines("") == []


@given(st.lists(st.sampled_from(["Also read: x", "Ad", "Text.", "", "read more", ": -"]), max_size=8).map("\n".join))
def test_only_whole_lines_in_order(text: str) -> None:
    reached = 0
    for start, end, _ in noise_lines(text):
        assert reached <= start < end
        assert "\n" not in text[start:end]
        assert text[end : end + 1] in {"", "\n"}
        assert text[:start].endswith("\n") or start == 0
        reached = end
