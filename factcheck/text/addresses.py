"""Links in texts: finding them, deciding which may be kept and printed, and what to call them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

LONGEST: Final = 2000
_LINK: Final = re.compile(
    r"\b(?:https?://|mailto:|www\.)[^\s<>\"“”„«»\\^`{|}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"。，、；：！？（）「」『』【】《》]+",
    re.IGNORECASE,
)
# What most addresses look like; they need no second look.
_PLAIN: Final = re.compile(r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?:/[A-Za-z0-9._~/?#&=+,:;@!$'()*%-]*)?")
_TRAILING: Final = ".,;:!?'’‘*…"
_OPENING: Final = "<([{\"'“‘„«"
_HOST: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|[0-9a-f]*:[0-9a-f:.]+")
_MAILBOX: Final = re.compile(r"[^@/]+@[\w-]+(?:\.[\w-]+)*")
_LINE_END: Final = re.compile("%0[ad0]", re.IGNORECASE)
_SUFFIX: Final = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jsp|pdf)$", re.IGNORECASE)


def links_in(text: str) -> list[str]:
    """The addresses in a text, in order, without the punctuation that follows them; ``www.`` is read as https."""
    found = []
    for match in _LINK.finditer(text):
        link = match.group().rstrip(_TRAILING)
        while link.endswith((")", "]")) and link.count("(") + link.count("[") < link.count(")") + link.count("]"):
            link = link[:-1].rstrip(_TRAILING)
        if _LINK.fullmatch(link):
            found.append(f"https://{link}" if link.lower().startswith("www.") else link)
    return found


def safe_link(address: str) -> str | None:
    """The address where it may be kept, printed and opened, without outer space; else None.

    It may where it is http, https or mailto, has at most 2,000 characters, names its host or mailbox, and hides
    nothing: no control or invisible characters, no user name before the host, no backslash that a browser would read
    as a slash, no line end that a mail program would read as another header.
    """
    if not address:
        return None
    if len(address) <= LONGEST and _PLAIN.fullmatch(address):
        return address
    link = address.strip()
    if len(link) > LONGEST or "\\" in link or " " in link or not link.isprintable():
        return None
    try:
        parts = urlsplit(link)
        host, user, _port = parts.hostname, parts.username, parts.port
    except ValueError:
        return None
    if parts.scheme == "mailto":
        return link if _MAILBOX.fullmatch(parts.path) and not parts.netloc and not _LINE_END.search(link) else None
    named = parts.scheme in {"http", "https"} and host is not None and user is None and _HOST.fullmatch(host)
    return link if named else None


def looks_like_link(text: str) -> bool:
    """Whether a pasted text is one address and nothing else."""
    words = text.split()
    if len(words) != 1 or not _LINK.match(words[0].lstrip(_OPENING)):
        return False
    links = links_in(words[0])
    return len(links) == 1 and safe_link(links[0]) is not None


def title_from(address: str) -> str:
    """A readable stand-in for the title of a page: its host and the last words of its path."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return address
    if parts.scheme == "mailto" or not host:
        return parts.path or address
    pieces = [_SUFFIX.sub("", unquote(piece)) for piece in parts.path.split("/")]
    named = [piece for piece in pieces if piece.strip()]
    told = next((piece for piece in reversed(named) if re.search(r"[^\W\d_]", piece)), named[-1] if named else "")
    words = re.sub(r"[\s_+-]+", " ", "".join(character for character in told if character.isprintable())).strip()
    return f"{host}: {words}" if words else host
