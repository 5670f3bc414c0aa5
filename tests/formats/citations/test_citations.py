"""Sources as citations: golden entries, each checked against the manual of its style; italics are between asterisks."""

from __future__ import annotations

from itertools import pairwise

import pytest

from factcheck.cli import arguments
from factcheck.domain.records import Source
from factcheck.domain.sourcing import public_view
from factcheck.formats.citations import STYLE_KEYS, Run, citation, in_words
from factcheck.formats.citations.styles import STYLES
from factcheck.translation import words_in
from factcheck.ui.reports import offering

NEWS = Source(
    kind="article",
    title="Ceiling down, baths closed",
    authors="Farr, Lena",
    publisher="The Lakeside Chronicle",
    address="https://chronicle.example/ceiling",
    published="2022-03-04",
    accessed="2025-09-02",
)
BOOK = Source(
    kind="book",
    title="Water and Stone",
    authors="Jane Doe; Ludwig van Beethoven; King, Martin Luther, Jr.",
    publisher="Norton",
    published="2019-05",
)
PAGE = Source(
    kind="web page",
    title="Night trains",
    publisher="Estmark Railway",
    address="https://railway.example/night",
    accessed="2025-09-01",
)
DATA = Source(
    kind="data",
    title="Register of baths",
    authors="Statistical Office of Halvern",
    publisher="Statistical Office of Halvern",
    address="https://stat.example/baths",
    published="2024-02-01",
    accessed="2025-09-02",
)
TALK = Source(
    kind="interview", title="Interview with Pia Osterholt", person="Pia Osterholt", interviewed_on="2025-09-03"
)
GOLDEN = {
    ("apa", "news"): (
        "Farr, L. (2022, March 4). Ceiling down, baths closed. *The Lakeside Chronicle*. "
        "https://chronicle.example/ceiling"
    ),
    ("apa", "book"): "Doe, J., van Beethoven, L., & King, M. L., Jr. (2019). *Water and Stone*. Norton.",
    ("apa", "page"): (
        "*Night trains*. (n.d.). Estmark Railway. Retrieved September 1, 2025, from https://railway.example/night"
    ),
    ("apa", "data"): (
        "Statistical Office of Halvern. (2024). *Register of baths* [Data set]. https://stat.example/baths"
    ),
    ("apa", "talk"): "P. Osterholt, personal communication, September 3, 2025.",
    ("chicago", "news"): (
        "Farr, Lena. “Ceiling down, baths closed.” *The Lakeside Chronicle*, March 4, 2022. "
        "https://chronicle.example/ceiling."
    ),
    ("chicago", "book"): (
        "Doe, Jane, Ludwig van Beethoven, and Martin Luther King Jr. *Water and Stone*. Norton, 2019."
    ),
    ("chicago", "page"): (
        "“Night trains.” Estmark Railway. Accessed September 1, 2025. https://railway.example/night."
    ),
    ("chicago", "data"): (
        "Statistical Office of Halvern. *Register of baths*. February 1, 2024. https://stat.example/baths."
    ),
    ("chicago", "talk"): "Osterholt, Pia. Interview, September 3, 2025.",
    ("mla", "news"): (
        "Farr, Lena. “Ceiling down, baths closed.” *The Lakeside Chronicle*, 4 Mar. 2022, "
        "https://chronicle.example/ceiling."
    ),
    ("mla", "book"): "Doe, Jane, et al. *Water and Stone*. Norton, 2019.",
    ("mla", "page"): (
        "“Night trains.” *Estmark Railway*, https://railway.example/night. Accessed 1 Sept. 2025."
    ),
    ("mla", "data"): "*Register of baths*. Statistical Office of Halvern, 1 Feb. 2024, https://stat.example/baths.",
    ("mla", "talk"): "Osterholt, Pia. Interview, 3 Sept. 2025.",
    ("iso690", "news"): (
        "FARR, Lena. Ceiling down, baths closed. *The Lakeside Chronicle* [online]. 4 March 2022 "
        "[viewed 2 September 2025]. Available from: https://chronicle.example/ceiling"
    ),
    ("iso690", "book"): (
        "DOE, Jane, VAN BEETHOVEN, Ludwig and KING, Martin Luther, Jr. *Water and Stone*. Norton, May 2019."
    ),
    ("iso690", "page"): (
        "Night trains. *Estmark Railway* [online]. [viewed 1 September 2025]. "
        "Available from: https://railway.example/night"
    ),
    ("iso690", "data"): (
        "Statistical Office of Halvern. *Register of baths* [online]. 1 February 2024 [viewed 2 September 2025]. "
        "Available from: https://stat.example/baths"
    ),
    ("iso690", "talk"): "OSTERHOLT, Pia. Interview, 3 September 2025.",
    ("short", "news"): "L. Farr, “Ceiling down, baths closed”, The Lakeside Chronicle, 4 March 2022",
    ("short", "book"): "J. Doe and others, *Water and Stone*, Norton, May 2019",
    ("short", "page"): "“Night trains”, Estmark Railway",
    ("short", "data"): "Statistical Office of Halvern, *Register of baths*, 1 February 2024",
    ("short", "talk"): "Pia Osterholt, interview, 3 September 2025",
}
SOURCES = {"news": NEWS, "book": BOOK, "page": PAGE, "data": DATA, "talk": TALK}


def cited(source: Source, style: str, language: str = "en-GB") -> str:
    with words_in(language):
        return "".join(f"*{run.text}*" if run.italic else run.text for run in citation(source, style))


@pytest.mark.parametrize(("style", "which"), GOLDEN)
def test_golden_entries(style: str, which: str) -> None:
    assert cited(SOURCES[which], style) == GOLDEN[style, which]


def test_every_style_has_golden_entries() -> None:
    assert {style for style, _which in GOLDEN} == set(STYLE_KEYS) == set(STYLES)
    assert STYLE_KEYS == arguments.CITATION_STYLES == offering.CITATIONS


def test_dates_and_quotation_marks_are_those_of_the_language() -> None:
    assert "4 mars 2022" in cited(NEWS, "mla", "fr")
    assert "«\xa0Ceiling down, baths closed\xa0»" in cited(NEWS, "mla", "fr")
    assert "„Ceiling down, baths closed“. *The Lakeside Chronicle*, 4. März 2022" in cited(NEWS, "chicago", "de")


@pytest.mark.parametrize("style", STYLE_KEYS)
def test_a_confidential_source_is_its_alias(style: str) -> None:
    known = TALK.model_copy(update={"confidential": True, "alias": "an official", "authors": "Osterholt, Pia"})
    told = cited(public_view(known), style)
    assert told.startswith("An official"), "it begins a line"
    assert "Osterholt" not in told
    assert "2025" not in told


@pytest.mark.parametrize("style", STYLE_KEYS)
@pytest.mark.parametrize("kind", ["", "web page", "interview", "of a newer program"])
def test_a_source_that_knows_nothing_is_cited_all_the_same(style: str, kind: str) -> None:
    assert cited(Source(kind=kind), style)
    assert "https://x.example/a" in cited(Source(kind=kind, address="https://x.example/a"), style)


def test_only_addresses_that_may_be_opened_are_links() -> None:
    for style in STYLE_KEYS:
        for source in (Source(kind="web page", address="javascript:alert(1)"), Source(title="javascript:alert(1)")):
            assert not any(run.target for run in citation(source, style))
    assert Run("https://a.example/x", target="https://a.example/x") in citation(
        Source(title="T", archive_address="https://a.example/x"), "apa"
    )


@pytest.mark.parametrize(
    ("authors", "told"),
    [
        ("World Bank", "World Bank. *T*."),
        ("Churchill, Winston", "Churchill, Winston. *T*."),
        ("Townsend, Sue; Anne-Marie Duff", "Townsend, Sue, and Anne-Marie Duff. *T*."),
        ("Town of Brask, Building Department", "Town of Brask, Building Department. *T*."),
        ("村上春樹", "村上春樹. *T*."),
        ("bell hooks", "bell hooks. *T*."),
        ("Madonna", "Madonna. *T*."),
        ("; ,", "*T*."),
        (
            "A, A.; B, B.; C, C.; D, D.; E, E.; F, F.; G, G.",
            "A, A., B. B, C. C, et al. *T*.",
        ),
    ],
)
def test_names_are_turned_only_where_their_parts_are_known(authors: str, told: str) -> None:
    assert cited(Source(title="T", authors=authors), "chicago") == told


def test_initials_keep_hyphens_and_apa_lists_twenty() -> None:
    assert cited(Source(title="T", authors="Sartre, Jean-Paul"), "apa") == "Sartre, J.-P. (n.d.). *T*."
    many = "; ".join(f"N{letter}, A." for letter in "abcdefghijklmnopqrstuv")
    assert ", … Nv, A. (n.d.)" in cited(Source(title="T", authors=many), "apa")


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("spring 1998", "(spring 1998)"),
        ("2024", "(2024)"),
        ("2024-02", "(2024, February)"),
        ("2024-02-31", "2024-02-31"),
    ],
)
def test_dates_that_are_none_stand_as_they_were_typed(published: str, told: str) -> None:
    assert told in cited(NEWS.model_copy(update={"published": published}), "apa")


def test_quotation_marks_inside_a_title_become_inner_ones() -> None:
    source = Source(kind="article", title='He said "no" and “yes”?', publisher="P")
    assert cited(source, "mla") == "“He said ‘no’ and ‘yes’?” *P*."


def test_neighbouring_runs_that_look_alike_are_one() -> None:
    for style in STYLE_KEYS:
        runs = citation(NEWS, style)
        assert all(one[1:] != other[1:] for one, other in pairwise(runs))
        assert "Ceiling" in in_words(runs)
