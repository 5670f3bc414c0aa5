"""The last look for confidential names, addresses and file names: at every word that the written file holds.

The report in memory has been filtered already; this looks at what was written all the same, because
a name in a quotation, a comment or the title of a page is out for good once the file is sent.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from factcheck.domain.problems import Problem
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
_WORD = re.compile(r"[^\W_]+")
_BETWEEN: Final = r"[\W_]{0,3}"
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:/*(www\.)?")
# Fewer letters than these occur inside other words; they count only as words of their own.
_SHORT: Final = 6
_FEWEST_DIGITS: Final = 6
_AROUND: Final = 40
# Letters whose stroke or joining is no accent to Unicode, and is left out by whoever lacks the key.
_PLAIN_LETTERS: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class Secret:
    """A forbidden word, ready to be looked for: its longest token, a pattern, and the alias of its source."""

    token: str
    pattern: re.Pattern[str]
    alias: str


def folded(text: str) -> str:
    """The text without what hides a word from a search: case, accents, widths, soft hyphens, joiners."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text).casefold()
    # There are few signs of each kind in a text, and a text may be long.
    for sign in set(text):
        if sign > "\x7f" and unicodedata.category(sign) in ("Mn", "Cf"):
            text = text.replace(sign, "")
        elif ord(sign) in _PLAIN_LETTERS:
            text = text.replace(sign, _PLAIN_LETTERS[ord(sign)])
    return text


def stop_leaks(path: Path, forbidden: Mapping[str, str]) -> None:
    """Raise ``Problem`` where one of the forbidden words occurs anywhere in a .docx.

    The message names the place and the source's alias, never the word itself.
    """
    secrets = [secret for word, alias in forbidden.items() for secret in _secrets(word, alias)]
    if not secrets:
        return
    with zipfile.ZipFile(path) as archive:
        for place, text in _texts(archive):
            for secret in secrets:
                if secret.token not in text:
                    continue
                found = secret.pattern.search(text)
                if found is not None:
                    raise _problem(secret, secrets, place or _chapter(archive, secret), text, found)


# --------------------------------------------------------------------------------------------------- what is looked for


def _secrets(word: str, alias: str) -> Iterator[Secret]:
    """A word as it is looked for; a name also with its last word first."""
    bare = _SCHEME.sub("", folded(word).strip())
    tokens = _WORD.findall(bare)
    if not tokens:
        return
    if "".join(tokens).isdecimal() and len("".join(tokens)) >= _FEWEST_DIGITS:
        # A telephone number is grouped in many ways.
        digits = "".join(tokens)
        yield Secret("", re.compile(_BETWEEN.join(digits)), alias)
        return
    yield _secret(tokens, alias, is_address="/" in bare)
    if len(tokens) in (2, 3) and all(token.isalpha() for token in tokens) and "/" not in bare:
        yield _secret([tokens[-1], *tokens[:-1]], alias, is_address=False)


def _secret(tokens: list[str], alias: str, *, is_address: bool) -> Secret:
    pattern = _BETWEEN.join(map(re.escape, tokens))
    alone = sum(map(len, tokens)) < _SHORT
    if alone and not _has_no_case(tokens[0][0]):
        pattern = rf"(?<![^\W_]){pattern}"
    if (alone or is_address) and not _has_no_case(tokens[-1][-1]):
        pattern = rf"{pattern}(?:['’]?s)?(?![^\W_])"
    return Secret(max(tokens, key=len), re.compile(pattern), alias)


def _has_no_case(sign: str) -> bool:
    """Whether a script writes without spaces (Chinese, Thai), or joins "and" or "to" to a name (Arabic, Korean)."""
    return unicodedata.category(sign) == "Lo"


# ----------------------------------------------------------------------------------------------- where it is looked for


def _texts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """All words of the package, folded, each with the name of its place; that of the document's own is empty."""
    names = archive.namelist()
    yield _("a file name inside it"), folded("\n".join(names))
    for name in names:
        content = archive.read(name).decode()
        place = _place(name)
        yield from _variants(place, _words_of(content))
        if _SIGNS.search(content):
            yield place, folded(_words_of(_SIGNS.sub("", content)))
        chosen = [value for pattern in _ATTRIBUTES for value in set(pattern.findall(content))]
        yield from _variants(place or _("a name inside it"), unescape("\n".join(chosen)))


def _words_of(content: str) -> str:
    """The text of a part's XML, a line for each paragraph."""
    return unescape(_TAGS.sub("", _BREAKS.sub("\n", content)))


def _variants(place: str, text: str) -> Iterator[tuple[str, str]]:
    """The text, and as it reads once addresses in it are decoded."""
    yield place, folded(text)
    if "%" in text or "xn--" in text:
        decoded = unquote(unquote(text))
        yield place, folded(re.sub(r"xn--[a-z0-9-]+", _decoded_host, decoded))


def _decoded_host(found: re.Match[str]) -> str:
    try:
        return found[0].encode("ascii").decode("idna")
    except UnicodeError:
        return found[0]


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


def _chapter(archive: zipfile.ZipFile, secret: Secret) -> str:
    """The part of the report, by its heading, in which the word occurs first."""
    content = archive.read("word/document.xml").decode()
    chapter = ""
    headings = [*_HEADING.finditer(content)]
    for heading, following in zip([None, *headings], [*headings, None], strict=True):
        part = content[heading.start() if heading else 0 : following.start() if following else len(content)]
        if heading is not None:
            chapter = _words_of(heading[0]).strip()
        words = (_words_of(one) for one in (part, _SIGNS.sub("", part)))
        if any(secret.pattern.search(text) for one in words for _place, text in _variants("", one)):
            break
    return _("“{part}”").format(part=chapter) if chapter else _("its first page")


def _problem(secret: Secret, secrets: list[Secret], place: str, text: str, found: re.Match[str]) -> Problem:
    """What is told: where, and the words around; every forbidden word in it is a blank."""
    before = text[max(found.start() - _AROUND, 0) : found.start()].lstrip()
    after = text[found.end() : found.end() + _AROUND].rstrip()
    told = _("The report would name the confidential source “{alias}”: in {place}, near “{words}”.").format(
        alias=_blanked(secret.alias.strip() or _("without an alias"), secrets),
        place=_blanked(place, secrets),
        words=_blanked(" ".join(f"{before}…{after}".split()), secrets),
    )
    return Problem(told, _("Nothing was written. Change these words, or what is confidential, and try again."))


def _blanked(text: str, secrets: list[Secret]) -> str:
    """The text with every forbidden word as a blank; folded where it holds one."""
    for secret in secrets:
        if secret.pattern.search(folded(text)):
            text = secret.pattern.sub("…", folded(text))
    return text
