"""Files that mean harm, by their names: each makes a reader refuse it, or read it without doing what it wants."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Final

from tests.formats.word_files import (
    comment,
    ends,
    note,
    paragraph,
    points,
    relationship,
    relationships,
    run,
    starts,
    table,
    word_parts,
    zipped,
)

Made = Callable[[], bytes]
PHISH: Final = "https://evil.example/"


def page(body: str, head: str = "") -> bytes:
    """A web page."""
    return f"<!DOCTYPE html><html><head><title>News</title>{head}</head><body>{body}</body></html>".encode()


def archived(body: bytes, more: str = "") -> bytes:
    """A saved web page in one file."""
    head = (
        'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n'
        f"{more}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://a.example/\r\n\r\n"
    )
    return head.encode() + body + b"\r\n--b--\r\n"


def nested_parts(depth: int) -> bytes:
    """Parts in parts in parts."""
    lines = ['MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b0"\r\n\r\n']
    lines += [
        f'--b{level}\r\nContent-Type: multipart/related; boundary="b{level + 1}"\r\n\r\n' for level in range(depth)
    ]
    return "".join(lines).encode()


def _article(words: str = "Words of an article that go on for a while, so that it is one.") -> str:
    return f"<article><h1>Title</h1><p>{words}</p><p>{words}</p></article>"


def _noise(size: int) -> str:
    """Text that packs badly: no check of ratios refuses it."""
    chance = random.Random(1)
    return "".join(chance.choices("abcdefghijklmnop ", k=size))


def word(body: str, links: Mapping[str, str] | None = None, **notes: str) -> bytes:
    """A Word file."""
    return zipped(word_parts(body, links, **notes))


def _linked_word() -> bytes:
    """Everything in a Word file that could make a program fetch something."""
    begins, shows, finishes = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    fetches = '<w:r><w:instrText> INCLUDETEXT "http://127.0.0.1:9/x" </w:instrText></w:r>'
    parts = word_parts(
        paragraph("See ", '<w:hyperlink r:id="rj">' + run("this") + "</w:hyperlink>", " now.")
        + paragraph(begins, fetches, shows, run("shown"), finishes),
        settings='<w:attachedTemplate r:id="rt"/>',
    )
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        relationship("rj", "hyperlink", "javascript:alert(1)", external=True)
        + relationship("ri", "image", "http://127.0.0.1:9/pixel.png", external=True)
        + relationship("ro", "oleObject", "file:///etc/passwd", external=True)
        + relationship("rs", "subDocument", "\\\\evil.example\\share\\d.docx", external=True)
        + "</Relationships>",
    )
    parts["word/_rels/settings.xml.rels"] = relationships(
        relationship("rt", "attachedTemplate", "http://127.0.0.1:9/evil.dotm", external=True)
    )
    return zipped(parts)


def _many_comments() -> bytes:
    """Comments that answer each other in one long chain, all on one word."""
    count = 20_000
    entries = "".join(comment(number, "a", paragraph_id=f"{number + 1:08X}") for number in range(count))
    extended = "".join(
        f'<w15:commentEx w15:paraId="{number + 1:08X}" w15:paraIdParent="{number:08X}"/>' for number in range(count)
    )
    body = paragraph(*(starts(number) for number in range(count)), "Word", *(points(number) for number in range(count)))
    return word(body, comments=entries, commentsExtended=extended)


WORD: Final[dict[str, Made]] = {
    "remote template, pictures, objects, links": _linked_word,
    "20,000 comments in one chain": _many_comments,
    "tables in tables": lambda: word(_nested_tables(60)),
    "text boxes in text boxes": lambda: word(_nested_boxes(30)),
    "a word of eight million signs": lambda: word(paragraph(run(_noise(8_000_000)))),
    "a footnote called 100,000 times": lambda: word(
        paragraph("Word", *['<w:r><w:footnoteReference w:id="2"/></w:r>'] * 100_000), footnotes=note(2, "Note")
    ),
    "a comment begun 100,000 times": lambda: word(
        paragraph(*[starts(1)] * 100_000, "Word", ends(1)), comments=comment(1, "a")
    ),
}


def _nested_tables(depth: int) -> str:
    inside = paragraph("Word")
    for _level in range(depth):
        inside = table((inside + paragraph("x"),))
    return inside


def _nested_boxes(depth: int) -> str:
    inside = paragraph("Word")
    for _level in range(depth):
        box = f"<v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape>"
        inside = paragraph(f"<w:r><w:pict>{box}</w:pict></w:r>")
    return inside


HTML: Final[dict[str, Made]] = {
    "scripts and handlers": lambda: page(
        _article("Go <a href='javascript:alert(1)'>here</a> or <a href='data:text/html,x'>there</a>, it is a story.")
        + "<script>alert(1)</script><img src=http://127.0.0.1:9/p.png onerror=alert(1)><iframe src=http://127.0.0.1:9/>"
    ),
    "a document type that fetches": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        b"<html><body><article><p>Words &e; of an article that go on.</p></article></body></html>"
    ),
    "billion laughs": lambda: (
        b"<!DOCTYPE html [<!ENTITY a0 'ha'>"
        + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
        + b"]><html><body><p>Words &a9; of an article.</p></body></html>"
    ),
    "deep as a well": lambda: page("<div>" * 200_000 + "Words"),
    "half a million tags": lambda: page("<b>a</b> " * 500_000),
    "a million openings": lambda: page("<" * 3_000_000),
    "an endless comment": lambda: page(_article() + "<!--" + "-" * 10_000_000),
    "an attribute of ten million signs": lambda: page(f"<p title='{'a' * 10_000_000}'>Words of it.</p>"),
    "100,000 attributes": lambda: page(f"<p {' '.join(f'a{number}=1' for number in range(100_000))}>Words of it.</p>"),
    "tables in tables": lambda: page("<table><tr><td>" * 3_000 + "Words"),
    "a table of 300,000 cells": lambda: page("<table>" + "<tr><td>a<td>b<td>c" * 100_000 + "</table>"),
    "a span over a thousand columns": lambda: page(
        "<table>" + "<tr><td colspan=1000 rowspan=65000>a</td></tr>" * 1_000 + "</table>"
    ),
    "spaces without end": lambda: page("<p>" + " \n" * 5_000_000 + "Words</p>"),
    "lists in lists": lambda: page("<ul><li>" * 20_000 + "Words"),
}
ARCHIVED: Final[dict[str, Made]] = {
    "parts in parts": lambda: nested_parts(20_000),
    "100,000 headers": lambda: archived(page(_article()), "".join(f"X-{n}: a\r\n" for n in range(100_000))),
    "a header of ten million signs": lambda: archived(page(_article()), f"X-Long: {'a' * 10_000_000}\r\n"),
    "a million parts": lambda: archived(page(_article()) + b"\r\n--b\r\n\r\n" * 300_000),
    "no page in it": lambda: archived(b"").replace(b"text/html", b"image/png"),
    "scripts": lambda: archived(HTML["scripts and handlers"]()),
}
MARKDOWN: Final[dict[str, Made]] = {
    "brackets": lambda: b"[" * 300_000,
    "pictures": lambda: b"![" * 200_000,
    "quotes in quotes": lambda: b">" * 200_000 + b" Words",
    "lists in lists": lambda: b"\n".join(b" " * (2 * n) + b"- a" for n in range(2_000)),
    "stars": lambda: b"*a **b " * 150_000,
    "back ticks": lambda: b" ".join(b"`" * n for n in range(1, 3_000)),
    "links of scripts": lambda: b"Go [here](javascript:alert(1)) and [there](https://a.example/), it is a story.\n",
    "definitions": lambda: b"\n".join(b"[a%d]: https://a.example/%d" % (n, n) for n in range(60_000)) + b"\n\n[a1]",
    "entities": lambda: b"&amp" * 500_000,
    "html": lambda: b"<div>\n" * 200_000,
}
TEXT: Final[dict[str, Made]] = {
    "one line of 40 MB": lambda: b"word " * 8_000_000,
    "only line ends": lambda: b"\n" * 40_000_000,
    "zeros": lambda: b"\0" * 40_000_000,
    "all bytes": lambda: random.Random(1).randbytes(10_000_000),
    "halves of pairs": lambda: b"\xff\xfe" + b"\x00\xd8a\x00" * 2_000_000,
    "marks of direction": lambda: "\u202eevil \u2066a\u2069 ".encode() * 200_000,
    "accents": lambda: b"a" + "\u0301".encode() * 1_000_000,
}
SUFFIXES: Final = {"docx": WORD, "html": HTML, "mhtml": ARCHIVED, "md": MARKDOWN, "txt": TEXT}
