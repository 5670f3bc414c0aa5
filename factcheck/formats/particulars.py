"""The particulars of an article as its own first lines tell them: headline and byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from factcheck.domain.draft import ArticleDraft, Block
from factcheck.formats.cleaning import on_one_line

_LONGEST_TITLE: Final = 200
_TITLE_WORDS: Final = 30
_FIRST_LINES: Final = 5
# "What now?" may be a headline, "He said so." is a sentence; "U.S." at the end is neither.
_SENTENCE_END: Final = re.compile(r"(?<!\b[A-Z])(?<!…)[.:;,]['’”\"»)]*$")
_BYLINE: Final = re.compile(r"(?:By|BY|Von|Par|Por|Di|Door)\s+(?=[^\W\d_a-z])([^.!?\d]{3,80})")
_NO_TITLE: Final = ("list_item", "table_row", "caption", "quote", "text_box", "byline")


def looks_like_title(words: str) -> bool:
    """Whether a first line reads as a headline rather than as a sentence of the text."""
    words = words.strip()
    fits = len(words) <= _LONGEST_TITLE and len(words.split()) <= _TITLE_WORDS
    return fits and any(sign.isalpha() for sign in words) and not _SENTENCE_END.search(words)


def title_and_byline(text: str, blocks: Sequence[Block]) -> tuple[list[Block], str, str]:
    """The blocks with headline and byline told apart from paragraphs, the title and the byline; empty where none is.

    A title that the file itself marks counts before one that only looks like it.
    """
    told = list(blocks)
    index = next((at for at, block in enumerate(told) if block.kind == "title"), -1)
    if index < 0:
        index = next((at for at, block in enumerate(told[:2]) if block.kind == "heading" and block.level == 1), -1)
    if index < 0 and len(told) > 1 and told[0].kind not in _NO_TITLE:
        first = text[told[0].start : told[0].end]
        index = 0 if looks_like_title(first) and len(told[0:]) > 1 else -1
    title = ""
    if index >= 0:
        title = on_one_line(text[told[index].start : told[index].end])
        told[index] = told[index]._replace(kind="title", level=0)
    for at, block in enumerate(told[:_FIRST_LINES]):
        words = text[block.start : block.end].strip()
        match = _BYLINE.fullmatch(words)
        if block.kind == "byline" or (match and block.kind == "paragraph"):
            told[at] = block._replace(kind="byline", level=0)
            return told, title, on_one_line(match[1] if match else words)
    return told, title, ""


def title_from_name(name: str) -> str:
    """A title made of a file's name: "macron-kremlin_2.txt" gives "macron kremlin 2"."""
    stem = name.rpartition(".")[0] or name
    return on_one_line(re.sub(r"[_\-]+", " ", stem))


def with_title(draft: ArticleDraft) -> ArticleDraft:
    """The draft with a title in any case: its own, the name of its file, or its first words."""
    if draft.title:
        return draft
    first = on_one_line(draft.text[:_LONGEST_TITLE].partition("\n")[0])
    words = first if len(first) <= 80 else first[:80].rpartition(" ")[0] + " …"
    return replace(draft, title=title_from_name(draft.original_name) or words)
