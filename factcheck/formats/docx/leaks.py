"""The words of a Word file by their places, for the last look for confidential ones (``factcheck.formats.leaks``)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Final

from factcheck.formats import leaks
from factcheck.formats.leaks import variants
from factcheck.translation import _

# What ends a word for a reader although no letter stands there.
_BREAKS = re.compile(r"</w:p>|<w:(?:tab|br|cr|noBreakHyphen)\b[^>]*/>")
_TAGS = re.compile(r"<[^>]*>")
# Numbers and signs that stand between the words of the article without being its words.
_SIGNS = re.compile(r'<w:r><w:rPr><w:rStyle w:val="(?:ClaimNumber|FootnoteReference|EndnoteReference)"/>.*?</w:r>')
# The words that people chose, among attributes that are mostly Word's own vocabulary.
_ATTRIBUTES: Final = tuple(
    re.compile(rf'{beginning}="([^"]+)"')
    for beginning in (
        "w:author", "w:initials", "w:anchor", "w15:author", "w15:userId", "Target", "descr", "title", "name",
        "<w:name w:val", "<w:aliases w:val", "<w:lvlText w:val", "<w:tblCaption w:val", "<w:tblDescription w:val",
        "<w:alias w:val", "<w:tag w:val",
    )
)  # fmt: skip
_HEADING = re.compile(r'<w:p><w:pPr><w:pStyle w:val="Heading1"/>.*?</w:p>', re.DOTALL)


def stop_leaks(path: Path, forbidden: Mapping[str, str]) -> None:
    """Raise ``Problem`` where one of the forbidden words occurs anywhere in a .docx, with the name of its place."""
    if not forbidden:
        return
    with zipfile.ZipFile(path) as archive:
        leaks.stop_leaks(_texts(archive), forbidden, lambda pattern: _chapter(archive, pattern))


def _texts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """All words of the package, each with the name of its place; that of the document's own is empty."""
    names = archive.namelist()
    yield _("a file name inside it"), "\n".join(names)
    for name in names:
        if not name.endswith((".xml", ".rels")):
            continue  # a picture of a template
        content = archive.read(name).decode()
        place = _place(name)
        yield place, _words_of(content)
        if _SIGNS.search(content):
            yield place, _words_of(_SIGNS.sub("", content))
        chosen = [value for pattern in _ATTRIBUTES for value in set(pattern.findall(content))]
        yield place or _("a name inside it"), unescape("\n".join(chosen))


def _words_of(content: str) -> str:
    """The text of a part's XML, a line for each paragraph."""
    return unescape(_TAGS.sub("", _BREAKS.sub("\n", content)))


def _place(name: str) -> str:
    if name == "word/document.xml":
        return ""
    if name.endswith(".rels"):
        return _("the address of a link")
    if name.startswith("docProps/"):
        return _("the document’s properties")
    kinds = {
        "comments": _("a comment"),
        "people": _("the name of a comment’s author"),
        "footnotes": _("a footnote"),
        "endnotes": _("an endnote"),
        "styles": _("the name of a style"),
    }
    kind = name.removeprefix("word/").removesuffix(".xml")
    if kind.startswith("header"):
        return _("the header")
    return kinds.get(kind) or _("a name inside it")


def _chapter(archive: zipfile.ZipFile, secret: re.Pattern[str]) -> str:
    """The part of the report, by its heading, in which the word occurs first."""
    content = archive.read("word/document.xml").decode()
    chapter = ""
    headings = [*_HEADING.finditer(content)]
    for heading, following in zip([None, *headings], [*headings, None], strict=True):
        part = content[heading.start() if heading else 0 : following.start() if following else len(content)]
        if heading is not None:
            chapter = _words_of(heading[0]).strip()
        words = (_words_of(one) for one in (part, _SIGNS.sub("", part)))
        if any(secret.search(text) for one in words for text in variants(one)):
            break
    return _("“{part}”").format(part=chapter) if chapter else _("its first page")
