"""The checks of a written Word file that no schema makes: everything that refers to something finds it.

Readers that forgive much open nearly anything; Word does not. So every report is read again before
it gets its name.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from factcheck.formats.docx.faults import Fault
from factcheck.formats.docx.lint_review import review_faults

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES: Final = "[Content_Types].xml"
_SCHEMES: Final = ("http", "https", "mailto")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)?")
_BOOKMARK = re.compile(r"[^\W\d]\w{0,39}")
_OUT_OF_PLACE = re.compile(r"[\s<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})|#[^#]*#")


@dataclass(frozen=True, slots=True)
class Story:
    """What one part of the document defines and refers to: ids and names, in the order of the part."""

    values: defaultdict[str, list[str]]
    faults: list[Fault]


# What is gathered of each part, in one pass: tag -> (attribute, key in ``Story.values``).
_GATHERED: Final = {
    f"{_W}{tag}": (f"{_W}{attribute}", tag)
    for tag, attribute in (
        ("bookmarkStart", "id"), ("bookmarkEnd", "id"), ("commentRangeStart", "id"), ("commentRangeEnd", "id"),
        ("commentReference", "id"), ("comment", "id"), ("footnoteReference", "id"), ("endnoteReference", "id"),
        ("footnote", "id"), ("endnote", "id"), ("pStyle", "val"), ("rStyle", "val"), ("tblStyle", "val"),
        ("basedOn", "val"), ("next", "val"), ("link", "val"), ("style", "styleId"), ("numId", "val"), ("num", "numId"),
        ("abstractNumId", "val"), ("abstractNum", "abstractNumId"),
    )
}  # fmt: skip
_LOOKED_AT: Final = tuple(
    f"{_W}{tag}" for tag in ("p", "t", "hyperlink", "fldChar", "tbl", "sdtPr", "headerReference", "footerReference")
)
_PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def lint(path: Path) -> list[Fault]:
    """All faults of a .docx; an empty list where there are none."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            contents = {name: archive.read(name) for name in names}
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        return [Fault("ZIP00", path.name, str(error))]
    faults = list(_member_faults(names))
    trees: dict[str, etree._Element] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    for name, content in contents.items():
        if name.endswith((".xml", ".rels")):
            try:
                trees[name] = etree.fromstring(content, parser)
            except etree.XMLSyntaxError as error:
                faults.append(Fault("XML01", name, str(error)))
                continue
            if b"<!DOCTYPE" in content[:1000]:
                faults.append(Fault("XML02", name, "a document type is declared"))
    if _TYPES not in trees or "word/document.xml" not in trees:
        return [*faults, Fault("ZIP03", path.name, "no content types or no document")]
    faults += _content_type_faults(names, trees[_TYPES])
    faults += _relationship_faults(set(names), trees)
    stories = {
        name: _story(name, tree) for name, tree in trees.items() if name.startswith("word/") and name.endswith(".xml")
    }
    for story in stories.values():
        faults += story.faults
    faults += _reference_faults(stories, trees)
    faults += _bookmark_faults(stories)
    faults += _comment_faults(stories, trees)
    faults += _note_faults(stories)
    faults += _style_faults(stories)
    faults += _number_faults(stories)
    faults += review_faults(trees)
    return faults


def _duplicates(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


# -------------------------------------------------------------------------------------------------------------- package


def _member_faults(names: list[str]) -> Iterator[Fault]:
    for name in _duplicates(name.lower() for name in names):
        yield Fault("ZIP01", name, "the package has this member twice")
    if names[:1] != [_TYPES]:
        yield Fault("ZIP02", _TYPES, "is not the first member")
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/"):
            yield Fault("ZIP04", name, "the name leads out of the package")


def _content_type_faults(names: list[str], types: etree._Element) -> Iterator[Fault]:
    defaults = {entry.get("Extension", "").lower() for entry in types if str(entry.tag).endswith("}Default")}
    overrides = [entry.get("PartName", "") for entry in types if str(entry.tag).endswith("}Override")]
    for name in _duplicates(overrides):
        yield Fault("CT04", name, "two content types are given")
    for name in names:
        if name == _TYPES or f"/{name}" in overrides:
            continue
        if name.rpartition(".")[2].lower() not in defaults:
            yield Fault("CT01", name, "no content type")
        elif name.startswith("word/") and name.endswith(".xml"):
            yield Fault("CT02", name, "only the content type of any XML")
    for name in sorted(set(overrides) - {f"/{name}" for name in names}):
        yield Fault("CT03", name, "a content type is given for a part that is not there")


def _relationship_faults(names: set[str], trees: dict[str, etree._Element]) -> Iterator[Fault]:
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder, _slash, file = name.rpartition("_rels/")
        source = folder + file.removesuffix(".rels")
        if source and source not in names:
            yield Fault("REL06", name, "relationships of a part that is not there")
        for id_ in _duplicates(entry.get("Id", "") for entry in tree):
            yield Fault("REL01", name, f"two relationships are called {id_}")
        for entry in tree:
            target = entry.get("Target", "")
            if entry.get("TargetMode") == "External":
                yield from _address_faults(name, target)
            elif posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") not in names:
                yield Fault("REL04", name, f"there is no part {target}")


def _reference_faults(stories: dict[str, Story], trees: dict[str, etree._Element]) -> Iterator[Fault]:
    for name, story in stories.items():
        folder, _slash, file = name.rpartition("/")
        relationships = trees.get(f"{folder}/_rels/{file}.rels")
        known = {entry.get("Id") for entry in relationships} if relationships is not None else set()
        for id_ in sorted(set(story.values["relationship"]) - known):
            yield Fault("REL05", name, f"there is no relationship {id_}")


def _address_faults(name: str, target: str) -> Iterator[Fault]:
    try:
        parts = urlsplit(target)
        _port = parts.port
    except ValueError:
        yield Fault("REL02", name, f"{target!r} is no address")
        return
    if parts.scheme.lower() not in _SCHEMES:
        yield Fault("REL03", name, f"{target!r} is no web or mail address")
    elif _OUT_OF_PLACE.search(target) or not (parts.hostname or parts.scheme.lower() == "mailto"):
        yield Fault("REL02", name, f"{target!r} is no address")


# ---------------------------------------------------------------------------------------------------------- the stories


def _story(name: str, tree: etree._Element) -> Story:
    """What one part holds, with the faults that show in the part alone."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    faults: list[Fault] = []
    fields: list[str] = []  # the kinds of field characters, in order
    for element in tree.iter(*_GATHERED, *_LOOKED_AT, _PICTURE):
        tag = str(element.tag)
        gathered = _GATHERED.get(tag)
        if gathered is not None:
            values[gathered[1]].append(element.get(gathered[0], ""))
            if tag == f"{_W}bookmarkStart":
                values["bookmark name"].append(element.get(f"{_W}name", ""))
            elif tag == f"{_W}style":
                values["style name"] += [one.get(f"{_W}val", "") for one in element.findall(f"{_W}name")]
        elif tag == f"{_W}t":
            text = element.text or ""
            if text != text.strip() and element.get(_SPACE) != "preserve":
                faults.append(Fault("TX01", name, f"spaces at the edge of {text[:30]!r} would be lost"))
        elif tag == f"{_W}p":
            values["paragraph"] += filter(None, [element.get(f"{_W14}paraId")])
        elif tag == f"{_W}fldChar":
            fields.append(element.get(f"{_W}fldCharType", ""))
        elif tag == f"{_W}tbl":
            faults.extend(_table_faults(name, element))
        elif tag == f"{_W}sdtPr":
            values["control"] += [one.get(f"{_W}val", "") for one in element.findall(f"{_W}id")]
        elif tag == _PICTURE:
            values["picture"].append(element.get("id", ""))
        else:
            values["relationship"] += [str(value) for key, value in element.items() if str(key).startswith(_R)]
            values["anchor"] += filter(None, [element.get(f"{_W}anchor")])
    faults.extend(_field_faults(name, fields))
    faults += [Fault("DR01", name, f"two pictures have the id {id_}") for id_ in _duplicates(values["picture"])]
    return Story(values, faults)


def _field_faults(name: str, kinds: list[str]) -> Iterator[Fault]:
    opened: list[str] = []  # fields whose end has not come: "begin", then "separate"
    for kind in kinds:
        if kind == "begin":
            opened.append(kind)
        elif not opened or (kind == "separate" and opened[-1] != "begin"):
            yield Fault("FD02", name, "a field ends, or shows its result, before it begins")
        elif kind == "separate":
            opened[-1] = kind
        else:
            opened.pop()
    if opened:
        yield Fault("FD01", name, "a field is left open")


def _table_faults(name: str, table: etree._Element) -> Iterator[Fault]:
    columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
    for row in table.findall(f"{_W}tr"):
        width = 0
        for cell in row.findall(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width += int(span.get(f"{_W}val", "1")) if span is not None else 1
            if len(cell) == 0 or cell[-1].tag != f"{_W}p":
                yield Fault("TB01", name, "a cell does not end in a paragraph")
        if not width:
            yield Fault("TB03", name, "a row has no cell")
        if width > columns:
            yield Fault("TB02", name, f"a row has {width} columns in a grid of {columns}")


# -------------------------------------------------------------------------------------------------- what refers to what


def _bookmark_faults(stories: dict[str, Story]) -> Iterator[Fault]:
    names: list[str] = []
    for part, story in stories.items():
        values = story.values
        names += values["bookmark name"]
        for id_ in _duplicates(values["bookmarkStart"]):
            yield Fault("BM01", part, f"two bookmarks have the id {id_}")
        if sorted(values["bookmarkStart"]) != sorted(values["bookmarkEnd"]):
            yield Fault("BM03", part, "bookmarks do not begin and end in pairs")
    for name in _duplicates(name.lower() for name in names):
        yield Fault("BM02", "word/document.xml", f"two bookmarks are called {name}")
    for name in names:
        if not _BOOKMARK.fullmatch(name):
            yield Fault("BM04", "word/document.xml", f"{name!r} is no name for a bookmark")
    for part, story in stories.items():
        for anchor in sorted(set(story.values["anchor"]) - set(names) - {"_top"}):
            yield Fault("BM05", part, f"a link leads to {anchor!r}, which is no bookmark")


def _comment_faults(stories: dict[str, Story], trees: dict[str, etree._Element]) -> Iterator[Fault]:
    part = "word/comments.xml"
    document = stories["word/document.xml"].values
    comments = stories[part].values["comment"] if part in stories else []
    for id_ in _duplicates(comments):
        yield Fault("CM03", part, f"two comments have the id {id_}")
    if sorted(comments) != sorted(document["commentReference"]):
        yield Fault("CM01", part, "comments and their marks in the text do not match")
    if sorted(document["commentRangeStart"]) != sorted(document["commentRangeEnd"]):
        yield Fault("CM02", part, "ranges of comments do not begin and end in pairs")
    if set(document["commentRangeStart"]) - set(comments):
        yield Fault("CM02", part, "a range has no comment")
    paragraphs = [id_ for story in stories.values() for id_ in story.values["paragraph"]]
    for id_ in _duplicates(paragraphs):
        yield Fault("CM04", part, f"two paragraphs have the id {id_}")
    for id_ in paragraphs:
        if not re.fullmatch("[0-9A-F]{8}", id_) or not 0 < int(id_, 16) < 0x80000000:
            yield Fault("CM05", part, f"{id_} is no id for a paragraph")
    last = set()
    for comment in trees[part].iter(f"{_W}comment") if part in trees else ():
        lines = comment.findall(f"{_W}p")
        last.add(lines[-1].get(f"{_W14}paraId") if lines else None)
        if comment.get(f"{_W}author") is None:
            yield Fault("CM07", part, "a comment has no author")
        moment = comment.get(f"{_W}date")
        if moment is not None and not _MOMENT.fullmatch(moment):
            yield Fault("CM08", part, f"{moment!r} is no moment")
    extended = "word/commentsExtended.xml"
    for entry in trees.get(extended, ()):
        for key in ("paraId", "paraIdParent"):
            known = entry.get(f"{_W15}{key}")
            if known is not None and known not in last:
                yield Fault("CM06", extended, f"{key} {known} is the last paragraph of no comment")


def _note_faults(stories: dict[str, Story]) -> Iterator[Fault]:
    for kind in ("footnote", "endnote"):
        part = f"word/{kind}s.xml"
        notes = stories[part].values[kind] if part in stories else []
        references = stories["word/document.xml"].values[f"{kind}Reference"]
        for id_ in _duplicates(notes):
            yield Fault("FN03", part, f"two {kind}s have the id {id_}")
        for id_ in sorted(set(references) - set(notes)):
            yield Fault("FN01", part, f"{kind} {id_} is not there")
        for id_ in _duplicates(references):
            yield Fault("FN04", part, f"{kind} {id_} stands in two places")
        for id_ in sorted(set(notes) - set(references) - {"-1", "0"}):
            yield Fault("FN02", part, f"{kind} {id_} stands nowhere")


def _style_faults(stories: dict[str, Story]) -> Iterator[Fault]:
    part = "word/styles.xml"
    if part not in stories:
        yield Fault("ST04", part, "is not there")
        return
    styles = stories[part].values["style"]
    for id_ in _duplicates(styles):
        yield Fault("ST02", part, f"two styles have the id {id_}")
    for name in _duplicates(name.lower() for name in stories[part].values["style name"]):
        yield Fault("ST03", part, f"two styles are called {name}")
    for name, story in stories.items():
        for key in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            for id_ in sorted(set(story.values[key]) - set(styles)):
                yield Fault("ST01", name, f"there is no style {id_}")
    controls = [id_ for story in stories.values() for id_ in story.values["control"]]
    for id_ in _duplicates(controls):
        yield Fault("SD01", "word/document.xml", f"two controls have the id {id_}")


def _number_faults(stories: dict[str, Story]) -> Iterator[Fault]:
    part = "word/numbering.xml"
    if part not in stories:
        return
    numbering = stories[part].values
    for id_ in _duplicates(numbering["num"]):
        yield Fault("NU03", part, f"two lists have the id {id_}")
    for id_ in sorted(set(numbering["abstractNumId"]) - set(numbering["abstractNum"])):
        yield Fault("NU02", part, f"there is no kind of list {id_}")
    for name, story in stories.items():
        for id_ in sorted(set(story.values["numId"]) - set(numbering["num"]) - {"0"}):
            yield Fault("NU01", name, f"there is no list {id_}")
