"""How sources and stances look: an icon for each kind, a tone for each stance, the line that says where from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from factcheck.translation import _
from factcheck.ui.words import label

if TYPE_CHECKING:
    from factcheck.domain.records import Evidence, Source

_ICONS: Final = {
    "web page": "globe",
    "report": "file-text",
    "article": "newspaper",
    "book": "book-open",
    "study": "book-open-text",
    "law": "scale",
    "data": "database",
    "interview": "mic",
    "letter": "mail",
    "broadcast": "video",
    "image": "image",
    "document": "file-text",
}
STANCE_TONES: Final = {"supports": "good", "refutes": "bad", "context": "secondary"}


def source_icon(kind: str) -> str:
    """The icon of a kind of source."""
    return _ICONS.get(kind, "link-2")


def source_title(source: Source) -> str:
    """What a source is called on screen, by those who work on the project."""
    name = source.title or source.person or source.publisher or source.address
    return name or _("Untitled {kind}").format(kind=label(source.kind or "other").lower())


def origin_line(source: Source, evidence: Evidence | None = None) -> str:
    """Where the words come from in one line: host or publisher, then the place in the source."""
    try:
        host = (urlsplit(source.address).hostname or "").removeprefix("www.")
    except ValueError:  # an address of a newer program or a merged file
        host = ""
    who = source.person if source.kind == "interview" else ""
    parts = [who or host or source.publisher or source.authors, label(source.terms) if source.terms else ""]
    if evidence is not None:
        parts.append(evidence.locator)
    return " · ".join(part for part in parts if part)
