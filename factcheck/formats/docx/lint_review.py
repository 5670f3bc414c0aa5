"""The checks of what people review in a written Word file: tracked changes, controls, durable ids, links that fetch."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from factcheck.formats.docx.faults import Fault

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_CID: Final = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?")
_FETCHING: Final = re.compile(
    r"^\s*(dde|ddeauto|includetext|includepicture|import|link|macrobutton|database)\b", re.IGNORECASE
)
_LONGEST_TAG: Final = 64
_CHANGES: Final = (f"{_W}ins", f"{_W}del")


def review_faults(trees: Mapping[str, etree._Element]) -> Iterator[Fault]:
    """All faults of these kinds in the parts of a package."""
    for name, tree in trees.items():
        if name.startswith("word/") and name.endswith(".xml"):
            yield from _change_faults(name, tree)
            yield from _control_faults(name, tree)
            yield from _field_faults(name, tree)
        elif name.endswith(".rels"):
            yield from _fetching_faults(name, tree)
    yield from _durable_faults(trees)


def _change_faults(part: str, tree: etree._Element) -> Iterator[Fault]:
    ids: list[str] = []
    for change in tree.iter(*_CHANGES):
        parent = change.getparent()
        if parent is not None and parent.tag in (f"{_W}rPr", f"{_W}trPr"):
            continue  # of a paragraph's end, or of a row
        ids.append(change.get(f"{_W}id", ""))
        if not change.get(f"{_W}author"):
            yield Fault("RV02", part, "a tracked change has no author")
        moment = change.get(f"{_W}date")
        if moment is not None and not _MOMENT.fullmatch(moment):
            yield Fault("RV03", part, f"{moment!r} is no moment")
        if change.tag == f"{_W}del" and next(change.iter(f"{_W}t"), None) is not None:
            yield Fault("RV04", part, "words in a deletion are not written as deleted")
        if next(change.iterancestors(*_CHANGES), None) is not None and change.tag == f"{_W}ins":
            yield Fault("RV05", part, "an insertion stands in another change")
    for deleted in tree.iter(f"{_W}delText"):
        if next(deleted.iterancestors(f"{_W}del"), None) is None:
            yield Fault("RV04", part, "deleted words stand in no deletion")
    for id_, times in Counter(ids).items():
        if times > 1 or not id_:
            yield Fault("RV01", part, f"{times} tracked changes have the id {id_}")


def _control_faults(part: str, tree: etree._Element) -> Iterator[Fault]:
    for properties in tree.iter(f"{_W}sdtPr"):
        tag = properties.find(f"{_W}tag")
        if tag is not None and len(tag.get(f"{_W}val", "")) > _LONGEST_TAG:
            yield Fault("SD04", part, "the tag of a control is longer than Word keeps")
        choices = properties.find(f"{_W}dropDownList")
        if choices is None:
            continue
        values = [item.get(f"{_W}value", "") for item in choices]
        words = [item.get(f"{_W}displayText", "") for item in choices]
        if len(set(values)) < len(values) or "" in values:
            yield Fault("SD02", part, "two entries of a drop-down have one value, or one has none")
        if len({word.lower() for word in words}) < len(words) or "" in words:
            yield Fault("SD02", part, "two entries of a drop-down are called the same, or one nothing")
        chosen = choices.get(f"{_W}lastValue")
        if chosen is not None and chosen not in values:
            yield Fault("SD03", part, f"what is chosen in a drop-down, {chosen!r}, is none of its entries")


def _field_faults(part: str, tree: etree._Element) -> Iterator[Fault]:
    instruction = ""
    for element in tree.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"):
        if element.tag == f"{_W}instrText":
            instruction += element.text or ""
            continue
        if element.tag == f"{_W}fldSimple":
            instruction = element.get(f"{_W}instr", "")
        if _FETCHING.match(instruction):
            yield Fault("FD03", part, "a field would run or fetch something")
        instruction = ""


def _fetching_faults(name: str, tree: etree._Element) -> Iterator[Fault]:
    for link in tree:
        kind = link.get("Type", "").rpartition("/")[2]
        if link.get("TargetMode") == "External" and kind != "hyperlink":
            yield Fault("REL07", name, f"{kind} would be fetched from {link.get('Target', '')!r}")


def _durable_faults(trees: Mapping[str, etree._Element]) -> Iterator[Fault]:
    name = "word/commentsIds.xml"
    if name not in trees:
        return
    known = {one.get(f"{_W15}paraId") for one in trees.get("word/commentsExtended.xml", ())}
    entries = list(trees[name])
    for entry in entries:
        if entry.get(f"{_CID}paraId") not in known:
            yield Fault("CM09", name, f"{entry.get(f'{_CID}paraId')} belongs to no comment")
    for id_, times in Counter(entry.get(f"{_CID}durableId", "") for entry in entries).items():
        if times > 1 or not re.fullmatch("[0-9A-F]{8}", id_) or not 0 < int(id_, 16) < 0x7FFFFFFF:
            yield Fault("CM10", name, f"{id_!r} is no durable id of one comment")
