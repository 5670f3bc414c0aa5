"""Markdown is rendered to words with its structure; nothing that a reader would see is lost."""

from __future__ import annotations

from factcheck.formats.markdown import draft_of_markdown, read_markdown
from tests.formats.looking import lines

ARTICLE = r"""---
title: "Hello: world"
authors:
  - Ann B
  - 'Carl D'
date: 2024-01-02
url: https://m.example/a
publication: The Post
lang: de
# a remark
tags: [a, "b"]
draft: true
---
# Hello *world*

Para with **bold [link](https://e.example/x "t")** and `code`[^1] and a note[^a]; more[^1].
See [bad](javascript:x), ~~gone~~.
Soft line\
hard line <b>bb</b><br>more. Tail &amp; end [^none].

> quoted
> lines

1. one
2. two
   - sub

     second paragraph
3. three

7) seven

| A | B |
|---|---|
| 1 |   |
|   | 2 |

![A picture](x.png)

```
code

  [^c]: no note
```

[^1]: See <https://a.example/b>
    and more.

    Second paragraph.
[^a]: Note *two*, www.x.example.
[^unused]: Never called.

<div>raw <b>html</b><br>lines</div>

***
End.
"""


def test_the_whole_of_it() -> None:
    draft = read_markdown(ARTICLE.encode())
    assert lines(draft) == [
        ("title", 0, "", "Hello world"),
        ("paragraph", 0, "", "Para with bold link and code and a note; more. See [bad](javascript:x), gone. Soft line"),
        ("paragraph", 0, "", "hard line bb"),
        ("paragraph", 0, "", "more. Tail & end [^none]."),
        ("quote", 0, "", "quoted lines"),
        ("list_item", 0, "1.", "one"),
        ("list_item", 0, "2.", "two"),
        ("list_item", 1, "•", "sub"),
        ("list_item", 1, "", "second paragraph"),
        ("list_item", 0, "3.", "three"),
        ("list_item", 0, "7.", "seven"),
        ("table_row", 0, "", "A\tB"),
        ("table_row", 0, "", "1\t"),
        ("table_row", 0, "", "\t2"),
        ("paragraph", 0, "", "A picture"),
        ("paragraph", 0, "", "code"),
        ("paragraph", 0, "", "[^c]: no note"),
        ("paragraph", 0, "", "raw html"),
        ("paragraph", 0, "", "lines"),
        ("paragraph", 0, "", "End."),
    ]  # fmt: skip
    assert [(span.kind, span.target, draft.text[span.start : span.end]) for span in draft.structure.spans] == [
        ("emphasis", "", "world"),
        ("strong", "", "bold link"),
        ("link", "https://e.example/x", "link"),
        ("code", "", "code"),
        ("strike", "", "gone"),
        ("code", "", "code"),
        ("code", "", "[^c]: no note"),
    ]
    first, second = draft.structure.notes
    assert (first.text, first.label, first.links) == (
        "See https://a.example/b and more.\nSecond paragraph.",
        "1",
        ("https://a.example/b",),
    )
    assert draft.text[: first.start].endswith("and code")
    assert (second.key, second.label, second.links) == ("footnote-a", "2", ("https://www.x.example",))
    assert draft.text[: second.start].endswith("a note")
    assert (draft.title, draft.byline, draft.published) == ("Hello: world", "Ann B, Carl D", "2024-01-02")
    assert (draft.address, draft.publication, draft.language) == ("https://m.example/a", "The Post", "de")
    assert draft.counts == {"footnotes": 2, "tables": 1, "pictures": 1}
    assert draft.unread == (
        "The front matter also says: tags, draft.",
        "1 picture is not read.",
        "1 footnote is not called in the text and is left out.",
    )
    assert (draft.media_type, draft.encoding) == ("text/markdown", "utf-8")


def test_what_only_looks_like_front_matter_stays() -> None:
    draft = draft_of_markdown("---\nA sentence between two rules.\n---\n\nMore.")
    assert "A sentence between two rules." in draft.text
    assert draft_of_markdown("---\n\n---\n\nMore.").text == "More."
    assert draft_of_markdown("---\n").text == ""
    assert draft_of_markdown("No rule: at all").text == "No rule: at all"


def test_a_title_in_the_text_serves_where_the_front_matter_has_none() -> None:
    draft = draft_of_markdown("# Title\n\nBy Ana B\n\nText.")
    assert (draft.title, draft.byline, draft.language) == ("Title", "Ana B", "en")


def test_nested_emphasis_and_lists_in_quotations() -> None:
    draft = draft_of_markdown("***both** one*\n\n> - in a quote\n>\n> after\n\n* * *\n\n    indented code\n")
    assert [(span.kind, draft.text[span.start : span.end]) for span in draft.structure.spans] == [
        ("emphasis", "both one"),
        ("strong", "both"),
        ("code", "indented code"),
    ]
    assert [line[0] for line in lines(draft)] == ["title", "list_item", "quote", "paragraph"]


def test_a_note_that_is_defined_twice_says_both() -> None:
    draft = draft_of_markdown("A[^1].\n\n[^1]: first\n[^1]: second\n")
    assert [note.text for note in draft.structure.notes] == ["first\nsecond"]
    assert draft.text == "A."


def test_fences_may_hold_other_fences() -> None:
    draft = draft_of_markdown("````\n```\n[^1]: code\n````\n\n~~~\nx\n~~~\n\nA[^1]\n\n[^1]: note")
    assert draft.text == "```\n[^1]: code\nx\nA"
    assert [note.text for note in draft.structure.notes] == ["note"]


def test_what_the_parser_would_cut_or_choke_on_is_read_as_plain_text() -> None:
    for words in ("> " * 60 + "deep", "[" * 20_000, "a " * 600_000, " " * 200 + "- far"):
        draft = read_markdown(words.encode())
        assert draft.text.split() == words.split()
        assert draft.media_type == "text/markdown"
