"""Sources as RIS, the format that libraries and reference programs exchange: a tag and a value a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from factcheck.domain.records import SOURCE_KINDS, Source
from factcheck.formats.sources.fields import (
    MOST_AUTHORS,
    MOST_ENTRIES,
    MOST_FIELDS,
    Found,
    day_in,
    iso_day,
    kept,
    made_source,
    names_of,
    not_readable,
    too_many,
)
from factcheck.locales import number
from factcheck.text.addresses import safe_link
from factcheck.translation import _

_TYPES: Final = {
    "web page": "ELEC", "report": "RPRT", "article": "NEWS", "book": "BOOK", "study": "JOUR", "law": "STAT",
    "data": "DATA", "interview": "PCOMM", "letter": "PCOMM", "broadcast": "VIDEO", "image": "ART", "document": "UNPB",
    "other": "GEN",
}  # fmt: skip
_KINDS: Final = {
    **{type_: kind for kind, type_ in _TYPES.items() if kind != "letter"},
    "MGZN": "article", "BLOG": "web page", "CHAP": "book", "EBOOK": "book", "THES": "study", "CONF": "study",
    "CPAPER": "study", "EJOUR": "study", "BILL": "law", "CASE": "law", "DBASE": "data", "AGGR": "data",
    "MPCT": "broadcast", "SOUND": "broadcast", "MAP": "image", "FIGURE": "image", "GOVDOC": "document",
    "PAMP": "document", "MANSCPT": "document",
}  # fmt: skip
_LINE: Final = re.compile(r"^[\ufeff ]*+([A-Z][A-Z0-9]) {1,2}- ?([^\r\n]*)", re.MULTILINE)
_MOST_LINES: Final = 30 * MOST_ENTRIES


def ris_of(sources: Iterable[Source]) -> str:
    """The sources as RIS, with the line ends that its readers expect."""
    return "".join(f"{line}\r\n" for source in sources for line in _lines(source))


def _lines(source: Source) -> Iterator[str]:
    published = source.published or source.interviewed_on
    yield f"TY  - {_TYPES.get(source.kind, 'GEN')}"
    values = [
        ("ID", source.id),
        ("TI", source.title),
        *(("AU", name.turned) for name in names_of(source)),
        ("JO" if source.kind in ("article", "study") else "PB", source.publisher),
        ("PY", (day_in(published) or ("",))[0]),
        ("DA", _slashed(published)),
        ("Y2", _slashed(source.accessed)),
        ("UR", safe_link(source.address) or ""),
        ("L2", safe_link(source.archive_address) or ""),
        ("M3", source.kind),
    ]
    for tag, value in values:
        if value.strip():
            yield f"{tag}  - {' '.join(value.split())}"
    yield "ER  - "


def _slashed(words: str) -> str:
    parts = day_in(words)
    if not parts:
        return words
    return "/".join([parts[0], *(part.zfill(2) for part in parts[1:]), *[""] * (3 - len(parts))]) + "/"


def read_ris(text: str) -> list[Source]:
    """The sources in a RIS file; lines that are none are passed over, as libraries write them too."""
    found = Found()
    entry: dict[str, list[str]] = {}
    # Before any of them is looked at: a stranger may have a million, and each empty.
    if text.count("TY  -") > MOST_ENTRIES or text.count("ER  -") > MOST_ENTRIES:
        raise too_many()
    if text.count("  -") > _MOST_LINES:
        raise not_readable(_("more than {limit} fields").format(limit=number(_MOST_LINES)))
    for line in _LINE.finditer(text.replace("\r\n", "\n").replace("\r", "\n")):
        tag, value = line.groups()
        if tag == "TY":
            entry = {}
        if tag == "ER":
            source = _source(entry)
            entry = {}
            if source is not None:
                found.add(source)
        elif len(values := entry.setdefault(tag, [])) < MOST_FIELDS:
            values.append(value)
    return found.sources


def _source(entry: dict[str, list[str]]) -> Source | None:
    def first(*tags: str) -> str:
        return next((kept(value) for tag in tags for value in entry.get(tag, ()) if value.strip()), "")

    kind = first("M3") if first("M3") in SOURCE_KINDS else _KINDS.get(first("TY"), "other")
    people = [*entry.get("AU", ()), *entry.get("A1", ())][:MOST_AUTHORS]
    names = [kept(value).replace(";", ",") for value in people]
    authors = "; ".join(filter(None, names))
    talk = kind in ("interview", "letter")
    day = _day(first("DA", "PY", "Y1"))
    return made_source(
        first("ID"),
        kind=kind,
        title=first("TI", "T1", "CT", "BT"),
        authors="" if talk else authors,
        person=authors if talk else "",
        publisher=first("JO", "JF", "T2", "PB"),
        published="" if talk else day,
        interviewed_on=day if talk else "",
        accessed=_day(first("Y2")),
        address=first("UR", "L1"),
        archive_address=first("L2"),
    )


def _day(words: str) -> str:
    parts = words.split("/")
    return iso_day(*parts[:3]) or words
