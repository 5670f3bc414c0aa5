"""Word documents as articles: particulars, counts, what is not read, and documents of other makers."""

from __future__ import annotations

import io

import docx
import pytest

from factcheck.domain.problems import Problem
from factcheck.domain.progress import Progress
from factcheck.formats.docx.reading import read_docx
from tests.formats.hostile_word import LOOSE
from tests.formats.looking import holds_together, lines, spans
from tests.formats.word_files import (
    NAMESPACES,
    comment,
    item,
    link,
    paragraph,
    relationship,
    relationships,
    run,
    starts,
    word_file,
    word_parts,
    zipped,
)


def test_a_first_heading_or_a_short_first_line_is_the_headline() -> None:
    heading = read_docx(word_file(paragraph("Headline", style="berschrift1") + paragraph("Text.")))
    assert lines(heading)[0][0] == "title"
    assert heading.title == "Headline"
    plain = read_docx(word_file(paragraph("A short line") + paragraph("A sentence follows.")))
    assert (plain.title, lines(plain)[0][0]) == ("A short line", "title")
    sentence = read_docx(word_file(paragraph("It rained all day.") + paragraph("Nobody came.")))
    assert (sentence.title, lines(sentence)[0][0]) == ("", "paragraph")


def test_what_cannot_be_read_is_named() -> None:
    picture = "<w:r><w:drawing><wp:inline><a:graphicData>{}</a:graphicData></wp:inline></w:drawing></w:r>"
    parts = word_parts(
        paragraph("Text.", picture.format("<pic:pic/>"), picture.format("<c:chart/>"), picture.format("<dgm:relIds/>"))
        + paragraph(
            "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>",
            "<w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r>",
        )
        + paragraph(run("secret", "<w:vanish/>"), run("shown", '<w:vanish w:val="0"/>'))
        + '<w:altChunk r:id="rx"/>'
    )
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        relationship("rh", "header", "header1.xml") + relationship("rf", "footer", "footer1.xml") + "</Relationships>",
    )
    parts["word/header1.xml"] = f"<w:hdr {NAMESPACES}>{paragraph('12')}</w:hdr>"
    parts["word/footer1.xml"] = f"<w:ftr {NAMESPACES}>{paragraph('Draft of May')}</w:ftr>"
    draft = read_docx(zipped(parts))
    assert draft.text == "Text.\nshown"
    assert draft.counts == {"pictures": 2}
    assert draft.unread == (
        "2 pictures are not read.",
        "1 chart is not read.",
        "1 diagram is not read.",
        "1 embedded object is not read.",
        "1 embedded document is not read.",
        "6 characters of hidden text are left out.",
        "The headers and footers of the pages are not part of the text.",
    )


# Particulars and the document as a whole ------------------------------------------------------------------------------


def with_core(inside: str) -> bytes:
    parts = word_parts(paragraph("It rained. ") + paragraph("It snowed."))
    parts["_rels/.rels"] = relationships(
        relationship("r1", "officeDocument", "word/document.xml"),
        '<Relationship Id="r2" Target="docProps/core.xml" '
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/>',
    )
    parts["docProps/core.xml"] = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{inside}</cp:coreProperties>'
    )
    return zipped(parts)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (
            "<dc:title>Rain</dc:title><dc:creator>Jo Li</dc:creator><dcterms:modified>2024-05-02T10</dcterms:modified>",
            ("Rain", "Jo Li", "2024-05-02"),
        ),
        (
            "<dc:title>Document1</dc:title><dc:creator>User</dc:creator><dcterms:created>2023-01-01</dcterms:created>",
            ("", "", "2023-01-01"),
        ),
        (
            "<dc:title/><dc:creator>python-docx</dc:creator><dcterms:created>2013-12-23T23:15:00Z</dcterms:created>",
            ("", "", ""),
        ),
        ("<dcterms:created>last spring</dcterms:created>", ("", "", "")),
    ],
)
def test_properties_tell_what_the_text_does_not(inside: str, expected: tuple[str, str, str]) -> None:
    draft = read_docx(with_core(inside))
    assert (draft.title, draft.byline, draft.published) == expected


def test_strict_documents_are_read_like_others() -> None:
    strict = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    }
    parts = word_parts(paragraph("See ", link("r1", "this")) + item("listed"), links={"r1": "https://e.example/"})
    for transitional, other in strict.items():
        parts = {name: content.replace(transitional, other) for name, content in parts.items()}
    draft = read_docx(zipped(parts))
    assert (draft.text, spans(draft)) == ("See this\nlisted", [("https://e.example/", "this")])


def test_the_language_is_that_of_the_styles() -> None:
    parts = word_parts(paragraph("Es regnet. "))
    parts["word/styles.xml"] = parts["word/styles.xml"].replace("en-GB", "de-AT")
    assert read_docx(zipped(parts)).language == "de"
    del parts["word/styles.xml"], parts["word/numbering.xml"]
    bare = read_docx(zipped(parts))
    assert (bare.language, lines(bare)[0][0]) == ("en", "paragraph")


def test_a_document_of_python_docx() -> None:
    document = docx.Document()
    document.add_heading("A headline", 0)
    document.add_paragraph("First.", style="List Number")
    document.add_paragraph("Second.", style="List Number")
    document.add_paragraph("Deep.", style="List Bullet 2")
    words = document.add_paragraph("It has ").add_run("a comment")
    document.add_comment(words, "Really?", author="Ana", initials="A")
    stream = io.BytesIO()
    document.save(stream)
    draft = read_docx(stream.getvalue())
    holds_together(draft)
    assert [line[:3] for line in lines(draft)] == [
        ("title", 0, ""),
        ("list_item", 0, "1."),
        ("list_item", 0, "2."),
        ("list_item", 1, "•"),
        ("paragraph", 0, ""),
    ]
    (note,) = draft.structure.notes
    assert (draft.text[note.start : note.end], note.text, note.author, note.initials) == (
        "a comment",
        "Really?",
        "Ana",
        "A",
    )


def test_a_document_without_body_is_a_problem() -> None:
    parts = word_parts("")
    parts["word/document.xml"] = f"<w:document {NAMESPACES}/>"
    with pytest.raises(Problem, match="no text"):
        read_docx(zipped(parts))


def test_nesting_that_would_exhaust_the_program_is_a_problem() -> None:
    deep = "<w:sdt><w:sdtContent>" * 70 + paragraph("deep") + "</w:sdtContent></w:sdt>" * 70
    with pytest.raises(Problem, match="nested too deeply"):
        read_docx(word_file(deep))


def test_chunks_and_commands_of_word_bring_no_words() -> None:
    chunk = read_docx(LOOSE["a chunk of another kind"]())
    assert chunk.text == "Words.\nMore."
    assert any("embedded document" in sentence for sentence in chunk.unread)
    commands = read_docx(LOOSE["fields that start programs"]())
    assert commands.text == "Words result shownthere"
    assert commands.structure.spans == ()


def test_names_are_cut_to_what_names_are() -> None:
    (note,) = read_docx(LOOSE["an author of nine million signs"]()).structure.notes
    assert 0 < len(note.author) <= 200


def test_a_text_of_too_many_lines_says_so() -> None:
    with pytest.raises(Problem, match="lines; up to 75,000 are read"):
        read_docx(LOOSE["80,000 paragraphs of a sign"]())


def test_progress_is_told_and_may_cancel() -> None:
    class Stop(Exception):
        """What a person's Cancel raises."""

    class Watching:
        def step(self, done: int, total: int, what: str = "") -> None:
            assert (total, what) == (1_000, "")
            if done >= 200:
                raise Stop

    watching: Progress = Watching()
    with pytest.raises(Stop):
        read_docx(word_file(paragraph("x.") * 500), progress=watching)


def test_comments_that_stand_nowhere_are_kept() -> None:
    draft = read_docx(word_file(paragraph("Text."), comments=comment(1, "Lost") + comment(2, "Started")))
    assert [(note.start, note.end, note.text) for note in draft.structure.notes] == [(5, 5, "Lost"), (5, 5, "Started")]
    assert draft.unread == ("2 comments stand nowhere in the text; they are put at the end.",)
    started = read_docx(word_file(paragraph(starts(1), "Text."), comments=comment(1, "Started only")))
    assert [(note.start, note.end) for note in started.structure.notes] == [(0, 0)]
