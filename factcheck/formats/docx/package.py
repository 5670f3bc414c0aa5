"""A Word package opened with distrust: checked before anything is unpacked, read in bounded pieces, never fetching.

The importer reads strangers' files through it and the exporter's lint its own.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from lxml import etree

from factcheck.domain.problems import Problem
from factcheck.translation import _

if TYPE_CHECKING:
    from lxml.etree import _Element

MAIN_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS_NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# ISO 29500 Strict names the same elements otherwise; they are read as their Transitional twins.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", MAIN_NAMESPACE.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONSHIPS_NAMESPACE.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_CONTENT_TYPES: Final = "[Content_Types].xml"
_END_OF_DIRECTORY: Final = b"PK\x05\x06"
_ZIP64_LOCATOR: Final = b"PK\x06\x07"
_FOUR_BYTE_COMMENT: Final = 22 + 0xFFFF
# What the library raises on zips that are wrong somewhere.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError,
)  # fmt: skip
_PARSING: Final[dict[str, Any]] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True,
    "remove_pis": True,
}  # fmt: skip
_PIECE: Final = 1 << 16
_TOGETHER: Final = 200  # paragraphs
_DECLARATIONS: Final = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
# An absolute path, a drive letter, a backslash, a control character, or a step upwards.
_TRICK: Final = re.compile(r"^/|^[A-Za-z]:|\\|[\x00-\x1f]|(?:^|/)\.\.?(?:/|$)")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a package may hold: entries, bytes of its list, unpacked bytes of one part and of all, ratio, markup.

    ``ratio`` (unpacked to packed) counts for parts above 1 MB. Of markup, an element counts three and an attribute two:
    up to 100 bytes of memory each. ``nodes`` is what all parts may hold together that are parsed as a whole, ``parsed``
    their bytes; of a part that is read child by child ``streamed`` is what it may hold, ``story`` its bytes, ``child``
    what one child may, ``child_bytes`` its bytes, ``children`` how many.
    """

    entries: int = 4_000
    directory: int = 1 << 20
    part: int = 64 << 20
    total: int = 512 << 20
    ratio: int = 200
    nodes: int = 700_000
    parsed: int = 24 << 20
    story: int = 32 << 20
    streamed: int = 1_800_000
    child: int = 600_000
    child_bytes: int = 16 << 20
    children: int = 300_000
    relationships: int = 20_000


@dataclass(frozen=True, slots=True)
class Relationship:
    """Where a part points to: ``target`` is the name of a part, or an address where ``external``."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a Word file held in memory; every way to fail is a ``Problem``."""

    def __init__(self, source: bytes, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._nodes = self._parsed = 0
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._check_directory(source)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source))
        except _BROKEN as error:
            raise _damaged() from error
        self._entries = self._checked_entries()
        self._check_kind()
        starts = [link for link in self.relationships("").values() if link.kind == "officeDocument"]
        if len(starts) != 1 or starts[0].external or starts[0].target not in self:
            raise _damaged()
        self.main: Final = starts[0].target

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of this name; names are compared without case, as Word does."""
        return name.lower() in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as written."""
        return tuple(entry.filename for entry in self._entries.values())

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        entry = self._entries[name.lower()]
        content = bytearray()
        try:
            with self._zip.open(entry) as stream:
                # In pieces: a part that claims to be small is never unpacked further than it claims.
                while piece := stream.read(_PIECE):
                    content += piece
        except _BROKEN as error:
            raise _damaged() from error
        return bytes(content)

    def xml(self, name: str) -> _Element:
        """The root of a part; no document type, no entities, nothing fetched."""
        source = self._looked_through(name, self._limits.parsed - self._parsed)
        self._parsed += len(source)
        self._nodes += _markup(source)
        if self._nodes > self._limits.nodes:
            raise _overloaded()
        try:
            root = etree.fromstring(source, etree.XMLParser(**_PARSING))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _damaged() from error
        _check_document(root)
        return root

    def children(
        self, name: str, holder: str, kinds: Collection[str], tally: dict[str, int]
    ) -> Iterator[tuple[list[_Element], float]]:
        """What stands in the first element ``holder`` below the root of a part, some at a time; the share read so far.

        They are gone from memory when the next but one are asked for, so that of a long document no more is held than
        its longest paragraphs or tables. Most of the children are of these ``kinds``; of the tags in ``tally`` all
        elements are counted. Raises as ``xml``; ``KeyError`` without a holder.
        """
        source = self._looked_through(name, self._limits.story)
        if _markup(source) > self._limits.streamed:
            raise _overloaded()
        stream = _Metered(source, self._limits.child, self._limits.child_bytes)
        parsing = etree.iterparse(stream, events=("end",), tag=(*kinds, *tally), **_PARSING)
        above: _Element | None = None
        latest: _Element | None = None
        count = waiting = 0
        try:
            for _event, element in parsing:
                if element.tag in tally:
                    tally[element.tag] += 1
                    continue
                if above is None:
                    above = _first(element.getroottree().getroot(), holder)
                if above is None or element.getparent() is not above:
                    continue
                stream.reset()
                waiting += 1
                if waiting == _TOGETHER:
                    count += waiting
                    if count > self._limits.children:
                        raise _overloaded()
                    yield list(_between(above, latest, element)), stream.tell() / max(1, len(source))
                    # Those before, not these: what somebody holds yet is costly to take out of its tree.
                    while latest is not None and above[0] is not latest:
                        del above[0]
                    latest, waiting = element, 0
            _check_document(parsing.root)
            above = _first(parsing.root, holder) if above is None else above
            if above is None:
                raise KeyError(holder)
            yield list(_between(above, latest, None)), 1.0
        except (etree.XMLSyntaxError, ValueError) as error:
            raise _damaged() from error

    def _looked_through(self, name: str, largest: int) -> bytes:
        """The bytes of a part, once it is known that they may be parsed and are no more than that."""
        if self._entries[name.lower()].file_size > largest:
            raise _overloaded()
        source = self.read(name)
        if any(declaration in source for declaration in _DECLARATIONS):
            raise _suspicious(_("It declares entities, which Word never does."))
        for strict, transitional in _STRICT:
            source = source.replace(strict, transitional)
        return source

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part by their ids; of the package itself for an empty name."""
        known = self._relationships.get(part)
        if known is None:
            known = self._relationships[part] = self._read_relationships(part)
        return known

    def _read_relationships(self, part: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", name + ".rels")
        if listing not in self:
            return {}
        links = {}
        root = self.xml(listing)
        if len(root) > self._limits.relationships:
            raise _overloaded()
        for element in root:
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            links[element.get("Id", "")] = Relationship(element.get("Type", "").rpartition("/")[2], target, external)
        return links

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts that ``part`` points to by relationships of a kind ("styles")."""
        links = self.relationships(part).values()
        return [link.target for link in links if link.kind == kind and not link.external and link.target in self]

    def _check_directory(self, source: bytes) -> None:
        """Look at the size of the list of entries before it is read: a million entries cost half a gigabyte."""
        end = source.rfind(_END_OF_DIRECTORY, max(0, len(source) - _FOUR_BYTE_COMMENT))
        if end < 0 or end + 22 > len(source):
            raise _damaged()
        count, size = struct.unpack_from("<HL", source, end + 10)
        large = source[max(0, end - 20) : end].startswith(_ZIP64_LOCATOR)
        if large or count > self._limits.entries or size > self._limits.directory:
            raise _suspicious(_("It holds too many parts."))

    def _checked_entries(self) -> dict[str, zipfile.ZipInfo]:
        listing = self._zip.infolist()
        if len(listing) > self._limits.entries:
            raise _suspicious(_("It holds too many parts."))
        entries: dict[str, zipfile.ZipInfo] = {}
        total = 0
        for entry in listing:
            # What the zip says, not what the library made of it: it cuts names at a NUL and turns separators.
            name = entry.orig_filename
            if _TRICK.search(name):
                raise _suspicious(_("The names of its parts lead outside of it."))
            if name.lower() in entries:
                raise _suspicious(_("Two of its parts have the same name."))
            if entry.flag_bits & 1:
                raise Problem(_("The file is encrypted."), _("Take the password off in Word and save it again."))
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise _suspicious(_("It is packed in a way that Word does not use."))
            total += entry.file_size
            dense = entry.file_size > 1 << 20 and entry.file_size > self._limits.ratio * max(1, entry.compress_size)
            if dense or entry.file_size > self._limits.part or total > self._limits.total:
                raise _suspicious(_("It grows far beyond its size when it is unpacked."))
            if not name.endswith("/"):
                entries[name.lower()] = entry
        return entries

    def _check_kind(self) -> None:
        if _CONTENT_TYPES not in self:
            raise Problem(_("The file is no Word document."), _("Save it as .docx, HTML or text."))
        types = self.read(_CONTENT_TYPES)
        if b"macroEnabled" in types or any(name.rpartition("/")[2] == "vbaproject.bin" for name in self._entries):
            raise Problem(
                _("The file holds macros, which are programs, so it is not read."),
                _("Save it as .docx, without macros."),
            )
        if b"wordprocessingml" not in types:
            raise Problem(
                _("The file is a spreadsheet, a presentation or another Office file, no Word document."),
                _("Save its text as .docx, HTML or text."),
            )


class _Metered(io.BytesIO):
    """The bytes of a part, read by a parser: raises ``Problem`` where too much goes by between two resets."""

    def __init__(self, source: bytes, most_markup: int, most_bytes: int) -> None:
        super().__init__(source)
        self._most_markup, self._most_bytes = most_markup, most_bytes
        self.reset()

    def reset(self) -> None:
        """Begin to count anew."""
        self._since, self._start = 0, self.tell()

    def read(self, size: int | None = -1, /) -> bytes:
        """As of any stream."""
        piece = super().read(size)
        self._since += _markup(piece)
        if self._since > self._most_markup or self.tell() - self._start > self._most_bytes:
            raise _overloaded()
        return piece


def _markup(source: bytes) -> int:
    """How much markup there is: an element counts three, an attribute two."""
    return 3 * (source.count(b"<") - source.count(b"</")) + source.count(b'"') + source.count(b"'")


def _overloaded() -> Problem:
    return Problem(
        _("The Word file is not read, because it could do harm.")
        + " "
        + _("It holds far more markup than a text needs."),
        _("Open it in Word or LibreOffice, copy its text into new documents and save them as .docx."),
    )


def _first(root: _Element, tag: str) -> _Element | None:
    return next(root.iterchildren(tag), None)


def _between(above: _Element, after: _Element | None, last: _Element | None) -> Iterator[_Element]:
    """The children of an element that follow one of them, up to another."""
    one = next(above.iterchildren(), None) if after is None else after.getnext()
    while one is not None:
        yield one
        one = None if one is last else one.getnext()


def _check_document(root: _Element) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise _suspicious(_("It declares entities, which Word never does."))


def _damaged() -> Problem:
    return Problem(
        _("The Word file is damaged or incomplete."),
        _("Open it in Word or LibreOffice, save it anew as .docx, or ask for it again."),
    )


def _suspicious(reason: str) -> Problem:
    return Problem(
        _("The Word file is not read, because it could do harm.") + " " + reason,
        _("Open it in Word or LibreOffice and save it anew as .docx if you trust who sent it."),
    )
