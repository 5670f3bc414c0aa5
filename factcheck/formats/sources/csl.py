"""Sources as CSL-JSON, the format of citation processors."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from factcheck.domain.records import Source
from factcheck.formats.interchange.scanning import Document, parsed
from factcheck.formats.sources.fields import (
    MOST_AUTHORS,
    MOST_ENTRIES,
    Found,
    day_in,
    iso_day,
    kept,
    made_source,
    names_of,
    too_many,
    turned,
)
from factcheck.text.addresses import safe_link

_TYPES: Final = {
    "web page": "webpage", "report": "report", "article": "article-newspaper", "book": "book",
    "study": "article-journal", "law": "legislation", "data": "dataset", "interview": "interview",
    "letter": "personal_communication", "broadcast": "broadcast", "image": "graphic", "document": "document",
    "other": "document",
}  # fmt: skip
_KINDS: Final = {
    **{type_: kind for kind, type_ in _TYPES.items() if kind != "other"},
    "article": "article", "article-magazine": "article", "post": "web page", "post-weblog": "web page",
    "chapter": "book", "thesis": "study", "paper-conference": "study", "motion_picture": "broadcast",
    "bill": "law", "legal_case": "law", "figure": "image", "map": "image", "speech": "document",
    "manuscript": "document", "pamphlet": "document", "software": "data", "standard": "document",
}  # fmt: skip
# Fields of a source that CSL has no place for.
_OWN: Final = ("standing", "wire", "channel", "terms", "archive_address")
_PLAIN_NAME: Final = frozenset({"family", "given"})
_LARGEST: Final = 1 << 18


def csl_of(sources: Iterable[Source]) -> str:
    """The sources as a CSL-JSON array, an entry a line."""
    return "[" + ",".join(f"\n{json.dumps(_entry(source), ensure_ascii=False)}" for source in sources) + "\n]\n"


def _entry(source: Source) -> dict[str, Any]:
    container = "container-title" if source.kind in ("article", "study", "web page") else "publisher"
    entry: dict[str, Any] = {
        "id": source.id,
        "type": _TYPES.get(source.kind, "document"),
        "title": source.title,
        "author": [
            {"family": name.family, "given": name.given, **({"suffix": name.suffix} if name.suffix else {})}
            if name.is_person
            else {"literal": name.family}
            for name in names_of(source)
        ],
        container: source.publisher,
        "issued": _date(source.published or source.interviewed_on),
        "accessed": _date(source.accessed),
        "URL": safe_link(source.address) or "",
        "archive": safe_link(source.archive_address) or "",
        "custom": {"factcheck": {name: getattr(source, name) for name in ("kind", *_OWN) if getattr(source, name)}},
    }
    return {name: value for name, value in entry.items() if value}


def _date(words: str) -> dict[str, Any]:
    if not words.strip():
        return {}
    parts = day_in(words)
    return {"date-parts": [[int(part) for part in parts]]} if parts else {"literal": words}


def read_csl(content: bytes) -> list[Source]:
    """The sources in CSL-JSON; raises ``Problem`` where it is none."""
    document = Document(content)
    found = Found()
    for number, place in enumerate(document.elements(document.start)):
        if number >= MOST_ENTRIES:
            raise too_many()
        entry = parsed(document.taken(place, _LARGEST))
        source = _source(entry) if isinstance(entry, dict) else None
        if source is not None:
            found.add(source)
    return found.sources


def _source(entry: dict[str, Any]) -> Source | None:
    custom = entry.get("custom")
    own = custom.get("factcheck") if isinstance(custom, dict) else None
    own = own if isinstance(own, dict) else {}
    type_ = str(entry.get("type"))
    kind = own.get("kind") or _KINDS.get(type_, "other")
    people = entry.get("author") or entry.get("editor") or []
    names = [_name(one) for one in people[:MOST_AUTHORS] if isinstance(one, dict)] if isinstance(people, list) else []
    authors = "; ".join(filter(None, names))
    talk = kind in ("interview", "letter")
    day = _day(entry.get("issued"))
    return made_source(
        str(entry.get("id", "")),
        kind=kind,
        title=entry.get("title"),
        authors="" if talk else authors,
        person=authors if talk else "",
        publisher=entry.get("container-title") or entry.get("publisher"),
        published="" if talk else day,
        interviewed_on=day if talk else "",
        accessed=_day(entry.get("accessed")),
        address=entry.get("URL"),
        **{name: own.get(name) for name in _OWN if name != "archive_address"},
        archive_address=own.get("archive_address") or entry.get("archive"),
    )


def _name(person: dict[str, Any]) -> str:
    if person.keys() <= _PLAIN_NAME:  # as most have
        return turned(kept(person.get("family")), kept(person.get("given")))
    family = " ".join(filter(None, (kept(person.get("non-dropping-particle")), kept(person.get("family")))))
    given = " ".join(filter(None, (kept(person.get("given")), kept(person.get("dropping-particle")))))
    suffix = kept(person.get("suffix"))
    return turned(family, ", ".join(filter(None, (given, suffix)))) or kept(person.get("literal")).replace(";", ",")


def _day(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return iso_day(*parts[0][:3])
    return kept(value.get("literal") or value.get("raw"))
