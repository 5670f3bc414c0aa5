"""When two sources are one: by id, by address, or by all of title, authors and date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from factcheck.domain.records import Source


def names_of(source: Source) -> frozenset[str]:
    """Names under which a source is known; two sources with one in common are the same."""
    names = {f"id {source.id}"}
    if address := plain_address(source.address):
        names.add(f"at {address}")
    title = _folded(source.title)
    if title:
        day = (source.published or source.interviewed_on)[:4]
        names.add(f"called {title}|{_folded(source.authors or source.person)}|{day}")
    return frozenset(names)


def sorted_out(coming: Iterable[Source], known: Iterable[Source]) -> tuple[list[Source], list[Source]]:
    """Those of the coming sources that are new, and those that are known already, or twice among them."""
    there = set[str]().union(*map(names_of, known))
    new: list[Source] = []
    old: list[Source] = []
    for source in coming:
        names = names_of(source)
        (old if names & there else new).append(source)
        there |= names
    return new, old


def plain_address(address: str) -> str:
    """An address without what does not tell two pages apart: scheme, "www.", the last slash, the place in the page."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address.strip()
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}" if host else address.strip()


def _folded(words: str) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", words).casefold()).strip()
