"""Plain text: lines are blocks, wrapped lines are joined, lists and headline are seen, words stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.formats.cleaning import clean, is_blank
from factcheck.formats.particulars import looks_like_title, title_from_name
from factcheck.formats.text import draft_of_text, read_text


def kinds(words: str) -> list[str]:
    return [block.kind for block in draft_of_text(words).structure.blocks]


def test_lines_are_blocks_and_blank_lines_go() -> None:
    draft = read_text("\ufeffA headline\r\n\r\n\r\nFirst “line”.\r\nSecond line. \u2028Third\tline.\r\n \t".encode())
    assert draft.text == "A headline\nFirst “line”.\nSecond line. \nThird\tline."
    assert [(draft.text[block.start : block.end], block.kind) for block in draft.structure.blocks] == [
        ("A headline", "title"),
        ("First “line”.", "paragraph"),
        ("Second line. ", "paragraph"),
        ("Third\tline.", "paragraph"),
    ]
    assert (draft.title, draft.encoding, draft.media_type) == ("A headline", "utf-8", "text/plain")


def test_bullets_are_list_items_and_stay_in_the_text() -> None:
    words = "Head\n- one\n* two\n• three\n– No, he said.\n-5 degrees\n1. first\n2) second\n7. FC Köln won\n9 lives"
    assert draft_of_text(words).text == words
    kept = ["paragraph"] * 2
    assert kinds(words) == ["title", *["list_item"] * 3, *kept, *["list_item"] * 2, *kept]


WRAPPED = """The headline stands alone

The mayor opened the new bridge on Tuesday, after three years of works that
cost the city forty million euros, twice the first estimate.

The opposition disputes the figures and says that the council kept the costs
from the public for a year.

- a list item which goes on for quite a while so that it has to be wrapped on
  a second line
- another

An address
"""


def test_wrapped_lines_are_joined_into_paragraphs() -> None:
    works = "The mayor opened the new bridge on Tuesday, after three years of works that"
    dispute = "The opposition disputes the figures and says that the council kept the costs"
    assert draft_of_text(WRAPPED).text.split("\n") == [
        "The headline stands alone",
        f"{works} cost the city forty million euros, twice the first estimate.",
        f"{dispute} from the public for a year.",
        "- a list item which goes on for quite a while so that it has to be wrapped on a second line",
        "- another",
        "An address",
    ]


def test_a_word_cut_at_a_hyphen_is_joined_without_a_space() -> None:
    lines = ["word " * 13 + "and well-", "known " + "word " * 12 + "here", "and so on", "", "next"]
    joined = draft_of_text("\n".join(lines)).text
    assert "and well-known word" in joined


@pytest.mark.parametrize(
    "words",
    [
        "Short lines\nof verse\n\nand more\nof it\nhere",
        "One long paragraph in one line, " * 10 + "\n\n" + "Another one. " * 20,
        "Line by line with no blank line between\n" * 5,
        "x" * 60 + " y\nz\n\n" + "short\nshort\nshort\nshort\n\nmore",
    ],
)
def test_other_lines_stay_apart(words: str) -> None:
    assert draft_of_text(words).text == "\n".join(line for line in words.split("\n") if line)


@given(st.text())
def test_no_visible_character_is_lost(words: str) -> None:
    draft = draft_of_text(words)
    kept = "".join(line for line in clean(words).split("\n") if not is_blank(line))
    assert "".join(draft.text.split()) == "".join(kept.split())
    assert "\n".join(draft.text[block.start : block.end] for block in draft.structure.blocks) == draft.text


def test_a_file_without_blank_lines_keeps_its_offsets() -> None:
    source = "Council ‘hid costs’\n- one point\nText “goes on.”\nRelated Articles\nADVERTISEMENT\n"
    draft = read_text(source.encode())
    assert draft.text == source.rstrip("\n")
    assert draft.title == "Council ‘hid costs’"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Macron tells Putin he wants to ‘avoid war’", True),
        ("What now?", True),
        ("“It is over”", True),
        ("He said so.", False),
        ("“He said so.”", False),
        ("A list follows:", False),
        ("Made in the U.S.", True),
        ("12.5", False),
        ("word " * 40, False),
        ("", False),
    ],
)
def test_headlines_are_told_from_sentences(words: str, expected: bool) -> None:
    assert looks_like_title(words) is expected


def test_a_single_line_or_a_list_has_no_headline() -> None:
    assert kinds("Only a line") == ["paragraph"]
    assert kinds("- a\n- b") == ["list_item", "list_item"]
    assert kinds("") == []


def test_the_byline_is_found_in_the_first_lines() -> None:
    draft = draft_of_text("Headline\nBy Ada Mihović and Jo Li\nText.\nBy Monday it was over\n")
    assert draft.byline == "Ada Mihović and Jo Li"
    assert [block.kind for block in draft.structure.blocks] == ["title", "byline", "paragraph", "paragraph"]
    assert draft_of_text("Headline\nby then it was over\nText.").byline == ""


def test_a_title_of_a_file_name() -> None:
    assert title_from_name("macron-kremlin_2.txt") == "macron kremlin 2"
    assert title_from_name("notes") == "notes"
