"""Ids and relationships of one document: the one place that hands them out."""

from __future__ import annotations

import re
from itertools import count
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

from factcheck.formats.docx.report.markup import DECLARATION

HYPERLINK: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_SCHEMES: Final = ("http", "https", "mailto")
_ADDRESS_SIGNS: Final = "%:/?#[]@!$&'()*+,;=~-._"
_WORD_SIGNS = re.compile(r"[^0-9A-Za-z_]")
# Word's own limit for the name of a bookmark is 40; ids are 32 hexadecimal digits.
_ID_LENGTH: Final = 32


# What most addresses look like; they need no second look.
_SIGNS = r"(?:[A-Za-z0-9._~/?&=+,:;@!$'()*-]|%[0-9A-Fa-f]{2})*+"
_PLAIN_ADDRESS = re.compile(rf"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?:/{_SIGNS}(?:#{_SIGNS})?)?")
_STRAY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def live_address(address: str) -> str:
    """The address as a link may carry it, or empty where it must not be one.

    Only http, https and mailto are live; what an address cannot hold is percent-encoded.
    """
    if _PLAIN_ADDRESS.fullmatch(address):
        return address
    address = _STRAY_PERCENT.sub("%25", address.strip())
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
    if not host or parts.netloc.count("@") > 1 or re.search(r"[\s<>\"{}|^`%]", host):
        return ""
    parts = parts._replace(netloc=parts.netloc.removesuffix(":"), fragment=parts.fragment.replace("#", "%23"))
    made = quote(parts.geturl(), safe=_ADDRESS_SIGNS)
    # A bracket is at home in the host of an IPv6 address only.
    head, rest = (
        made[: made.find(parts.netloc) + len(parts.netloc)],
        made[made.find(parts.netloc) + len(parts.netloc) :],
    )
    return head + rest.replace("[", "%5B").replace("]", "%5D")


class Link(NamedTuple):
    """A live address: what opens a link to it in the XML of a part, and the relationship that the part needs for it."""

    opening: str
    relationship: str


class Addresses:
    """The live addresses of one document. An address has one relationship id, in whatever parts it is used."""

    def __init__(self) -> None:
        self._links: dict[str, Link | None] = {}
        self._live: dict[str, Link] = {}

    def link(self, address: str) -> Link | None:
        """The link to an address, or None where it must not be live."""
        if address not in self._links:
            self._links[address] = self._link(live_address(address))
        return self._links[address]

    def _link(self, target: str) -> Link | None:
        if target and target not in self._live:
            id_ = f"rIdLink{len(self._live) + 1}"
            # A live address holds nothing else that XML would mind.
            escaped = target.replace("&", "&amp;")
            self._live[target] = Link(
                f'<w:hyperlink r:id="{id_}" w:history="1">',
                f'<Relationship Id="{id_}" Type="{HYPERLINK}" Target="{escaped}" TargetMode="External"/>',
            )
        return self._live.get(target)


class Relationships:
    """The links that one part uses."""

    def __init__(self, addresses: Addresses | None = None) -> None:
        self._addresses = addresses or Addresses()
        self._used: dict[str, None] = {}

    def __len__(self) -> int:
        return len(self._used)

    def use(self, link: Link | None) -> str:
        """What opens a link, which is noted as used; empty where there is none."""
        if link is None:
            return ""
        self._used[link.relationship] = None
        return link.opening

    def use_all(self, relationships: dict[str, None]) -> None:
        """Note that links were used, by their relationships."""
        self._used.update(relationships)

    def opening(self, address: str) -> str:
        """What opens a link to an address; empty where the address must not be live."""
        return self.use(self._addresses.link(address))

    def elements(self) -> list[str]:
        """The relationships as elements, in the order of their first use."""
        return list(self._used)

    def part(self) -> list[str]:
        """The whole relationships part, for a part that has no others, in pieces."""
        opening = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        return [DECLARATION, opening, *self._used, "</Relationships>"]


class Ids:
    """Numbers that must be unique in the document."""

    def __init__(self) -> None:
        # The next of bookmarks and tracked changes, of which there are many; and of comments.
        self.annotation: Final = count(1).__next__
        self.comment: Final = count(0).__next__
        # Word refuses 0 and everything from 0x80000000.
        self._paragraphs = count(0x10000001)

    def paragraph(self) -> str:
        """The ``w14:paraId`` of the next paragraph that something refers to."""
        return f"{next(self._paragraphs):08X}"


def bookmark_name(prefix: str, record_id: str) -> str:
    """The beginning of a bookmark's name, in the letters that Word allows and with room for a number behind it."""
    name = record_id if record_id.isalnum() and record_id.isascii() else _WORD_SIGNS.sub("", record_id)
    return f"{prefix}{name[:_ID_LENGTH]}"
