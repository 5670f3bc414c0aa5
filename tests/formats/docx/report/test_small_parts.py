"""Comments, notes, lists, differences and the detour for LibreOffice, each by itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from lxml import etree

from factcheck.domain.draft import Note
from factcheck.formats.docx.report.allocation import Ids, Relationships
from factcheck.formats.docx.report.comments import Comments, Told, comment_moment
from factcheck.formats.docx.report.first_notes import kept_from_first_notes
from factcheck.formats.docx.report.markup import NAMESPACES, Look, run
from factcheck.formats.docx.report.notes import Notes, linked_text, roman
from factcheck.formats.docx.report.numbering import Numbering
from factcheck.formats.report.differences import compared_words
from factcheck.formats.report.wording import share
from tests.formats.docx.report.package import W15, W, text_of

LINK = Look(style="Hyperlink")


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2026-02-27T11:05:09Z", "2026-02-27T11:05:09Z"),
        ("2026-02-27T11:05", "2026-02-27T11:05:00Z"),
        ("2026-02-27", "2026-02-27T00:00:00Z"),
        ("2026-02-30T11:05:00Z", ""),
        ("yesterday", ""),
        ("", ""),
        (None, ""),
        (datetime(2026, 2, 27, 11, 5, 9, 999, tzinfo=UTC), "2026-02-27T11:05:09Z"),
        (datetime(2026, 2, 27, 11, 5, tzinfo=timezone(timedelta(hours=2))), "2026-02-27T09:05:00Z"),
        (datetime(2026, 2, 27, 11, 5), "2026-02-27T11:05:00Z"),  # noqa: DTZ001 - a database may answer so
    ],
)
def test_a_comment_carries_a_moment_or_none(date: str | datetime | None, moment: str) -> None:
    assert comment_moment(date) == moment


def test_comments_thread_and_name_their_authors() -> None:
    comments = Comments(Ids(), "T", "R")
    root = comments.add("Ana María Ruiz Peña", "", "2026-02-27T11:05:00Z", Told([run("one"), run("two")], "one two"))
    comments.add("Bo & Co", "BÖ", "", Told([""], ""), root, resolved=True)
    comments.add("Ana María Ruiz Peña", "", "", Told([run("again")], "again"))
    parts = {name: "".join(pieces) for name, pieces in comments.parts().items()}
    tree = etree.fromstring(parts["word/comments.xml"].encode())
    assert [(one.get(f"{W}author"), one.get(f"{W}initials"), one.get(f"{W}date")) for one in tree] == [
        ("Ana María Ruiz Peña", "AMR", "2026-02-27T11:05:00Z"),
        ("Bo & Co", "BÖ", None),
        ("Ana María Ruiz Peña", "AMR", None),
    ]
    extended = etree.fromstring(parts["word/commentsExtended.xml"].encode())
    assert extended[1].get(f"{W15}paraIdParent") == root.paragraph
    assert [one.get(f"{W15}done") for one in extended] == ["0", "1", "0"]
    assert len(etree.fromstring(parts["word/people.xml"].encode())) == 2
    assert "word/_rels/comments.xml.rels" not in parts


@pytest.mark.parametrize(
    ("text", "addresses", "shown"),
    [
        (
            "See https://example.org/a.",
            ("https://example.org/a",),
            [("https://example.org/a", "https://example.org/a")],
        ),
        (
            "See www.example.org/a/ now",
            ("http://www.example.org/a/",),
            [("www.example.org/a/", "http://www.example.org/a/")],
        ),
        ("(example.org)", ("https://example.org/",), [("example.org", "https://example.org/")]),
        ("Here", ("https://example.org/", "javascript:1"), [("https://example.org/", "https://example.org/")]),
        ("Mail a@example.org", ("mailto:a@example.org",), [("a@example.org", "mailto:a@example.org")]),
        (
            "One example.org/1 two example.org/2",
            ("https://example.org/1", "https://example.org/2", "https://example.org/1"),
            [("example.org/1", "https://example.org/1"), ("example.org/2", "https://example.org/2")],
        ),
        ("İstanbul example.org", ("https://example.org",), [("https://example.org", "https://example.org")]),
    ],
)
def test_addresses_in_a_text_are_live(text: str, addresses: tuple[str, ...], shown: list[tuple[str, str]]) -> None:
    links = Relationships()
    tree = etree.fromstring(f"<w:p {NAMESPACES}>{linked_text(text, addresses, links, LINK, '')}</w:p>")
    targets = dict(re.findall(r'Id="(\w+)"[^>]*Target="([^"]+)"', "".join(links.part())))
    found = [(text_of(one), targets[str(one.values()[0])]) for one in tree.iter(f"{W}hyperlink")]
    assert found == shown
    assert text_of(tree).startswith(text)


def test_notes_count_as_word_does_and_keep_other_labels() -> None:
    notes = Notes("endnote", "T", "R", LINK, Relationships(), roman)
    labels = ("i", "*", "", "4", "iii")
    made = [notes.add(Note(str(n), "endnote", 0, 0, "x", label), "") for n, label in enumerate(labels)]
    assert ["customMark" in one for one in made] == [False, True, False, True, False]
    assert [roman(n) for n in (4, 9, 14, 40, 1999)] == ["iv", "ix", "xiv", "xl", "mcmxcix"]


MARKERS = [
    ((0, "1."), (0, "2."), (0, "3.")),
    ((0, "1."), (1, "a)"), (1, "b)"), (0, "2."), (1, "a)")),
    ((0, "•"), (0, "•"), (1, "-"), (0, "*")),
    ((0, "(5)"), (0, "(6)"), (0, "(8)")),
    ((0, "i."), (0, "ii."), (0, "iii."), (0, "ic."), (0, "1.1"), (0, "007."), (0, "")),
]


@pytest.mark.parametrize("markers", MARKERS)
def test_lists_print_the_markers_of_the_file(markers: tuple[tuple[int, str], ...]) -> None:
    numbering = Numbering()
    items = [re.findall(r'w:val="(\d+)"', numbering.item(level, marker)) for level, marker in markers]
    tree = etree.fromstring("".join(numbering.part()).encode())
    printed = printed_markers(tree, [(int(level), number) for level, number in items])
    bullets = {"-": "–", "*": "•", "": "•"}
    assert printed == [bullets.get(marker, marker) for _level, marker in markers]


def printed_markers(tree: etree._Element, items: list[tuple[int, str]]) -> list[str]:
    """What Word would print before the items, by the rules of its lists."""
    kinds = {one.get(f"{W}abstractNumId"): one for one in tree.iter(f"{W}abstractNum")}
    counts: dict[tuple[str, int], int] = {}
    printed = []
    for level, number in items:
        (entry,) = (one for one in tree.iter(f"{W}num") if one.get(f"{W}numId") == number)
        kind = kinds[entry[0].get(f"{W}val")].findall(f"{W}lvl")[level]
        start = entry.find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride")
        first = int(start.get(f"{W}val", "1")) if start is not None else 1
        counts[number, level] = counts.get((number, level), first - 1) + 1
        numeral = kind.find(f"{W}numFmt").get(f"{W}val")  # type: ignore[union-attr] # each has one
        text = kind.find(f"{W}lvlText").get(f"{W}val", "")  # type: ignore[union-attr] # as above
        value = str(counts[number, level])
        if numeral == "lowerLetter":
            value = chr(ord("a") + int(value) - 1)
        if numeral == "lowerRoman":
            value = roman(int(value))
        printed.append(text if numeral in ("bullet", "none") else text.replace(f"%{level + 1}", value))
    return printed


def test_a_list_after_other_words_is_a_new_one() -> None:
    numbering = Numbering()
    one = numbering.item(0, "•")
    numbering.end_list()
    assert numbering.item(0, "•") != one


def marked(pieces: list[tuple[str, bool]]) -> str:
    return "".join(f"[{text}]" if differs else text for text, differs in pieces)


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("rose by 12 percent", "rose by 13 percent", "rose by [12] percent", "rose by [13] percent"),
        ("all the same", "all the same", "all the same", "all the same"),
        (
            "the pier cost 212 million",
            "the pier did cost 212 million",
            "the pier cost 212 million",
            "the pier[ did] cost 212 million",
        ),
        ("one two three", "four five six", "one two three", "four five six"),
        ("", "new", "", "new"),
        (
            "The mayor of the city said he was 41 on that day",
            "The mayor of the city said he was 42 on a day",
            "The mayor of the city said he was [41 on that] day",
            "The mayor of the city said he was [42 on a] day",
        ),
    ],
)
def test_words_that_differ_are_marked_by_phrases(old: str, new: str, before: str, after: str) -> None:
    left, right = compared_words(old, new)
    assert (marked(left), marked(right)) == (before, after)
    assert "".join(text for text, _ in left) == old
    assert "".join(text for text, _ in right) == new


def test_long_texts_are_not_compared() -> None:
    old, new = "word " * 700, "word " * 699
    assert compared_words(old, new) == ([(old, False)], [(new, False)])


def sign(number: int) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="R"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'


def note(number: int, kind: str = "foot") -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="X"/></w:rPr><w:{kind}noteReference w:id="{number}"/></w:r>'


def short(pieces: list[str], **printed: int) -> str:
    """The pieces after the detour, in short: c of comments, f and e of notes."""
    made = "|".join(kept_from_first_notes(pieces, "R", {"footnote": 0, "endnote": 0, **printed}))
    made = re.sub(r'<w:r>.*?<w:(c|f|e)[a-z]+Reference w:id="(\d+)"/></w:r>', r"\1\2", made)
    assert "<" not in made
    return made


def test_comments_between_the_first_two_footnotes_wait() -> None:
    pieces = [sign(0), f"a{note(1)}{sign(1)}b", f"c{sign(2)}", f"{note(2)}d{sign(3)}", f"{note(3)}{sign(4)}"]
    assert short(pieces, footnote=3) == "c0|af1b|c|f2c1c2dc3|f3c4"


def test_endnotes_are_read_in_the_same_way() -> None:
    pieces = [f"{note(1)}{sign(0)}{note(1, 'end')}{sign(1)}{note(2)}{sign(2)}{note(2, 'end')}{sign(3)}"]
    assert short(pieces, footnote=2, endnote=2) == "f1e1f2e2c0c1c2c3"


def test_a_single_note_does_no_harm() -> None:
    pieces = [f"{note(1)}{sign(0)}{note(1, 'end')}{sign(1)}"]
    assert short(pieces, footnote=1, endnote=1) == "f1c0e1c1"
    assert short([*pieces, note(2)], footnote=2, endnote=1) == "f1e1|f2c0c1"


@pytest.mark.parametrize(
    ("part", "whole", "told"), [(0, 0, "0%"), (0, 9, "0%"), (1, 999, "1%"), (998, 999, "99%"), (9, 9, "100%")]
)
def test_a_share_is_all_or_nothing_only_where_it_is(part: int, whole: int, told: str) -> None:
    assert share(part, whole) == told
