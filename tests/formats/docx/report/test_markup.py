"""Strings of WordprocessingML are well formed whatever the text holds, and say which script it is in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from factcheck.formats.docx.report.markup import (
    DECLARATION,
    NAMESPACES,
    Look,
    Table,
    attribute,
    escaped,
    language_tag,
    paragraph,
    reads_right_to_left,
    run,
)
from tests.formats.docx.report.package import W, text_of

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parsed(inside: str) -> etree._Element:
    return etree.fromstring(f"{DECLARATION}<w:body {NAMESPACES}>{inside}</w:body>".encode())


ANY_TEXT = st.text(st.characters(exclude_characters="\r"), max_size=60)


@given(text=ANY_TEXT, turned=st.booleans(), language=st.sampled_from(["", "de", "ar", "ja-JP"]))
def test_any_text_comes_back(text: str, turned: bool, language: str) -> None:
    made = parsed(paragraph(run(text, Look(style="X", strong=True), language, turned=turned)))
    assert text_of(made[0]) == ILLEGAL.sub("", text)


@given(ANY_TEXT)
def test_an_attribute_comes_back(text: str) -> None:
    made = parsed(f'<w:alias w:val="{attribute(text)}"/>')
    assert made[0].get(f"{W}val") == re.sub("[\t\n]", " ", ILLEGAL.sub("", text))


@given(text=ANY_TEXT)
def test_any_attribute_comes_back_in_one_line(text: str) -> None:
    made = parsed(f'<w:x w:val="{attribute(text)}"/>')
    assert made[0].get(f"{W}val") == re.sub("[\n\t]", " ", ILLEGAL.sub("", text))


def test_line_ends_of_other_systems_are_line_ends() -> None:
    assert escaped("a\r\nb\rc & d") == "a\nb\nc &amp; d"


def kinds(inside: str) -> list[tuple[str, str, str]]:
    """Text, language and script of each run."""
    found = []
    for one in parsed(inside).iter(f"{W}r"):
        language = one.find(f"{W}rPr/{W}lang")
        marks = [tag for tag in ("rtl", "rFonts") if one.find(f"{W}rPr/{W}{tag}") is not None]
        items = language.items() if language is not None else ()
        named = " ".join(f"{str(key).removeprefix(W)}={value!s}" for key, value in items)
        found.append((text_of(one), named, " ".join(marks)))
    return found


def test_scripts_stand_in_runs_of_their_own() -> None:
    assert kinds(run("He said «لن ترتفع 3٪» and 公営住宅, twice.", language="en")) == [
        ("He said «", "val=en", ""),
        ("لن ترتفع 3٪", "", "rtl"),
        ("» and ", "val=en", ""),
        ("公営住宅", "", "rFonts"),
        (", twice.", "val=en", ""),
    ]


def test_a_right_to_left_paragraph_keeps_its_marks() -> None:
    assert kinds(run("وفق Eurostat في 2024.", language="ar", turned=True)) == [
        ("وفق ", "bidi=ar", "rtl"),
        ("Eurostat", "", ""),
        (" في 2024.", "bidi=ar", "rtl"),
    ]


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("مرحبا", True),
        ("12% שלום", True),
        ("Hello مرحبا", False),
        ("...", False),
        ("日本 مرحبا", False),
        ("«é» مرحبا", False),
        ("«مرحبا»", True),
    ],
)
def test_the_first_letter_gives_the_direction(text: str, turned: bool) -> None:
    assert reads_right_to_left(text) is turned


@pytest.mark.parametrize(
    ("language", "tag"),
    [("en", "en"), ("de_AT", "de-AT"), (" fr ", "fr"), ("English!", ""), ("", ""), ("zh-Hant-TW", "zh-Hant-TW")],
)
def test_only_a_language_tag_is_one(language: str, tag: str) -> None:
    assert language_tag(language) == tag


def test_direct_formatting_stands_in_the_order_of_the_schema() -> None:
    look = Look(style="S", underline=("wave", "FF0000"), fill="EEEEEE").formatted(
        {"strong", "emphasis", "underline", "strike", "code", "subscript"}
    )
    tags = [one.tag.removeprefix(W) for one in parsed(run("x", look)).find(f".//{W}rPr")]  # type: ignore[union-attr] # it has one
    assert tags == ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "strike", "u", "shd", "vertAlign"]


def test_a_table_says_its_head_and_fills_its_grid() -> None:
    table = Table("T", (1000, 2000, 3000), "A & B")
    rows = [["<w:p/>"] * 3, ["<w:p/>"] * 2, ["<w:p/>"]]
    made = parsed("".join(table.rows(["<w:p/>"] * 3, rows)))[0]
    widths = [[cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w") for cell in row.iter(f"{W}tc")] for row in made.iter(f"{W}tr")]  # type: ignore[union-attr] # each has one
    assert widths == [["1000", "2000", "3000"], ["1000", "2000", "3000"], ["1000", "5000"], ["6000"]]
    assert made.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    assert made.find(f".//{W}tblCaption").get(f"{W}val") == "A & B"  # type: ignore[union-attr] # as above


def test_a_row_longer_than_a_page_may_break() -> None:
    made = parsed("".join(Table("T", (1000,)).rows((), [["<w:p/>"], [paragraph(run("long " * 2000))]])))[0]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in made.iter(f"{W}tr")] == [True, False]


def test_a_table_may_run_from_the_right() -> None:
    made = parsed("".join(Table("T", (1000,), turned=True).rows((), [["<w:p/>"]])))[0]
    assert made.find(f"{W}tblPr/{W}bidiVisual") is not None
