"""Ids and relationships of one document: the one place that hands them out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import count
from typing import Final
from urllib.parse import quote, urlsplit

from factcheck.formats.docx.markup import DECLARATION, attribute

HYPERLINK: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_SCHEMES: Final = ("http", "https", "mailto")
_ADDRESS_SIGNS: Final = "%:/?#[]@!$&'()*+,;=~-._"
_WORD_SIGNS = re.compile(r"[^0-9A-Za-z_]")
# Word's own limit for the name of a bookmark.
LONGEST_BOOKMARK: Final = 40


@lru_cache(maxsize=4096)
def live_address(address: str) -> str:
    """The address as a link may carry it, or empty where it must not be one.

    Only http, https and mailto are live; what an address cannot hold is percent-encoded.
    """
    address = address.strip()
    try:
        parts = urlsplit(address)
        scheme, host, _port = parts.scheme.lower(), parts.hostname or "", parts.port
        if scheme not in _SCHEMES or "\\" in address:
            return ""
        if scheme == "mailto":
            return f"mailto:{quote(parts.path, safe='@%+,._-')}" if "@" in parts.path else ""
        if not host.isascii():
            parts = parts._replace(netloc=parts.netloc.lower().replace(host, host.encode("idna").decode("ascii")))
    except (UnicodeError, ValueError):
        return ""
    if not host or re.search(r"[\s<>\"{}|^`%]", host):
        return ""
    made = quote(parts.geturl(), safe=_ADDRESS_SIGNS)
    # A bracket is at home in the host of an IPv6 address only.
    head, rest = made[: made.find(parts.netloc) + len(parts.netloc)], made[made.find(parts.netloc) + len(parts.netloc) :]
    return head + rest.replace("[", "%5B").replace("]", "%5D")


class Relationships:
    """The links of one part; an address has one id however often it is used."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def link(self, address: str) -> str:
        """The relationship id of an address that ``live_address`` has answered."""
        made = self._ids.get(address)
        if made is None:
            made = self._ids[address] = f"rIdLink{len(self._ids) + 1}"
        return made

    def elements(self) -> str:
        """The relationships as elements, in the order of their first use."""
        return "".join(
            f'<Relationship Id="{made}" Type="{HYPERLINK}" Target="{attribute(address)}" TargetMode="External"/>'
            for address, made in self._ids.items()
        )

    def part(self) -> str:
        """The whole relationships part, for a part that has no others."""
        return (
            f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{self.elements()}</Relationships>"
        )


class Ids:
    """Numbers that must be unique in the document, and the anchors that links may lead to."""

    def __init__(self, anchors: Iterable[str] = ()) -> None:
        self._bookmarks = count(1)
        self._comments = count(0)
        self._footnotes = count(1)
        self._endnotes = count(1)
        # Word refuses 0 and everything from 0x80000000.
        self._paragraphs = count(0x10000001)
        self.anchors = set(anchors)

    def bookmark(self) -> int:
        """The id of the next bookmark."""
        return next(self._bookmarks)

    def comment(self) -> int:
        """The id of the next comment."""
        return next(self._comments)

    def footnote(self) -> int:
        """The id of the next footnote; -1 and 0 are the separators."""
        return next(self._footnotes)

    def endnote(self) -> int:
        """The id of the next endnote; -1 and 0 are the separators."""
        return next(self._endnotes)

    def paragraph(self) -> str:
        """The ``w14:paraId`` of the next paragraph that something refers to."""
        return f"{next(self._paragraphs):08X}"


def bookmark_name(prefix: str, record_id: str, number: int | None = None) -> str:
    """A bookmark's name: ``fc_<record id>_<number>``, in the letters and the length that Word allows."""
    tail = "" if number is None else f"_{number}"
    name = _WORD_SIGNS.sub("", record_id)
    return f"{prefix}{name[: LONGEST_BOOKMARK - len(prefix) - len(tail)]}{tail}"
