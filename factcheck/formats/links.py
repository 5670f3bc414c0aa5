"""Looking at the address of a source: what answers there, and which words it holds. Only where a person asks for it.

A link comes from a stranger's text, so little is trusted: web addresses only, no address inside the house's own
network, few redirections, no cookies, no passwords, limits on time and size. Nothing of the project is sent along.
"""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import re
import socket
import ssl
from collections.abc import Iterator
from html import unescape
from typing import Final
from urllib.parse import urljoin, urlsplit

from factcheck import __version__
from factcheck.domain.links import Seen
from factcheck.domain.progress import Progress
from factcheck.translation import _

PATIENCE: Final = 10.0  # seconds for one answer
LARGEST: Final = 2 * 1024 * 1024  # bytes of a page that are read
MOST_REDIRECTIONS: Final = 5
_REDIRECTIONS: Final = frozenset({301, 302, 303, 307, 308})
_HEADERS: Final = {
    "User-Agent": f"Factcheck/{__version__}",
    "Accept": "text/html,*/*;q=0.5",
    "Accept-Encoding": "identity",
}
_TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_UNSEEN: Final = re.compile(r"<(script|style|noscript|template|svg)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_CHARSET: Final = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)
_LONGEST_TITLE: Final = 300
_OFFICIAL: Final = {"http": 80, "https": 443}


def look_at(address: str, *, inside: bool = False) -> Seen:
    """Ask for an address, once; ``inside`` allows the house's own network (for tests on this computer)."""
    here = address
    try:
        for _step in range(MOST_REDIRECTIONS + 1):
            status, headers, content = _ask(here, inside=inside)
            onward = headers.get("Location", "")
            if status in _REDIRECTIONS and onward:
                here = urljoin(here, onward)
                continue
            return _seen(here, status, headers.get("Content-Type", ""), content)
    except _Refused as refusal:
        return Seen(trouble=str(refusal), final_address=here)
    except (OSError, http.client.HTTPException, ValueError, UnicodeError) as error:
        return Seen(trouble=_trouble(error), final_address=here)
    return Seen(trouble=_("It leads in a circle."), final_address=here)


def look_at_all(addresses: list[str], progress: Progress, *, inside: bool = False) -> Iterator[Seen]:
    """Look at several, one after the other, so that no server is hurried; ``progress`` can cancel."""
    for number, address in enumerate(addresses):
        progress.step(number, len(addresses), urlsplit(address).hostname or address)
        yield look_at(address, inside=inside)


def look_at_each(addresses: list[str], progress: Progress) -> list[Seen]:
    """The same for work in a process of its own."""
    return list(look_at_all(addresses, progress))


class _Refused(Exception):
    """The address is none that is asked for."""


def _ask(address: str, *, inside: bool) -> tuple[int, http.client.HTTPMessage, bytes]:
    parts = urlsplit(address)
    if parts.scheme not in _OFFICIAL or not parts.hostname:
        raise _Refused(_("This is no address on the web."))
    port = parts.port or _OFFICIAL[parts.scheme]
    place = _place_of(parts.hostname, port, inside=inside)
    # The place that was judged is the one that is asked, whatever the name may lead to a moment later.
    line = socket.create_connection((place, port), timeout=PATIENCE)
    if parts.scheme == "https":
        line = ssl.create_default_context().wrap_socket(line, server_hostname=parts.hostname)
    asked = http.client.HTTPConnection(parts.hostname, port, timeout=PATIENCE)
    asked.sock = line
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        asked.request("GET", _quoted(target), headers=_HEADERS)
        answer = asked.getresponse()
        return answer.status, answer.headers, answer.read(LARGEST)
    finally:
        asked.close()


def _place_of(host: str, port: int, *, inside: bool) -> str:
    """The number of a host; raises ``_Refused`` where it lies in a private network and that is not allowed."""
    place = str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])
    if not inside and not ipaddress.ip_address(place.partition("%")[0]).is_global:
        raise _Refused(_("This address lies in a private network; it is not looked at."))
    return place


def _quoted(target: str) -> str:
    return "".join(sign if "!" <= sign <= "~" else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in target)


def _seen(address: str, status: int, kind: str, content: bytes) -> Seen:
    if "html" not in kind.lower() and "text" not in kind.lower():
        return Seen(status, "", address, "", hashlib.sha256(content).hexdigest())
    charset = _CHARSET.search(kind) or _CHARSET.search(content[:2048].decode("ascii", "replace"))
    try:
        text = content.decode(charset[1] if charset else "utf-8", "replace")
    except LookupError:
        text = content.decode("utf-8", "replace")
    title = _TITLE.search(text)
    words = " ".join(unescape(_TAG.sub(" ", _UNSEEN.sub(" ", text))).split())
    named = " ".join(unescape(title[1]).split())[:_LONGEST_TITLE] if title else ""
    return Seen(status, "", address, named, hashlib.sha256(words.encode("utf-8", "replace")).hexdigest())


def _trouble(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return _("It does not answer.")
    if isinstance(error, socket.gaierror):
        return _("There is no such site.")
    if isinstance(error, ssl.SSLError):
        return _("Its certificate is not valid.")
    return _("It cannot be reached.")
