"""Blocks, spans and marks of a growing text end up where the words are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.domain.draft import Span
from factcheck.formats.composing import Composition, addresses_of


def test_marks_cling_to_words_across_blocks() -> None:
    text = Composition()
    text.begin("paragraph")
    text.write("one")
    start, end = text.mark_start(), text.mark_end()
    text.begin("paragraph")
    point = text.mark_point()
    text.write("two")
    after = text.mark_point()
    text.begin("paragraph")
    nowhere, last = text.mark_point(), text.mark_start()
    words, blocks, _spans = text.finish()
    assert words == "one\ntwo"
    assert [words[block.start : block.end] for block in blocks] == ["one", "two"]
    assert [mark.position for mark in (start, end, point, after, nowhere, last)] == [4, 3, 4, 7, 7, 7]


def test_empty_first_cells_stay_and_empty_rows_go() -> None:
    text = Composition()
    for row in (("", "b"), ("", ""), ("c", "")):
        text.begin("table_row")
        for index, cell in enumerate(row):
            if index:
                text.next_cell()
            text.write(cell)
    assert text.finish()[0] == "\tb\nc\t"


def test_gaps_part_words_once() -> None:
    text = Composition()
    text.begin("paragraph")
    text.gap()
    text.write("a")
    text.gap()
    text.gap()
    text.write("b ")
    text.gap()
    text.write("c")
    text.gap()
    assert text.finish()[0] == "a b c"


def test_spans_of_a_kind_that_touch_are_one() -> None:
    text = Composition()
    text.begin("heading", 2)
    text.write("a", {"strong"}, "https://a.example/")
    text.write("b", {"strong"}, "https://b.example/")
    text.break_line()
    text.write("c", {"strong"})
    words, blocks, spans = text.finish()
    assert words == "ab\nc"
    assert [(block.kind, block.level) for block in blocks] == [("heading", 2), ("heading", 2)]
    assert spans == (
        Span("strong", 0, 2),
        Span("link", 0, 1, "https://a.example/"),
        Span("link", 1, 2, "https://b.example/"),
        Span("strong", 3, 4),
    )


def test_a_block_may_become_another_kind() -> None:
    text = Composition()
    text.become("quote")
    text.write("a")
    text.become("caption")
    text.write("b")
    _words, blocks, _spans = text.finish()
    assert [block.kind for block in blocks] == ["caption"]


def test_a_line_break_before_any_word_breaks_nothing() -> None:
    text = Composition()
    text.begin("list_item", 1, "•")
    text.break_line()
    text.write("a")
    assert text.finish()[1][0].marker == "•"


@given(st.lists(st.lists(st.text(), max_size=4), max_size=6))
def test_blocks_are_the_lines_of_the_text(paragraphs: list[list[str]]) -> None:
    text = Composition()
    for pieces in paragraphs:
        text.begin("paragraph")
        for piece in pieces:
            text.write(piece, {"emphasis"})
    words, blocks, spans = text.finish()
    assert "\n".join(words[block.start : block.end] for block in blocks) == words
    assert all(words[block.start : block.end].strip() for block in blocks)
    assert all(any(block.start <= span.start < span.end <= block.end for block in blocks) for span in spans)


def test_addresses_of_a_note_come_in_order_and_once() -> None:
    text = "see https://a.example/x, this and https://b.example, https://a.example/x or javascript:alert(1)"
    spans = [Span("strong", 0, 3), Span("link", 25, 29, "https://c.example/")]
    assert addresses_of(text, spans) == ("https://a.example/x", "https://c.example/", "https://b.example")
