"""Web pages saved from a browser: the article with its particulars, and all that stood around it, folded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from factcheck.domain.draft import ArticleDraft, Block, OmittedStretch, Structure
from factcheck.domain.problems import Problem
from factcheck.formats.cleaning import clean, on_one_line
from factcheck.formats.decoding import decoded
from factcheck.formats.particulars import title_and_byline
from factcheck.text.addresses import safe_link
from factcheck.translation import _

if TYPE_CHECKING:
    from lxml.etree import _Element

    from factcheck.formats.page import PageWalk

MEDIA_TYPE: Final = "text/html"
ARCHIVE_MEDIA_TYPE: Final = "multipart/related"
# A page of this size takes some five seconds; embedded pictures do not count.
_LARGEST: Final = 5 << 20
_HEADERS: Final = 1 << 20
_PARTS_OF_PARTS: Final = 50
# Cells over many rows and columns: for each of them the extraction keeps a copy, and they say nothing about its words.
_SPANNING: Final = re.compile(r"(?i)([\s\"'/])(?=(?:col|row)span\b)")
_TAGS: Final = 100_000
_ATTRIBUTES: Final = 1_000
_EMBEDDED: Final = re.compile(rb"data:[\w/+.;=-]{0,100};base64,[A-Za-z0-9+/=]*")
_TAG: Final = re.compile(rb"<[A-Za-z][^<>]*")
_PRESCANNED: Final = 8192
_CHARSET: Final = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET: Final = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
# What browsers read under these names (WHATWG), since pages mean it.
_MEANT: Final = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "windows-1252": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "tis-620": "cp874", "big5": "big5hkscs", "utf-16": "utf-8", "utf-16le": "utf-8",
}  # fmt: skip
_SAVED_FROM: Final = re.compile(r"saved from url=\(\d+\)(\S+)|Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE)
_LEAST_ARTICLE: Final = 100
_ABOVE: Final = 3  # lines above the first of the article in which its byline is looked for
# What a library that was written for the pages of this world may raise on one that was made to harm it.
_STUMBLES: Final = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the extraction library says of a page."""

    lines: tuple[str, ...] = ()
    title: str = ""
    byline: str = ""
    publication: str = ""
    published: str = ""
    address: str = ""
    language: str = ""


def read_html(source: bytes, encoding: str = "") -> ArticleDraft:
    """The article in the bytes of a page; what is not the article is kept in the text as omitted stretches."""
    words, used = _decoded_page(_bounded(source), encoding)
    return replace(_draft(words), encoding=used)


def read_archived_page(source: bytes, encoding: str = "") -> ArticleDraft:
    """The article in a page saved as one file (.mhtml): the first HTML part counts, nothing else is looked at."""
    from email import message_from_bytes, policy

    # Parts in parts are read by calls within calls; saved pages have one level of them.
    nested = source.count(b"multipart/") + source.count(b"message/") > _PARTS_OF_PARTS
    if source.count(b"\n--") > _TAGS or nested or len(re.split(rb"\r?\n\r?\n", source, maxsplit=1)[0]) > _HEADERS:
        raise _too_large()
    message = message_from_bytes(source, policy=policy.compat32.clone(max_line_length=None))
    for part in message.walk():
        payload = part.get_payload(decode=True) if part.get_content_type() == MEDIA_TYPE else None
        if isinstance(payload, bytes) and payload:
            declared = part.get_content_charset() or ""
            words, used = _decoded_page(_bounded(payload), encoding, declared)
            address = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
            return replace(_draft(words, address), encoding=used, media_type=ARCHIVE_MEDIA_TYPE)
    raise Problem(_("There is no page in the saved web archive."), _("Open the page in a browser and save it as HTML."))


def draft_of_fragment(html: str) -> ArticleDraft:
    """The article in HTML from the clipboard: a person chose the stretch, so nothing of it is left out."""
    try:
        root = _tree(_bounded(clean(html).encode("utf-8")).decode("utf-8"))
    except Problem:
        # Beyond what is read: the plain text that came along counts.
        return ArticleDraft("")
    if root is None:
        return ArticleDraft("")
    walk = _walked(root, _base(root, ""))
    text, blocks, spans = walk.text.finish()
    told, title, byline = title_and_byline(text, blocks)
    return ArticleDraft(
        text, Structure(tuple(told), spans), title=title, byline=byline, media_type=MEDIA_TYPE, counts=_counts(walk)
    )


def _bounded(source: bytes) -> bytes:
    """A page without the pictures that are embedded in it; a ``Problem`` where it would still take too long to read."""
    source = _EMBEDDED.sub(b"data:,", source)
    # The parser's time grows with the square of the attributes of one element.
    crowded = source.count(b"=") > _ATTRIBUTES and any(
        tag[0].count(b"=") > _ATTRIBUTES for tag in _TAG.finditer(source)
    )
    if len(source) > _LARGEST or source.count(b"<") > _TAGS or crowded:
        raise _too_large()
    return source


def _too_large() -> Problem:
    return Problem(
        _("The page is too large to be read."), _("Copy the article from the browser and paste it, or save it as text.")
    )


def _decoded_page(source: bytes, encoding: str, declared: str = "") -> tuple[str, str]:
    """The characters of a page: as the person says, by its mark, as UTF-8 if it is that, as declared, by a guess."""
    if encoding or source.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decoded(source, encoding)
    match = _XML_CHARSET.match(source) or _CHARSET.search(source[:_PRESCANNED])
    name = (declared or (match[1].decode("ascii") if match else "")).lower()
    name = _MEANT.get(name, name)
    try:
        words = source.decode("utf-8")
        # Letters beyond ASCII that are right in UTF-8 are no accident, whatever the page says of itself.
        if not source.isascii() or not name:
            return clean(words), "utf-8"
    except UnicodeDecodeError:
        if name == "utf-8":
            name = ""
    if name:
        try:
            return clean(source.decode(name, errors="replace")), name
        except (LookupError, UnicodeError):
            pass
    return decoded(source)


def _draft(words: str, address: str = "") -> ArticleDraft:
    from factcheck.formats.extraction import boxed_blocks

    root = _tree(words)
    if root is None:
        return ArticleDraft("")
    saved = _SAVED_FROM.search(words[:_PRESCANNED])
    given = safe_link(address) or safe_link((saved[1] or saved[2]) if saved else "") or ""
    found = _found(words, given)
    walk = _walked(root, _base(root, found.address or given))
    text, blocks, spans = walk.text.finish()
    blocks, taken = _told_apart(text, blocks, found)
    boxed = boxed_blocks(text, blocks, spans, walk.boxes, taken)
    unread = () if taken else (_("The article cannot be told from the rest of the page, so all of it is shown."),)
    told, title, byline = title_and_byline(text, [blocks[index] for index in sorted(taken)] or blocks)
    kinds = {block.start: block for block in told}
    return ArticleDraft(
        text,
        Structure(tuple(kinds.get(block.start, block) for block in blocks), spans),
        omissions=tuple(_omissions(blocks, taken, boxed)) if taken else (),
        title=found.title or title,
        byline=found.byline or byline,
        publication=found.publication,
        published=found.published,
        address=found.address or given,
        language=found.language or _language(root),
        media_type=MEDIA_TYPE,
        counts=_counts(walk),
        unread=unread,
    )


def _tree(words: str) -> _Element | None:
    """The tree of a page; None where there is nothing in it."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    source = words.encode("utf-8")
    if not source.strip():
        return None
    root = etree.fromstring(source, parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # What is nested deeper was cut off, so the page would be read in part only.
        raise _too_large()
    return root


def _walked(root: _Element, base: str) -> PageWalk:
    from factcheck.formats.page import PageWalk

    walk = PageWalk(base)
    walk.walk(root)
    return walk


def _base(root: _Element, address: str) -> str:
    from urllib.parse import urljoin

    base = next(root.iter("base"), None)
    try:
        return urljoin(address, base.get("href", "")) if base is not None else address
    except ValueError:
        return address


def _counts(walk: PageWalk) -> dict[str, int]:
    return {name: walk.tally[name] for name in ("tables",) if walk.tally[name]}


def _language(root: _Element) -> str:
    code = re.split(r"[-_]", root.get("lang", "").strip().lower())[0]
    return code if code.isascii() and code.isalpha() and 2 <= len(code) <= 3 else "en"


def _found(words: str, address: str) -> _Found:
    """What trafilatura makes of a page; it is given the page itself and never fetches anything."""
    import trafilatura

    from factcheck.formats.extraction import lines_of

    document: Any = None
    with suppress(*_STUMBLES):
        document = trafilatura.bare_extraction(
            _SPANNING.sub(r"\1data-", words),
            url=address or None,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
        )
    if document is None:
        return _Found()
    lines = tuple(lines_of(document.body)) if document.body is not None else ()
    if sum(len(line) for line in lines) < _LEAST_ARTICLE:
        lines = ()
    host = document.hostname or urlsplit(address).hostname or ""
    return _Found(
        lines,
        on_one_line(document.title or ""),
        on_one_line(document.author or "").replace(";", ","),
        on_one_line(document.sitename or host),
        on_one_line(document.date or ""),
        safe_link(document.url or "") or "",
        on_one_line(document.language or ""),
    )


def _told_apart(text: str, blocks: Sequence[Block], found: _Found) -> tuple[tuple[Block, ...], set[int]]:
    """The blocks with the headline marked, and the indexes of those that are the article; none if it is not found."""
    from factcheck.formats.extraction import article_lines, byline_lines, key

    lines = [text[block.start : block.end] for block in blocks]
    taken = article_lines(lines, found.lines)
    if not taken:
        return tuple(blocks), set()
    first, last = min(taken), max(taken)
    # The headline is often left out with the head of the page: the nearest heading above with its words, or the only
    # heading of the first level.
    title = key(found.title)
    headings = [index for index, block in enumerate(blocks) if block.kind == "heading"]
    above = [index for index in headings if index <= first and title and key(lines[index]) == title]
    highest = [index for index in headings if blocks[index].level == 1]
    if not above and len(highest) == 1 and highest[0] <= first:
        above = highest
    if above:
        taken.add(above[-1])
        headline = blocks[above[-1]]._replace(kind="title", level=0)
        blocks = [*blocks[: above[-1]], headline, *blocks[above[-1] + 1 :]]
    taken.update(index for index in range(first, last) if blocks[index].kind == "caption")
    top, *below = sorted(taken)
    signed = byline_lines(lines, max(0, top - _ABOVE), below[0] if below else top, found.byline) - taken
    told = [block._replace(kind="byline", level=0) if at in signed else block for at, block in enumerate(blocks)]
    return tuple(told), taken | signed


def _omissions(blocks: Sequence[Block], taken: set[int], boxed: set[int]) -> Iterator[OmittedStretch]:
    """The stretches between the lines of the article, each as one; boxes of the article are shown."""
    reasons = ["" if index in taken else "box" if index in boxed else "boilerplate" for index in range(len(blocks))]
    for reason, group in groupby(range(len(blocks)), reasons.__getitem__):
        indexes = list(group)
        if reason:
            yield OmittedStretch(blocks[indexes[0]].start, blocks[indexes[-1]].end, reason, shown=reason == "box")
