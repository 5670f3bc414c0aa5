"""What was extracted is laid over the page: the right lines, not those that merely look alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from factcheck.formats.extraction import article_lines, lines_of


def test_lines_of_a_body() -> None:
    body = etree.fromstring(
        "<body><head>Title</head><p>One <hi>two</hi><lb/>three</p><list><item>a<list><item>b</item></list></item>"
        "</list><table><row><cell><p>c</p></cell><cell>d</cell></row></table>tail</body>"
    )
    assert [line.split() for line in lines_of(body) if line.split()] == [
        ["Title"], ["One", "two"], ["three"], ["a"], ["b"], ["c", "d"],
    ]  # fmt: skip


PAGE = [
    "Home", "Politics", "Mayor opens bridge", "Share", "The bridge cost 40 million euros and much patience.",
    "Politics", "Read more", "“It is the longest of its kind,” she told reporters on Tuesday.", "Politics", "Share",
    "Home",
]  # fmt: skip


def test_short_lines_count_between_their_neighbours_only() -> None:
    found = ["Mayor opens bridge", PAGE[4], "Politics", PAGE[7]]
    assert article_lines(PAGE, found) == {2, 4, 5, 7}


def test_lines_that_were_joined_or_cut_are_found() -> None:
    joined = ["Mayor opens bridge", PAGE[4] + " " + PAGE[7]]
    assert article_lines(PAGE, joined) == {2, 4, 7}
    cut = ["The bridge cost 40 million euros", "and much patience", "“It is the longest of its kind,” she told"]
    assert article_lines(PAGE, cut) == {4, 7}


def test_punctuation_and_case_do_not_matter() -> None:
    assert article_lines(["MAYOR  opens “bridge”."], ["Mayor opens bridge"]) == {0}


def test_nothing_extracted_is_nothing_taken() -> None:
    assert article_lines(PAGE, []) == set()
    assert article_lines([], ["a"]) == set()
    assert article_lines(PAGE, ["Something else entirely that is not on the page."]) == set()
    assert article_lines(["", "…"], ["", "?"]) == set()


def test_equal_lines_are_counted() -> None:
    assert article_lines(["x", "x", "x"], ["x", "x"]) == {0, 1}


def test_a_moved_line_does_not_drag_the_rest_along() -> None:
    page = [f"line number {index} of this page" for index in range(9)]
    found = [page[7], *page[1:7]]
    assert {1, 2, 3, 4, 5, 6} <= article_lines(page, found)


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.data())
def test_a_page_of_the_article_only_is_taken_whole(page: list[str], data: st.DataObject) -> None:
    assert article_lines(page, page) == set(range(len(page)))
    some = data.draw(st.lists(st.sampled_from("abcdef"), max_size=12))
    assert article_lines(page, some) <= set(range(len(page)))
