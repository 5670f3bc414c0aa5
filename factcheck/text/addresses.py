"""Links in texts: finding them, and deciding which may be kept."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

LONGEST: Final = 2000
SCHEMES: Final = ("http", "https", "mailto")
_LINK: Final = re.compile(r"\b(?:https?://|mailto:|www\.)[^\s<>\"“”„«»]+", re.IGNORECASE)
_TRAILING: Final = ".,;:!?'’*_"


def links_in(text: str) -> list[str]:
    """The addresses in a text, in order, without the punctuation that follows them."""
    found = []
    for match in _LINK.finditer(text):
        link = match.group().rstrip(_TRAILING)
        while link.endswith((")", "]")) and link.count("(") + link.count("[") < link.count(")") + link.count("]"):
            link = link[:-1].rstrip(_TRAILING)
        found.append(f"https://{link}" if link.lower().startswith("www.") else link)
    return found


def safe_link(address: str) -> str | None:
    """The address where it may be kept and printed (http, https or mailto, nothing hidden in it), else None."""
    link = address.strip()
    if not link or len(link) > LONGEST or any(ord(c) < 0x21 or 0x7F <= ord(c) <= 0x9F for c in link):  # noqa: PLR2004 - control characters and blanks
        return None
    try:
        parts = urlsplit(link)
        host, user = parts.hostname, parts.username
        _port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in SCHEMES:
        return None
    if parts.scheme.lower() == "mailto":
        return link if "@" in parts.path else None
    return link if host and user is None else None


def looks_like_link(text: str) -> bool:
    """Whether a pasted text is one address and nothing else."""
    words = text.split()
    return len(words) == 1 and links_in(words[0])[:1] != [] and safe_link(links_in(words[0])[0]) is not None


def title_from(address: str) -> str:
    """A readable stand-in for the title of a page: its host and the last words of its path."""
    parts = urlsplit(address)
    if parts.scheme.lower() == "mailto":
        return parts.path
    host = (parts.hostname or address).removeprefix("www.")
    last = next((piece for piece in reversed(parts.path.split("/")) if piece), "")
    words = re.sub(r"[-_+]+", " ", unquote(last).rsplit(".", 1)[0]).strip()
    return f"{host}: {words}" if words else host
