"""Footnotes, endnotes and comments of Word documents stand exactly where Word shows them."""

from __future__ import annotations

from factcheck.domain.draft import ArticleDraft, Note
from factcheck.formats.docx.reading import read_docx
from factcheck.formats.docx.walker import Revisions
from tests.formats.word_files import (
    changed,
    comment,
    ends,
    footnote_call,
    item,
    link,
    note,
    paragraph,
    points,
    relationship,
    relationships,
    run,
    starts,
    table,
    word_file,
    word_parts,
    zipped,
)

HEBREW = "ראש העיר"


def notes(draft: ArticleDraft) -> dict[str, Note]:
    found = {item.key: item for item in draft.structure.notes}
    assert len(found) == len(draft.structure.notes)
    return found


def quoted(draft: ArticleDraft) -> dict[str, str]:
    return {key: draft.text[item.start : item.end] for key, item in notes(draft).items()}


TORTURE = (
    paragraph(starts(1), "The head", starts(2), "line ", ends(1), "here", ends(2))
    + paragraph("Outer ", starts(3), "range ", starts(4), "inner", ends(4), " goes", ends(3), " on.")
    + paragraph("Across ", starts(5), "two")
    + paragraph("paragraphs", ends(5), " it runs.")
    + paragraph("After a word", points(6), " stands a point.")
    + paragraph(points(7), "Before the first word too.")
    + paragraph()
    + paragraph(starts(8))
    + paragraph("Whole", ends(8))
    + paragraph("Split", starts(9))
    + paragraph("next")
    + paragraph(ends(9), "then")
    + paragraph("😀😀😀 three before ", starts(10), "this 👩‍🚀", ends(10), "!")
    + paragraph("Naïve cafe\u0301 ", starts(11), "cafe\u0301", ends(11), ".")
    + paragraph(run("אמר ", "<w:rtl/>"), starts(12), run(HEBREW, "<w:rtl/>"), ends(12), run(" היום", "<w:rtl/>"))
    + item("first")
    + paragraph("one ", starts(13), "two", properties='<w:numPr><w:numId w:val="2"/></w:numPr>')
    + paragraph("three", ends(13), " four", properties='<w:numPr><w:numId w:val="2"/></w:numPr>')
    + table(
        (paragraph("a ", starts(14), "b"), paragraph("c", ends(14), " d")),
        (paragraph(), paragraph(starts(15), "in a cell", ends(15))),
        (paragraph("x", points(16)), paragraph("y")),
    )
    + paragraph("In ", starts(17), changed("ins", "inserted"), ends(17), changed("ins", starts(18), "it", ends(18)))
    + paragraph("On ", starts(19), changed("del", "old"), ends(19), "text ", changed("del", starts(20), "x", ends(20)))
    + paragraph("Half ", starts(21), changed("del", "gone"), "kept", ends(21), ".")
    + paragraph("Joined", starts(22), mark="<w:del/>")
    + paragraph(" here", ends(22), " too")
    + paragraph(link("r1", "link ", starts(23), "words", ends(23)), " tail")
    + paragraph("Last", starts(24), " word", ends(24))
)  # fmt: skip
FINAL = {
    1: "The headline ", 2: "line here", 3: "range inner goes", 4: "inner", 5: "two\nparagraphs", 6: "", 7: "",
    8: "Whole", 9: "next", 10: "this 👩‍🚀", 11: "cafe\u0301", 12: HEBREW, 13: "two\nthree", 14: "b\tc",
    15: "in a cell", 16: "", 17: "inserted", 18: "it", 19: "", 20: "", 21: "kept", 22: " here",
    23: "words", 24: " word",
}  # fmt: skip
ORIGINAL = FINAL | {17: "", 18: "", 19: "old", 20: "x", 21: "gonekept", 22: "here"}


def torture(revisions: Revisions) -> ArticleDraft:
    entries = "".join(comment(number, f"On {number}") for number in FINAL)
    return read_docx(word_file(TORTURE, {"r1": "https://e.example/"}, comments=entries), revisions)


def test_every_range_of_the_torture_document_is_exact() -> None:
    for revisions, expected in (("final", FINAL), ("original", ORIGINAL)):
        draft = torture("final" if revisions == "final" else "original")
        assert quoted(draft) == {f"comment-{number}": words for number, words in expected.items()}
        assert [item.text for item in notes(draft).values()] == [
            f"On {key.removeprefix('comment-')}" for key in notes(draft)
        ]
        starts_in_order = [item.start for item in draft.structure.notes]
        assert starts_in_order == sorted(starts_in_order)
        assert draft.counts["comments"] == 24


def test_points_stand_after_the_word_or_before_the_first() -> None:
    draft = torture("final")
    found = notes(draft)

    def around(number: int) -> tuple[str, str]:
        place = found[f"comment-{number}"].start
        return draft.text[:place].rpartition("\n")[2], draft.text[place:].partition("\n")[0]

    assert around(6) == ("After a word", " stands a point.")
    assert around(7) == ("", "Before the first word too.")
    assert around(16) == ("x", "\ty")
    assert around(19) == ("On ", "text ")
    assert around(20) == ("On text ", "")


def test_three_emoji_before_a_comment_count_as_three() -> None:
    body = paragraph("😀😀😀", starts(1), "here", ends(1))
    (found,) = read_docx(word_file(body, comments=comment(1, "x"))).structure.notes
    assert (found.start, found.end) == (3, 7)


def test_answers_resolved_threads_authors_and_dates() -> None:
    body = paragraph(starts(1), starts(2), "Words", ends(1), ends(2), " and ", starts(4), "more", ends(4))
    entries = (
        comment(1, "Is it so?", "Ada Mihović", "0000000A")
        + comment(2, "It is.", "Jo", "0000000B")
        + comment(3, "Without a place of its own.", "Ada Mihović", "0000000C")
        + comment(4, "Done", "Jo", "0000000D")
        + '<w:comment w:id="5" w:date="yesterday"/>'
    )
    extended = (
        '<w15:commentEx w15:paraId="0000000A" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0000000C" w15:paraIdParent="0000000A"/>'
        '<w15:commentEx w15:paraId="0000000D" w15:done="1"/>'
        '<w15:commentEx w15:paraId="0000000F" w15:paraIdParent="0000000A"/>'
    )
    found = notes(read_docx(word_file(body, comments=entries, commentsExtended=extended)))
    first, answer, placeless, resolved = (found[f"comment-{number}"] for number in (1, 2, 3, 4))
    assert (first.author, first.initials, first.date, first.parent, first.resolved) == (
        "Ada Mihović", "A", "2024-05-02T09:30:00Z", "", False,
    )  # fmt: skip
    assert (answer.author, answer.parent, answer.start, answer.end) == ("Jo", "comment-1", 0, 5)
    assert (placeless.parent, placeless.start, placeless.end) == ("comment-1", 0, 5)
    assert (resolved.resolved, resolved.parent) == (True, "")
    nobody = found["comment-5"]
    assert (nobody.author, nobody.initials, nobody.date, nobody.text) == ("", "", "", "")


def test_threads_that_run_in_circles_are_cut() -> None:
    entries = comment(1, "a", paragraph_id="0A") + comment(2, "b", paragraph_id="0B")
    extended = (
        '<w15:commentEx w15:paraId="0A" w15:paraIdParent="0B"/><w15:commentEx w15:paraId="0B" w15:paraIdParent="0A"/>'
    )
    found = notes(read_docx(word_file(paragraph("x"), comments=entries, commentsExtended=extended)))
    assert [item.parent for item in found.values()] == ["", ""]


def test_footnotes_and_endnotes_at_their_places_with_links() -> None:
    own_mark = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="4"/><w:t>*</w:t></w:r>'
    body = (
        paragraph("First claim.", footnote_call(2), " Second", footnote_call(3), ".")
        + paragraph(footnote_call(9, "endnote"), "Opening", footnote_call(10, "endnote"))
        + paragraph("Own mark", own_mark, " on", footnote_call(5))
        + paragraph("Unknown", footnote_call(77), " and twice", footnote_call(2))
        + paragraph(changed("del", footnote_call(6)), "Deleted.")
    )  # fmt: skip
    parts = word_parts(
        body,
        footnotes='<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        + note(2, link("rn1", "A report"), run(", p. 4; https://b.example/c_(d). And www.e.example."))
        + note(3, "Second ", changed("del", "old "), changed("ins", "new "), "note")
        + note(4, "Marked")
        + note(5, "Fifth", "<w:r><w:br/></w:r>", "line")
        + note(6, "Deleted")
        + note(8, "Never called"),
        endnotes=note(9, "Ninth", kind="endnote") + note(10, "Tenth", kind="endnote"),
    )
    parts["word/_rels/footnotes.xml.rels"] = relationships(
        relationship("rn1", "hyperlink", "https://a.example/report", external=True)
    )
    draft = read_docx(zipped(parts))
    found = notes(draft)
    assert {key: (item.label, item.text) for key, item in found.items()} == {
        "footnote-2": ("1", "A report, p. 4; https://b.example/c_(d). And www.e.example."),
        "footnote-3": ("2", "Second new note"),
        "endnote-9": ("i", "Ninth"),
        "endnote-10": ("ii", "Tenth"),
        "footnote-4": ("*", "Marked"),
        "footnote-5": ("3", "Fifth\nline"),
    }
    assert found["footnote-2"].links == ("https://a.example/report", "https://b.example/c_(d)", "https://www.e.example")
    assert draft.text.split("\n") == ["First claim. Second.", "Opening", "Own mark on", "Unknown and twice", "Deleted."]
    before = {key: draft.text[: item.start].rpartition("\n")[2] for key, item in found.items()}
    assert before == {
        "footnote-2": "First claim.", "footnote-3": "First claim. Second", "endnote-9": "", "endnote-10": "Opening",
        "footnote-4": "Own mark", "footnote-5": "Own mark on",
    }  # fmt: skip
    assert (draft.counts["footnotes"], draft.counts["endnotes"]) == (4, 2)


def test_numbers_of_notes_follow_the_settings() -> None:
    settings = (
        '<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr><w:endnotePr><w:numStart w:val="3"/></w:endnotePr>'
    )
    body = paragraph("a", *(footnote_call(number) for number in range(1, 6)), footnote_call(1, "endnote"))
    entries = "".join(note(number, "n") for number in range(1, 6))
    draft = read_docx(word_file(body, footnotes=entries, endnotes=note(1, "e", kind="endnote"), settings=settings))
    assert [item.label for item in draft.structure.notes] == ["*", "†", "‡", "§", "**", "iii"]


def test_a_comment_on_a_footnote_stands_where_the_footnote_is_called() -> None:
    body = paragraph("Claim", footnote_call(1), " goes on.")
    entries = note(1, starts(1), "wrong page", ends(1))
    found = notes(read_docx(word_file(body, footnotes=entries, comments=comment(1, "Check the page"))))
    assert (found["comment-1"].start, found["comment-1"].end) == (5, 5)


def test_links_in_comments_come_with_their_own_relationships() -> None:
    parts = word_parts(
        paragraph(starts(1), "x", ends(1)),
        comments=f'<w:comment w:id="1">{paragraph("See ", link("rc", "this"))}{paragraph("and more")}</w:comment>',
    )
    parts["word/_rels/comments.xml.rels"] = relationships(
        relationship("rc", "hyperlink", "https://c.example/", external=True)
    )
    (found,) = read_docx(zipped(parts)).structure.notes
    assert (found.text, found.links) == ("See this\nand more", ("https://c.example/",))


def test_answers_of_libre_office_are_answers_again() -> None:
    said = 'Antwort an Ana (29.11.2026, 21:13): "..."'
    notes = (comment(1, "Says who?"), comment(2, said), comment(3, said), comment(4, 'Antwort an Bo (1.1.2026): "x"'))
    lines = [
        entry.replace("</w:comment>", f"{paragraph(run(words))}</w:comment>")
        for entry, words in zip(notes, ("", "The register.", "Where?", "Here."), strict=True)
    ]
    body = paragraph("Then ", starts(1), run("17 pools"), ends(1), points(2), " closed.", points(3), " Bo ", points(4))
    read = read_docx(word_file(body, comments="".join(lines)))
    told = {note.key: (note.parent, note.text) for note in read.structure.notes}
    assert told["comment-2"] == ("comment-1", "The register.")
    # Behind other words, or for nobody who wrote there, they stay what they are.
    assert told["comment-3"] == ("", f"{said}\nWhere?")
    assert told["comment-4"][0] == ""


def test_the_moment_of_a_comment_is_what_word_tells_beside_its_own_clock() -> None:
    written = (comment(1, "Who?", paragraph_id="0000000A"), comment(2, "When?", paragraph_id="0000000B"))
    read = read_docx(
        word_file(
            paragraph(starts(1), run("Both"), ends(1), points(2)),
            comments="".join(written),
            commentsIds='<w16cid:commentId w16cid:paraId="0000000A" w16cid:durableId="5C1A0001"/>',
            commentsExtensible="".join(
                f'<w16cex:commentExtensible w16cex:durableId="{id_}" w16cex:dateUtc="2024-05-02T07:30:00Z"/>'
                for id_ in ("5C1A0001", "5C1A0002")
            ),
        )
    )
    told = {note.key: (note.date, note.moment) for note in read.structure.notes}
    assert told == {
        "comment-1": ("2024-05-02T09:30:00Z", "2024-05-02T07:30:00Z"),
        "comment-2": ("2024-05-03T09:30:00Z", ""),
    }
