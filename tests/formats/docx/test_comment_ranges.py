"""A torture document: every comment stands at exactly its words, whatever the range crosses."""

from __future__ import annotations

import pytest

from factcheck.formats.docx.reading import read_docx
from factcheck.formats.docx.walker import Revisions
from tests.formats.word_files import changed, comment, ends, paragraph, points, run, starts, table, word_file

FAMILY = "👩‍👩‍👧‍👦"
# By the number of the comment: its words as the final text has them, and as the original has them.
RANGES: dict[int, tuple[str, str]] = {
    1: ("one two three four", "one two three four"),  # around others
    2: ("two three", "two three"),  # nested
    3: ("three", "three"),  # nested twice
    4: ("four five six", "four five six"),  # overlapping the first
    5: ("six seven\nThe next", "six seven\nThe next"),  # across paragraphs
    6: ("South\t400", "South\t400"),  # across cells
    7: ("1990\tNorth\t300\n1991", "1990\tNorth\t300\n1991"),  # across rows
    8: ("item\nSecond", "item\nSecond"),  # across list items
    9: ("", ""),  # at a point within a paragraph
    10: ("brand new", ""),  # in a tracked insertion
    11: ("", "long gone"),  # in a tracked deletion
    12: ("rose by eight per", "rose by nine per"),  # around both
    13: ("فتح في عام", "فتح في عام"),  # right to left
    14: (FAMILY, FAMILY),  # one sign of several code points
    15: (f"of {FAMILY} é 東", f"of {FAMILY} é 東"),  # scripts side by side
    16: ("inside a box", "inside a box"),  # in a text box
    17: ("a field’s result", "a field’s result"),  # around a field
    18: ("in a control", "in a control"),  # around a content control
    19: ("linked words", "linked words"),  # within a link
    20: ("moved here", ""),  # in moved words
    21: ("three", "three"),  # on the same words as another one
    22: ("The next paragraph.", "The next paragraph."),  # a whole paragraph
}


def body() -> str:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("a field’s result")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    control = f"<w:sdt><w:sdtPr><w:tag w:val='x'/></w:sdtPr><w:sdtContent>{run('in a control')}</w:sdtContent></w:sdt>"
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        + paragraph("Words ", starts(16), "inside a box", ends(16), ".")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    parts = [
        paragraph(
            starts(1), "one ", starts(2), "two ", starts(3), starts(21), "three", ends(21), ends(3), ends(2), " ",
            starts(4), "four", ends(1), " five ", starts(5), "six", ends(4), " seven",
        ),
        paragraph(starts(22), "The next", ends(5), " paragraph.", ends(22)),
        table(
            (paragraph(starts(7), "1990"), paragraph("North"), paragraph("300")),
            (paragraph("1991", ends(7)), paragraph(starts(6), "South"), paragraph("400", ends(6))),
        ),
        paragraph("First ", starts(8), "item", properties=numbered),
        paragraph("Second", ends(8), " item", properties=numbered),
        paragraph("A point", points(9), " here."),
        paragraph("Some ", changed("ins", starts(10), "brand new", ends(10)), " words."),
        paragraph("Words ", changed("del", starts(11), "long gone", ends(11)), "left."),
        paragraph(
            "Fares ", starts(12), "rose by ", changed("del", "nine"), changed("ins", "eight"), " per", ends(12), "."
        ),
        paragraph("قال إن الجسر ", starts(13), "فتح في عام", ends(13), " 1991."),
        paragraph("Pictures ", starts(15), "of ", starts(14), FAMILY, ends(14), " é 東", ends(15), "京."),
        paragraph("Beside it", box, " a box stands."),
        paragraph("Here is ", starts(17), field, ends(17), "."),
        paragraph("Here is ", starts(18), control, ends(18), "."),
        paragraph("See ", f'<w:hyperlink w:anchor="a">{starts(19)}{run("linked words")}{ends(19)}</w:hyperlink>', "."),
        paragraph("It was ", changed("moveTo", starts(20), "moved here", ends(20)), "."),
    ]  # fmt: skip
    return "".join(parts)


@pytest.mark.parametrize(("revisions", "side"), [("final", 0), ("original", 1)])
def test_every_comment_stands_at_its_words(revisions: Revisions, side: int) -> None:
    entries = "".join(comment(number, f"Comment {number}") for number in RANGES)
    draft = read_docx(word_file(body(), comments=entries), revisions)
    found = {
        int(note.key.removeprefix("comment-")): draft.text[note.start : note.end]
        for note in draft.structure.notes
        if note.kind == "comment"
    }
    assert found == {number: words[side] for number, words in RANGES.items()}
    points_ = {note.key: draft.text[: note.start].rpartition("\n")[2] for note in draft.structure.notes}
    assert points_["comment-9"] == "A point"
    if revisions == "final":
        assert points_["comment-11"] == "Words "
    else:
        assert (points_["comment-10"], points_["comment-20"]) == ("Some ", "It was ")
