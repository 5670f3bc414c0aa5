"""Addresses found in files: which of them may become links, and where they stand in plain words."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 4_000
_SCHEMES: Final = ("http://", "https://", "mailto:")
_UNWANTED: Final = re.compile('[\\s\x00-\x1f\x7f<>"]')
_IN_WORDS: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"“”„«»|\\^`{}]+", re.IGNORECASE)
_AFTER: Final = ".,;:!?…'’‘*_)]"


def safe_address(target: str) -> str:
    """``target`` if it leads to the web or to a mailbox and holds nothing odd; empty otherwise."""
    target = target.strip()
    fits = len(target) <= _LONGEST and target.lower().startswith(_SCHEMES) and not _UNWANTED.search(target)
    return target if fits else ""


def addresses_in(words: str) -> list[tuple[int, str]]:
    """The web addresses that are written out in ``words``, each with its offset, without the punctuation after it."""
    found = []
    for match in _IN_WORDS.finditer(words):
        address = match[0]
        while address and address[-1] in _AFTER:
            # A bracket that was opened inside belongs to the address: /wiki/Kremlin_(Moscow)
            if address[-1] in ")]" and address.count("(["[address[-1] == "]"]) >= address.count(address[-1]):
                break
            address = address[:-1]
        if address.lower().startswith("www."):
            address = "https://" + address if "." in address[4:] else ""
        if safe_address(address) and not address.endswith("//"):
            found.append((match.start(), address))
    return found
